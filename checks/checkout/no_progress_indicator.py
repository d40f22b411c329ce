"""A long checkout does not say how far one has come.

What it does:
    Looks on each step of a checkout of three steps or more for something that tells which steps there are or how many
    are left. Speaks up where no step has it.

Why it is friction:
    How much longer?

How to fix:
    Name the steps, mark the one the shopper is on, and leave out those of which there is only one.

Limits:
    Checkouts on one page or of two steps need none. Three steps are what we saw; there may be more.

References:
    - web.dev, Payment and address form best practices, show progress:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.finding import CheckMeta, CheckStatus, Finding, MeasurementEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.wording import listed, say_number
from checks.form_steps import steps_at, title_of

LEAST_STEPS = 3
"""Steps from which a checkout has to tell how far one has come."""


class NoProgressIndicator(JourneyCheck):
    """Judges whether a checkout of several steps tells how far one has come."""

    meta = CheckMeta(
        id="checkout/no-progress-indicator",
        title="Nothing tells how far the checkout goes",
        feels="How much longer?",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """There must be steps enough."""
        return len(steps_at(context, Stage.CHECKOUT)) >= LEAST_STEPS

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding where no step tells."""
        steps = steps_at(context, Stage.CHECKOUT)
        if any(step.progress for step, _ in steps):
            return
        yield self.finding(
            say_number(
                "None of {number} step of the checkout tells how many there are or which one it is: {steps}.",
                "None of {number} steps of the checkout tells how many there are or which one it is: {steps}.",
                len(steps),
                steps=listed(title_of(step) for step, _ in steps),
            ),
            context.location(steps[0][1]),
            identity="progress",
            evidence=[MeasurementEvidence(metric="steps", value=len(steps), unit="steps")],
        )
