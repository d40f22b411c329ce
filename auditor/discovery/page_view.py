"""A snapshot seen with a shopper's eyes: its fields' purposes, its products, its prices, its words."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from auditor.discovery import address_words
from auditor.discovery.addresses import place_of, route_of
from auditor.discovery.field_purpose import purpose_of
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept, Languages, Lexicon, TermMatch
from auditor.discovery.prices import find_prices
from auditor.discovery.shopper import FieldPurpose
from auditor.discovery.tongues import believed, language_tag
from auditor.model.base import Box
from auditor.model.snapshot import (
    CardSnapshot,
    DomSnapshot,
    ElementSnapshot,
    FieldSnapshot,
    Landmark,
    OverlaySnapshot,
    TextSnapshot,
)

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_NO_GOODS = _SITE_PARTS | {Landmark.DIALOG}
_SAMPLED = 60
"""Names and texts by which a page's declared language is checked, each; ours."""
_INDEX_FILE = re.compile(r"/?(index|default|home)\.\w{2,5}", re.IGNORECASE)
_OVER_ALL = 0.8
"""Share of the window from which what stands over a page leaves nothing of it to be used; ours."""

ORDER_PURPOSES = frozenset(
    {
        FieldPurpose.GIVEN_NAME,
        FieldPurpose.FAMILY_NAME,
        FieldPurpose.FULL_NAME,
        FieldPurpose.EMAIL,
        FieldPurpose.PHONE,
        FieldPurpose.STREET,
        FieldPurpose.HOUSE_NUMBER,
        FieldPurpose.ADDRESS_LINE2,
        FieldPurpose.POSTCODE,
        FieldPurpose.CITY,
        FieldPurpose.REGION,
        FieldPurpose.COUNTRY,
        FieldPurpose.CARD_NUMBER,
        FieldPurpose.CARD_HOLDER,
        FieldPurpose.CARD_EXPIRY,
        FieldPurpose.SECURITY_CODE,
    }
)
ADDRESS_PURPOSES = frozenset(
    {FieldPurpose.STREET, FieldPurpose.POSTCODE, FieldPurpose.CITY, FieldPurpose.COUNTRY, FieldPurpose.PHONE}
)
CARD_PURPOSES = frozenset(
    {
        FieldPurpose.CARD_NUMBER,
        FieldPurpose.CARD_EXPIRY,
        FieldPurpose.CARD_EXPIRY_MONTH,
        FieldPurpose.CARD_EXPIRY_YEAR,
        FieldPurpose.SECURITY_CODE,
    }
)
_NAMES = frozenset({FieldPurpose.FULL_NAME, FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME})
_ASKED_BY_NEWSLETTERS = frozenset(
    {FieldPurpose.EMAIL, FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME, FieldPurpose.FULL_NAME}
)
_NOT_ASKED_BY_NEWSLETTERS = (ADDRESS_PURPOSES | CARD_PURPOSES) - {FieldPurpose.COUNTRY, FieldPurpose.PHONE}


