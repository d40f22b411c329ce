"""Shops that differ in how an order ends: what confirms it, what refuses it, how late either comes."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.journeys.odd_forms import Scripted
from tests.journeys.odd_shops import CARD_FIELDS, ENGLISH, FIELDS, Shop, cart_of
from tests.journeys.odd_tongues import Esperanto, LatvianByWords

NUMBER = "CS-20417"
_TOLD = f"<p>Order number: <b>{NUMBER}</b></p><p>We send the goods within two days.</p><a href=/contact>Contact</a>"


class Numbered(Shop):
    """One form with a card, and a page that confirms the order with its number."""

    def confirmation(self) -> str:
        return super().confirmation() + _TOLD


class WithoutNumber(Shop):
    """The order is confirmed, and nothing else is said."""


class SentHome(Shop):
    """After the order the shopper stands on the first page, without a word."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        done = await super().checkout(request, cart, fields)
        return RedirectResponse("/", 303) if self.orders and request.method == "POST" else done


class CashOnDelivery(Numbered):
    """No card is asked for."""

    words = ENGLISH | {"send": "Place order"}
    fields = FIELDS


class AsksForMore(Numbered):
    """The confirmation offers to open an account and to vote, each by a form."""

    def confirmation(self) -> str:
        return (
            f'{super().confirmation()}<form method="post" action="/checkout"><p><label>Email <input type="email" '
            'name="email" autocomplete="email"></label></p><p><label>Password <input type="password" name="new" '
            'autocomplete="new-password"></label></p><button>Create account</button></form>'
            '<form method="post" action="/checkout"><p><label><input type="radio" name="vote" value="1"> Good</label>'
            "</p><button>Order again</button></form>"
        )


class Declining(Shop):
    """No card is good enough; the refusal has the status that is meant for it."""

    refusal_status = 402
    refusal = "Your card was declined by the bank"

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        return super().errors(fields) or ["card"]

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        told = f'<p role="alert">{self.refusal}</p>' if errors else ""
        return told + super().form(values, errors)


class Silent(Shop):
    """The order is placed, and the page looks as if nothing had happened."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST" and not self.errors(fields):
            self.orders.append(fields)
            return self.page(self.form(fields, ()), cart)
        return await super().checkout(request, cart, fields)


class InPlace(Scripted):
    """A script sends the order, shows at its own pace that it works, then what confirms it, the number last."""

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        later = f"""<script>
        const seen = window.fetch;
        window.fetch = async (...what) => {{
          const answer = await seen(...what);
          if (what[0] !== "/checkout" || !answer.ok) return answer;
          const main = document.querySelector("main");
          main.innerHTML = "<p>One moment</p>";
          setTimeout(() => {{ main.innerHTML = "<h1>{self.words["thanks"]}</h1><p id=number></p>"; }}, 1500);
          setTimeout(() => {{ document.querySelector("#number").innerHTML = "Order number: {NUMBER}"; }}, 2600);
          return new Promise(() => {{}});
        }};
        </script>"""
        return later + super().form(values, errors)


class Review(Numbered):
    """Address, then a card below which one goes on, then a look at everything: only that page's button orders."""

    words = ENGLISH | {"send": "Continue"}
    fields = FIELDS

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path, cart = request.url.path, cart_of(request)
        if path == "/checkout/card" and request.method == "POST":
            return RedirectResponse("/checkout/review", 303)
        if path == "/checkout/card":
            rows = "".join(self.row(asked, "", wrong=False) for asked in CARD_FIELDS)
            form = f'<form method="post" action="/checkout/card" novalidate>{rows}<button>Continue</button></form>'
            return self.page(f"<h1>Card</h1>{form}", cart)
        if path == "/checkout/review" and request.method == "POST":
            self.orders.append(fields)
            return self.page(self.confirmation(), ())
        if path == "/checkout/review":
            form = '<form method="post" action="/checkout/review"><button>Place order</button></form>'
            return self.page(f"<h1>Your order</h1><table>{self.lines(cart)}</table>{form}", cart)
        return await super().answer(request, fields)

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST" and not self.errors(fields):
            return RedirectResponse("/checkout/card", 303)
        return await super().checkout(request, cart, fields)


class Elsewhere(Shop):
    """The payment goes on at a host that the audit may not enter."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST" and not self.errors(fields):
            return RedirectResponse("http://pay.example/now", 303)
        return await super().checkout(request, cart, fields)


class Latvian(LatvianByWords):
    """In Latvian, with a number."""

    def confirmation(self) -> str:
        return f"{super().confirmation()}<p>Pasūtījuma numurs: {NUMBER}</p>"


class InEsperanto(Esperanto):
    """In a language of which nobody knows a word."""

    def confirmation(self) -> str:
        return f"{super().confirmation()}<p>Via mendo havas la numeron {NUMBER}.</p>"
