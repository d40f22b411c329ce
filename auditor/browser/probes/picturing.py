"""Pictures of a form before and after something was done to it."""

import contextlib
from collections.abc import Collection

from auditor.browser.collectors.page_world import world_of
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import Walk
from auditor.discovery.page_view import PageView
from auditor.model.picture import Screenshot

_HEADROOM_PX = 140
_SCROLL_LIMIT_MS = 1_000
_SCROLL = "(top) => window.scrollTo({ top, behavior: 'instant' })"


async def picture_fields(walk: Walk, view: PageView, keys: Collection[str], purpose: str) -> Screenshot | None:
    """Picture the first of some fields and what stands below it."""
    tops = [entry.box.y for entry in view.snapshot.fields if entry.key in keys and entry.visible]
    page = walk.tab.page
    if tops:
        with contextlib.suppress(*PAGE_FAILURES):
            await world_of(page).call(_SCROLL, max(min(tops) - _HEADROOM_PX, 0), limit_ms=_SCROLL_LIMIT_MS)
    return await take_screenshot(page, walk.tab.output, purpose=purpose)
