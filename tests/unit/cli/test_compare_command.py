import json
import sys
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from auditor.cli import main
from tests.project.documents import COMPARISON_SCHEMA
from tests.unit.makers import ENVIRONMENT
from tests.unit.test_comparison import FIVE, audit

SLOWER = [value + 300 for value in FIVE]


def saved(folder: Path, values: Sequence[float], metric: str = "duration_ms", network: str = "none") -> str:
    """An output folder with a result."""
    folder.mkdir(exist_ok=True)
    environment = ENVIRONMENT.model_copy(update={"network": network})
    document = audit(metric, environment=environment, cart=values).model_dump_json()
    (folder / "audit.json").write_text(document, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("sides", "code", "told"),
    [
        ((FIVE, FIVE, "none"), 0, "NOTHING SLOWER: no time of any step is shown to be longer"),
        ((SLOWER, FIVE, "none"), 0, "NOTHING SLOWER: no time of any step is shown to be longer"),
        ((FIVE, SLOWER, "none"), 1, "SLOWER: cart on desktop"),
        ((FIVE, SLOWER, "3g"), 2, "NOT COMPARABLE: network none before, 3g after"),
        (
            (FIVE[:1], SLOWER[:1], "none"),
            3,
            "TOO FEW ATTEMPTS: 4 in each audit show a difference: friction audit --runs 4",
        ),
    ],
)
def test_the_exit_code_tells_what_is_slower(
    sides: tuple[Sequence[float], Sequence[float], str],
    code: int,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, after, network = sides
    folders = [saved(tmp_path / "a", before), saved(tmp_path / "b", after, network=network)]
    assert main(["compare", *folders, "--quiet"]) == code
    assert capsys.readouterr().out.strip() == told
    assert main(["compare", *folders]) == code
    assert told in capsys.readouterr().out


def test_a_table_tells_the_steps_and_what_else_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", saved(tmp_path / "a", FIVE), saved(tmp_path / "b", SLOWER)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "cart 1020 ms 1320 ms +300 ms slower p 0.0079, effect +1.00, 5 and 5 attempts" in out
    paints = [saved(tmp_path / name, values, "load_ms") for name, values in (("a", SLOWER), ("b", FIVE))]
    assert main(["compare", *paints]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Other figures that differ" in out
    assert "cart load 1320 ms 1020 ms -300 ms faster" in out


def test_the_files_themselves_can_be_named(tmp_path: Path) -> None:
    folder = saved(tmp_path / "a", FIVE)
    assert main(["compare", folder, f"{folder}/audit.json", "--quiet"]) == 0


def test_the_comparison_for_programs_is_as_its_schema_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", saved(tmp_path / "a", FIVE), saved(tmp_path / "b", SLOWER), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, json.loads(COMPARISON_SCHEMA.read_text(encoding="utf-8")))
    (figure,) = document["figures"]
    assert (figure["difference"], figure["before"]) == ("slower", list(FIVE))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare", "nowhere", "a"], "nowhere holds no audit.json: expected the output folder of an audit"),
        (["compare", "a", "a", "--format", "jsn"], "--format 'jsn': expected text or json; did you mean 'json'?"),
        (["compare", "a"], "AFTER is missing"),
    ],
)
def test_wrong_usage_is_told_in_a_line(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved(tmp_path / "a", FIVE)
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_without_scipy_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    assert main(["compare", saved(tmp_path / "a", FIVE), saved(tmp_path / "b", FIVE)]) == 3
    assert capsys.readouterr().err == (
        "friction: friction compare needs scipy, which is not installed: pip install 'friction-audit[stats]'\n"
    )
