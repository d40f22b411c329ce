"""A shop of one page that takes about a second: the server's delay, then as much work as a small shop has."""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

ROWS = 300
FRESH = {"Cache-Control": "no-store"}
_PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lamps</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/shop.css"></head><body>
<header><form action="/search"><input type="search" name="q" aria-label="Search"></form></header>
<h1>Lamps</h1><img src="/lamp.svg" alt="" width="600" height="300"><main></main>
<script>
// A fixed amount of work, so that a busy machine takes longer for it, as for any shop's scripts.
const stock = (place) => place % 7 ? "In stock" : "In a week";
const card = (place) => `<article><a href="/lamp"><h2>Oak lamp ${{place}}</h2></a><p>${{stock(place)}}</p>
  <span>€${{place}}.00</span></article>`;
const parts = [];
for (let place = 1; place <= {ROWS}; place += 1) parts.push(card(place));
document.querySelector("main").innerHTML = parts.sort().join("");
let sum = 0;
for (const one of document.querySelectorAll("article")) sum += one.getBoundingClientRect().height;
document.querySelector("h1").textContent = sum > 0 ? "All lamps" : "No lamps";
</script></body></html>"""
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><path d="M0 0L600 300M0 300L600 0" stroke="#345" '
    'stroke-width="20"/><circle cx="300" cy="150" r="99" fill="#fd8"/></svg>'
)


def create_app(delay_ms: str) -> Starlette:
    """The shop.

    Args:
        delay_ms: how long the server holds the page back.
    """

    async def page(_: Request) -> Response:
        await asyncio.sleep(float(delay_ms) / 1000)
        return HTMLResponse(_PAGE, headers=FRESH)

    async def stylesheet(_: Request) -> Response:
        return Response("article{display:inline-block;margin:8px}", media_type="text/css", headers=FRESH)

    async def picture(_: Request) -> Response:
        return Response(_DRAWING, media_type="image/svg+xml", headers=FRESH)

    return Starlette(
        routes=[Route("/", page), Route("/shop.css", stylesheet), Route("/lamp.svg", picture), Route("/lamp", page)]
    )
