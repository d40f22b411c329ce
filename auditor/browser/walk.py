"""One walk through a shop: a tab, what has been learned, and what the current step has gathered."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from playwright.async_api import TimeoutError as PlaywrightTimeout

from auditor.browser.clearing import answer_overlays, lift_veil
from auditor.browser.collectors.page_world import world_of
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.knowledge import Knowledge
from auditor.browser.pressing import press
from auditor.browser.session import Tab
from auditor.browser.settle import Settled
from auditor.discovery.naming import named
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.model.artifact import Artifact, ClickTrial
from auditor.model.journey import Credentials
from auditor.model.recognition import Attempt, PageKind, Recognition, Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.wording import say

T = TypeVar("T")

SETTLE_LIMIT_MS = 10_000
ANSWER_LIMIT_MS = 20_000
LATE_CONTENT_MS = 3_000
_LATE_QUIET_MS = 400
_NEW_TAB_MS = 1_500
_SAME_TAB = frozenset({"", "_self", "_top", "_parent"})


class StepBroken(Exception):  # noqa: N818 - it is news about the site, not an error of ours
    """A step could not be completed; `why` says it in plain words, `cause` whose doing it provably is."""

    def __init__(self, why: str, cause: Cause) -> None:
        """Take the reason and the cause."""
        super().__init__(why)
        self.why = why
        self.cause = cause


class StepNotNeeded(Exception):  # noqa: N818 - likewise
    """A step that this site has no use for; `why` says it in plain words."""

    def __init__(self, why: str, *, cause: Cause = Cause.NOT_NEEDED) -> None:
        """Take the reason and the cause."""
        super().__init__(why)
        self.why = why
        self.cause = cause


def epoch_ms() -> float:
    """Milliseconds since 1970, the clock that pages share with us."""
    return time.time() * 1000


@dataclass
class Gathered:
    """What a step has brought so far.

    `acted_at_ms` is the moment of its last act (epoch), which took `deed_ms` to make and was over with the page's rest
    at `rested_at_ms`; what was typed and pressed since `prepared_from_ms` was done for it.
    """

    acted_at_ms: float = 0
    prepared_from_ms: float = field(default_factory=epoch_ms)
    deed_ms: float = 0
    rested_at_ms: float = 0
    artifacts: list[Artifact] = field(default_factory=list)
    on_previous: list[Artifact] = field(default_factory=list)
    anchor: str | None = None
    already_there: bool = False
    unfolded: bool = False
    reached_by: str = ""
    clicks: int = 0
    keystrokes: int = 0
    fields: int = 0


@dataclass
class Walk:
    """The state that acts share.

    `view` is the page as last looked at; `in_vain` holds answers after which what stood over a page stood there still.
    """

    tab: Tab
    start_url: str
    known: Knowledge = field(default_factory=Knowledge)
    view: PageView | None = None
    step: Gathered = field(default_factory=Gathered)
    settled: Settled | None = None
    credentials: Credentials | None = None
    keep_secret: Callable[[str], None] = lambda _: None
    in_vain: set[tuple[str, str]] = field(default_factory=set)

    @property
    def page(self) -> PageView:
        """The page as last looked at."""
        assert self.view is not None, "the walk has arrived somewhere"
        return self.view

    async def look(self) -> PageView:
        """Look at the page anew."""
        self.view = await self.tab.look()
        return self.view

    async def rest(self, limit_ms: float = SETTLE_LIMIT_MS) -> PageView:
        """Wait until the page is at rest, then look at it."""
        self.settled = await self.tab.settle(limit_ms)
        return await self.look()

    async def act(self, deed: Callable[[], Awaitable[object]], limit_ms: float = SETTLE_LIMIT_MS) -> PageView:
        """Do something as the shopper does it, note the moment, wait for the page to come to rest and look at it."""
        step, news = self.step, world_of(self.tab.page).news
        began = epoch_ms()
        step.acted_at_ms, step.prepared_from_ms = began, step.rested_at_ms or step.prepared_from_ms
        news.acted = True  # a document that comes of it tells of itself, and nothing was done on it yet
        await deed()
        done = epoch_ms()
        await self.rest(limit_ms)
        # The event itself says best when the shopper acted: before a click the control was scrolled to and looked at.
        step.acted_at_ms = news.act_between(began - 1, done + 1) or began
        step.deed_ms = done - step.acted_at_ms
        await lift_veil(self)
        step.rested_at_ms = epoch_ms()
        return self.page

    async def go_to(self, url: str) -> PageView:
        """Open an address by hand, as when coming back to a page already known; raise where it does not answer."""
        limit_ms = self.tab.patient(ANSWER_LIMIT_MS)
        try:
            return await self.act(lambda: self.tab.page.goto(url, wait_until="commit", timeout=limit_ms))
        except PlaywrightTimeout:
            raise StepBroken(
                say("a page gave no answer within {limit:g} s", limit=limit_ms / 1000), Cause.TIME_LIMIT
            ) from None

    async def start_afresh(self) -> None:
        """Come again as a shopper the site has never seen: without its cookies and what it keeps in the browser."""
        with contextlib.suppress(*PAGE_FAILURES):
            await self.tab.forget_site()

    async def look_until(self, find: Callable[[PageView], T], *, limit_ms: float = LATE_CONTENT_MS) -> T:
        """Ask the page until it gives something that is not empty, or `limit_ms` have passed: content may come late."""
        found = find(self.page)
        deadline = time.monotonic() + self.tab.patient(limit_ms) / 1000
        while not found and time.monotonic() < deadline:
            await self.tab.settle(_LATE_QUIET_MS * 2, quiet_ms=_LATE_QUIET_MS)
            found = find(await self.look())
        return found

    async def press(self, ranked: Ranked, role: Role, *, primary: bool = False) -> ClickTrial:
        """Click a candidate, wait for rest and look. A primary control's cover and effects are told in full."""
        self.step.clicks += 1
        known = len(await self.tab.observer.opened())
        stood = self.tab.page.url
        trial = await press(self, ranked, role, primary=primary)
        if primary:
            self.step.on_previous.append(trial)
        if self.tab.page.url == stood and role is not Role.ADD_TO_CART:
            elsewhere = ranked.element is not None and ranked.element.attributes.get("target", "_self") not in _SAME_TAB
            opened = await self.tab.observer.opened(
                more_than=known, limit_ms=self.tab.patient(_NEW_TAB_MS) if elsewhere else 0
            )
            await self._follow(opened[known:])
        return trial

    async def _follow(self, opened: tuple[str, ...]) -> None:
        """Go on where a new tab of the site was opened, as a shopper who finds themselves in it does."""
        leads = [url for url in opened if url.startswith("http") and self.tab.may_enter(url)]
        if leads:
            await self.go_to(leads[-1])

    async def answer_overlays(self) -> bool:
        """Answer banners, gates and pop-ups over the page, as a shopper does before anything else."""
        return await answer_overlays(self)

    def recognised(
        self,
        role: Role,
        kind: PageKind,
        ranked: tuple[Ranked, ...],
        *,
        proven: bool,
        looked_for: str,
        at_once: bool = False,
    ) -> "Search":
        """Begin to try candidates for a role; `Search.finish` writes down what became of them."""
        view = self.page
        told = [replace(entry, candidate=named(view, entry)) for entry in ranked]
        return Search(self, role, kind, proven, told, looked_for, redact_url(view.snapshot.url), at_once=at_once)


