"""The result in the terminal: the verdict first, then where the shopper stumbled, then what to do next."""

import re
import shlex
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.model.finding import Certainty, CheckOutcome
from auditor.model.result import AuditResult, FindingResult, Unreached
from reports.budget_words import budget_verdict, budget_words, budgets_within
from reports.conditions import conditions_of
from reports.figures import duration
from reports.journey_path import STAGE_NAMES, JourneyPath, PathStep, journey_paths, severity_count, worst_first
from reports.moods import Mood
from reports.printing import print_apart
from reports.text import clean, clipped, counted, one_line
from reports.verdict import Outcome, verdict_of

_LONGEST_LIST = 25
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:[-_/.][a-z0-9]+)*")
_FACES = {Mood.DELIGHTED: ":D", Mood.HAPPY: ":)", Mood.NEUTRAL: ":|", Mood.ANNOYED: ":/", Mood.ANGRY: ">:("}
_MOOD_STYLES = {
    Mood.DELIGHTED: "green",
    Mood.HAPPY: "green",
    Mood.NEUTRAL: "",
    Mood.ANNOYED: "yellow",
    Mood.ANGRY: "red",
}
_SEVERITY_STYLES = {"blocker": "bold red", "serious": "yellow", "moderate": "cyan", "minor": "dim"}
_VERDICT_STYLES: dict[Outcome, str] = {"passed": "bold green", "failed": "bold red", "incomplete": "bold yellow"}


def summary(result: AuditResult, console: Console, files: Sequence[Path]) -> None:
    """Print the summary of an audit.

    Args:
        result: the audit's result.
        console: where to; its width and its colours (`NO_COLOR`) are respected.
        files: the reports written, to be named at the end.
    """
    parts: list[RenderableType] = [_verdict(result)]
    parts += [_path(path, result) for path in journey_paths(result)]
    counting = [one for one in result.findings if one.certainty is Certainty.CERTAIN and one.status != "suppressed"]
    to_review = [
        one for one in result.findings if one.certainty is not Certainty.CERTAIN and one.status != "suppressed"
    ]
    parts += _orders(result)
    for severity, group in groupby(worst_first(tuple(counting)), key=lambda finding: finding.severity):
        found = list(group)
        head = Text(severity_count(severity, len(found)), style=_SEVERITY_STYLES[severity.value])
        parts.append(_findings(head, found))
    if to_review:
        parts.append(_findings(Text(f"{len(to_review)} worth a look, not counted", style="dim"), to_review))
    parts += _budgets(result)
    parts += _inconclusive(result)
    parts += _unchecked(result)
    parts += _next(result, counting or to_review, files)
    print_apart(parts, console)


def _safe(text: str, limit: int = 300) -> str:
    """Text of a page on one line, harmless to a terminal. It goes into `Text`, which reads no markup."""
    return clipped(one_line(text), limit)


def _verdict(result: AuditResult) -> RenderableType:
    verdict = verdict_of(result)
    head = Text()
    head.append(verdict.words.upper(), style=_VERDICT_STYLES[verdict.outcome])
    head.append(f"  {_safe(result.target, 120)}")
    if result.coverage.reached:
        head.append(f"  score {result.score.overall} of 100", style="dim")
    why = [Text(_safe(verdict.why, 600))]
    if result.interrupted:
        why.append(Text(f"Interrupted: {_safe(result.interrupted)}"))
    asked = result.totals
    if result.coverage.reached:
        why.append(
            Text(
                f"{counted(asked.clicks, 'click')}, {counted(asked.keystrokes, 'keystroke')}, "
                f"{counted(asked.fields, 'field')}, {counted(asked.pages, 'page')}, "
                f"{duration(asked.seconds * 1_000)} in all",
                style="dim",
            )
        )
    return Group(head, *why)


def _path(path: JourneyPath, result: AuditResult) -> RenderableType:
    title = Text(_safe(path.journey.title, 60), style="bold")
    title.append(f"\n  {_safe('; '.join(conditions_of(path.journey, result)), 300)}", style="not bold dim")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold", max_width=22)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for step in path.steps:
        table.add_row(
            Text(str(step.number), style="dim"),
            Text(_safe(step.name, 60)),
            Text("-" if step.duration_ms is None else duration(step.duration_ms)),
            Text() if step.skipped else _mood(step.mood),
            _mark(step),
        )
    for one in path.beyond:
        how = "not entered" if one.expected else "not reached"
        table.add_row("", Text(STAGE_NAMES[one.stage], style="dim"), Text("-", style="dim"), "", Text(how, style="dim"))
    note = [Text(path.note, style="yellow")] if path.note else []
    return Group(title, Padding(table, (0, 0, 0, 2)), *note)


