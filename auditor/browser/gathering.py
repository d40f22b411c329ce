"""Gathering: everything an audit sees, written down as it is seen."""

import asyncio
from types import ModuleType

from auditor.browser.session import BrowserSession
from auditor.discovery.shopper import WRONG_CARD_NUMBER
from auditor.model.journey import Journey
from auditor.model.progress import Progress
from auditor.model.settings import Settings
from auditor.model.store import RunStore


async def gather(settings: Settings, journeys: tuple[Journey, ...], *, store: RunStore, progress: Progress) -> None:
    """Walk every journey and make the probes; all that is seen goes to `store` at once.

    Raises:
        BrowserError: there is no browser, or it did not start.
        UsageError: the device is unknown.
    """
    store.keep_secret(WRONG_CARD_NUMBER)
    loading = asyncio.create_task(asyncio.to_thread(_load))
    async with BrowserSession.open(settings) as session:
        try:
            walking = await loading
            for journey in journeys:
                await walking.walk_and_probe(session, journey, settings, store=store, progress=progress)
        finally:
            for mutation in session.guard.mutations:
                store.mutation(mutation)


def _load() -> ModuleType:
    """Load what walks and what recognises, word lists included, while the browser starts."""
    from auditor.browser import walking  # noqa: PLC0415 - see above
    from auditor.discovery.page_view import read_word_lists  # noqa: PLC0415

    read_word_lists()
    return walking
