"""What moves late, in every tab that is watched, and what moves while one scrolls."""

import asyncio

import pytest
from playwright.async_api import Page

from auditor.browser.collectors import late_shifts
from auditor.browser.collectors.late_shifts import LateShifts, watch_shifts
from auditor.browser.collectors.page_world import prepare_page, world_of
from tests.journeys.collectors.conftest import serve, show

LATE_BANNER = """<style>body{padding-top:1px}</style><div id="banner"></div><h1>Lamps</h1><p id="goods">Twelve lamps</p>
<script>setTimeout(() => { document.getElementById("banner").style.height = "300px"; }, 600)</script>"""
GROWING = """<div style="height:1200px">Lamps</div><div id="late"></div><p id="below">More lamps</p>
<div style="height:900px"></div>
<script>new IntersectionObserver(([seen]) => {
  if (seen.isIntersecting) setTimeout(() => { document.getElementById("late").style.height = "250px"; }, 30);
}).observe(document.getElementById("below"))</script>"""
STICKY = """<header id="head" style="height:80px;background:#ddd">Shop</header>
<div style="height:4000px">Lamps</div><script>
addEventListener("scroll", () => {
  const head = document.getElementById("head"), fixed = scrollY > 80;
  Object.assign(head.style, { position: fixed ? "fixed" : "static", top: 0, left: 0, right: 0 });
  document.body.style.paddingTop = fixed ? "80px" : 0;
})</script>"""


def moved(seen: LateShifts) -> set[str]:
    return {selector for shift in (*seen.shifts_before, *seen.shifts_scrolling) for selector in shift.selectors}


async def test_a_late_shift_is_seen_in_every_tab_side_by_side(page: Page) -> None:
    tabs = [page, await page.context.new_page()]
    await prepare_page(tabs[1])
    await asyncio.gather(*(show(tab, LATE_BANNER) for tab in tabs))
    for seen in await asyncio.gather(*map(watch_shifts, tabs)):
        assert seen.before == pytest.approx(sum(shift.value for shift in seen.shifts_before))
        assert seen.before > 0.02
        assert {"#goods", "body > h1:nth-of-type(1)"} & moved(seen)
        assert all(shift.at_ms >= 500 for shift in seen.shifts_before)
        assert seen.watched_ms >= 1_500
        assert not seen.scrolled
        assert seen.scrolling is None


async def test_what_grows_as_it_comes_into_view_is_told_apart(page: Page) -> None:
    await show(page, GROWING)
    seen = await watch_shifts(page)
    assert seen.before == 0
    assert seen.scrolled
    assert seen.scrolling
    assert "#below" in moved(seen)


async def test_a_header_that_begins_to_stick_is_no_leap(page: Page) -> None:
    await show(page, STICKY)
    seen = await watch_shifts(page)
    assert seen.scrolled
    assert (seen.scrolling or 0) < 0.05


async def test_a_page_without_end_and_a_locked_one_are_left(page: Page) -> None:
    endless = """<main>Lamps</main><script>
    const more = "<p style='height:2000px'>more</p>";
    const grow = () => document.querySelector("main").insertAdjacentHTML("beforeend", more);
    grow(); addEventListener("scroll", grow)</script>"""
    await show(page, endless)
    assert (await watch_shifts(page)).scrolled
    await serve(page, '<div style="height:4000px">Lamps</div>', head="<style>html{overflow:hidden}</style>")
    await page.reload()
    assert not (await watch_shifts(page)).scrolled


async def test_a_page_that_is_drawn_once_a_second_is_scrolled_as_far_as_it_comes(page: Page) -> None:
    await show(page, f"{LATE_BANNER}<div style='height:6000px'>")
    slowly = "const at_once = requestAnimationFrame; window.requestAnimationFrame = (f) => setTimeout(at_once, 900, f);"
    await world_of(page).call(f"() => {{ {slowly} }}", limit_ms=5_000)
    seen = await watch_shifts(page)
    assert seen.before > 0.02
    assert seen.scrolled


async def test_what_was_seen_before_a_page_hangs_while_scrolled_is_kept(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_shifts, "_LIMIT_MS", 7_000)
    await show(page, f"{LATE_BANNER}<div style='height:6000px'><script>onscroll = () => {{ for (;;); }}</script>")
    seen = await watch_shifts(page)
    assert seen.before > 0.02
    assert (seen.scrolled, seen.scrolling, seen.shifts_scrolling) == (False, None, ())
