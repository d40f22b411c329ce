"""The verdict in one sentence that needs no training to understand."""

from dataclasses import dataclass
from typing import Literal

from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.result import AuditResult, FindingResult
from reports.figures import metric_named
from reports.journey_path import STAGE_NAMES, worst_first
from reports.language import _, amid, counted_in, current, grouped, sentences, together, told
from reports.moods import felt
from reports.text import clipped, one_line

Outcome = Literal["passed", "failed", "incomplete"]
_WHY_LENGTH = 200
_NAME_LENGTH = 60
_MOST_NAMES = 3
_INCOMPLETE_EXIT_CODE = 3


@dataclass(frozen=True)
class Verdict:
    """The verdict: its kind, its words, why, and of that what matters most."""

    outcome: Outcome
    words: str
    why: str
    core: str


def verdict_of(result: AuditResult) -> Verdict:
    """The gate's verdict, told for a person. What the gate decided is never decided again here."""
    left_open = _left_open(result)
    if result.gate.passed:
        passed = _why_passed(result)
        return Verdict("passed", _("Passed"), passed + left_open, passed)
    incomplete = any(breach.kind == "incomplete" for breach in result.gate.breaches)
    if incomplete or result.gate.exit_code == _INCOMPLETE_EXIT_CODE:
        why, core = _why_incomplete(result)
        return Verdict("incomplete", _("Incomplete"), why + left_open, core)
    why, core = _why_failed(result)
    return Verdict("failed", _("Not passed"), why + left_open, core)


def furthest(result: AuditResult) -> tuple[str, str] | None:
    """The first and the last stage the shopper came to, in words; None where no stage was reached."""
    stages = [stage for stage in Stage if stage in result.coverage.reached and stage is not Stage.FORM]
    if not stages:
        return None
    return amid(STAGE_NAMES[stages[0]]), amid(STAGE_NAMES[stages[-1]])


def _counting(result: AuditResult, *severities: Severity) -> tuple[FindingResult, ...]:
    found = tuple(one for one in result.findings if felt(one) and one.severity in severities)
    return worst_first(found)


def _why_passed(result: AuditResult) -> str:
    grave = _counting(result, Severity.BLOCKER, Severity.SERIOUS)
    smaller = _counting(result, Severity.MODERATE, Severity.MINOR)
    walked = _walked(result)
    if grave:
        if all(finding.status == "known" for finding in grave):
            kept = counted_in(
                "{number} grave friction known from before; mend what you can.",
                "{number} grave frictions known from before; mend what you can.",
                len(grave),
            )
        else:
            kept = counted_in(
                "{number} grave friction not counted by the gate; mend what you can.",
                "{number} grave frictions not counted by the gate; mend what you can.",
                len(grave),
            )
        return _("{walked}. {kept}", walked=walked, kept=kept)
    if smaller:
        return counted_in(
            "{walked} without serious trouble; {number} smaller friction left to mend.",
            "{walked} without serious trouble; {number} smaller frictions left to mend.",
            len(smaller),
            walked=walked,
        )
    return _("{walked}, and nothing was found that stands in the way.", walked=walked)


def _walked(result: AuditResult) -> str:
    way = furthest(result)
    if way is None:
        return _("What was to be looked at was looked at")
    first, last = way
    if first == last:
        return _("A shopper gets as far as {stage}", stage=last)
    return _("A shopper gets from {first} to {last}", first=first, last=last)


