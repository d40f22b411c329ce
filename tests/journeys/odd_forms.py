"""Shops whose order form is odd: in what it asks for, or in how it answers a mistake."""

import asyncio
import json
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tests.journeys.odd_shops import CARD_FIELDS, ENGLISH, FIELDS, Asked, Shop, cart_of

SLOW_S = 4


class OrderWithoutCard(Shop):
    """One form, no card to get wrong, and a button that places the order."""

    words = ENGLISH | {"send": "Place order"}
    fields = FIELDS


class LateSecondStep(Shop):
    """The address is asked for first; the form for the card is drawn a while after its page has come to rest."""

    words = ENGLISH | {"send": "Continue"}
    fields = FIELDS

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST" and not self.errors(fields):
            return RedirectResponse("/checkout/card", 303)
        return await super().checkout(request, cart, fields)

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path != "/checkout/card":
            return await super().answer(request, fields)
        wrong = [] if request.method == "GET" else self.errors(fields)
        values = ((asked, fields.get(asked.name, "")) for asked in CARD_FIELDS)
        rows = "".join(
            self.row(asked, value, wrong=bool(wrong) and (asked.name in wrong or not value)) for asked, value in values
        )
        form = f'<form method="post" action="/checkout/card" novalidate>{rows}<button>Pay now</button></form>'
        late = f"<h1>Card</h1><div id=late></div><script>setTimeout(() => late.innerHTML = `{form}`, 1500)</script>"
        cart = cart_of(request)
        return self.page((f"<h1>Card</h1>{form}" if wrong else late) + self.summary(cart), cart)


class AnyCard(Shop):
    """The server takes whatever card number it is given."""

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        return [name for name in super().errors(fields) if name != "card"]


class Refusing422(Shop):
    """A refused form is answered with the status that is meant for it."""

    refusal_status = 422


class NativeOnly(Shop):
    """Nothing but the browser's own bubbles tells what is wrong."""

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return super().form(values, errors).replace(" novalidate", "")

    def input(self, asked: Asked, value: str) -> str:
        four = ' pattern="[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{4}" title="16 digits"' if asked.name == "card" else ""
        return super().input(asked, value).replace(" required", f"{four} required")


class DisabledUntilValid(Shop):
    """The button cannot be pressed until every field is right; fields say so themselves."""

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        checking = """<script>
        const form = document.querySelector("form"), button = form.querySelector("button");
        const sum = (digits) => [...digits].reverse().map(Number)
          .reduce((all, one, place) => all + (place % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][one] : one), 0);
        const isCard = (digits) => sum(digits) % 10 === 0;
        const right = (field) => field.value.trim()
          && (field.name !== "card" || isCard(field.value.replace(/\\D/g, "")));
        form.addEventListener("focusout", (event) => {
          if (event.target.name && !right(event.target)) event.target.setCustomValidity("wrong");
        });
        form.addEventListener("input", () => {
          button.disabled = ![...form.elements].filter((one) => one.name).every(right);
        });
        </script>"""
        return super().form(values, errors).replace("<button>", "<button disabled>") + checking


class Scripted(Shop):
    """The form is drawn and sent by a script that keeps what was typed, as front-end frameworks do."""

    when_refused = ""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET":
            return await super().checkout(request, cart, fields)
        errors = self.errors(fields)
        if errors:
            return JSONResponse({"errors": errors}, 422)
        self.orders.append(fields)
        return JSONResponse({"errors": []})

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        del values, errors
        asked = json.dumps([(*one, self.words[one.name]) for one in self.fields])
        return _SCRIPT.replace("ASKED", asked).replace("REFUSED", self.when_refused)


_SCRIPT = """<h1>Your details</h1><form novalidate></form><script>
const form = document.querySelector("form");
let typed = {}, told = [];
function draw() {
  form.replaceChildren(...ASKED.map(([name, type, autocomplete, label]) => {
    const make = (tag, facts) => Object.assign(document.createElement(tag), facts);
    const inputMode = /card|code/.test(name) ? "numeric" : "";
    const row = make("p", {}), field = make("input", { name, type, autocomplete, inputMode });
    field.value = typed[name] || "";
    field.oninput = () => { typed[name] = field.value; };
    row.append(make("label", { textContent: label + " " }));
    row.firstChild.append(field);
    if (told.includes(name)) {
      row.append(make("strong", { textContent: "Please check this", id: "told-" + name }));
      field.setAttribute("aria-describedby", "told-" + name);
      field.ariaInvalid = "true";
    }
    return row;
  }), Object.assign(document.createElement("button"), { textContent: "Pay now" }));
}
form.onsubmit = async (event) => {
  event.preventDefault();
  const answer = await fetch("/checkout", { method: "POST", body: new URLSearchParams(typed) });
  told = (await answer.json()).errors;
  REFUSED
  draw();
};
draw();
</script>"""


class Clearing(Scripted):
    """After a mistake the script draws the form from its first state."""

    when_refused = "typed = {};"


class Reformatting(Scripted):
    """After a mistake the script writes the phone number and the postcode in its own way."""

    when_refused = """typed.phone = (typed.phone || "").replace(/\\D/g, "").replace(/(..)(?=.)/g, "$1 ");
      typed.postcode = (typed.postcode || "").toUpperCase();"""


class AlertingErrors(Scripted):
    """What is wrong is only told in a box of the browser's own."""

    when_refused = """const wrong = told.join(", "); told = []; alert("Please check: " + wrong);"""


class RedFrames(Scripted):
    """What is wrong is told by red frames around the fields, and by nothing else."""

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        form = super().form(values, errors)
        begin, end = form.index('      row.append(make("strong"'), form.index("    }\n    return row")
        return f"{form[:begin]}      field.style.border = '2px solid #d22';\n{form[end:]}"


class AccountTicked(Shop):
    """A box that opens an account is ticked beforehand, and a password is asked for as long as it is."""

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        ticked = "" if values and "open" not in values else " checked"
        told = '<span role="alert">Please choose a password</span>' if "password" in errors else ""
        box = (
            f"<p><label><input type='checkbox' name='open'{ticked} onchange='secret.hidden = !this.checked; "
            "secret.querySelector(`input`).required = this.checked'> I would like to create an account</label></p>"
            f"<p id='secret'{'' if ticked else ' hidden'}><label>Password <input type='password' name='password'"
            f"{' required' if ticked else ''}></label>{told}</p>"
        )
        return super().form(values, errors).replace("<button>", f"{box}<button>")

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        return super().errors(fields) + (["password"] if "open" in fields and not fields.get("password") else [])


class SlowAnswer(Scripted):
    """The answer to a mistake takes its time."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST":
            await asyncio.sleep(SLOW_S)
        return await super().checkout(request, cart, fields)
