"""The pages of the walk opened anew, watched for a while and scrolled to their end: what moves late?

They stand side by side in one session, so that watching all takes hardly longer than one: most of it is waiting. Each
has a window of its own and is drawn at full speed. Nothing is answered or pressed: a banner that pushes the page down
counts.
"""

import asyncio
import contextlib

from auditor.browser.collectors.late_shifts import LateShifts, watch_shifts
from auditor.browser.collectors.recorder import stop_sampling
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.knowledge import Place
from auditor.browser.probes.family import Probing
from auditor.browser.session import Tab
from auditor.browser.walk import ANSWER_LIMIT_MS, SETTLE_LIMIT_MS, Walk
from auditor.discovery.addresses import same_page
from auditor.model.journey import Stage
from auditor.model.loading import WatchTrial
from auditor.model.redaction import redact_url
from auditor.model.wording import say

_STAGES = frozenset({Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT})
"""What a session without a cart shows as the walk saw it."""
_MOST_PAGES = 5
_PAGE_LIMIT_S = 45


async def probe_watch(probing: Probing) -> None:
    """Open the pages side by side in one fresh session, watch and scroll them; one visit each."""
    places = watchable(probing.known.places)
    async with probing.walk("watch") as walk:
        tabs = [walk.tab, *[await walk.tab.open_beside() for _ in places[1:]]]
        made = await asyncio.gather(*map(_watch_within_limit, tabs, places))
        for beside in tabs[1:]:
            await beside.observer.close()
        for tab, place, trial in zip(tabs, places, made, strict=True):
            if trial is not None:
                there = Walk(tab, walk.start_url, walk.known)
                probing.keep(there, f"watch-{place.step_id}", place.step_id, place.stage, [trial])
    watched = sum(trial is not None for trial in made)
    if watched:
        probing.progress.probe_done("watch", f"{watched} pages watched and scrolled")
    else:
        probing.skip("watch", Stage.LANDING, say("no page of the walk came again by its address"))


def watchable(places: list[Place]) -> list[Place]:
    """The pages that are worth watching, one of each stage and in the order of the walk."""
    first: dict[Stage, Place] = {}
    for place in places:
        if place.stage in _STAGES:
            first.setdefault(place.stage, place)
    return list(first.values())[:_MOST_PAGES]


async def _watch_within_limit(tab: Tab, place: Place) -> WatchTrial | None:
    try:
        async with asyncio.timeout(_PAGE_LIMIT_S):
            return await _watch(tab, place)
    except (*PAGE_FAILURES, TimeoutError):
        return None


async def _watch(tab: Tab, place: Place) -> WatchTrial | None:
    """Open a page, wait for its load and rest, watch it; None where something else came than the walk saw."""
    tab.observer.begin_step()
    response = await tab.page.goto(place.url, wait_until="commit", timeout=ANSWER_LIMIT_MS)
    if response is None or not response.ok:
        return None
    await tab.settle(SETTLE_LIMIT_MS)
    await stop_sampling(tab.page)
    with contextlib.suppress(*PAGE_FAILURES):
        await tab.page.wait_for_load_state("load", timeout=SETTLE_LIMIT_MS)
    if not same_page(tab.page.url, place.url):
        return None
    return _trial(tab, await watch_shifts(tab.page))


def _trial(tab: Tab, seen: LateShifts) -> WatchTrial:
    return WatchTrial(
        url=redact_url(tab.page.url),
        watched_ms=seen.watched_ms,
        scrolled=seen.scrolled,
        cumulative_layout_shift=seen.before,
        layout_shifts=seen.shifts_before,
        shift_while_scrolling=seen.scrolling,
        shifts_while_scrolling=seen.shifts_scrolling,
        script_errors=tab.observer.console_log().script_errors,
    )
