"""The journey as a path of steps: what both the page and the terminal tell first."""

import statistics
from dataclasses import dataclass

from auditor.model.budget import Cache
from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.model.result import AttemptResult, AuditResult, FindingResult, JourneyResult, StepResult, Unreached
from auditor.model.run import StepStatus
from reports.language import N_, Words, _, counted_in, grouped
from reports.moods import Mood, felt, mood_of_step

STAGE_NAMES: Words[Stage] = Words(
    {
        Stage.LANDING: N_("Landing"),
        Stage.LISTING: N_("Listing"),
        Stage.SEARCH: N_("Search"),
        Stage.PRODUCT: N_("Product"),
        Stage.CART: N_("Cart"),
        Stage.CHECKOUT: N_("Checkout"),
        Stage.CONFIRMATION: N_("Confirmation"),
        Stage.FORM: N_("Form"),
    }
)
SEVERITY_WORDS: Words[Severity] = Words(
    {
        Severity.BLOCKER: N_("blocker"),
        Severity.SERIOUS: N_("serious"),
        Severity.MODERATE: N_("moderate"),
        Severity.MINOR: N_("minor"),
    }
)
STEP_NAMES = (N_("Add to cart"), N_("Place order"))
"""What the steps of the default journeys are called that are not named as their stage."""


@dataclass(frozen=True)
class PathStep:
    """One step of the path.

    Attributes:
        number: its place, from 1.
        step: the step as walked in the attempt shown.
        name: what the shopper does there.
        duration_ms: how long it took, the median of the attempts; None where it was not measured.
        mood: how the shopper feels; None where nothing is known.
        findings: what counts towards the mood, the worst first.
        to_review: what is only worth a look.
        stopped: whether the journey ended here before its end.
    """

    number: int
    step: StepResult
    name: str
    duration_ms: float | None
    mood: Mood | None
    findings: tuple[FindingResult, ...]
    to_review: tuple[FindingResult, ...]
    stopped: bool

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding that counts."""
        return self.findings[0].severity if self.findings else None

    @property
    def skipped(self) -> bool:
        """Whether the journey went on without this step."""
        return self.step.status is StepStatus.SKIPPED

    @property
    def lit(self) -> bool:
        """Whether shoppers end here, because the journey did or because a blocker stands in the way."""
        return self.stopped or self.worst is Severity.BLOCKER

    @property
    def verdict(self) -> str:
        """The step's verdict in a few words."""
        if self.stopped:
            return _("The journey ended here")
        if self.lit:
            return _("Shoppers stop here")
        if self.step.status is not StepStatus.COMPLETED:
            return _("Skipped") if self.step.status is StepStatus.SKIPPED else _("Did not work")
        if self.findings:
            return counted_in("{number} friction", "{number} frictions", len(self.findings))
        to_review = len(self.to_review)
        return counted_in("{number} worth a look", "{number} worth a look", to_review) if to_review else _("Smooth")


@dataclass(frozen=True)
class JourneyPath:
    """One journey on one device.

    Attributes:
        beyond: stages after the last step that were not entered.
        note: what the other attempts did, where that differs; else empty.
    """

    journey: JourneyResult
    steps: tuple[PathStep, ...]
    beyond: tuple[Unreached, ...]
    note: str

    @property
    def stop(self) -> PathStep | None:
        """The step at which the journey ended before its end."""
        return next((step for step in self.steps if step.stopped), None)


def worst_first(findings: tuple[FindingResult, ...]) -> tuple[FindingResult, ...]:
    """The findings by severity, then in the order of the journey; otherwise as given."""
    stages = list(Stage)
    return tuple(sorted(findings, key=lambda finding: (finding.severity.rank, stages.index(finding.stage))))


def severity_count(severity: Severity, count: int) -> str:
    """`1 blocker`, `2 blockers`, `3 serious`."""
    match severity:
        case Severity.BLOCKER:
            return counted_in("{number} blocker", "{number} blockers", count)
        case Severity.SERIOUS:
            return counted_in("{number} serious", "{number} serious", count)
        case Severity.MODERATE:
            return counted_in("{number} moderate", "{number} moderate", count)
        case Severity.MINOR:
            return counted_in("{number} minor", "{number} minor", count)


