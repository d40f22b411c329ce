"""Pages for the collectors: each test writes its own, served from an address that no network knows."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio
from playwright.async_api import Browser, Page, Route

from auditor.browser.collectors.page_world import prepare_page

SITE = "http://shop.example/"
OpenPage = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """An empty page with the recorder in place."""
    context = await browser.new_context(viewport={"width": 1000, "height": 700})
    page = await context.new_page()
    await prepare_page(page)
    yield page
    await context.close(reason="the test is over")


async def serve(page: Page, html: str, *, head: str = "", lang: str = "en", at: str = SITE) -> None:
    """Let an address answer with a page."""
    body = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Shop</title>'
        f"<style>body{{margin:0;font:16px sans-serif}}</style>{head}</head><body>{html}</body></html>"
    )

    async def answer(route: Route) -> None:
        await route.fulfill(body=body, content_type="text/html; charset=utf-8")

    await page.route(at, answer)


async def show(page: Page, html: str, *, head: str = "", lang: str = "en") -> None:
    """Serve a page and go there."""
    await serve(page, html, head=head, lang=lang)
    await page.goto(SITE, wait_until="domcontentloaded")
