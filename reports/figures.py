"""Figures as people read them, and the limits that tell good from poor."""

import math
from dataclasses import dataclass
from typing import Literal

from auditor.model.metric import METRICS as NAMED

Rating = Literal["good", "fair", "poor"]

_THOUSAND = 1_000
_MINUTE_S = 60
_LEAST_TOLD = 0.001


@dataclass(frozen=True)
class Metric:
    """A metric of a step.

    Attributes:
        label: its name in the report.
        unit: `ms`, `bytes` or empty for counts and ratios.
        good: the largest figure that still is good; None where no agreed limit exists.
        poor: figures above it are poor.
    """

    label: str
    unit: str
    good: float | None = None
    poor: float | None = None

    def rating(self, value: float) -> Rating | None:
        """How a figure is judged, or None without an agreed limit."""
        if self.good is None or self.poor is None:
            return None
        if value <= self.good:
            return "good"
        return "fair" if value <= self.poor else "poor"


# Limits: web.dev/articles/vitals and its sister pages for TTFB, FCP, LCP, CLS and INP; Lighthouse's scoring of total
# blocking time on mobile for TBT; time to next action as `load/step-too-slow` has it (3 s and 5 s).
METRICS: dict[str, Metric] = {
    "time_to_next_action_ms": Metric("Time to next action", "ms", 3_000, 5_000),
    "time_to_first_byte_ms": Metric("First byte", "ms", 800, 1_800),
    "first_contentful_paint_ms": Metric("First paint", "ms", 1_800, 3_000),
    "largest_contentful_paint_ms": Metric("Largest paint", "ms", 2_500, 4_000),
    "cumulative_layout_shift": Metric("Layout shift", "", 0.1, 0.25),
    "interaction_to_next_paint_ms": Metric("Response to input", "ms", 200, 500),
    "total_blocking_time_ms": Metric("Blocking time", "ms", 200, 600),
    "load_ms": Metric("Load", "ms"),
    "redirects": Metric("Redirects", ""),
    "redirect_ms": Metric("Redirecting", "ms"),
    "requests": Metric("Requests", ""),
    "third_party_requests": Metric("Of third parties", ""),
    "transfer_bytes": Metric("Transferred", "bytes"),
    "third_party_bytes": Metric("From third parties", "bytes"),
}

RATING_WORDS: dict[Rating, str] = {"good": "good", "fair": "could be better", "poor": "poor"}


def metric_named(name: str) -> Metric:
    """The metric of a name; one nobody knows is named as it is, with the unit its name ends in."""
    if name in METRICS:
        return METRICS[name]
    if name in NAMED:
        label = NAMED[name].label
        return Metric(label[:1].upper() + label[1:], NAMED[name].unit)
    unit = next((ending for ending in ("ms", "bytes") if name.endswith(f"_{ending}")), "")
    label = name.removesuffix(f"_{unit}").replace("_", " ")
    return Metric(label[:1].upper() + label[1:], unit)


def figure(value: float, unit: str) -> str:
    """A figure with its unit, rounded to what a person can use.

    Args:
        value: the figure.
        unit: `ms`, `s`, `bytes`, `px`, `%`, `ratio` or any other word, which is then put behind the number.
    """
    if not math.isfinite(value):
        return "not a number"
    if unit == "ms":
        return duration(value)
    if unit in {"byte", "bytes"}:
        return _size(value)
    if unit == "%":
        return f"{_number(value)} %"
    return f"{_number(value)} {'' if unit in {'ratio', 'count'} else unit}".strip()


def exact(value: float, unit: str) -> str:
    """A figure to be held against a limit: not rounded so far that one beyond it would look the same."""
    if unit == "ms" and math.isfinite(value):
        return f"{value:,.0f} ms"
    if unit in {"byte", "bytes"} and abs(value) >= _THOUSAND:
        return f"{value / _THOUSAND:,.1f}".removesuffix(".0") + " kB"
    return figure(value, unit)


def duration(milliseconds: float) -> str:
    """A time in ms below one second, in s below one minute, else in min and s."""
    if abs(milliseconds) < _THOUSAND - 0.5:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / _THOUSAND
    if abs(seconds) < 10 - 0.05:
        return f"{seconds:.1f} s"
    if round(seconds) < _MINUTE_S:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), _MINUTE_S)
    return f"{minutes} min {rest} s"


def _size(count: float) -> str:
    if count < _THOUSAND:
        return f"{count:.0f} B"
    if count < _THOUSAND**2:
        return f"{count / _THOUSAND:.0f} kB"
    return f"{count / _THOUSAND**2:.1f} MB"


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) < _LEAST_TOLD:
        return f"under {_LEAST_TOLD}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.2g}"  # noqa: PLR2004
