"""The largest part of the page is drawn late.

What it does:
    Takes the Largest Contentful Paint of each page, the moment at which its largest text or picture stood there, over
    the attempts. Up to 2.5 s is good; above 4 s is serious; between them the finding is moderate. Where attempts lie on
    both sides of a limit, or too near it, it says so and calls nothing late.

Why it is friction:
    Until then the page looks blank or half drawn, and the shopper cannot see whether it is what they came for.

How to fix:
    Load the picture or font of the largest part first, do not load it lazily, send it in a size that fits, and take
    out scripts and styles that hold up the drawing.

Limits:
    A laboratory figure: the limits are meant for the 75th percentile of real visits. Chromium alone measures it. Where
    the server's answer is the larger part and the rest is good, the check of that tells it; where the step took as
    long because of it, the slow step does. A consent dialog can be the largest part; the element is named. Pages that
    change without loading are judged by how long the step took.

References:
    - web.dev, Largest Contentful Paint: https://web.dev/articles/lcp
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.judgement import seconds
from checks.timing_judgement import GOOD_LCP_MS, attempts_at, how_measured, is_first_told, judged, told

METRIC = "largest_contentful_paint_ms"
LIMITS_MS = ((4_000, Severity.SERIOUS), (GOOD_LCP_MS, Severity.MODERATE))
"""Milliseconds, web.dev (Core Web Vitals): poor and no longer good."""


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
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a document of its own has the figure, and it is judged once."""
        timings = visit.get(PageTimings)
        return bool(timings and timings.largest_contentful_paint_ms is not None and is_first_told(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        timings = visit.get(PageTimings)
        attempts = attempts_at(visit, context)
        spread = attempts.spread(lambda one: one.timings.largest_contentful_paint_ms)
        assert timings is not None, "applies makes sure of a figure"
        assert spread is not None, "applies makes sure of a figure"
        selector = timings.largest_contentful_paint_selector
        for found in judged(spread, LIMITS_MS, context.noise):
            yield told(
                self,
                found,
                spread,
                say(
                    "The largest part of the page stood there after {time}{measured}; up to {good} is good.",
                    time=seconds(spread.median),
                    measured=how_measured(spread, context),
                    good=seconds(GOOD_LCP_MS),
                ),
                context.location(visit),
                metric=METRIC,
                evidence=[ElementEvidence(selector=selector)] if selector else [],
                effect_of=attempts.causes_of_paint(spread.median, GOOD_LCP_MS),
            )