class PageView:
    """One page. Everything is derived from the snapshot and remembered."""

    def __init__(self, snapshot: DomSnapshot) -> None:
        """Take the snapshot."""
        self.snapshot = snapshot
        self.lexicon = Lexicon.load()

    @cached_property
    def language(self) -> str:
        """The language tag of the page: what it declares, unless its words plainly say another; empty: unknown."""
        names = [entry.name for entry in self.snapshot.elements[:_SAMPLED]]
        texts = [entry.text for entry in self.snapshot.texts[:_SAMPLED]]
        return believed(language_tag(self.snapshot.language), (*names, *texts)) or ""

    @cached_property
    def languages(self) -> Languages:
        """Whose words to believe first: the page's own language, English, all the others."""
        return self.lexicon.languages_for(self.language)

    @cached_property
    def currency(self) -> str:
        """The currency that most of the page's prices are in, as `Price.currency`; empty where it shows none."""
        told = Counter(price.currency for entry in self.snapshot.texts for price in find_prices(entry.text))
        return told.most_common(1)[0][0] if told else ""

    def says(self, concept: Concept, *texts: str) -> TermMatch | None:
        """The first of the texts that says the concept."""
        for text in texts:
            if text and (match := self.lexicon.match(concept, text, self.languages)):
                return match
        return None

    def element_says(self, concept: Concept, element: ElementSnapshot) -> TermMatch | None:
        """Whether a control's name, text or title says the concept."""
        return self.says(concept, element.name, element.text, element.attributes.get("title", ""))

    def classify(self, element: ElementSnapshot, *concepts: Concept) -> Concept | None:
        """Which of the concepts a control's name says."""
        match = self.lexicon.classify(element.name or element.text, self.languages, concepts)
        return match.concept if match else None

    @cached_property
    def purposes(self) -> tuple[FieldPurpose, ...]:
        """The purpose of every field, by field index."""
        alone = self._purposes_alone
        return tuple(
            FieldPurpose.CARD_HOLDER if self._is_name_on_card(entry, alone) else alone[entry.index]
            for entry in self.snapshot.fields
        )

    def _is_name_on_card(self, entry: FieldSnapshot, purposes: tuple[FieldPurpose, ...]) -> bool:
        """Whether a field asks for a name beside a card's number, where nobody's address is asked for."""
        if purposes[entry.index] not in _NAMES:
            return False
        beside = {
            purposes[other.index]
            for other in self.snapshot.fields
            if other.form == entry.form and other.visible and other.index != entry.index
        }
        return FieldPurpose.CARD_NUMBER in beside and not beside & (
            _NAMES | ADDRESS_PURPOSES | {FieldPurpose.CARD_HOLDER}
        )

    @cached_property
    def _purposes_alone(self) -> tuple[FieldPurpose, ...]:
        """The purposes as each field by itself tells them."""
        return tuple(
            purpose_of(
                autocomplete=entry.autocomplete,
                input_type=entry.type,
                name=entry.name,
                element_id=entry.element_id,
                label=entry.label,
                placeholder=entry.placeholder,
                inputmode=entry.inputmode,
                languages=self.languages,
            )
            for entry in self.snapshot.fields
        )

    def purpose(self, entry: FieldSnapshot) -> FieldPurpose:
        """What a field asks for."""
        return self.purposes[entry.index]

    def field(self, key: str) -> FieldSnapshot | None:
        """The field of that key; None where there is none."""
        return next((entry for entry in self.snapshot.fields if entry.key == key), None)

    def purposes_in(self, fields: Iterator[FieldSnapshot] | tuple[FieldSnapshot, ...]) -> Counter[FieldPurpose]:
        """The purposes among some fields, counted."""
        return Counter(self.purpose(entry) for entry in fields)

    @cached_property
    def order_fields(self) -> tuple[FieldSnapshot, ...]:
        """Visible fields that ask for order data, outside header, footer and navigation."""
        return tuple(
            entry
            for entry in self.snapshot.fields
            if entry.visible
            and not entry.disabled
            and entry.landmark not in _SITE_PARTS
            and self.purpose(entry) in ORDER_PURPOSES
            and not self.is_subscription(entry)
        )

    def is_subscription(self, entry: FieldSnapshot) -> bool:
        """Whether a field is a newsletter's: it or its form is marked so, and the form asks for no address or card."""
        if entry.form is None or self.purpose(entry) not in _ASKED_BY_NEWSLETTERS:
            return False
        form = self.snapshot.forms[entry.form]
        others = (self.snapshot.fields[index] for index in form.fields)
        if any(other.visible and self.purpose(other) in _NOT_ASKED_BY_NEWSLETTERS for other in others):
            return False
        own = f"{entry.name} {entry.element_id}" if self.purpose(entry) is FieldPurpose.EMAIL else ""
        marks = fold(f"{form.action} {form.name} {form.selector} {own}")
        return any(mark in marks for mark in ("newsletter", "subscri", "mailing", "abonn"))

    @cached_property
    def password_fields(self) -> tuple[FieldSnapshot, ...]:
        """Visible password fields."""
        return tuple(entry for entry in self.snapshot.fields if entry.visible and entry.type == "password")

    @cached_property
    def json_ld_types(self) -> frozenset[str]:
        """Every @type the page declares."""
        return frozenset(kind for node in self._nodes() for kind in _types(node))

    def _nodes(self) -> Iterator[dict[str, Any]]:
        for node in self.snapshot.json_ld:
            if isinstance(node, dict):
                yield node

    @cached_property
    def declared_product(self) -> dict[str, Any] | None:
        """The page's one Product by structured data; None where there is none or the page lists several."""
        products = [node for node in self._nodes() if {"Product", "ProductGroup"} & set(_types(node))]
        names = {str(node.get("name", "")) for node in products}
        return products[0] if len(names) == 1 and products else None

    @cached_property
    def path(self) -> str:
        """What the address says the page is."""
        return route_of(self.snapshot.url)

    @cached_property
    def main_heading(self) -> str:
        """The first heading of the highest level outside header and footer."""
        headings = [entry for entry in self.snapshot.headings if entry.landmark not in _SITE_PARTS and entry.text]
        return min(headings, key=lambda entry: (entry.level, entry.box.y)).text if headings else ""

    @cached_property
    def product_cards(self) -> tuple[CardSnapshot, ...]:
        """Cards that look like products, the group that looks most like them first, in reading order."""
        sheet = self.search_sheet
        if sheet is not None:
            inside = tuple(card for card in self.true_cards.values() if self._overlay_of_card(card) == sheet.index)
            return ranked_cards(inside, self.snapshot.url, in_dialog=True)
        return ranked_cards(tuple(self.true_cards.values()), self.snapshot.url, sections=self._sections)

    @cached_property
    def _sections(self) -> frozenset[str]:
        """Addresses that the navigation leads to: where a picture without a price leads there too, it shows a group."""
        return frozenset(
            route_of(entry.href)
            for entry in self.snapshot.elements
            if entry.href and entry.landmark in {Landmark.HEADER, Landmark.NAV}
        )

    @cached_property
    def search_sheet(self) -> OverlaySnapshot | None:
        """The sheet over the page in which one searches: while it is open, only what it holds can be reached."""
        holding = {
            entry.overlay
            for entry in self.snapshot.fields
            if entry.visible and entry.overlay is not None and self.purpose(entry) is FieldPurpose.SEARCH
        }
        sheets = (one for one in self.snapshot.overlays if one.index in holding and _is_over_all(one))
        # Questions of consent have a search for partners.
        return next((one for one in sheets if not tokens_of(one.marks) & address_words.CONSENT), None)

    def _overlay_of_card(self, card: CardSnapshot) -> int | None:
        return None if card.link is None else self.snapshot.elements[card.link].overlay

    @cached_property
    def true_cards(self) -> dict[int, CardSnapshot]:
        """Cards by index, without a block that holds the page's one main heading: that is the page's own subject."""
        headings = [entry for entry in self.snapshot.headings if entry.level == 1 and entry.landmark not in _SITE_PARTS]
        own = headings[0].box if len(headings) == 1 else None
        return {card.index: card for card in self.snapshot.cards if own is None or not _holds(card.box, own)}

    def in_card(self, entry: ElementSnapshot | TextSnapshot) -> bool:
        """Whether something stands in a card, and so belongs to another page's subject."""
        return entry.card is not None and entry.card in self.true_cards

    def is_listed(self, element: ElementSnapshot) -> bool:
        """Whether a control stands in one of several product cards of a build.

        A card of its own build may be all there is of a cart with one line, its way to the checkout included.
        """
        return element.card in self._listed_cards

    @cached_property
    def _listed_cards(self) -> frozenset[int]:
        builds = Counter(card.signature for card in self.product_cards)
        return frozenset(card.index for card in self.product_cards if builds[card.signature] > 1)

    def contains_text(self, needle: str, *, landmark_free: bool = False) -> bool:
        """Whether visible text holds `needle`, folded; with `landmark_free` outside header, footer and navigation."""
        folded = fold(needle)
        shown = [(entry.text, entry.landmark) for entry in self.snapshot.texts]
        shown += [(entry.text, entry.landmark) for entry in self.snapshot.elements]
        return bool(folded) and any(
            folded in fold(text) and not (landmark_free and landmark in _SITE_PARTS) for text, landmark in shown
        )

    def is_behind_dialog(self, element: ElementSnapshot) -> bool:
        """Whether a modal dialog is open and the element is no part of one."""
        return bool(self._modal_overlays) and element.overlay not in self._modal_overlays

    @cached_property
    def _modal_overlays(self) -> frozenset[int]:
        return frozenset(overlay.index for overlay in self.snapshot.overlays if overlay.modal)

    @cached_property
    def body_text(self) -> str:
        """The visible text outside header, footer and navigation, joined."""
        return " \n".join(entry.text for entry in self.snapshot.texts if entry.landmark not in _SITE_PARTS)


