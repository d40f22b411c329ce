"""`summary.md`, for a pull request: the verdict, what is new, figures against budgets, the rest folded up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from auditor.model.finding import Certainty, CheckOutcome
from auditor.model.result import AuditResult, FindingResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.budget_table import VERDICT_WORDS, BudgetRow, budget_rows, open_verdicts
from reports.conditions import conditions_of
from reports.figures import METRICS, duration, figure
from reports.finding_text import figures_of, told_line
from reports.journey_path import SEVERITY_WORDS, STAGE_NAMES, JourneyPath, PathStep, journey_paths, worst_first
from reports.language import _, counted_in, date_and_time, in_a_row, speaking, told
from reports.markdown_text import code, escaped, prose
from reports.moods import Mood
from reports.verdict import Outcome, verdict_of

MOST_BYTES: Final = 60_000
"""The most the summary takes; GitHub refuses comments of more than 65,536 characters."""

_SIGNS: Final[dict[Outcome, str]] = {"passed": "✅", "failed": "❌", "incomplete": "⚠️"}
_FACES: Final = {Mood.DELIGHTED: "😍", Mood.HAPPY: "🙂", Mood.NEUTRAL: "😐", Mood.ANNOYED: "😠", Mood.ANGRY: "😡"}
_VERDICT_SIGNS: Final = {"good": "✅", "bad": "❌", "open": "❔"}
_FIGURES: Final = ("time_to_first_byte_ms", "largest_contentful_paint_ms", "cumulative_layout_shift")


@dataclass(frozen=True)
class _Room:
    """How much is told: rows of a table or entries of a list, and characters of one text."""

    rows: int
    text: int


_ROOMS: Final = (_Room(30, 400), _Room(20, 300), _Room(12, 200), _Room(6, 120), _Room(2, 60), _Room(0, 30))


class MarkdownReport(Report):
    """Writes a summary in GitHub's Markdown."""

    format: ClassVar[str] = "markdown"
    file_name: ClassVar[str] = "summary.md"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `summary.md`, in the report's language."""
        return write_atomically(folder / self.file_name, summary_of(result, presentation.language).encode())


def summary_of(result: AuditResult, language: str = "en") -> str:
    """The summary, at most `MOST_BYTES` of it: where there is more, less is told of each and how much is left out.

    Args:
        result: the audit's result.
        language: the language of the report.
    """
    with speaking(language, result.wordings):
        made = ""
        for room in _ROOMS:
            made = _joined(*_parts(result, room)) + "\n"
            if len(made.encode()) <= MOST_BYTES:
                return made
        return made.encode()[:MOST_BYTES].decode(errors="ignore")


def _parts(result: AuditResult, room: _Room) -> Iterator[str]:
    verdict = verdict_of(result)
    yield f"## {_SIGNS[verdict.outcome]} {_('Friction audit: {verdict}', verdict=escaped(verdict.words))}"
    yield f"**{code(result.target, 200)}** · {_('score {score} of 100', score=result.score.overall)}"
    yield escaped(verdict.why, room.text * 2)
    if result.interrupted:
        yield _("Interrupted: {why}", why=escaped(told(result.interrupted), room.text))
    yield from _findings(result, room)
    yield _budgets(result, room)
    yield from (_path(path, room) for path in journey_paths(result)[: max(room.rows, 1)])
    yield from _folded_parts(result, room)
    yield _footer(result)


def _findings(result: AuditResult, room: _Room) -> Iterator[str]:
    new = worst_first(tuple(one for one in result.findings if one.status == "new" and _is_certain(one)))
    if not new:
        yield f"**{_('No new findings.')}**"
        return
    # What fails the gate is why somebody reads this.
    new = tuple(sorted(new, key=lambda one: not one.gates))
    yield f"### {counted_in('{number} new finding', '{number} new findings', len(new))}"
    yield _table(
        (_("Severity"), _("Where"), _("What the shopper meets")),
        [_finding_row(one, room) for one in new[: room.rows]],
    )
    yield _more(len(new) - room.rows)
    advice = "\n\n".join(_advice(one, room) for one in new[: room.rows])
    yield _folded(_("How to mend and reproduce them"), advice)


def _is_certain(one: FindingResult) -> bool:
    return one.certainty is Certainty.CERTAIN


def _finding_row(one: FindingResult, room: _Room) -> tuple[str, ...]:
    where = f"{STAGE_NAMES[one.stage]}<br>{escaped(one.step, 60)}, {escaped(told(one.device), 40)}"
    what = f"**{escaped(told(one.title), room.text)}**<br>{escaped(told(one.message), room.text)}"
    return (f"{'❌ ' if one.gates else ''}{SEVERITY_WORDS[one.severity]}", where, what)


def _advice(one: FindingResult, room: _Room) -> str:
    lines = [f"**{escaped(told(one.title), room.text)}** · {code(one.id, 40)} · {code(one.check, 80)}"]
    lines += [f"_{escaped(told(one.feels), room.text)}_"] if one.feels else []
    lines += [escaped(in_a_row(figures_of(one)), room.text)] if figures_of(one) else []
    lines += [prose(told(one.fix), room.text * 2)] if one.fix else []
    lines += ["\n".join(f"{number}. {escaped(told(step), room.text)}" for number, step in enumerate(one.steps, 1))]
    lines += [f"{_('Reproduce with:')} {code(one.rerun, 300)}"] if one.rerun else []
    return _joined(*lines)


