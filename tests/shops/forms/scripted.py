"""Forms that a script sends, and where they stand: in the page, in an open shadow root, in frames."""

import json
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tests.shops.forms.shop import STYLE, Field, FormShop, Why

_SEND = """<script>{
const holder = HOLDER;
let busy = false;
const inputs = () => [...holder.querySelectorAll("input, select")];
const chosen = (one) => !/radio|checkbox/.test(one.type) || one.checked;
const give = (typed) => inputs().forEach((one) => {
  const same = ([name, value]) => name === one.name && value === one.value;
  if (/radio|checkbox/.test(one.type)) one.checked = typed.some(same);
  else if (one.name !== "code") one.value = (typed.find(([name]) => name === one.name) || ["", one.value])[1];
});
const send = async () => {
  if (GUARDED && busy) return;
  const button = holder.querySelector("button");
  BEFORE
  busy = true;
  if (GUARDED && button) button.disabled = true;
  try {
    const typed = inputs().filter(chosen).map((one) => [one.name, one.value]);
    const answer = await fetch("AT", { method: "POST", body: new URLSearchParams(typed) });
    if (answer.status === 200) {
      holder.innerHTML = await answer.text();
      AFTER
      holder.querySelector("[autofocus]")?.focus();
    }
  } finally {
    busy = false;
    if (GUARDED && button) button.disabled = false;
  }
};
holder.addEventListener("submit", (event) => { event.preventDefault(); send(); });
holder.addEventListener("click", (event) => { if (event.target.closest("[data-send]")) send(); });
WITH
}</script>"""


class ByScript(FormShop):
    """A script sends the form and puts what comes back in its place; sent again only when the answer is there."""

    guarded = True
    before = ""
    after = ""
    beyond = ""
    holder = "document.getElementById('holder')"

    async def refusing(
        self, request: Request, cart: Sequence[str], fields: Mapping[str, str], wrong: Mapping[str, Why]
    ) -> Response:
        del request, cart
        return HTMLResponse(self.order_form(self.given_back(fields, wrong), wrong))

    def framed(self, form: str) -> str:
        return f'<div id="holder">{form}</div>{self.script()}'

    def script(self) -> str:
        """What sends the form."""
        parts = {
            "HOLDER": self.holder,
            "GUARDED": json.dumps(self.guarded),
            "BEFORE": self.before,
            "AFTER": self.after,
            "WITH": self.beyond,
            "AT": self.at_form,
        }
        script = _SEND
        for name, value in parts.items():
            script = script.replace(name, value)
        return script


class Redrawn(ByScript):
    """The script draws the form anew from what it remembers."""

    after = "give(typed);"

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        del fields, wrong
        return {}


class RedrawnEmpty(Redrawn):
    """The script draws the form anew from its first state."""

    after = ""


class Unguarded(ByScript):
    """Nothing keeps a second press from sending the same again."""

    guarded = False


class InShadow(ByScript):
    """The form stands in an open shadow root."""

    holder = "document.getElementById('box').shadowRoot.getElementById('holder')"

    def framed(self, form: str) -> str:
        return (
            f'<order-box id="box"></order-box><template id="inside">{STYLE}<div id="holder">{form}</div></template>'
            "<script>document.getElementById('box').attachShadow({ mode: 'open' })"
            ".append(document.getElementById('inside').content.cloneNode(true))</script>"
            f"{self.script()}"
        )


class WithoutForm(ByScript):
    """The fields stand in no form; a script sends them when a button is pressed."""

    def order_form(self, values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        rows = self.rows(self.asked, values, wrong)
        return f'<div>{rows}<p><button type="button" data-send>{self.words["send"]}</button></p></div>'


class AlertBox(ByScript):
    """What is wrong is said in a box of the browser's own."""

    after = "alert(holder.firstElementChild.dataset.wrong);"

    def order_form(self, values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        by_name = {one.name: one for one in self.asked}
        told = "; ".join(self.message(by_name[name], why) for name, why in wrong.items())
        return super().order_form(values, wrong).replace("<form", f'<form data-wrong="{told}"', 1)


class AlertBoxAlone(AlertBox):
    """What is wrong is said in a box of the browser's own, and nowhere else."""

    def told(self, field: Field, why: Why | None) -> str:
        del field, why
        return ""

    def marks(self, field: Field, why: Why | None) -> str:
        del field, why
        return ""


class Framed(FormShop):
    """The form stands in a frame of the shop's own."""

    at_form = "/checkout/form"
    frame_host = ""

    def __init__(self) -> None:
        super().__init__()
        self.origin = ""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        self.origin = f"http://{self.frame_host}:{request.url.port}" if self.frame_host else ""
        if request.url.path != self.at_form:
            return await super().answer(request, fields)
        wrong = self.refused(self.asked, fields) if request.method == "POST" else {}
        if request.method == "POST" and not wrong:
            return self.place(fields)
        values = self.given_back(fields, wrong)
        return HTMLResponse(
            f'<!doctype html><html lang="{self.language}"><meta charset="utf-8"><title>{self.words["contact"]}</title>'
            f"{STYLE}<body>{self.order_form(values, wrong)}</body></html>"
        )

    def framed(self, form: str) -> str:
        del form
        look = "width:900px;height:760px;border:0"
        return f'<iframe src="{self.origin}{self.at_form}" title="{self.words["contact"]}" style="{look}"></iframe>'


class FramedAbroad(Framed):
    """The form stands in a frame of another origin."""

    frame_host = "localhost"
