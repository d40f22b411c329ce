"""One family of probes on an odd shop, without the walk before it: for what only that family can tell."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from auditor.browser.knowledge import Knowledge
from auditor.browser.probes.family import Probing
from auditor.browser.session import BrowserSession
from auditor.demo.server import serve
from auditor.discovery.typing_plans import CARD_NOTATIONS
from auditor.model.journey import Stage, shop_journey
from auditor.model.progress import Silence
from auditor.model.redaction import luhn_valid
from auditor.model.run import Skipped, Visit
from auditor.model.settings import Settings
from auditor.run_folder import RunFolder, load_run
from tests.journeys.odd_shops import Shop, card_numbers_in

Family = Callable[[Probing], Awaitable[None]]


@dataclass
class Probed:
    """What a family brought."""

    shop: Shop
    visits: tuple[Visit, ...]
    skipped: tuple[Skipped, ...]
    journal: str


def probe(family: Family, shop: Shop, output: Path) -> Probed:
    """Carry one family out on a shop; nothing may be ordered, and no number of a card may come to the server."""
    with serve(shop) as server:
        asyncio.run(_carry_out(family, shop, server.url, output))
    run = load_run(output)
    (journey,) = run.runs
    assert shop.orders == []
    assert {number for number in card_numbers_in(shop.sent) if luhn_valid(number)} == set()
    journal = (output / "run" / "journal.jsonl").read_text(encoding="utf-8")
    return Probed(shop, journey.probe_visits, run.skipped, journal)


async def _carry_out(family: Family, shop: Shop, url: str, output: Path) -> None:
    settings = Settings(target=url, output=output)
    store = RunFolder.create(output, settings)
    for number in CARD_NOTATIONS.values():
        store.keep_secret(number)
    first = shop.goods[0]
    place = url.rstrip("/") + shop.at_product + first.slug
    known = Knowledge(landing_url=url, product_name=first.name, product_url=place)
    async with BrowserSession.open(settings) as session:
        journey = shop_journey(url)
        store.begin(url, datetime.now(UTC), "probe", sandbox=True)
        key = store.run_started(journey, 1, session.environment(journey.device, None))
        probing = Probing(session, journey, known, key, store, Silence())
        await probing.guarded("typing", Stage.CHECKOUT, family(probing))
        store.run_finished(key, complete=True)
    store.close()
