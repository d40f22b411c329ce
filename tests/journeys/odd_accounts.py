"""Shops that ask who one is, and shops that refuse to sell what is in the cart."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tests.journeys.odd_browsing import GERMAN, GuestChoice
from tests.journeys.odd_shops import CARD_FIELDS, FIELDS, GUEST_OVERLOOKED, Goods, Shop, cart_of

MEMBER = ("ada@example.com", "correct horse")
LATVIAN = GERMAN | {
    "shop": "Stūra veikals",
    "cart": "Grozs",
    "empty": "Jūsu grozs ir tukšs",
    "add": "Pievienot grozam",
    "checkout": "Noformēt pirkumu",
    "contact": "Jūsu dati",
    "send": "Pasūtīt un maksāt",
    "name": "Vārds un uzvārds",
    "street": "Iela un mājas numurs",
    "postcode": "Pasta indekss",
    "city": "Pilsēta",
    "phone": "Tālrunis",
    "about": "Kopš 1961. gada tirgus laukuma stūrī pārdodam labas lietas mājām.",
}


class MembersOnly(Shop):
    """Those who are signed in may do what `barred` names; everybody else is sent to the sign-in page."""

    fields = CARD_FIELDS
    barred: Sequence[str] = ("/checkout",)
    after = "/"
    signing_in = "Sign in"

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path == "/account/login":
            return self.door(request, fields)
        if request.cookies.get("member") != "yes" and any(_below(path, one) for one in self.barred):
            return RedirectResponse("/account/login", 303)
        return await super().answer(request, fields)

    def door(self, request: Request, fields: Mapping[str, str]) -> Response:
        if request.method == "POST" and (fields.get("login"), fields.get("password")) == MEMBER:
            response = RedirectResponse(self.after, 303)
            response.set_cookie("member", "yes")
            return response
        wrong = '<p role="alert">Unknown user name or wrong password</p>' if request.method == "POST" else ""
        return self.page(
            f'<h1>{self.signing_in}</h1>{wrong}<form method="post"><p><label>E-Mail <input name="login"></label></p>'
            f'<p><label>Password <input type="password" name="password"></label></p><button>{self.signing_in}</button>'
            '</form><p><a href="/account/register">Register</a></p>',
            cart_of(request),
        )


def _below(path: str, barred: str) -> bool:
    return path == barred or (barred != "/" and path.startswith(barred))


class CartForMembers(MembersOnly):
    """Nothing goes into the cart without an account."""

    language = "de"
    words = GERMAN
    barred = ("/cart",)
    signing_in = "Anmelden"


class ClosedToGuests(MembersOnly):
    """Nothing at all is shown without an account, as in shops of the trade."""

    language = "de"
    words = GERMAN
    barred = ("/", "/product/", "/cart", "/checkout")
    signing_in = "Anmelden"

    def door(self, request: Request, fields: Mapping[str, str]) -> Response:
        response = super().door(request, fields)
        if response.status_code == 200:
            told = f"<p>Zum Ausprobieren: {MEMBER[0]}, {MEMBER[1]}</p></main>"
            return HTMLResponse(bytes(response.body).decode().replace("</main>", told))
        return response


class BoxBeside(Shop):
    """On every page stands a small box to sign in with, without marks that say where the page's own matter begins."""

    fields = FIELDS

    def cards(self, goods: Sequence[Goods]) -> str:
        return f"{super().cards(goods)}{self.box()}"

    def box(self) -> str:
        return (
            '<div><b>Account</b><form method="post" action="/account/login"><input name="user"><input type="password" '
            'name="password"><button>Sign in</button></form></div>'
        )

    def product(self, one: Goods) -> str:
        return f"{super().product(one)}{self.box()}"

    def cart(self, cart: Sequence[str]) -> str:
        return f"{super().cart(cart)}{self.box()}"

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return f"{super().form(values, errors)}{self.box()}"


class PasswordIfYouLike(Shop):
    """The checkout's first form offers to open an account by the way: its password may stay empty."""

    language = "de"
    words = GERMAN

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        extra = '<p><label>Passwort (freiwillig) <input type="password" name="password"></label></p><button>'
        return super().form(values, errors).replace("<button>", extra)


class CannotBeShipped(Shop):
    """The first product cannot be sent anywhere; the shop says so when the checkout is asked for."""

    language = "lv"
    words = LATVIAN
    refused: Sequence[str] = ("oak-lamp",)
    refusal = "Ozola lampu uz jūsu valsti piegādāt nevaram."

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if any(slug in self.refused for slug in cart):
            return self.page(f'<p role="alert">{self.refusal}</p>{self.cart(cart)}', cart)
        return await super().checkout(request, cart, fields)


class NothingCanBeShipped(CannotBeShipped):
    """No product can be sent anywhere."""

    refused = ("oak-lamp", "linen-apron", "copper-kettle")


_SIGN_IN = """<form method="post" action="/login"><p><label>Email <input type="email" name="login"></label></p>
<p><label>Password <input type="password" name="password"></label></p><button>Sign in</button></form>"""
_GUEST = '<a href="/checkout?guest=1">Continue as a guest</a>'


class GuestLinkBelow(GuestChoice):
    """Going on as a guest is one line of text, below the form to sign in with."""

    frictions = GUEST_OVERLOOKED
    choice = f"{_SIGN_IN}<p>{_GUEST}</p>"


class GuestLinkAbove(GuestChoice):
    """Going on as a guest is one line of text, though above the form to sign in with."""

    frictions = GUEST_OVERLOOKED
    choice = f"<p>New here? {_GUEST}</p>{_SIGN_IN}"


class GuestButtonBeside(GuestChoice):
    """Going on as a guest is a link that looks like a button, in a column beside the form to sign in with."""

    choice = (
        f'<div style="display:flex;gap:80px"><div style="width:400px">{_SIGN_IN}</div><div style="width:400px">'
        '<a href="/checkout?guest=1" style="display:inline-block;padding:12px;border:2px solid #246">'
        "Continue as a guest</a></div></div>"
    )


class GuestButtonAbove(GuestChoice):
    """What makes the guest's link look like a button is drawn around it."""

    choice = f'<div style="background:#246;padding:12px;width:200px">{_GUEST}</div>{_SIGN_IN}'
