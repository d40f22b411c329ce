"""A small shop whose parts can be replaced one at a time, and an audit of it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote_plus

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from auditor.audit import carry_out
from auditor.demo.server import serve
from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Credentials, Stage
from auditor.model.redaction import luhn_valid
from auditor.model.result import AuditResult
from auditor.model.run import Cause
from auditor.model.settings import ProbeFamily, Safety, Settings
from auditor.run_folder import load_run
from checks import built_in_checks

WITHOUT_SEARCH = {Stage.LANDING, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT}
EVERY_STAGE = WITHOUT_SEARCH | {Stage.SEARCH}
TIMINGS = tuple(check.meta.id for check in built_in_checks() if check.meta.timed)
"""Left out: how long a page takes here tells of this machine, not of the shop."""
TRUE_OF_ALL = ("checkout/few-payment-methods", "checkout/error-generic")
"""Left out: these small shops take nothing but cards and know one message; none is about that."""
GUEST_OVERLOOKED = frozenset({"checkout/guest-not-prominent"})
"""What the walk itself meets."""
USUAL_PROBES = (ProbeFamily.SEARCH, ProbeFamily.FORM, ProbeFamily.RELOAD)
"""Typing has tests of its own."""
FORM_ONLY, SEARCH_ONLY = (ProbeFamily.FORM,), (ProbeFamily.SEARCH,)
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120">
<rect width="160" height="120" fill="#7a5"/></svg>"""
_STYLE = """body{margin:0;font:16px sans-serif} header,main,footer{padding:16px} header>*{margin-inline-end:16px}
li{display:inline-block;width:220px;vertical-align:top}form p{margin:12px 0}
label{display:inline-block;min-width:160px}"""


class Goods(NamedTuple):
    """One product."""

    slug: str
    name: str
    price: str


class Asked(NamedTuple):
    """One field of the checkout: its name, its type and what browsers may fill into it."""

    name: str
    type: str
    autocomplete: str


FIELDS = (
    Asked("email", "email", "email"),
    Asked("name", "text", "name"),
    Asked("street", "text", "street-address"),
    Asked("postcode", "text", "postal-code"),
    Asked("city", "text", "address-level2"),
    Asked("phone", "tel", "tel"),
)
CARD_FIELDS = (
    Asked("card", "text", "cc-number"),
    Asked("expiry", "text", "cc-exp"),
    Asked("code", "text", "cc-csc"),
)
ENGLISH = {
    "shop": "The Corner Shop",
    "search": "Search",
    "none": "No results found",
    "cart": "Cart",
    "empty": "Your cart is empty",
    "add": "Add to cart",
    "checkout": "Checkout",
    "contact": "Your details",
    "send": "Pay now",
    "wrong": "Please check this field",
    "email": "Email",
    "name": "Full name",
    "street": "Street address",
    "postcode": "Postcode",
    "city": "City",
    "phone": "Phone",
    "card": "Card number",
    "expiry": "Expiry date",
    "code": "Security code",
    "thanks": "Thank you for your order",
    "about": "We have sold good things for your home at the corner of the market square since 1961.",
}


