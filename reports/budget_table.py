"""Budgets as a table, and verdicts that the figures leave open, which are neither passes nor failures."""

from dataclasses import dataclass, replace
from typing import Final

from auditor.model.budget import Cache
from auditor.model.finding import MeasurementEvidence
from auditor.model.result import AuditResult, BudgetResult
from reports.figures import exact, metric_named
from reports.finding_view import Measurement, measurement_of
from reports.journey_path import STAGE_NAMES

_TONES: Final = {"within": "good", "over": "bad", "inconclusive": "open"}
_FINDINGS: Final = "findings"
_ORDER: Final = ("over", "inconclusive", "within")


@dataclass(frozen=True)
class BudgetRow:
    """A budget at one place; `tone` gives the verdict its sign beside its word."""

    label: str
    where: str
    limit: str
    measured: str
    aggregate: str
    spread: str
    conditions: str
    verdict: str
    tone: str
    warning: bool


@dataclass(frozen=True)
class OpenVerdict:
    """A verdict that the figures leave open: what it is about, where, and the figures."""

    title: str
    where: str
    message: str
    severity: str
    check: str
    measurements: tuple[Measurement, ...]


def budget_rows(result: AuditResult) -> tuple[BudgetRow, ...]:
    """The budgets, those that were exceeded first."""
    ordered = sorted(result.budgets, key=lambda one: _ORDER.index(one.verdict))
    return tuple(_row(one) for one in ordered)


def open_verdicts(result: AuditResult) -> tuple[OpenVerdict, ...]:
    """What could not be told: of checks, then of budgets."""
    checks = [
        OpenVerdict(
            title=one.title,
            where=f"{STAGE_NAMES[one.stage]}, {one.device}",
            message=one.message,
            severity=one.severity.value,
            check=one.check,
            measurements=tuple(measurement_of(it) for it in one.evidence if isinstance(it, MeasurementEvidence)),
        )
        for one in result.inconclusive
    ]
    budgets = [
        OpenVerdict(
            title=f"Budget: {_label(one)}",
            where=one.where,
            message=one.unmeasured or "The attempts lie on both sides of the limit, or too near to it to tell.",
            severity="",
            check="",
            measurements=() if one.unmeasured else (_measurement(one),),
        )
        for one in result.budgets
        if one.verdict == "inconclusive"
    ]
    return (*checks, *budgets)


def _measurement(one: BudgetResult) -> Measurement:
    evidence = MeasurementEvidence(
        metric=one.metric,
        value=_measured(one),
        limit=one.limit,
        unit=_unit(one),
        low=one.low,
        high=one.high,
        attempts=one.attempts,
    )
    shown = measurement_of(evidence)
    return replace(shown, spread=shown.spread.replace("median", one.aggregate.value, 1))


def _row(one: BudgetResult) -> BudgetRow:
    unit = _unit(one)
    how = f"{one.aggregate.value} of {one.attempts} attempts" if one.attempts > 1 else "1 attempt"
    if one.metric == _FINDINGS:
        how = ""
    elif one.cache is Cache.WARM:
        how += ", warm cache"
    return BudgetRow(
        label=_label(one),
        where=one.where,
        limit=exact(one.limit, unit),
        measured="not measured" if one.unmeasured else exact(_measured(one), unit),
        aggregate=one.unmeasured or how,
        spread=f"{exact(one.low, unit)} to {exact(one.high, unit)}" if one.low < one.high else "",
        conditions=one.conditions,
        verdict=one.verdict,
        tone=_TONES[one.verdict],
        warning=one.level == "warn",
    )


def _label(one: BudgetResult) -> str:
    return metric_named(one.metric).label


def _unit(one: BudgetResult) -> str:
    return one.unit or metric_named(one.metric).unit


def _measured(one: BudgetResult) -> float:
    """The figure held against the limit; documents from before it was told apart hold the median only."""
    return one.measured or one.median
