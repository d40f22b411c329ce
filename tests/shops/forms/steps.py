"""Checkouts of several steps, and what becomes of a step one comes back to."""

import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.journeys.odd_shops import keep_cart
from tests.shops.forms.shop import ADDRESS, CITY, PAYING, POSTCODE, STREET, STYLE, Field, FormShop, Why

DELIVERY = Field("delivery", "radio", "", options=("by_post", "by_courier"))
_BILLING = tuple(
    one._replace(name=f"billing_{one.name}", autocomplete=f"billing {one.autocomplete}")
    for one in (STREET, POSTCODE, CITY)
)


class Step(NamedTuple):
    """One step: its heading and its fields."""

    title: str
    asked: tuple[Field, ...]


class Steps(FormShop):
    """The address first, then the payment; what was typed is there again when one comes back."""

    steps: Sequence[Step] = (Step("address_step", ADDRESS), Step("payment_step", PAYING))
    forgets = False
    forgets_by_own_link = False
    tells_progress = True

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, dict[str, str]] = {}
        self.place_now = 0

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        response = keep_cart(RedirectResponse(self.at_cart, 303), [*cart, fields["what"]])
        response.set_cookie("shopper", secrets.token_hex(8))
        return response

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if not cart:
            return RedirectResponse(self.at_cart, 303)
        known = self.known.setdefault(request.cookies.get("shopper", ""), {})
        place = min(int(request.query_params.get("step", "1")), len(self.steps)) - 1
        asked = self.steps[place].asked
        if request.method == "GET":
            by_own_link = "again" in request.query_params and self.forgets_by_own_link
            return self.drawn(cart, place, {} if self.forgets or by_own_link else known, {})
        wrong = self.refused(asked, fields)
        if wrong:
            return self.drawn(cart, place, self.given_back(fields, wrong), wrong)
        known.update(self.given_back(fields, {}))
        if place + 1 < len(self.steps):
            return RedirectResponse(f"{self.at_checkout}?step={place + 2}", 303)
        return self.place(fields)

    def drawn(self, cart: Sequence[str], place: int, values: Mapping[str, str], wrong: Mapping[str, Why]) -> Response:
        """Draw the page of one step."""
        step, last = self.steps[place], place + 1 == len(self.steps)
        progress = self.words["step"].format(place=place + 1, all=len(self.steps)) if self.tells_progress else ""
        back = f'<p><a href="{self.at_checkout}?step={place}&again=1">{self.words["back"]}</a></p>' if place else ""
        button = self.sending() if last else f"<p><button>{self.words['on']}</button></p>"
        off = ' autocomplete="off"' if self.forgets else ""
        form = (
            f'<form method="post" action="{self.at_checkout}?step={place + 1}" novalidate{off}>'
            f"{self.rows(step.asked, values, wrong)}{self.beneath(place, values, wrong)}{button}</form>"
        )
        return self.page(
            f"{STYLE}<p>{progress}</p><h1>{self.words[step.title]}</h1>{back}{form}{self.order(cart)}", cart
        )

    def beneath(self, place: int, values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        """What a step asks for beside its own fields."""
        del place, values, wrong
        return ""


class Forgetful(Steps):
    """Who comes back to a step finds it empty, by whatever way."""

    forgets = True


class ForgetfulLink(Steps):
    """Who comes back by the site's own link finds the step empty; the browser's Back brings it as it was."""

    forgets_by_own_link = True


class ThreeSteps(Steps):
    """Address, delivery and payment."""

    steps = (Steps.steps[0], Step("delivery_step", (DELIVERY,)), Steps.steps[1])


class ThreeStepsUntold(ThreeSteps):
    """Nothing tells how far one has come."""

    tells_progress = False


class AsksTwice(Steps):
    """The payment asks for the address once more."""

    words = Steps.words | {one.name: f"Billing {Steps.words[one.name[8:]].lower()}" for one in _BILLING}
    steps = (Steps.steps[0], Step("payment_step", PAYING + _BILLING))


class SameAs(AsksTwice):
    """The payment asks for another address only where it is another one."""

    steps = Steps.steps

    def beneath(self, place: int, values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        if not place:
            return ""
        shows = "document.getElementById('other').hidden = this.checked"
        return (
            f'<p><input type="checkbox" id="same" name="same" value="on" checked onchange="{shows}"> '
            f'<label for="same">{self.words["same"]}</label></p>'
            f'<div id="other" hidden>{self.rows(_BILLING, values, wrong)}</div>'
        )
