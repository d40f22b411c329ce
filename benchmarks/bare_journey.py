"""The demo shop's journey as a plain Playwright script: the least a person would write for it, with its selectors.

It takes the browser that an audit would take, with the same flags, and ends where the walk of an audit ends: at the
first field of the checkout.
"""

import argparse
import asyncio

from playwright.async_api import Page, ViewportSize, async_playwright

from auditor.browser.executable import find_browser
from auditor.browser.launching import launch_browser

PRODUCT = "Oak Desk Lamp"
VIEWPORT: ViewportSize = {"width": 1366, "height": 768}


async def walk(page: Page, url: str) -> None:
    """Walk from the landing page to the checkout's first field.

    Raises:
        playwright.async_api.Error: a step did not succeed.
    """
    await page.goto(url)
    box = page.locator("input[type=search]")
    await box.fill(PRODUCT)
    await box.press("Enter")
    await page.locator("main").get_by_role("link", name=PRODUCT).first.click()
    await page.locator("form[action='/cart/add'] button[type=submit]").click()
    await page.locator("a[href='/checkout']").first.click()
    await page.locator("input[type=email]").first.wait_for(state="visible")


async def main() -> None:
    """Start a browser, walk, close it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", metavar="URL")
    given = parser.parse_args()
    async with async_playwright() as playwright:
        browser = await launch_browser(playwright, find_browser())
        try:
            page = await browser.new_page(viewport=VIEWPORT)
            await walk(page, given.url)
        finally:
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
