"""Pages that fight back: no collector may hang, crash or be lied to."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.browser.collectors.page_timings import collect_timings
from auditor.browser.collectors.page_world import PageSilentError
from auditor.browser.collectors.recorder import begin_effects, effects
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.observer import Observer
from auditor.browser.settle import settle
from auditor.model.artifact import Effect
from auditor.model.loading import PageTimings
from tests.journeys.collectors.conftest import SITE, serve, show

VANDAL = """<script>
Array.prototype.map = Array.prototype.filter = Array.prototype.forEach = () => "no";
Object.prototype.index = 7; Object.prototype.toJSON = () => 1;
JSON.stringify = () => "{}"; window.Map = window.Set = window.Symbol = function () { throw 1; };
document.querySelector = document.querySelectorAll = () => { throw new Error("no"); };
Element.prototype.getBoundingClientRect = () => ({});
window.getComputedStyle = () => null; window.MutationObserver = window.requestAnimationFrame = undefined;
performance.now = () => NaN; Date.now = () => 0;
</script>"""


async def test_overridden_builtins_change_nothing(page: Page) -> None:
    await show(page, '<button id="buy">Buy</button><input name="q">', head=VANDAL)
    dom = await collect_dom(page)
    assert [element.selector for element in dom.elements] == ["#buy"]
    assert [field.key for field in dom.fields] == ["q"]
    assert not dom.truncated
    assert (await collect_timings(page)).timings.time_to_first_byte_ms is not None


async def test_clobbered_names_change_nothing(page: Page) -> None:
    await show(
        page,
        """<img name="body"><img name="title"><img name="querySelector"><form name="documentElement" id="f">
        <input name="parentNode"><input name="action"><input name="getAttribute"><input name="children">
        <input name="getBoundingClientRect"><input name="firstChild"><input name="closest">
        <button>Go</button></form>""",
    )
    dom = await collect_dom(page)
    assert not dom.truncated
    assert len(dom.fields) == 7
    assert [dom.elements[index].name for index in dom.forms[0].submits] == ["Go"]


async def test_an_endless_loop_of_alerts_ends_with_the_wait(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await serve(page, "<p>x</p><script>setInterval(() => alert('Win!'), 1)</script>")
    await page.goto(SITE, wait_until="commit")
    await settle(page, observer, limit_ms=800)
    assert observer.dialogs_answered > 1
    assert observer.console_log().dialogs[0].message == "Win!"
    await observer.close()


async def test_a_hanging_script_ends_with_the_limit(page: Page, tmp_path: Path) -> None:
    observer = Observer(page, "shop.example")
    await show(page, "<button>x</button>")
    await begin_effects(page)
    hanging = asyncio.ensure_future(page.evaluate("() => { for (;;) {} }"))
    settled = await settle(page, observer, limit_ms=500)
    assert not settled.settled
    assert settled.reason == "the page did not answer"
    assert await effects(page) == (Effect.DOM_CHANGE,)
    with pytest.raises(PageSilentError):
        await collect_dom(page, limit_ms=300)
    assert await take_screenshot(page, tmp_path, limit_ms=300) is None
    hanging.cancel()
    await observer.close()
    await page.close()
    assert (await collect_timings(page)).timings == PageTimings()


async def test_a_page_that_changes_for_ever_comes_to_rest(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(
        page,
        """<ul id="log"></ul><b id="clock"></b><i id="spin">o</i><script>
        setInterval(() => {
          log.append(document.createElement("li"));
          if (log.children.length > 9) log.firstChild.remove();
        }, 30);
        setInterval(() => {
          clock.textContent = performance.now();
          spin.style.left = Math.random() + "px";
        }, 16);</script>""",
    )
    settled = await settle(page, observer, limit_ms=20_000)
    assert settled.settled
    await observer.close()


async def test_twenty_thousand_nodes_are_cut_and_said_so(page: Page) -> None:
    await show(
        page,
        """<main></main><script>const main = document.querySelector("main");
        main.innerHTML = "<p><a href='/x'>link</a></p>".repeat(10000);
        let at = main;
        for (let i = 0; i < 400; i += 1) { const d = document.createElement("div"); at.append(d); at = d; }
        </script>""",
    )
    dom = await collect_dom(page, limit_ms=60_000)
    assert dom.truncated
    assert 0 < len(dom.elements) <= 1500


async def test_a_never_ending_fetch_is_taken_for_a_long_poll(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await page.route("**/poll", lambda _: None)
    await show(page, "<p>x</p>")
    observer.begin_step()
    await page.evaluate("void fetch('/poll')")
    while not observer.in_flight():
        assert await observer.wait_change(10_000)
    impatient = await settle(page, observer, limit_ms=600)
    assert (impatient.settled, impatient.reason) == (False, "1 requests had not been answered")
    assert (await settle(page, observer, limit_ms=20_000)).settled
    await observer.close()


async def test_a_question_whether_to_leave_is_answered_with_yes(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(page, "<button>x</button><script>onbeforeunload = (event) => { event.preventDefault(); }</script>")
    await page.click("button")
    await serve(page, "<p>next</p>", at=SITE + "next")
    await page.goto(SITE + "next")
    assert page.url == SITE + "next"
    assert [dialog.type for dialog in observer.console_log().dialogs] == ["beforeunload"]
    await observer.close()


async def test_a_page_that_navigates_away_meanwhile_is_read_after(page: Page) -> None:
    await serve(page, "<button>Arrived</button>", at=SITE + "next")
    await show(page, "<button>Leaving</button><script>setTimeout(() => { location = '/next'; }, 0)</script>")
    await page.wait_for_url(SITE + "next", wait_until="commit")
    assert [element.name for element in (await collect_dom(page)).elements] == ["Arrived"]


async def test_half_a_character_does_not_break_the_snapshot(page: Page) -> None:
    await show(
        page, "<button>x</button><script>document.querySelector('button').textContent = 'a\\ud83d \\\\ud83d'</script>"
    )
    assert [element.name for element in (await collect_dom(page)).elements] == ["a\ufffd \\ud83d"]
