"""Walking a journey: one step after the other, each timed, each leaving a visit behind."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from auditor.browser.acts import (
    arriving,
    browsing,
    buying,
    checking_out,
    exact,
    forms,
    leading,
    naming,
    ordering,
    searching,
    signing_in,
)
from auditor.browser.collectors.page_timings import StepTimings, collect_timings, with_requests
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.browser.keeping import keepable
from auditor.browser.knowledge import Knowledge
from auditor.browser.next_action import time_to_next_action
from auditor.browser.session import BrowserSession, Tab
from auditor.browser.walk import Gathered, StepBroken, StepNotNeeded, Walk, epoch_ms
from auditor.discovery.buying import rank_checkout
from auditor.discovery.leads import sells
from auditor.discovery.order_forms import main_order_form
from auditor.discovery.pages import order_form_fields
from auditor.discovery.sign_in import closed_to_guests
from auditor.model.artifact import Artifact
from auditor.model.budget import Cache
from auditor.model.journey import (
    AddToCart,
    Click,
    Expect,
    Fill,
    FillForm,
    Goto,
    Journey,
    OpenCart,
    OpenForm,
    OpenListing,
    OpenProduct,
    PlaceOrder,
    Press,
    Scroll,
    Search,
    Select,
    Stage,
    StartCheckout,
    Step,
    WaitFor,
)
from auditor.model.picture import Screenshot
from auditor.model.progress import Progress
from auditor.model.recognition import Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause, Environment, JourneyRun, StepRun, StepStatus, Visit
from auditor.model.settings import Safety
from auditor.model.store import RunStore
from auditor.model.wording import say

PAINT_LIMIT_MS = 6_000
"""How long a page's pictures are waited for: beyond the 4 s from which a largest paint is poor."""
TIDY_LIMIT_MS = 20_000
"""How long banners over the first page are answered for."""
OBSERVE_LIMIT_MS = 15_000
"""How long a page is looked at after a step."""
STEP_RESERVE_MS = 30_000
"""What a step may take beyond its own time limit, for trying further candidates and looking at the page."""


