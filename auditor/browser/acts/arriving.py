"""Arriving: the first page, and any page opened by its address."""

import asyncio
from urllib.parse import urljoin

from auditor.browser.clearing import pass_gates
from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.gates import shows_shop
from auditor.discovery.leads import lead_form, rank_calls_to_action
from auditor.discovery.pages import classify_page, is_empty
from auditor.discovery.products import (
    LISTING_LOOKED_FOR,
    PRODUCT_LOOKED_FOR,
    rank_listing_links,
    rank_product_links,
)
from auditor.discovery.ranking import Ranked
from auditor.discovery.search_box import LOOKED_FOR as SEARCH_LOOKED_FOR
from auditor.discovery.search_box import rank_search_fields, rank_search_toggles
from auditor.model.journey import Goto
from auditor.model.recognition import Attempt, PageKind, Role
from auditor.model.run import Cause
from auditor.model.wording import say

GOTO_LIMIT_MS = 30_000
RETRY_AFTER_S = 5
NOTHING_LIMIT_MS = 10_000
"""A page on which nothing can be seen for this long is empty: the limit of a person's attention (Nielsen: 10 s)."""
_PASSING_STATUSES = frozenset({429, 500, 502, 503, 504})
_PASSING_FAULTS = ("RESET", "EMPTY_RESPONSE", "NETWORK_CHANGED", "CONNECTION_CLOSED", "HTTP2")


async def goto(walk: Walk, action: Goto) -> None:
    """Open an address and see what the page offers to go on with."""
    url = urljoin(walk.start_url, action.url)
    await _open(walk, url)
    if _may_be_passing(walk):
        await asyncio.sleep(RETRY_AFTER_S)
        walk.tab.observer.begin_step()
        await _open(walk, url)
    walk.step.reached_by = walk.step.reached_by or "by its address"
    if not await walk.look_until(lambda view: not is_empty(view.snapshot), limit_ms=NOTHING_LIMIT_MS):
        raise StepBroken(say("there is nothing on the page"), Cause.SITE)
    if not shows_shop(walk.page):
        await pass_gates(walk)


def _may_be_passing(walk: Walk) -> bool:
    """Whether the answer tells of a fault that may pass: those are asked once more, so that a hiccup is no finding."""
    response = walk.tab.observer.main_response()
    if response is None:
        return False
    return response.status in _PASSING_STATUSES or any(fault in (response.error or "") for fault in _PASSING_FAULTS)


async def _open(walk: Walk, url: str) -> None:
    page = walk.tab.page

    async def deed() -> None:
        try:
            await page.goto(url, wait_until="commit", timeout=walk.tab.patient(GOTO_LIMIT_MS))
        except PAGE_FAILURES as error:
            # The observer has the browser's own words; the page that is shown instead is looked at like any other.
            walk.step.reached_by = first_line(error)

    await walk.act(deed)


def recognise_entrances(walk: Walk) -> None:
    """Note which ways on a landing page has: search, products, pages that list products."""
    view = walk.page
    kind = PageKind.LANDING
    fields = rank_search_fields(view)
    ranked = fields or rank_search_toggles(view)
    _note(walk, Role.SEARCH, kind, ranked, SEARCH_LOOKED_FOR)
    products = rank_product_links(view)
    _note(walk, Role.PRODUCT_LINK, kind, products, PRODUCT_LOOKED_FOR)
    if not products:
        _note(walk, Role.LISTING_LINK, kind, rank_listing_links(view), LISTING_LOOKED_FOR, worked=False)
    walk.known.learn(view)
    walk.step.anchor = _anchor(fields, products, ranked)


def recognise_call(walk: Walk) -> None:
    """Note which calls to action, or which form, the first page of a site has that sells nothing."""
    walk.known.learn(walk.page)
    form = lead_form(walk.page)
    ranked = () if form else rank_calls_to_action(walk.page)
    if form is not None and form.form.fields:
        walk.step.anchor = form.form.fields[0].selector
    elif ranked:
        walk.step.anchor = ranked[0].target.selector


def _anchor(fields: tuple[Ranked, ...], products: tuple[Ranked, ...], others: tuple[Ranked, ...]) -> str | None:
    for ranked in (fields, products, others):
        if ranked:
            return ranked[0].target.selector
    return None


def _note(
    walk: Walk, role: Role, kind: PageKind, ranked: tuple[Ranked, ...], looked_for: str, *, worked: bool = True
) -> None:
    proven = classify_page(walk.page)[0] is not PageKind.ERROR
    search = walk.recognised(role, kind, ranked, proven=proven, looked_for=looked_for, at_once=True)
    if ranked and worked:
        search.tried(0, Attempt.WORKED)
    search.finish(exhausted=not ranked)
