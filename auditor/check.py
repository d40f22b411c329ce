"""The contract of a check: pure judgement over what was gathered.

A check subclasses one of `VisitCheck`, `TransitionCheck`, `TrialCheck` or `JourneyCheck`, by what it judges, states its
`meta`, and yields findings. It never touches a browser, a file or a clock. Its documentation is the docstring of its
module, with the headings *What it does*, *Why it is friction*, *How to fix*, *Limits*, *References*.
"""

import statistics
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar, cast, get_args

from auditor.model.base import Record
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, Location, Severity
from auditor.model.journey import Stage
from auditor.model.run import JourneyRun, StepRun, Visit

TrialT = TypeVar("TrialT", bound=Record)


@dataclass(frozen=True)
class Context:
    """What a check may look at beside its subject: the run it belongs to and the other attempts at the same journey."""

    run: JourneyRun
    attempts: tuple[JourneyRun, ...] = ()
    safety: str = "probe"
    sandbox: bool = False

    @property
    def noise(self) -> float:
        """The share of the processor's time that others took during the attempts, the highest; 0 where unknown."""
        return max((run.host_noise or 0.0 for run in (self.run, *self.attempts)), default=0.0)

    def all_visits(self) -> tuple[Visit, ...]:
        """The visits of the walk, then those of the probes."""
        return self.run.visits + self.run.probe_visits

    def visits_at(self, stage: Stage) -> tuple[Visit, ...]:
        """The walk's visits at a stage."""
        return self.run.visits_at(stage)

    def location(self, visit: Visit) -> Location:
        """Where a visit stands on the journey."""
        journey = self.run.journey
        return Location(journey=journey.id, step=visit.step_id, stage=visit.stage, device=journey.device, url=visit.url)


@dataclass(frozen=True)
class Spread:
    """A figure over the attempts: median, lowest, highest, how many."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """The lowest value."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The highest value."""
        return max(self.values)

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class Transition:
    """A step of the walk: from the visit before it (None for the first) to the visit it led to (None where it broke).

    `others` are the same step and its visit in the other attempts.
    """

    step: StepRun
    before: Visit | None
    after: Visit | None
    others: tuple[tuple[StepRun, Visit | None], ...] = field(default_factory=tuple)

    def durations(self) -> Spread | None:
        """The step's durations over all attempts, in milliseconds; None where none was measured."""
        values = [step.duration_ms for step in (self.step, *(step for step, _ in self.others))]
        measured = tuple(value for value in values if value is not None)
        return Spread(measured) if measured else None


class Check(ABC):
    """A check: its facts, and how to make a finding. Subclass one of the four kinds below, not this."""

    meta: ClassVar[CheckMeta]

    def finding(
        self,
        message: str,
        location: Location,
        *,
        identity: str,
        severity: Severity | None = None,
        certainty: Certainty = Certainty.CERTAIN,
        evidence: Iterable[Evidence] = (),
    ) -> Finding:
        """Make a finding of this check.

        Args:
            message: what is there, with the numbers; never how to mend it. Built with `auditor.model.wording.say`, so
                that reports can tell it in other languages.
            location: where on the journey.
            identity: what the fingerprint rests on: a stable selector or a metric's name, never text or numbers.
            severity: where it differs from the usual one.
            certainty: `NEEDS_REVIEW` where the evidence does not prove it.
            evidence: the proof, the primary one first.
        """
        return Finding(
            check_id=self.meta.id,
            severity=severity or self.meta.severity,
            certainty=certainty,
            message=message,
            location=location,
            evidence=tuple(evidence),
            identity=identity,
        )


class VisitCheck(Check):
    """Judges one visit of the walk at one of `meta.stages`."""

    def applies(self, visit: Visit, context: Context) -> bool:
        """Whether there is anything to judge; artifacts named in `meta.requires` are known to be there."""
        del visit, context
        return True

    @abstractmethod
    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield what is wrong."""


class TransitionCheck(Check):
    """Judges one step of the walk, from its act to where it led."""

    def applies(self, transition: Transition, context: Context) -> bool:
        """Whether there is anything to judge."""
        del transition, context
        return True

    @abstractmethod
    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        """Yield what is wrong."""


class TrialCheck(Check, Generic[TrialT]):
    """Judges every trial of its type, in the walk and in the probes; the type is the class's parameter."""

    @classmethod
    def trial_type(cls) -> type[TrialT]:
        """The trial's type."""
        for base in getattr(cls, "__orig_bases__", ()):
            if getattr(base, "__origin__", None) is TrialCheck:
                return cast("type[TrialT]", get_args(base)[0])
        raise TypeError(f"{cls.__name__} names no trial type: subclass TrialCheck[SomeTrial]")

    def applies(self, trial: TrialT, visit: Visit, context: Context) -> bool:
        """Whether there is anything to judge."""
        del trial, visit, context
        return True

    @abstractmethod
    def evaluate(self, trial: TrialT, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield what is wrong."""


class JourneyCheck(Check):
    """Judges a whole walk of a journey."""

    def applies(self, context: Context) -> bool:
        """Whether there is anything to judge."""
        del context
        return True

    @abstractmethod
    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield what is wrong."""
