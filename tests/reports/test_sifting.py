"""Choosing among findings in a real browser, with no script in the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.reports import samples

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def shown(page: Page) -> list[str]:
    """The anchors of the findings that can be seen."""
    told: list[str] = await page.evaluate(
        "[...document.querySelectorAll('#findings .finding')].filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return told


async def tally(page: Page) -> str:
    """What assistive technology reads of how many are shown; the number is the style's."""
    session = await page.context.new_cdp_session(page)
    nodes: dict[str, Any] = {one["nodeId"]: one for one in (await session.send("Accessibility.getFullAXTree"))["nodes"]}
    words = next(one for one in nodes.values() if "findings are shown" in str(one.get("name", {}).get("value")))
    return "".join(texts_below(nodes, words["parentId"]))


def texts_below(nodes: dict[str, Any], identifier: str) -> Iterator[str]:
    """The texts below a node of the accessibility tree, in their order."""
    for child in nodes[identifier].get("childIds", []):
        if nodes[child].get("role", {}).get("value") == "StaticText":
            yield str(nodes[child]["name"]["value"])
        else:
            yield from texts_below(nodes, child)


def wanted(**asked: str) -> list[str]:
    """The anchors of the findings that have what is asked for, the worst first."""
    findings = sorted(samples.crowded().findings, key=lambda one: one.severity.rank)
    return sorted(
        f"finding-{one.id}" for one in findings if all(getattr(one, name) == value for name, value in asked.items())
    )


async def test_findings_are_chosen_by_severity_and_stage_together(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["crowded"].as_uri())
    everything = await shown(page), await tally(page)
    await page.get_by_label("Severity").select_option(label="serious (50)")
    serious = await shown(page), await tally(page)
    await page.get_by_label("Stage").select_option(label="Checkout (28)")
    both = await shown(page), await tally(page)
    headings = await page.locator("#findings .group > h3:visible").count()
    await page.close()
    assert (sorted(everything[0]), everything[1]) == (wanted(), "200 of 200 findings are shown")
    assert (sorted(serious[0]), serious[1]) == (wanted(severity="serious"), "50 of 200 findings are shown")
    matching = wanted(severity="serious", stage="checkout")
    assert (sorted(both[0]), both[1]) == (matching, f"{len(matching)} of 200 findings are shown")
    assert headings == 1


async def test_the_keyboard_chooses_too(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["crowded"].as_uri())
    await page.get_by_label("Stage").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    chosen = await shown(page)
    await page.close()
    assert sorted(chosen) == wanted(severity="blocker")


async def test_a_link_to_a_finding_shows_it_whatever_is_chosen(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["crowded"].as_uri())
    await page.get_by_label("Severity").select_option(label="minor (50)")
    first = page.locator("#fix-first a").first
    anchor = str(await first.get_attribute("href")).removeprefix("#")
    before = anchor in await shown(page)
    await first.click()
    after = anchor in await shown(page)
    await page.close()
    assert (before, after) == (False, True)


async def test_paper_shows_every_finding_and_nothing_to_choose(pages: dict[str, Path], browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(pages["crowded"].as_uri())
    await page.get_by_label("Severity").select_option(label="minor (50)")
    await page.emulate_media(media="print")
    printed = await shown(page)
    choosing = await page.locator(".sieve, .tally").filter(visible=True).count()
    await page.close()
    assert sorted(printed) == wanted()
    assert choosing == 0
