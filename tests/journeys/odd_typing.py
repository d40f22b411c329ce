"""Shops whose fields are odd to type into, whose buttons may send twice: each with one fault, or as it should be."""

import json
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.journeys.odd_shops import Asked, Shop


class Recording(Shop):
    """A plain shop that writes down, by script, whatever is typed, and sends it as it is typed."""

    script = ""
    """What the order form's page does besides."""
    attributes: Mapping[str, str] = {}
    """Further attributes by field."""
    types: Mapping[str, str] = {}

    def input(self, asked: Asked, value: str) -> str:
        told = super().input(asked._replace(type=self.types.get(asked.name, asked.type)), value)
        return told.replace(" required", f" {self.attributes.get(asked.name, '')} required")

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return f"{super().form(values, errors)}<script>{self.script}</script>"


class Autosaving(Recording):
    """Every keystroke is sent to the server: by a request that changes, by one that asks, and by a picture."""

    script = """
    const form = document.querySelector("form");
    form.addEventListener("input", () => {
      const all = new URLSearchParams(new FormData(form));
      fetch("/autosave", { method: "POST", body: all });
      fetch("/lookup?" + all);
      new Image().src = "/seen?" + all;
      localStorage.setItem("draft", all.toString());
    });
    addEventListener("pagehide", () => navigator.sendBeacon("/last", localStorage.getItem("draft") || ""));
    fetch("/restore?" + (localStorage.getItem("draft") || ""));
    """

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path in {"/autosave", "/lookup", "/seen", "/last", "/restore"}:
            return JSONResponse({})
        return await super().answer(request, fields)


class PasteBlocked(Recording):
    """The e-mail address may not be pasted."""

    script = """document.querySelector("[name=email]").addEventListener("paste", (event) => event.preventDefault());"""


class PasteMasked(Recording):
    """Pasting into e-mail and card is taken over by a script that inserts the text itself, once a moment later."""

    script = """
    const taken = (name, wait) => document.querySelector(`[name=${name}]`).addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      const field = event.target;
      wait ? setTimeout(() => { field.value = text; }, 50) : (field.value = text);
    });
    taken("email", 1); taken("card", 0);
    """


class CardOfSixteen(Recording):
    """The card's field takes sixteen characters: of a number with spaces the last digits vanish."""

    attributes: Mapping[str, str] = {"card": 'maxlength="16"'}


class CuttingScript(Recording):
    """A script cuts the e-mail address to thirty characters, and says nothing."""

    script = """document.querySelector("[name=email]").addEventListener("input", (event) => {
      event.target.value = event.target.value.slice(0, 30); });"""


class SpacesRefused(Recording):
    """A card number with spaces is called wrong as soon as the field is left."""

    script = """document.querySelector("[name=card]").addEventListener("blur", ({ target }) => {
      const wrong = target.value !== "" && !/^\\d+$/.test(target.value);
      target.setAttribute("aria-invalid", String(wrong));
      document.getElementById("told")?.remove();
      if (wrong) target.insertAdjacentHTML("afterend", "<span id=told role=alert>Only digits please</span>");
    });"""


class CardMasked(Recording):
    """The card's field groups the digits itself, whatever is typed between them."""

    script = """document.querySelector("[name=card]").addEventListener("input", ({ target }) => {
      target.value = target.value.replace(/\\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
    });"""
    attributes: Mapping[str, str] = {"card": 'maxlength="23"'}


class CardIsNumber(Recording):
    """The card's field is one for numbers."""

    types: Mapping[str, str] = {"card": "number"}


class Hasty(Recording):
    """An e-mail address is called wrong from its first character on."""

    script = """document.querySelector("[name=email]").addEventListener("input", ({ target }) => {
      document.getElementById("told")?.remove();
      if (!target.value.includes("@"))
        target.insertAdjacentHTML("afterend", "<span id=told role=alert>Please enter a valid email address</span>");
    });"""


class Helpful(Recording):
    """While an e-mail address is typed endings are offered; it is checked when the field is left."""

    script = """
    const field = document.querySelector("[name=email]");
    const told = (text) => { document.getElementById("told").innerHTML = text; };
    field.insertAdjacentHTML("afterend", "<span id=told aria-live=polite></span>");
    field.addEventListener("input", () => told(`${field.value}@example.com, ${field.value}@example.org`));
    field.addEventListener("blur", () =>
      told(field.value && !field.value.includes("@") ? "Please enter a valid email address" : ""));
    """


class Sending(Shop):
    """The order is sent by a script. Subclasses say what the script does about a second press."""

    busy, done, key = "", "", ""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET":
            return await super().checkout(request, cart, fields)
        errors = self.errors(fields)
        if not errors:
            self.orders.append(fields)
        return JSONResponse({"errors": errors}, 422 if errors else 200)

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        script = (
            _SENDING.replace("BUSY", self.busy).replace("DONE", self.done).replace("KEY", json.dumps(self.key or None))
        )
        return f"{super().form(values, errors)}<p id=told role=alert></p>{script}"


_SENDING = """<script>
const form = document.querySelector("form"), button = form.querySelector("button");
let sending = false;
form.onsubmit = async (event) => {
  event.preventDefault();
  BUSY
  const headers = KEY ? { "Idempotency-Key": KEY } : {};
  const answer = await fetch("/checkout", { method: "POST", headers, body: new URLSearchParams(new FormData(form)) });
  const wrong = answer.status === 204 ? [] : (await answer.json()).errors;
  document.getElementById("told").textContent = wrong.length ? "Please check: " + wrong.join(", ") : "";
  DONE
};
</script>"""


class SendsTwice(Sending):
    """Each press sends the order."""


class DisablesItself(Sending):
    """The button cannot be pressed again until the answer has come."""

    busy, done = "button.disabled = true;", "button.disabled = false;"


class IgnoresSecond(Sending):
    """A second press is ignored until the answer has come."""

    busy, done = "if (sending) return; sending = true;", "sending = false;"


class DisabledForEver(Sending):
    """The button is disabled with the first press and stays so."""

    busy = "button.disabled = true;"
    done = "if (wrong.length) button.disabled = false;"


class SendsByKey(Sending):
    """Each press sends the order, under a key by which the server takes it once."""

    key = "c0ffee"
