"""What a search brought, and what a page offers when it brought nothing."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.discovery.folding import fold, is_about
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import product_proof
from auditor.discovery.search_box import rank_search_fields, rank_search_toggles
from auditor.model.snapshot import CardSnapshot, Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_MESSAGE_LENGTH = 200


@dataclass(frozen=True)
class Results:
    """The outcome of a search as the page shows it."""

    cards: tuple[CardSnapshot, ...]
    stated: int | None
    states_none: bool
    query_kept: bool | None
    box_visible: bool
    recovery: tuple[str, ...]

    named: bool = False
    direct: bool = False

    @property
    def count(self) -> int:
        """Results shown; none where the page says that there are none, whatever else it recommends.

        A search that leads to the only product's own page has found it, whatever that page says of reviews or the like.
        """
        if self.direct:
            return 1
        if self.states_none or self.stated == 0:
            return 0
        return len(self.cards) or self.stated or int(self.named)


def read_results(view: PageView, query: str, everywhere: frozenset[str], *, intended: str = "") -> Results:
    """Read a result page.

    Args:
        view: the page after the search.
        query: what was searched for.
        everywhere: addresses linked from other pages of the site too, which are no way out of an empty result.
        intended: the product that was meant, where one was: a link that names it is a result, however it is built.
    """
    direct = bool(intended) and _is_page_of(view, intended)
    cards = () if direct else view.product_cards or _single_cards(view)
    stated = None if direct else _stated_count(view)
    states_none = not direct and stated != 0 and _says_none(view, query)
    fields = rank_search_fields(view)
    shown = fields if not direct else ()
    kept = any(fold(query) in fold(entry.field.value) for entry in shown if entry.field) if shown else None
    return Results(
        cards=cards,
        stated=stated,
        states_none=states_none or stated == 0,
        query_kept=kept,
        box_visible=bool(fields or rank_search_toggles(view)),
        recovery=_ways_on(view, everywhere),
        named=direct or (bool(intended) and _links_to(view, intended)),
        direct=direct,
    )


def _is_page_of(view: PageView, product: str) -> bool:
    """Whether the page is that product's own: shops lead there where a search has a single hit."""
    declared = view.declared_product
    names = {fold(view.main_heading), fold(str(declared.get("name", ""))) if declared else ""}
    return view.search_sheet is None and fold(product) in names - {""} and product_proof(view)[0]


def _single_cards(view: PageView) -> tuple[CardSnapshot, ...]:
    """Blocks of the main part that link with a picture: what a result page without prices may show of a few hits."""
    if view.search_sheet is not None:
        return ()
    return tuple(
        card for card in view.true_cards.values() if card.visible and card.has_image and card.landmark is Landmark.MAIN
    )


def _links_to(view: PageView, product: str) -> bool:
    sheet = view.search_sheet
    return any(
        element.href
        and (element.overlay == sheet.index if sheet else element.landmark not in _SITE_PARTS)
        and is_about(element.name or element.text, product)
        for element in view.snapshot.elements
    )


def _message_texts(view: PageView) -> list[str]:
    texts = [
        entry.text for entry in view.snapshot.texts if entry.landmark not in _SITE_PARTS and not view.in_card(entry)
    ]
    headings = [entry.text for entry in view.snapshot.headings if entry.landmark not in _SITE_PARTS]
    return [text for text in (*headings, *texts) if len(text) <= _MESSAGE_LENGTH]


def _stated_count(view: PageView) -> int | None:
    for text in _message_texts(view):
        count = view.lexicon.result_count(text, view.languages)
        if count is not None:
            return count
    return None


def _says_none(view: PageView, query: str) -> bool:
    folded_query = fold(query)
    for text in _message_texts(view):
        if view.says(Concept.NO_RESULTS, fold(text).replace(folded_query, " ") if folded_query else text):
            return True
    return False


def _ways_on(view: PageView, everywhere: frozenset[str]) -> tuple[str, ...]:
    """What is there to go on with: links and fields of the main part that are not on every page."""
    ways = []
    here = _address(view.snapshot.url)
    sheet = view.search_sheet.index if view.search_sheet else None
    for element in view.snapshot.elements:
        if (sheet is None and element.landmark in _SITE_PARTS) or element.overlay != sheet or not element.href:
            continue
        address = _address(element.href)
        if address not in {here, ""} and address not in everywhere:
            ways.append(element.name or element.text or address)
    ways.extend(
        entry.candidate.name or "a search field"
        for entry in rank_search_fields(view)
        if entry.field is not None and entry.field.landmark not in _SITE_PARTS
    )
    return tuple(dict.fromkeys(way for way in ways if way))[:20]


def _address(href: str) -> str:
    parts = urlsplit(href)
    return f"{parts.netloc}{parts.path}?{parts.query}" if parts.scheme in {"http", "https"} else ""


def site_wide_addresses(view: PageView) -> frozenset[str]:
    """Addresses linked from the header, the footer and the navigation of a page."""
    return frozenset(
        _address(element.href) for element in view.snapshot.elements if element.href and element.landmark in _SITE_PARTS
    )
