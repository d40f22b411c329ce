"""The results of a search are long in coming.

What it does:
    Measures from the shopper's Enter to the moment at which the first result can be used, or the text stands there
    that nothing was found. Above 1 s minor, above 3 s moderate, above 10 s a blocker, where every attempt was beyond
    the limit. Where attempts lie on both sides of a limit, or too near it, it says so and calls nothing slow.

Why it is friction:
    Who searches knows what they want and often searches twice. Each second before the results is a second in which
    the search of another shop is nearer.

How to fix:
    Answer common searches from a cache, keep the index near the server that draws the page, and show the first
    results before the filters beside them are counted.

Limits:
    Measured in a laboratory, under the conditions named in the report, on the search of the walk. Skeletons of cards
    are no results. Where the larger part of the time is the server's, the check of the server's answer tells it, at
    this one's severity.

References:
    - Nielsen Norman Group, Response times, 1 s and 10 s:
      https://www.nngroup.com/articles/response-times-3-important-limits/
    - The limit of 3 s between them is ours.
"""

from collections.abc import Iterator

from auditor.check import Context, Transition, TransitionCheck
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.run import StepStatus
from auditor.model.wording import Phrase, say
from checks.timing_judgement import durations, is_search, slow_step

LIMITS_MS = (
    (10_000, Severity.BLOCKER),
    (3_000, Severity.MODERATE),
    (1_000, Severity.MINOR),
)
"""Milliseconds above which a search has the severity: 10 s and 1 s Nielsen Norman Group, 3 s ours."""


class SlowResults(TransitionCheck):
    """Judges how long a search took."""

    meta = CheckMeta(
        id="search/slow-results",
        title="Search results are slow",
        feels="I search, and wait, and wonder whether it heard me.",
        stages=(Stage.SEARCH,),
        severity=Severity.MODERATE,
        since="0.1.0",
        timed=True,
    )

    def applies(self, transition: Transition, context: Context) -> bool:
        """Only a completed search has a time."""
        completed = transition.step.status is StepStatus.COMPLETED and durations(transition) is not None
        return completed and is_search(transition, context)

    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        yield from slow_step(self, transition, context, LIMITS_MS, _message)


def _message(time: Phrase, measured: Phrase) -> Phrase:
    return say("It took {time} from Enter until the search had answered{measured}.", time=time, measured=measured)
