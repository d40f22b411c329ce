"""The canonical result, put together from what was gathered, judged and decided. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.figures import broke, fields_shown, step_metrics, timings, totals
from auditor.model.finding import CheckMeta, CheckResult, Finding
from auditor.model.form import Confirmation
from auditor.model.loading import PageTimings
from auditor.model.picture import Screenshot
from auditor.model.result import (
    AttemptResult,
    AuditResult,
    BudgetResult,
    FindingResult,
    GateResult,
    Inconclusive,
    JourneyResult,
    PlacedOrder,
    Score,
    StepResult,
    SubjectResult,
    ToolInfo,
    Totals,
)
from auditor.model.run import AuditRun, Environment, JourneyRun, StepRun, Visit
from auditor.model.wording import wordings_in
from auditor.reach import attempts, coverage, warm_attempts
from auditor.reproduction import Ways, rerun_command
from auditor.waterfall import waterfall_of

_SHORTEST_ID = 6


class Document(Protocol):
    """What the result tells from a check's documentation."""

    @property
    def what(self) -> str:
        """How it is looked for."""

    @property
    def fix(self) -> str:
        """How to mend it."""

    @property
    def references(self) -> tuple[str, ...]:
        """Where this is known from."""


@dataclass(frozen=True)
class Known:
    """The checks that were run: their facts and their documentation, by id."""

    metas: Mapping[str, CheckMeta]
    documents: Mapping[str, Document]


def assemble(
    run: AuditRun,
    results: Sequence[CheckResult],
    findings: Sequence[Finding],
    *,
    known: Known,
    gating: Collection[str],
    score: Score,
    gate: GateResult,
    phases_ms: Mapping[str, float],
    budgets: Sequence[BudgetResult] = (),
    inconclusive: Sequence[Finding] = (),
) -> AuditResult:
    """Put the result together.

    Args:
        run: what was gathered.
        results: what came of every check on every subject.
        findings: folded, worst first.
        known: the checks.
        gating: fingerprints of the findings that fail the gate, and of what is inconclusive and does.
        score: the score.
        gate: the verdict.
        phases_ms: how long the phases took that the run does not know of.
        budgets: how the budgets were met.
        inconclusive: what figures of checks do not tell.
    """
    ids = finding_ids([finding.fingerprint for finding in findings])
    groups = attempts(run)
    ways = Ways.of(run, results)
    ended = run.finished_at or run.started_at
    result = AuditResult(
        tool=ToolInfo(version=run.tool_version),
        target=run.target,
        started_at=run.started_at,
        duration_ms=round((ended - run.started_at).total_seconds() * 1000 + sum(phases_ms.values()), 1),
        phases_ms={name: round(value, 1) for name, value in {**run.phases_ms, **phases_ms}.items()},
        environment=run.runs[0].environment if run.runs else Environment(browser="", device=""),
        journeys=tuple(_journey(group, warm) for group, warm in _with_warm(run)),
        results=tuple(
            SubjectResult(
                check=one.check,
                outcome=one.outcome,
                subject=one.subject,
                error=one.error,
                explained_by=one.explained_by,
                client_side_only=one.client_side_only,
                findings=tuple(ids[told.fingerprint] for told in one.findings if told.fingerprint in ids),
            )
            for one in results
        ),
        findings=tuple(_finding(one, ids[one.fingerprint], known, gating, ways) for one in findings),
        coverage=coverage(run),
        totals=totals(groups[0][0]) if groups else Totals(),
        timings=tuple(timings(run)),
        budgets=tuple(budgets),
        inconclusive=tuple(_inconclusive(one, known.metas[one.check_id], gating) for one in inconclusive),
        score=score,
        gate=gate,
        mutations=run.mutations,
        orders=tuple(_orders(run)),
        interrupted=run.interrupted,
        titles={one.check: known.metas[one.check].title for one in results if one.check in known.metas},
    )
    return result.model_copy(update={"wordings": wordings_in(result)})


def finding_ids(fingerprints: Sequence[str]) -> dict[str, str]:
    """Short ids such as `F-1a2b3c`, the same in every audit; longer only where two would be alike."""
    length = _SHORTEST_ID
    different = set(fingerprints)
    while len({one[:length] for one in different}) < len(different):
        length += 1
    return {one: f"F-{one[:length]}" for one in different}


