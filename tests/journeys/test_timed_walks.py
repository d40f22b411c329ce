"""Timed walks in a browser: what later ones repeat, what a warm cache keeps, what a profile slows down."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from auditor.browser.conditions import LINES
from auditor.browser.session import BrowserSession
from auditor.browser.timed_walks import TimedWalks
from auditor.demo.server import serve
from auditor.model.budget import Budget, Cache
from auditor.model.journey import Goto, Journey, OpenProduct, Stage, Step
from auditor.model.progress import Silence
from auditor.model.run import AuditRun, JourneyRun, StepStatus
from auditor.model.settings import NetworkProfile, Settings
from auditor.reach import attempts, warm_attempts
from auditor.run_folder import RunFolder, load_run
from tests.journeys.odd_shops import Goods, Shop

_SCRIPT = """
fetch(`/seen?kept=${localStorage.visits || ""}&window=${sessionStorage.visits || ""}&cookie=${document.cookie}`);
localStorage.visits = sessionStorage.visits = "before";
document.cookie = "visits=before; max-age=600";
"""
_FETCH = """async () => { const from = performance.now();
  await (await fetch("/something")).text();
  return performance.now() - from; }"""
_LOOP = """() => { const from = performance.now();
  for (let at = 0, sum = 0; at < 4e7; at += 1) sum += at;
  return performance.now() - from; }"""


class Remembering(Shop):
    """A shop with a script that browsers may keep; it tells the server what it has kept of the visit before."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/remember.js":
            return Response(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "max-age=600"})
        if request.url.path == "/seen":
            self.seen.append(tuple(request.query_params[name] for name in ("kept", "window", "cookie")))
        return await super().answer(request, fields)

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def beside(self) -> str:
        return '<script src="/remember.js"></script>'


class Shuffling(Shop):
    """A shop that shows its goods in another order each time."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = 0

    def cards(self, goods: Sequence[Goods]) -> str:
        self.shown += 1
        turned = self.shown % len(goods)
        return super().cards([*goods[turned:], *goods[:turned]])


def walked(shop: Shop, output: Path, *, enough: int, budgets: tuple[Budget, ...] = ()) -> AuditRun:
    """Walk from the first page to a product as often as `enough` says, without probes and without judging."""
    with serve(shop) as server:
        settings = Settings(target=server.url, output=output, budgets=budgets)
        asyncio.run(_walk(settings, server.url, enough))
    return load_run(output)


async def _walk(settings: Settings, url: str, enough: int) -> None:
    store = RunFolder.create(settings.output, settings)
    store.begin(url, datetime.now(UTC), "probe", sandbox=True)

    def undecided(runs: Sequence[JourneyRun]) -> bool:
        return len(runs) < enough

    steps = (
        Step(id="landing", stage=Stage.LANDING, action=Goto(url=url)),
        Step(id="product", stage=Stage.PRODUCT, action=OpenProduct()),
    )
    async with BrowserSession.open(settings) as session:
        walks = TimedWalks(session, settings, store, Silence(), undecided, limit_s=60)
        await walks.walk(Journey(id="shop", title="To a product", start_url=url, steps=steps))
    store.close()


def test_a_later_attempt_opens_the_product_of_the_first_wherever_it_stands_now(tmp_path: Path) -> None:
    run = walked(Shuffling(), tmp_path, enough=3)
    (group,) = attempts(run)
    assert len(group) == 3
    assert {one.visits[-1].url.rpartition("/")[2] for one in group} == {"linen-apron"}
    assert all(one.host_noise is not None for one in group)


def test_a_warm_walk_has_what_was_loaded_and_nothing_of_the_session(tmp_path: Path) -> None:
    shop = Remembering()
    budget = Budget(metric="load_ms", limit=1_000, cache=Cache.WARM)
    run = walked(shop, tmp_path, enough=1, budgets=(budget,))
    ((cold,),), ((warm,),) = attempts(run), warm_attempts(run)
    for one in (cold, warm):
        assert [(step.step_id, step.status) for step in one.steps] == [
            ("landing", StepStatus.COMPLETED),
            ("product", StepStatus.COMPLETED),
        ]
    paths = [path for _, path in shop.requests]
    assert paths.count("/remember.js") == 1
    assert paths.count("/") == 2
    first, product = ("", "", ""), ("before", "before", "visits=before")
    assert shop.seen == [first, product, first, product]


@pytest.mark.alone
def test_a_profile_slows_down_network_and_processor_frames_of_others_too(tmp_path: Path) -> None:
    """The delay and the factor are known, so they are compared with themselves and not with a clock's idea of fast."""
    with serve(_Framed()) as server:
        plain = asyncio.run(_measured(Settings(target=server.url, output=tmp_path)))
        network, cpu = NetworkProfile.SLOW_4G, 6
        slow = asyncio.run(_measured(Settings(target=server.url, output=tmp_path, network=network, cpu_slowdown=cpu)))
    latency = LINES[network].latency_ms
    for place in ("page", "frame"):
        assert slow[f"{place} fetch"] > plain[f"{place} fetch"] + 0.8 * latency, (plain, slow)
        assert slow[f"{place} loop"] > 2 * plain[f"{place} loop"], (plain, slow)
    assert slow["patience"] == cpu
    assert plain["patience"] == 1


class _Framed(Shop):
    """A page with a frame of another site."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        del fields
        if request.url.path == "/":
            host = f"localhost:{request.url.port}"
            return HTMLResponse(f'<title>page</title><iframe src="http://{host}/frame"></iframe>')
        return HTMLResponse("<title>frame</title>something")


async def _measured(settings: Settings) -> dict[str, float]:
    settings = settings.model_copy(update={"allow_hosts": ("localhost",)})
    async with BrowserSession.open(settings) as session:
        tab = await session.new_tab("measuring", "desktop", None, timed=True)
        await tab.page.goto(settings.target)
        measured: dict[str, float] = {"patience": tab.patient(1)}
        for name, place in (("page", tab.page), ("frame", tab.page.frames[1])):
            measured[f"{name} fetch"] = min([await place.evaluate(_FETCH) for _ in range(3)])
            measured[f"{name} loop"] = min([await place.evaluate(_LOOP) for _ in range(3)])
        await tab.close()
        return measured
