"""What the recorder in the page knows: vitals, effects of clicks, usability, refused fields."""

from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.browser.collectors.page_timings import collect_timings
from auditor.browser.collectors.recorder import begin_effects, effects, invalid_events, last_change_at, ready_at
from auditor.model.artifact import Effect
from tests.journeys.collectors.conftest import SITE, serve, show


async def test_vitals_are_recorded_from_the_first_moment(page: Page) -> None:
    await show(
        page,
        """<p>small</p><h1 id="hero" style="font-size:90px">The largest paint</h1><script>var done = false;
        new PerformanceObserver(() => requestAnimationFrame(() => {
          const before = document.createElement("div");
          before.style.height = "300px"; document.body.prepend(before);
          setTimeout(() => { const end = performance.now() + 200; while (performance.now() < end); done = true; }, 50);
        })).observe({type: "paint", buffered: true});</script>""",
    )
    await page.wait_for_function("done")
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))")
    timings = (await collect_timings(page)).timings
    assert timings.largest_contentful_paint_selector == "#hero"
    assert timings.first_contentful_paint_ms is not None
    assert timings.largest_contentful_paint_ms is not None
    assert timings.largest_contentful_paint_ms >= timings.first_contentful_paint_ms
    assert timings.cumulative_layout_shift is not None
    assert timings.cumulative_layout_shift > 0.05
    assert timings.total_blocking_time_ms is not None
    assert timings.total_blocking_time_ms >= 140
    assert not timings.soft_navigation


async def test_a_slow_handler_shows_as_interaction_latency(page: Page) -> None:
    await show(
        page,
        """<button>Slow</button><script>
        document.querySelector("button").onclick = (event) => {
          const end = performance.now() + 150; while (performance.now() < end); event.target.textContent = "Done";
        };</script>""",
    )
    await page.click("button")
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    await page.wait_for_function("performance.now() > 0 && document.querySelector('button').textContent === 'Done'")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    latency = (await collect_timings(page)).timings.interaction_to_next_paint_ms
    assert latency is not None
    assert latency >= 144  # event timing is rounded to 8 ms


async def clicked(page: Page, selector: str) -> tuple[Effect, ...]:
    await begin_effects(page, selector)
    await page.click(selector)
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))")
    return await effects(page)


async def test_effects_of_a_click_are_told_apart(page: Page) -> None:
    await show(
        page,
        """<style>#ripple:active{color:red} #toggle:has(+ input:checked){background:red}</style>
        <button id="dead">Dead</button>
        <button id="ripple" onclick="this.append(document.createElement('i'))">Ripple</button>
        <button id="dom" onclick="document.body.append('added')">Dom</button>
        <button id="focus" onclick="field.focus()">Focus</button><input id="field">
        <button id="value" onclick="field.value='x'">Value</button>
        <button id="hash" onclick="location.hash='there'">Hash</button>
        <button id="scroll" onclick="window.scrollTo(0,500)">Scroll</button>
        <label id="toggle">Colour</label><input type="checkbox" id="box" style="opacity:0">
        <script>toggle.htmlFor = "box";</script><div style="height:3000px"></div>""",
    )
    assert await clicked(page, "#dead") == ()
    assert await clicked(page, "#ripple") == ()
    assert await clicked(page, "#dom") == (Effect.DOM_CHANGE,)
    assert await clicked(page, "#focus") == (Effect.FOCUS,)
    assert await clicked(page, "#value") == (Effect.VALUE,)
    assert await clicked(page, "#hash") == (Effect.URL_CHANGE,)
    assert await clicked(page, "#scroll") == (Effect.SCROLL,)
    assert set(await clicked(page, "#toggle")) >= {Effect.VALUE, Effect.STYLE}


async def test_another_document_is_a_navigation(page: Page) -> None:
    await serve(page, "<p>next</p>", at=SITE + "next")
    await show(page, "<a href='/next'>next</a>")
    await begin_effects(page, "a")
    await page.click("a")
    await page.wait_for_url(SITE + "next")
    assert await effects(page) == (Effect.NAVIGATION,)


