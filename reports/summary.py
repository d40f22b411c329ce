"""Three sentences for who has no time, and what to mend first, each read in a few seconds. Facts of the result only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.result import AuditResult
from reports.figures import duration, metric_named
from reports.finding_view import FindingView
from reports.journey_path import STAGE_NAMES
from reports.language import _, amid, counted_in, current, in_a_row, told
from reports.text import one_line
from reports.verdict import Verdict

FIX_FIRST = 5
_TITLE_LENGTH = 60
_ADVICE_LENGTH = 150
# A full stop ends a sentence before a blank or the end; those of Chinese and Japanese end it anywhere.
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?…](?=\s|$)|[。！？]")


@dataclass(frozen=True)
class Sentence:
    """One of the three sentences; `about` says in a few words what it tells."""

    about: str
    text: str


@dataclass(frozen=True)
class ToMend:
    """Something to mend first, short enough to be read within ten seconds; `more` tells how many are like it."""

    anchor: str
    title: str
    severity: Severity
    stage: str
    more: str
    advice: str


def three_sentences(result: AuditResult, verdict: Verdict, first: Sequence[ToMend]) -> tuple[Sentence, ...]:
    """What was walked, what is worst, what to do first.

    Args:
        result: the audit's result.
        verdict: its verdict.
        first: what to mend first, the worst first.
    """
    return (
        Sentence(_("What was walked"), _walked(result)),
        Sentence(_("What came of it"), verdict.core),
        Sentence(_("What to do first"), _first(result, first)),
    )


def to_mend_first(views: Sequence[FindingView]) -> tuple[ToMend, ...]:
    """One finding of each check, the worst first, with how many more there are of its kind.

    Args:
        views: the findings that count.
    """
    kinds: dict[str, list[FindingView]] = {}
    for view in sorted(views, key=lambda one: (one.finding.severity.rank, not one.finding.gates)):
        kinds.setdefault(view.finding.check, []).append(view)
    return tuple(_to_mend(alike[0], len(alike) - 1) for alike in list(kinds.values())[:FIX_FIRST])


def _to_mend(view: FindingView, more: int) -> ToMend:
    return ToMend(
        anchor=view.anchor,
        title=cut(one_line(told(view.finding.title)), _TITLE_LENGTH),
        severity=view.finding.severity,
        stage=view.stage,
        more=counted_in("{number} more of the kind", "{number} more of the kind", more) if more else "",
        advice=in_a_breath("".join(span.text for span in view.advice)) if view.fix else "",
    )


def in_a_breath(text: str) -> str:
    """The first sentence of an advice, cut between words where it is long."""
    line = one_line(text)
    end = _SENTENCE_END.search(line)
    breath = cut(line[: end.end()] if end else line, _ADVICE_LENGTH)
    return breath if not breath or _SENTENCE_END.search(breath[-1]) else f"{breath}{current().full_stop}"


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut where a word ends if one does in the last third."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    blank = short.rfind(" ")
    return (short[:blank] if blank > limit * 2 // 3 else short).rstrip(" ,;:–") + "…"


def _walked(result: AuditResult) -> str:
    stages = [stage for stage in Stage if stage in result.coverage.reached]
    if not stages:
        return _("No page of the shop was seen.")
    devices = dict.fromkeys(one_line(one.device) for one in result.journeys)
    return _(
        "A shopper’s way on {devices}: {stages}, in {time}, with {clicks} and {keystrokes}.",
        devices=in_a_row(told(one) for one in devices) or told(one_line(result.environment.device)),
        stages=" → ".join(STAGE_NAMES[stage] for stage in stages),
        time=duration(result.totals.seconds * 1000),
        clicks=counted_in("{number} click", "{number} clicks", result.totals.clicks),
        keystrokes=counted_in("{number} keystroke", "{number} keystrokes", result.totals.keystrokes),
    )


def _first(result: AuditResult, first: Sequence[ToMend]) -> str:
    if first:
        if first[0].advice:
            return _("Mend “{title}”: {advice}", title=first[0].title.rstrip("."), advice=first[0].advice)
        return _("Mend “{title}”.", title=first[0].title.rstrip("."))
    over = [one for one in result.budgets if one.verdict == "over"]
    if over:
        return _("Bring back within its budget: {metric}.", metric=amid(metric_named(over[0].metric).label))
    missing = [one for one in result.coverage.unreached if not one.expected]
    left = len(missing) + len(result.coverage.not_probed)
    if left:
        return counted_in(
            "Look at what could not be checked: {number} stage or trial is missing.",
            "Look at what could not be checked: {number} stages or trials are missing.",
            left,
        )
    return _("Nothing has to be mended; audit again after the next change.")
