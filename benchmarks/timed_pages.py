"""Pages whose delays are known by construction, served by a process of their own.

What takes its time here is either the server's answer or a timer of the page; timers count from the shopper's own
click, the moment of which the page they left has written down. Nothing of ours plays a part.
"""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

VIEWPORT = (1366, 768)
"""Width and height of the window of an audit on a desktop, in CSS pixels."""
FRESH = {"Cache-Control": "no-store"}
SHIFTED_WIDTH, SHIFTED_HEIGHT = 1000, 300
EXTRA_BYTES = 40_000

_TOLD = """<script>
// When the shopper clicked, as the page they left wrote it down, and what is to happen so long after.
addEventListener("click", (event) => { sessionStorage.clicked = performance.timeOrigin + event.timeStamp; }, true);
const clicked = Number(sessionStorage.clicked) || performance.timeOrigin;
const sinceClick = () => performance.timeOrigin + performance.now() - clicked;
const afterClick = (ms, what) => setTimeout(what, Math.max(0, ms - sinceClick()));
const busy = (ms) => { const began = performance.now(); while (performance.now() - began < ms); };
</script>"""
_STYLE = "body{margin:0;font:16px sans-serif} h1,p{margin:8px} button{width:160px;height:40px}"
_PRODUCT = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "Oak lamp",
        "offers": {"@type": "Offer", "price": "10.00", "priceCurrency": "EUR", "availability": "InStock"},
    }
)
_HEAD = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Oak lamp</title>
<link rel="icon" href="data:,"><style>{_STYLE}</style>{_TOLD}
<script type="application/ld+json">{_PRODUCT}</script>"""
_BUY = '<button type="button" id="buy">Add to cart</button>'
_OF_PRODUCT = "<h1>Oak lamp</h1><p>€10.00</p>"


def page(body: str, head: str = "") -> str:
    """A product's page."""
    return f"{_HEAD}{head}</head><body>{_OF_PRODUCT}{body}</body></html>"


def lobby(names: tuple[str, ...]) -> str:
    """The page from which all others are opened: a shop's list of goods."""
    cards = "".join(
        f'<article><a id="{name}" href="/{name}"><h2>Oak lamp {place}</h2></a><span>€10.00</span></article>'
        for place, name in enumerate(names)
    )
    return f"{_HEAD.partition('<script type')[0]}</head><body><h1>Lamps</h1><main>{cards}</main></body></html>"


def _later(ms: int, what: str) -> str:
    return f"<script>afterClick({ms}, () => {{ {what} }});</script>"


def _picture(ms: int, width: int, height: int) -> str:
    return f'<img alt="" src="/picture.svg?ms={ms}&width={width}&height={height}" style="display:block">'


def _shifting(*pushes: tuple[int, int]) -> str:
    """Pictures without a stated size, each coming after so many ms and pushing the rest down by so many pixels."""
    pictures = "".join(_picture(ms, SHIFTED_WIDTH, height) for ms, height in pushes)
    box = f"width:{SHIFTED_WIDTH}px;height:{SHIFTED_HEIGHT}px;overflow:hidden"
    return f'{_HEAD}</head><body>{pictures}<div style="{box}">{_OF_PRODUCT}{_BUY}</div></body></html>'


PAGES: dict[str, str] = {
    "plain": page(_BUY),
    "stylesheet": page(_BUY, '<link rel="stylesheet" href="/late.css?ms=900">'),
    "picture": page(f"{_BUY}{_picture(1000, 1200, 400)}"),
    "hydrated-by-script": page(
        f'{_BUY.replace(" id", " disabled id")}<script defer src="/late.js?ms=900&does=enable"></script>'
    ),
    "hydrated-by-timer": page(_BUY.replace(" id", " disabled id") + _later(1200, "buy.disabled = false")),
    "control-by-fetch": page(
        "<main></main><script>fetch('/late.json?ms=900').then((answer) => answer.json())"
        f".then(() => {{ document.querySelector('main').innerHTML = '{_BUY}'; }});</script>"
    ),
    "control-by-timer": page("<main></main>" + _later(1200, f"document.querySelector('main').innerHTML = '{_BUY}'")),
    "veiled": page(
        f'{_BUY}<div id="veil" style="position:fixed;inset:0;background:#fffe"><p>Loading</p></div>'
        + _later(1200, "veil.remove()")
    ),
    "moving": page(
        f"{_BUY}<script>const move = () => {{ buy.style.marginLeft = `${{Math.max(0, 1200 - sinceClick()) / 4}}px`;"
        " if (sinceClick() < 1200) requestAnimationFrame(move); }; move();</script>"
    ),
    "shift-one-window": _shifting((500, 150), (800, 100)),
    "shift-two-windows": _shifting((400, 100), (2000, 200)),
    "blocked": page(
        f"{_BUY}<script>requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {{"
        " busy(200); setTimeout(() => busy(300), 100); }, 100)));</script>"
        '<script async src="/late.js?ms=900"></script>'
    ),
    "click": page(
        f"{_BUY}<p id='told'></p><button type='button' id='work'>Show the size chart</button>"
        "<script>work.onclick = () => { busy(300); told.textContent = 'Shown'; };</script>"
    ),
    "key": page(
        f"{_BUY}<p id='told'></p><label>Note <input id='note'></label>"
        "<script>note.onkeydown = () => { busy(250); told.textContent = 'Heard'; };</script>"
    ),
    "many-files": page(
        f'{_BUY}{_picture(0, 10, 10)}<script src="/bytes.js?bytes={EXTRA_BYTES}"></script>'
        f'<script src="http://localhost:PORT/bytes.js?bytes={EXTRA_BYTES}&of=others"></script>'
    ),
    "exact-first": page("<a id='go' href='/exact-second'>Go on</a>"),
    "exact-second": page(
        "<button type='button' id='next' disabled>Next</button>" + _later(1200, "next.disabled = false")
    ),
}
"""What stands on each page; where the server itself takes its time, `DELAYS` says how long."""
DELAYS = {"server": 1000, "redirected": 100}
REDIRECTS, REDIRECT_MS = 3, 300
STREAMED_MS = (300, 1000)
SOFT_MS = 900
OPENED = (*PAGES, "server", "hops", "streamed", "soft-late", "soft-told")


