"""The cart offers no way to the checkout.

What it does:
    Looks in a cart that holds something for the control that leads to the checkout: by its address, by its form, by
    its words in all known languages. Speaks up where none is there that can be pressed.

Why it is friction:
    The shopper is ready to pay and does not find where.

How to fix:
    Put one prominent button to the checkout at the end of the cart, and above it where the cart is long.

Limits:
    Certain only where the page is proved to be the cart that holds the item, and every candidate was tried. Carts that
    are empty, and carts that lead on elsewhere, such as in a drawer, are left alone. A button that cannot be pressed
    may wait for a least order value, and a wallet's button may stand in a frame that cannot be read: one severity
    lower and for a person to look at.

References:
    - GOV.UK Design System, Button: https://design-system.service.gov.uk/components/button/
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import cart_is_empty
from auditor.model.artifact import CartTrial
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import PageKind, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from auditor.model.words import ATTEMPTS
from checks.judgement import (
    absence,
    because,
    element_of,
    place_of_act,
    recognition,
    sealed_frames,
    shortened,
    trials,
)


class NoCheckoutCta(VisitCheck):
    """Judges whether the cart leads to the checkout."""

    meta = CheckMeta(
        id="cart/no-checkout-cta",
        title="No way from the cart to the checkout",
        feels="How do I pay?",
        stages=(Stage.CART,),
        severity=Severity.BLOCKER,
        requires=("Recognition",),
        explained_by=("load/page-unreachable", "load/server-error-on-step", "cart/add-fails", "cart/item-lost"),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The control must have been sought, in a cart that is not empty."""
        page = visit.get(DomSnapshot)
        if recognition(visit, Role.CHECKOUT) is None or (page is not None and cart_is_empty(PageView(page))):
            return False
        return not any(trial.in_cart is False and not trial.retry_in_cart for trial, _ in trials(context, CartTrial))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where nothing served, here or in another view of the cart."""
        missing = absence(visit, Role.CHECKOUT)
        if missing is None or _served_elsewhere(context):
            return
        doubts = list(missing.doubts)
        if missing.recognition.page_kind is not PageKind.CART:
            doubts.append(say("the page may be no cart"))
        page = visit.get(DomSnapshot)
        lowered = page is not None and bool(sealed_frames(page))
        if missing.unusable:
            lowered = True
            doubts.append(say("it may wait for a least order value"))
            name = shortened(missing.unusable[0].name, 60)
            told = say("“{name}” is there and cannot be pressed; {effort}.", name=name, effort=missing.effort)
        else:
            told = say(
                "The cart holds something and nothing on it leads to the checkout; {effort}.", effort=missing.effort
            )
        yield self.finding(
            told + because(doubts),
            place_of_act(context, visit, Role.CHECKOUT),
            identity="checkout",
            severity=self.meta.severity.lowered() if lowered else self.meta.severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                element_of(candidate, ATTEMPTS[candidate.attempt]) for candidate in missing.recognition.candidates[:3]
            ],
        )


def _served_elsewhere(context: Context) -> bool:
    found = (recognition(visit, Role.CHECKOUT) for visit in context.all_visits())
    return any(one is not None and one.found is not None for one in found)
