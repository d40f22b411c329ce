"""Budgets held against the figures: within, over or inconclusive, at each place a budget is about. Pure.

Where several budgets of one metric, cache and aggregate meet at one place, those count that name the place most
closely; of these, the last of each level. One that is off, and comes last of them, takes the place out, whatever its
aggregate.

- *median*: as `auditor.steadiness` has it, which doubts.
- *best*: within as soon as one attempt is; over where every attempt is, by more than the doubt that is left.
- *worst*: within as long as every attempt is; over otherwise, unless others kept the machine busy and an attempt may
  have been the machine's doing.
- Figures that do not vary (clicks, findings) leave no doubt.
"""

import statistics
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.check import Check
from auditor.errors import UsageError
from auditor.figures import measured, steps_of, totals, whole
from auditor.model.budget import Aggregate, Budget, BudgetLevel, Cache
from auditor.model.finding import Certainty, CheckMeta, CheckStatus, Finding
from auditor.model.journey import Journey, Stage
from auditor.model.metric import METRICS, Metric, Of
from auditor.model.result import BudgetResult
from auditor.model.run import AuditRun, JourneyRun
from auditor.model.wording import listed, say
from auditor.model.words import SEVERITIES, STAGES, device
from auditor.reach import attempts, warm_attempts
from auditor.steadiness import NOISY, Verdict, verdict
from auditor.suggestion import did_you_mean
from auditor.suggestion import listed as named


@dataclass(frozen=True)
class _Figures:
    """What the attempts brought at one place."""

    journey: str
    device: str
    step: str
    stage: Stage | None
    cache: Cache
    values: tuple[float, ...]
    noise: float
    conditions: str

    @property
    def where(self) -> str:
        if self.step:
            on = device(self.device)
            return say("{step} of {journey} on {device}", step=self.step, journey=self.journey, device=on)
        return say("{journey} on {device}", journey=self.journey, device=device(self.device))


def judge(
    run: AuditRun, budgets: Sequence[Budget], findings: Sequence[Finding] = (), *, preview: Collection[str] = ()
) -> tuple[BudgetResult, ...]:
    """Hold what was gathered against the budgets.

    Args:
        run: what was gathered.
        budgets: as given; unknown metrics are no part of it.
        findings: folded; what is proved of them is counted.
        preview: ids of the checks that are not stable, whose findings do not count.
    """
    results: list[BudgetResult] = []
    met: set[Budget] = set()
    for metric in dict.fromkeys(one.metric for one in budgets if METRICS[one.metric].of is not Of.FINDINGS):
        own = [one for one in budgets if one.metric == metric]
        for figures in _figures(run, metric):
            about = [one for one in own if _is_about(one, figures)]
            met.update(about)
            results += [_result(one, figures) for one in _counting(about)]
    for one in budgets:
        if one.level is BudgetLevel.OFF:
            continue
        if METRICS[one.metric].of is Of.FINDINGS:
            results.append(_counted(one, findings, preview))
        elif one not in met:
            results.append(_unmeasured(one, run))
    return tuple(results)


def require_places(budgets: Iterable[Budget], journeys: Sequence[Journey]) -> None:
    """Refuse budgets about a place that no journey has.

    Args:
        budgets: as given.
        journeys: all that may be walked.

    Raises:
        UsageError: a budget names a journey or a step that is none of theirs.
    """
    for one in budgets:
        walked = [journey for journey in journeys if one.journey in {None, journey.id}]
        if not walked:
            _refuse(one, "journey", str(one.journey), [journey.id for journey in journeys])
        steps = [step.id for journey in walked for step in journey.steps]
        if one.step is not None and one.step not in steps:
            _refuse(one, "step", one.step, steps)


def with_present_checks(
    budgets: Iterable[Budget], checks: Iterable[type[Check]], off: Collection[str] = ()
) -> tuple[Budget, ...]:
    """The budgets, with checks by their present ids; a check that never gates would leave its budget always within.

    Args:
        budgets: as given.
        checks: those there are.
        off: ids, present or former, of checks that are not run.

    Raises:
        UsageError: a budget counts the findings of a check that is not there, is not stable or is not run.
    """
    present = {name: one.meta for one in checks for name in (*one.meta.former_ids, one.meta.id)}
    return tuple(one if one.check is None else _with_present_check(one, one.check, present, off) for one in budgets)


