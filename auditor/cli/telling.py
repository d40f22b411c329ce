"""What a command tells: progress on stderr while it works, the outcome on stdout at the end."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape
from rich.status import Status

from auditor.model.comparison import Comparison
from auditor.model.journey import Stage
from auditor.model.progress import Progress, Silence
from auditor.model.result import AuditResult
from auditor.model.run import StepRun, StepStatus
from auditor.model.shop_map import ShopMap

if TYPE_CHECKING:
    from auditor.replaying import Replayed

_PHASES = {"walk": "Walking", "probe": "Probing", "judge": "Judging", "report": "Writing the report"}
_SIGNS = {StepStatus.COMPLETED: "[green]✓[/]", StepStatus.SKIPPED: "[dim]–[/]", StepStatus.BROKEN: "[red]✗[/]"}
_VERDICT_STYLES = {"FIXED": "bold green", "STILL THERE": "bold red", "COULD NOT CHECK": "bold yellow"}
_WORDS = {StepStatus.COMPLETED: "ok", StepStatus.SKIPPED: "skipped", StepStatus.BROKEN: "broken"}


class Telling:
    """How much is told, and in which colours."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, no_color: bool = False) -> None:
        """Take the command line's word; NO_COLOR counts too (https://no-color.org)."""
        plain = no_color or bool(os.environ.get("NO_COLOR"))
        self.out = Console(no_color=plain, highlight=False, soft_wrap=not sys.stdout.isatty())
        self.err = Console(stderr=True, no_color=plain, highlight=False, soft_wrap=not sys.stderr.isatty())
        self._quiet = quiet
        self._verbose = verbose
        _log_to(self.err if verbose else None)

    @contextmanager
    def progress(self, slowed: str = "") -> Iterator[Progress]:
        """Progress for as long as the block lasts: live on a terminal, else a plain line for every step.

        Args:
            slowed: how the walks are slowed down, in words, to be told with them.
        """
        phases = _PHASES | {"walk": f"Walking, {slowed}"} if slowed else _PHASES
        if self._quiet:
            yield Silence()
        elif self.err.is_terminal:
            with self.err.status("Starting the browser") as status:
                yield LiveProgress(self.err, status, phases)
        else:
            yield PlainProgress(self.err, phases)

    def outcome(self, result: AuditResult, files: Sequence[Path]) -> None:
        """Tell the outcome; the verdict alone when quiet."""
        if self._quiet:
            self.out.print(verdict_line(result), markup=False)
            return
        from reports.terminal import summary  # noqa: PLC0415 - not needed when quiet

        summary(result, self.out, files)

    def replayed(self, replayed: "Replayed") -> None:
        """Tell what became of a finding; the verdict alone when quiet."""
        finding, answer = replayed.finding, replayed.answer
        from reports.printing import print_lines  # noqa: PLC0415 - not needed for an audit

        verdict = answer.verdict.value
        head = f"[{_VERDICT_STYLES[verdict]}]{verdict}[/]  {escape(f'{finding.id}  {finding.title} ({finding.check})')}"
        why = () if self._quiet else (f"  {escape(line)}" for line in answer.why)
        print_lines((head, *why), self.out)

    def map_outcome(self, shop_map: ShopMap, written: str | None = None) -> None:
        """Tell what was recognised; whether all of it was when quiet."""
        from reports.shop_map import map_line, map_summary  # noqa: PLC0415 - not needed for an audit

        if self._quiet:
            self.out.print(map_line(shop_map), markup=False)
        else:
            map_summary(shop_map, self.out, verbose=self._verbose, written=written)

    def comparison(self, comparison: Comparison) -> None:
        """Tell what two audits differ in; the outcome alone when quiet."""
        from reports.comparison import comparison_line, comparison_summary  # noqa: PLC0415 - not needed for an audit

        if self._quiet:
            self.out.print(comparison_line(comparison), markup=False)
        else:
            comparison_summary(comparison, self.out)


