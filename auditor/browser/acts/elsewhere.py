"""Where a product's page has nothing that adds it: a page of one of its variants, or another product's."""

import time
from collections.abc import Iterator

from auditor.browser.acts.browsing import note_product
from auditor.browser.walk import Walk
from auditor.discovery.addresses import same_page
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import cannot_be_had
from auditor.discovery.variants import variant_links

_MOST_VARIANTS = 3
_MOST_PRODUCTS = 3
_LIMIT_S = 7.0
"""No further page is opened after this: the step has 15 s, and what it was broken by is to be told, not its limit."""
_LATE_MS = 1_500


async def open_buyable(walk: Walk) -> bool:
    """Go to a page on which a product can be put into the cart; False, and back on the first page, where none is found.

    A shopper who finds no button for what they came for looks at its variants, then at something else.
    """
    known, home = walk.known, walk.tab.page.url
    first = known.product_name, known.product_url
    begun = time.monotonic()
    for name, url in _places(walk):
        if time.monotonic() - begun > walk.tab.patient(_LIMIT_S):
            break
        await walk.go_to(url)
        if await walk.look_until(_offers_to_add, limit_ms=_LATE_MS):
            known.product_name = walk.page.main_heading or name
            note_product(walk, f"by “{name}”")
            return True
    if walk.tab.page.url != home:
        await walk.go_to(home)
    known.product_name, known.product_url = first
    return False


def _places(walk: Walk) -> Iterator[tuple[str, str]]:
    variants = variant_links(walk.page)[:_MOST_VARIANTS]
    yield from ((link.name or link.text, link.href or "") for link in variants)
    others = [
        (product.name, product.href)
        for product in walk.known.products
        if product.href and not same_page(product.href, walk.known.product_url)
    ]
    yield from others[:_MOST_PRODUCTS]


def _offers_to_add(view: PageView) -> bool:
    outside = [entry for entry in rank_add_to_cart(view) if entry.element and not view.in_card(entry.element)]
    return bool(outside) and not cannot_be_had(view)
