"""Gathering: everything an audit sees, written down as it is seen."""

import asyncio
import os
import re
from collections.abc import Mapping
from types import ModuleType

from auditor.browser.own_language import ask_for_language
from auditor.browser.session import BrowserSession
from auditor.discovery.shopper import FULL_WRONG_CARD_NUMBER, TEST_CARD_NUMBER, WRONG_CARD_NUMBER
from auditor.discovery.tongues import Spoken, own_language
from auditor.discovery.typing_plans import CARD_NOTATIONS
from auditor.model.journey import Journey
from auditor.model.progress import Progress
from auditor.model.run import JourneyRun
from auditor.model.settings import Settings
from auditor.model.store import RunStore, Undecided


async def gather(
    settings: Settings,
    journeys: tuple[Journey, ...],
    *,
    store: RunStore,
    progress: Progress,
    undecided: Undecided,
    retracing: Mapping[tuple[str, str], JourneyRun] | None = None,
) -> None:
    """Walk every journey and make the probes; all that is seen goes to `store` at once.

    `undecided` tells whether the attempts so far leave a verdict open; `retracing` holds earlier walks by journey and
    device, whose choices are taken again.

    Raises:
        BrowserError: there is no browser, or it did not start.
        UsageError: the device is unknown.
    """
    for number in (WRONG_CARD_NUMBER, FULL_WRONG_CARD_NUMBER, TEST_CARD_NUMBER, *CARD_NOTATIONS.values()):
        store.keep_secret(number)
    for journey in journeys:
        _keep_credentials(journey, store)
    loading = asyncio.create_task(asyncio.to_thread(_load))
    async with BrowserSession.open(settings) as session:
        try:
            told = await _ask_sites(session, journeys)
            walking = await loading
            share_s = walking.SHARE_OF_TIME * settings.timeout_seconds / max(len(journeys), 1)
            for journey in _in_own_language(journeys, told):
                earlier = (retracing or {}).get((journey.id, journey.device))
                before = walking.choices_of(earlier) if earlier else None
                walks = walking.TimedWalks(session, settings, store, progress, undecided, share_s, before=before)
                await walking.walk_and_probe(walks, journey)
        finally:
            for mutation in session.guard.mutations:
                store.mutation(mutation)


async def _ask_sites(session: BrowserSession, journeys: tuple[Journey, ...]) -> dict[str, Spoken | None]:
    """Ask every first page once for which no language was asked; the walk's code is loaded meanwhile."""
    told: dict[str, Spoken | None] = {}
    for journey in journeys:
        if journey.locale is None and journey.start_url not in told:
            told[journey.start_url] = await ask_for_language(session, journey.start_url, journey.device)
    return told


def _in_own_language(journeys: tuple[Journey, ...], told: dict[str, Spoken | None]) -> tuple[Journey, ...]:
    """The journeys as walked by a browser that speaks the site's own language, where that is known."""
    languages = {url: own_language(page) for url, page in told.items() if page is not None}
    return tuple(
        journey if journey.locale else journey.model_copy(update={"locale": languages.get(journey.start_url)})
        for journey in journeys
    )


def _keep_credentials(journey: Journey, store: RunStore) -> None:
    """Mask an account's data from the first page on: some pages show it before anybody has typed it."""
    given = journey.credentials
    for name in re.findall(r"\$\{(\w+)\}", f"{given.username} {given.password}" if given else ""):
        if name in os.environ:
            store.keep_secret(os.environ[name])


def _load() -> ModuleType:
    """Load what walks and what recognises, word lists included, while the browser starts."""
    from auditor.browser import walking  # noqa: PLC0415 - see above
    from auditor.discovery.field_purpose import read_word_lists  # noqa: PLC0415

    read_word_lists()
    return walking
