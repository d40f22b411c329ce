"""The shop takes payment in one way only.

What it does:
    Gathers the ways to pay that the steps of the checkout offer: choices, buttons of wallets, a form for a card. Speaks
    up where they come down to one.

Why it is friction:
    My way to pay is missing.

How to fix:
    Add a wallet or the way to pay that is common in the country.

Limits:
    Judged only where the step that pays was reached and a way to pay was recognised. Where that one way may lead to a
    payment service with more to choose from, or parts of the page cannot be looked into, a person has to look. Wallets
    that show themselves on some devices only are not seen on others.

References:
    - Baymard Institute, Current state of checkout: https://baymard.com/blog/current-state-of-checkout-ux
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.discovery.folding import fold
from auditor.model.finding import Certainty, CheckMeta, Finding, QuoteEvidence, Severity
from auditor.model.form_step import FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import Phrase, say
from checks.form_steps import CARD, asks_for_card, elements_of, steps_at, title_of
from checks.judgement import because, out_of_sight, quoted


class FewPaymentMethods(JourneyCheck):
    """Judges how many ways there are to pay."""

    meta = CheckMeta(
        id="checkout/few-payment-methods",
        title="One way to pay",
        feels="My way to pay is missing.",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MINOR,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """The last step must have been reached, and a way to pay been recognised."""
        steps = steps_at(context, Stage.CHECKOUT)
        return _paying_step(steps) is not None and bool(_ways(steps))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding where there is one way."""
        steps = steps_at(context, Stage.CHECKOUT)
        last = _paying_step(steps)
        ways = _ways(steps)
        if last is None or len(ways) != 1:
            return
        step, visit = last
        doubts = tuple(_doubts(step, visit))
        yield self.finding(
            say("The checkout offers one way to pay, on {step}: {way}.", step=title_of(step), way=ways[0])
            + because(doubts),
            context.location(visit),
            identity="payments",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                *(QuoteEvidence(text=way, source=say("the way to pay")) for way in step.payments),
                *elements_of(field for field in step.fields if field.purpose in CARD),
            ],
        )


def _paying_step(steps: tuple[tuple[FormStep, Visit], ...]) -> tuple[FormStep, Visit] | None:
    """The last step, where it is the one that pays."""
    return steps[-1] if steps and steps[-1][0].may_place_order else None


def _ways(steps: tuple[tuple[FormStep, Visit], ...]) -> tuple[Phrase, ...]:
    """The ways to pay for a message, each once, over all steps."""
    offered = {fold(label): quoted(label, 40) for step, _ in reversed(steps) for label in step.payments}
    return tuple(offered.values())


def _doubts(step: FormStep, visit: Visit) -> Iterator[str]:
    if any(field.foreign and field.purpose in CARD for field in step.fields):
        yield say("the payment service's frame may offer more")
    elif not asks_for_card(step):
        yield say("it may lead to a payment service that offers more")
    yield from out_of_sight(visit.get(DomSnapshot))
