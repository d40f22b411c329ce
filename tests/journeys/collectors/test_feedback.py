"""Whether a press is seen to be heard while its request is under way."""

import pytest
from playwright.async_api import Page

from auditor.browser.collectors.feedback import FirstChange, await_press, crop, first_change, remember_looks
from auditor.model.base import Box
from tests.journeys.collectors.conftest import show

STYLE = """<style>
button{font:16px sans-serif;padding:12px;background:#05a;color:#fff;border:1px solid;transition:background .2s}
button:hover{background:#04c} button:focus{box-shadow:0 0 3px 2px #fa0} button:active{background:#000}
button::after{content:"";position:absolute;width:60px;height:60px;opacity:0;background:#fff}
button:focus:not(:active)::after{animation:ripple .5s} @keyframes ripple{0%{opacity:.6}to{opacity:0}}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;white-space:nowrap}
.busy::before{content:"";display:inline-block;width:12px;height:12px;border:2px solid;animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
</style>"""
PAGE = """<h1>Lamp</h1><button id="add">Add to cart</button> <a href="#cart" id="cart">Cart 0</a>
<div class="sr"><span id="said">ready</span></div><p>Now <b id="clock">0</b></p>
<dialog>Adding</dialog><div id="drawer"></div>
<script>const add = document.getElementById("add");
setInterval(() => { document.getElementById("clock").textContent = performance.now(); }, 40);
add.addEventListener("click", () => {%s})</script>"""

LOOKS = {
    "nothing at all": "",
    "a text for screen readers only": 'said.textContent = "adding"',
    "a ripple": """const ring = document.createElement("i");
        ring.style.cssText = "position:absolute;background:#fff;width:9px;height:9px";
        add.append(ring); setTimeout(() => ring.remove(), 400)""",
    "something far below": """document.body.insertAdjacentHTML("beforeend",
        "<p style='position:absolute;top:3000px'>Adding</p>")""",
}
SIGNS = {
    "its words": ('add.textContent = "Adding…"', "text"),
    "disabled": ("add.disabled = true", "busy"),
    "busy": ('add.setAttribute("aria-busy", "true")', "busy"),
    "a spinner drawn by a style": ('add.classList.add("busy")', "style"),
    "a dialog": ('document.querySelector("dialog").showModal()', "dialog"),
    "a drawer": (
        """drawer.style.cssText = "position:fixed;right:0;top:0;width:200px;height:300px;background:#eee";
        drawer.textContent = "Your cart" """,
        "new",
    ),
    "the cart's number": ('cart.textContent = "Cart 1"', "text"),
    "the pointer": ('document.documentElement.style.cursor = "progress"', "cursor"),
    "the page paled": ('document.body.style.opacity = ".5"', "style"),
}


async def pressed(page: Page, script: str, limit_ms: float = 1_800) -> FirstChange:
    await show(page, PAGE % script, head=STYLE)
    box = await page.locator("#add").bounding_box()
    assert box is not None
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(*centre)
    assert await remember_looks(page, "#add", focused=False)
    assert await remember_looks(page, "#add", focused=True)
    await await_press(page)
    await page.mouse.click(*centre)
    return await first_change(page, limit_ms)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_look_of_a_press_is_no_sign(page: Page, look: str) -> None:
    seen = await pressed(page, LOOKS[look])
    assert (seen.after_ms, seen.kinds) == (None, ())


@pytest.mark.parametrize("sign", SIGNS)
async def test_a_sign_is_told_by_its_kind(page: Page, sign: str) -> None:
    script, kind = SIGNS[sign]
    seen = await pressed(page, script)
    assert kind in seen.kinds
    assert seen.after_ms is not None


async def test_a_late_sign_is_told_by_its_time(page: Page) -> None:
    seen = await pressed(page, 'setTimeout(() => { add.textContent = "Adding…" }, 700)')
    assert seen.kinds[0] == "text"
    assert seen.after_ms is not None
    assert seen.after_ms >= 700


async def test_what_only_pixels_show_is_seen_in_pictures(page: Page) -> None:
    canvas = '<canvas id="c" width="40" height="40"></canvas>'
    await show(page, canvas)
    box, centre = Box(x=0, y=0, width=40, height=40), (20.0, 20.0)
    first = await crop(page, centre, box)
    assert await crop(page, centre, box) == first
    await page.evaluate("document.getElementById('c').getContext('2d').fillRect(5, 5, 20, 20)")
    assert await crop(page, centre, box) != first