def _with_present_check(budget: Budget, given: str, present: Mapping[str, CheckMeta], off: Collection[str]) -> Budget:
    told_as = f"the budget of {budget.metric}:"
    meta = present.get(given)
    if meta is None:
        raise UsageError(f"{told_as} there is no check '{given}'{did_you_mean(given, present)}")
    if meta.status is not CheckStatus.STABLE:
        raise UsageError(f"{told_as} the check '{given}' is a {meta.status}, which never gates; expected a stable one")
    if {meta.id, *meta.former_ids}.intersection(off):
        raise UsageError(f"{told_as} the check '{given}' is switched off; expected one that is run")
    return budget.model_copy(update={"check": meta.id})


def _refuse(budget: Budget, kind: str, given: str, valid: Iterable[str]) -> None:
    names = list(dict.fromkeys(valid))
    hint = did_you_mean(given, names) or f"; expected {named(names)}"
    raise UsageError(f"the budget of {budget.metric}: no {kind} '{given}' is walked{hint}")


def _figures(run: AuditRun, metric: str) -> Iterator[_Figures]:
    """Yield what was measured of a metric, place by place."""
    for cache, groups in ((Cache.COLD, attempts(run)), (Cache.WARM, warm_attempts(run))):
        for group in groups:
            for step, stage, values in _values(group, metric):
                yield _Figures(
                    journey=group[0].journey.id,
                    device=group[0].journey.device,
                    step=step,
                    stage=stage,
                    cache=cache,
                    values=values,
                    noise=max(one.host_noise or 0.0 for one in group),
                    conditions=group[0].environment.conditions,
                )


def _values(group: Sequence[JourneyRun], metric: str) -> Iterator[tuple[str, Stage | None, tuple[float, ...]]]:
    if METRICS[metric].of is Of.JOURNEY:
        values = tuple(float(getattr(totals(one), metric)) for one in whole(group))
        if values:
            yield "", None, values
        return
    stages = {step.step_id: step.stage for one in group for step in one.steps}
    for step in steps_of(group):
        values = measured(group, step).get(metric, ())
        if values:
            yield step, stages[step], values


def _is_about(budget: Budget, figures: _Figures) -> bool:
    return (
        budget.cache is figures.cache
        and budget.journey in {None, figures.journey}
        and budget.device in {None, figures.device}
        and budget.step in {None, figures.step}
        and budget.stage in {None, figures.stage}
    )


def _counting(about: Sequence[Budget]) -> list[Budget]:
    """Those that count of the budgets that are about one place."""
    kept: list[Budget] = []
    for aggregate in dict.fromkeys(one.aggregate for one in about if one.level is not BudgetLevel.OFF):
        alike = [one for one in about if one.aggregate is aggregate or one.level is BudgetLevel.OFF]
        closest = max(_closeness(one) for one in alike)
        closest_ones = [one for one in alike if _closeness(one) == closest]
        if closest_ones[-1].level is not BudgetLevel.OFF:
            last = {one.level: one for one in closest_ones}
            kept += [one for level, one in last.items() if level is not BudgetLevel.OFF]
    return kept


def _closeness(budget: Budget) -> tuple[bool, bool, bool, bool]:
    return (
        budget.step is not None,
        budget.stage is not None,
        budget.journey is not None,
        budget.device is not None,
    )


def _result(budget: Budget, figures: _Figures) -> BudgetResult:
    metric = METRICS[budget.metric]
    values = figures.values
    return BudgetResult(
        metric=budget.metric,
        where=figures.where,
        limit=budget.limit,
        median=statistics.median(values),
        verdict=_verdict(budget, metric, figures).value,
        level="warn" if budget.level is BudgetLevel.WARN else "error",
        measured=_aggregated(budget.aggregate, values),
        low=min(values),
        high=max(values),
        attempts=len(values),
        aggregate=budget.aggregate,
        cache=figures.cache,
        unit=metric.unit,
        journey=figures.journey,
        step=figures.step,
        device=figures.device,
        conditions=figures.conditions,
    )


