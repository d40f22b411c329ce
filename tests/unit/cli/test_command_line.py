"""What the commands answer, through `main`; a few through the installed program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import auditor
from auditor import audit
from auditor.cli import main
from auditor.errors import BrowserError
from auditor.model.result import AuditResult
from auditor.model.run import Cause, StepStatus
from tests.unit.makers import Gathering, answer, broken_at, step, visit, walk

PROGRAM = [str(Path(sys.executable).with_name("friction"))]
MODULE = [sys.executable, "-m", "auditor"]


@pytest.fixture
def gathering(monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """What takes the browser's place: a smooth walk."""
    pages = [visit(name, answer()) for name in ("landing", "search", "product", "add-to-cart", "cart", "checkout")]
    steps = [step(page.step_id) for page in pages]
    steps.insert(1, step("listing", StepStatus.SKIPPED, Cause.NOT_NEEDED))
    smooth = Gathering(walk(steps, pages))
    monkeypatch.setattr(audit, "browser_gatherer", lambda: smooth)
    return smooth


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("audit nonsense", "'nonsense' is not an http(s) URL: expected something like https://shop.example"),
        ("audit", "URL is missing"),
        ("audit shop.example two", "unexpected extra argument"),
        ("audti shop.example", "there is no command 'audti'; did you mean 'audit'?"),
        ("zzz", "there is no command 'zzz'; expected audit, map, replay, evaluate, report"),
        ("https://shop.example", "did you mean 'friction audit https://shop.example'?"),
        ("audit shop.example --quer oak", "there is no option '--quer'; did you mean '--query'?"),
        ("audit shop.example --zzz", "there is no option '--zzz'; see friction audit --help"),
        ("audit shop.example --junit", "there is no option '--junit'"),
        ("audit shop.example --runs", "--runs needs a value"),
        ("audit shop.example --runs 0", "--runs '0': expected a whole number from 1 to 20"),
        ("audit shop.example --runs many", "--runs 'many': expected a whole number from 1 to 20"),
        ("audit shop.example --lang fr", "--lang 'fr': expected de, en, lv, ro, ru or zh"),
        ("audit shop.example --lang lvv", "did you mean 'lv'?"),
        ("audit shop.example --safety prob", "expected look, probe or order; did you mean 'probe'?"),
        (
            "audit shop.example --safety order",
            "--safety order: shop.example is no declared sandbox; expected --sandbox",
        ),
        (
            "audit shop.example --device mobil",
            "a Playwright device name such as 'iPhone 15'; did you mean 'mobile'?",
        ),
        ("audit shop.example --fail-on serios", "did you mean 'serious'?"),
        (
            "audit shop.example --format htm",
            "--format 'htm': expected csv, html, json, junit, markdown, pdf or sarif; did you mean 'html'?",
        ),
        ("audit shop.example --timeout 1", "--timeout '1': expected seconds from 5 to 86400"),
        ("audit shop.example --workers 99", "--workers '99': expected a whole number from 1 to 16"),
        ("audit shop.example --allow-host http://a.b", "--allow-host 'http://a.b': expected a host such as"),
        ("audit shop.example --locale !", "--locale '!': expected a language tag such as de-DE"),
        ("audit shop.example --config no.toml", "--config no.toml: there is no such file"),
        ("audit shop.example --journey no.yaml", "--journey no.yaml: there is no such file"),
        ("audit shop.example --browser-path no", "--browser-path 'no': there is no such file"),
        ("audit https://ada:secret@shop.example", "credentials never go on the command line"),
        ("demo --shop roug", "--shop 'roug': expected rough or smooth; did you mean 'rough'?"),
        ("demo --fail-on serios", "did you mean 'serious'?"),
        ("evaluate nowhere", "nowhere holds no run"),
        ("replay F-1a2b3c --from nowhere", "nowhere holds no audit.json"),
        ("replay F-1a2b3c --from . --output .", "--output .: that is the report which is looked at"),
        ("replay F-1a2b3c --timeout 1", "--timeout '1': expected seconds from 5 to 86400"),
        ("replay F-1a2b3c --browser-path no", "--browser-path 'no': there is no such file"),
        ("replay", "FINDING is missing"),
        ("evaluate . --fail-on serios", "did you mean 'serious'?"),
        ("report nowhere", "nowhere holds no audit.json"),
        ("explain cart/ad-fails", "there is no check 'cart/ad-fails'; did you mean 'cart/add-fails'?"),
        ("--verison", "there is no option '--verison'; did you mean '--version'?"),
    ],
)
def test_wrong_usage_is_one_line_with_the_nearest_valid_name(
    arguments: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("friction: ")
    assert told in said.err
    assert said.err.count("\n") == 1


def test_nothing_given_shows_the_help_and_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr()
    assert "Usage: friction" in said.out + said.err


def test_the_help_names_every_command_and_only_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for command in ("audit", "map", "evaluate", "report", "compare", "checks", "explain", "schema", "demo", "doctor"):
        assert f" {command} " in said
    assert " crawl " not in said


def test_the_help_is_told_without_loading_what_writes_reports() -> None:
    seen = "sorted({'babel', 'jinja2', 'reports', 'playwright'} & set(sys.modules))"
    program = f"import sys; from auditor.cli import main; main(['audit', '--help']); print({seen}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("program", [PROGRAM, MODULE])
def test_the_installed_program_tells_its_version(program: list[str]) -> None:
    done = subprocess.run([*program, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"friction-audit {auditor.__version__}\n")


def test_the_installed_program_ends_with_the_exit_code() -> None:
    done = subprocess.run([*PROGRAM, "audit", "nonsense"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_quick_answer_loads_neither_browser_nor_reports() -> None:
    code = "import sys; from auditor.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "auditor.cli" in loaded
    assert not loaded & {"playwright", "auditor.audit", "jinja2", "starlette", "uvicorn", "PIL", "yaml"}


@pytest.mark.usefixtures("gathering")
def test_a_smooth_shop_passes(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["audit", "shop.example"])
    said = capsys.readouterr()
    result = AuditResult.model_validate_json(Path("friction-report/audit.json").read_text(encoding="utf-8"))
    assert result.gate.exit_code == code == 0
    assert "shop.example" in said.out
    assert Path("friction-report/index.html").is_file()


@pytest.mark.usefixtures("gathering")
def test_off_a_terminal_progress_is_a_plain_line_for_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", "shop.example", "--format", "json"])
    lines = capsys.readouterr().err.splitlines()
    assert "Walking" in lines
    assert any(line.startswith("  ok      landing") for line in lines)
    assert not any("\x1b" in line for line in lines)


@pytest.mark.usefixtures("gathering")
def test_quiet_says_the_verdict_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "shop.example", "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("PASSED: score 100")
    assert said.out.count("\n") == 1


def test_a_journey_that_the_site_breaks_fails_the_gate(
    gathering: Gathering, capsys: pytest.CaptureFixture[str]
) -> None:
    gathering.run = broken_at("checkout", Cause.SITE, "the page answered with status 500")
    assert main(["audit", "shop.example", "--quiet"]) == 1
    assert capsys.readouterr().out.startswith("FAILED: score ")


@pytest.mark.parametrize("level", ["serious", "never"])
def test_a_way_that_was_not_recognised_is_incomplete_whatever_the_gate(
    gathering: Gathering, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    gathering.run = broken_at("checkout", Cause.NOT_RECOGNISED, "no way to the checkout was recognised")
    assert main(["audit", "shop.example", "--quiet", "--fail-on", level]) == 3
    assert capsys.readouterr().out.startswith("INCOMPLETE: checkout was not reached: no way to the checkout")


def test_a_missing_browser_is_one_line_and_exit_code_3(
    gathering: Gathering, capsys: pytest.CaptureFixture[str]
) -> None:
    gathering.run, gathering.error = None, BrowserError("no browser was found: run friction doctor")
    assert main(["audit", "shop.example", "--quiet"]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "friction: no browser was found: run friction doctor\n")


@pytest.mark.usefixtures("gathering")
def test_a_fault_of_ours_never_looks_like_a_failed_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "evaluate", None)
    assert main(["audit", "shop.example", "--quiet"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("gathering")
def test_a_folder_with_something_else_in_it_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("thesis.txt").write_text("", encoding="utf-8")
    assert main(["audit", "shop.example", "--output", "."]) == 2
    assert "the folder is not empty and holds no earlier audit" in capsys.readouterr().err


@pytest.mark.usefixtures("gathering")
def test_the_configuration_is_read_and_the_command_line_wins(capsys: pytest.CaptureFixture[str]) -> None:
    Path("friction.toml").write_text('output = "from-file"\nformat = ["json"]', encoding="utf-8")
    assert main(["audit", "shop.example", "--quiet"]) == 0
    assert main(["audit", "shop.example", "--quiet", "--output", "from-line"]) == 0
    capsys.readouterr()
    assert sorted(path.name for path in Path("from-file").iterdir()) == ["audit.json", "run"]
    assert Path("from-line/audit.json").is_file()


def test_a_mistake_in_the_configuration_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    Path("friction.toml").write_text("fail_onn = 1", encoding="utf-8")
    assert main(["audit", "shop.example"]) == 2
    assert "unknown key 'fail_onn'; did you mean 'fail-on'?" in capsys.readouterr().err


def test_a_saved_run_is_judged_again_without_a_browser(
    gathering: Gathering, capsys: pytest.CaptureFixture[str]
) -> None:
    gathering.run = broken_at("checkout", Cause.SITE, "the page answered with status 500")
    assert main(["audit", "shop.example", "--quiet"]) == 1
    assert main(["evaluate", "friction-report", "--quiet"]) == 1
    assert main(["evaluate", "friction-report", "--quiet", "--fail-on", "never", "--format", "json"]) == 0
    capsys.readouterr()
    assert main(["report", "friction-report", "--format", "html,json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(Path("friction-report/index.html")),
        str(Path("friction-report/audit.json")),
    ]


@pytest.mark.usefixtures("gathering")
def test_budgets_gate_an_audit_and_a_saved_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "shop.example", "--quiet", "--budget", "duration_ms@cart=100"]) == 1
    assert capsys.readouterr().out.strip().endswith("budgets exceeded: 2")
    again = ["evaluate", "friction-report", "--quiet"]
    assert main([*again, "--budget", "duration_ms@cart=2s"]) == 0
    assert main([*again, "--budget", "duration_ms@cart=480"]) == 0
    assert main([*again, "--budget", "duration_ms@cart=480", "--inconclusive", "fail"]) == 1
    assert capsys.readouterr().out.strip().endswith("inconclusive: 2")
    assert main([*again, "--budget", "duration_ms@crat=480"]) == 2
    assert main([*again, "--inconclusive", "fial"]) == 2
    assert "expected pass or fail; did you mean 'fail'?" in capsys.readouterr().err


def test_the_catalogue_names_every_check_and_explains_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert ids == sorted(ids)
    assert "checkout/form-cleared-on-error" in ids
    for check in ids:
        assert main(["explain", check]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"{check}: ")
        assert "\nHow to fix:\n" in said


def test_the_schema_describes_what_is_written(capsys: pytest.CaptureFixture[str], gathering: Gathering) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert gathering
    main(["audit", "shop.example", "--quiet"])
    capsys.readouterr()
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(Path("friction-report/audit.json").read_text(encoding="utf-8")), schema)
