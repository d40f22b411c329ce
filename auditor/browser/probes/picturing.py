"""Pictures of a form as it stands, and before and after something was done to it."""

import contextlib
from collections.abc import Collection, Iterable

from auditor.browser.collectors.page_world import world_of
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import Walk
from auditor.discovery.page_view import PageView
from auditor.model.base import Box
from auditor.model.picture import Screenshot

_HEADROOM_PX = 140
_MOST_SCREENS = 3
_SCROLL_LIMIT_MS = 1_000
_SCROLL = "(top) => window.scrollTo({ top, behavior: 'instant' })"


async def picture_fields(walk: Walk, view: PageView, keys: Collection[str], purpose: str) -> Screenshot | None:
    """Picture the first of some fields and what stands below it."""
    tops = [entry.box.y for entry in view.snapshot.fields if entry.key in keys and entry.visible]
    return await _picture_from(walk, min(tops, default=None), purpose)


async def picture_form(walk: Walk, fields: Iterable[Box]) -> tuple[Screenshot, ...]:
    """Picture a form as it stands, screen by screen, as far as its fields reach; the first few screens of long ones.

    Args:
        walk: stands on the form's page.
        fields: where the form's fields are, in the document's coordinates.
    """
    pictures: list[Screenshot] = []
    for box in sorted(fields, key=lambda one: one.y):
        if pictures and box.y + box.height <= pictures[-1].scroll_y + pictures[-1].height:
            continue
        picture = await _picture_from(walk, box.y, "as the form stands")
        pictures += [picture] if picture else []
        if picture is None or len(pictures) == _MOST_SCREENS:
            break
    return tuple(pictures)


async def _picture_from(walk: Walk, top: float | None, purpose: str) -> Screenshot | None:
    """Picture a page from a little above `top` on, or as it is scrolled."""
    page = walk.tab.page
    if top is not None:
        with contextlib.suppress(*PAGE_FAILURES):
            await world_of(page).call(_SCROLL, max(top - _HEADROOM_PX, 0), limit_ms=_SCROLL_LIMIT_MS)
    return await take_screenshot(page, walk.tab.output, purpose=purpose)
