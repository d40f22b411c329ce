"""A step takes longer than a shopper waits.

What it does:
    Measures from the shopper's act (the address opened, the click, Enter) to the moment at which the next control can
    be used: visible, still, uncovered and enabled. Above 1 s minor, above 3 s moderate, above 5 s serious, above 10 s a
    blocker, where every attempt was beyond the limit. Where attempts lie on both sides of a limit, or too near it, it
    says so and calls nothing slow.

Why it is friction:
    After a second the train of thought breaks; after ten the shopper is doing something else. Every step of the
    journey asks for this patience again.

How to fix:
    Cut the server's answer time first, then scripts and styles that hold up the first drawing, then work in the
    browser before the control reacts. The step's other timings tell which of them it is.

Limits:
    Measured in a laboratory, under the conditions named in the report; other shoppers wait longer or shorter. A step
    that broke has no time: that is judged by another check, and so are searches. Where the larger part of the time is
    the server's, or the page's answer to the click, the check of that tells it, at this one's severity.

References:
    - Nielsen Norman Group, Response times, 1 s and 10 s:
      https://www.nngroup.com/articles/response-times-3-important-limits/
    - web.dev, Measure performance with the RAIL model, 5 s to load: https://web.dev/articles/rail
    - The limit of 3 s between them is ours.
"""

from collections.abc import Iterator

from auditor.check import Context, Transition, TransitionCheck
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.run import StepStatus
from auditor.model.wording import Phrase, say
from checks.timing_judgement import durations, is_search, slow_step

LIMITS_MS = (
    (10_000, Severity.BLOCKER),
    (5_000, Severity.SERIOUS),
    (3_000, Severity.MODERATE),
    (1_000, Severity.MINOR),
)
"""Milliseconds above which a step has the severity: 10 s and 1 s Nielsen Norman Group, 5 s RAIL, 3 s ours."""


class StepTooSlow(TransitionCheck):
    """Judges how long a step took."""

    meta = CheckMeta(
        id="load/step-too-slow",
        title="The step takes too long",
        feels="I wait, and wonder whether it is worth it.",
        severity=Severity.SERIOUS,
        since="0.1.0",
        timed=True,
    )

    def applies(self, transition: Transition, context: Context) -> bool:
        """Only a completed step has a time; how long a search takes is judged by another check."""
        completed = transition.step.status is StepStatus.COMPLETED and durations(transition) is not None
        return completed and not is_search(transition, context)

    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        yield from slow_step(self, transition, context, LIMITS_MS, _message)


def _message(time: Phrase, measured: Phrase) -> Phrase:
    return say("It took {time} until the shopper could go on{measured}.", time=time, measured=measured)
