"""The verdict in one sentence that needs no training to understand."""

from dataclasses import dataclass
from typing import Literal

from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.result import AuditResult, Breach, FindingResult
from reports.figures import metric_named
from reports.journey_path import STAGE_NAMES, worst_first
from reports.moods import felt
from reports.text import clipped, counted, listed, one_line

Outcome = Literal["passed", "failed", "incomplete"]
_WHY_LENGTH = 200
_NAME_LENGTH = 60
_MOST_NAMES = 3
_INCOMPLETE_EXIT_CODE = 3


@dataclass(frozen=True)
class Verdict:
    """The verdict: its kind, its words, and why."""

    outcome: Outcome
    words: str
    why: str


def verdict_of(result: AuditResult) -> Verdict:
    """The gate's verdict, told for a person. What the gate decided is never decided again here."""
    left_open = _left_open(result)
    if result.gate.passed:
        return Verdict("passed", "Passed", _why_passed(result) + left_open)
    incomplete = any(breach.kind == "incomplete" for breach in result.gate.breaches)
    if incomplete or result.gate.exit_code == _INCOMPLETE_EXIT_CODE:
        return Verdict("incomplete", "Incomplete", _why_incomplete(result) + left_open)
    return Verdict("failed", "Not passed", _why_failed(result) + left_open)


def furthest(result: AuditResult) -> str:
    """How far the shopper came, in words; empty where no stage was reached."""
    stages = [stage for stage in Stage if stage in result.coverage.reached and stage is not Stage.FORM]
    if not stages:
        return ""
    first, last = STAGE_NAMES[stages[0]].lower(), STAGE_NAMES[stages[-1]].lower()
    return f"from {first} to {last}" if first != last else f"as far as {last}"


def _counting(result: AuditResult, *severities: Severity) -> tuple[FindingResult, ...]:
    found = tuple(one for one in result.findings if felt(one) and one.severity in severities)
    return worst_first(found)


def _why_passed(result: AuditResult) -> str:
    way = furthest(result)
    walked = f"A shopper gets {way}" if way else "What was to be looked at was looked at"
    grave = _counting(result, Severity.BLOCKER, Severity.SERIOUS)
    smaller = _counting(result, Severity.MODERATE, Severity.MINOR)
    if grave:
        known = all(finding.status == "known" for finding in grave)
        kept = "known from before" if known else "not counted by the gate"
        return f"{walked}. {counted(len(grave), 'grave friction')} {kept}; mend what you can."
    if smaller:
        return f"{walked} without serious trouble; {counted(len(smaller), 'smaller friction')} left to mend."
    return f"{walked}, and nothing was found that stands in the way."


def _why_failed(result: AuditResult) -> str:
    parts = []
    blockers = _counting(result, Severity.BLOCKER)
    serious = _counting(result, Severity.SERIOUS)
    if blockers:
        stages = list(dict.fromkeys(STAGE_NAMES[finding.stage].lower() for finding in blockers))
        also = f", and {counted(len(serious), 'more friction')} will make many give up" if serious else ""
        parts.append(f"Shoppers are stopped at {listed(stages)}: “{_title(blockers[0])}”{also}.")
    elif serious:
        parts.append(
            f"Shoppers can go on, but {counted(len(serious), 'serious friction')} will make many of them give up, "
            f"first of all “{_title(serious[0])}” at {STAGE_NAMES[serious[0].stage].lower()}."
        )
    elif any(breach.kind == "finding" and not _is_open(breach) for breach in result.gate.breaches):
        smaller = _counting(result, Severity.MODERATE, Severity.MINOR)
        parts.append(f"{counted(len(smaller), 'smaller friction')} found, and the gate allows none of that severity.")
    budgets = [breach for breach in result.gate.breaches if breach.kind == "budget" and not _is_open(breach)]
    if budgets:
        parts.append(f"{counted(len(budgets), 'budget is', 'budgets are')} exceeded.")
    if any(_is_open(breach) for breach in result.gate.breaches):
        parts.append("Inconclusive verdicts fail this gate.")
    return " ".join(parts) or "The gate was not passed."


def _is_open(breach: Breach) -> bool:
    """Whether it is about figures that do not tell."""
    return breach.what.startswith("inconclusive:")


def _why_incomplete(result: AuditResult) -> str:
    reasons = [breach.what for breach in result.gate.breaches if breach.kind == "incomplete"]
    reason = _sentence(reasons[0] if reasons else result.interrupted or "")
    parts = [f"The audit could not see enough for a verdict. {reason}".strip()]
    way = furthest(result)
    parts.append(f"It came {way}." if way else "No page of the shop was seen.")
    grave = _counting(result, Severity.BLOCKER, Severity.SERIOUS)
    if grave:
        parts.append(f"What it did see holds {counted(len(grave), 'grave friction')}, “{_title(grave[0])}” first.")
    return " ".join(parts)


def _left_open(result: AuditResult) -> str:
    """The verdicts that are neither, named as far as a sentence has room for them; empty where there are none."""
    names = [f"“{clipped(one_line(one.title), _NAME_LENGTH)}” at {one_line(one.step)}" for one in result.inconclusive]
    names += [
        f"the budget for {metric_named(one.metric).label.lower()} ({clipped(one_line(one.where), _NAME_LENGTH)})"
        for one in result.budgets
        if one.verdict == "inconclusive"
    ]
    if not names:
        return ""
    rest = len(names) - _MOST_NAMES
    named = [*names[:_MOST_NAMES], *([f"{rest} more"] if rest > 0 else [])]
    return f" {counted(len(names), 'verdict is', 'verdicts are')} inconclusive: {listed(named)}."


def _title(finding: FindingResult) -> str:
    return clipped(one_line(finding.title), _WHY_LENGTH).rstrip(".")


def _sentence(text: str) -> str:
    text = clipped(one_line(text), _WHY_LENGTH)
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")
