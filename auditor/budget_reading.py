"""Budgets as they are written: `METRIC[@PLACE]=LIMIT` on the command line, a table in a configuration file. Pure."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from auditor.model.budget import Aggregate, Budget, BudgetLevel, Cache
from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.metric import METRICS, Of
from auditor.suggestion import did_you_mean, listed

EXPECTED = "METRIC=LIMIT or METRIC@PLACE=LIMIT, such as largest_contentful_paint_ms=2500"

_KINDS: Mapping[str, type[StrEnum]] = {
    "level": BudgetLevel,
    "aggregate": Aggregate,
    "cache": Cache,
    "stage": Stage,
    "severity": Severity,
}
_TEXTS = ("step", "journey", "device", "check")
_KEYS = ("metric", "limit", *_KINDS, *_TEXTS)
_ONLY_FINDINGS = ("severity", "check")
_NOT_OF_FINDINGS = ("aggregate", "cache")
_NOT_OF_JOURNEYS = ("stage", "step")

_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*([a-zA-Z%]*)")
_UNITS: Mapping[str, Mapping[str, float]] = {
    "ms": {"": 1, "ms": 1, "s": 1_000},
    "s": {"": 1, "ms": 0.001, "s": 1, "min": 60},
    "bytes": {"": 1, "B": 1, "kB": 1_000, "MB": 1_000_000},
    "": {"": 1},
}
"""What a limit may be written in, by the unit of its metric, and what it is multiplied by."""

KindT = TypeVar("KindT", bound=StrEnum)


class BudgetError(ValueError):
    """A budget that cannot be read; its text names what was given, what was expected and the nearest valid name."""


def read_budgets(value: Any) -> tuple[Budget, ...]:
    """Read budgets, each a text or a table.

    Raises:
        BudgetError: one of them cannot be read.
    """
    if not isinstance(value, list | tuple):
        raise BudgetError(f"{value!r}: expected a list of tables with {listed(_KEYS, 'and')}")
    return tuple(_read(one, number) for number, one in enumerate(value, start=1))


def overridden(configured: Sequence[Budget], given: Sequence[Budget]) -> tuple[Budget, ...]:
    """The configured budgets and those of the command line, which take the place of any about the same figure there."""
    about = {_about(one) for one in given}
    return (*(one for one in configured if _about(one) not in about), *given)


def _about(budget: Budget) -> Budget:
    return budget.model_copy(update={"limit": 0.0, "level": BudgetLevel.ERROR, "aggregate": Aggregate.MEDIAN})


def _read(value: Any, number: int) -> Budget:
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Mapping):
        return _from_table(value, f"number {number}")
    raise BudgetError(f"number {number} {value!r}: expected a table with {listed(_KEYS, 'and')}")


def _from_text(text: str) -> Budget:
    name, equals, limit = text.partition("=")
    metric, at, place = (part.strip() for part in name.partition("@"))
    if not equals or not metric or (at and not place):
        raise BudgetError(f"'{text}': expected {EXPECTED}")
    table = {"metric": metric, "limit": limit.strip()}
    if place:
        table["stage" if place in set(Stage) else "step"] = place
    return _from_table(table, f"'{text}'")


def _from_table(table: Mapping[str, Any], told_as: str) -> Budget:
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        hint = did_you_mean(unknown[0], _KEYS) or f"; expected {listed(_KEYS)}"
        raise BudgetError(f"{told_as}: unknown key '{unknown[0]}'{hint}")
    metric = _metric(table, told_as)
    values: dict[str, Any] = {"metric": metric}
    values |= {key: _one_of(kind, key, table[key], told_as) for key, kind in _KINDS.items() if key in table}
    values |= {key: _text(key, table[key], told_as) for key in _TEXTS if key in table}
    off = values.get("level") is BudgetLevel.OFF and "limit" not in table
    values["limit"] = 0.0 if off else _limit(metric, table.get("limit"), told_as)
    _require_sense(metric, values, told_as)
    return Budget.model_validate(values)


def _metric(table: Mapping[str, Any], told_as: str) -> str:
    given = table.get("metric")
    if given is None:
        raise BudgetError(f"{told_as}: metric is missing; expected {listed(METRICS)}")
    if given not in METRICS:
        meant = _abbreviated(str(given))
        hint = f"; did you mean '{meant}'?" if meant else did_you_mean(str(given), METRICS)
        hint = hint or f"; expected {listed(METRICS)}"
        raise BudgetError(f"{told_as}: there is no metric '{given}'{hint}")
    return str(given)


def _abbreviated(given: str) -> str | None:
    """The metric of which initials such as `lcp` or `inp` are given."""
    for name in METRICS:
        words = name.removesuffix("_ms").split("_")
        initials = {"".join(word[0] for word in words), "".join(word[0] for word in words if word != "to")}
        if given.lower() in initials and len(given) > 1:
            return name
    return None


def _one_of(kind: type[KindT], key: str, given: Any, told_as: str) -> KindT:
    choices = [one.value for one in kind]
    if given not in choices:
        hint = did_you_mean(str(given), choices)
        raise BudgetError(f"{told_as}: {key} '{given}': expected {listed(choices)}{hint}")
    return kind(given)


def _text(key: str, given: Any, told_as: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BudgetError(f"{told_as}: {key} {given!r}: expected a text")
    return given.strip()


def _limit(metric: str, given: Any, told_as: str) -> float:
    unit = METRICS[metric].unit
    units = [one for one in _UNITS[unit] if one]
    expected = f"expected a number from 0 on{f', plain or in {listed(units)}' if units else ''}"
    if given is None:
        raise BudgetError(f"{told_as}: limit is missing; {expected}")
    if isinstance(given, int | float) and not isinstance(given, bool) and given >= 0 and math.isfinite(given):
        return float(given)
    found = _LIMIT.fullmatch(given.strip()) if isinstance(given, str) else None
    if found is None or found[2] not in _UNITS[unit]:
        hint = did_you_mean(found[2], units) if found else ""
        raise BudgetError(f"{told_as}: limit '{given}': {expected}{hint}")
    return float(found[1]) * _UNITS[unit][found[2]]


def _require_sense(metric: str, given: Iterable[str], told_as: str) -> None:
    """Refuse what would narrow nothing."""
    of = METRICS[metric].of
    senseless: tuple[str, ...] = () if of is Of.FINDINGS else _ONLY_FINDINGS
    senseless += {Of.STEP: (), Of.JOURNEY: _NOT_OF_JOURNEYS, Of.FINDINGS: _NOT_OF_FINDINGS}[of]
    for key in given:
        if key in senseless:
            raise BudgetError(f"{told_as}: {metric} {_WHY[of]}; {key} says nothing about it")


_WHY = {
    Of.STEP: "is a figure of steps",
    Of.JOURNEY: "is a figure of whole journeys",
    Of.FINDINGS: "is a count of findings",
}
