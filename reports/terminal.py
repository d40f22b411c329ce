"""The result in the terminal: the verdict first, then where the shopper stumbled, then what to do next."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
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
_PLAIN_COMMAND = re.compile(r"friction replay F-[0-9a-f]+")
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:[-_/.][a-z0-9]+)*")
_PLAIN_FACES = {Mood.DELIGHTED: ":D", Mood.HAPPY: ":)", Mood.NEUTRAL: ":|", Mood.ANNOYED: ":/", Mood.ANGRY: ">:("}
_FACES = {Mood.DELIGHTED: "😄", Mood.HAPPY: "🙂", Mood.NEUTRAL: "😐", Mood.ANNOYED: "🙁", Mood.ANGRY: "😠"}
_WIDE = 72
"""From so many columns on there is room for a check's id beside the title; below, the finding's own id stands there."""
_NARROW = 56
"""Below so many columns a step's mark is its worst severity alone, and its mood its face."""
_GAPS = 6
"""What stands before and between the columns of the list of findings."""
_USUAL_FOLDER = "friction-report"
_MOOD_STYLES = {
    Mood.DELIGHTED: "green",
    Mood.HAPPY: "green",
    Mood.NEUTRAL: "",
    Mood.ANNOYED: "yellow",
    Mood.ANGRY: "red",
}
_SEVERITY_STYLES = {"blocker": "bold red", "serious": "yellow", "moderate": "cyan", "minor": "dim"}
_VERDICT_STYLES: dict[Outcome, str] = {"passed": "bold green", "failed": "bold red", "incomplete": "bold yellow"}


def summary(
    result: AuditResult, console: Console, files: Sequence[Path], *, verbose: bool = False, lasting: bool = True
) -> None:
    """Print the summary of an audit: each finding on one line, the worst one with what was seen.

    Args:
        result: the audit's result.
        console: where to; its width and its colours (`NO_COLOR`) are respected.
        files: the reports written, to be named at the end.
        verbose: tell what was seen of every finding.
        lasting: whether the site stays where it is, so that it can be looked at again.
    """
    parts: list[RenderableType] = [_verdict(result)]
    faces = _FACES if console.encoding.lower().startswith("utf") else _PLAIN_FACES
    parts += [_path(path, result, faces, console.width) for path in journey_paths(result)]
    counting = [one for one in result.findings if one.certainty is Certainty.CERTAIN and one.status != "suppressed"]
    to_review = [
        one for one in result.findings if one.certainty is not Certainty.CERTAIN and one.status != "suppressed"
    ]
    parts += _orders(result)
    worst = next(iter(worst_first(tuple(counting))), None)
    columns = _Columns.of([*counting, *to_review], console.width)
    for severity, group in groupby(worst_first(tuple(counting)), key=lambda finding: finding.severity):
        found = list(group)
        head = Text(severity_count(severity, len(found)), style=_SEVERITY_STYLES[severity.value])
        told = len(found) if verbose else int(found[0] is worst)
        parts.append(_findings(head, found, columns, told=told))
    if to_review:
        head = Text(f"{len(to_review)} worth a look, not counted", style="dim")
        told = len(to_review) if verbose else 0
        parts.append(_findings(head, to_review, columns, told=told))
    parts += _budgets(result)
    parts += _inconclusive(result)
    parts += _unchecked(result)
    parts += _next(result, counting or to_review, files, lasting=lasting, width=console.width)
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


def _path(path: JourneyPath, result: AuditResult, faces: Mapping[Mood, str], width: int) -> RenderableType:
    title = Text(_safe(path.journey.title, 60), style="bold")
    conditions = _wrapping(_safe("; ".join(conditions_of(path.journey, result)), 300))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold", max_width=22, min_width=11)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for step in path.steps:
        table.add_row(
            Text(str(step.number), style="dim"),
            Text(_safe(step.name, 60)),
            Text("-" if step.duration_ms is None else duration(step.duration_ms)),
            Text() if step.skipped else _mood(step.mood, faces, in_words=width >= _WIDE),
            _mark(step, short=width < _NARROW),
        )
    for one in path.beyond:
        how = "not entered" if one.expected else "not reached"
        table.add_row("", Text(STAGE_NAMES[one.stage], style="dim"), Text("-", style="dim"), "", Text(how, style="dim"))
    note = [Text(path.note, style="yellow")] if path.note else []
    return Group(title, Padding(conditions, (0, 0, 0, 2)), Padding(table, (0, 0, 0, 2)), *note)


def _orders(result: AuditResult) -> list[RenderableType]:
    """What was ordered, so that nobody looks for a shopper who is none."""
    lines = []
    for one in result.orders:
        number = f"number {_safe(one.reference, 60)}" if one.reference else "without a number"
        paid = ", with a test card" if one.by_card else ""
        lines.append(Text(f"An order was placed with test data: {_safe(one.placed_for, 120)}, {number}{paid}."))
    return [Group(*lines)] if lines else []


def _mood(mood: Mood | None, faces: Mapping[Mood, str], *, in_words: bool) -> Text:
    width = max(cell_len(face) for face in faces.values())
    face, word = ("?", "not known") if mood is None else (faces[mood], mood.value)
    told = f"{face}{' ' * (width - cell_len(face))}" + (f" {word}" if in_words else "")
    return Text(told, style=_MOOD_STYLES[mood] if mood else "dim")


