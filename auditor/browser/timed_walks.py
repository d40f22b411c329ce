"""The timed walks of one journey: how many there are, each alone in the browser, and again with a warm cache.

A walk's figures are only worth comparing where it did the same: each attempt takes the search words, the list and the
product of the first, where the pages still offer them. Nothing else of ours runs within a timed span, with one
exception: the guard asks for every document, XHR and fetch before it leaves, which costs each of them a round trip
between browser and audit. How busy others keep the machine is looked at between the walks, never meanwhile.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.browser.host_noise import host_noise
from auditor.browser.knowledge import Choices, Knowledge
from auditor.browser.session import BrowserSession, Tab
from auditor.browser.walker import Walker
from auditor.model.budget import BudgetLevel, Cache
from auditor.model.journey import Journey, Stage, lead_journey, without_order
from auditor.model.progress import Progress
from auditor.model.run import Cause, JourneyRun, StepRun, StepStatus
from auditor.model.settings import Settings
from auditor.model.store import RunStore, Undecided
from auditor.steadiness import ENOUGH

SHARE_OF_TIME = 0.4
"""How much of `--timeout` the timed walks may take before no further one is begun, unless `--runs` says how many; ours.
The probes need the rest."""
_BEFORE_THE_CART = frozenset({Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT})


class Another(Enum):
    """Whether another attempt is made."""

    YES = "yes"
    ENOUGH = "enough"
    NO_TIME = "no time"


def another_attempt(
    attempts: Sequence[JourneyRun], settings: Settings, undecided: Undecided, *, seconds_left: float
) -> Another:
    """Decide whether another attempt is made: as many as were asked for, else while they leave a verdict open.

    Args:
        attempts: what was walked so far, at least once; walks with a warm cache are no attempts of their own.
        settings: the audit's.
        undecided: whether the attempts leave a verdict open that the gate hangs on.
        seconds_left: how long timed walks may still take where nobody said how many there are to be.
    """
    made = sum(one.cache is Cache.COLD for one in attempts)
    if settings.runs is not None:
        return Another.YES if made < settings.runs else Another.ENOUGH
    if made >= ENOUGH or broke_off(attempts[0]) or not undecided(attempts):
        return Another.ENOUGH
    return Another.YES if seconds_left > 0 else Another.NO_TIME


def warm_wanted(settings: Settings) -> bool:
    """Whether each attempt is walked once more with a warm cache: several were asked for, or a budget is about it."""
    if any(one.cache is Cache.WARM and one.level is not BudgetLevel.OFF for one in settings.budgets):
        return True
    return settings.runs is not None and settings.runs > 1


def broke_off(run: JourneyRun) -> bool:
    """Whether a step broke that the journey needs."""
    return any(step.status is StepStatus.BROKEN and not _optional(run, step) for step in run.steps)


@dataclass(frozen=True)
class Walked:
    """What the timed walks came to: the journey that was walked in the end, its first attempt, what that learned."""

    journey: Journey
    known: Knowledge
    run: JourneyRun


@dataclass
class TimedWalks:
    """The timed walks of a journey on a device.

    `limit_s` is how long they may take, in seconds, before no further one is begun; `noise` tells how busy others keep
    the machine. `before` is what an earlier audit took where there was a choice, where its way is to be gone again.
    """

    session: BrowserSession
    settings: Settings
    store: RunStore
    progress: Progress
    undecided: Undecided
    limit_s: float
    noise: Callable[[], Awaitable[float]] = host_noise
    began: float = field(default_factory=time.monotonic)
    noise_before: float = 0.0
    before: Choices | None = None

    async def walk(self, journey: Journey) -> Walked:
        """Walk a journey as often as its figures need; where the site sells nothing, to its form instead."""
        known = Knowledge(before=self.before or Choices())
        runs = await self.attempt(journey, 1, known)
        first = Walked(journey, known, runs[0])
        if not self.settings.journeys and self.before is None:
            first, runs = await self._lead_instead(first, runs)
        attempts = list(runs)
        again = without_order(first.journey)
        while (another := self._another(attempts)) is Another.YES:
            number = attempts[-1].attempt + 1
            attempts.extend(await self.attempt(again, number, Knowledge(before=first.known.choices)))
        if another is Another.NO_TIME:
            self.progress.note(
                f"no further attempt is timed: {self.limit_s:.0f} s of the time limit were for the walks (--timeout)"
            )
        return first

    def _another(self, attempts: Sequence[JourneyRun]) -> Another:
        left = self.limit_s - (time.monotonic() - self.began)
        return another_attempt(attempts, self.settings, self.undecided, seconds_left=left)

    async def attempt(self, journey: Journey, number: int, known: Knowledge) -> tuple[JourneyRun, ...]:
        """Walk a journey once, and once more with a warm cache where that is wanted."""
        tab = await self.session.new_tab(f"walk {number}", journey.device, journey.locale, timed=True)
        try:
            walker = Walker(self.session, journey, number, tab, self.store, self.progress, known)
            run = await walker.walk()
            again = warm_wanted(self.settings) and not broke_off(run)
            await (tab.close_page() if again else tab.close())
            runs = [await self._finished(run)]
            if again and (warm := await self._once_more(tab, walker)):
                runs.append(warm)
        finally:
            await tab.close()
        return tuple(runs)

    async def _once_more(self, tab: Tab, first: Walker) -> JourneyRun | None:
        """Walk with what the browser has loaded already, but as nobody it knows; None where it could not be made so."""
        self.progress.note(f"attempt {first.attempt} once more, with a warm cache")
        try:
            again = await tab.come_again()
        except PAGE_FAILURES as failure:
            self.progress.note(f"a warm cache could not be had: {first_line(failure)}")
            return None
        known = Knowledge(before=first.known.choices)
        journey = without_order(first.journey)
        walker = Walker(self.session, journey, first.attempt, again, self.store, self.progress, known, cache=Cache.WARM)
        run = await walker.walk()
        await again.close()
        return await self._finished(run)

    async def _finished(self, run: JourneyRun) -> JourneyRun:
        """Write down that a walk ended and how busy others kept the machine, at its more disturbed end.

        Before the very first walk nothing is measured: a browser that has just started keeps the machine busy itself.

        Returns:
            The run with that, so that whether another one is needed is judged as all are in the end.
        """
        after = await self.noise()
        noise, self.noise_before = max(self.noise_before, after), after
        self.store.run_finished(run.id, complete=True, host_noise=noise)
        return run.model_copy(update={"host_noise": noise})

    async def _lead_instead(self, shop: Walked, runs: tuple[JourneyRun, ...]) -> tuple[Walked, tuple[JourneyRun, ...]]:
        """Walk to a form instead where the site showed nothing to buy; the same where it is a shop, or has none."""
        known, run = shop.known, shop.run
        if known.sells or known.cart_reached or not _found_no_goods(run):
            return shop, runs
        journey = lead_journey(shop.journey.start_url, device=shop.journey.device, locale=shop.journey.locale)
        learned = Knowledge()
        self.progress.note("nothing to buy was found: looking for a form instead")
        lead = await self.attempt(journey, 1, learned)
        for given_up in runs if learned.form_reached else lead:
            self.store.run_withdrawn(given_up.id)
        return (Walked(journey, learned, lead[0]), lead) if learned.form_reached else (shop, runs)


def _found_no_goods(run: JourneyRun) -> bool:
    """Whether the walk ended before the cart because we recognised nothing to go on with."""
    ended = [step for step in run.steps if step.status is StepStatus.BROKEN and not _optional(run, step)]
    return bool(ended) and ended[-1].cause is Cause.NOT_RECOGNISED and ended[-1].stage in _BEFORE_THE_CART


def _optional(run: JourneyRun, step: StepRun) -> bool:
    return any(one.id == step.step_id and one.optional for one in run.journey.steps)
