"""A card whose fields stand in frames of another origin, one each, as payment services host them."""

import json
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tests.shops.forms.shop import STYLE, Field, FormShop, Why

_INSIDE = """<span id="told" style="position:absolute;clip-path:inset(50%)"></span><script>{
const input = document.querySelector("input"), told = document.getElementById("told");
addEventListener("message", ({ data, ports: [port] }) => {
  if (port) port.postMessage(input.value);
  if (data.clear) input.value = "";
  if (data.told === undefined) return;
  told.textContent = data.told;
  input.setAttribute("aria-invalid", data.told !== "");
  input.setAttribute("aria-describedby", "told");
});
}</script>"""
_SEND = """<script>{
const form = document.querySelector("form[novalidate]"), frames = [...form.querySelectorAll("iframe")];
const ask = (frame) => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => done(data);
  frame.contentWindow.postMessage({}, "*", [channel.port2]);
});
const tell = (wrong) => form.querySelectorAll("[data-told]").forEach((place) => {
  const name = place.dataset.told, input = form.querySelector(`[name=${name}]:not([type=radio])`);
  place.textContent = wrong[name] || "";
  frames.filter((frame) => frame.dataset.field === name)
    .forEach((frame) => frame.contentWindow.postMessage({ told: wrong[name] || "" }, "*"));
  if (!input) return;
  input.toggleAttribute("aria-invalid", name in wrong);
  if (name in wrong) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", place.id); }
  else input.removeAttribute("aria-describedby");
});
let busy = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  const mail = form.elements.email;
  if (mail.value && !mail.value.includes("@")) {
    tell({ email: MALFORMED });
    mail.focus();
    if (EMPTIES) frames.forEach((frame) => frame.contentWindow.postMessage({ clear: true }, "*"));
    busy = false;
    return;
  }
  try {
    const given = await Promise.all(frames.map(async (frame) => [frame.dataset.field, await ask(frame)]));
    const body = new URLSearchParams([...new FormData(form), ...given]);
    const answer = await fetch("/checkout", { method: "POST", body });
    if (answer.status !== 200) return;
    const wrong = await answer.json();
    tell(wrong);
    const first = form.querySelector("[aria-invalid]") || frames.find((frame) => frame.dataset.field in wrong);
    if (first) first.focus();
  } finally { busy = false; }
});
}</script>"""


class Hosted(FormShop):
    """What is wrong is said in the page; the frames stay as they are."""

    hosted = ("card", "expiry", "code")
    empties = False
    abroad = ""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        self.abroad = f"http://localhost:{request.url.port}/hosted/"
        name = request.url.path.removeprefix("/hosted/")
        by_name = {one.name: one for one in self.asked}
        if name not in by_name:
            return await super().answer(request, fields)
        control = super().control(by_name[name], "", f' aria-label="{self.words[name]}" style="width:200px"')
        return HTMLResponse(
            f'<!doctype html><html lang="{self.language}"><meta charset="utf-8"><title>{name}</title>'
            f'{STYLE}<body style="margin:0">{control}{_INSIDE}</body></html>'
        )

    async def refusing(
        self, request: Request, cart: Sequence[str], fields: Mapping[str, str], wrong: Mapping[str, Why]
    ) -> Response:
        del request, cart, fields
        by_name = {one.name: one for one in self.asked}
        return JSONResponse({name: self.message(by_name[name], why) for name, why in wrong.items()})

    def framed(self, form: str) -> str:
        malformed = json.dumps(self.message(self.asked[0], Why.MALFORMED))
        return f"{form}{_SEND.replace('MALFORMED', malformed).replace('EMPTIES', json.dumps(self.empties))}"

    def control(self, field: Field, value: str, marks: str) -> str:
        if field.name not in self.hosted:
            return super().control(field, value, marks)
        return (
            f'<iframe id="{field.name}" data-field="{field.name}" src="{self.abroad}{field.name}" '
            f'title="{self.words[field.name]}" style="width:240px;height:34px;border:0;vertical-align:middle"></iframe>'
        )

    def told(self, field: Field, why: Why | None) -> str:
        del why
        return f'<span class="told" id="told-{field.name}" data-told="{field.name}"></span>'


class HostedEmptied(Hosted):
    """A mistake in the e-mail address has the frames emptied."""

    empties = True