@dataclass
class Search:
    """The trying of candidates for one role on one page."""

    walk: Walk
    role: Role
    kind: PageKind
    proven: bool
    ranked: list[Ranked]
    looked_for: str
    url: str = ""
    at_once: bool = False
    attempts: dict[int, Attempt] = field(default_factory=dict)

    def tried(self, place: int, attempt: Attempt) -> None:
        """Note what became of the candidate at `place`."""
        self.attempts[place] = attempt

    @property
    def worked(self) -> int | None:
        """The place of the candidate that did what it should, if any did."""
        return next((place for place, attempt in self.attempts.items() if attempt is Attempt.WORKED), None)

    def finish(self, *, exhausted: bool) -> Recognition:
        """Write the recognition down; on the page where it was sought, which is the previous one if the step led on."""
        recognition = Recognition(
            role=self.role,
            page_kind=self.kind,
            page_kind_proven=self.proven,
            candidates=tuple(
                entry.candidate.model_copy(update={"attempt": self.attempts.get(place, Attempt.NOT_TRIED)})
                for place, entry in enumerate(self.ranked)
            ),
            chosen=self.worked,
            exhausted=exhausted,
            looked_for=self.looked_for,
            url=self.url,
        )
        target = self.walk.step.artifacts if self.at_once else self.walk.step.on_previous
        target.append(recognition)
        return recognition


async def bounded(awaitable: Awaitable[T], limit_ms: float) -> T | None:
    """Await at most `limit_ms`; None when it took longer."""
    try:
        return await asyncio.wait_for(awaitable, limit_ms / 1000)
    except TimeoutError:
        return None
