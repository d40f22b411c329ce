"""The page as a browser shows it, opened from the disk."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from auditor.model.settings import LANGUAGES
from auditor.report import Presentation
from reports.html_page import HtmlReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", SAMPLES)
async def test_the_page_fits_loads_nothing_and_breaks_no_policy(
    name: str, width: int, pages: dict[str, Path], browser: Browser
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 900})
    page = await context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    address = pages[name].as_uri()
    await page.goto(address)
    # Unfolded, the page is at its widest and everything in it is drawn.
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    styled = await page.evaluate("getComputedStyle(document.querySelector('.verdict')).display")
    await context.close()
    assert overflow <= 0
    assert styled == "grid"
    assert said == []
    assert [url for url in asked if url != address and not url.startswith("data:")] == []


async def test_pictures_are_drawn(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["rough"].as_uri())
    sizes = await page.evaluate(
        "Promise.all([...document.images].map(async one => { await one.decode(); return one.naturalWidth }))"
    )
    await page.close()
    assert sizes
    assert set(sizes) == {480}


async def test_a_waterfall_shows_its_bars(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["rough"].as_uri())
    await page.evaluate("document.querySelectorAll('#timings details').forEach(one => { one.open = true })")
    drawn = await page.evaluate(
        "[...document.querySelectorAll('svg.bars rect')].map(one => one.checkVisibility() && one.getBBox().height)"
        " .concat([...document.querySelectorAll('svg.bars rect')].map(one => getComputedStyle(one).clipPath))"
    )
    await page.close()
    assert drawn
    assert False not in drawn
    assert 0 not in drawn
    assert {one for one in drawn if isinstance(one, str)} == {"none"}


async def test_a_thumbnail_leads_to_the_larger_picture(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["rough"].as_uri())
    await page.locator(".step .picture a").first.click()
    seen = page.locator("#seen-1-1")
    await seen.wait_for(state="visible")
    assert page.url.endswith("#seen-1-1")
    await page.close()


async def test_print_unfolds_what_the_screen_folds(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["rough"].as_uri())
    folded = page.locator("#finding-F004 .message")
    hidden = not await folded.is_visible()
    await page.emulate_media(media="print")
    shown = await folded.is_visible()
    await page.close()
    assert (hidden, shown) == (True, True)


@pytest.mark.parametrize("name", SAMPLES)
async def test_printed_pages_are_no_wider_than_the_paper(name: str, pages: dict[str, Path], browser: Browser) -> None:
    # A4 less the margins of 14 mm, at 96 pixels to the inch.
    page = await browser.new_page(viewport={"width": 688, "height": 1_000})
    await page.emulate_media(media="print")
    await page.goto(pages[name].as_uri())
    overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    await page.close()
    assert overflow <= 0


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_fits_a_phone_and_its_words_their_columns_in_every_language(
    language: str, tmp_path: Path, browser: Browser
) -> None:
    samples.paint_screenshots(tmp_path)
    file = HtmlReport().write(samples.rough(), tmp_path, Presentation(language=language))
    overflows, cut = [], []
    for width in (390, 1440):
        page = await browser.new_page(viewport={"width": width, "height": 900})
        await page.goto(file.as_uri())
        await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        overflows.append(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
        cut += await page.evaluate(
            "[...document.querySelectorAll('.step p:not(.aim), .step h4, .band, .sieve label, .headline')]"
            ".filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
        )
        await page.close()
    assert max(overflows) <= 0
    assert cut == []