async def test_native_messages_are_known_with_the_fields_key(page: Page) -> None:
    await show(
        page,
        """<form id="native"><input autocomplete="email" name="mail" required><button>Send</button></form>
        <form id="own" onsubmit="return false"><input name="town" required><button>Send</button></form>
        <script>
        document.querySelector("[name=town]").addEventListener("invalid", (event) => event.preventDefault());
        </script>""",
    )
    await collect_dom(page)
    await page.click("#native button")
    await page.click("#own button")
    events = await invalid_events(page)
    assert [(event.key, event.shown, event.prevented) for event in events] == [
        ("email", True, False),
        ("town", False, True),
    ]
    assert events[0].message


async def test_a_control_is_ready_once_it_is_visible_still_enabled_and_uncovered(page: Page) -> None:
    await show(
        page,
        """<button id="buy" disabled>Buy</button><button id="under">Under</button>
        <div id="veil" style="position:fixed;inset:100px 0 0 0"></div>
        <style>#under{position:absolute;top:200px}</style>""",
    )
    assert await ready_at(page, "#buy") is None
    enabled = await page.evaluate("(buy.disabled = false, performance.timeOrigin + performance.now())")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")
    ready = await ready_at(page, "#buy")
    assert ready is not None
    assert enabled <= ready
    assert ready < await page.evaluate("performance.timeOrigin + performance.now()")
    assert await ready_at(page, "#under") is None
    assert await ready_at(page, "#missing") is None
    await page.evaluate("veil.remove()")
    assert await ready_at(page, "#under") is not None


async def test_animations_are_no_changes_and_messages_are(page: Page) -> None:
    await show(
        page,
        """<i id="spin">o</i><p id="said"></p><script>var turns = 0;
        setInterval(() => { spin.style.left = (turns += 1) + "px"; }, 10);</script>""",
    )
    await page.wait_for_function("turns > 30")
    first = await last_change_at(page)
    await page.evaluate("turns = 0")
    await page.wait_for_function("turns > 10")
    assert await last_change_at(page) == first
    await page.evaluate("said.textContent = 'Added to the cart'")
    last = await last_change_at(page)
    assert first is not None
    assert last is not None
    assert last > first


async def test_a_control_that_comes_late_is_waited_for_and_one_that_never_stands_still_is_not_ready(page: Page) -> None:
    await show(
        page,
        """<i id="place"></i><button id="restless" style="position:absolute;top:200px">Catch me</button><script>
        var left = 0; setInterval(() => { restless.style.left = `${left = (left + 9) % 500}px`; }, 10);</script>""",
    )
    assert await ready_at(page, "#late", wait_ms=50) is None
    await page.evaluate("setTimeout(() => { place.innerHTML = '<button id=late>Buy</button>'; at = Date.now(); }, 300)")
    ready = await ready_at(page, "#late", wait_ms=5_000)
    assert ready is not None
    assert ready >= await page.evaluate("at") - 1
    assert await ready_at(page, "#restless", wait_ms=300) is None


async def test_what_moves_a_control_after_the_page_was_at_rest_came_too_late(page: Page) -> None:
    await show(page, """<div id="above"></div><button id="buy">Buy</button>""")
    clock = "performance.timeOrigin + performance.now()"
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")
    rested = await page.evaluate(f"new Promise((done) => setTimeout(() => done({clock}), 50))")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 600))")
    moved = await page.evaluate(f"(above.style.height = '90px', {clock})")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    ready = await ready_at(page, "#buy")
    before = await ready_at(page, "#buy", rested_at_ms=rested)
    assert ready is not None
    assert before is not None
    assert before < rested < moved <= ready


async def test_what_is_made_a_control_late_is_looked_at_as_one(page: Page) -> None:
    await show(page, """<div id="buy" style="width:90px">Buy</div><p id="said"></p>""")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    await page.evaluate("buy.setAttribute('role', 'button')")
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 1500))")
    said = await page.evaluate("(said.textContent = 'Two left', performance.timeOrigin + performance.now())")
    ready = await ready_at(page, "#buy")
    assert ready is not None
    assert ready < said - 200