class PlainProgress(Silence):
    """A line for every step, for logs."""

    def __init__(self, console: Console, phases: Mapping[str, str] = _PHASES) -> None:
        """Tell on `console`, with `phases` as the words for them."""
        self._console = console
        self._phases = phases

    def phase(self, name: str) -> None:
        """Name the phase."""
        self._console.print(self._phases.get(name, name), markup=False)

    def step_done(self, step: StepRun, attempt: int) -> None:
        """Tell how the step went."""
        self._console.print(f"  {_WORDS[step.status]:<8}{_told(step, attempt)}", markup=False)

    def probe_done(self, name: str, outcome: str) -> None:
        """Tell what came of the probe."""
        self._console.print(f"  probe   {name}: {outcome}", markup=False)

    def note(self, text: str) -> None:
        """Pass it on."""
        self._console.print(f"  note    {text}", markup=False)


class LiveProgress(Silence):
    """What is being done in a line that changes; what is done above it."""

    def __init__(self, console: Console, status: Status, phases: Mapping[str, str] = _PHASES) -> None:
        """Tell on `console`, with `status` as the line that changes and `phases` as the words for them."""
        self._console = console
        self._phases = phases
        self._status = status
        self._phase = ""
        self._probes: dict[str, None] = {}

    def phase(self, name: str) -> None:
        """Name the phase."""
        self._phase = self._phases.get(name, name)
        self._status.update(self._phase)

    def step_started(self, step_id: str, stage: Stage, attempt: int) -> None:
        """Name the step."""
        del stage
        again = f" (attempt {attempt})" if attempt > 1 else ""
        self._status.update(f"{self._phase}: {escape(step_id)}{again}")

    def step_done(self, step: StepRun, attempt: int) -> None:
        """Tell how the step went."""
        self._console.print(f"  {self._sign(step.status)} {escape(_told(step, attempt))}")

    def probe_started(self, name: str) -> None:
        """Name the probes under way."""
        self._probes[name] = None
        self._show_probes()

    def probe_done(self, name: str, outcome: str) -> None:
        """Tell what came of the probe."""
        self._probes.pop(name, None)
        self._console.print(f"  [cyan]·[/] {escape(name)}: {escape(outcome)}")
        self._show_probes()

    def note(self, text: str) -> None:
        """Pass it on."""
        self._console.print(f"  [yellow]![/] {escape(text)}")

    def _show_probes(self) -> None:
        self._status.update(f"{self._phase}: {escape(', '.join(self._probes))}" if self._probes else self._phase)

    def _sign(self, status: StepStatus) -> str:
        return _SIGNS[status] if self._console.encoding.startswith("utf") else _WORDS[status]


def verdict_line(result: AuditResult) -> str:
    """The verdict in one line."""
    gate = result.gate
    if gate.passed:
        return f"PASSED: score {result.score.overall}, findings: {len(result.findings)}"
    incomplete = [breach.what for breach in gate.breaches if breach.kind == "incomplete"]
    if incomplete:
        more = f" (and {len(incomplete) - 1} more)" if len(incomplete) > 1 else ""
        return f"INCOMPLETE: {incomplete[0]}{more}"
    ids = ", ".join(finding.id for finding in result.findings if finding.gates)
    parts = [f"findings that gate: {ids}"] if ids else []
    over = sum(one.verdict == "over" and one.level == "error" for one in result.budgets)
    parts += [f"budgets exceeded: {over}"] if over else []
    left_open = sum(breach.what.startswith("inconclusive:") for breach in gate.breaches)
    parts += [f"inconclusive: {left_open}"] if left_open else []
    return f"FAILED: score {result.score.overall}, {', '.join(parts)}"


def _told(step: StepRun, attempt: int) -> str:
    again = f" (attempt {attempt})" if attempt > 1 else ""
    took = f"{step.duration_ms / 1000:6.1f} s" if step.duration_ms is not None else " " * 8
    return f"{step.step_id:<14}{took}{again}{f'  {step.error}' if step.error else ''}".rstrip()


def _log_to(console: Console | None) -> None:
    """Show our log, or nothing of it; without a handler Python would print tracebacks."""
    logger = logging.getLogger("auditor")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    if console is None:
        logger.addHandler(logging.NullHandler())
        return
    logger.addHandler(RichHandler(console=console, show_path=False))
    logger.setLevel(logging.DEBUG)
