"""One journey on one device: the timed walks first and alone, then the probes side by side."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from auditor.browser.knowledge import Knowledge
from auditor.browser.probes.checkout_steps import probe_forms
from auditor.browser.probes.family import Probing
from auditor.browser.probes.lead_trial import probe_lead_form
from auditor.browser.probes.reload_trial import probe_reload
from auditor.browser.probes.search_trial import probe_search
from auditor.browser.probes.typing_and_returning import probe_lead_typing, probe_typing
from auditor.browser.session import BrowserSession
from auditor.browser.walker import Walker
from auditor.model.journey import Journey, Stage, lead_journey, without_order
from auditor.model.progress import Progress
from auditor.model.run import Cause, JourneyRun, StepRun, StepStatus
from auditor.model.settings import ProbeFamily, Safety, Settings
from auditor.model.store import RunStore, Undecided
from auditor.steadiness import ENOUGH

_BEFORE_THE_CART = frozenset({Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT})
_LONGEST = frozenset({ProbeFamily.FORM, ProbeFamily.TYPING})


async def walk_and_probe(
    session: BrowserSession,
    journey: Journey,
    settings: Settings,
    *,
    store: RunStore,
    progress: Progress,
    undecided: Undecided,
) -> None:
    """Walk a journey as often as its figures need, then make the probes that what was seen allows.

    Args:
        session: the running browser.
        journey: what to walk.
        settings: how.
        store: keeps what is seen, and how long the phases took.
        progress: told what happens.
        undecided: whether the attempts so far leave a verdict open.
    """
    progress.phase("walk")
    began = time.monotonic()
    known = Knowledge()
    run = await Walker(session, journey, 1, store, progress, known).walk()
    if not settings.journeys and (lead := await _lead_instead(session, run, known, store, progress)):
        journey, known, run = lead.journey, lead.known, lead.run
    attempts = [run]
    while _another_wanted(attempts, settings, undecided):
        again = Walker(session, without_order(journey), len(attempts) + 1, store, progress)
        attempts.append(await again.walk())
    store.phase("walk", (time.monotonic() - began) * 1000)
    if settings.safety is Safety.LOOK or not settings.probing:
        return
    progress.phase("probe")
    began = time.monotonic()
    await _probe(Probing(session, journey, known, run.id, store, progress), settings)
    store.phase("probe", (time.monotonic() - began) * 1000)


@dataclass(frozen=True)
class _Lead:
    journey: Journey
    known: Knowledge
    run: JourneyRun


async def _lead_instead(
    session: BrowserSession, run: JourneyRun, known: Knowledge, store: RunStore, progress: Progress
) -> _Lead | None:
    """Walk to a form instead where the site showed nothing to buy; None where it is a shop, or has no such form."""
    if known.sells or known.cart_reached or not _found_no_goods(run):
        return None
    shop = run.journey
    journey = lead_journey(shop.start_url, device=shop.device, locale=shop.locale)
    learned = Knowledge()
    progress.note("nothing to buy was found: looking for a form instead")
    lead = await Walker(session, journey, 1, store, progress, learned).walk()
    given_up = run if learned.form_reached else lead
    store.run_withdrawn(given_up.id)
    return _Lead(journey, learned, lead) if learned.form_reached else None


def _found_no_goods(run: JourneyRun) -> bool:
    """Whether the walk ended before the cart because we recognised nothing to go on with."""
    ended = [step for step in run.steps if step.status is StepStatus.BROKEN and not _optional(run, step)]
    return bool(ended) and ended[-1].cause is Cause.NOT_RECOGNISED and ended[-1].stage in _BEFORE_THE_CART


def _optional(run: JourneyRun, step: StepRun) -> bool:
    return any(one.id == step.step_id and one.optional for one in run.journey.steps)


def _another_wanted(attempts: Sequence[JourneyRun], settings: Settings, undecided: Undecided) -> bool:
    """As many as were asked for; else while the attempts leave a verdict open, up to a bound."""
    if settings.runs is not None:
        return len(attempts) < settings.runs
    return len(attempts) < ENOUGH and undecided(attempts)


async def _probe(probing: Probing, settings: Settings) -> None:
    """Carry the families out side by side, as many at a time as there are workers."""
    known = probing.known
    families: list[tuple[ProbeFamily, Stage, Callable[[], Awaitable[None]]]] = []
    if known.landing_url and known.products and (known.searched or settings.queries):
        families.append((ProbeFamily.SEARCH, Stage.SEARCH, partial(probe_search, probing, settings.queries)))
    if known.cart_reached and known.product_url:
        if known.checkout_reached:
            families.append((ProbeFamily.FORM, Stage.CHECKOUT, partial(probe_forms, probing)))
            families.append((ProbeFamily.TYPING, Stage.CHECKOUT, partial(probe_typing, probing)))
        families.append((ProbeFamily.RELOAD, Stage.CART, partial(probe_reload, probing)))
    if known.form_reached:
        families.append((ProbeFamily.FORM, Stage.FORM, partial(probe_lead_form, probing)))
        families.append((ProbeFamily.TYPING, Stage.FORM, partial(probe_lead_typing, probing)))
    places = asyncio.Semaphore(settings.workers or os.cpu_count() or 1)

    async def one(name: str, stage: Stage, work: Callable[[], Awaitable[None]]) -> None:
        async with places:
            await probing.guarded(name, stage, work())

    async with asyncio.TaskGroup() as group:
        for name, stage, work in sorted(families, key=lambda family: family[0] not in _LONGEST):
            if name in settings.probing:
                group.create_task(one(name, stage, work))
