"""The guard in a real browser, against a server that writes down everything that reaches it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from auditor.browser.guard import Guard
from auditor.browser.guard_policy import GuardPolicy, Mode, Verdict
from auditor.model.run import MutationOutcome
from auditor.model.settings import Safety

WRONG_CARD = "4111111111111112"
RIGHT_CARD = "4111111111111111"

FORM = """<!doctype html><title>form</title><link rel=stylesheet href=/style.css><script src=/script.js></script>
<form method=post action=/order><input name=name value=Anna><input name=card><button>Buy</button></form>
<a id=logout href=/logout>x</a> <a id=next href=/next>y</a> <a id=popup href=/next target=_blank>z</a>"""


@dataclass
class Site:
    """A server on loopback, reachable under two host names, and what reached it."""

    port: int
    seen: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def other(self) -> str:
        return f"http://localhost:{self.port}"

    def posts(self) -> list[str]:
        return [line for line in self.seen if not line.startswith("GET ")]


def pages(site: Site) -> dict[str, Response]:
    """Return the pages that are more than a line of text."""
    cached = {"Cache-Control": "max-age=600"}
    return {
        "/form": HTMLResponse(FORM),
        "/style.css": Response("/**/", media_type="text/css", headers=cached),
        "/script.js": Response("/**/", media_type="text/javascript", headers=cached),
        "/worker.js": Response("fetch('/from-worker', {method: 'POST'})", media_type="text/javascript"),
        "/meta": HTMLResponse(f"<p>meta<meta http-equiv=refresh content='0;url={site.other}/foreign'>"),
        "/redirect": RedirectResponse(f"{site.other}/foreign"),
        "/order-then-redirect": RedirectResponse("/order-answer", status_code=303),
        "/framed": HTMLResponse(f"<p>framed<iframe src=/inner></iframe><iframe src={site.other}/inner></iframe>"),
        "/inner": HTMLResponse("<form method=post action=/order><input name=a value=1><button>send</button></form>"),
    }


def application(site: Site) -> Starlette:
    known = pages(site)

    async def answer(request: Request) -> Response:
        path = request.url.path
        site.seen.append(f"{request.method} {request.url.hostname}{path}")
        await request.body()
        plain = PlainTextResponse(f"answer of {path}", headers={"Access-Control-Allow-Origin": "*"})
        return known.get(path, plain)

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST", "PUT", "DELETE"])])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server() -> AsyncIterator[Site]:
    listener = socket.create_server(("127.0.0.1", 0))
    site = Site(listener.getsockname()[1])
    config = uvicorn.Config(application(site), log_level="error", lifespan="off")
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve(sockets=[listener]))
    yield site
    running.should_exit = True
    await task


@pytest.fixture
def site(server: Site) -> Site:
    server.seen.clear()
    return server


@asynccontextmanager
async def guarded(
    browser: Browser, site: Site, safety: Safety = Safety.PROBE, *, allow: str | None = None
) -> AsyncIterator[tuple[Guard, BrowserContext, Page]]:
    policy = GuardPolicy.for_site(site.url, [allow] if allow else [], safety)
    guard = await Guard.install(browser, policy)
    context = await browser.new_context(accept_downloads=False, service_workers="block")
    await guard.watch(context, "main")
    page = await context.new_page()
    try:
        yield guard, context, page
    finally:
        await guard.close()
    assert guard.faults == []


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what the browser does on its own time."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - server and browser have no event in common
            await asyncio.sleep(0.01)


async def test_a_held_form_keeps_its_page_and_values_and_reaches_no_server(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        guard.label(context, "checkout", "presses the last button with an empty card")
        await page.fill("[name=name]", "Berta")
        with guard.holding(context) as held:
            await page.click("button")
            await until(lambda: bool(held))
        assert page.url == f"{site.url}/form"
        assert await page.input_value("[name=name]") == "Berta"
        assert site.posts() == []
        assert [(one.method, one.verdict, one.is_navigation) for one in held] == [("POST", Verdict.ORDER_CONTROL, True)]
        assert [(one.step, one.why, one.outcome) for one in guard.mutations] == [
            ("checkout", "presses the last button with an empty card", MutationOutcome.HELD)
        ]


SENDERS: dict[str, str] = {
    "fetch": "() => fetch('/order', {method: 'POST', body: 'x'})",
    "XMLHttpRequest": "() => { const x = new XMLHttpRequest(); x.open('PUT', '/order'); x.send('x') }",
    "synchronous XMLHttpRequest": "() => { const x = new XMLHttpRequest(); x.open('POST', '/order', false); x.send() }",
    "sendBeacon": "() => { navigator.sendBeacon('/order', 'x') }",
    "keepalive fetch": "() => fetch('/order', {method: 'POST', body: 'x', keepalive: true})",
    "worker": "() => { new Worker('/worker.js') }",
    "shared worker": "() => { new SharedWorker('/worker.js?' + Math.random()) }",
    "form into a frame": """() => { document.body.insertAdjacentHTML('beforeend',
        '<iframe name=f></iframe><form id=g method=post action=/order target=f></form>'); g.submit() }""",
    "form into a new window": """() => { document.body.insertAdjacentHTML('beforeend',
        '<form id=g method=post action=/order target=_blank></form>'); g.submit() }""",
    "form in a frame": """() => { document.body.insertAdjacentHTML('beforeend',
        '<iframe srcdoc="<form method=post action=/order></form><script>document.forms[0].submit()</script>">')}""",
    "request to another host": "(other) => fetch(other + '/order', {method: 'POST', body: 'x'})",
    "navigation by script": "() => { location.href = '/order' }",
    "navigation of a new window": "() => { window.open('/order') }",
}


@pytest.mark.parametrize("sender", SENDERS)
async def test_nothing_that_acts_gets_past_a_hold(browser: Browser, site: Site, sender: str) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.holding(context) as held:
            await page.evaluate(SENDERS[sender], site.other)
            await until(lambda: bool(held))
        assert [line for line in site.seen if "order" in line or "from-worker" in line] == []
        assert page.url == f"{site.url}/form"


@pytest.mark.parametrize("sender", [name for name in SENDERS if "navigation" not in name])
async def test_in_a_walk_the_same_requests_arrive_and_are_written_down(
    browser: Browser, site: Site, sender: str
) -> None:
    async with guarded(browser, site) as (guard, context, page):
        guard.label(context, "product", "adds to the cart")
        await page.goto(f"{site.url}/form")
        await page.evaluate(SENDERS[sender], site.other)
        await until(lambda: bool(site.posts()) and bool(guard.mutations))
        assert guard.held == []
        assert {(one.step, one.why, one.outcome) for one in guard.mutations} == {
            ("product", "adds to the cart", MutationOutcome.SENT)
        }


async def test_a_held_request_of_a_script_is_answered_not_broken(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.holding(context):
            for host in (site.url, site.other):
                assert await page.evaluate("async (u) => (await fetch(u, {method: 'POST'})).status", host) == 204


async def test_what_a_page_sends_late_after_a_hold_is_held_until_it_is_left(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.holding(context) as held:
            pass
        await page.evaluate("() => fetch('/order', {method: 'POST', body: 'late'})")
        assert [one.verdict for one in held] == [Verdict.ORDER_CONTROL]
        await page.goto(f"{site.url}/form")
        await page.evaluate("() => fetch('/cart', {method: 'POST', body: 'x'})")
        assert site.posts() == ["POST 127.0.0.1/cart"]


async def test_another_context_walks_on_while_one_is_held(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        second = await browser.new_context(accept_downloads=False)
        await guard.watch(second, "second")
        other_page = await second.new_page()
        await other_page.goto(f"{site.url}/framed")
        await page.goto(f"{site.url}/form")
        with guard.holding(context) as held:
            await other_page.evaluate("() => fetch('/cart', {method: 'POST'})")
            await other_page.frames[1].evaluate("() => fetch('/cart-in-frame', {method: 'POST'})")
            await page.evaluate("() => fetch('/order', {method: 'POST'})")
        assert site.posts() == ["POST 127.0.0.1/cart", "POST 127.0.0.1/cart-in-frame"]
        assert [one.context for one in held] == ["main"]


async def test_a_context_nobody_watches_gets_the_strictest_mode(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        stranger = await browser.new_context()
        strange_page = await stranger.new_page()
        await strange_page.goto(f"{site.url}/form")
        with guard.holding(context):
            await strange_page.evaluate("() => fetch('/order', {method: 'POST'})")
        await stranger.close()
        assert site.posts() == []


async def test_safety_look_sends_nothing_that_acts_and_still_walks(browser: Browser, site: Site) -> None:
    async with guarded(browser, site, Safety.LOOK) as (guard, _, page):
        await page.goto(f"{site.url}/form")
        await page.evaluate("() => fetch('/cart', {method: 'POST'})")
        await page.click("#next")
        await page.wait_for_url("**/next")
        assert site.posts() == []
        assert [one.verdict for one in guard.held] == [Verdict.LOOKING_ONLY]


async def test_a_mode_can_be_set_for_a_context(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        guard.set_mode(context, Mode.LOOK)
        await page.evaluate("() => fetch('/cart', {method: 'POST'})")
        assert site.posts() == []


LEAVERS: dict[str, Callable[[Page, Site], Awaitable[object]]] = {
    "meta refresh": lambda page, site: page.goto(f"{site.url}/meta"),
    "location": lambda page, site: page.evaluate("(u) => { location.href = u }", f"{site.other}/foreign"),
    "form": lambda page, site: page.evaluate(
        "(u) => { document.forms[0].action = u; document.forms[0].submit() }", f"{site.other}/foreign"
    ),
    "new window": lambda page, site: page.evaluate("(u) => { window.open(u) }", f"{site.other}/foreign"),
    "redirect": lambda page, _: page.evaluate("() => { location.href = '/redirect' }"),
}


@pytest.mark.parametrize("leaver", LEAVERS)
async def test_no_window_leaves_the_allowed_hosts(browser: Browser, site: Site, leaver: str) -> None:
    async with guarded(browser, site) as (guard, context, page):
        guard.label(context, "cart", "looks around")
        await page.goto(f"{site.url}/form")
        await LEAVERS[leaver](page, site)
        await until(lambda: bool(guard.left_hosts))
        left = guard.left_hosts[0]
        assert (left.host, left.url, left.step) == ("localhost", f"{site.other}/foreign", "cart")
        assert [line for line in site.seen if "foreign" in line] == []
        assert page.url.startswith(site.url)


async def test_an_allowed_host_is_entered(browser: Browser, site: Site) -> None:
    async with guarded(browser, site, allow="localhost") as (guard, _, page):
        await page.goto(f"{site.url}/form")
        await page.evaluate("(u) => { location.href = u }", f"{site.other}/foreign")
        await page.wait_for_url("**/foreign")
        assert guard.left_hosts == []


async def test_frames_and_scripts_of_other_hosts_load(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, _, page):
        await page.goto(f"{site.url}/framed")
        assert "GET localhost/inner" in site.seen
        assert await page.evaluate("async (u) => (await fetch(u)).status", f"{site.other}/data") == 200
        assert guard.held == []


async def test_a_form_in_a_frame_of_another_host_is_held(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/framed")
        with guard.holding(context) as held:
            for frame in page.frames[1:]:
                await frame.click("button")
            await until(lambda: len(held) == 2)
        assert site.posts() == []


async def test_sign_out_links_are_held(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, _, page):
        await page.goto(f"{site.url}/form")
        await page.click("#logout", no_wait_after=True)
        await until(lambda: bool(guard.held))
        assert [one.verdict for one in guard.held] == [Verdict.ENDS_SESSION]
        assert page.url == f"{site.url}/form"
        assert "GET 127.0.0.1/logout" not in site.seen


async def test_links_into_new_windows_work_in_a_walk(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        async with context.expect_page() as opened:
            await page.click("#popup")
        popup = await opened.value
        await popup.wait_for_url("**/next")
        assert guard.held == []


CARD_BODIES: dict[str, str] = {
    "form": "(n) => { document.forms[0].card.value = n; document.forms[0].submit() }",
    "JSON": "(n) => { fetch('/order', {method: 'POST', body: JSON.stringify({card: n})}) }",
    "multipart": """(n) => { const f = new FormData(); f.append('card', n); f.append('file', new Blob(['x']), 'a.txt');
        fetch('/order', {method: 'POST', body: f}) }""",
    "beacon": "(n) => { navigator.sendBeacon('/order', new URLSearchParams({card: n})) }",
}


@pytest.mark.parametrize("sender", CARD_BODIES)
@pytest.mark.parametrize("number", [WRONG_CARD, "4111 1111 1111 1112"])
async def test_the_card_gate_lets_the_wrong_card_through(
    browser: Browser, site: Site, sender: str, number: str
) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.around_order_control(context, WRONG_CARD) as held:
            await page.evaluate(CARD_BODIES[sender], number)
            await until(lambda: bool(site.posts()))
        assert site.posts() == ["POST 127.0.0.1/order"]
        assert held == []
        assert [one.outcome for one in guard.mutations] == [MutationOutcome.SENT]


@pytest.mark.parametrize("sender", CARD_BODIES)
async def test_the_card_gate_holds_every_other_card(browser: Browser, site: Site, sender: str) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.around_order_control(context, WRONG_CARD) as held:
            await page.evaluate(CARD_BODIES[sender], RIGHT_CARD)
            await until(lambda: bool(held))
        assert site.posts() == []
        assert [one.verdict for one in held] == [Verdict.NO_WRONG_CARD]
        assert [one.outcome for one in guard.mutations] == [MutationOutcome.HELD]


async def test_the_card_gate_holds_a_body_too_large_to_be_read(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.around_order_control(context, WRONG_CARD) as held:
            await page.evaluate("() => { fetch('/order', {method: 'POST', body: new Blob(['x'.repeat(2e6)])}) }")
            await until(lambda: bool(held))
        assert site.posts() == []


async def test_the_answer_to_a_wrong_card_may_redirect(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.around_order_control(context, WRONG_CARD) as held:
            await page.evaluate(
                "(n) => { const f = document.forms[0]; f.action = '/order-then-redirect'; f.card.value = n;"
                " f.submit() }",
                WRONG_CARD,
            )
            await page.wait_for_url("**/order-answer")
        assert held == []


async def test_without_a_card_on_the_page_an_order_control_is_held(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.around_order_control(context, None) as held:
            await page.click("button")
            await until(lambda: bool(held))
        assert site.posts() == []


async def test_the_cache_still_serves_styles_and_scripts(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (_, _, page):
        for _ in range(2):
            await page.goto(f"{site.url}/form")
            await page.goto(f"{site.url}/next")
        assert [line for line in site.seen if "style" in line or "script" in line] == [
            "GET 127.0.0.1/style.css",
            "GET 127.0.0.1/script.js",
        ]


async def test_beacons_to_other_hosts_are_listed_apart(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, _, page):
        await page.goto(f"{site.url}/form")
        await page.evaluate("(u) => { navigator.sendBeacon(u + '/collect', 'x') }", site.other)
        await until(lambda: bool(guard.telemetry))
        assert guard.telemetry == {"localhost": 1}
        assert guard.mutations == []


async def test_secrets_in_logged_addresses_are_masked(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, _, page):
        await page.goto(f"{site.url}/form")
        await page.evaluate("() => fetch('/cart?token=abc&item=7', {method: 'POST'})")
        assert [one.url for one in guard.mutations] == [f"{site.url}/cart?token=***&item=7"]


async def test_closing_the_guard_frees_the_browser_and_sends_nothing_that_was_held(
    browser: Browser, site: Site
) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.holding(context):
            pass
        await page.evaluate("() => { setInterval(() => fetch('/order', {method: 'POST'}), 5) }")
        await until(lambda: len(guard.held) > 2)
    assert site.posts() == []
    context = await browser.new_context()
    free_page = await context.new_page()
    await free_page.goto(f"{site.other}/form")
    await free_page.evaluate("() => fetch('/cart', {method: 'POST'})")
    await context.close()
    assert site.posts() == ["POST localhost/cart"]


async def test_a_page_closed_in_the_middle_of_a_request_disturbs_nothing(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        for _ in range(3):
            short_lived = await context.new_page()
            await short_lived.goto(f"{site.url}/framed")
            await short_lived.evaluate("() => { for (let i = 0; i < 20; i++) fetch('/data?' + i, {method: 'POST'}) }")
            await short_lived.close()
        await page.goto(f"{site.url}/next")
        assert guard.held == []


ASKING = "() => { window.answers = []; for (const at of %s) fetch(at, {method: 'POST'}).then(() => answers.push(at)) }"


async def test_what_scripts_ask_for_can_be_made_to_wait_and_documents_do_not(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        released = asyncio.Event()
        with guard.delaying(context, released) as waiting:
            await page.evaluate(ASKING % "['/cart']")
            await until(lambda: bool(waiting))
            other = await context.new_page()
            await other.goto(f"{site.url}/next")
            assert [(one.method, one.url, one.own_site) for one in waiting] == [("POST", f"{site.url}/cart", True)]
            assert (site.posts(), guard.mutations) == ([], [])
            released.set()
            await page.wait_for_function("answers.length")
            await page.evaluate(ASKING % "['/later']")
            await page.wait_for_function("answers.length")
        assert site.posts() == ["POST 127.0.0.1/cart", "POST 127.0.0.1/later"]
        assert [one.outcome for one in guard.mutations] == [MutationOutcome.SENT] * 2


async def test_what_waits_is_held_where_a_hold_begins_meanwhile(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        released = asyncio.Event()
        with guard.delaying(context, released) as waiting:
            await page.evaluate(ASKING % "['/order']")
            await until(lambda: bool(waiting))
            with guard.holding(context) as held:
                released.set()
                await until(lambda: bool(held))
        assert site.posts() == []


async def test_nothing_waits_for_a_span_that_ended_or_a_context_that_closed(browser: Browser, site: Site) -> None:
    async with guarded(browser, site) as (guard, context, page):
        await page.goto(f"{site.url}/form")
        with guard.delaying(context, asyncio.Event()) as waiting:
            await page.evaluate(ASKING % "['/cart']")
            await until(lambda: bool(waiting))
        await page.wait_for_function("answers.length")
        closing = asyncio.Event()
        with guard.delaying(context, closing) as waiting:
            await page.evaluate(ASKING % "['/lost']")
            await until(lambda: bool(waiting))
            await context.close()
            assert closing.is_set()
    assert site.posts() == ["POST 127.0.0.1/cart"]
