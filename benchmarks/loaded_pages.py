"""Pages that take half a second or more and tell the server their own figures, whoever loads them.

`/now?run=NAME` says whose figures the next ones are, `/figures` gives all that was told, in order.
"""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

FRESH = {"Cache-Control": "no-store"}
FIGURES = ("ttfb", "fcp", "lcp", "load", "tbt", "stopwatch")
TOLD_AFTER_MS = 100

# The page reads its figures itself, with an observer that it makes after everything is over.
_TELLING = (
    """<script>
const entries = { paint: [], "largest-contentful-paint": [], longtask: [] };
const tell = () => {
  for (const type of Object.keys(entries)) {
    new PerformanceObserver((list) => entries[type].push(...list.getEntries())).observe({ type, buffered: true });
  }
  setTimeout(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const fcp = (entries.paint.find((entry) => entry.name === "first-contentful-paint") || {}).startTime;
    const lcp = (entries["largest-contentful-paint"].at(-1) || {}).startTime;
    const tbt = entries.longtask.filter((entry) => entry.startTime >= fcp)
      .reduce((sum, entry) => sum + entry.duration - 50, 0);
    const told = { ttfb: navigation.responseStart, fcp, lcp, load: navigation.loadEventEnd, tbt, stopwatch };
    const sent = new Image();
    sent.onload = sent.onerror = () => { document.documentElement.dataset.told = ""; };
    sent.src = `/told?page=${location.pathname.slice(1)}&` + new URLSearchParams(told);
  }, 0);
};
let stopwatch = 0;
const watched = (work) => { const began = performance.now(); work(); stopwatch += performance.now() - began; };
"""
    f'addEventListener("load", () => setTimeout(tell, {TOLD_AFTER_MS}));\n</script>'
)
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Oak lamp</title><link rel="icon" href="data:,">'
    "<style>body{margin:0;font:16px sans-serif}</style>"
)
_BODY = (
    '<h1>Oak lamp</h1><p>€10.00</p><button type="button" id="buy">Add to cart</button><main></main>'
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Oak lamp"}</script>'
)
_BUILD = """<script>
const row = (_, place) => `<section class="row-${place}"><h3>Lamp ${place}</h3><p>Oak, ${place} cm</p></section>`;
const build = (rows) => {
  document.querySelector("main").insertAdjacentHTML("beforeend", Array.from({ length: rows }, row).join(""));
  return document.body.offsetHeight;
};
</script>"""
_WORKING = (
    _BUILD
    + """<script>
// Long tasks with frames between them; the load event waits for a late script, so that they are before it.
let waves = 2;
const wave = () => {
  watched(() => { for (let part = 0; part < 20; part += 1) build(150); });
  if ((waves -= 1) > 0) requestAnimationFrame(() => setTimeout(wave, 0));
};
requestAnimationFrame(() => setTimeout(wave, 150));
</script><script async src="/late.js?ms=1200"></script>"""
)
_PICTURES = "".join(
    f'<img alt="" width="400" height="200" src="/picture.svg?ms={300 + 40 * place}">' for place in range(8)
)
PAGES = {
    "server": (700, "", _BUILD + "<script>watched(() => build(200))</script>"),
    "working": (500, "", _WORKING),
    "pictures": (500, '<link rel="stylesheet" href="/late.css?ms=400">', _PICTURES),
}
"""Each page: how long the server holds it back, what is in its head, what in its body."""


def create_app() -> Starlette:
    """The app."""
    told: list[dict[str, str]] = []
    run = {"name": ""}

    async def lobby(_: Request) -> Response:
        cards = "".join(
            f'<article><a id="{name}" href="/{name}"><h2>Oak lamp</h2></a><span>€10.00</span></article>'
            for name in PAGES
        )
        return HTMLResponse(f"{_HEAD}</head><body><h1>Lamps</h1><main>{cards}</main></body></html>", headers=FRESH)

    async def page(request: Request) -> Response:
        delay_ms, head, body = PAGES[request.path_params["name"]]
        await asyncio.sleep(delay_ms / 1000)
        return HTMLResponse(f"{_HEAD}{_TELLING}{head}</head><body>{_BODY}{body}</body></html>", headers=FRESH)

    async def late(request: Request) -> Response:
        await asyncio.sleep(int(request.query_params["ms"]) / 1000)
        kind = request.url.path.rpartition(".")[2]
        if kind == "svg":
            drawing = (
                '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><path d="M0 0L400 200M0 200L400 0" '
                'stroke="#345" stroke-width="20"/><circle cx="200" cy="100" r="80" fill="#fd8"/></svg>'
            )
            return Response(drawing, media_type="image/svg+xml", headers=FRESH)
        return Response("", media_type="text/css" if kind == "css" else "text/javascript", headers=FRESH)

    async def take(request: Request) -> Response:
        told.append({"run": run["name"], **request.query_params})
        return Response(status_code=204, headers=FRESH)

    async def now(request: Request) -> Response:
        run["name"] = request.query_params["run"]
        return Response(status_code=204)

    async def all_figures(_: Request) -> Response:
        return JSONResponse(told)

    return Starlette(
        routes=[
            Route("/", lobby),
            Route("/late.css", late),
            Route("/late.js", late),
            Route("/picture.svg", late),
            Route("/told", take),
            Route("/now", now),
            Route("/figures", all_figures),
            Route("/{name}", page),
        ]
    )
