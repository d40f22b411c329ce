"""The way to the order leads through an account.

What it does:
    Walks to the checkout as someone the shop has never seen, tries whatever speaks of going on as a guest, and reports
    a page that asks for a password where the order's first form should be: when a product is put into the cart, when
    the cart is opened, or when the checkout is begun.

Why it is friction:
    I wanted to buy, and am asked to open an account first.

How to fix:
    Lead to the order form without an account, and offer one after the order, when name and address are known already.

Limits:
    A shop that shows nothing at all without an account is meant for members and told as where the journey ends. A page
    that asks for an e-mail address alone is a way on, and so is a password that may stay empty. Where a control that
    speaks of guests was there and led nowhere, a person has to look. Trade, subscriptions and goods with an age limit
    may have their reasons: switch the check off there.

References:
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
    - Baymard Institute, cart and checkout abandonment, reasons given: https://baymard.com/lists/cart-abandonment-rate
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.artifact import AccountWall
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import Role
from auditor.model.run import StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import Phrase, listed, say
from checks.judgement import because, out_of_sight, path_of

_ON_THE_WAY = frozenset({Role.ADD_TO_CART, Role.CART, Role.CHECKOUT})


class NoGuestCheckout(JourneyCheck):
    """Judges whether the order can be reached without an account."""

    meta = CheckMeta(
        id="checkout/no-guest-checkout",
        title="An account is forced on the shopper",
        feels="I must open an account to buy.",
        severity=Severity.SERIOUS,
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """The walk must have come to the checkout, or to what bars the way there."""
        reached = any(
            step.stage is Stage.CHECKOUT and step.status is StepStatus.COMPLETED for step in context.run.steps
        )
        return reached or any(_walls(context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding for each page that asks for an account; the page itself is the proof."""
        for wall, visit in _walls(context):
            yield self._wall(wall, visit, context)

    def _wall(self, wall: AccountWall, visit: Visit, context: Context) -> Finding:
        doubts = list(out_of_sight(visit.get(DomSnapshot)))
        if wall.guests_tried:
            controls = listed(say("“{text}”", text=name) for name in wall.guests_tried)
            doubts.append(
                say(
                    "a control speaks of going on without one, and where it leads was not found: {controls}",
                    controls=controls,
                )
            )
        return self.finding(
            _told(wall) + because(doubts),
            context.location(visit),
            identity="account",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                ElementEvidence(
                    selector=wall.selector, snippet=wall.label, box=wall.box, note=say("the password that is asked for")
                )
            ],
        )


def _walls(context: Context) -> Iterator[tuple[AccountWall, Visit]]:
    """The pages on the way from the product to the order that asked for an account."""
    for visit in context.run.visits:
        for wall in visit.all(AccountWall):
            if wall.sought in _ON_THE_WAY:
                yield wall, visit


def _told(wall: AccountWall) -> Phrase:
    path = path_of(wall.page_url)
    then = say("; the walk went on with the credentials given") if wall.signed_in else ""
    if wall.sought is Role.ADD_TO_CART:
        return say("Putting a product into the cart asks for an account at {path}{then}.", path=path, then=then)
    if wall.sought is Role.CART:
        return say("Opening the cart asks for an account at {path}{then}.", path=path, then=then)
    return say("The checkout asks for an account at {path}{then}.", path=path, then=then)
