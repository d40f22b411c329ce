"""The journey as a map: what marketing calls its steps, what each asked of the shopper, when each was done."""

from dataclasses import dataclass
from itertools import groupby

from auditor.model.journey import Stage
from auditor.model.result import StepResult
from reports.figures import duration
from reports.journey_path import JourneyPath, PathStep
from reports.language import N_, Words, counted_in

PHASES: Words[Stage] = Words(
    {
        Stage.LANDING: N_("Awareness"),
        Stage.LISTING: N_("Consideration"),
        Stage.SEARCH: N_("Consideration"),
        Stage.PRODUCT: N_("Consideration"),
        Stage.CART: N_("Decision"),
        Stage.CHECKOUT: N_("Conversion"),
        Stage.FORM: N_("Conversion"),
        Stage.CONFIRMATION: N_("After the purchase"),
    }
)
"""What marketing calls the part of the way to which a stage belongs."""


@dataclass(frozen=True)
class Band:
    """One of marketing's stages above the steps that belong to it; `span` is how many columns it covers."""

    name: str
    span: int


@dataclass(frozen=True)
class Asked:
    """What a step asked of the shopper, in words, each with its number."""

    clicks: str
    fields: str


def bands(path: JourneyPath) -> tuple[Band, ...]:
    """Marketing's stages over the columns of a path, in its order; what is met again comes again."""
    stages = [step.step.stage for step in path.steps] + [one.stage for one in path.beyond]
    return tuple(Band(name, len(tuple(members))) for name, members in groupby(PHASES[stage] for stage in stages))


def phases_begun(path: JourneyPath) -> tuple[str, ...]:
    """For each column the part of the way that begins there, empty where one goes on."""
    return tuple(name for band in bands(path) for name in (band.name, *[""] * (band.span - 1)))


def asked(step: StepResult) -> Asked:
    """What a step asked of the shopper; of the fields those that its forms show, else those that the walk filled."""
    if step.fields_shown is not None:
        fields = counted_in("{number} field to fill in", "{number} fields to fill in", step.fields_shown)
    else:
        fields = counted_in("{number} field", "{number} fields", step.fields)
    return Asked(clicks=counted_in("{number} click", "{number} clicks", step.clicks), fields=fields)


def moments(steps: tuple[PathStep, ...]) -> tuple[str, ...]:
    """For each step how long the shopper had been on the way when it was done, counting what was timed."""
    passed = 0.0
    told = []
    for step in steps:
        passed += step.duration_ms or 0
        told.append("" if step.duration_ms is None else duration(passed))
    return tuple(told)