def step_name(step: StepResult) -> str:
    """The step's name for a reader: the stage's, unless the step's id says more."""
    if step.id == step.stage.value or not step.id.strip():
        return STAGE_NAMES[step.stage]
    words = step.id.replace("-", " ").replace("_", " ").strip()
    return _(words[:1].upper() + words[1:])


def journey_paths(result: AuditResult) -> tuple[JourneyPath, ...]:
    """The paths of every journey that was begun."""
    cold = (_first_visits(journey) for journey in result.journeys)
    return tuple(_path(journey, result) for journey in cold if any(one.steps for one in journey.attempts))


def _first_visits(journey: JourneyResult) -> JourneyResult:
    """The journey without the walks that had a warm cache: they are figures beside, no part of the path."""
    cold = tuple(attempt for attempt in journey.attempts if attempt.cache is Cache.COLD)
    return journey.model_copy(update={"attempts": cold})


def _path(journey: JourneyResult, result: AuditResult) -> JourneyPath:
    shown = _attempt_shown(journey)
    broken = shown.status == "broken"
    ends = [step for step in shown.steps if step.status is StepStatus.BROKEN] if broken else []
    end = (ends or list(shown.steps))[-1] if broken else None
    steps = []
    entered = [
        step
        for step in shown.steps
        if step.status is not StepStatus.SKIPPED or _findings_at(step, journey, shown, result)
    ]
    for number, step in enumerate(entered, 1):
        here = _findings_at(step, journey, shown, result)
        counting = worst_first(tuple(finding for finding in here if felt(finding)))
        to_review = tuple(
            finding
            for finding in here
            if finding.certainty is Certainty.NEEDS_REVIEW and finding.status != "suppressed"
        )
        duration = _duration(step, journey)
        steps.append(
            PathStep(
                number=number,
                step=step,
                name=step_name(step),
                duration_ms=duration,
                mood=_mood(step, counting, duration),
                findings=counting,
                to_review=to_review,
                stopped=step is end,
            )
        )
    stages = [step.stage for step in shown.steps]
    beyond = tuple(one for one in result.coverage.unreached if one.stage not in stages) if len(result.journeys) else ()
    return JourneyPath(journey, tuple(steps), beyond, _note(journey, shown))


def _attempt_shown(journey: JourneyResult) -> AttemptResult:
    """The first attempt that ended as most of them did: a rare break is told in the note, a common one is shown."""
    broken = [attempt for attempt in journey.attempts if attempt.status == "broken"]
    common = "broken" if 2 * len(broken) >= len(journey.attempts) and broken else "completed"
    return next(attempt for attempt in journey.attempts if attempt.status == common)


def _note(journey: JourneyResult, shown: AttemptResult) -> str:
    others = [attempt for attempt in journey.attempts if attempt.status != shown.status]
    if not others:
        return ""
    walked, differed = len(journey.attempts), grouped(len(others))
    if shown.status == "completed":
        return counted_in(
            "{differed} of {number} attempt broke off.",
            "{differed} of {number} attempts broke off.",
            walked,
            differed=differed,
        )
    return counted_in(
        "{differed} of {number} attempt went through.",
        "{differed} of {number} attempts went through.",
        walked,
        differed=differed,
    )


def _duration(step: StepResult, journey: JourneyResult) -> float | None:
    if step.status is not StepStatus.COMPLETED:
        return None
    times = [
        other.duration_ms
        for attempt in journey.attempts
        for other in attempt.steps
        if other.id == step.id and other.status is StepStatus.COMPLETED and other.duration_ms is not None
    ]
    return statistics.median(times) if times else None


def _mood(step: StepResult, findings: tuple[FindingResult, ...], duration: float | None) -> Mood | None:
    if step.status is StepStatus.COMPLETED or findings:
        return mood_of_step(findings, duration)
    # That we got no further does not prove that a shopper would not have.
    return None


def _findings_at(
    step: StepResult, journey: JourneyResult, attempt: AttemptResult, result: AuditResult
) -> tuple[FindingResult, ...]:
    """What was found at a step. Findings of steps not on the path, such as probes', go to their stage's last step."""
    walked = {other.id for other in attempt.steps}
    last_of_stage = [other for other in attempt.steps if other.stage is step.stage][-1]
    return tuple(
        finding
        for finding in result.findings
        if finding.journey == journey.id
        and finding.device == journey.device
        and (
            finding.step == step.id
            or (finding.step not in walked and finding.stage is step.stage and step is last_of_stage)
        )
    )
