"""Figures as people read them, and the limits that tell good from poor."""

import math
from dataclasses import dataclass
from typing import Literal

from auditor.model.metric import METRICS as NAMED
from reports.language import N_, Words, _, counted_in, grouped

Rating = Literal["good", "fair", "poor"]

_THOUSAND = 1_000
_MINUTE_S = 60
_LEAST_TOLD = 0.001


@dataclass(frozen=True)
class Metric:
    """A metric of a step.

    Attributes:
        english: its name in the report, in English.
        unit: `ms`, `bytes` or empty for counts and ratios.
        good: the largest figure that still is good; None where no agreed limit exists.
        poor: figures above it are poor.
    """

    english: str
    unit: str
    good: float | None = None
    poor: float | None = None

    @property
    def label(self) -> str:
        """Its name in the report."""
        label = _(self.english)
        return label[:1].upper() + label[1:]

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
    "time_to_next_action_ms": Metric(N_("Time to next action"), "ms", 3_000, 5_000),
    "time_to_first_byte_ms": Metric(N_("First byte"), "ms", 800, 1_800),
    "first_contentful_paint_ms": Metric(N_("First paint"), "ms", 1_800, 3_000),
    "largest_contentful_paint_ms": Metric(N_("Largest paint"), "ms", 2_500, 4_000),
    "cumulative_layout_shift": Metric(N_("Layout shift"), "", 0.1, 0.25),
    "interaction_to_next_paint_ms": Metric(N_("Response to input"), "ms", 200, 500),
    "total_blocking_time_ms": Metric(N_("Blocking time"), "ms", 200, 600),
    "load_ms": Metric(N_("Load"), "ms"),
    "redirects": Metric(N_("Redirects"), ""),
    "redirect_ms": Metric(N_("Redirecting"), "ms"),
    "requests": Metric(N_("Requests"), ""),
    "third_party_requests": Metric(N_("Of third parties"), ""),
    "transfer_bytes": Metric(N_("Transferred"), "bytes"),
    "third_party_bytes": Metric(N_("From third parties"), "bytes"),
}

RATING_WORDS: Words[Rating] = Words({"good": N_("good"), "fair": N_("could be better"), "poor": N_("poor")})

FURTHER_NAMES = (N_("steps"), N_("step duration"))
"""What figures of checks are called that belong to no metric."""


def metric_named(name: str) -> Metric:
    """The metric of a name; one nobody knows is named as it is, with the unit its name ends in."""
    if name in METRICS:
        return METRICS[name]
    if name in NAMED:
        return Metric(NAMED[name].label, NAMED[name].unit)
    unit = next((ending for ending in ("ms", "bytes") if name.endswith(f"_{ending}")), "")
    return Metric(name.removesuffix(f"_{unit}").replace("_", " "), unit)


def figure(value: float, unit: str) -> str:
    """A figure with its unit, rounded to what a person can use.

    Args:
        value: the figure.
        unit: `ms`, `s`, `bytes`, `px`, `%`, `ratio` or any other word, which is then put behind the number.
    """
    if not math.isfinite(value):
        return _("not a number")
    if unit == "ms":
        return duration(value)
    if unit in {"byte", "bytes"}:
        return _size(value)
    return _so_many(value, unit)


def exact(value: float, unit: str) -> str:
    """A figure to be held against a limit: not rounded so far that one beyond it would look the same."""
    if unit == "ms" and math.isfinite(value):
        return _("{number} ms", number=grouped(value, ".0f"))
    if unit in {"byte", "bytes"} and abs(value) >= _THOUSAND:
        size = value / _THOUSAND
        whole = f"{size:.1f}".endswith(".0")
        return _("{number} kB", number=grouped(size, ".0f" if whole else ".1f"))
    return figure(value, unit)


def duration(milliseconds: float) -> str:
    """A time in ms below one second, in s below one minute, else in min and s."""
    if abs(milliseconds) < _THOUSAND - 0.5:
        return _("{number} ms", number=f"{milliseconds:.0f}")
    seconds = milliseconds / _THOUSAND
    if abs(seconds) < 10 - 0.05:
        return _("{number} s", number=grouped(seconds, ".1f"))
    if round(seconds) < _MINUTE_S:
        return _("{number} s", number=f"{seconds:.0f}")
    minutes, rest = divmod(round(seconds), _MINUTE_S)
    return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def _so_many(value: float, unit: str) -> str:
    if unit in {"", "ratio", "count"}:
        return _number(value)
    if unit == "%":
        return _("{number} %", number=_number(value))
    if unit == "s":
        return _("{number} s", number=_number(value))
    if unit == "fields" and value == int(value):
        return counted_in("{number} field", "{number} fields", int(value))
    if unit == "steps" and value == int(value):
        return counted_in("{number} step", "{number} steps", int(value))
    return f"{_number(value)} {unit}"


def _size(count: float) -> str:
    if count < _THOUSAND:
        return _("{number} B", number=f"{count:.0f}")
    if count < _THOUSAND**2:
        return _("{number} kB", number=f"{count / _THOUSAND:.0f}")
    return _("{number} MB", number=grouped(count / _THOUSAND**2, ".1f"))


def _number(value: float) -> str:
    if value == int(value):
        return grouped(int(value))
    if abs(value) < _LEAST_TOLD:
        return _("under {number}", number=_LEAST_TOLD)
    if abs(value) < 0.01:  # noqa: PLR2004
        return grouped(float(f"{value:.2g}"))
    decimals = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return grouped(value, f".{decimals}f")
