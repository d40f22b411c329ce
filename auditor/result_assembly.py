"""The canonical result, put together from what was gathered, judged and decided. Pure."""

import statistics
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.model.finding import CheckMeta, CheckResult, Finding
from auditor.model.form import Confirmation
from auditor.model.loading import PageTimings
from auditor.model.picture import Screenshot
from auditor.model.result import (
    AttemptResult,
    AuditResult,
    FindingResult,
    GateResult,
    JourneyResult,
    PlacedOrder,
    Score,
    StepMetrics,
    StepResult,
    SubjectResult,
    Timing,
    ToolInfo,
    Totals,
)
from auditor.model.run import AuditRun, Environment, JourneyRun, StepRun, StepStatus, Visit
from auditor.reach import attempts, coverage, warm_attempts
from auditor.waterfall import waterfall_of

_SHORTEST_ID = 6


class Document(Protocol):
    """What the result tells from a check's documentation."""

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
) -> AuditResult:
    """Put the result together.

    Args:
        run: what was gathered.
        results: what came of every check on every subject.
        findings: folded, worst first.
        known: the checks.
        gating: fingerprints of the findings that fail the gate.
        score: the score.
        gate: the verdict.
        phases_ms: how long the phases took that the run does not know of.
    """
    ids = finding_ids([finding.fingerprint for finding in findings])
    ended = run.finished_at or run.started_at
    return AuditResult(
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
            )
            for one in results
        ),
        findings=tuple(_finding(one, ids[one.fingerprint], known, gating) for one in findings),
        coverage=coverage(run),
        totals=_totals(run),
        timings=tuple(_timings(run)),
        score=score,
        gate=gate,
        mutations=run.mutations,
        orders=tuple(_orders(run)),
        interrupted=run.interrupted,
    )


def finding_ids(fingerprints: Sequence[str]) -> dict[str, str]:
    """Short ids such as `F-1a2b3c`, the same in every audit; longer only where two would be alike."""
    length = _SHORTEST_ID
    different = set(fingerprints)
    while len({one[:length] for one in different}) < len(different):
        length += 1
    return {one: f"F-{one[:length]}" for one in different}


def _finding(finding: Finding, identifier: str, known: Known, gating: Collection[str]) -> FindingResult:
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
        fix=document.fix if document else "",
        references=(document.references if document else ()) or meta.references,
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
    optional = {step.id for step in run.journey.steps if step.optional}
    broke = any(one.status is StepStatus.BROKEN and one.step_id not in optional for one in run.steps)
    return AttemptResult(
        attempt=run.attempt,
        status="broken" if broke or not run.complete else "completed",
        cache=run.cache,
        host_noise=run.host_noise,
        steps=tuple(_step(step, run.visit(step.visit_id), first=first) for step in run.steps),
    )


def _step(step: StepRun, visit: Visit | None, *, first: bool) -> StepResult:
    timings = (visit.get(PageTimings) if visit else None) or PageTimings()
    return StepResult(
        id=step.step_id,
        stage=step.stage,
        status=step.status,
        url=visit.url if visit else "",
        title=visit.title if visit else "",
        duration_ms=step.duration_ms,
        error=step.error,
        screenshot=_screenshot(visit),
        metrics=_metrics(visit),
        largest_contentful_paint_selector=timings.largest_contentful_paint_selector,
        layout_shifts=timings.layout_shifts,
        soft_navigation=timings.soft_navigation,
        waterfall=waterfall_of(visit) if first else None,
    )


def _screenshot(visit: Visit | None) -> str | None:
    pictures = list(visit.all(Screenshot)) if visit else []
    arrival = [picture for picture in pictures if picture.purpose == "arrival"]
    return (arrival or pictures)[0].blob if pictures else None


def _metrics(visit: Visit | None) -> StepMetrics:
    timings = visit.get(PageTimings) if visit else None
    if timings is None:
        return StepMetrics()
    return StepMetrics.model_validate({name: getattr(timings, name) for name in StepMetrics.model_fields})


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


def _totals(run: AuditRun) -> Totals:
    """What the first journey asked of the shopper in its first attempt."""
    groups = attempts(run)
    if not groups:
        return Totals()
    first = groups[0][0]
    urls = [visit.url for visit in first.visits]
    pages = sum(url != before for before, url in zip(["", *urls], urls, strict=False))
    return Totals(
        clicks=sum(step.clicks for step in first.steps),
        keystrokes=sum(step.keystrokes for step in first.steps),
        fields=sum(step.fields for step in first.steps),
        pages=pages,
        seconds=round(sum(step.duration_ms or 0 for step in first.steps) / 1000, 2),
    )


def _timings(run: AuditRun) -> Iterator[Timing]:
    """Yield every metric of every step that at least one attempt completed."""
    for group in (*attempts(run), *warm_attempts(run)):
        journey = group[0].journey
        for step_id in dict.fromkeys(step.step_id for one in group for step in one.steps):
            for metric, values in _measured(group, step_id).items():
                yield Timing(
                    journey=journey.id,
                    device=journey.device,
                    step=step_id,
                    metric=metric,
                    cache=group[0].cache,
                    median=statistics.median(values),
                    low=min(values),
                    high=max(values),
                    attempts=len(values),
                )


def _measured(group: Sequence[JourneyRun], step_id: str) -> dict[str, list[float]]:
    measured: dict[str, list[float]] = {}
    for run in group:
        for step in run.steps:
            if step.step_id != step_id or step.status is not StepStatus.COMPLETED:
                continue
            figures = {"duration_ms": step.duration_ms, **_metrics(run.visit(step.visit_id)).model_dump()}
            for metric, value in figures.items():
                if value is not None:
                    measured.setdefault(metric, []).append(float(value))
    return measured
