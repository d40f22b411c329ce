"""What was put into the cart is not in it.

What it does:
    Puts a product into the cart as a shopper would, then opens the cart and looks for it. Where it is missing, a second
    product is tried. Speaks up where neither arrived.

Why it is friction:
    The shopper decided to buy, pressed the button, and the shop forgot it.

How to fix:
    Follow the request that the button sends and its answer; where the product cannot be added, say so beside the
    button and say why.

Limits:
    Silent where the product is sold out or the cart could not be looked into, and where the shop named a choice that
    is still required while a second product did arrive. Needs review where the shop answered
    with a message about stock, a choice or an amount, where the cart holds something under another name, or where a
    second product did arrive.

References:
    - GOV.UK Design System, Error message: https://design-system.service.gov.uk/components/error-message/
    - W3C, Understanding Success Criterion 4.1.3 Status Messages:
      https://www.w3.org/WAI/WCAG22/Understanding/status-messages.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.lexicon import Concept, Lexicon
from auditor.model.artifact import CartTrial
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import because, doubts_about_cart, place_of_act, shortened


class AddFails(TrialCheck[CartTrial]):
    """Judges whether a product arrived in the cart."""

    meta = CheckMeta(
        id="cart/add-fails",
        title="The product does not arrive in the cart",
        feels="I put it into the cart, and it is not there.",
        stages=(Stage.PRODUCT, Stage.CART),
        severity=Severity.BLOCKER,
        requires=("CartTrial",),
        explained_by=(
            "load/page-unreachable",
            "load/server-error-on-step",
            "product/no-add-to-cart",
            "interaction/dead-click",
        ),
        since="0.1.0",
    )

    def applies(self, trial: CartTrial, visit: Visit, context: Context) -> bool:
        """The cart must have been looked into, for a product that is to be had and was chosen in full."""
        del context
        return trial.in_cart is not None and not trial.out_of_stock and not _asked_for_more(trial, visit)

    def evaluate(self, trial: CartTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the product is missing."""
        if trial.in_cart:
            return
        doubts = doubts_about_cart(trial, visit)
        yield self.finding(
            _contents(trial) + _badge(trial) + _second(trial) + say(".") + because(doubts),
            place_of_act(context, visit, Role.ADD_TO_CART),
            identity="item",
            severity=self.meta.severity.lowered() if trial.retry_in_cart else self.meta.severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial),
        )


def _asked_for_more(trial: CartTrial, visit: Visit) -> bool:
    """Whether the shop asked for a choice that we did not make, and sold another product meanwhile."""
    page = visit.get(DomSnapshot)
    lexicon = Lexicon.load()
    languages = lexicon.languages_for(page.language if page else None)
    asked = any(lexicon.match(Concept.REQUIRED_ERROR, text, languages) for text in trial.messages)
    return asked and bool(trial.retry_in_cart)


def _contents(trial: CartTrial) -> Phrase:
    product = shortened(trial.product_name)
    if not trial.cart_lines:
        return say("“{product}” was put into the cart, and the cart does not show it", product=product)
    return say_number(
        "“{product}” was put into the cart, and the cart holds {number} line without it",
        "“{product}” was put into the cart, and the cart holds {number} lines without it",
        len(trial.cart_lines),
        product=product,
    )


def _badge(trial: CartTrial) -> str:
    if trial.badge_before is None or trial.badge_after is None:
        return ""
    if trial.badge_after == trial.badge_before:
        return say("; its counter stayed at {number}", number=trial.badge_after)
    return say("; its counter went from {before} to {after}", before=trial.badge_before, after=trial.badge_after)


def _second(trial: CartTrial) -> str:
    if trial.retried_with is None or trial.retry_in_cart is None:
        return ""
    product = shortened(trial.retried_with)
    if trial.retry_in_cart:
        return say("; “{product}”, tried next, did arrive", product=product)
    return say("; “{product}”, tried next, did not arrive either", product=product)


def _evidence(trial: CartTrial) -> Iterator[Evidence]:
    for text in trial.messages[:3]:
        yield QuoteEvidence(text=text, source=say("message after adding"))
    for line in trial.cart_lines[:3]:
        yield QuoteEvidence(text=line, source=say("line of the cart"))
    if trial.cart_url:
        yield QuoteEvidence(text=trial.cart_url, source=say("the cart"))
