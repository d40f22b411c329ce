"""What the checks of timing share: figures over the attempts, verdicts that do not flip, which figure explains which.

Where one figure is the larger part of another, what makes the first long makes the second long. The finding of the
second then names the check of the first (`effect_of`), and only one of them is told, at the worse severity.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from auditor.check import Check, Context, Spread, Transition
from auditor.model.finding import Certainty, Evidence, Finding, Location, MeasurementEvidence, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import JourneyRun, StepRun, StepStatus, Visit
from auditor.model.wording import Phrase, say, say_number
from auditor.steadiness import Verdict, verdict
from checks.judgement import seconds, was_sent

Limits = tuple[tuple[float, Severity], ...]
"""Limits with the severity beyond each, the highest first."""

LARGER_PART: Final = 0.5
"""The share of a figure from which a part of it explains it; ours."""
GOOD_FCP_MS: Final = 1_800
GOOD_LCP_MS: Final = 2_500
"""Milliseconds, web.dev (Core Web Vitals)."""
STEP: Final = "load/step-too-slow"
RESULTS: Final = "search/slow-results"
SERVER: Final = "load/slow-ttfb"
LARGEST_PAINT: Final = "load/slow-lcp"
RESPONSE: Final = "interaction/slow-response"
_WHOLE_STEP: Final = (STEP, RESULTS)
_SEVERAL: Final = 2


@dataclass(frozen=True)
class Judged:
    """A limit, and whether the figures are beyond it or too near it to tell."""

    limit: float
    severity: Severity
    certainty: Certainty

    @property
    def proved(self) -> bool:
        """Whether the figures are beyond the limit."""
        return self.certainty is Certainty.CERTAIN


def judged(spread: Spread, limits: Limits, noise: float = 0.0) -> tuple[Judged, ...]:
    """What the figures of several attempts say of the limits.

    The highest limit they are beyond is proved. A higher one that they are too near to is told as well where it would
    fail a gate that is set as usual; without a proved one it is told in any case.

    Args:
        spread: the figures.
        limits: the limits, the highest first.
        noise: how much of the processor's time other programs took, from 0 to 1.
    """
    verdicts = [(verdict(spread.values, limit, noise=noise), limit, severity) for limit, severity in limits]
    over = next((Judged(at, how, Certainty.CERTAIN) for told, at, how in verdicts if told is Verdict.OVER), None)
    near = (Judged(at, how, Certainty.INCONCLUSIVE) for told, at, how in verdicts if told is Verdict.INCONCLUSIVE)
    open_ = next(near, None)
    if open_ and over and (open_.limit < over.limit or not open_.severity.at_least(Severity.SERIOUS)):
        open_ = None
    return tuple(one for one in (over, open_) if one)


@dataclass(frozen=True)
class Measured:
    """One attempt at a step: how long it took, None where it broke, and the figures of the page it led to."""

    duration_ms: float | None
    timings: PageTimings
    by_form: bool = False

    @property
    def answered_ms(self) -> float | None:
        """Time to first byte; None where no document was loaded."""
        return None if self.timings.soft_navigation else self.timings.time_to_first_byte_ms

    @property
    def redirect_ms(self) -> float:
        """The time in redirects; none after a form was sent, for the server works on it before it redirects."""
        return 0.0 if self.by_form else self.timings.redirect_ms or 0.0


class Attempts:
    """The attempts at one step that led to a page with figures, the judged one first."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self.measured = tuple(measured)

    def spread(self, figure: Callable[[Measured], float | None]) -> Spread | None:
        """A figure over the attempts that have it; None where none has."""
        values = tuple(value for value in map(figure, self.measured) if value is not None)
        return Spread(values) if values else None

    def median(self, figure: Callable[[Measured], float | None]) -> float:
        """The median of a figure, 0 where no attempt has it."""
        spread = self.spread(figure)
        return spread.median if spread else 0.0

    def is_larger_part(self, part: float, whole: float) -> bool:
        """Whether a part explains a whole."""
        return part > whole * LARGER_PART > 0

    @property
    def duration(self) -> float:
        """How long the step took, in milliseconds, 0 where it broke."""
        return self.median(lambda one: one.duration_ms)

    @property
    def answered(self) -> float:
        """Time to first byte."""
        return self.median(lambda one: one.answered_ms)

    @property
    def redirected(self) -> float:
        """Time in redirects."""
        return self.median(lambda one: one.redirect_ms)

    def causes_of_step(self) -> tuple[str, ...]:
        """The checks of what takes the larger part of the step."""
        responded = self.median(lambda one: one.timings.interaction_to_next_paint_ms)
        parts = ((SERVER, self.answered), (RESPONSE, responded))
        return tuple(check for check, part in parts if self.is_larger_part(part, self.duration))

    def causes_of_paint(self, painted: float, good: float) -> tuple[str, ...]:
        """The checks of what explains a paint: the server's answer, or a step that took as long because of it.

        Args:
            painted: the paint's median.
            good: up to where it is good; what it took beyond the server's answer has to be.
        """
        causes = []
        if self.is_larger_part(self.answered, painted) and painted - self.answered <= good:
            causes.append(SERVER)
        since_act = painted + self.median(lambda one: one.timings.navigation_offset_ms)
        if since_act <= self.duration and self.is_larger_part(since_act, self.duration):
            causes.extend(_WHOLE_STEP)
        return tuple(causes)

    def causes_of_redirects(self) -> tuple[str, ...]:
        """The checks of what the redirects make long."""
        causes = [SERVER] if self.is_larger_part(self.redirected, self.answered) else []
        return (*causes, *(_WHOLE_STEP if self.is_larger_part(self.redirected, self.duration) else ()))


