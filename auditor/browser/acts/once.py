"""A press that may not be made twice: it may place an order, or reach people."""

from playwright.async_api import Locator

from auditor.browser.clearing import uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import SETTLE_LIMIT_MS, Walk
from auditor.model.snapshot import ElementSnapshot

_PRESS_LIMIT_MS = 3_000


async def can_be_pressed(walk: Walk, control: ElementSnapshot) -> Locator | None:
    """Where a control is to be pressed; None where it cannot be, even after what covers it was answered.

    Tried without a press, because a click that fails half-way may have been one.
    """
    locator = locate(walk.tab.page, walk.page.snapshot, control)
    for tries in range(2):
        try:
            await locator.click(trial=True, timeout=walk.tab.patient(_PRESS_LIMIT_MS))
        except PAGE_FAILURES:
            if tries or not await uncover(walk, control):
                return None
        else:
            return locator
    return None


async def press_once(walk: Walk, control: Locator, limit_ms: float = SETTLE_LIMIT_MS) -> None:
    """Press, whatever comes of it, and wait up to `limit_ms` for the page to come to rest."""

    async def press() -> None:
        try:
            await control.click(timeout=walk.tab.patient(_PRESS_LIMIT_MS), no_wait_after=True)
        except PAGE_FAILURES:
            return  # what came of it is seen on the page

    await walk.act(press, limit_ms)