class Shop:
    """A plain server-rendered shop; its cart is a cookie. Subclasses replace what is odd about them."""

    language = "en"
    direction = "ltr"
    words: Mapping[str, str] = ENGLISH
    goods: Sequence[Goods] = (
        Goods("oak-lamp", "Oak Desk Lamp", "€ 39.00"),
        Goods("linen-apron", "Linen Apron", "€ 24.50"),
        Goods("copper-kettle", "Copper Kettle", "€ 61.00"),
    )
    fields: Sequence[Asked] = FIELDS + CARD_FIELDS
    at_search, at_product, at_add, at_cart, at_checkout = "/search", "/product/", "/cart/add", "/cart", "/checkout"
    has_search = False
    refusal_status = 200
    frictions: frozenset[str] = frozenset()
    """Checks that rightly find something here, though the shop is about something else."""

    def __init__(self) -> None:
        self.orders: list[dict[str, str]] = []
        self.requests: list[tuple[str, str]] = []
        self.sent: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = (await request.body()).decode()
        self.requests.append((request.method, request.url.path))
        self.sent.append(unquote_plus(f"{request.url.query}\n{body}"))
        response = await self.answer(request, dict(parse_qsl(body)))
        response.headers.setdefault("Cache-Control", "no-store")
        await response(scope, receive, send)

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        cart = cart_of(request)
        if path == self.at_add:
            return self.add(cart, fields)
        if path == self.at_checkout:
            return await self.checkout(request, cart, fields)
        asked = request.query_params.get("q", "")
        views = {"/": self.home, self.at_search: lambda: self.found(asked), self.at_cart: lambda: self.cart(cart)}
        if path.startswith(self.at_product):
            views[path] = lambda: self.product(self.named(path.removeprefix(self.at_product)))
        return self.page(views[path](), cart, asked=asked) if path in views else HTMLResponse("not here", 404)

    def page(self, main: str, cart: Sequence[str], status: int = 200, asked: str = "") -> HTMLResponse:
        word = self.words
        return HTMLResponse(
            f'<!doctype html><html lang="{self.language}" dir="{self.direction}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
            f"<title>{word['shop']}</title><style>{_STYLE}</style></head>"
            f'<body><header><a href="/">{word["shop"]}</a>{self.search(asked) if self.has_search else ""}'
            f"{self.cart_link(cart)}</header>"
            f"<main>{main}</main><footer><p>{word['about']}</p></footer>{self.beside()}</body></html>",
            status,
        )

    def search(self, asked: str) -> str:
        word, value = self.words["search"], escape(asked)
        return (
            f'<form action="{self.at_search}"><input type="search" name="q" aria-label="{word}" value="{value}">'
            f"<button>{word}</button></form>"
        )

    def cart_link(self, cart: Sequence[str]) -> str:
        return f'<a href="{self.at_cart}">{self.words["cart"]} ({len(cart)})</a>'

    def beside(self) -> str:
        """What stands at the end of every page."""
        return ""

    def home(self) -> str:
        return f"<h1>{self.words['shop']}</h1><p>{self.words['about']}</p>{self.cards(self.goods)}"

    def cards(self, goods: Sequence[Goods]) -> str:
        return "<ul>" + "".join(f"<li>{self.card(one)}</li>" for one in goods) + "</ul>"

    def card(self, one: Goods) -> str:
        return f'<a href="{self.at_product}{one.slug}">{picture(one)}<h3>{one.name}</h3></a><p>{one.price}</p>'

    def named(self, slug: str) -> Goods:
        return next((one for one in self.goods if one.slug == slug), self.goods[0])

    def matching(self, query: str) -> list[Goods]:
        wanted = query.casefold().split()
        return [one for one in self.goods if wanted and all(word in one.name.casefold() for word in wanted)]

    def found(self, query: str) -> str:
        hits = self.matching(query)
        none = "" if hits else f"<p>{self.words['none']}</p>"
        return f"<h1>{self.words['search']}: {escape(query)}</h1>{none}{self.cards(hits or self.goods)}"

    def product(self, one: Goods) -> str:
        return f"{picture(one)}<h1>{one.name}</h1><p>{one.price}</p>{self.buying(one)}"

    def buying(self, one: Goods) -> str:
        return (
            f'<form method="post" action="{self.at_add}"><input type="hidden" name="what" value="{one.slug}">'
            f"{self.choices(one)}<button>{self.words['add']}</button></form>"
        )

    def choices(self, one: Goods) -> str:
        """What has to be chosen first."""
        del one
        return ""

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        return keep_cart(RedirectResponse(self.at_cart, 303), [*cart, fields["what"]])

    def cart(self, cart: Sequence[str]) -> str:
        title = f"<h1>{self.words['cart']}</h1>"
        if not cart:
            return f"{title}<p>{self.words['empty']}</p>"
        return f"{title}<table>{self.lines(cart)}</table>{self.to_checkout()}"

    def lines(self, cart: Sequence[str]) -> str:
        return "".join(f"<tr><td>{self.named(slug).name}</td><td>{self.named(slug).price}</td></tr>" for slug in cart)

    def summary(self, cart: Sequence[str]) -> str:
        """What is paid for."""
        return f"<aside><table>{self.lines(cart)}</table></aside>"

    def to_checkout(self) -> str:
        return f'<p><a href="{self.at_checkout}">{self.words["checkout"]}</a></p>'

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if not cart:
            return RedirectResponse(self.at_cart, 303)
        if request.method == "GET":
            return self.page(self.form({}, ()) + self.summary(cart), cart)
        errors = self.errors(fields)
        if errors:
            return self.refuse(cart, fields, errors)
        self.orders.append(fields)
        return self.page(self.confirmation(), ())

    def confirmation(self) -> str:
        """What follows an order."""
        return f"<h1>{self.words['thanks']}</h1>"

    def refuse(self, cart: Sequence[str], fields: Mapping[str, str], errors: Sequence[str]) -> Response:
        return self.page(self.form(fields, errors) + self.summary(cart), cart, self.refusal_status)

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        wrong = [asked.name for asked in self.fields if not fields.get(asked.name, "").strip()]
        wrong += ["email"] if "@" not in fields.get("email", "@") else []
        return wrong + (
            ["card"] if not luhn_valid(re.sub(r"\D", "", fields.get("card", ""))) and "card" in fields else []
        )

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        rows = "".join(self.row(asked, values.get(asked.name, ""), wrong=asked.name in errors) for asked in self.fields)
        return (
            f'<h1>{self.words["contact"]}</h1><form method="post" action="{self.at_checkout}" novalidate>{rows}'
            f"<button>{self.words['send']}</button></form>"
        )

    def row(self, asked: Asked, value: str, *, wrong: bool) -> str:
        field = self.input(asked, value)
        told = ""
        if wrong:
            told = f'<span role="alert" id="told-{asked.name}">{self.words["wrong"]}</span>'
            field = field.replace("<input", f'<input aria-invalid="true" aria-describedby="told-{asked.name}"', 1)
        return f"<p><label>{self.words[asked.name]} {field}</label>{told}</p>"

    def input(self, asked: Asked, value: str) -> str:
        told = f'name="{asked.name}" type="{asked.type}" autocomplete="{asked.autocomplete}"'
        figures = ' inputmode="numeric"' if asked.name in {"card", "code"} else ""
        return f'<input {told}{figures} value="{escape(value)}" required>'