@dataclass
class Walker:
    """One attempt at a journey in a tab that nothing was done in before."""

    session: BrowserSession
    journey: Journey
    attempt: int
    tab: Tab
    store: RunStore
    progress: Progress
    known: Knowledge = field(default_factory=Knowledge)
    cache: Cache = Cache.COLD
    steps: list[StepRun] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    added: buying.Added | None = None
    between_steps: list[Artifact] = field(default_factory=list)

    async def walk(self) -> JourneyRun:
        """Walk the journey to its end or to the step that breaks it; whoever began it says when it has finished."""
        environment = self.session.environment(self.journey.device, self.journey.locale)
        started_at = datetime.now(UTC)
        key = self.store.run_started(self.journey, self.attempt, environment, cache=self.cache)
        walk = Walk(
            self.tab,
            self.journey.start_url,
            self.known,
            credentials=self.journey.credentials,
            keep_secret=self.store.keep_secret,
        )
        for step in self.journey.steps:
            if not await self._step(walk, step, key):
                break
        return self._run(environment, started_at)

    def _run(self, environment: Environment, started_at: datetime) -> JourneyRun:
        return JourneyRun(
            journey=self.journey,
            attempt=self.attempt,
            environment=environment,
            started_at=started_at,
            cache=self.cache,
            steps=tuple(self.steps),
            visits=tuple(self.visits),
        )

    async def _step(self, walk: Walk, step: Step, key: str) -> bool:
        """Carry out one step and record it; False where the journey ends here."""
        self.progress.step_started(step.id, step.stage, self.attempt)
        walk.step = Gathered(on_previous=self.between_steps)
        self.between_steps = []
        walk.tab.observer.begin_step()
        warm = self.cache is Cache.WARM
        walk.tab.label(
            step.id, say("step {step} with a warm cache", step=step.id) if warm else say("step {step}", step=step.id)
        )
        status, error, cause = StepStatus.COMPLETED, None, None
        limit_ms = walk.tab.patient(step.timeout_ms)
        try:
            async with asyncio.timeout((limit_ms + walk.tab.patient(STEP_RESERVE_MS)) / 1000):
                self._require_safety(step)
                naming.take_names(walk, step.action)
                await self._act_as_who_may(walk, step)
        except StepNotNeeded as skipped:
            status, error, cause = StepStatus.SKIPPED, skipped.why, skipped.cause
        except StepBroken as broken:
            status, error, cause = StepStatus.BROKEN, broken.why, broken.cause
        except TimeoutError:
            error = say("took longer than {limit:g} s", limit=limit_ms / 1000)
            status, cause = StepStatus.BROKEN, Cause.TIME_LIMIT
        except PAGE_FAILURES as failure:
            status, error, cause = StepStatus.BROKEN, first_line(failure), Cause.OURS
        if status is not StepStatus.SKIPPED:
            status, error, cause = self._answered(walk, status, error, cause)
        self.known.sells = self.known.sells or (walk.view is not None and sells(walk.page))
        if status is StepStatus.COMPLETED and walk.tab.observer.opens_by_address():
            self.known.remember(step, walk.tab.page.url)
        run, visits = await self._record(walk, step, status, error, cause)
        self.steps.append(run)
        self.store.step(key, run, visits)
        self.progress.step_done(run, self.attempt)
        if status is StepStatus.COMPLETED and step.stage is Stage.LANDING:
            await self._tidy(walk)
        return status is not StepStatus.BROKEN or step.optional

    def _answered(
        self, walk: Walk, status: StepStatus, error: str | None, cause: Cause | None
    ) -> tuple[StepStatus, str | None, Cause | None]:
        """What the address's answer says of the step: no answer and a bot wall end it, an error status explains it.

        A refusal in words explains itself, whatever its status.
        """
        response = walk.tab.observer.main_response()
        if response is None or cause is Cause.REFUSED:
            return status, error, cause
        if response.error is not None:
            return StepStatus.BROKEN, say("no answer: {error}", error=response.error), self._no_answer_cause()
        if response.bot_wall is not None:
            return StepStatus.BROKEN, say("refused as a robot: {wall}", wall=response.bot_wall), Cause.BLOCKED
        if response.status is not None and response.status >= 400:  # noqa: PLR2004 - HTTP
            answered = say("the page answered with status {status}", status=str(response.status))
            return StepStatus.BROKEN, answered, Cause.SITE
        return status, error, cause

    def _no_answer_cause(self) -> Cause:
        return Cause.SITE if self.visits else Cause.UNANSWERED

    async def _tidy(self, walk: Walk) -> None:
        """Answer what stands over the page. It belongs to no step: what it brings goes to the page it was done on."""
        walk.step = Gathered()
        try:
            async with asyncio.timeout(walk.tab.patient(TIDY_LIMIT_MS) / 1000):
                await walk.answer_overlays()
        except (*PAGE_FAILURES, TimeoutError):
            self.progress.note("a banner could not be answered")
        self.between_steps = walk.step.on_previous

    def _require_safety(self, step: Step) -> None:
        """Steps that change something on the site are not taken where the audit may only look."""
        if self.session.safety is Safety.LOOK and isinstance(
            step.action, AddToCart | OpenCart | StartCheckout | FillForm
        ):
            raise StepNotNeeded(say("beyond --safety look"), cause=Cause.BEYOND_SAFETY)
        if isinstance(step.action, PlaceOrder) and self.session.safety is not Safety.ORDER:
            told = say(
                "beyond --safety {level}: an order is placed with --safety order only", level=self.session.safety.value
            )
            raise StepNotNeeded(told, cause=Cause.BEYOND_SAFETY)

    async def _act_as_who_may(self, walk: Walk, step: Step) -> None:
        """Carry out a step's act; where an account is asked for and credentials were given, sign in and repeat it."""
        stood = walk.tab.page.url
        try:
            self._require_open_door(walk, step)
            await self._act(walk, step)
        except StepBroken as broken:
            if broken.cause is not Cause.ACCOUNT_REQUIRED or walk.credentials is None or self.known.sign_in_url:
                raise
            await signing_in.sign_in(walk)
            if step.stage in {Stage.CART, Stage.CHECKOUT} and not order_form_fields(walk.page):
                await walk.go_to(stood)
                if isinstance(step.action, StartCheckout) and not rank_checkout(walk.page):
                    await buying.reach_cart(walk)
            await self._act(walk, step)

    def _require_open_door(self, walk: Walk, step: Step) -> None:
        """Where the first page lets nobody in, say so once, at the step that cannot be done without."""
        if not isinstance(step.action, OpenListing | Search | OpenProduct) or not closed_to_guests(walk.page):
            return
        if walk.credentials is None and not isinstance(step.action, OpenProduct):
            raise StepNotNeeded(say("an account is asked for first"))
        raise signing_in.account_required(walk, Role.PRODUCT_LINK)

    async def _act(self, walk: Walk, step: Step) -> None:  # noqa: C901, PLR0912 - one line for each action
        match step.action:
            case Goto() as action:
                await arriving.goto(walk, action)
                if step.stage is Stage.LANDING:
                    self.known.landing_url = walk.tab.page.url
                    if any(isinstance(one.action, OpenForm) for one in self.journey.steps):
                        arriving.recognise_call(walk)
                    else:
                        arriving.recognise_entrances(walk)
            case OpenListing():
                await browsing.open_listing(walk)
            case Search() as action:
                await searching.search(walk, action)
            case OpenProduct():
                await browsing.open_product(walk)
            case AddToCart():
                self.added = await buying.add_to_cart(walk)
            case OpenCart():
                await buying.open_cart(walk, self.added)
            case StartCheckout():
                await checking_out.start_checkout(walk)
            case PlaceOrder():
                await ordering.place_order(walk, step.id)
            case OpenForm():
                await leading.open_form(walk)
            case FillForm() as action:
                await forms.fill_form(walk, action)
            case Click() as action:
                await exact.click(walk, action)
                if step.stage is Stage.PRODUCT:
                    browsing.note_product(walk, walk.step.reached_by)
            case Fill() as action:
                await exact.fill(walk, action)
            case Select() as action:
                await exact.select(walk, action)
            case Press() as action:
                await exact.press_key(walk, action)
            case Scroll() as action:
                await exact.scroll(walk, action)
            case WaitFor() as action:
                await exact.wait_for(walk, action, step.timeout_ms)
            case Expect() as action:
                await exact.expect(walk, action, step.timeout_ms)

    async def _record(
        self, walk: Walk, step: Step, status: StepStatus, error: str | None, cause: Cause | None
    ) -> tuple[StepRun, list[Visit]]:
        """Make the step's record and its visit; what was learned of the page before goes to that page's visit."""
        changed: list[Visit] = []
        gathered = walk.step
        if self.visits and gathered.on_previous:
            before = self.visits[-1]
            self.visits[-1] = before.model_copy(update={"artifacts": (*before.artifacts, *gathered.on_previous)})
            changed.append(self.visits[-1])
        visit = None
        duration: float | None = None
        if status is not StepStatus.SKIPPED:
            artifacts, duration = await self._observe(walk, gathered, cause, self._following(step))
            visit = Visit(
                id=f"{step.id}-{self.attempt}",
                step_id=step.id,
                stage=step.stage,
                url=redact_url(walk.tab.page.url),
                title=walk.page.snapshot.title if walk.view else "",
                reached_by=gathered.reached_by,
                artifacts=tuple(artifacts),
            )
            self.visits.append(visit)
            changed.append(visit)
            if step.stage is Stage.CHECKOUT and walk.view and (form := main_order_form(walk.view)):
                walk.known.checkout_keys = tuple(entry.key for entry in form.fields)
        run = StepRun(
            step_id=step.id,
            stage=step.stage,
            status=status,
            duration_ms=duration if status is StepStatus.COMPLETED else None,
            error=error,
            cause=cause,
            visit_id=visit.id if visit else None,
            started_at=datetime.fromtimestamp(gathered.acted_at_ms / 1000, UTC) if gathered.acted_at_ms else None,
            clicks=gathered.clicks,
            keystrokes=gathered.keystrokes,
            fields=gathered.fields,
        )
        return run, changed

    def _following(self, step: Step) -> Step | None:
        place = self.journey.steps.index(step)
        return next(iter(self.journey.steps[place + 1 :]), None)

    def _stayed(self, walk: Walk) -> bool:
        """Whether the page is still the document of the visit before."""
        documents = any(request.main_document for request in walk.tab.observer.network_log().requests)
        return bool(self.visits) and not documents and self.visits[-1].url == redact_url(walk.tab.page.url)

    async def _of_failed_act(self, walk: Walk, gathered: Gathered) -> list[Artifact]:
        """What an act that led nowhere has left: the page itself belongs to the visit before."""
        tab = walk.tab
        shot = await take_screenshot(tab.page, tab.output, purpose="arrival")
        logs = (tab.observer.network_log(gathered.acted_at_ms or None), tab.observer.console_log())
        return [*([shot] if shot else []), *logs, *gathered.artifacts]

    async def _observe(
        self, walk: Walk, gathered: Gathered, broken: Cause | None, following: Step | None
    ) -> tuple[list[Artifact], float | None]:
        """Everything about the page a step ended on. Nothing here is within a timed span.

        The status with which a form is refused in words is no failure of the page.
        """
        tab = walk.tab
        if gathered.already_there:
            return self._shared(walk, gathered), None
        artifacts: list[Artifact] = []
        response = tab.observer.main_response()
        if response is not None and broken is not Cause.REFUSED:
            artifacts.append(response)
        unanswered = response is not None and response.error is not None
        if broken is not None and self._stayed(walk):
            return await self._of_failed_act(walk, gathered), None
        duration, acted = None, gathered.acted_at_ms
        try:
            async with asyncio.timeout(tab.patient(OBSERVE_LIMIT_MS) / 1000):
                duration = await time_to_next_action(walk, following)
                await _await_pictures(tab)
                until_ms = epoch_ms()
                # The picture draws a frame, so that a largest paint just come is reported by the time it is done.
                shot = await take_screenshot(tab.page, tab.output, purpose="arrival")
                artifacts.extend([shot] if shot else [])
                figures = await collect_timings(
                    tab.page,
                    acted,
                    prepared_from_ms=gathered.prepared_from_ms,
                    rested_at_ms=gathered.rested_at_ms or None,
                    until_ms=until_ms,
                )
                await tab.observer.weigh(figures.weighed)
        except (*PAGE_FAILURES, TimeoutError):
            figures = StepTimings()
        if walk.view is not None and not unanswered:
            artifacts.append(keepable(walk.view.snapshot))
        log = tab.observer.network_log(acted or None)
        timings = with_requests(figures.timings, log, tab.observer.way_to_document())
        artifacts += [timings.model_copy(update={"time_to_next_action_ms": duration}), log, tab.observer.console_log()]
        if not unanswered:
            artifacts.extend(gathered.artifacts)
        return artifacts, duration

    def _shared(self, walk: Walk, gathered: Gathered) -> list[Artifact]:
        """A step that needed no act shares the picture of the page with the one before; its figures are that one's."""
        shots = list(self.visits[-1].all(Screenshot)) if self.visits else []
        return [*([keepable(walk.view.snapshot)] if walk.view else []), *shots, *gathered.artifacts]


async def _await_pictures(tab: Tab) -> None:
    """Let pictures that were asked for with the document arrive, or the largest paint is missed."""
    with contextlib.suppress(*PAGE_FAILURES):
        await tab.page.wait_for_load_state("load", timeout=tab.patient(PAINT_LIMIT_MS))
