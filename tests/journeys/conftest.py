"""One real browser for all journey tests, started as the audit starts it."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from auditor.browser.executable import find_browser
from auditor.browser.launching import launch_browser
from tests.one_browser import audits_share_a_browser, one_browser

__all__ = ["audits_share_a_browser", "one_browser"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch_browser(playwright, find_browser())
        yield browser
        await browser.close()