def _aggregated(aggregate: Aggregate, values: Sequence[float]) -> float:
    if aggregate is Aggregate.MEDIAN:
        return statistics.median(values)
    return min(values) if aggregate is Aggregate.BEST else max(values)


def _verdict(budget: Budget, metric: Metric, figures: _Figures) -> Verdict:
    values, limit = figures.values, budget.limit
    within = _aggregated(budget.aggregate, values) <= limit
    if not metric.varies:
        return Verdict.WITHIN if within else Verdict.OVER
    doubting = verdict(values, limit, noise=figures.noise)
    if budget.aggregate is Aggregate.MEDIAN:
        return doubting
    if within:
        return Verdict.WITHIN
    doubted = budget.aggregate is Aggregate.BEST or figures.noise >= NOISY
    return Verdict.INCONCLUSIVE if doubted and doubting is not Verdict.OVER else Verdict.OVER


def _counted(budget: Budget, findings: Sequence[Finding], preview: Collection[str]) -> BudgetResult:
    count = float(sum(_counts(one, budget, preview) for one in findings))
    return BudgetResult(
        metric=budget.metric,
        where=_narrowed(budget),
        limit=budget.limit,
        median=count,
        verdict="within" if count <= budget.limit else "over",
        level="warn" if budget.level is BudgetLevel.WARN else "error",
        measured=count,
        low=count,
        high=count,
        journey=budget.journey or "",
        step=budget.step or "",
        device=budget.device or "",
    )


def _counts(finding: Finding, budget: Budget, preview: Collection[str]) -> bool:
    if finding.certainty is not Certainty.CERTAIN or finding.check_id in preview:
        return False
    if budget.check not in {None, finding.check_id}:
        return False
    if budget.severity is not None and not finding.severity.at_least(budget.severity):
        return False
    return any(
        budget.journey in {None, place.journey}
        and budget.device in {None, place.device}
        and budget.step in {None, place.step}
        and budget.stage in {None, place.stage}
        for place in (finding.location, *finding.places)
    )


def _narrowed(budget: Budget) -> str:
    """Which findings, or which figures, a budget is about."""
    parts = (
        say("{severity} or worse", severity=SEVERITIES[budget.severity]) if budget.severity else "",
        budget.check or "",
        say("step {step}", step=budget.step) if budget.step else "",
        say("stage {stage}", stage=STAGES[budget.stage]) if budget.stage else "",
        say("journey {journey}", journey=budget.journey) if budget.journey else "",
        say("on {device}", device=device(budget.device)) if budget.device else "",
        say("with a warm cache") if budget.cache is Cache.WARM else "",
    )
    return listed(part for part in parts if part) or say("the whole audit")


def _unmeasured(budget: Budget, run: AuditRun) -> BudgetResult:
    metric = METRICS[budget.metric]
    return BudgetResult(
        metric=budget.metric,
        where=_narrowed(budget),
        limit=budget.limit,
        median=0,
        verdict="inconclusive",
        level="warn" if budget.level is BudgetLevel.WARN else "error",
        attempts=0,
        aggregate=budget.aggregate,
        cache=budget.cache,
        unit=metric.unit,
        journey=budget.journey or "",
        step=budget.step or "",
        device=budget.device or "",
        unmeasured=_why_unmeasured(budget, run),
    )


def _why_unmeasured(budget: Budget, run: AuditRun) -> str:
    groups = warm_attempts(run) if budget.cache is Cache.WARM else attempts(run)
    journeys = [group[0].journey for group in groups]
    if not any(budget.journey in {None, one.id} and budget.device in {None, one.device} for one in journeys):
        return say("no attempt was made there")
    if METRICS[budget.metric].of is Of.JOURNEY:
        return say("no attempt came to its end")
    return say("it was not measured at any step that was completed there")
