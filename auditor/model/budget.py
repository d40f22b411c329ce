"""Budgets: what a figure may be at most, where, and what follows from more."""

from enum import StrEnum

from auditor.model.base import Record
from auditor.model.finding import Severity
from auditor.model.journey import Stage


class BudgetLevel(StrEnum):
    """What a breach does: nothing (the budget is off), a warning, or the gate fails."""

    OFF = "off"
    WARN = "warn"
    ERROR = "error"


class Aggregate(StrEnum):
    """Which of the attempts' figures is held against the limit."""

    MEDIAN = "median"
    BEST = "best"
    WORST = "worst"


class Cache(StrEnum):
    """Whether the browser came for the first time, or had kept what it loaded before."""

    COLD = "cold"
    WARM = "warm"


class OnInconclusive(StrEnum):
    """What the gate does where the figures do not tell."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"


class Budget(Record):
    """The most that a figure may be.

    `metric` names a figure of a step, of the whole journey (`clicks`, `keystrokes`, `fields`, `pages`, `seconds`) or
    `findings`. The places None leave it to every stage, step, journey and device; `severity` and `check` narrow the
    findings that are counted.
    """

    metric: str
    limit: float
    level: BudgetLevel = BudgetLevel.ERROR
    aggregate: Aggregate = Aggregate.MEDIAN
    cache: Cache = Cache.COLD
    stage: Stage | None = None
    step: str | None = None
    journey: str | None = None
    device: str | None = None
    severity: Severity | None = None
    check: str | None = None
