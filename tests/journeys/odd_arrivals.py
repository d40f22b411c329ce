"""Shops whose pages move late, or that are heard or silent while they add to the cart."""

from collections.abc import Mapping, Sequence

from starlette.responses import RedirectResponse, Response

from tests.journeys.odd_shops import Goods, Shop, keep_cart

_ADDING = """<script>
const add = document.querySelector("[data-add]");
add.addEventListener("click", async () => {
  %s
  await fetch("/cart/add", { method: "POST", body: new URLSearchParams({ what: add.dataset.add }) });
  location.href = "/cart";
});
</script>"""


class SilentAdding(Shop):
    """Shows nothing until its request to add is answered; its first page moves late, its products as one scrolls."""

    at_once = ""

    def buying(self, one: Goods) -> str:
        return f'<p><button type="button" data-add="{one.slug}">Add to cart</button></p>' + _ADDING % self.at_once

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        return keep_cart(Response(status_code=204), [*cart, fields["what"]])

    def home(self) -> str:
        return f"""<div id="late"></div>{super().home()}<script>
        setTimeout(() => {{ document.getElementById("late").style.height = "200px"; }}, 900);</script>"""

    def product(self, one: Goods) -> str:
        return f"""{super().product(one)}<div style="height:1200px"></div><div id="more"></div>
        <p id="reviews">Nobody has said anything about it yet.</p><div style="height:600px"></div><script>
        new IntersectionObserver(([seen]) => {{
          if (seen.isIntersecting) document.getElementById("more").style.height = "300px";
        }}).observe(document.getElementById("reviews"));
        addEventListener("load", () => setTimeout(() => {{ throw new Error("no reviews"); }}, 300));</script>"""


class HeardAdding(SilentAdding):
    """Says at once that it is adding."""

    at_once = 'add.disabled = true; add.textContent = "Adding…";'

    def home(self) -> str:
        return Shop.home(self)

    def product(self, one: Goods) -> str:
        return Shop.product(self, one)


class AddingByDocument(Shop):
    """Its script sends a form, which loads a page."""

    def buying(self, one: Goods) -> str:
        return super().buying(one).replace("<button>", '<button type="button" onclick="this.form.submit()">')

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        return keep_cart(RedirectResponse(self.at_cart, 303), [*cart, fields["what"]])