def _budgets(result: AuditResult, room: _Room) -> str:
    rows = budget_rows(result)
    if not rows:
        return ""
    shown = [row for row in rows if row.tone != "good"]
    met = [row for row in rows if row.tone == "good"]
    parts = [f"### {_('Budgets')}"]
    if shown:
        parts += [_budget_table(shown, room), _more(len(shown) - room.rows)]
    if met:
        words = counted_in("{number} figure within its budget", "{number} figures within their budgets", len(met))
        parts.append(_folded(f"✅ {words}", _joined(_budget_table(met, room), _more(len(met) - room.rows))))
    return _joined(*parts)


def _sign(row: BudgetRow) -> str:
    return "⚠️" if row.warning and row.tone == "bad" else _VERDICT_SIGNS[row.tone]


def _budget_table(rows: Sequence[BudgetRow], room: _Room) -> str:
    return _table(
        (_("Figure"), _("Where"), _("Measured"), _("Limit"), _("Verdict")),
        [
            (
                escaped(row.label, 80),
                escaped(row.where, 120),
                escaped(row.measured, 60) + (f"<br>{escaped(row.spread, 80)}" if row.spread else ""),
                escaped(row.limit, 60),
                f"{_sign(row)} {VERDICT_WORDS[row.verdict]}",
            )
            for row in rows[: room.rows]
        ],
    )


def _path(path: JourneyPath, room: _Room) -> str:
    head = f"### {escaped(told(path.journey.title), 100)}, {escaped(told(path.journey.device), 40)}"
    names = [METRICS[name].label for name in _FIGURES]
    steps = [step for step in path.steps if not step.skipped]
    table = _table(
        (_("Step"), _("Mood"), _("Took"), *(escaped(name) for name in names), _("What happened")),
        [_step_row(step) for step in steps[: room.rows]],
    )
    return _joined(head, table, _more(len(steps) - room.rows), escaped(path.note, 200))


def _step_row(step: PathStep) -> tuple[str, ...]:
    took = "" if step.duration_ms is None else escaped(duration(step.duration_ms))
    values = [_figure(step, name) for name in _FIGURES]
    happened = f"{'🛑 ' if step.lit else ''}{escaped(step.verdict, 80)}"
    return (escaped(step.name, 60), _FACES[step.mood] if step.mood else "❔", took, *values, happened)


def _figure(step: PathStep, name: str) -> str:
    value: float | None = getattr(step.step.metrics, name)
    if value is None:
        return ""
    rating = METRICS[name].rating(value)
    return escaped(figure(value, METRICS[name].unit)) + (" ⚠️" if rating in {"fair", "poor"} else "")


def _folded_parts(result: AuditResult, room: _Room) -> Iterator[str]:
    certain = [one for one in result.findings if _is_certain(one)]
    lists: tuple[tuple[Callable[[int], str], list[str]], ...] = (
        (
            lambda many: counted_in("{number} finding known from before", "{number} findings known from before", many),
            [_line(one, room) for one in certain if one.status == "known"],
        ),
        (
            lambda many: counted_in("{number} worth a look, not counted", "{number} worth a look, not counted", many),
            [_line(one, room) for one in result.findings if not _is_certain(one) and one.status != "suppressed"],
        ),
        (
            lambda many: counted_in("{number} inconclusive", "{number} inconclusive", many),
            [
                f"**{escaped(one.title, room.text)}**, {escaped(one.where, 120)}: {escaped(one.message, room.text)}"
                for one in open_verdicts(result)
            ],
        ),
        (
            lambda many: counted_in("{number} could not be checked", "{number} could not be checked", many),
            _unchecked(result, room),
        ),
    )
    for head, lines in lists:
        if lines:
            shown = "\n".join(f"- {line}" for line in lines[: room.rows])
            yield _folded(head(len(lines)), _joined(shown, _more(len(lines) - room.rows)))


def _line(one: FindingResult, room: _Room) -> str:
    title, message = escaped(told(one.title), room.text), escaped(told(one.message), room.text)
    return f"{SEVERITY_WORDS[one.severity]}, {STAGE_NAMES[one.stage]}: **{title}** {message} {code(one.id, 40)}"


def _unchecked(result: AuditResult, room: _Room) -> list[str]:
    missed = (*result.coverage.unreached, *result.coverage.not_probed)
    lines = [f"{STAGE_NAMES[one.stage]}: {escaped(told(one.why), room.text)}" for one in missed if not one.expected]
    return lines + [
        f"{code(one.check, 80)}: {escaped(told_line(one.error or ''), room.text)}"
        for one in result.results
        if one.outcome is CheckOutcome.ERRORED
    ]


def _footer(result: AuditResult) -> str:
    known = [escaped(in_a_row(conditions_of(path.journey, result)), 200) for path in journey_paths(result)[:2]]
    by = f"{result.tool.name} {result.tool.version}, {date_and_time(result.started_at)}"
    return f"<sub>{'<br>'.join([*known, escaped(by)])}</sub>"


def _folded(head: str, body: str) -> str:
    """What is seen only when asked for. The blank lines have its inside read as Markdown."""
    return f"<details><summary>{head}</summary>\n\n{body}\n\n</details>" if body else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _more(left_out: int) -> str:
    if left_out <= 0:
        return ""
    return f"_{counted_in('… and {number} more in the report', '… and {number} more in the report', left_out)}_"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple("---" for _name in head), *rows))
