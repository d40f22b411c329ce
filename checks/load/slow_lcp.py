"""The largest part of the page is drawn late.

What it does:
    Takes the Largest Contentful Paint of each page, the moment at which its largest text or picture stood there, as
    the median over the attempts. Up to 2.5 s is good; above 4 s is serious; between them the finding is moderate.

Why it is friction:
    Until then the page looks blank or half drawn, and the shopper cannot see whether it is what they came for.

How to fix:
    Load the picture or font of the largest part first, do not load it lazily, send it in a size that fits, and take
    out scripts and styles that hold up the drawing.

Limits:
    A laboratory figure: the limits are meant for the 75th percentile of real visits. Chromium alone measures it. Where
    the server's answer is what took the time, the slow step tells it and this check is silent. A consent dialog can be
    the largest part; the element is named. Pages that change without loading are not measured.

References:
    - web.dev, Largest Contentful Paint: https://web.dev/articles/lcp
"""

from collections.abc import Iterator

from auditor.check import Context, Spread, VisitCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Evidence, Finding, MeasurementEvidence, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import JourneyRun, Visit
from checks.judgement import over_attempts, seconds

GOOD_MS = 2_500
POOR_MS = 4_000
"""Milliseconds, web.dev (Core Web Vitals)."""
SLOW_STEP_MS = 3_000
"""The duration from which `load/step-too-slow` speaks of more than a minor wait."""


class SlowLcp(VisitCheck):
    """Judges the Largest Contentful Paint of a page."""

    meta = CheckMeta(
        id="load/slow-lcp",
        title="The main content appears late",
        feels="I stare at a half-drawn page.",
        severity=Severity.SERIOUS,
        requires=("PageTimings",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a document of its own has the figure, and it is judged once."""
        timings = visit.get(PageTimings)
        if timings is None or timings.largest_contentful_paint_ms is None or timings.soft_navigation:
            return False
        return not _told_before(visit, timings, context.run)

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the median is not good."""
        timings = visit.get(PageTimings)
        assert timings is not None, "the check requires PageTimings"
        spread = _spread(visit, context)
        if spread.median <= GOOD_MS or _server_took_it(visit, timings, context):
            return
        poor = spread.median > POOR_MS
        evidence: list[Evidence] = [
            MeasurementEvidence(
                metric="largest_contentful_paint_ms",
                value=spread.median,
                limit=POOR_MS if poor else GOOD_MS,
                unit="ms",
                low=spread.low,
                high=spread.high,
                attempts=len(spread),
            )
        ]
        if timings.largest_contentful_paint_selector:
            evidence.append(ElementEvidence(selector=timings.largest_contentful_paint_selector))
        yield self.finding(
            f"The largest part of the page stood there after {seconds(spread.median)}{over_attempts(spread)}; "
            f"up to {seconds(GOOD_MS)} is good.",
            context.location(visit),
            identity="largest_contentful_paint_ms",
            severity=self.meta.severity if poor else self.meta.severity.lowered(),
            evidence=evidence,
        )


def _measured(run: JourneyRun, visit: Visit) -> float | None:
    """The figure of the same step in a run."""
    for other in run.visits:
        timings = other.get(PageTimings)
        if other.step_id == visit.step_id and timings is not None and not timings.soft_navigation:
            return timings.largest_contentful_paint_ms
    return None


def _spread(visit: Visit, context: Context) -> Spread:
    timings = visit.get(PageTimings)
    own = timings.largest_contentful_paint_ms if timings else None
    others = (_measured(run, visit) for run in context.attempts if run.id != context.run.id)
    return Spread(tuple(value for value in (own, *others) if value is not None))


def _told_before(visit: Visit, timings: PageTimings, run: JourneyRun) -> bool:
    """Whether an earlier visit stood on the same document, as a cart drawer does."""
    for earlier in run.visits:
        if earlier.id == visit.id:
            return False
        if earlier.url == visit.url and earlier.get(PageTimings) == timings:
            return True
    return False


def _server_took_it(visit: Visit, timings: PageTimings, context: Context) -> bool:
    """Whether the wait for the server explains the figure and the slow step tells it already."""
    painted, answered = timings.largest_contentful_paint_ms, timings.time_to_first_byte_ms
    if painted is None or answered is None or painted - answered > GOOD_MS:
        return False
    step = next((step for step in context.run.steps if step.visit_id == visit.id), None)
    return step is not None and step.duration_ms is not None and step.duration_ms > SLOW_STEP_MS
