"""From the landing page or a list of products to one product."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from auditor.browser.acts.naming import named_control
from auditor.browser.walk import StepBroken, StepNotNeeded, Walk
from auditor.discovery.addresses import same_page
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.folding import fold, is_about
from auditor.discovery.naming import named as name_of
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import cannot_be_had, classify_page, is_shop, not_shippable, product_proof
from auditor.discovery.products import (
    LISTING_LOOKED_FOR,
    PRODUCT_LOOKED_FOR,
    is_list_of_goods,
    rank_listing_links,
    rank_product_links,
)
from auditor.discovery.ranking import Ranked
from auditor.discovery.search_box import rank_search_fields
from auditor.model.recognition import Attempt, Candidate, PageKind, Role
from auditor.model.run import Cause
from auditor.model.snapshot import Landmark
from auditor.model.wording import say

MOST_LISTINGS = 6
MOST_PRODUCTS = 6
MOST_LEVELS = 2
MOST_WAYS_DOWN = 2
_ASIDE = frozenset({Landmark.HEADER, Landmark.FOOTER})


async def open_listing(walk: Walk) -> None:
    """Go to a page that lists products; not needed where the current page already shows some."""
    named = await named_control(walk, Role.LISTING_LINK)
    if named is None and (rank_product_links(walk.page) or product_proof(walk.page)[1]):
        raise StepNotNeeded(say("products can be seen already"))
    home = walk.tab.page.url
    ranked = rank_listing_links(walk.page) if named is None else (named,)
    ranked = _taken_before_first(walk.page, ranked, walk.known.before.listing)
    search = walk.recognised(Role.LISTING_LINK, PageKind.LANDING, ranked, proven=True, looked_for=LISTING_LOOKED_FOR)
    passed = {entry.candidate.href for entry in search.ranked}
    for place, candidate in enumerate(search.ranked[:MOST_LISTINGS]):
        if walk.tab.page.url != home:
            await walk.go_to(home)
        await walk.press(candidate, Role.LISTING_LINK)
        if await _lists_goods(walk) or (walk.tab.page.url != home and await _deeper(walk, passed, MOST_LEVELS)):
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            walk.known.listing_url = walk.tab.page.url
            walk.known.listing_link = candidate.candidate
            walk.known.learn(walk.page)
            found = rank_product_links(walk.page)
            walk.step.anchor = found[0].target.selector if found else None
            walk.step.reached_by = f"by the link “{candidate.candidate.name}”"
            return
        search.tried(place, Attempt.WRONG_PLACE if walk.tab.page.url != home else Attempt.NO_EFFECT)
    exhausted = len(search.ranked) <= MOST_LISTINGS
    search.finish(exhausted=exhausted)
    if walk.tab.page.url != home:
        await walk.go_to(home)
    walk.known.no_way_in = exhausted and is_shop(walk.page) and not rank_search_fields(walk.page)
    raise StepBroken(
        say("no page that lists products was found from here"),
        Cause.SITE if walk.known.no_way_in else Cause.NOT_RECOGNISED,
    )


def _taken_before_first(view: PageView, ranked: tuple[Ranked, ...], before: Candidate | None) -> tuple[Ranked, ...]:
    """The candidates with the one in front that an earlier walk took, by its address or else its name, where it is."""
    if before is None:
        return ranked

    def other(entry: Ranked) -> tuple[bool, bool]:
        href = entry.candidate.href
        there = bool(href and before.href) and same_page(href or "", before.href or "")
        return not there, name_of(view, entry).name != before.name

    return tuple(sorted(ranked, key=other))


async def _lists_goods(walk: Walk) -> bool:
    return bool(await walk.look_until(rank_product_links, limit_ms=1_500)) or product_proof(walk.page)[0]


async def _deeper(walk: Walk, passed: set[str | None], levels: int) -> bool:
    """Go on from a page that lists only parts of the range to one that lists goods; True where one was found."""
    ways = [
        entry
        for entry in rank_listing_links(walk.page)
        if entry.candidate.href not in passed and entry.element and entry.element.landmark not in _ASIDE
    ]
    here = walk.tab.page.url
    passed.update(entry.candidate.href for entry in ways)
    for way in ways[:MOST_WAYS_DOWN]:
        if walk.tab.page.url != here:
            await walk.go_to(here)
        await walk.press(way, Role.LISTING_LINK)
        if await _lists_goods(walk) or (levels > 1 and await _deeper(walk, passed, levels - 1)):
            return True
    return False


async def open_product(walk: Walk) -> None:
    """Open a product from the page's cards; one that can be bought, where any of those seen so far can."""
    sold_out: list[_SoldOut] = []
    if product_proof(walk.page)[1]:
        walk.step.already_there = True
        note_product(walk, "already there")
        if not cannot_be_had(walk.page):
            return
        sold_out.append(_SoldOut(walk.tab.page.url, None))
    control = await named_control(walk, Role.PRODUCT_LINK)
    if control is not None:
        await _open_named(walk, control, sold_out)
        return
    named = walk.known.query if walk.known.searched else None
    async for place_url in _places_with_products(walk):
        ranked = rank_product_links(walk.page, named=named)
        if ranked and await _try_products(walk, place_url, ranked, sold_out):
            return
    if sold_out:
        await _settle_for(walk, sold_out[0])
        return
    raise StepBroken(
        say("no product could be opened") if walk.known.products else say("no product was found"),
        Cause.SITE if walk.known.no_way_in else Cause.NOT_RECOGNISED,
    )


