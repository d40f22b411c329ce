"""The figures of a step on pages whose delays are known, each some hundreds of milliseconds."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Page

from auditor.browser.collectors.page_timings import collect_timings, with_requests
from auditor.browser.collectors.page_world import world_of
from auditor.browser.collectors.recorder import ready_at
from auditor.browser.observer import Observer
from auditor.browser.settle import settle
from auditor.model.loading import NetworkLog, PageTimings
from tests.journeys.collectors.slow_server import Answer, SlowServer

_TOLERANCE_MS = 100
_BUSY = "const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };"
_WORDS = "<h2 style='font-size:40px'>Words that are large enough to be the largest on the page</h2>"


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[SlowServer]:
    server = SlowServer()
    await server.start()
    yield server
    await server.stop()


def document(body: str, head: str = "", **answer: float) -> Answer:
    """A page."""
    return Answer(f"<!doctype html><title>Shop</title>{head}<body>{body}</body>", **answer)


def near(figure: float | None, expected_ms: float) -> bool:
    """Within 10 % or the tolerance, whichever is larger."""
    return figure is not None and abs(figure - expected_ms) <= max(_TOLERANCE_MS, expected_ms / 10)


@dataclass
class Step:
    """What was measured of one act."""

    acted_at_ms: float
    timings: PageTimings
    log: NetworkLog


async def measured(page: Page, observer: Observer, act: Callable[[], Awaitable[object]]) -> Step:
    """Act, let the page come to rest, and read the figures."""
    observer.begin_step()
    acted = time.time() * 1000
    await act()
    done = time.time() * 1000
    assert (await settle(page, observer, limit_ms=10_000)).settled
    acted = world_of(page).news.act_between(acted, done) or acted
    await page.screenshot()
    found = await collect_timings(page, acted)
    await observer.weigh(found.weighed)
    log = observer.network_log(acted)
    return Step(acted, with_requests(found.timings, log, observer.way_to_document()), log)


@pytest_asyncio.fixture(loop_scope="session")
async def observer(page: Page) -> AsyncIterator[Observer]:
    observer = Observer(page, "127.0.0.1")
    yield observer
    await observer.close()


@pytest.mark.alone
async def test_a_slow_server_and_a_stylesheet_that_blocks(page: Page, observer: Observer, server: SlowServer) -> None:
    server.answers = {
        "/old": Answer(location="/"),
        "/": document(_WORDS, "<link rel=stylesheet href=/late.css>", after_ms=300),
        "/late.css": Answer("body{margin:0}" + " " * 5000, "text/css", after_ms=400),
    }
    step = await measured(page, observer, lambda: page.goto(server.url("/old"), wait_until="commit"))
    timings = step.timings
    assert not timings.soft_navigation
    assert near(timings.time_to_first_byte_ms, 300)
    assert near(timings.first_contentful_paint_ms, 700)
    assert near(timings.largest_contentful_paint_ms, 700)
    assert timings.largest_contentful_paint_selector == "html > body > h2:nth-of-type(1)"
    assert near(timings.load_ms, 700)
    assert near(timings.navigation_offset_ms, 0)
    assert timings.redirects == 1
    sheet = next(one for one in step.log.requests if one.url.endswith("/late.css"))
    assert sheet.phases is not None
    assert near(sheet.phases.wait_ms, 400)
    assert near(sheet.started_ms, 300)
    assert sheet.content_type == "text/css"
    assert sheet.transfer_bytes is not None
    assert 5_000 < sheet.transfer_bytes < 6_000
    assert [one.redirected for one in step.log.requests[:2]] == [True, False]


@pytest.mark.alone
async def test_controls_that_can_be_used_late(page: Page, server: SlowServer) -> None:
    server.answers["/"] = document(
        f"""{_WORDS}<button id="at-once">A</button><button id="disabled" disabled>B</button>
        <button id="moving" style="position:absolute;top:300px">C</button>
        <button id="covered" style="position:absolute;top:500px">D</button>
        <div id="veil" style="position:fixed;inset:450px 0 0 0"></div>
        <script>setTimeout(() => {{ disabled.disabled = false; }}, 400);
        setTimeout(() => {{ moving.style.top = "340px"; }}, 600);
        setTimeout(() => {{ veil.style.pointerEvents = "none"; }}, 800);</script>"""
    )
    await page.goto(server.url("/"))
    began = await page.evaluate(
        "performance.timeOrigin + performance.timing.domInteractive - performance.timing.navigationStart"
    )
    await page.wait_for_function("performance.now() > 1200")
    found = {name: await ready_at(page, f"#{name}") for name in ("at-once", "disabled", "moving", "covered")}
    since = {name: at - began for name, at in found.items() if at is not None}
    assert since["at-once"] < 200
    assert near(since["disabled"], 400)
    assert near(since["moving"], 600)
    assert near(since["covered"], 800)


async def test_the_nodes_of_a_shift_are_told(page: Page, observer: Observer, server: SlowServer) -> None:
    server.answers["/"] = document(
        f"""<p>Top</p><div id="banner"></div><div id="moved">{_WORDS}</div>
        <script>setTimeout(() => {{ banner.style.height = "200px"; }}, 100);</script>"""
    )
    step = await measured(page, observer, lambda: page.goto(server.url("/"), wait_until="commit"))
    [shift] = step.timings.layout_shifts
    assert step.timings.cumulative_layout_shift == shift.value
    assert shift.value > 0.02
    assert any(selector.startswith("#moved") for selector in shift.selectors)


@pytest.mark.alone
async def test_a_long_task_on_a_click_that_leads_away(page: Page, observer: Observer, server: SlowServer) -> None:
    server.answers = {
        "/": document(f"<a id='go' href='/next' onclick='busy(300)'>Go</a><script>{_BUSY}</script>"),
        "/next": document(_WORDS, after_ms=200),
    }
    await page.goto(server.url("/"))
    step = await measured(page, observer, lambda: page.click("#go"))
    timings = step.timings
    assert page.url.endswith("/next")
    assert not timings.soft_navigation
    assert near(timings.interaction_to_next_paint_ms, 300)
    assert near(timings.navigation_offset_ms, 300)
    assert near(timings.time_to_first_byte_ms, 200)
    assert timings.interactions


@pytest.mark.alone
async def test_pages_that_change_in_place_are_timed_from_the_act(
    page: Page, observer: Observer, server: SlowServer
) -> None:
    server.answers = {
        "/": document(
            f"""{_WORDS}<button id="go">Go</button><button id="add">Add</button><b id="count">0</b>
            <button id="none">None</button><main></main><script>
            const main = document.querySelector("main");
            go.onclick = async () => {{
              const words = await (await fetch("/data")).text();
              history.pushState({{}}, "", "/p/1");
              main.innerHTML = "<h3 id='fresh' style='font-size:30px'>" + words + "</h3>";
            }};
            let asked = false;
            add.onclick = () => {{ asked = true; }};
            setInterval(() => {{
              if (!asked) return;
              asked = false;
              fetch("/cart").then(() => {{
                main.insertAdjacentHTML("beforeend", "<aside id='drawer'>In the cart: one fine teapot</aside>");
              }});
            }}, 10);</script>"""
        ),
        "/data": Answer("What a fine teapot this is", "text/plain", after_ms=300),
        "/cart": Answer("{}", "application/json", after_ms=400),
    }
    await page.goto(server.url("/"))
    await page.wait_for_function("document.readyState === 'complete'")
    soft = (await measured(page, observer, lambda: page.click("#go"))).timings
    assert page.url.endswith("/p/1")
    assert soft.soft_navigation
    assert near(soft.time_to_first_byte_ms, 300)
    assert near(soft.first_contentful_paint_ms, 320)
    assert near(soft.largest_contentful_paint_ms, 320)
    assert soft.largest_contentful_paint_selector == "#fresh"
    assert (soft.load_ms, soft.dom_content_loaded_ms, soft.redirects) == (None, None, None)

    in_place = (await measured(page, observer, lambda: page.click("#add"))).timings
    assert in_place.soft_navigation
    assert near(in_place.time_to_first_byte_ms, 400)
    assert near(in_place.largest_contentful_paint_ms, 420)
    assert in_place.largest_contentful_paint_selector == "#drawer"

    nothing = (await measured(page, observer, lambda: page.click("#none"))).timings
    assert nothing.soft_navigation
    assert nothing.time_to_first_byte_ms is None
    assert nothing.first_contentful_paint_ms is None
    assert nothing.largest_contentful_paint_ms is None
    assert nothing.interaction_to_next_paint_ms is not None


async def test_script_errors_tell_their_source(page: Page, observer: Observer, server: SlowServer) -> None:
    server.answers = {
        "/": document(
            f"""<button id="go" onclick="setTimeout(() => pressed.now)">Go</button><script src="/own.js"></script>
            <script src="/torn.js"></script><script src="{server.url("/other.js", "localhost")}"></script>"""
        ),
        "/own.js": Answer("\nfunction begin() { null.start(); } begin();", "text/javascript"),
        "/torn.js": Answer("var torn = ;", "text/javascript"),
        "/other.js": Answer("missing.call();", "text/javascript"),
    }
    observer.begin_step()
    await page.goto(server.url("/"))
    await page.click("#go")
    await page.wait_for_function("performance.now() > 0")
    await page.screenshot()
    errors = {error.source.rpartition("/")[2]: error for error in observer.console_log().script_errors}
    own, torn, other, pressed = errors["own.js"], errors["torn.js"], errors["other.js"], errors[""]
    assert (own.line, own.same_site, own.before_act) == (2, True, True)
    assert own.stack_top.startswith("begin (")
    assert (torn.line, torn.same_site) == (1, True)
    assert not other.same_site
    assert not pressed.before_act
