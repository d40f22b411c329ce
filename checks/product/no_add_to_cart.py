"""A product cannot be put into the cart.

What it does:
    Looks on the product's page for the control that puts it into the cart: by the form it belongs to, by its marks,
    by its words in all known languages, after a variant was chosen. Speaks up where none is there that can be pressed.

Why it is friction:
    The shopper has decided, and the shop does not let them.

How to fix:
    Show an enabled button next to the price whenever the product can be had. Where it cannot, say so and say when.

Limits:
    Certain only where structure proves the page to be a product's and every candidate was tried. Products that are
    sold out, and pages on which no product was recognised, are left alone. A button that is there and does nothing is
    judged by other checks. Where another product of the shop could be bought, or the button may wait for a choice of
    size or colour that was not recognised, a person should look.

References:
    - GOV.UK Design System, Button: https://design-system.service.gov.uk/components/button/
    - schema.org, availability of an offer: https://schema.org/availability
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import is_out_of_stock
from auditor.discovery.prices import is_price_on_request
from auditor.discovery.variants import may_wait_for_choice
from auditor.model.artifact import CartTrial
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import PageKind, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from auditor.model.words import ATTEMPTS
from checks.judgement import absence, because, element_of, place_of_act, recognition, trials

_ELSEWHERE = frozenset({PageKind.LANDING, PageKind.LISTING, PageKind.RESULTS, PageKind.ERROR, PageKind.SIGN_IN})


class NoAddToCart(VisitCheck):
    """Judges whether a product can be put into the cart."""

    meta = CheckMeta(
        id="product/no-add-to-cart",
        title="No way to put the product into the cart",
        feels="I want it, and I cannot buy it.",
        stages=(Stage.PRODUCT,),
        severity=Severity.BLOCKER,
        requires=("Recognition",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The control must have been sought on a product's page whose product is to be had."""
        sought = recognition(visit, Role.ADD_TO_CART)
        if sought is None or sought.page_kind in _ELSEWHERE:
            return False
        page = visit.get(DomSnapshot)
        if page is not None and _is_not_for_sale(page):
            return False
        return not any(trial.out_of_stock and trial.product_url == visit.url for trial, _ in trials(context, CartTrial))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where nothing served."""
        missing = absence(visit, Role.ADD_TO_CART)
        if missing is None:
            return
        doubts = list(missing.doubts)
        if missing.recognition.page_kind is not PageKind.PRODUCT:
            doubts.append(say("the page may be no product's"))
        if _another_could_be_bought(context):
            doubts.append(say("another product could be put into the cart"))
        page = visit.get(DomSnapshot)
        if missing.unusable and page and may_wait_for_choice(PageView(page), missing.unusable[0].selector):
            doubts.append(say("it may wait for a choice to be made"))
        if missing.unusable:
            told = say(
                "The control “{name}” is there and cannot be pressed; {effort}.",
                name=missing.unusable[0].name,
                effort=missing.effort,
            )
        else:
            told = say("Nothing on this product's page puts it into the cart; {effort}.", effort=missing.effort)
        yield self.finding(
            told + because(doubts),
            place_of_act(context, visit, Role.ADD_TO_CART),
            identity="add-to-cart",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                element_of(candidate, ATTEMPTS[candidate.attempt]) for candidate in missing.recognition.candidates[:3]
            ],
        )


def _is_not_for_sale(page: DomSnapshot) -> bool:
    return is_out_of_stock(PageView(page)) or any(
        is_price_on_request(text.text) for text in page.texts if text.card is None
    )


def _another_could_be_bought(context: Context) -> bool:
    found = (recognition(visit, Role.ADD_TO_CART) for visit in context.all_visits())
    return any(one is not None and one.found is not None for one in found)
