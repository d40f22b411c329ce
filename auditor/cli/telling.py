"""What a command tells: progress on stderr while it works, the outcome on stdout at the end."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

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

_UNKNOWN_WIDTH = 100
_LONGEST_REASON = 400
_PHASES = {"walk": "Walking", "probe": "Probing", "judge": "Judging", "report": "Writing the report"}
_SIGNS = {StepStatus.COMPLETED: "[green]✓[/]", StepStatus.SKIPPED: "[dim]–[/]", StepStatus.BROKEN: "[red]✗[/]"}
_VERDICT_STYLES = {"FIXED": "bold green", "STILL THERE": "bold red", "COULD NOT CHECK": "bold yellow"}
_WORDS = {StepStatus.COMPLETED: "ok", StepStatus.SKIPPED: "skipped", StepStatus.BROKEN: "broken"}


class Telling:
    """How much is told, and in which colours."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, no_color: bool = False) -> None:
        """Take the command line's word; NO_COLOR counts too (https://no-color.org), and goes before FORCE_COLOR."""
        plain = no_color or bool(os.environ.get("NO_COLOR"))
        self.out = _console(sys.stdout, plain=plain)
        self.err = _console(sys.stderr, plain=plain)
        self._quiet = quiet
        self._verbose = verbose
        _log_to(self.err if verbose else None)

    @contextmanager
    def progress(self, slowed: str = "") -> Iterator[Progress]:
        """Progress for as long as the block lasts: live on a terminal, else, and where CI is set, a plain line a step.

        Args:
            slowed: how the walks are slowed down, in words, to be told with them.
        """
        phases = _PHASES | {"walk": f"Walking, {slowed}"} if slowed else _PHASES
        if self._quiet:
            yield Silence()
        elif _is_live(sys.stderr) and not self.err.is_dumb_terminal:
            with self.err.status("Starting the browser") as status:
                yield LiveProgress(self.err, status, phases)
        else:
            yield PlainProgress(self.err, phases)

    def outcome(self, result: AuditResult, files: Sequence[Path], *, lasting: bool = True) -> None:
        """Tell the outcome; the verdict alone when quiet.

        Args:
            result: the audit's.
            files: the reports written.
            lasting: whether the site stays where it is, so that it can be looked at again.
        """
        if self._quiet:
            self.out.print(verdict_line(result), markup=False)
            return
        from reports.terminal import summary  # noqa: PLC0415 - not needed when quiet

        summary(result, self.out, files, verbose=self._verbose, lasting=lasting)

    def replayed(self, replayed: "Replayed") -> None:
        """Tell what became of a finding; the verdict alone when quiet."""
        finding, answer = replayed.finding, replayed.answer
        from reports.printing import print_lines  # noqa: PLC0415 - not needed for an audit
        from reports.text import clipped, one_line  # noqa: PLC0415 - likewise

        verdict, title = answer.verdict.value, one_line(finding.title)
        head = f"[{_VERDICT_STYLES[verdict]}]{verdict}[/]  {escape(f'{finding.id}  {title} ({finding.check})')}"
        why = () if self._quiet else (f"  {escape(clipped(one_line(line), _LONGEST_REASON))}" for line in answer.why)
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


def _console(stream: TextIO, *, plain: bool) -> Console:
    """A console of a stream: without any style where none is wanted, wide where nothing tells how wide it is."""
    unknown = not stream.isatty() and not os.environ.get("COLUMNS")
    return Console(
        file=stream,
        no_color=plain,
        color_system=None if plain else "auto",
        highlight=False,
        soft_wrap=not stream.isatty(),
        width=_UNKNOWN_WIDTH if unknown else None,
    )


def _is_live(stream: TextIO) -> bool:
    """Whether lines that change can be shown; a log of a build server keeps every state of them."""
    return stream.isatty() and os.environ.get("CI", "").lower() in {"", "0", "false"}


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
    left_open = sum(breach.inconclusive for breach in gate.breaches)
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