def _orders(result: AuditResult) -> list[RenderableType]:
    """What was ordered, so that nobody looks for a shopper who is none."""
    lines = []
    for one in result.orders:
        number = f"number {_safe(one.reference, 60)}" if one.reference else "without a number"
        paid = ", with a test card" if one.by_card else ""
        lines.append(Text(f"An order was placed with test data: {_safe(one.placed_for, 120)}, {number}{paid}."))
    return [Group(*lines)] if lines else []


def _mood(mood: Mood | None) -> Text:
    if mood is None:
        return Text("?   not known", style="dim")
    return Text(f"{_FACES[mood]:<3} {mood.value}", style=_MOOD_STYLES[mood])


def _mark(step: PathStep) -> Text:
    style = _SEVERITY_STYLES[step.worst.value] if step.worst else ""
    mark = Text(f"<< {step.verdict}" if step.lit else step.verdict, style="bold red" if step.lit else style)
    if step.worst and not step.lit:
        mark.append(f" ({step.worst.value})")
    if step.step.error:
        mark.append(f": {_safe(step.step.error, 160)}", style="not bold")
    return mark


def _findings(head: Text, findings: list[FindingResult]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings[:_LONGEST_LIST]:
        line = Text(_safe(finding.title, 160))
        line.append(f"  {_safe(finding.check, 80)}", style="dim")
        if finding.status == "known":
            line.append("  known", style="dim")
        line.append(f"\n{_safe(finding.message, 200)}", style="dim")
        table.add_row(Text(STAGE_NAMES[finding.stage], style="dim"), line)
    rest = len(findings) - _LONGEST_LIST
    more = [Text(f"  and {rest} more in the report", style="dim")] if rest > 0 else []
    return Group(head, Padding(table, (0, 0, 0, 2)), *more)


def _unchecked(result: AuditResult) -> list[RenderableType]:
    rows = [(STAGE_NAMES[one.stage], _reason("not reached", one)) for one in result.coverage.unreached]
    rows += [(STAGE_NAMES[one.stage], _reason("not probed", one)) for one in result.coverage.not_probed]
    rows += [
        ("Check", f"{_safe(one.check, 80)} could not judge {_safe(one.subject, 60)}: {_safe(one.error or '', 160)}")
        for one in result.results
        if one.outcome is CheckOutcome.ERRORED
    ]
    return [Group(Text("Not checked", style="bold"), _rows(rows))] if rows else []


def _budgets(result: AuditResult) -> list[RenderableType]:
    """What is not within its budget, and how many figures are."""
    rows = [(budget_verdict(one), _safe(budget_words(one))) for one in result.budgets if one.verdict != "within"]
    within = budgets_within(result)
    rows += [("within", within)] if within else []
    return [Group(Text("Budgets", style="bold"), _rows(rows))] if rows else []


def _inconclusive(result: AuditResult) -> list[RenderableType]:
    """What figures do not tell: neither a pass nor a failure."""
    rows = [
        (
            STAGE_NAMES[one.stage],
            f"{_safe(one.title, 160)}, if at all {one.severity}  {one.check}\n{_safe(one.message)}",
        )
        for one in result.inconclusive
    ]
    head = Text(f"{len(rows)} inconclusive: the figures do not tell", style="bold")
    return [Group(head, _rows(rows))] if rows else []


def _rows(rows: list[tuple[str, str]]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        table.add_row(Text(name, style="dim"), Text(text))
    return Padding(table, (0, 0, 0, 2))


def _reason(how: str, one: Unreached) -> str:
    intended = ", as intended" if one.expected else ""
    return f"{how}{intended}: {_safe(one.why, 200)}"


def _next(result: AuditResult, findings: Sequence[FindingResult], files: Sequence[Path]) -> list[RenderableType]:
    """Where the files are and which command is the next to run."""
    parts: list[RenderableType] = []
    if files:
        lines = [Padding(Text(str(file), overflow="fold"), (0, 0, 0, 2)) for file in files]
        parts.append(Group(Text("Reports", style="bold"), *lines))
    commands = []
    worst = worst_first(tuple(findings))[0].check if findings else ""
    # Only a plain id is offered for pasting into a shell.
    if _PLAIN_ID.fullmatch(worst):
        commands.append((f"friction explain {worst}", "what it means and how to fix it"))
    if files and result.coverage.reached:
        folder = shlex.quote(clean(str(files[0].parent)))
        commands.append((f"friction evaluate {folder}", "judge again, no browser needed"))
    if not findings:
        commands.append(("friction checks", "what an audit looks for"))
    shown = [Group(Text(f"  {command}", style="bold"), Text(f"    {what}", style="dim")) for command, what in commands]
    parts.append(Group(Text("Next", style="bold"), *shown))
    return parts
