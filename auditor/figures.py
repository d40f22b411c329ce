"""The figures of what was walked: by step and metric, and of whole journeys, over the attempts. Pure."""

import statistics
from collections.abc import Iterator, Sequence

from auditor.model.budget import Cache
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.loading import PageTimings
from auditor.model.result import StepMetrics, Timing, Totals
from auditor.model.run import AuditRun, JourneyRun, StepStatus, Visit
from auditor.reach import attempts, stages_reached, warm_attempts

_BUTTONS = frozenset({"button", "submit", "reset", "image", "hidden"})


def step_metrics(visit: Visit | None) -> StepMetrics:
    """The figures of the page that a step led to."""
    timings = visit.get(PageTimings) if visit else None
    if timings is None:
        return StepMetrics()
    return StepMetrics.model_validate({name: getattr(timings, name) for name in StepMetrics.model_fields})


def measured(group: Sequence[JourneyRun], step_id: str) -> dict[str, tuple[float, ...]]:
    """The figures of a step by metric, one for each attempt that completed the step and in which it was measured."""
    found: dict[str, list[float]] = {}
    for run in group:
        for step in run.steps:
            if step.step_id != step_id or step.status is not StepStatus.COMPLETED:
                continue
            metrics = step_metrics(run.visit(step.visit_id))
            told = {"duration_ms": step.duration_ms, **metrics.model_dump(), "third_party_share": _share(metrics)}
            for metric, value in told.items():
                if value is not None:
                    found.setdefault(metric, []).append(float(value))
    return {metric: tuple(values) for metric, values in found.items()}


def timings(run: AuditRun) -> Iterator[Timing]:
    """Yield every metric of every step that at least one attempt completed; cold and warm apart."""
    for cache, groups in ((Cache.COLD, attempts(run)), (Cache.WARM, warm_attempts(run))):
        for group in groups:
            journey = group[0].journey
            for step_id in steps_of(group):
                for metric, values in measured(group, step_id).items():
                    yield Timing(
                        journey=journey.id,
                        device=journey.device,
                        step=step_id,
                        metric=metric,
                        cache=cache,
                        median=statistics.median(values),
                        low=min(values),
                        high=max(values),
                        attempts=len(values),
                    )


def steps_of(group: Sequence[JourneyRun]) -> tuple[str, ...]:
    """The ids of the steps that were walked in any of the attempts, in order."""
    return tuple(dict.fromkeys(step.step_id for one in group for step in one.steps))


def fields_shown(run: JourneyRun, stage: Stage) -> int | None:
    """How many fields stand open on the forms met at a stage; a group of radio buttons is one. None without a form."""
    forms: dict[int, FormStep] = {}
    for visit in (*run.visits, *run.probe_visits):
        for form in visit.all(FormStep) if visit.stage is stage else ():
            forms.setdefault(form.place, form)
    if not forms:
        return None
    return sum(len({_group(field) for field in form.fields if not _closed(field)}) for form in forms.values())


def _group(field: FormField) -> str:
    return f"radio {field.group}" if field.type == "radio" and field.group else field.key


def _closed(field: FormField) -> bool:
    return field.disabled or field.type in _BUTTONS


def totals(run: JourneyRun) -> Totals:
    """What an attempt asked of the shopper, from landing to the furthest stage."""
    urls = [visit.url for visit in run.visits]
    return Totals(
        clicks=sum(step.clicks for step in run.steps),
        keystrokes=sum(step.keystrokes for step in run.steps),
        fields=sum(step.fields for step in run.steps),
        pages=sum(url != before for before, url in zip(["", *urls], urls, strict=False)),
        seconds=round(sum(step.duration_ms or 0 for step in run.steps) / 1000, 2),
    )


def whole(group: Sequence[JourneyRun]) -> tuple[JourneyRun, ...]:
    """The attempts whose totals can be compared: those that did not break, and came as far as any of them."""
    unbroken = [one for one in group if not broke(one)]
    furthest = max((len(stages_reached(one)) for one in unbroken), default=0)
    return tuple(one for one in unbroken if len(stages_reached(one)) == furthest)


def broke(run: JourneyRun) -> bool:
    """Whether an attempt ended at a step that the journey cannot do without, or was cut short."""
    optional = {step.id for step in run.journey.steps if step.optional}
    return not run.complete or any(one.status is StepStatus.BROKEN and one.step_id not in optional for one in run.steps)


def _share(metrics: StepMetrics) -> float | None:
    """The share of the bytes that came from third parties."""
    if metrics.third_party_bytes is None or not metrics.transfer_bytes:
        return None
    return round(metrics.third_party_bytes / metrics.transfer_bytes, 4)