def _finding(finding: Finding, identifier: str, known: Known, gating: Collection[str], ways: Ways) -> FindingResult:
    meta = known.metas[finding.check_id]
    document = known.documents.get(finding.check_id)
    place = finding.location
    return FindingResult(
        id=identifier,
        check=finding.check_id,
        title=meta.title,
        severity=finding.severity,
        certainty=finding.certainty,
        gates=finding.fingerprint in gating,
        stage=place.stage,
        journey=place.journey,
        step=place.step,
        device=place.device,
        url=place.url,
        message=finding.message,
        feels=meta.feels,
        fingerprint=finding.fingerprint,
        evidence=finding.evidence,
        places=finding.places,
        found_by=document.what if document else "",
        fix=document.fix if document else "",
        references=(document.references if document else ()) or meta.references,
        steps=ways.to(finding, timed=meta.timed),
        rerun=rerun_command(identifier),
    )


def _inconclusive(finding: Finding, meta: CheckMeta, gating: Collection[str]) -> Inconclusive:
    place = finding.location
    return Inconclusive(
        check=finding.check_id,
        title=meta.title,
        severity=finding.severity,
        gates=finding.fingerprint in gating,
        message=finding.message,
        journey=place.journey,
        step=place.step,
        stage=place.stage,
        device=place.device,
        url=place.url,
        evidence=finding.evidence,
    )


def _with_warm(run: AuditRun) -> Iterator[tuple[Sequence[JourneyRun], Sequence[JourneyRun]]]:
    """Yield the first visits of each journey on each device, with those that had a warm cache."""
    warm = {(group[0].journey.id, group[0].journey.device): group for group in warm_attempts(run)}
    for group in attempts(run):
        yield group, warm.get((group[0].journey.id, group[0].journey.device), ())


def _journey(group: Sequence[JourneyRun], warm: Sequence[JourneyRun]) -> JourneyResult:
    journey = group[0].journey
    return JourneyResult(
        id=journey.id,
        title=journey.title,
        device=journey.device,
        environment=group[0].environment,
        attempts=tuple(_attempt(run, first=run is group[0]) for run in (*group, *warm)),
    )


def _attempt(run: JourneyRun, *, first: bool) -> AttemptResult:
    return AttemptResult(
        attempt=run.attempt,
        status="broken" if broke(run) else "completed",
        cache=run.cache,
        host_noise=run.host_noise,
        steps=tuple(
            _step(step, run.visit(step.visit_id), first=first, fields_shown=shown)
            for step, shown in zip(run.steps, _fields_shown(run), strict=True)
        ),
    )


def _fields_shown(run: JourneyRun) -> Iterator[int | None]:
    """Yield for each step how many fields its stage asks for, at the stage's last step."""
    stages = [step.stage for step in run.steps]
    for place, stage in enumerate(stages, 1):
        yield None if stage in stages[place:] else fields_shown(run, stage)


def _step(step: StepRun, visit: Visit | None, *, first: bool, fields_shown: int | None) -> StepResult:
    timings = (visit.get(PageTimings) if visit else None) or PageTimings()
    return StepResult(
        id=step.step_id,
        stage=step.stage,
        status=step.status,
        url=visit.url if visit else "",
        title=visit.title if visit else "",
        duration_ms=step.duration_ms,
        clicks=step.clicks,
        keystrokes=step.keystrokes,
        fields=step.fields,
        fields_shown=fields_shown,
        error=step.error,
        screenshot=_screenshot(visit),
        metrics=step_metrics(visit),
        largest_contentful_paint_selector=timings.largest_contentful_paint_selector,
        layout_shifts=timings.layout_shifts,
        soft_navigation=timings.soft_navigation,
        waterfall=waterfall_of(visit) if first else None,
    )


def _screenshot(visit: Visit | None) -> str | None:
    pictures = list(visit.all(Screenshot)) if visit else []
    arrival = [picture for picture in pictures if picture.purpose == "arrival"]
    return (arrival or pictures)[0].blob if pictures else None


def _orders(run: AuditRun) -> Iterator[PlacedOrder]:
    for one in run.runs:
        for visit in one.visits:
            for told in visit.all(Confirmation):
                yield PlacedOrder(
                    journey=one.journey.id,
                    device=one.journey.device,
                    step=visit.step_id,
                    url=told.url,
                    placed_for=told.ordered_as,
                    by_card=told.by_card,
                    reference=told.reference,
                )
