"""A shop that is one document: a script draws every view."""

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tests.journeys.odd_shops import DRAWING, Shop, goods_json

LATE_S = 0.6


class SinglePage(Shop):
    """One document whose script draws every view and keeps the cart; the goods come late."""

    # What it truly leaves out; it is about its soft navigations.
    frictions = frozenset({"checkout/error-not-associated", "checkout/no-order-summary", "checkout/wrong-keyboard"})

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path == "/goods.json":
            await asyncio.sleep(LATE_S)
            return Response(goods_json(self.goods), media_type="application/json")
        if path == "/orders":
            fields = await request.json()
            errors = self.errors(fields)
            self.orders.extend([] if errors else [fields])
            return JSONResponse({"errors": errors})
        if path == "/picture.svg":
            return Response(DRAWING, media_type="image/svg+xml")
        return HTMLResponse(self.document())

    def document(self) -> str:
        """The page that draws all others."""
        return _SINGLE_PAGE


class HashRoutes(SinglePage):
    """Every view is a place behind the address's hash, which no server ever sees."""

    def document(self) -> str:
        return (
            _SINGLE_PAGE.replace('href="/', 'href="#/')
            .replace(" data-go", "")
            .replace("location.pathname", "location.hash.slice(1)")
            .replace("popstate", "hashchange")
        )


_SINGLE_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Corner</title>
<link rel="icon" href="data:,"></head><body>
<header><a href="/" data-go>Corner</a> <a href="/bag" data-go>Bag <span id="count">0</span></a></header><main></main>
<script>
const main = document.querySelector("main");
const bag = () => JSON.parse(localStorage.bag || "[]");
const typed = {};
let goods = null, told = [];
const tile = (one) => `<article><a href="/p/${one.slug}" data-go><img src="/picture.svg" alt=""
  width="160" height="120"><h2>${one.name}</h2></a><span>${one.price}</span></article>`;
const views = {
  "": () => "<h1>New in</h1>" + goods.map(tile).join(""),
  p: (slug) => { const one = goods.find((each) => each.slug === slug);
    return `<h1>${one.name}</h1><p>${one.price}</p><button data-add="${slug}">Add to bag</button>`; },
  bag: () => "<h1>Your bag</h1>" + (bag().length
    ? bag().map((slug) => `<p>${goods.find((each) => each.slug === slug).name}</p>`).join("") +
      '<a href="/checkout" data-go>Checkout</a>' : "<p>Your bag is empty</p>"),
  checkout: () => `<h1>Delivery and payment</h1><form novalidate>` + [["email", "Email", "email"],
      ["name", "Full name", "name"], ["street", "Street address", "street-address"],
      ["postcode", "Postcode", "postal-code"],
      ["city", "City", "address-level2"], ["phone", "Phone", "tel"], ["card", "Card number", "cc-number"],
      ["expiry", "Expiry date", "cc-exp"], ["code", "Security code", "cc-csc"]]
    .map(([name, label, fill]) => `<p><label>${label} <input name="${name}" autocomplete="${fill}"
      value="${typed[name] || ""}" ${told.includes(name) ? 'aria-invalid="true"' : ""}></label>
      ${told.includes(name) ? "<em role=alert>Please check this field</em>" : ""}</p>`).join("") +
    "<button>Pay now</button></form>",
};
async function draw() {
  document.querySelector("#count").textContent = bag().length;
  if (!goods) { main.innerHTML = "<p>Loading</p>"; goods = await (await fetch("/goods.json")).json(); }
  const [, view, what] = location.pathname.split("/");
  main.innerHTML = (views[view] || views[""])(what);
}
addEventListener("popstate", draw);
addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]"), add = event.target.closest("[data-add]");
  if (add) { localStorage.bag = JSON.stringify([...bag(), add.dataset.add]); draw(); }
  if (link) { event.preventDefault(); history.pushState(null, "", link.href); draw(); }
});
addEventListener("submit", async (event) => {
  event.preventDefault();
  Object.assign(typed, Object.fromEntries(new FormData(event.target)));
  told = (await (await fetch("/orders", { method: "POST", body: JSON.stringify(typed) })).json()).errors;
  draw();
});
draw();
</script></body></html>"""
