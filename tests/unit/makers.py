"""Makes literal runs, visits, findings and checks for unit tests."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from auditor.check import Check, Context, VisitCheck
from auditor.model.artifact import Artifact, PageResponse
from auditor.model.base import Box
from auditor.model.finding import (
    Certainty,
    CheckMeta,
    CheckOutcome,
    CheckResult,
    CheckStatus,
    ElementEvidence,
    Evidence,
    Finding,
    Location,
    Severity,
)
from auditor.model.journey import Journey, Stage, shop_journey
from auditor.model.picture import Screenshot
from auditor.model.progress import Progress
from auditor.model.run import AuditRun, Cause, Environment, JourneyRun, StepRun, StepStatus, Visit
from auditor.model.settings import Settings
from auditor.model.store import RunStore, Undecided

SHOP = "https://shop.example/"
NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
ENVIRONMENT = Environment(browser="Chromium 1", device="desktop", viewport_width=1280, viewport_height=720)
STAGES = {
    "landing": Stage.LANDING,
    "listing": Stage.LISTING,
    "search": Stage.SEARCH,
    "product": Stage.PRODUCT,
    "add-to-cart": Stage.CART,
    "cart": Stage.CART,
    "checkout": Stage.CHECKOUT,
}


def visit(step: str, *artifacts: Artifact, url: str | None = None, name: str | None = None) -> Visit:
    """A visit that a step of the default journey led to."""
    address = url or f"{SHOP}{'' if step == 'landing' else step}"
    return Visit(id=name or f"{step}-1", step_id=step, stage=STAGES[step], url=address, title=step, artifacts=artifacts)


def step(name: str, status: StepStatus = StepStatus.COMPLETED, cause: Cause | None = None, **more: object) -> StepRun:
    """A step that led to the visit of the same name, unless it was skipped."""
    visit_id = None if status is StepStatus.SKIPPED else f"{name}-1"
    fields = {"duration_ms": 500.0, "visit_id": visit_id, **more}
    return StepRun.model_validate({"step_id": name, "stage": STAGES[name], "status": status, "cause": cause, **fields})


def walk(
    steps: Sequence[StepRun] | None = None,
    visits: Sequence[Visit] | None = None,
    *,
    attempt: int = 1,
    device: str = "desktop",
    journey: Journey | None = None,
    probe_visits: Sequence[Visit] = (),
) -> JourneyRun:
    """An attempt at the default journey; smooth, unless other steps are given."""
    taken = list(steps) if steps is not None else [*(step(name) for name in STAGES)]
    seen = visits if visits is not None else [visit(one.step_id) for one in taken if one.visit_id]
    return JourneyRun(
        journey=journey or shop_journey(SHOP, device=device),
        attempt=attempt,
        environment=ENVIRONMENT,
        started_at=NOON,
        steps=tuple(taken),
        visits=tuple(seen),
        probe_visits=tuple(probe_visits),
    )


def broken_at(name: str, cause: Cause, error: str | None = None) -> JourneyRun:
    """A walk that a step ended."""
    names = list(STAGES)[: list(STAGES).index(name)]
    return walk([*(step(one) for one in names), step(name, StepStatus.BROKEN, cause, error=error)])


def audit_run(*runs: JourneyRun, interrupted: str | None = None, finished: bool = True) -> AuditRun:
    """What an audit gathered; a smooth walk unless told otherwise."""
    return AuditRun(
        tool_version="0",
        target=SHOP,
        started_at=NOON,
        finished_at=NOON + timedelta(seconds=9) if finished else None,
        interrupted=interrupted,
        runs=runs or (walk(),),
    )


def location(name: str = "checkout", *, url: str | None = None, device: str = "desktop") -> Location:
    """The place of a step of the default journey."""
    return Location(journey="shop", step=name, stage=STAGES[name], device=device, url=url or f"{SHOP}{name}")


def finding(
    check: str = "checkout/made-up",
    severity: Severity = Severity.SERIOUS,
    *,
    at: Location | None = None,
    certainty: Certainty = Certainty.CERTAIN,
    identity: str = "#buy",
    evidence: Sequence[Evidence] = (),
) -> Finding:
    """A finding."""
    return Finding(
        check_id=check,
        severity=severity,
        certainty=certainty,
        message=f"{check} says so",
        location=at or location(),
        evidence=tuple(evidence),
        identity=identity,
    )


def element(selector: str = "#buy", box: Box | None = None) -> ElementEvidence:
    """An element as evidence."""
    return ElementEvidence(selector=selector, box=box)


def result(check: str, *findings: Finding, outcome: CheckOutcome = CheckOutcome.FAILED) -> CheckResult:
    """What came of a check."""
    return CheckResult(check=check, outcome=outcome, subject="shop/desktop/1", findings=findings)


def meta(check: str, **facts: object) -> CheckMeta:
    """The facts about a check."""
    plain = {"title": check, "feels": "Hm.", "severity": Severity.SERIOUS, "since": "0"}
    return CheckMeta.model_validate({"id": check, **plain, **facts})


def answer(url: str = SHOP, **facts: object) -> PageResponse:
    """A page that answered."""
    return PageResponse.model_validate({"requested_url": url, "final_url": url, "status": 200, **facts})


def screenshot(name: str = "a", *, scroll_y: float = 0, purpose: str = "arrival") -> Screenshot:
    """A picture of a viewport of 1280 by 720 pixels."""
    return Screenshot(
        blob=f"run/blobs/{name}.webp",
        media_type="image/webp",
        width=1280,
        height=720,
        scroll_y=scroll_y,
        purpose=purpose,
    )


def always(
    check: str,
    *,
    times: int = 1,
    evidence: Sequence[Evidence] = (),
    certainty: Certainty = Certainty.CERTAIN,
    **facts: object,
) -> type[Check]:
    """A check that finds something on every visit at its stages."""

    class Always(VisitCheck):
        def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
            for _ in range(times):
                yield self.finding(
                    f"{check} says so",
                    context.location(visit),
                    identity=check,
                    evidence=evidence,
                    certainty=certainty,
                )

    Always.meta = meta(check, **facts)
    return Always


PREVIEW = CheckStatus.PREVIEW


class Gathering:
    """Takes the browser's place: hands a walk over to the store, then does what it is told."""

    def __init__(
        self, run: JourneyRun | None = None, *, error: BaseException | None = None, waits: bool = False
    ) -> None:
        """Hand over `run`; then raise `error`, or wait until cancelled."""
        self.run = run
        self.error = error
        self.waits = waits
        self.journeys: tuple[Journey, ...] = ()

    async def __call__(
        self,
        settings: Settings,
        journeys: tuple[Journey, ...],
        *,
        store: RunStore,
        progress: Progress,
        undecided: Undecided,
    ) -> None:
        """Gather."""
        del settings, undecided
        self.journeys = journeys
        progress.phase("walk")
        if self.run:
            key = store.run_started(self.run.journey, self.run.attempt, self.run.environment)
            for one in self.run.steps:
                progress.step_started(one.step_id, one.stage, self.run.attempt)
                store.step(key, one, [seen for seen in self.run.visits if seen.id == one.visit_id])
                progress.step_done(one, self.run.attempt)
            store.run_finished(key, complete=True)
        if self.error:
            raise self.error
        if self.waits:
            await asyncio.Event().wait()