def soft_document() -> str:
    """A single-page application: its links show a product without loading a document, once the server has answered.

    `soft-told` says at once that it loads, `soft-late` leaves the page as it is until then.
    """
    return f"""{_HEAD.partition("<script type")[0]}</head><body><main></main><script>
const main = document.querySelector("main");
const goods = ["soft-late", "soft-told"];
const list = () => {{ main.innerHTML = "<h1>Lamps</h1>" + goods.map((name, place) => `<article><a id="${{name}}"
  href="/soft/${{name}}"><h2>Oak lamp ${{place}}</h2></a><span>€10.00</span></article>`).join(""); }};
addEventListener("click", async (event) => {{
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  if (link.id === "soft-told") main.innerHTML = "<p>The lamp is being fetched for you</p>";
  await (await fetch("/late.json?ms={SOFT_MS}")).json();
  main.innerHTML = `{_OF_PRODUCT}<p>It is made of oak, by hand, and lasts a lifetime.</p>{_BUY}`;
}});
list();
</script></body></html>"""


async def _asleep(request: Request) -> None:
    await asyncio.sleep(int(request.query_params.get("ms", 0)) / 1000)


async def _lobby(_: Request) -> Response:
    return HTMLResponse(lobby(OPENED), headers=FRESH)


async def _page(request: Request) -> Response:
    name = request.path_params["name"]
    await asyncio.sleep(DELAYS.get(name, 0) / 1000)
    body = PAGES.get(name, PAGES["plain"]).replace("PORT", str(request.url.port))
    return HTMLResponse(body, headers=FRESH)


async def _soft(_: Request) -> Response:
    return HTMLResponse(soft_document(), headers=FRESH)


async def _hops(request: Request) -> Response:
    await asyncio.sleep(REDIRECT_MS / 1000)
    number = int(request.query_params.get("hop", 1))
    onward = "/redirected" if number >= REDIRECTS else f"/hops?hop={number + 1}"
    return RedirectResponse(onward, status_code=302, headers=FRESH)


async def _streamed(_: Request) -> Response:
    async def parts() -> AsyncIterator[str]:
        first, last = STREAMED_MS
        whole = page(_BUY)
        await asyncio.sleep(first / 1000)
        yield whole.partition(_BUY)[0]
        await asyncio.sleep((last - first) / 1000)
        yield _BUY + whole.partition(_BUY)[2]

    # The headers go with the first part, so that they come as late as it does.
    stream = parts()
    first_part = await anext(stream)

    async def all_parts() -> AsyncIterator[str]:
        yield first_part
        async for part in stream:
            yield part

    return StreamingResponse(all_parts(), media_type="text/html; charset=utf-8", headers=FRESH)


async def _css(request: Request) -> Response:
    await _asleep(request)
    return Response("h1{color:#123}", media_type="text/css", headers=FRESH)


async def _js(request: Request) -> Response:
    await _asleep(request)
    does = "buy.disabled = false;" if request.query_params.get("does") == "enable" else ""
    return Response(does, media_type="text/javascript", headers=FRESH)


async def _bytes(request: Request) -> Response:
    size = int(request.query_params.get("bytes", 0))
    return Response("/*" + "x" * (size - 4) + "*/", media_type="text/javascript", headers=FRESH)


async def _json(request: Request) -> Response:
    await _asleep(request)
    return JSONResponse({"stock": 3}, headers=FRESH)


async def _svg(request: Request) -> Response:
    await _asleep(request)
    width, height = request.query_params["width"], request.query_params["height"]
    # Drawn with detail: a picture of one plain colour is not counted as the largest paint.
    lines = "".join(
        f'<path d="M0 {y}H{width}" stroke="hsl({y * 7} 60% 50%)" stroke-width="9"/>' for y in range(0, 400, 7)
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{lines}</svg>'
    return Response(drawing, media_type="image/svg+xml", headers=FRESH)


def create_app() -> Starlette:
    """The app."""
    return Starlette(
        routes=[
            Route("/", _lobby),
            Route("/late.css", _css),
            Route("/late.js", _js),
            Route("/bytes.js", _bytes),
            Route("/late.json", _json),
            Route("/picture.svg", _svg),
            Route("/hops", _hops),
            Route("/streamed", _streamed),
            Route("/soft/{name:path}", _soft),
            Route("/{name}", _page),
        ]
    )
