"""Shops that lead aside: pages that look like another kind of page, or that come instead of the one expected."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.journeys.odd_browsing import SelectSizes
from tests.journeys.odd_shops import Goods, Shop


class SingleHit(Shop):
    """A search with a single hit leads to that product's own page."""

    has_search = True

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        hits = self.matching(request.query_params.get("q", ""))
        if request.url.path == self.at_search and len(hits) == 1:
            return RedirectResponse(f"{self.at_product}{hits[0].slug}", 303)
        return await super().answer(request, fields)

    def product(self, one: Goods) -> str:
        others = [other for other in self.goods if other is not one]
        return f"{super().product(one)}<p>There are no reviews yet</p><h2>See also</h2>{self.cards(others)}"


class CartLikeAProduct(SelectSizes):
    """The cart's page has a heading, a price and a button that sends to the cart, as a product's page has."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/cart/update":
            return RedirectResponse(self.at_cart, 303)
        return await super().answer(request, fields)

    def lines(self, cart: Sequence[str]) -> str:
        return "".join(
            f'<tr><td><a href="/product/{slug}">{self.named(slug).name}</a></td><td>{self.named(slug).price}</td></tr>'
            for slug in cart
        )

    def to_checkout(self) -> str:
        return (
            '<form method="post" action="/cart/update"><input name="count" value="1"><button>Update</button></form>'
            f"{super().to_checkout()}"
        )


class ShippingEstimate(Shop):
    """The cart stands below the checkout's address, estimates shipping, and goes on by a link for scripts."""

    at_cart = "/checkout/cart"

    def to_checkout(self) -> str:
        estimate = """<form method="post" action="/checkout/cart"><p><label>Country <select name="country">
          <option value="GB">United Kingdom</option><option value="IE">Ireland</option></select></label></p>
          <p><label>Postcode <input name="postcode"></label></p><button>Estimate</button></form>"""
        go = f"location.href = '{self.at_checkout}'; return false"
        return f'{estimate}<p><a href="#" onclick="{go}">{self.words["checkout"]}</a></p>'
