"""Waiting by observation, and what the observer saw."""

import asyncio

import pytest
from playwright.async_api import Page, Route

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.browser.observer import Observer
from auditor.browser.settle import settle
from tests.journeys.collectors.conftest import SITE, serve, show


async def test_a_quiet_page_is_settled_at_once(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(page, "<p>x</p>")
    settled = await settle(page, observer, limit_ms=10_000)
    assert (settled.settled, settled.reason) == (True, "")
    await observer.close()


async def test_answers_to_requests_are_awaited(page: Page) -> None:
    observer = Observer(page, "shop.example")
    released = asyncio.Event()

    async def answer(route: Route) -> None:
        await released.wait()
        await route.fulfill(body="here it is")

    await page.route("**/data", answer)
    await show(page, "<p id='said'></p>")
    observer.begin_step()
    await page.evaluate("void fetch('/data').then((r) => r.text()).then((text) => { said.textContent = text; })")
    waiting = asyncio.ensure_future(settle(page, observer, limit_ms=10_000))
    await observer.wait_change(300)
    assert not waiting.done()
    released.set()
    assert (await waiting).settled
    assert await page.inner_text("#said") == "here it is"
    [request] = observer.network_log().requests
    assert (request.url, request.status, request.resource_type) == (SITE + "data", 200, "fetch")
    assert request.duration_ms is not None
    await observer.close()


async def test_an_anchor_must_be_visible(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(page, "<p id='late' style='visibility:hidden'>x</p>")
    absent = await settle(page, observer, anchor="#late", limit_ms=1_500)
    assert (absent.settled, absent.reason) == (False, "#late did not become visible")
    await page.evaluate("void setTimeout(() => { late.style.visibility = 'visible'; }, 200)")
    assert (await settle(page, observer, anchor="#late", limit_ms=10_000)).settled
    await observer.close()


async def test_a_navigation_during_the_wait_starts_it_anew(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await serve(page, "<p id='arrived'>x</p>", at=SITE + "next")
    await show(page, "<p>x</p>")
    await page.evaluate("void setTimeout(() => { location = '/next'; }, 60)")
    assert (await settle(page, observer, anchor="#arrived", limit_ms=10_000)).settled
    assert page.url == SITE + "next"
    await observer.close()


async def test_redirects_and_the_last_answer_are_known(page: Page) -> None:
    observer = Observer(page, "shop.example")

    async def answer(route: Route) -> None:
        if route.request.url == SITE + "old":
            await route.fulfill(
                status=200, content_type="text/html", body="<script>location='/new?token=abcdef'</script>"
            )
        else:
            await route.fulfill(status=404, body="gone")

    await page.route("**/*", answer)
    await page.goto(SITE + "old")
    await page.wait_for_url("**/new*")
    response = observer.main_response()
    assert response is not None
    assert (response.status, response.final_url, response.error) == (404, SITE + "new?token=***", None)
    await observer.close()


async def test_an_unreachable_site_tells_the_browsers_own_code(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await page.route("**/*", lambda route: route.abort("connectionrefused"))
    await asyncio.gather(page.goto(SITE), return_exceptions=True)
    response = observer.main_response()
    assert response is not None
    assert (response.requested_url, response.status, response.error) == (SITE, None, "net::ERR_CONNECTION_REFUSED")
    await observer.close()


async def test_an_answer_without_content_leaves_the_document_that_stands(page: Page) -> None:
    observer = Observer(page, "shop.example", lambda method, url: (method, url) == ("POST", SITE + "pay"))
    await show(page, "<form action='/pay' method='post'><button>Pay</button></form>")
    await page.route("**/pay", lambda route: route.fulfill(status=204))
    observer.begin_step()
    await page.click("button", no_wait_after=True)
    assert (await settle(page, observer, limit_ms=10_000)).settled
    response = observer.main_response()
    assert response is not None
    assert (response.status, response.final_url) == (200, SITE)
    [request] = observer.network_log().requests
    assert (request.method, request.cancelled_by_guard) == ("POST", True)
    await observer.close()


async def test_errors_dialogs_new_pages_and_downloads_are_noted(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await page.context.route(
        "http://elsewhere.example/**", lambda route: route.fulfill(body="<p>x</p>", content_type="text/html")
    )
    await page.route(
        "**/file", lambda route: route.fulfill(body="x", headers={"content-disposition": "attachment; filename=a.pdf"})
    )
    await show(
        page, "<a href='http://elsewhere.example/terms' target='_blank'>Terms</a><a id='f' href='/file'>File</a>"
    )
    observer.begin_step()
    await page.evaluate("void setTimeout(() => { console.error('bad'); confirm('Sure?'); lost(); }, 0)")
    await page.click("a")
    await page.click("#f")
    while not (observer.console_log().downloads and observer.console_log().pages_opened):
        assert await observer.wait_change(10_000)
    log = observer.console_log()
    assert log.errors == ("bad",)
    assert log.unhandled == ("ReferenceError: lost is not defined",)
    assert [(dialog.type, dialog.message) for dialog in log.dialogs] == [("confirm", "Sure?")]
    assert log.pages_opened == ("http://elsewhere.example/terms",)
    assert log.downloads == (SITE + "file",)
    await observer.close()
    assert page.context.pages == [page]


async def test_leaving_the_site_is_noted(page: Page) -> None:
    observer = Observer(page, "www.shop.example")
    await serve(page, "<p>x</p>", at="http://pay.example/")
    await show(page, "<p>x</p>")
    await page.goto("http://pay.example/")
    assert observer.console_log().left_hosts == ("pay.example",)
    assert [request.same_site for request in observer.network_log().requests if request.main_document] == [True, False]
    await observer.close()


async def test_a_crash_is_noted(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(page, "<p>x</p>")
    session = await page.context.new_cdp_session(page)
    crash = asyncio.ensure_future(session.send("Page.crash"))
    while not observer.crashed:
        assert await observer.wait_change(10_000)
    settled = await settle(page, observer, limit_ms=5_000)
    assert (settled.settled, settled.reason) == (False, "the page crashed or was closed")
    crash.cancel()
    await asyncio.gather(crash, return_exceptions=True)
    await observer.close()


@pytest.mark.parametrize(
    "unfold",
    [
        "panel.style.transition = 'height .5s'; panel.style.height = '400px'",
        "const grow = (h) => { panel.style.height = `${h}px`; h < 400 && setTimeout(grow, 16, h + 10) }; grow(0)",
    ],
    ids=["by a transition", "by a script"],
)
async def test_a_panel_that_unfolds_is_waited_for(page: Page, unfold: str) -> None:
    observer = Observer(page, "shop.example")
    await show(
        page,
        f"""<div id="panel" style="height:0;overflow:hidden"><p style="height:350px">Who?</p>
        <button>Go on</button></div><script>setTimeout(() => {{ {unfold} }}, 20)</script>""",
    )
    settled = await settle(page, observer, limit_ms=5_000, quiet_ms=75)
    assert settled.settled
    assert [element.name for element in (await collect_dom(page)).elements] == ["Go on"]
    assert await page.evaluate("panel.offsetHeight") == 400


async def test_what_turns_for_ever_is_not_waited_for(page: Page) -> None:
    observer = Observer(page, "shop.example")
    await show(
        page,
        """<style>@keyframes turn { to { transform: rotate(360deg) } } i { animation: turn 1s linear infinite }</style>
        <i>◌</i><button>Go on</button>""",
    )
    settled = await settle(page, observer, limit_ms=5_000, quiet_ms=75)
    assert settled.settled
