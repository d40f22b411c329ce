"""Budgets as a table, and verdicts that the figures leave open, which are neither passes nor failures."""

from dataclasses import dataclass
from typing import Final

from auditor.model.budget import Cache
from auditor.model.finding import MeasurementEvidence
from auditor.model.result import AuditResult, BudgetResult
from reports.figures import exact, metric_named
from reports.finding_view import Measurement, measurement_of, of_attempts
from reports.journey_path import SEVERITY_WORDS, STAGE_NAMES
from reports.language import N_, Words, _, in_a_row, told

_TONES: Final = {"within": "good", "over": "bad", "inconclusive": "open"}
VERDICT_WORDS: Words[str] = Words({"within": N_("within"), "over": N_("over"), "inconclusive": N_("inconclusive")})
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
            title=told(one.title),
            where=in_a_row((STAGE_NAMES[one.stage], told(one.device))),
            message=told(one.message),
            severity=SEVERITY_WORDS[one.severity],
            check=one.check,
            measurements=tuple(measurement_of(it) for it in one.evidence if isinstance(it, MeasurementEvidence)),
        )
        for one in result.inconclusive
    ]
    budgets = [
        OpenVerdict(
            title=_("Budget: {metric}", metric=_label(one)),
            where=told(one.where),
            message=told(one.unmeasured)
            or _("The attempts lie on both sides of the limit, or too near to it to tell."),
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
    return measurement_of(evidence, one.aggregate)


def _row(one: BudgetResult) -> BudgetRow:
    unit = _unit(one)
    how = of_attempts(one.aggregate, one.attempts)
    if one.metric == _FINDINGS:
        how = ""
    elif one.cache is Cache.WARM:
        how = _("{attempts}, warm cache", attempts=how)
    return BudgetRow(
        label=_label(one),
        where=told(one.where),
        limit=exact(one.limit, unit),
        measured=_("not measured") if one.unmeasured else exact(_measured(one), unit),
        aggregate=told(one.unmeasured) or how,
        spread=_spread(one, unit),
        conditions=told(one.conditions),
        verdict=one.verdict,
        tone=_TONES[one.verdict],
        warning=one.level == "warn",
    )


def _spread(one: BudgetResult, unit: str) -> str:
    if one.low >= one.high:
        return ""
    return _("{least} to {most}", least=exact(one.low, unit), most=exact(one.high, unit))


def _label(one: BudgetResult) -> str:
    return metric_named(one.metric).label


def _unit(one: BudgetResult) -> str:
    return one.unit or metric_named(one.metric).unit


def _measured(one: BudgetResult) -> float:
    """The figure held against the limit; documents from before it was told apart hold the median only."""
    return one.measured or one.median
