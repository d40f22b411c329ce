"""The timings of a journey's steps as a table."""

from dataclasses import dataclass

from auditor.model.result import AuditResult, StepResult, Timing
from reports.figures import METRICS, RATING_WORDS, Rating, figure
from reports.journey_path import JourneyPath


@dataclass(frozen=True)
class Cell:
    """A figure with its judgement in a word, the spread over the attempts, and the figure with a warm cache."""

    text: str
    rating: Rating | None = None
    word: str = ""
    spread: str = ""
    warm: str = ""


@dataclass(frozen=True)
class TimingTable:
    """One row for each step; `columns` are the labels of the metrics that were measured at all."""

    title: str
    device: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def timing_table(path: JourneyPath, result: AuditResult) -> TimingTable:
    """The table of a path; where the result holds no timing of a metric, the shown attempt's figure stands in."""
    journey = path.journey
    names = {f"{journey.id}/{journey.device}"}
    # A timing names no device: where one journey was walked on several, it cannot be told whose it is.
    if [other.id for other in result.journeys].count(journey.id) == 1:
        names.add(journey.id)
    timings: dict[tuple[str, str, str], Timing] = {
        (timing.step, timing.metric, timing.cache): timing for timing in result.timings if timing.journey in names
    }
    cells = [
        (f"{step.number}. {step.name}", [_cell(step.step, metric, timings) for metric in METRICS])
        for step in path.steps
    ]
    measured = [place for place in range(len(METRICS)) if any(row[place] for _, row in cells)]
    labels = [metric.label for metric in METRICS.values()]
    return TimingTable(
        title=journey.title,
        device=journey.device,
        columns=tuple(labels[place] for place in measured),
        rows=tuple((name, tuple(row[place] for place in measured)) for name, row in cells),
    )


def _cell(step: StepResult, name: str, timings: dict[tuple[str, str, str], Timing]) -> Cell | None:
    metric = METRICS[name]
    cold, warm = timings.get((step.id, name, "cold")), timings.get((step.id, name, "warm"))
    value = cold.median if cold else getattr(step.metrics, name)
    if value is None:
        return None
    rating = metric.rating(value)
    several = cold is not None and cold.attempts > 1 and cold.low != cold.high
    return Cell(
        text=figure(value, metric.unit),
        rating=rating,
        word=RATING_WORDS[rating] if rating else "",
        spread=f"{figure(cold.low, metric.unit)}–{figure(cold.high, metric.unit)}" if cold and several else "",
        warm=figure(warm.median, metric.unit) if warm else "",
    )
