"""The server is slow to answer.

What it does:
    Takes the Time to First Byte of each page, from the start of the navigation to the first byte of the answer,
    redirects and connection included, over the attempts. Up to 0.8 s is good; above 1.8 s is moderate; between them
    the finding is minor. Where the answer is the larger part of what made a paint late or the step slow, this one
    finding tells of it all, at the worst of their severities. Where attempts lie on both sides of a limit, or too near
    it, it says so and calls nothing slow.

Why it is friction:
    The shopper presses and nothing happens at all: no page, no sign, nothing to read. Whatever else is made faster,
    this wait comes before it.

How to fix:
    Keep pages that are the same for everybody in a cache, look at what the server does before it sends anything, move
    it nearer to the shoppers, and link to final addresses. Where a form was sent, answer it before slow work is done.

Limits:
    Measured in a laboratory from one place; the limits are meant for the 75th percentile of real visits. The first hit
    on a page may find a server's cache cold: so a limit counts as crossed only where every attempt crossed it. Time in
    redirects is named where it is the larger part. Pages that change without loading are judged by how long the step
    took.

References:
    - web.dev, Time to First Byte: https://web.dev/articles/ttfb
"""

from collections.abc import Iterator

from auditor.check import Context, Spread, VisitCheck
from auditor.model.finding import CheckMeta, Evidence, Finding, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import seconds
from checks.timing_judgement import Attempts, attempts_at, how_measured, is_first_told, judged, measurement, told

METRIC = "time_to_first_byte_ms"
GOOD_MS = 800
LIMITS_MS = ((1_800, Severity.MODERATE), (GOOD_MS, Severity.MINOR))
"""Milliseconds, web.dev: poor and no longer good."""


class SlowTtfb(VisitCheck):
    """Judges the Time to First Byte of a page."""

    meta = CheckMeta(
        id="load/slow-ttfb",
        title="The server is slow to answer",
        feels="I pressed, and nothing happens.",
        severity=Severity.MODERATE,
        requires=("PageTimings",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a document of its own has the figure, and it is judged once."""
        timings = visit.get(PageTimings)
        return bool(timings and timings.time_to_first_byte_ms is not None and is_first_told(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        attempts = attempts_at(visit, context)
        spread = attempts.spread(lambda one: one.timings.time_to_first_byte_ms)
        assert spread is not None, "applies makes sure of a figure"
        for found in judged(spread, LIMITS_MS, context.noise):
            yield told(
                self,
                found,
                spread,
                say(
                    "The first byte of the page came after {time}{measured}{parts}; up to {good} is good.",
                    time=seconds(spread.median),
                    measured=how_measured(spread, context),
                    parts=_with(attempts, spread),
                    good=seconds(GOOD_MS),
                ),
                context.location(visit),
                metric=METRIC,
                evidence=_beside(attempts),
            )


def _with(attempts: Attempts, spread: Spread) -> Phrase:
    """What the answer is a part of, and what is a part of it."""
    redirects = attempts.redirected if attempts.is_larger_part(attempts.redirected, spread.median) else 0
    step = attempts.duration if attempts.is_larger_part(spread.median, attempts.duration) else 0
    in_redirects = say(", {time} of it in redirects", time=seconds(redirects)) if redirects else Phrase("")
    return in_redirects + (say(", of {time} that the step took", time=seconds(step)) if step else "")


def _beside(attempts: Attempts) -> Iterator[Evidence]:
    """Yield what else was measured of the step."""
    step = attempts.spread(lambda one: one.duration_ms)
    redirects = attempts.spread(lambda one: one.redirect_ms or None)
    if step:
        yield measurement("step_duration_ms", step)
    if redirects:
        yield measurement("redirect_ms", redirects)
