"""A product's page does not say what it costs.

What it does:
    Looks for an amount with a currency in the visible text and the controls of the product's page, outside header,
    navigation, footer and the cards of other products. Amounts that speak of delivery do not count.

Why it is friction:
    Nobody puts a thing into a cart without knowing its price. Having to ask feels like a trap.

How to fix:
    Show the price with its currency beside the product's name, before any choice is made; "from" where it depends.

Limits:
    Silent where the shop says that the price is told on request, where the product is free or sold out. Needs review
    where the page may show the price in a way that we cannot read: after a choice, in a picture, in a closed part.

References:
    - Google Search Central, Merchant listing structured data, price:
      https://developers.google.com/search/docs/appearance/structured-data/merchant-listing
    - Directive 98/6/EC, indication of prices: https://eur-lex.europa.eu/eli/dir/1998/6/oj
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.folding import fold, fold_digits
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import is_out_of_stock, product_proof
from auditor.discovery.prices import find_price, is_price_on_request
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import PageKind, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot, FieldSnapshot
from auditor.model.wording import say
from checks.judgement import SITE_PARTS, because, out_of_sight, recognition, shortened


class PriceMissing(VisitCheck):
    """Judges whether a product's page names a price."""

    meta = CheckMeta(
        id="product/price-missing",
        title="No price on the product's page",
        feels="How much is it?",
        stages=(Stage.PRODUCT,),
        severity=Severity.SERIOUS,
        requires=("DomSnapshot",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The page must look like one product's, which is to be had for money."""
        del context
        page = visit.get(DomSnapshot)
        if page is None:
            return False
        view = PageView(page)
        sought = recognition(visit, Role.ADD_TO_CART)
        looks = product_proof(view)[0] or (sought is not None and sought.page_kind is PageKind.PRODUCT)
        asks = any(is_price_on_request(text.text) for text in page.texts)
        return looks and not asks and not is_out_of_stock(view) and 0 not in _declared_prices(view)

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where no amount is to be seen."""
        page = visit.get(DomSnapshot)
        assert page is not None, "the check requires a DomSnapshot"
        view = PageView(page)
        if _shows_price(view):
            return
        doubts = [*out_of_sight(page), *_doubts(visit, view)]
        name = view.main_heading or page.title
        declared = next(iter(_declared_prices(view)), None)
        hidden = "" if declared is None else say(" Its data for search engines says {price:g}.", price=declared)
        evidence: list[Evidence] = [QuoteEvidence(text=name, source=say("main heading"))] if name else []
        yield self.finding(
            say("No amount with a currency is to be seen for “{product}”.", product=shortened(name))
            + hidden
            + because(doubts),
            context.location(visit),
            identity="price",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=evidence,
        )


def _shows_price(view: PageView) -> bool:
    page = view.snapshot
    texts = [text.text for text in page.texts if text.card is None and text.landmark not in SITE_PARTS]
    controls = [one.text or one.name for one in page.elements if one.card is None and one.landmark not in SITE_PARTS]
    options = [label for field in page.fields if field.visible for _, label in field.options]
    told = [text for text in (*texts, *controls, *options) if not _speaks_of_delivery(text, view)]
    # a price may be cut into several elements: the sign, the whole part, the cents
    return any(find_price(text) is not None for text in (*told, " ".join(told)))


def _speaks_of_delivery(text: str, view: PageView) -> bool:
    """Whether the words before the first amount are about delivery: `free delivery from 50 €`."""
    price = find_price(text)
    if price is None:
        return False
    before = fold_digits(fold(text)).partition(price.text)[0]
    return bool(before) and view.says(Concept.SHIPPING_INFO, before) is not None


def _declared_prices(view: PageView) -> tuple[float, ...]:
    """The prices in the page's structured data."""
    offers = (view.declared_product or {}).get("offers", ())
    offers = offers if isinstance(offers, list | tuple) else [offers]
    told = (offer.get("price", offer.get("lowPrice")) for offer in offers if isinstance(offer, dict))
    return tuple(number for value in told if (number := _number(value)) is not None)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _doubts(visit: Visit, view: PageView) -> Iterator[str]:
    page = view.snapshot
    sought = recognition(visit, Role.ADD_TO_CART)
    proven = sought is not None and sought.page_kind is PageKind.PRODUCT and sought.page_kind_proven
    if not (proven or product_proof(view)[1]):
        yield say("the page's kind is not proved")
    if page.has_canvas_or_video:
        yield say("the price may be part of a picture")
    if any(_is_open_choice(field) for field in page.fields):
        yield say("the price may appear after a choice")
    if any(_is_near_top(page, card.box.y) and find_price(card.price_text or card.text) for card in page.cards):
        yield say("an amount stands in a block that may be the product's own")


def _is_open_choice(field: FieldSnapshot) -> bool:
    """Whether a list of choices still stands on none of them."""
    return field.visible and field.tag == "select" and not field.value and field.landmark not in SITE_PARTS


def _is_near_top(page: DomSnapshot, y: float) -> bool:
    return y < page.viewport_height
