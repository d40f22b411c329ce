"""What is on the page jumps about.

What it does:
    Takes the Cumulative Layout Shift of each page: how much of what was there moved, and how far, without the shopper
    having pressed anything, in the worst five seconds. Measured on the walk over the attempts, and again on a page that
    is left alone for a while and then scrolled to its end; the worst of them is judged. Up to 0.1 is good; above 0.25
    is moderate; between them the finding is minor. Too near a limit, it says so and calls nothing unsteady.

Why it is friction:
    The thing about to be pressed jumps away, and the finger lands on something else. Who reads loses the line.

How to fix:
    Keep room for what comes late: width and height for pictures and videos, a least height for banners and lists that
    scripts fill, fonts that take as much room as those they replace.

Limits:
    A laboratory figure: the limits are meant for the 75th percentile of real visits. Chromium alone measures it. What
    moves within half a second of a press is taken for its effect. A consent banner that pushes the page counts; one
    that lies over it moves nothing.

References:
    - web.dev, Cumulative Layout Shift: https://web.dev/articles/cls
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.check import Context, Spread, VisitCheck
from auditor.model.base import Box
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.loading import LayoutShift as Shift
from auditor.model.loading import PageTimings, WatchTrial
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from checks.judgement import path_pattern, seconds
from checks.timing_judgement import Judged, attempts_at, how_measured, judged, told, told_before

METRIC = "cumulative_layout_shift"
GOOD = 0.1
LIMITS = ((0.25, Severity.MODERATE), (GOOD, Severity.MINOR))
"""Shares of the viewport times shares of its height, web.dev (Core Web Vitals): poor and no longer good."""
SHOWN = 5
"""How many of the nodes that moved the evidence holds at most."""


@dataclass(frozen=True)
class _Source:
    """One measurement of a page: its figures, the shifts they come from, and what was done meanwhile."""

    spread: Spread
    shifts: tuple[Shift, ...]
    meanwhile: str


class LayoutShift(VisitCheck):
    """Judges how steadily a page stands."""

    meta = CheckMeta(
        id="load/layout-shift",
        title="The page jumps about",
        feels="What I was about to press jumps away.",
        severity=Severity.MODERATE,
        explained_by=("load/page-unreachable",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Something must have been measured; a document is judged once."""
        return any(True for _ in _sources(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding: the worst of what was measured."""
        found = [(one, source) for source in _sources(visit, context) for one in judged(source.spread, LIMITS)]
        if not found:
            return
        worst, source = min(found, key=_badness)
        yield told(
            self,
            worst,
            source.spread,
            say(
                "The page's layout shifted by {shift:.2f} {meanwhile}{measured}; up to {good:.2f} is good.",
                shift=source.spread.median,
                meanwhile=source.meanwhile,
                measured=how_measured(source.spread, context, ""),
                good=GOOD,
            ),
            context.location(visit),
            metric=METRIC,
            unit="",
            evidence=_nodes(source.shifts, visit),
        )


def _badness(found: tuple[Judged, _Source]) -> tuple[bool, int, float]:
    one, source = found
    return (not one.proved, one.severity.rank, -source.spread.median)


def _sources(visit: Visit, context: Context) -> Iterator[_Source]:
    timings = visit.get(PageTimings)
    spread = attempts_at(visit, context, soft=True).spread(lambda one: one.timings.cumulative_layout_shift)
    if timings and spread and timings.cumulative_layout_shift is not None and not told_before(visit, context):
        yield _Source(spread, timings.layout_shifts, say("while it loaded"))
    for trial in _watched(visit, context):
        if trial.cumulative_layout_shift is not None:
            alone = say("while it was left alone for {time}", time=seconds(trial.watched_ms))
            yield _Source(Spread((trial.cumulative_layout_shift,)), trial.layout_shifts, alone)
        if trial.shift_while_scrolling is not None:
            scrolled = Spread((trial.shift_while_scrolling,))
            yield _Source(scrolled, trial.shifts_while_scrolling, say("while it was scrolled to its end"))


def _watched(visit: Visit, context: Context) -> Iterator[WatchTrial]:
    """Yield the trials of this page: made at its address, else at its step."""
    probed = (one for run in (context.run, *context.attempts) for one in run.probe_visits)
    for place in probed:
        for trial in place.all(WatchTrial):
            if _home(trial, place, context.run.visits) == visit.id:
                yield trial


def _home(trial: WatchTrial, place: Visit, visits: Iterable[Visit]) -> str | None:
    """The id of the walk's visit that a page was opened again for."""
    pages = list(visits)
    here = [one.id for one in pages if path_pattern(one.url) == path_pattern(trial.url)]
    return next(iter(here or [one.id for one in pages if one.step_id == place.step_id]), None)


def _nodes(shifts: Iterable[Shift], visit: Visit) -> list[ElementEvidence]:
    """The nodes that moved, those of the largest shifts first."""
    page = visit.get(DomSnapshot)
    boxes: dict[str, Box] = {}
    if page is not None:
        boxes = {one.selector: one.box for one in page.images} | {one.selector: one.box for one in page.elements}
    largest = sorted(shifts, key=lambda shift: -shift.value)
    selectors = dict.fromkeys(selector for shift in largest for selector in shift.selectors)
    return [ElementEvidence(selector=one, box=boxes.get(one)) for one in list(selectors)[:SHOWN]]