def _is_over_all(overlay: OverlaySnapshot) -> bool:
    return overlay.modal or overlay.viewport_share >= _OVER_ALL


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x + 1
        and outer.y <= inner.y + 1
        and outer.x + outer.width >= inner.x + inner.width - 1
        and outer.y + outer.height >= inner.y + inner.height - 1
    )


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", [])
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]


def _shows_a_group(card: CardSnapshot, sections: frozenset[str]) -> bool:
    """Whether a picture without a price leads to a list of goods rather than to one of them."""
    tokens = tokens_of(route_of(card.href)) if card.href else frozenset()
    if tokens & address_words.PRODUCT_PATHS:
        return False
    return bool(tokens & address_words.GROUP_PATHS) or (bool(card.href) and route_of(card.href or "") in sections)


def ranked_cards(
    cards: tuple[CardSnapshot, ...], url: str, *, in_dialog: bool = False, sections: frozenset[str] = frozenset()
) -> tuple[CardSnapshot, ...]:
    """Product cards of a page, or with `in_dialog` of a sheet over it.

    A product card links somewhere, has an image or a price, and a name. Cards with a price, of a build that repeats,
    come first; where any card shows a price, cards of builds that never show one are left out. Where none does,
    pictures that lead to lists of goods, by their address or as the navigation does (`sections`), are no products.
    """
    here = place_of(url)
    usable = [
        card
        for card in cards
        if card.visible
        and card.name
        and (card.has_image or card.price_text)
        and (in_dialog or card.landmark not in _NO_GOODS)
        and not (card.href and place_of(card.href) == here and not card.price_text)
        and not (card.href and is_home(card.href) and not card.price_text)
    ]
    builds = Counter(card.signature for card in usable)
    priced = {card.signature for card in usable if card.price_text}
    if priced:
        usable = [card for card in usable if card.signature in priced]
    else:
        usable = [card for card in usable if card.has_image and builds[card.signature] > 1]
        usable = [card for card in usable if not _shows_a_group(card, sections)]
    usable.sort(
        key=lambda card: (
            not card.price_text,
            card.landmark is not Landmark.MAIN,
            -min(builds[card.signature], 3),
            card.index,
        )
    )
    seen: set[str] = set()
    distinct = []
    for card in usable:
        key = card.href or card.selector
        if key not in seen:
            seen.add(key)
            distinct.append(card)
    return tuple(distinct)


def tokens_in_order(text: str) -> tuple[str, ...]:
    """The alphanumeric tokens of an address or attribute, folded; camel case and separators split them."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", unquote(text))
    return tuple(token for token in re.split(r"[^\w]+|_", fold(spaced)) if token)


def tokens_of(text: str) -> frozenset[str]:
    """The tokens of an address or attribute."""
    return frozenset(tokens_in_order(text))


def is_home(url: str) -> bool:
    """Whether an address is a site's root: alone, or with parameters that name no goods, such as a language.

    So is an index file by itself; a router with parameters is whatever they say.
    """
    route = route_of(url)
    if not route.strip("/#!") or _INDEX_FILE.fullmatch(route):
        return True
    return route.startswith(("?", "/?")) and not tokens_of(route) & address_words.CATEGORY_PATHS