def attempts_at(visit: Visit, context: Context, *, soft: bool = False) -> Attempts:
    """The attempts at the step that led to a visit.

    Args:
        visit: the judged one, of the context's run.
        context: the run and the other attempts.
        soft: whether pages count that changed without loading a document.
    """
    place = _same_step(visit, context.run).index(visit)
    runs = (context.run, *(run for run in context.attempts if run.id != context.run.id))
    pages = ((run, _same_step(visit, run)) for run in runs)
    measured = (_measured(run, found[place]) for run, found in pages if place < len(found))
    return Attempts([one for one in measured if one and (soft or not one.timings.soft_navigation)])


def attempts_of(transition: Transition) -> Attempts:
    """The attempts at a step that led to a page of its own."""
    pages = ((transition.step, transition.after), *transition.others)
    measured = (_of_step(step, visit) for step, visit in pages if visit)
    return Attempts([one for one in measured if one])


def told_before(visit: Visit, context: Context) -> bool:
    """Whether an earlier visit stood on the same document, as a drawer does: its figures are judged there."""
    timings = visit.get(PageTimings)
    for earlier in context.run.visits:
        if earlier.id == visit.id:
            return False
        if earlier.url == visit.url and earlier.get(PageTimings) == timings:
            return True
    return False


def is_first_told(visit: Visit, context: Context, *, soft: bool = False) -> bool:
    """Whether a visit has figures of its own that are to be judged."""
    timings = visit.get(PageTimings)
    return timings is not None and (soft or not timings.soft_navigation) and not told_before(visit, context)


def durations(transition: Transition) -> Spread | None:
    """The durations of the attempts in which the step was completed; a broken one's is a time-out's."""
    steps = (transition.step, *(step for step, _ in transition.others))
    values = tuple(value for value in map(_duration, steps) if value is not None)
    return Spread(values) if values else None


def place_of_step(transition: Transition, context: Context) -> Location:
    """Where a finding about a step belongs: the page it led to, else the journey's start."""
    if transition.after is not None:
        return context.location(transition.after)
    journey, step = context.run.journey, transition.step
    return Location(
        journey=journey.id, step=step.step_id, stage=step.stage, device=journey.device, url=journey.start_url
    )


def is_search(transition: Transition, context: Context) -> bool:
    """Whether the step's act is to search."""
    steps = context.run.journey.steps
    return any(step.id == transition.step.step_id and step.action.kind == "search" for step in steps)


def how_measured(spread: Spread, context: Context, unit: str = "ms") -> Phrase:
    """How firm a median is and under what conditions it was measured, in brackets; empty for one plain attempt."""
    conditions = context.run.environment.conditions
    if len(spread) < _SEVERAL:
        return say(" ({conditions})", conditions=conditions) if conditions else Phrase("")
    attempts = say_number(
        "median of {number} attempt, {low} to {high}",
        "median of {number} attempts, {low} to {high}",
        len(spread),
        low=_shown(spread.low, unit),
        high=_shown(spread.high, unit),
    )
    if not conditions:
        return say(" ({attempts})", attempts=attempts)
    return say(" ({attempts}; {conditions})", attempts=attempts, conditions=conditions)


