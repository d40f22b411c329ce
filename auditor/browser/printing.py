"""Prints a page of ours as a PDF."""

import asyncio
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from auditor.browser.executable import find_browser
from auditor.browser.launching import complaint, launch_browser
from auditor.errors import BrowserError

_LIMIT_SECONDS = 120.0  # ours; two hundred findings with their pictures take a tenth of it


def print_page(page: Path, to: Path, *, browser_path: str | None = None, limit_seconds: float = _LIMIT_SECONDS) -> None:
    """Print a page that lies on this machine as a tagged PDF with an outline, in the size that its styles ask for.

    Nothing is loaded from anywhere else, and no script of the page runs.

    Args:
        page: the page.
        to: the file to write.
        browser_path: the browser to use; None for the one that is found.
        limit_seconds: how long it may take, the browser's start included.

    Raises:
        BrowserError: there is no browser, or it cannot print the page.
        OSError: the file cannot be written.
    """
    to.write_bytes(asyncio.run(_printed(page.resolve().as_uri(), browser_path, limit_seconds)))


async def _printed(address: str, browser_path: str | None, limit_seconds: float) -> bytes:
    executable = find_browser(browser_path)
    try:
        async with asyncio.timeout(limit_seconds), async_playwright() as playwright:
            browser = await launch_browser(playwright, executable)
            try:
                context = await browser.new_context(
                    offline=True, java_script_enabled=False, color_scheme="light", service_workers="block"
                )
                tab = await context.new_page()
                await tab.goto(address, timeout=limit_seconds * 1_000)
                return await tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            finally:
                await browser.close()
    except TimeoutError:
        raise BrowserError(f"printing took longer than {limit_seconds:g} s") from None
    except PlaywrightError as error:
        raise BrowserError(f"the browser {executable.path} did not print: {complaint(error.message)}") from error
