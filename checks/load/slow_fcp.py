"""The page stays white for too long.

What it does:
    Takes the First Contentful Paint of each page, the moment at which the first text or picture was drawn, over the
    attempts. Up to 1.8 s is good; above 3 s is moderate; between them the finding is minor. Where attempts lie on both
    sides of a limit, or too near it, it says so and calls nothing late.

Why it is friction:
    A white page tells nothing: not whether the press was heard, not whether the shop is there at all.

How to fix:
    Put the styles of what is seen first into the page itself, load scripts deferred, and let text show before its
    font has come.

Limits:
    A laboratory figure: the limits are meant for the 75th percentile of real visits. Chromium alone measures it. Where
    the server's answer is the larger part and the rest is good, the check of that tells it; where the largest part of
    the page is late too, or the step took as long because of it, those tell it. Pages that change without loading are
    judged by how long the step took.

References:
    - web.dev, First Contentful Paint: https://web.dev/articles/fcp
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.judgement import seconds
from checks.timing_judgement import GOOD_FCP_MS, LARGEST_PAINT, attempts_at, how_measured, is_first_told, judged, told

METRIC = "first_contentful_paint_ms"
LIMITS_MS = ((3_000, Severity.MODERATE), (GOOD_FCP_MS, Severity.MINOR))
"""Milliseconds, web.dev: poor and no longer good."""


class SlowFcp(VisitCheck):
    """Judges the First Contentful Paint of a page."""

    meta = CheckMeta(
        id="load/slow-fcp",
        title="The page stays white",
        feels="I look at nothing. Did it hear me?",
        severity=Severity.MODERATE,
        requires=("PageTimings",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a document of its own has the figure, and it is judged once."""
        timings = visit.get(PageTimings)
        return bool(timings and timings.first_contentful_paint_ms is not None and is_first_told(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        attempts = attempts_at(visit, context)
        spread = attempts.spread(lambda one: one.timings.first_contentful_paint_ms)
        assert spread is not None, "applies makes sure of a figure"
        for found in judged(spread, LIMITS_MS, context.noise):
            yield told(
                self,
                found,
                spread,
                say(
                    "Nothing was drawn on the page for {time}{measured}; up to {good} is good.",
                    time=seconds(spread.median),
                    measured=how_measured(spread, context),
                    good=seconds(GOOD_FCP_MS),
                ),
                context.location(visit),
                metric=METRIC,
                effect_of=(*attempts.causes_of_paint(spread.median, GOOD_FCP_MS), LARGEST_PAINT),
            )
