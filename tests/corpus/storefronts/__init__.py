"""Our own storefronts in many structures, and which of their pages are in the corpus in which language."""

from collections.abc import Iterator

from tests.corpus.storefronts.base import Page, Storefront
from tests.corpus.storefronts.crowded import CardLinks, Drawers, IconsOnly, Marketplace
from tests.corpus.storefronts.ordering import Accordion, CartAndOrder, EmailFirst, GuestByRadio
from tests.corpus.storefronts.rendered import Baskets, Tables, VillageShop
from tests.corpus.storefronts.scripted import Components, Hashed, SinglePage, Utility
from tests.corpus.storefronts.themed import Boutique, QuietHouse, TradeList
from tests.corpus.storefronts.words import LANGUAGES

STRUCTURES: tuple[type[Storefront], ...] = (
    Storefront, Tables, Baskets, VillageShop, Utility, Components, SinglePage, Hashed, IconsOnly, CardLinks, Drawers,
    Marketplace, Accordion, EmailFirst, GuestByRadio, CartAndOrder, Boutique, TradeList, QuietHouse,
)  # fmt: skip
_STEPS = (0, 4, 9)


def pages_of(structure: type[Storefront]) -> Iterator[tuple[str, str, Page]]:
    """Language, kind and page: a few kinds in every language, so that in all every kind is there in several languages."""
    place = STRUCTURES.index(structure)
    for number, language in enumerate(LANGUAGES):
        shop = structure(language, taste=place + number)
        kinds = structure.kinds
        for kind in dict.fromkeys(kinds[(place + number + step) % len(kinds)] for step in _STEPS):
            yield language, kind, shop.page(kind)
