"""The page as axe judges it, in a real browser: no violation, in light and dark, on a phone and on a desk."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["rough", "unseen"])
async def test_axe_finds_nothing(
    name: str, width: int, scheme: Literal["light", "dark"], pages: dict[str, Path], browser: Browser
) -> None:
    # The page's own policy forbids scripts, axe's among them.
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = await context.new_page()
    await page.goto(pages[name].as_uri())
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]
    await context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found] == []