def _mark(step: PathStep, *, short: bool) -> Text:
    style = _SEVERITY_STYLES[step.worst.value] if step.worst else ""
    if short and step.worst:
        return Text(f"{'<< ' if step.lit else ''}{step.worst.value}", style=style)
    mark = Text(f"<< {step.verdict}" if step.lit else step.verdict, style="bold red" if step.lit else style)
    if step.worst and not step.lit:
        mark.append(f" ({step.worst.value})")
    if step.step.error:
        mark.append(f": {_safe(step.step.error, 160)}", style="not bold")
    return mark


@dataclass(frozen=True)
class _Columns:
    """How wide the columns of the list of findings are, alike in all its parts; `by_check` where there is room."""

    stage: int
    title: int
    by_check: bool

    @classmethod
    def of(cls, findings: Sequence[FindingResult], width: int) -> "_Columns":
        """Make room for names whole; titles take what is left."""
        by_check = width >= _WIDE
        names = [_name(one, by_check=by_check) for one in findings]
        stage = max((len(STAGE_NAMES[one.stage]) for one in findings), default=0)
        longest = max((cell_len(_title(one)) for one in findings), default=0)
        left = width - stage - max((len(name) for name in names), default=0) - _GAPS
        return cls(stage, max(min(longest, left), 8), by_check)


def _name(finding: FindingResult, *, by_check: bool) -> str:
    return _safe(finding.check if by_check else finding.id, 44)


def _title(finding: FindingResult) -> str:
    return _safe(finding.title, 160) + (" (known)" if finding.status == "known" else "")


def _findings(head: Text, findings: list[FindingResult], columns: _Columns, *, told: int) -> RenderableType:
    """Findings, a line each; of the first `told` ones what was seen stands below."""
    lines: list[RenderableType] = []
    for number, finding in enumerate(findings[:_LONGEST_LIST]):
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(no_wrap=True, width=columns.stage, style="dim")
        table.add_column(no_wrap=True, overflow="ellipsis", width=columns.title)
        table.add_column(no_wrap=True, overflow="ellipsis", style="dim")
        table.add_row(
            STAGE_NAMES[finding.stage], Text(_title(finding)), Text(_name(finding, by_check=columns.by_check))
        )
        lines.append(table)
        if number < told:
            seen = _wrapping(_at_a_word(finding.message, 240))
            lines.append(Padding(seen, (0, 0, 0, columns.stage + 2)))
    rest = len(findings) - _LONGEST_LIST
    more = [Text(f"  and {rest} more in the report", style="dim")] if rest > 0 else []
    return Group(head, *(Padding(line, (0, 0, 0, 2)) for line in lines), *more)


def _wrapping(text: str) -> Text:
    """Indented text, which wraps in logs too: there lines are left long, and what is indented would be cut."""
    return Text(text, style="dim", no_wrap=False, overflow="fold")


def _at_a_word(text: str, limit: int) -> str:
    """Text on one line, cut where a word ends."""
    whole = one_line(text)
    return whole if len(whole) <= limit else f"{whole[: limit - 1].rpartition(' ')[0] or whole[: limit - 1]} …"


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


def _next(
    result: AuditResult, findings: Sequence[FindingResult], files: Sequence[Path], *, lasting: bool, width: int
) -> list[RenderableType]:
    """Where the files are and which command is the next to run."""
    parts: list[RenderableType] = []
    if files:
        lines = [Padding(Text(str(file), overflow="fold"), (0, 0, 0, 2)) for file in files]
        parts.append(Group(Text("Reports", style="bold"), *lines))
    commands = []
    folder = shlex.quote(clean(str(files[0].parent))) if files else ""
    worst = worst_first(tuple(findings))[0] if findings else None
    # Only plain ids are offered for pasting into a shell.
    if worst and worst.rerun and lasting and files and _PLAIN_COMMAND.fullmatch(worst.rerun):
        place = "" if folder == _USUAL_FOLDER else f" --from {folder}"
        commands.append((f"{worst.rerun}{place}", "look at the worst one again"))
    if worst and _PLAIN_ID.fullmatch(worst.check):
        commands.append((f"friction explain {worst.check}", "what it means and how to fix it"))
    if files and result.coverage.reached:
        commands.append((f"friction evaluate {folder}", "judge again, no browser needed"))
    if not findings:
        commands.append(("friction checks", "what an audit looks for"))
    parts.append(Group(Text("Next", style="bold"), *_commands(commands, width)))
    return parts


def _commands(commands: Sequence[tuple[str, str]], width: int) -> Iterator[RenderableType]:
    """Yield commands with what they are for: beside them where there is room."""
    longest = max((len(command) for command, _ in commands), default=0)
    beside = longest + max((len(what) for _, what in commands), default=0) + 4 <= width
    for command, what in commands:
        if beside:
            line = Text(f"  {command}", style="bold")
            yield line.append(f"{' ' * (longest - len(command))}  {what}", style="not bold dim")
        else:
            yield Text(f"  {command}", style="bold", overflow="fold")
            yield Text(f"    {what}", style="dim")
