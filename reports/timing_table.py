"""The timings of a journey's steps as tables: what the shopper waits for, and what is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from auditor.model.budget import Cache
from auditor.model.result import AuditResult, StepResult, Timing
from reports.conditions import conditions_of
from reports.figures import METRICS, RATING_WORDS, Rating, duration, figure
from reports.journey_path import JourneyPath
from reports.language import _, counted_in, in_a_row, percent, told
from reports.waterfall_view import WaterfallView, waterfall_view

_LOADING: Final = frozenset(
    {"redirects", "redirect_ms", "requests", "third_party_requests", "transfer_bytes", "third_party_bytes"}
)
_SHARES: Final = {"third_party_requests": "requests", "third_party_bytes": "transfer_bytes"}
_Timings = Mapping[tuple[str, str, Cache], Timing]


@dataclass(frozen=True)
class Cell:
    """A figure with its judgement in a word, the spread over the attempts, and the figure with a warm cache."""

    text: str
    rating: Rating | None = None
    word: str = ""
    spread: str = ""
    warm: str = ""
    share: str = ""


@dataclass(frozen=True)
class TableRow:
    """A step's figures; `in_place`: the page changed without loading a document."""

    name: str
    in_place: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class MetricGroup:
    """Metrics that are read together; `columns` are the labels of those that were measured at all."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Culprit:
    """An element that a poor figure hangs on."""

    step: str
    what: str
    selectors: tuple[str, ...]


@dataclass(frozen=True)
class TimingTable:
    """The figures of a journey on a device with the conditions they were measured under, and its waterfalls."""

    title: str
    device: str
    conditions: tuple[str, ...]
    groups: tuple[MetricGroup, ...]
    culprits: tuple[Culprit, ...]
    waterfalls: tuple[WaterfallView, ...]

    @property
    def any_in_place(self) -> bool:
        """Whether a step changed the page without loading a document."""
        return any(row.in_place for group in self.groups for row in group.rows)


def timing_table(path: JourneyPath, result: AuditResult, place: int = 1) -> TimingTable:
    """The tables of a path; where the result holds no timing of a metric, the shown attempt's figure stands in.

    Args:
        path: the journey as walked.
        result: the audit's result.
        place: the path's number among those of the page.
    """
    journey = path.journey
    timings: _Timings = {
        (timing.step, timing.metric, timing.cache): timing
        for timing in result.timings
        if timing.journey == journey.id and timing.device == journey.device
    }
    groups = (
        _group(_("What the shopper waits for"), [name for name in METRICS if name not in _LOADING], path, timings),
        _group(_("What is loaded"), [name for name in METRICS if name in _LOADING], path, timings),
    )
    return TimingTable(
        title=told(journey.title),
        device=told(journey.device),
        conditions=conditions_of(journey, result),
        groups=tuple(group for group in groups if group.columns),
        culprits=tuple(one for step in path.steps for one in _culprits(f"{step.number}. {step.name}", step.step)),
        waterfalls=tuple(_waterfalls(path, place)),
    )


def _group(title: str, names: Sequence[str], path: JourneyPath, timings: _Timings) -> MetricGroup:
    cells = [
        (step, [_cell(step.step, name, timings, len(path.journey.attempts)) for name in names]) for step in path.steps
    ]
    measured = [place for place in range(len(names)) if any(row[place] for _, row in cells)]
    return MetricGroup(
        title=title,
        columns=tuple(METRICS[names[place]].label for place in measured),
        rows=tuple(
            TableRow(
                name=f"{step.number}. {step.name}",
                in_place=step.step.soft_navigation,
                cells=tuple(row[place] for place in measured),
            )
            for step, row in cells
            if not step.skipped
        ),
    )


def _value(step: StepResult, name: str, timings: _Timings) -> float | None:
    cold = timings.get((step.id, name, Cache.COLD))
    value: float | None = cold.median if cold else getattr(step.metrics, name)
    return value


def _cell(step: StepResult, name: str, timings: _Timings, walked: int) -> Cell | None:
    metric = METRICS[name]
    value = _value(step, name, timings)
    if value is None:
        return None
    cold, warm = timings.get((step.id, name, Cache.COLD)), timings.get((step.id, name, Cache.WARM))
    rating = metric.rating(value)
    whole = _value(step, _SHARES[name], timings) if name in _SHARES else None
    return Cell(
        text=figure(value, metric.unit),
        rating=rating,
        word=RATING_WORDS[rating] if rating else "",
        spread=_spread_of(cold, metric.unit, walked) if cold else "",
        warm=figure(warm.median, metric.unit) if warm else "",
        share=percent(value / whole) if value and whole else "",
    )


def spread(low: float, high: float, attempts: int, unit: str) -> str:
    """Between which figures several attempts lay; empty where they do not differ."""
    if attempts < 2:  # noqa: PLR2004 - one figure has no spread
        return ""
    least, most = figure(low, unit), figure(high, unit)
    return "" if least == most else _("{least} to {most}", least=least, most=most)


def _spread_of(timing: Timing, unit: str, walked: int) -> str:
    """The spread, and in how many attempts there was a figure where that was not so in all of them."""
    parts = [spread(timing.low, timing.high, timing.attempts, unit)]
    if timing.attempts != walked:
        parts.append(counted_in("{number} attempt", "{number} attempts", timing.attempts))
    return in_a_row(part for part in parts if part)


def _culprits(step_name: str, step: StepResult) -> list[Culprit]:
    """The elements behind a largest paint that came late and a page that moved."""
    found = []
    paint = step.metrics.largest_contentful_paint_ms
    if step.largest_contentful_paint_selector and paint is not None and _is_poor("largest_contentful_paint_ms", paint):
        what = _("painted last, after {time}", time=duration(paint))
        found.append(Culprit(step_name, what, (step.largest_contentful_paint_selector,)))
    shift = step.metrics.cumulative_layout_shift
    if shift is not None and _is_poor("cumulative_layout_shift", shift):
        moved = tuple(dict.fromkeys(selector for one in step.layout_shifts for selector in one.selectors))
        if moved:
            found.append(Culprit(step_name, _("moved, {shift} in all", shift=figure(shift, "")), moved))
    return found


def _is_poor(name: str, value: float) -> bool:
    return METRICS[name].rating(value) not in {"good", None}


def _waterfalls(path: JourneyPath, place: int) -> list[WaterfallView]:
    """Those of the first attempt, which may not be the one whose path is shown."""
    first = {step.id: step for step in path.journey.attempts[0].steps}
    made = [
        waterfall_view(first.get(step.step.id, step.step), step.name, step.number, f"waterfall-{place}-{step.number}")
        for step in path.steps
    ]
    return [one for one in made if one is not None]
