import io
import logging

import pytest
from rich.console import Console

from auditor.cli.telling import LiveProgress, PlainProgress, Telling, verdict_line
from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.model.progress import Progress
from auditor.model.result import AuditResult, Breach, BudgetResult, FindingResult, GateResult, Score, ToolInfo
from auditor.model.run import Cause, StepStatus
from auditor.replaying import Answer, Replayed, Verdict
from tests.unit.makers import ENVIRONMENT, NOON, SHOP, step


def result(gate: GateResult, *findings: FindingResult) -> AuditResult:
    return AuditResult(
        tool=ToolInfo(version="0"),
        target=SHOP,
        started_at=NOON,
        duration_ms=1,
        phases_ms={},
        environment=ENVIRONMENT,
        findings=findings,
        score=Score(overall=64),
        gate=gate,
    )


def told_finding(name: str, *, gates: bool) -> FindingResult:
    return FindingResult(
        id=name,
        check="a/b",
        title="t",
        severity=Severity.SERIOUS,
        certainty=Certainty.CERTAIN,
        gates=gates,
        stage=Stage.CART,
        journey="shop",
        step="cart",
        device="desktop",
        url=SHOP,
        message="m",
        fingerprint="f",
    )


def test_the_verdict_fits_a_line() -> None:
    findings = (told_finding("F-1", gates=True), told_finding("F-2", gates=False))
    passed = result(GateResult(passed=True, exit_code=0), findings[1])
    assert verdict_line(passed) == "PASSED: score 64, findings: 1"
    failed = result(GateResult(passed=False, exit_code=1, breaches=(Breach(kind="finding", what="x"),)), *findings)
    assert verdict_line(failed) == "FAILED: score 64, findings that gate: F-1"
    reasons = tuple(Breach(kind="incomplete", what=what) for what in ("the time was up", "cart was not reached"))
    incomplete = result(GateResult(passed=False, exit_code=3, breaches=reasons), *findings)
    assert verdict_line(incomplete) == "INCOMPLETE: the time was up (and 1 more)"


def test_the_verdict_counts_budgets_and_what_is_inconclusive() -> None:
    over = BudgetResult(metric="clicks", where="shop on desktop", limit=1, median=2, verdict="over")
    warning = over.model_copy(update={"level": "warn"})
    breaches = (
        Breach(kind="budget", what="clicks at shop on desktop: 2, limit 1"),
        Breach(kind="budget", inconclusive=True, what="load_ms at ..."),
    )
    failed = result(GateResult(passed=False, exit_code=1, breaches=breaches))
    failed = failed.model_copy(update={"budgets": (over, warning)})
    assert verdict_line(failed) == "FAILED: score 64, budgets exceeded: 1, inconclusive: 1"


def tell(progress: Progress) -> None:
    progress.phase("walk")
    progress.step_started("landing", Stage.LANDING, 1)
    progress.step_done(step("landing", duration_ms=1234), 1)
    progress.step_done(step("search", StepStatus.SKIPPED, Cause.NOT_NEEDED, duration_ms=None), 2)
    progress.step_done(step("cart", StepStatus.BROKEN, Cause.SITE, error="status [500]"), 1)
    progress.phase("probe")
    progress.probe_started("form")
    progress.probe_done("form", "2 forms tried")
    progress.note("a banner could not be answered")


def test_plain_progress_is_a_line_for_every_step() -> None:
    written = io.StringIO()
    tell(PlainProgress(Console(file=written, soft_wrap=True)))
    assert written.getvalue().splitlines() == [
        "Walking",
        "  ok      landing          1.2 s",
        "  skipped search                 (attempt 2)",
        "  broken  cart             0.5 s  status [500]",
        "Probing",
        "  probe   form: 2 forms tried",
        "  note    a banner could not be answered",
    ]


def test_live_progress_shows_what_is_done_and_takes_no_markup_from_the_site() -> None:
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=100, color_system=None)
    with console.status("Starting") as status:
        tell(LiveProgress(console, status))
        assert status.status == "Probing"
    assert "status [500]" in written.getvalue()
    assert "form: 2 forms tried" in written.getvalue()


@pytest.mark.parametrize(
    ("no_color", "environment", "plain"), [(True, None, True), (False, "1", True), (False, "", False)]
)
def test_colours_are_switched_off_by_option_and_environment(
    monkeypatch: pytest.MonkeyPatch, no_color: bool, environment: str | None, plain: bool
) -> None:
    if environment is None:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", environment)
    telling = Telling(no_color=no_color)
    assert (telling.out.no_color, telling.err.no_color) == (plain, plain)


def test_our_log_is_told_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("auditor.audit")
    Telling()
    log.warning("hidden")
    Telling(verbose=True)
    log.warning("shown")
    Telling()
    log.warning("hidden again")
    said = capsys.readouterr().err
    assert "shown" in said
    assert "hidden" not in said


def test_how_the_walks_are_slowed_down_is_told_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    with Telling().progress("over slow-4g, processor slowed 4 times") as progress:
        progress.phase("walk")
        progress.phase("probe")
    assert capsys.readouterr().err == "Walking, over slow-4g, processor slowed 4 times\nProbing\n"


class Stream(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "live"),
    [
        (True, {}, True),
        (True, {"CI": "false"}, True),
        (True, {"CI": "true"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_lines_change_on_a_terminal_only_and_never_in_the_log_of_a_build(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], live: bool
) -> None:
    _as_in(monkeypatch, environment)
    monkeypatch.setattr("sys.stderr", Stream(terminal=terminal))
    with Telling().progress() as progress:
        assert isinstance(progress, LiveProgress) is live


@pytest.mark.parametrize(
    ("terminal", "environment", "styled"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
    ],
)
def test_no_code_is_written_where_no_colour_is_wanted(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], styled: bool
) -> None:
    _as_in(monkeypatch, environment)
    stream = Stream(terminal=terminal)
    monkeypatch.setattr("sys.stdout", stream)
    Telling().out.print("[bold red]angry[/]")
    assert ("\x1b[" in stream.getvalue()) is styled
    assert "angry" in stream.getvalue()


def _as_in(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name in ("CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)


STILL = Replayed(
    told_finding("F-1a2b3c", gates=True), Answer(Verdict.STILL_THERE, ("[b]Gone\nafter a reload.", "Seen at 1 of 2."))
)


@pytest.mark.parametrize(
    ("quiet", "lines"),
    [
        (False, ["STILL THERE  F-1a2b3c  t (a/b)", "  [b]Gone after a reload.", "  Seen at 1 of 2."]),
        (True, ["STILL THERE  F-1a2b3c  t (a/b)"]),
    ],
)
def test_what_became_of_a_finding_is_told_in_a_few_lines(
    capsys: pytest.CaptureFixture[str], quiet: bool, lines: list[str]
) -> None:
    Telling(quiet=quiet).replayed(STILL)
    assert capsys.readouterr().out.splitlines() == lines
