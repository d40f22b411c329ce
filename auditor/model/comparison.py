"""Two audits compared: every figure of every step, with what can be said of the difference."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime

from auditor.model.base import Record
from auditor.model.budget import Cache


class Difference(StrEnum):
    """What is said of a figure.

    Times are slower or faster, other figures more or less. `NONE_SHOWN` is no proof that there is none; `TOO_FEW`: with
    so few attempts none could be shown; `NOT_COMPARABLE`: the conditions were different.
    """

    SLOWER = "slower"
    FASTER = "faster"
    MORE = "more"
    LESS = "less"
    NONE_SHOWN = "none_shown"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"


class Side(Record):
    """One of the two audits."""

    name: str
    target: str
    started_at: AwareDatetime


class FigureComparison(Record):
    """A metric of a step in both audits.

    Attributes:
        before, after: the figures of the attempts.
        before_median, after_median: their medians.
        shift: the Hodges-Lehmann estimate of by how much the later figures are higher, in the metric's unit.
        delta: Cliff's delta from -1 (every later figure is lower) to 1 (every later figure is higher).
        p_value: of the two-sided Mann-Whitney test; None where it was not made.
        p_corrected: after Holm's correction over the steps of the metric.
        noticeable: the shift from which a difference can be noticed at all.
        attempts_needed: how many attempts each audit needs for a difference to be shown.
    """

    journey: str
    device: str
    step: str
    metric: str
    unit: str = ""
    cache: Cache = Cache.COLD
    difference: Difference
    before: tuple[float, ...]
    after: tuple[float, ...]
    before_median: float
    after_median: float
    shift: float
    delta: float
    p_value: float | None = None
    p_corrected: float | None = None
    noticeable: float
    attempts_needed: int


class JourneyComparison(Record):
    """A journey on a device that both audits walked; `differences` of its conditions, in words."""

    journey: str
    device: str
    conditions: str = ""
    differences: tuple[str, ...] = ()


class Comparison(Record):
    """Two audits compared."""

    schema_version: Literal[1] = 1
    before: Side
    after: Side
    journeys: tuple[JourneyComparison, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    figures: tuple[FigureComparison, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether every journey that both walked was walked under equal conditions."""
        return not any(one.differences for one in self.journeys)

    @property
    def slower(self) -> tuple[FigureComparison, ...]:
        """The times that are slower."""
        return tuple(one for one in self.figures if one.difference is Difference.SLOWER)

    @property
    def told_nothing(self) -> bool:
        """Whether nothing could have been shown: too few attempts, or no step that both completed."""
        return all(one.difference is Difference.TOO_FEW for one in self.figures)