def told(
    check: Check,
    found: Judged,
    spread: Spread,
    message: str,
    place: Location,
    *,
    metric: str,
    unit: str = "ms",
    evidence: Iterable[Evidence] = (),
    effect_of: tuple[str, ...] = (),
) -> Finding:
    """Make the finding of a judged figure, the figure first among its evidence.

    Args:
        check: the check that judged.
        found: the limit and what was found about it.
        spread: the figures.
        message: what was measured, a whole sentence.
        place: where.
        metric: the figure's name, which is the finding's identity.
        unit: the figure's unit, empty for none.
        evidence: what else proves it.
        effect_of: the checks whose findings at this step explain this one.
    """
    near = "" if found.proved else too_near(found.limit, unit)
    proof = measurement(metric, spread, found.limit, unit)
    finding = check.finding(
        message + near,
        place,
        identity=metric,
        severity=found.severity,
        certainty=found.certainty,
        evidence=(proof, *evidence),
    )
    return finding.model_copy(update={"effect_of": effect_of})


def too_near(limit: float, unit: str = "ms") -> Phrase:
    """The sentence that tells that a figure is too near its limit."""
    return say(" That is too near the limit of {limit} to tell.", limit=_shown(limit, unit))


def measurement(metric: str, spread: Spread, limit: float | None = None, unit: str = "ms") -> MeasurementEvidence:
    """A figure over the attempts as evidence."""
    return MeasurementEvidence(
        metric=metric,
        value=spread.median,
        limit=limit,
        unit=unit,
        low=spread.low,
        high=spread.high,
        attempts=len(spread),
    )


def slow_step(
    check: Check,
    transition: Transition,
    context: Context,
    limits: Limits,
    message: Callable[[Phrase, Phrase], Phrase],
) -> Iterator[Finding]:
    """Judge how long a step took.

    Args:
        check: the check that judges.
        transition: the step.
        context: the run and the other attempts.
        limits: in milliseconds.
        message: makes the sentence out of the time it took and how that was measured.
    """
    spread = durations(transition)
    if spread is None:
        return
    attempts = attempts_of(transition)
    for found in judged(spread, limits, context.noise):
        yield told(
            check,
            found,
            spread,
            message(seconds(spread.median), how_measured(spread, context)),
            place_of_step(transition, context),
            metric="step_duration_ms",
            evidence=_parts(attempts),
            effect_of=attempts.causes_of_step(),
        )


def _parts(attempts: Attempts) -> Iterator[Evidence]:
    """Yield the page's own figures, which tell where the step's time went; those of a document where one was loaded."""
    loaded = Attempts([one for one in attempts.measured if not one.timings.soft_navigation])
    figures: tuple[tuple[str, Callable[[Measured], float | None]], ...] = (
        ("time_to_first_byte_ms", lambda one: one.answered_ms),
        ("first_contentful_paint_ms", lambda one: one.timings.first_contentful_paint_ms),
        ("largest_contentful_paint_ms", lambda one: one.timings.largest_contentful_paint_ms),
    )
    for metric, figure in figures:
        spread = loaded.spread(figure)
        if spread:
            yield measurement(metric, spread)


def _same_step(visit: Visit, run: JourneyRun) -> list[Visit]:
    return [one for one in run.visits if one.step_id == visit.step_id]


def _measured(run: JourneyRun, visit: Visit) -> Measured | None:
    step = next((step for step in run.steps if step.visit_id == visit.id), None)
    timings = visit.get(PageTimings)
    if timings is None:
        return None
    return Measured(_duration(step) if step else None, timings, by_form=was_sent(visit))


def _of_step(step: StepRun, visit: Visit) -> Measured | None:
    timings = visit.get(PageTimings)
    return Measured(_duration(step), timings, by_form=was_sent(visit)) if timings else None


def _duration(step: StepRun) -> float | None:
    return step.duration_ms if step.status is StepStatus.COMPLETED else None


def _shown(value: float, unit: str) -> Phrase:
    return seconds(value) if unit == "ms" else say("{value:.2f}", value=value)
