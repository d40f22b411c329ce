"""Small odd shops in which a person comes to the order form by a detour."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tests.journeys.odd_browsing import Drawer
from tests.journeys.odd_shops import CARD_FIELDS, FIELDS, Asked, Goods, Shop


class SearchFindsSoldOut(Shop):
    """All that the search finds is sold out: its button waits, and another one would send word when it is back."""

    has_search = True

    def buying(self, one: Goods) -> str:
        if one is not self.goods[0]:
            return super().buying(one)
        return (
            f'<p>Out of stock</p><form method="post" action="{self.at_add}">'
            f"<button disabled>{self.words['add']}</button>"
            "<p><input type='email' name='tell' aria-label='Email'></p>"
            "<button type='button' onclick=\"fetch('/tell?me=1')\">Let me know</button></form>"
        )


class CartBehindDrawer(Drawer):
    """The drawer's way to the checkout leads to the whole cart first, and only that leads on."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/whole-cart":
            cart = [slug for slug in request.cookies.get("cart", "").split(".") if slug]
            return Shop.page(self, self.cart(cart), cart)
        return await super().answer(request, fields)

    def page(self, main: str, cart: Sequence[str], status: int = 200, asked: str = "") -> HTMLResponse:
        page = super().page(main, cart, status, asked)
        body = bytes(page.body).decode().replace('href="/checkout"', 'href="/whole-cart"')
        return HTMLResponse(body, status)


class AccountOffered(Shop):
    """The order form has a password as well, for those who would like an account."""

    fields = (*FIELDS, Asked("password", "password", "off"), *CARD_FIELDS)
    words = Shop.words | {"password": "Password (optional)"}

    def input(self, asked: Asked, value: str) -> str:
        field = super().input(asked, value)
        return field.replace(" required", "") if asked.name == "password" else field

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        return [name for name in super().errors(fields) if name != "password"]


class AccountBehindNotice(Shop):
    """The checkout says in its own words that one must sign in; the form for it unfolds beneath when asked for."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        del request, fields
        notice = (
            "<h1>Checkout</h1><p>You must be known to us before you can order.</p>"
            "<p>Been here before? <a href='#' onclick='known.hidden = false; return false'>Show me the way</a></p>"
            "<form id='known' method='post' action='/login' hidden><p><label>Name <input name='user'></label></p>"
            "<p><label>Password <input type='password' name='secret'></label></p><button>Sign in</button></form>"
        )
        return self.page(notice, cart)
