"""A step takes longer than a shopper waits.

What it does:
    Measures from the shopper's act (the address opened, the click, Enter) to the moment at which the next control can
    be used: visible, still, uncovered and enabled. The median over the attempts is judged: above 1 s minor, above 3 s
    moderate, above 5 s serious, above 10 s a blocker.

Why it is friction:
    After a second the train of thought breaks; after ten the shopper is doing something else. Every step of the
    journey asks for this patience again.

How to fix:
    Cut the server's answer time first, then scripts and styles that hold up the first drawing, then work in the
    browser before the control reacts. The step's other timings tell which of them it is.

Limits:
    Measured in a laboratory, with the network and machine named in the report; other shoppers wait longer or shorter.
    A step that broke has no time: that is judged by another check.

References:
    - Nielsen Norman Group, Response times, 1 s and 10 s:
      https://www.nngroup.com/articles/response-times-3-important-limits/
    - web.dev, Measure performance with the RAIL model, 5 s to load: https://web.dev/articles/rail
    - The limit of 3 s between them is ours.
"""

from collections.abc import Iterator

from auditor.check import Context, Spread, Transition, TransitionCheck
from auditor.model.finding import CheckMeta, Finding, Location, MeasurementEvidence, Severity
from auditor.model.run import StepStatus
from checks.judgement import over_attempts, seconds

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
    )

    def applies(self, transition: Transition, context: Context) -> bool:
        """Only a completed step has a time."""
        del context
        return transition.step.status is StepStatus.COMPLETED and _durations(transition) is not None

    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        """Yield a finding where the median is above a limit."""
        spread = _durations(transition)
        assert spread is not None, "applies makes sure of a duration"
        crossed = next(((limit, severity) for limit, severity in LIMITS_MS if spread.median > limit), None)
        if crossed is None:
            return
        limit, severity = crossed
        journey = context.run.journey
        environment = context.run.environment
        over = "" if environment.network in {"", "none"} else f" over a {environment.network} connection"
        visit = transition.after
        place = (
            context.location(visit)
            if visit is not None
            else Location(
                journey=journey.id,
                step=transition.step.step_id,
                stage=transition.step.stage,
                device=journey.device,
                url=journey.start_url,
            )
        )
        yield self.finding(
            f"It took {seconds(spread.median)}{over} until the shopper could go on{over_attempts(spread)}.",
            place,
            identity="step_duration_ms",
            severity=severity,
            evidence=[
                MeasurementEvidence(
                    metric="step_duration_ms",
                    value=spread.median,
                    limit=limit,
                    unit="ms",
                    low=spread.low,
                    high=spread.high,
                    attempts=len(spread),
                )
            ],
        )


def _durations(transition: Transition) -> Spread | None:
    """The durations of the attempts in which the step was completed; a broken one's is a time-out's."""
    steps = (transition.step, *(step for step, _ in transition.others))
    measured = tuple(
        step.duration_ms for step in steps if step.status is StepStatus.COMPLETED and step.duration_ms is not None
    )
    return Spread(measured) if measured else None
