"""How far the walk came: the stages reached, those not reached and why. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.model.budget import Cache
from auditor.model.journey import Stage
from auditor.model.result import Coverage, Unreached
from auditor.model.run import AuditRun, Cause, JourneyRun, Skipped, StepRun, StepStatus
from auditor.model.wording import say
from auditor.model.words import PROBES, device

BY_THE_SITE = frozenset({Cause.SITE, Cause.ACCOUNT_REQUIRED, Cause.EXPECTATION})
EXPECTED = frozenset({Cause.NOT_NEEDED, Cause.BEYOND_SAFETY})

_WHY = {
    Cause.SITE: say("the site did not let the shopper go on"),
    Cause.NOT_RECOGNISED: say("the way there was not recognised"),
    Cause.NOT_NEEDED: say("the site has no use for it"),
    Cause.BEYOND_SAFETY: say("beyond the safety level"),
    Cause.BLOCKED: say("a bot protection stood in the way"),
    Cause.UNANSWERED: say("the site did not answer"),
    Cause.ACCOUNT_REQUIRED: say("an account is required"),
    Cause.REFUSED: say("the shop refused what was asked of it"),
    Cause.TIME_LIMIT: say("the time was up"),
    Cause.EXPECTATION: say("what the journey expects was not there"),
    Cause.OURS: say("the audit itself failed"),
}


@dataclass(frozen=True)
class Gap:
    """A stage that one journey on one device did not reach, and the step that ended the way to it, if one did."""

    run: JourneyRun
    stage: Stage
    step: StepRun | None

    @property
    def cause(self) -> Cause | None:
        """Why; None where the walk just ended."""
        return self.step.cause if self.step else None

    @property
    def expected(self) -> bool:
        """Whether the stage was left out on purpose; this does not make an audit incomplete."""
        if self.step is None or self.step.status is not StepStatus.SKIPPED:
            return self.cause in EXPECTED
        return self.cause is None or self.cause in EXPECTED or self.stage is Stage.LISTING

    @property
    def by_the_site(self) -> bool:
        """Whether the site provably ended the way; a finding then has to say so."""
        return self.cause in BY_THE_SITE

    @property
    def why(self) -> str:
        """Why, for a person."""
        if self.step is None:
            return say("the walk ended before")
        if self.step.error:
            return self.step.error
        return _WHY[self.step.cause] if self.step.cause else say("left out")


def attempts(run: AuditRun) -> tuple[tuple[JourneyRun, ...], ...]:
    """The attempts at each journey on each device together, in the order they were begun; first visits only."""
    return _grouped(one for one in run.runs if one.cache is Cache.COLD)


def warm_attempts(run: AuditRun) -> tuple[tuple[JourneyRun, ...], ...]:
    """As `attempts`, but those with a warm cache."""
    return _grouped(one for one in run.runs if one.cache is Cache.WARM)


def _grouped(runs: Iterable[JourneyRun]) -> tuple[tuple[JourneyRun, ...], ...]:
    grouped: dict[tuple[str, str], list[JourneyRun]] = {}
    for one in runs:
        grouped.setdefault((one.journey.id, one.journey.device), []).append(one)
    return tuple(tuple(group) for group in grouped.values())


def gaps(run: AuditRun) -> Iterator[Gap]:
    """Yield every stage that a journey holds and none of its attempts reached."""
    for group in attempts(run):
        reached = {stage for one in group for stage in stages_reached(one)}
        first = group[0]
        for stage in dict.fromkeys(step.stage for step in first.journey.steps):
            if stage not in reached:
                yield Gap(run=first, stage=stage, step=_ending(first, stage))


def stages_reached(run: JourneyRun) -> tuple[Stage, ...]:
    """The stages at which a step was completed and none that the journey needs broke."""
    optional = _optional(run)
    completed = {step.stage for step in run.steps if step.status is StepStatus.COMPLETED}
    broken = {step.stage for step in run.steps if step.status is StepStatus.BROKEN and step.step_id not in optional}
    return tuple(stage for stage in Stage if stage in completed - broken)


def coverage(run: AuditRun) -> Coverage:
    """What was reached, what was not and why, which probes were not made.

    A list of products is a way, no end in itself: one that was not needed is not told as missing.
    """
    reached = {stage for group in attempts(run) for one in group for stage in stages_reached(one)}
    several = len(attempts(run)) > 1
    unreached = [
        Unreached(
            stage=gap.stage,
            why=_where(gap) if several else gap.why,
            expected=gap.expected,
        )
        for gap in gaps(run)
        if not (gap.expected and gap.stage is Stage.LISTING)
    ]
    return Coverage(
        reached=tuple(stage for stage in Stage if stage in reached),
        unreached=tuple(unreached),
        not_probed=tuple(Unreached(stage=one.stage, why=_not_probed(one)) for one in run.skipped),
    )


def _where(gap: Gap) -> str:
    journey = gap.run.journey
    return say("{journey} on {device}: {why}", journey=journey.id, device=device(journey.device), why=gap.why)


def _not_probed(skipped: Skipped) -> str:
    return say("{probe}: {why}", probe=PROBES.get(skipped.probe, skipped.probe), why=skipped.why)


def _ending(run: JourneyRun, stage: Stage) -> StepRun | None:
    """The step of the stage itself where it was tried; else the broken one that ended the walk before it."""
    own = [step for step in run.steps if step.stage is stage]
    if own:
        return own[-1]
    optional = _optional(run)
    broken = [one for one in run.steps if one.status is StepStatus.BROKEN and one.step_id not in optional]
    return broken[-1] if broken else None


def _optional(run: JourneyRun) -> frozenset[str]:
    return frozenset(step.id for step in run.journey.steps if step.optional)
