"""Frames of other origins, read from inside and put into the page's snapshot."""

import asyncio

import pytest
from playwright.async_api import Page, Route

from auditor.browser.collectors.dom_snapshot import collect_dom, locate
from auditor.browser.collectors.foreign_frames import MOST_FRAMES
from auditor.model.snapshot import DomSnapshot
from tests.journeys.collectors.conftest import serve, show

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAY = "http://pay.test/"
NEAR = "http://shop.example:8080/"  # another origin of the same site: it runs in the page's own process
LOOK = "width:300px;height:60px;border:0;display:block"


def framed(url: str, name: str = "f", look: str = LOOK) -> str:
    return f'<iframe id="{name}" src="{url}" style="{look}"></iframe>'


async def loaded(page: Page, frames: int = 1) -> DomSnapshot:
    """The page once its frames are there."""
    for frame in page.frames[1:]:
        await frame.wait_for_load_state("load")
    assert len(page.frames) == frames + 1
    return await collect_dom(page)


@pytest.mark.parametrize("url", [PAY, NEAR])
async def test_a_field_is_read_placed_and_filled(page: Page, url: str) -> None:
    await serve(page, '<input autocomplete="cc-number" aria-label="Card number" style="margin:10px">', at=url)
    form = f'<form><input name="email"><div style="height:200px"></div>{framed(url)}<button>Pay</button></form>'
    await show(page, form)
    dom = await loaded(page)
    card = dom.fields[-1]
    assert (card.key, card.label, card.foreign, card.frame) == ("cc-number", "Card number", True, 1)
    assert [field.foreign for field in dom.fields] == [False, True]
    assert card.box.x == 10
    assert card.box.y == dom.frames[0].box.y + 10
    assert dom.forms[0].fields == (0, 1)
    assert card.form == 0
    await locate(page, dom, card).fill("4242")
    assert (await collect_dom(page)).fields[-1].value != ""


async def test_fields_of_several_frames_keep_keys_of_their_own(page: Page) -> None:
    await serve(page, '<input name="one" aria-label="One">', at=PAY)
    await show(page, f'<form><input name="one">{framed(PAY, "f")}{framed(PAY, "g")}<button>Pay</button></form>')
    dom = await loaded(page, 2)
    assert [(field.key, field.frame, field.index) for field in dom.fields] == [
        ("one", 0, 0),
        ("one #2", 1, 1),
        ("one #3", 2, 2),
    ]


async def test_a_form_in_the_frame_is_one_of_the_pages_forms(page: Page) -> None:
    inner = "<p>Your details</p><form method='post'><input name='a'><input name='b'><button>Send</button></form>"
    await serve(page, inner, at=PAY)
    await show(page, f'<form><input name="q"><button>Search</button></form>{framed(PAY)}')
    dom = await loaded(page)
    own, foreign = dom.forms
    assert (own.fields, foreign.fields, foreign.frame) == ((0,), (1, 2), 1)
    [send] = [dom.elements[one] for one in foreign.submits]
    assert (send.name, send.form, send.frame) == ("Send", 1, 1)
    assert "Your details" in [text.text for text in dom.texts]
    await locate(page, dom, send).click()


async def test_frames_within_frames_are_read(page: Page) -> None:
    await serve(page, '<input name="code" aria-label="Code">', at=NEAR)
    await serve(page, f'<p>Card</p><input name="card" aria-label="Card">{framed(NEAR, "inner")}', at=PAY)
    await show(page, framed(PAY, look="width:500px;height:300px;border:0"))
    dom = await loaded(page, 2)
    assert [(field.key, field.frame) for field in dom.fields] == [("card", 1), ("code", 2)]
    assert [frame.frame for frame in dom.frames] == [0, 1]
    await locate(page, dom, dom.fields[1]).fill("987")
    assert (await collect_dom(page)).fields[1].value != ""


@pytest.mark.parametrize("look", ["width:30px;height:60px", "width:300px;height:60px;visibility:hidden"])
async def test_what_is_small_or_hidden_is_left_alone(page: Page, look: str) -> None:
    await serve(page, '<input name="card" style="width:10px">', at=PAY)
    await show(page, framed(PAY, look=look))
    assert (await loaded(page)).fields == ()


async def test_only_so_many_are_read(page: Page) -> None:
    await serve(page, '<input name="card">', at=PAY)
    await show(page, "".join(framed(PAY, f"f{place}") for place in range(MOST_FRAMES + 2)))
    assert len((await loaded(page, MOST_FRAMES + 2)).fields) == MOST_FRAMES


async def test_a_banner_in_a_frame_over_the_page_is_read_whole(page: Page) -> None:
    await serve(page, "<p>We use cookies</p><button onclick='this.textContent=`gone`'>Accept all</button>", at=PAY)
    await show(page, f"<p>Shop</p>{framed(PAY, look='position:fixed;inset:0;width:100%;height:100%;z-index:9')}")
    dom = await loaded(page)
    [overlay] = dom.overlays
    [accept] = dom.elements
    assert (accept.name, accept.overlay, accept.frame) == ("Accept all", overlay.index, 1)
    assert "We use cookies" in overlay.text
    await locate(page, dom, accept).click()
    assert [element.name for element in (await collect_dom(page)).elements] == ["gone"]


async def test_a_frame_that_hangs_costs_its_own_fields_only(page: Page) -> None:
    await serve(page, "<input name='card'>", at=PAY)
    await show(page, f'<input name="email">{framed(PAY)}')
    assert [field.key for field in (await loaded(page)).fields] == ["email", "card"]
    asked = [asyncio.ensure_future(page.frames[1].evaluate(script)) for script in ("() => { for (;;) {} }", "1")]
    await asyncio.wait(asked, timeout=0.2)
    assert [field.key for field in (await collect_dom(page)).fields] == ["email"]
    assert [field.key for field in (await collect_dom(page)).fields] == ["email"]
    for one in asked:
        one.cancel()


async def test_a_frame_that_is_still_on_its_way_is_told(page: Page) -> None:
    arrived = asyncio.Event()

    async def answer(route: Route) -> None:
        await arrived.wait()
        await route.fulfill(body='<input name="card">', content_type="text/html")

    await page.route(PAY, answer)
    await show(page, framed(PAY))
    assert [frame.loading for frame in (await collect_dom(page)).frames] == [True]
    arrived.set()
    dom = await loaded(page)
    assert [frame.loading for frame in dom.frames] == [False]
    assert len(dom.fields) == 1


async def test_a_secret_in_a_frame_is_masked_before_it_leaves_it(page: Page) -> None:
    await serve(page, '<input autocomplete="cc-number" value="4242 4242 4242 4242">', at=PAY)
    await show(page, framed(PAY))
    [card] = (await loaded(page)).fields
    assert card.secret
    assert "4242" not in card.value