def _why_failed(result: AuditResult) -> tuple[str, str]:
    parts = []
    blockers = _counting(result, Severity.BLOCKER)
    serious = _counting(result, Severity.SERIOUS)
    if blockers:
        parts.append(_stopped(blockers, len(serious)))
    elif serious:
        parts.append(
            counted_in(
                "Shoppers can go on, but {number} serious friction will make many of them give up, "
                "first of all “{title}” at {stage}.",
                "Shoppers can go on, but {number} serious frictions will make many of them give up, "
                "first of all “{title}” at {stage}.",
                len(serious),
                title=_title(serious[0]),
                stage=amid(STAGE_NAMES[serious[0].stage]),
            )
        )
    elif any(breach.kind == "finding" and not breach.inconclusive for breach in result.gate.breaches):
        smaller = _counting(result, Severity.MODERATE, Severity.MINOR)
        parts.append(
            counted_in(
                "{number} smaller friction found, and the gate allows none of that severity.",
                "{number} smaller frictions found, and the gate allows none of that severity.",
                len(smaller),
            )
        )
    budgets = [breach for breach in result.gate.breaches if breach.kind == "budget" and not breach.inconclusive]
    if budgets:
        parts.append(counted_in("{number} budget is exceeded.", "{number} budgets are exceeded.", len(budgets)))
    if any(breach.inconclusive for breach in result.gate.breaches):
        parts.append(_("Inconclusive verdicts fail this gate."))
    parts = parts or [_("The gate was not passed.")]
    return sentences(parts), parts[0]


def _stopped(blockers: tuple[FindingResult, ...], serious: int) -> str:
    stages = together(dict.fromkeys(amid(STAGE_NAMES[finding.stage]) for finding in blockers))
    title = _title(blockers[0])
    if not serious:
        return _("Shoppers are stopped at {stages}: “{title}”.", stages=stages, title=title)
    return counted_in(
        "Shoppers are stopped at {stages}: “{title}”, and {number} more friction will make many give up.",
        "Shoppers are stopped at {stages}: “{title}”, and {number} more frictions will make many give up.",
        serious,
        stages=stages,
        title=title,
    )


def _why_incomplete(result: AuditResult) -> tuple[str, str]:
    reasons = [breach.what for breach in result.gate.breaches if breach.kind == "incomplete"]
    reason = _sentence(told(reasons[0] if reasons else result.interrupted or ""))
    parts = [_("The audit could not see enough for a verdict."), *([reason] if reason else [])]
    core = sentences(parts)
    way = furthest(result)
    if way is None:
        parts.append(_("No page of the shop was seen."))
    elif way[0] == way[1]:
        parts.append(_("It came as far as {stage}.", stage=way[1]))
    else:
        parts.append(_("It came from {first} to {last}.", first=way[0], last=way[1]))
    grave = _counting(result, Severity.BLOCKER, Severity.SERIOUS)
    if grave:
        parts.append(
            counted_in(
                "What it did see holds {number} grave friction, “{title}” first.",
                "What it did see holds {number} grave frictions, “{title}” first.",
                len(grave),
                title=_title(grave[0]),
            )
        )
    return sentences(parts), core


def _left_open(result: AuditResult) -> str:
    """The verdicts that are neither, named as far as a sentence has room for them; empty where there are none."""
    names = [
        _("“{title}” at {step}", title=clipped(one_line(told(one.title)), _NAME_LENGTH), step=one_line(one.step))
        for one in result.inconclusive
    ]
    names += [
        _(
            "the budget for {metric} ({where})",
            metric=amid(metric_named(one.metric).label),
            where=clipped(one_line(told(one.where)), _NAME_LENGTH),
        )
        for one in result.budgets
        if one.verdict == "inconclusive"
    ]
    if not names:
        return ""
    rest = len(names) - _MOST_NAMES
    named = [*names[:_MOST_NAMES], *([_("{number} more", number=grouped(rest))] if rest > 0 else [])]
    return counted_in(
        " {number} verdict is inconclusive: {names}.",
        " {number} verdicts are inconclusive: {names}.",
        len(names),
        names=together(named),
    )


def _title(finding: FindingResult) -> str:
    return clipped(one_line(told(finding.title)), _WHY_LENGTH).rstrip(".")


def _sentence(text: str) -> str:
    text = clipped(one_line(text), _WHY_LENGTH)
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", "。")) else current().full_stop)
