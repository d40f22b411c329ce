"""Controls that work only some time after their page came to rest: shoppers wait for them, and so do the figures."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from auditor.audit import run_audit
from auditor.demo import serve
from auditor.model.settings import FailOn, Settings

LATE_MS = 700
_HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lamp</title><link rel="icon" href="data:,">'
_PRODUCT = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Lamp"}</script>'
)
_WAY_ON = '<a id="go" href="/exact">How our lamps are made</a>'
_BUY = '<button type="button" id="buy">Add to cart</button>'
_MOVE = """const began = performance.now(); const move = () => { const left = began + %d - performance.now();
  buy.style.marginLeft = `${Math.max(0, left)}px`; if (left > 0) requestAnimationFrame(move); }; move();"""
_LATE = {
    "disabled": (_BUY.replace(" id", " disabled id"), "setTimeout(() => { buy.disabled = false; }, %d);"),
    "absent": ("<div id='place'></div>", f"setTimeout(() => {{ place.innerHTML = `{_BUY}`; }}, %d);"),
    "moving": (_BUY, _MOVE),
}
_JOURNEY = """title: Late
steps:
  - {open-product: {control: "css=#disabled"}, id: disabled}
  - {goto: /, id: back, stage: landing}
  - {open-product: {control: "css=#absent"}, id: absent}
  - {goto: /, id: once-more, stage: landing}
  - {open-product: {control: "css=#moving"}, id: moving}
  - {goto: /, id: a-last-time, stage: landing}
  - {click: "css=#go", id: exact}
  - {click: "css=#next", id: next}
"""


async def _list(_: Request) -> HTMLResponse:
    cards = [f'<article><a id="{name}" href="/{name}"><h2>Lamp</h2></a><span>€5.00</span></article>' for name in _LATE]
    return HTMLResponse(f"{_HEAD}</head><body><h1>Lamps</h1>{''.join(cards)}{_WAY_ON}</body></html>")


async def _product(request: Request) -> HTMLResponse:
    body, script = _LATE[request.path_params["name"]]
    told = f"{_HEAD}{_PRODUCT}</head><body><h1>Lamp</h1><p>€5.00</p>{body}<script>{script % LATE_MS}</script></body>"
    return HTMLResponse(told)


async def _exact(_: Request) -> HTMLResponse:
    late = f"setTimeout(() => {{ next.disabled = false; }}, {LATE_MS});"
    return HTMLResponse(
        f"{_HEAD}</head><body><h1>Go on</h1><button id=next disabled>Next</button><script>{late}</script>"
    )


def test_the_time_to_next_action_lasts_until_a_late_control_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text(_JOURNEY, encoding="utf-8")
    app = Starlette(routes=[Route("/", _list), Route("/exact", _exact), Route("/{name}", _product)])
    with serve(app) as server:
        given = {"target": server.url, "journeys": (path,), "runs": 1, "probing": (), "locale": "en-US"}
        told = {"output": tmp_path / "report", "formats": ("json",), "fail_on": FailOn.NEVER}
        result = run_audit(Settings.model_validate(given | told))
    [attempt] = result.journeys[0].attempts
    assert all(step.status == "completed" for step in attempt.steps), attempt.steps
    waited = {step.id: step.metrics.time_to_next_action_ms or 0 for step in attempt.steps}
    assert {name for name, ms in waited.items() if ms >= LATE_MS} >= {"disabled", "absent", "moving", "exact"}, waited
