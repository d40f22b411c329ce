"""The smooth form of the family: one page, drawn by the server, that keeps, says and marks all it should."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from html import escape
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from auditor.model.redaction import luhn_valid
from tests.journeys.odd_shops import Shop, digits_of
from tests.shops.forms.words import ENGLISH, EXAMPLES


class Why(StrEnum):
    """Why a field is refused."""

    EMPTY = "missing"
    MALFORMED = "malformed"


class Field(NamedTuple):
    """One field: its name, type, autocomplete token, and further attributes."""

    name: str
    type: str = "text"
    autocomplete: str = ""
    more: str = ""
    required: bool = True
    options: tuple[str, ...] = ()


EMAIL = Field("email", "email", "email")
NAME = Field("name", "text", "name")
STREET = Field("street", "text", "street-address")
POSTCODE = Field("postcode", "text", "postal-code")
CITY = Field("city", "text", "address-level2")
PHONE = Field("phone", "tel", "tel")
PAYMENT = Field("payment", "radio", "", options=("by_card", "by_invoice"))
CARD = Field("card", "text", "cc-number", 'inputmode="numeric"')
EXPIRY = Field("expiry", "text", "cc-exp", 'inputmode="numeric"')
CODE = Field("code", "text", "cc-csc", 'inputmode="numeric"')
COUNTRY = Field("country", "select", "country", options=("", "IE", "DE", "FR", "LV"))
KEEP = Field("keep", "checkbox", required=False)
ADDRESS = (EMAIL, NAME, STREET, POSTCODE, CITY, PHONE)
PAYING = (PAYMENT, CARD, EXPIRY, CODE)
COUNTRIES = {"": "-", "IE": "Ireland", "DE": "Germany", "FR": "France", "LV": "Latvia"}

HONEYPOT = "website"
_RIGHT = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "postcode": re.compile(r"(?=.*\d)[A-Za-z\d][A-Za-z\d -]{2,9}"),
    "phone": re.compile(r"[+(\d][\d\s()/.-]{5,}"),
    "expiry": re.compile(r"\d{2} ?/ ?(\d{2}|\d{4})"),
    "code": re.compile(r"\d{3,4}"),
}
STYLE = """<style>
fieldset{border:0;padding:0;margin:12px 0} .row label{margin-right:8px} .told{color:#b00020;margin-left:8px}
[aria-invalid=true]{border:2px solid #b00020} .honey{position:absolute;left:-9999px;top:-9999px}
[hidden]{display:none!important}
</style>"""


class FormShop(Shop):
    """Nothing is wrong with it. Mixins replace one part each."""

    words: Mapping[str, str] = ENGLISH
    asked: Sequence[Field] = ADDRESS + PAYING
    accepts_hyphens = True
    at_form = "/checkout"

    def __init__(self) -> None:
        super().__init__()
        self.trapped: list[str] = []

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if fields.get(HONEYPOT):
            self.trapped.append(fields[HONEYPOT])
        return await super().answer(request, fields)

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if not cart:
            return RedirectResponse(self.at_cart, 303)
        if request.method == "GET":
            return self.step(cart, {}, {})
        wrong = self.refused(self.asked, fields)
        if wrong:
            return await self.refusing(request, cart, fields, wrong)
        return self.place(fields)

    def place(self, fields: dict[str, str]) -> Response:
        """Take the order. Nothing may ever come here."""
        self.orders.append(fields)
        return self.page(f"<h1>{self.words['thanks']}</h1>", ())

    async def refusing(
        self, request: Request, cart: Sequence[str], fields: Mapping[str, str], wrong: Mapping[str, Why]
    ) -> Response:
        """Answer a form in which something is wrong."""
        del request
        return self.step(cart, self.given_back(fields, wrong), wrong)

    def step(self, cart: Sequence[str], values: Mapping[str, str], wrong: Mapping[str, Why]) -> Response:
        """Draw the page of the form."""
        return self.page(
            f"{STYLE}{self.heading()}{self.framed(self.order_form(values, wrong))}{self.order(cart)}", cart
        )

    def heading(self) -> str:
        return f"<h1>{self.words['contact']}</h1>"

    def framed(self, form: str) -> str:
        """What stands around the form."""
        return form

    def order(self, cart: Sequence[str]) -> str:
        """What is being bought."""
        lines = "".join(f"<li>{self.named(slug).name} × 1 {self.named(slug).price}</li>" for slug in cart)
        total = self.named(cart[0]).price if cart else ""
        return f"<aside><h2>{self.words['summary']}</h2><ul>{lines}</ul><p>{self.words['total']} {total}</p></aside>"

    def refused(self, asked: Sequence[Field], fields: Mapping[str, str]) -> dict[str, Why]:
        """Which fields are wrong, and why."""
        by_card = fields.get("payment", "by_card") == "by_card"
        reasons = {one.name: self.reason(one, fields.get(one.name, "").strip()) for one in asked}
        return {
            name: why for name, why in reasons.items() if why and (by_card or name not in {"card", "expiry", "code"})
        }

    def reason(self, field: Field, value: str) -> Why | None:
        """Why a value is refused; None where it is right."""
        if not value:
            return Why.EMPTY if field.required and field.type != "checkbox" else None
        if field.name == "card":
            return None if self.is_card(value) else Why.MALFORMED
        pattern = _RIGHT.get(field.name)
        return Why.MALFORMED if pattern and not pattern.fullmatch(value) else None

    def is_card(self, value: str) -> bool:
        """Whether it may be a card's number."""
        return bool(re.fullmatch(r"[\d -]+", value)) and luhn_valid(digits_of(value)) and len(digits_of(value)) > 14

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        """What a refused form holds when it is drawn again: all but the security code."""
        del wrong
        return {name: value for name, value in fields.items() if name != "code"}

    def order_form(self, values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        """The form."""
        inside = self.above(wrong) + self.rows(self.asked, values, wrong) + self.below(values) + self.sending()
        return f'<form method="post" action="{self.at_form}" novalidate>{inside}</form>'

    def rows(self, asked: Sequence[Field], values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        first = next((one.name for one in asked if one.name in wrong), "")
        return "".join(
            self.row_of(one, values.get(one.name, ""), wrong.get(one.name), first=one.name == first) for one in asked
        )

    def above(self, wrong: Mapping[str, Why]) -> str:
        """What stands above the fields."""
        del wrong
        return ""

    def below(self, values: Mapping[str, str]) -> str:
        """What stands below the fields."""
        del values
        return ""

    def sending(self) -> str:
        return f"<p><button>{self.words['send']}</button></p>"

    def row_of(self, field: Field, value: str, why: Why | None, *, first: bool) -> str:
        """A field with its label and what is wrong with it."""
        told = self.told(field, why)
        if field.type == "radio":
            return f"<fieldset><legend>{self.words[field.name]}</legend>{self.radios(field, value)}</fieldset>{told}"
        marks = self.marks(field, why) + (" autofocus" if first and self.focuses(field) else "")
        control = self.control(field, value, marks)
        if field.type == "checkbox":
            return f'<p class="row">{control} {self.label(field)} {told}</p>'
        return f'<p class="row">{self.label(field)} {control}{told}</p>'

    def focuses(self, field: Field) -> bool:
        """Whether the first wrong field takes the focus."""
        del field
        return True

    def label(self, field: Field) -> str:
        return f'<label for="{field.name}">{self.words[field.name]}</label>'

    def control(self, field: Field, value: str, marks: str) -> str:
        complete = f' autocomplete="{field.autocomplete}"' if field.autocomplete else ""
        base = f'id="{field.name}" name="{field.name}"{complete} {field.more}{marks}'
        if field.type == "select":
            options = "".join(
                f'<option value="{code}"{" selected" if code == value else ""}>{COUNTRIES[code]}</option>'
                for code in field.options
            )
            return f"<select {base}>{options}</select>"
        if field.type == "checkbox":
            return f'<input type="checkbox" value="on" {base}{" checked" if value else ""}>'
        return f'<input type="{field.type}" value="{escape(value)}" {base}{" required" if field.required else ""}>'

    def radios(self, field: Field, value: str) -> str:
        chosen = value or field.options[0]
        return "".join(
            f'<label><input type="radio" name="{field.name}" value="{one}"{" checked" if one == chosen else ""}> '
            f"{self.words[one]}</label>"
            for one in field.options
        )

    def marks(self, field: Field, why: Why | None) -> str:
        """How a refused field is marked."""
        return f' aria-invalid="true" aria-describedby="told-{field.name}"' if why else ""

    def told(self, field: Field, why: Why | None) -> str:
        """What stands beside a refused field."""
        return f'<span class="told" id="told-{field.name}">{self.message(field, why)}</span>' if why else ""

    def message(self, field: Field, why: Why) -> str:
        """What is wrong with a field, in words."""
        return self.words[why.value].format(label=self.words[field.name], example=EXAMPLES.get(field.name, "…"))
