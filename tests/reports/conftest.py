"""The reports written once for all tests, and the browser to open them in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from auditor.browser.executable import find_browser
from auditor.browser.launching import launch_browser
from reports.html_page import HtmlReport
from tests.reports import samples

SAMPLES = ("rough", "smooth", "hostile", "unseen", "broken", "crowded")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    written = {}
    for name in SAMPLES:
        folder = tmp_path_factory.mktemp(name)
        samples.paint_screenshots(folder)
        written[name] = HtmlReport().write(getattr(samples, name)(), folder)
    return written


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch_browser(playwright, find_browser())
        yield browser
        await browser.close()