async def _open_named(walk: Walk, control: Ranked, sold_out: list["_SoldOut"]) -> None:
    """Open the product that the journey names, whether it can be bought or not."""
    if await _try_products(walk, walk.tab.page.url, (control,), sold_out):
        return
    if not sold_out:
        raise StepBroken(say("the control that the journey names does not lead to a product"), Cause.EXPECTATION)
    await _settle_for(walk, sold_out[-1])


async def _places_with_products(walk: Walk) -> AsyncIterator[str]:
    """The current page, then the pages on which products have been seen before."""
    if await walk.look_until(rank_product_links):
        yield walk.tab.page.url
    seen = dict.fromkeys(product.seen_on for product in walk.known.products)
    for url in [entry for entry in (walk.known.listing_url, *seen) if entry]:
        if url != walk.tab.page.url:
            await walk.go_to(url)
        if await walk.look_until(rank_product_links):
            yield url


@dataclass(frozen=True)
class _SoldOut:
    """A product that was opened and cannot be bought now, or not sent; `link` is None where the walk began on it."""

    place_url: str
    link: Ranked | None

    def is_behind(self, ranked: Ranked) -> bool:
        """Whether another link leads to it as well."""
        address = self.place_url if self.link is None else self.link.candidate.href
        if address and ranked.candidate.href:
            return same_page(ranked.candidate.href, address)
        return self.link is not None and ranked.candidate.name == self.link.candidate.name


async def _try_products(
    walk: Walk, home: str, ranked: tuple[Ranked, ...], sold_out: list[_SoldOut], levels: int = MOST_LEVELS
) -> bool:
    """Open the products of a page in turn until one can be bought; those that cannot are added to `sold_out`."""
    fresh = tuple(entry for entry in ranked if not any(known.is_behind(entry) for known in sold_out))
    fresh = _taken_before_first(walk.page, fresh, walk.known.before.product)
    search = walk.recognised(
        Role.PRODUCT_LINK, classify_page(walk.page)[0], fresh, proven=True, looked_for=PRODUCT_LOOKED_FOR
    )
    policies = set[str]()
    for place, candidate in enumerate(search.ranked[:MOST_PRODUCTS]):
        if walk.tab.page.url != home:
            await walk.go_to(home)
        await walk.press(candidate, Role.PRODUCT_LINK)
        if not await walk.look_until(partial(_is_product, candidate.candidate.name), limit_ms=1_500):
            deeper = rank_product_links(walk.page) if levels and walk.tab.page.url != home else ()
            if deeper and is_list_of_goods(walk.page) and await _try_below(walk, deeper, sold_out, levels - 1):
                search.tried(place, Attempt.WORKED)
                search.finish(exhausted=False)
                return True
            search.tried(place, Attempt.WRONG_PLACE)
            continue
        if not _to_be_had(walk.page, policies):
            search.tried(place, Attempt.NOT_USABLE)
            sold_out.append(_SoldOut(home, candidate))
            continue
        search.tried(place, Attempt.WORKED)
        search.finish(exhausted=False)
        await walk.look_until(rank_add_to_cart)  # the way to buy may come late, and the shopper waits for it
        walk.step.already_there = False
        walk.known.product_link = candidate.candidate
        walk.known.product_name = candidate.candidate.name
        note_product(walk, f"by the product “{candidate.candidate.name}”")
        return True
    search.finish(exhausted=not sold_out)
    return False


async def _settle_for(walk: Walk, sold_out: _SoldOut) -> None:
    """Go on with a product that cannot be bought, where no other can."""
    if walk.tab.page.url != sold_out.place_url:
        await walk.go_to(sold_out.place_url)
    if sold_out.link is None:
        note_product(walk, "already there, out of stock")
        return
    kind = classify_page(walk.page)[0]
    search = walk.recognised(Role.PRODUCT_LINK, kind, (sold_out.link,), proven=True, looked_for=PRODUCT_LOOKED_FOR)
    await walk.press(sold_out.link, Role.PRODUCT_LINK)
    search.tried(0, Attempt.WORKED)
    search.finish(exhausted=False)
    walk.known.product_link = sold_out.link.candidate
    walk.known.product_name = sold_out.link.candidate.name
    note_product(walk, f"by the product “{sold_out.link.candidate.name}”, which {_why_not(walk.page)}")


def _why_not(view: PageView) -> str:
    return "cannot be shipped" if not cannot_be_had(view) and not_shippable(view) else "is out of stock"


async def _try_below(walk: Walk, ranked: tuple[Ranked, ...], sold_out: list[_SoldOut], levels: int) -> bool:
    """Try the goods of the list that a tile led to."""
    walk.known.listing_url = walk.tab.page.url
    walk.known.learn(walk.page)
    return await _try_products(walk, walk.tab.page.url, ranked, sold_out, levels)


def _to_be_had(view: PageView, policies: set[str]) -> bool:
    """Whether the page's product can be bought and sent; what every page says of shipping is a policy, no obstacle."""
    if cannot_be_had(view):
        return False
    told = fold(not_shippable(view))
    known = told in policies
    policies.add(told)
    return not told or known


def _is_product(name: str, view: PageView) -> bool:
    if product_proof(view)[0]:
        return True
    about = bool(view.main_heading) and (is_about(view.main_heading, name) or is_about(name, view.main_heading))
    return about and not is_list_of_goods(view)


def note_product(walk: Walk, how: str) -> None:
    """Remember the product on whose page the walk stands, for its own later steps and for the probes."""
    view = walk.page
    declared = view.declared_product
    name = str(declared.get("name", "")) if declared else ""
    walk.known.product_name = name or walk.known.product_name or view.main_heading or urlsplit(view.snapshot.url).path
    walk.known.product_url = walk.tab.page.url
    walk.step.reached_by = how
    adds = rank_add_to_cart(view)
    walk.step.anchor = adds[0].target.selector if adds else None
