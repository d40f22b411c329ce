"""Shops with two steps to the order, that differ in what a step back finds."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from auditor.model.redaction import luhn_valid
from tests.journeys.odd_shops import CARD_FIELDS, ENGLISH, FIELDS, Asked, Shop, cart_of, digits_of


class TwoSteps(Shop):
    """The address, then the card. The address is kept for the session and given back to whoever comes again."""

    words = ENGLISH | {"send": "Continue"}
    fields: Sequence[Asked] = FIELDS
    at_card = "/checkout/card"
    way_back = '<p><a href="/checkout">Change address</a></p>'

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET" and cart:
            return self.page(self.form(self.given_back(request), ()), cart)
        if request.method == "POST" and not self.errors(fields):
            response = RedirectResponse(self.at_card, 303)
            response.set_cookie("draft", quote(json.dumps(fields)))
            return response
        return await super().checkout(request, cart, fields)

    def given_back(self, request: Request) -> Mapping[str, str]:
        """What the form holds for whoever comes to it again."""
        draft: Mapping[str, str] = json.loads(unquote(request.cookies.get("draft", "{}")))
        return draft

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path != self.at_card:
            return await super().answer(request, fields)
        wrong = request.method == "POST"
        if wrong and luhn_valid(digits_of(fields.get("card", ""))):
            self.orders.append(fields)
        return self.page(f"<h1>Card</h1>{self.way_back}{self.card_form(fields, wrong=wrong)}", cart_of(request))

    def card_form(self, values: Mapping[str, str], *, wrong: bool) -> str:
        rows = "".join(self.row(asked, values.get(asked.name, ""), wrong=wrong) for asked in CARD_FIELDS)
        return f'<form method="post" action="{self.at_card}" novalidate>{rows}<button>Pay now</button></form>'


class Forgetful(TwoSteps):
    """Whoever comes back finds the address empty, on whatever way."""

    def given_back(self, request: Request) -> Mapping[str, str]:
        del request
        return {}

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return super().form(values, errors).replace("<form ", '<form autocomplete="off" ')


class OwnLinkKeeps(Forgetful):
    """Only the page's own link gives the address back."""

    way_back = '<p><a href="/checkout?change=1">Change address</a></p>'

    def given_back(self, request: Request) -> Mapping[str, str]:
        return TwoSteps.given_back(self, request) if "change" in request.query_params else {}


class _Drawn(TwoSteps):
    """One page whose script shows one step and then the other. Subclasses say how."""

    drawing = ""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET" and cart:
            return self.page(self.steps(), cart)
        return await super().checkout(request, cart, fields)

    def steps(self) -> str:
        first = self.form({}, ()).removeprefix(f"<h1>{self.words['contact']}</h1>")
        return (
            "<h1>Checkout</h1>"
            f"<section><h2>{self.words['contact']}</h2><div id=one>{first}</div>"
            "<p id=way hidden><button type=button id=edit>Change</button></p></section>"
            f"<section><h2>Card</h2><template>{self.card_form({}, wrong=False)}</template><div id=two></div></section>"
            f"<script>{_STEPS}{self.drawing}</script>"
        )


_STEPS = """
const one = document.getElementById("one"), two = document.getElementById("two"), way = document.getElementById("way");
const show = (second) => {
  one.hidden = second; way.hidden = !second;
  two.innerHTML = second ? document.querySelector("template").innerHTML : "";
};
const first = one.querySelector("form");
const complete = () => [...first.elements].filter((field) => field.name).every((field) => field.value.trim())
  && first.elements.email.value.includes("@");
"""


class Accordion(_Drawn):
    """Sections that open one after the other; the first can be opened again, and holds what it held."""

    drawing = """
    first.onsubmit = (event) => { event.preventDefault(); if (complete()) show(true); };
    document.getElementById("edit").onclick = () => show(false);
    """


class AccordionForgets(_Drawn):
    """The same; the first section is empty when it is opened again."""

    drawing = Accordion.drawing.replace("show(false);", "{ first.reset(); show(false); };")


class Routed(_Drawn):
    """The steps are places in the browser's history; a script remembers what was typed."""

    drawing = """
    first.onsubmit = (event) => {
      event.preventDefault();
      if (!complete()) return;
      history.pushState({ second: true }, "", "/checkout/card");
      show(true);
    };
    document.getElementById("edit").onclick = () => history.back();
    const draw = () => { const second = location.pathname.endsWith("card"); BACK show(second); };
    addEventListener("popstate", draw);
    draw();
    """.replace("BACK", "")

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == self.at_card and request.method == "GET":
            return self.page(self.steps(), cart_of(request))
        return await super().answer(request, fields)


class RoutedForgets(Routed):
    """The same; going back draws the first step anew."""

    drawing = Routed.drawing.replace("show(second); };", "if (!second) first.reset(); show(second); };")
