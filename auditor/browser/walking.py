"""One journey on one device: the timed walks first and alone, then the probes side by side."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from functools import partial

from auditor.browser.knowledge import choices_of
from auditor.browser.probes.checkout_steps import probe_forms
from auditor.browser.probes.family import Probing
from auditor.browser.probes.feedback_trial import probe_feedback
from auditor.browser.probes.lead_trial import probe_lead_form
from auditor.browser.probes.reload_trial import probe_reload
from auditor.browser.probes.search_trial import probe_search
from auditor.browser.probes.typing_and_returning import probe_lead_typing, probe_typing
from auditor.browser.probes.watch_trial import probe_watch, watchable
from auditor.browser.timed_walks import SHARE_OF_TIME, TimedWalks
from auditor.model.journey import Journey, Stage
from auditor.model.settings import ProbeFamily, Safety, Settings

__all__ = ["SHARE_OF_TIME", "TimedWalks", "choices_of", "walk_and_probe"]
_LONGEST = frozenset({ProbeFamily.FORM, ProbeFamily.TYPING})
_WAITING = frozenset({ProbeFamily.WATCH, ProbeFamily.FEEDBACK})
"""They wait for most of their time: one of them is made beside the others, unless it was said how many are."""


async def walk_and_probe(walks: TimedWalks, journey: Journey) -> None:
    """Walk a journey as often as its figures need, then make the probes that what was seen allows.

    Args:
        walks: how it is walked, and how often.
        journey: what to walk.
    """
    settings, store, progress = walks.settings, walks.store, walks.progress
    progress.phase("walk")
    began = time.monotonic()
    walked = await walks.walk(journey)
    store.phase("walk", (time.monotonic() - began) * 1000)
    if settings.safety is Safety.LOOK or not settings.probing:
        return
    progress.phase("probe")
    began = time.monotonic()
    await _probe(Probing(walks.session, walked.journey, walked.known, walked.run.id, store, progress), settings)
    store.phase("probe", (time.monotonic() - began) * 1000)


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
        families.append((ProbeFamily.FEEDBACK, Stage.PRODUCT, partial(probe_feedback, probing)))
    if known.form_reached:
        families.append((ProbeFamily.FORM, Stage.FORM, partial(probe_lead_form, probing)))
        families.append((ProbeFamily.TYPING, Stage.FORM, partial(probe_lead_typing, probing)))
    if watchable(known.places):
        families.append((ProbeFamily.WATCH, Stage.LANDING, partial(probe_watch, probing)))
    places = asyncio.Semaphore(settings.workers or os.cpu_count() or 1)

    beside = places if settings.workers else asyncio.Semaphore(1)

    async def one(name: str, stage: Stage, work: Callable[[], Awaitable[None]]) -> None:
        async with beside if name in _WAITING else places:
            await probing.guarded(name, stage, work())

    async with asyncio.TaskGroup() as group:
        for name, stage, work in sorted(families, key=lambda family: family[0] not in _LONGEST):
            if name in settings.probing:
                group.create_task(one(name, stage, work))
