"""Watches a page beyond its load and while it is scrolled: what moves late."""

import contextlib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from playwright.async_api import Page

from auditor.browser.collectors.page_world import PageAwayError, PageSilentError, script_of, world_of
from auditor.model.loading import LayoutShift

WATCHED_MS: Final = 1_500
"""How long after its load a page is watched at least: banners and late blocks come within the first second or so."""
_OPTIONS: Final = {
    "watchMs": WATCHED_MS,
    # A wheel's notch moves a page by about 100 px; half a screen and a glance are a person in a hurry.
    "stepPx": 100,
    "pauseMs": 80,
    "mostScreens": 15,
    "scrollLimitMs": 5_000,
    "pictureLimitMs": 500,
}
_LIMIT_MS: Final = 12_000


@dataclass(frozen=True)
class LateShifts:
    """The worst session window of layout shifts before the page was scrolled, and while; times in milliseconds."""

    watched_ms: float
    scrolled: bool
    before: float
    shifts_before: tuple[LayoutShift, ...]
    scrolling: float | None
    shifts_scrolling: tuple[LayoutShift, ...]


@cache
def _script() -> str:
    return script_of("recorder/clock", "late_shifts/watching")


async def watch_shifts(page: Page) -> LateShifts:
    """Watch the document that a page shows until 1.5 s after its load, then scroll it to its end.

    To be called on a page that was prepared before its document came: the recorder in it keeps every shift. Endless
    pages are scrolled for five seconds or fifteen screens. A page locked by something that stands over it, and
    one that has nothing to scroll, is left where it is; one that goes away or hangs meanwhile counts as not scrolled.

    Raises:
        PageAwayError: the document went away meanwhile.
        PageSilentError: the page did not answer.

    """
    world = world_of(page)
    found: dict[str, Any] = await world.call(_script(), _OPTIONS, limit_ms=_LIMIT_MS)
    before = found["shifts"]
    scrolling: dict[str, Any] | None = None
    with contextlib.suppress(PageAwayError, PageSilentError):
        scrolling = await world.call(_script(), _OPTIONS | {"from": found["ends"]}, limit_ms=_LIMIT_MS)
    return LateShifts(
        watched_ms=round(found["watched"], 1),
        scrolled=scrolling is not None,
        before=before["score"],
        shifts_before=_shifts(before),
        scrolling=scrolling["score"] if scrolling else None,
        shifts_scrolling=_shifts(scrolling) if scrolling else (),
    )


def _shifts(window: dict[str, Any]) -> tuple[LayoutShift, ...]:
    return tuple(
        LayoutShift(value=one["value"], at_ms=round(one["at"], 1), selectors=tuple(one["nodes"]))
        for one in window["shifts"]
    )