def picture(one: Goods) -> str:
    """A product's picture."""
    return f'<img src="data:image/svg+xml,{quote(DRAWING)}" width="160" height="120" alt="{one.name}">'


def cart_of(request: Request) -> list[str]:
    """The products in the shopper's cart."""
    return [slug for slug in request.cookies.get("cart", "").split(".") if slug]


def keep_cart(response: Response, cart: Sequence[str]) -> Response:
    """Remember what is in the cart."""
    response.set_cookie("cart", ".".join(cart))
    return response


def digits_of(number: str) -> str:
    """A card number without its blanks."""
    return re.sub(r"\D", "", number)


def card_numbers_in(sent: Sequence[str]) -> set[str]:
    """Every number of a card's length in what came to a server."""
    runs = re.findall(r"\d[\d -]{10,22}\d", "\n".join(sent))
    return {digits for run in runs if 12 <= len(digits := digits_of(run)) <= 19}


def goods_json(goods: Sequence[Goods]) -> str:
    """Products for a script in a page."""
    return json.dumps([one._asdict() for one in goods], ensure_ascii=False)


@dataclass
class Audited:
    """An audit of a shop, and what the shop saw of it."""

    shop: Shop
    result: AuditResult
    output: Path
    probed: bool = True

    @property
    def reached(self) -> set[Stage]:
        """The stages the walk came to."""
        return set(self.result.coverage.reached)

    @property
    def certain(self) -> set[str]:
        """The checks with a proved finding."""
        return {one.check for one in self.result.findings if one.certainty is Certainty.CERTAIN}

    @property
    def exit_code(self) -> int:
        """What the command would return."""
        return self.result.gate.exit_code

    def cause_of(self, step_id: str) -> Cause | None:
        """Why a step of the first walk did not complete."""
        return next(one.cause for one in load_run(self.output).runs[0].steps if one.step_id == step_id)

    def outcome_of(self, check: str) -> set[str]:
        """What came of a check on all that it looked at."""
        return {str(one.outcome) for one in self.result.results if one.check == check}

    def cards_sent(self) -> set[str]:
        """Every card number that came to the server."""
        return card_numbers_in(self.shop.sent)

    def told(self) -> str:
        """All that a failing test should show."""
        findings = [f"{one.check} {one.severity} {one.certainty}: {one.message}" for one in self.result.findings]
        steps = [
            f"{one.id} {one.status} {one.error or ''} {one.url}" for one in self.result.journeys[0].attempts[0].steps
        ]
        breaches = [breach.what for breach in self.result.gate.breaches]
        return "\n".join((*findings, *steps, *breaches, *(one.why for one in self.result.coverage.not_probed)))


def walk(shop: Shop, output: Path) -> Audited:
    """Audit a shop without probes, for what is about finding the way."""
    return audit(shop, output, probing=())


def audit(
    shop: Shop,
    output: Path,
    *,
    credentials: Credentials | None = None,
    locale: str | None = None,
    probing: tuple[ProbeFamily, ...] = USUAL_PROBES,
    safety: Safety = Safety.PROBE,
    journey: Path | None = None,
) -> Audited:
    """Audit a shop; whatever it is like, nothing is ordered with a card that a bank could have issued.

    At the level `order` one such order may be placed, and no second one.
    """
    with serve(shop) as server:
        settings = Settings(
            target=server.url,
            output=output,
            formats=("json",),
            runs=1,
            off=TIMINGS + TRUE_OF_ALL,
            credentials=credentials,
            locale=locale,
            probing=probing,
            safety=safety,
            journeys=(journey,) if journey else (),
        )
        audited = carry_out(settings)
    done = Audited(shop, audited.result, output, bool(probing))
    placed = [order for order in shop.orders if "card" not in order or luhn_valid(digits_of(order["card"]))]
    assert len(placed) <= (safety is Safety.ORDER), done.told()
    return done


def assert_smooth(done: Audited, stages: set[Stage]) -> None:
    """Every stage reached, all of it probed, and nothing to complain about."""
    assert done.reached == stages, done.told()
    serious = {one.check for one in done.result.findings if one.severity.at_least(Severity.SERIOUS)}
    assert serious <= done.shop.frictions, done.told()
    met = done.shop.frictions if done.probed else done.shop.frictions & GUEST_OVERLOOKED
    assert done.certain == met, done.told()
    assert done.exit_code == int(bool(serious)), done.told()
    assert done.result.coverage.not_probed == (), done.told()
