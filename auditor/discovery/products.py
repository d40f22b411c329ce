"""Ways to the goods: product cards, and links that lead to pages that list them."""

from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, is_home, tokens_of
from auditor.discovery.ranking import Ranked, Ranking, Score, best_first
from auditor.model.recognition import Basis, Candidate
from auditor.model.snapshot import CardSnapshot, ElementSnapshot, Landmark
from auditor.model.wording import say

PRODUCT_LOOKED_FOR = say("repeated blocks with a link, a picture or a price, and a name")
_SEVERAL = 2
LISTING_LOOKED_FOR = say("links of the navigation, and links whose address or place says that goods are listed there")
_MOST_PRODUCTS = 12


def rank_product_links(view: PageView, *, named: str | None = None) -> tuple[Ranked, ...]:
    """Product cards as candidates, in the order a shopper would try them; the one called `named` first."""
    ranked = [_card_candidate(view, card, place, named) for place, card in enumerate(view.product_cards)]
    best = sorted(ranked, key=lambda entry: -entry.confidence)[:_MOST_PRODUCTS]
    return Ranking(best, len(view.snapshot.cards))


def _card_candidate(view: PageView, card: CardSnapshot, place: int, named: str | None) -> Ranked:
    score = Score()
    score.add(
        0.5 if card.has_image else 0.2,
        Basis.STRUCTURE,
        "a block with a link" + (" and a picture" if card.has_image else ""),
    )
    if card.price_text:
        score.add(0.5, Basis.STRUCTURE, "shows a price")
    if card.href and tokens_of(urlsplit(card.href).path) & address_words.PRODUCT_PATHS:
        score.add(0.3, Basis.STRUCTURE, "leads to a product address")
    if named and fold(named) in fold(card.name):
        score.add(0.9, Basis.LEXICON, f"is called “{card.name}”")
    sold_out = view.says(Concept.OUT_OF_STOCK, card.text) is not None
    score.damp_if(sold_out, 0.3, "says that it is sold out")
    score.damp(1 - place * 0.001, "place in the list")
    element = None if card.link is None else view.snapshot.elements[card.link]
    ranked = score.candidate_of_element(element) if element else None
    candidate = Candidate(
        selector=element.selector if element else card.selector,
        name=card.name,
        aria_role=element.role if element else "",
        box=element.box if element else card.box,
        href=card.href,
        confidence=score.confidence,
        basis=tuple(score.bases),
        reasons=tuple(score.reasons[:-1]),
    )
    return Ranked(candidate, element=ranked.element if ranked else _card_as_element(card))


def _card_as_element(card: CardSnapshot) -> ElementSnapshot:
    return ElementSnapshot(
        index=-1,
        tag="div",
        role="",
        name=card.name,
        text=card.name,
        selector=card.selector,
        box=card.box,
        landmark=card.landmark,
    )


def is_list_of_goods(view: PageView) -> bool:
    """Whether a page lists several things and offers none of its own to be bought."""
    adds = (entry for entry in rank_add_to_cart(view) if entry.element is not None)
    own = any(entry.element is not None and not view.in_card(entry.element) for entry in adds)
    return len(view.product_cards) >= _SEVERAL and not own


def rank_listing_links(view: PageView) -> tuple[Ranked, ...]:
    """Links that may lead to a page of goods, best first."""
    here = urlsplit(view.snapshot.url)
    ranked = []
    seen: set[str] = set()
    for element in view.snapshot.elements:
        if not element.href or element.href in seen or element.overlay is not None:
            continue
        target = urlsplit(element.href)
        if target.scheme not in {"http", "https"} or target.netloc != here.netloc:
            continue
        route = route_of(element.href)
        if (route, target.query) == (view.path, here.query) or is_home(element.href):
            continue
        seen.add(element.href)
        ranked.append(_listing_score(element, route, view.path).candidate_of_element(element))
    return best_first(ranked, at_least=0.1, most=25)


def _listing_score(element: ElementSnapshot, path: str, here: str) -> Score:
    score = Score()
    tokens = tokens_of(path)
    if tokens & address_words.CATEGORY_PATHS:
        score.add(0.5, Basis.STRUCTURE, "its address speaks of a category or of all goods")
    if element.landmark is Landmark.NAV:
        score.add(0.4, Basis.STRUCTURE, "stands in the navigation")
    elif element.landmark is Landmark.MAIN:
        score.add(0.3, Basis.STRUCTURE, "stands in the page's main part")
    elif element.landmark is Landmark.ASIDE:
        score.add(0.3, Basis.STRUCTURE, "stands beside the page's main part")
    elif element.landmark is not Landmark.FOOTER:
        score.add(0.15, Basis.STRUCTURE, "a link to another page of the site")
    else:
        score.add(0.1, Basis.STRUCTURE, "a link of the footer")
    if here not in {"", "/"} and path.startswith(here):
        score.add(0.2, Basis.STRUCTURE, "its address continues this page's")
    if tokens & address_words.NOT_PRODUCTS or tokens_of(element.name) & address_words.NOT_PRODUCTS:
        score.damp(0.1, "its address speaks of something else than goods")
    return score
