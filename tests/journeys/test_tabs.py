"""The pages of one session beside each other."""

from pathlib import Path

from playwright.async_api import Page

from auditor.browser.collectors.page_world import world_of
from auditor.browser.session import BrowserSession
from auditor.demo.server import serve
from auditor.model.settings import Settings
from tests.journeys.odd_shops import Shop


async def test_a_page_beside_another_has_its_session_and_a_window_of_its_own(tmp_path: Path) -> None:
    """Tabs behind the one in front may be drawn once a second only: what they do late would come too late."""
    with serve(Shop()) as server:
        async with BrowserSession.open(Settings(target=server.url, output=tmp_path)) as session:
            tab = await session.new_tab("beside", "mobile", None)
            await tab.page.goto(server.url)
            beside = await tab.open_beside()
            await beside.page.goto(server.url)
            assert await window_of(tab.page) != await window_of(beside.page)
            assert beside.page.viewport_size == tab.page.viewport_size
            assert await beside.page.evaluate("navigator.userAgent") == await tab.page.evaluate("navigator.userAgent")
            assert beside.page.context is tab.page.context
            assert beside.observer.main_response() is not None
            await tab.close()


async def window_of(page: Page) -> int:
    answer = await world_of(page).send("Browser.getWindowForTarget", limit_ms=5_000)
    return int(answer["windowId"])
