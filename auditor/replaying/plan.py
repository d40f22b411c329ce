"""What has to be walked and probed again to see one finding: as little as shows it in the saved run.

The plan is proved before it is carried out. The saved run is cut down to what the plan would gather, and judged: only
where the finding is seen on it in every place is the plan enough; else more of the run is taken. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.check import Check
from auditor.model.form import LeadAnswer
from auditor.model.journey import Journey, PlaceOrder, Stage, Step
from auditor.model.run import AuditRun, JourneyRun, StepStatus, Visit
from auditor.model.settings import ProbeFamily, Safety, Settings
from auditor.reach import attempts
from auditor.replaying.sightings import Seen, Sighting, Subject

_PROBE = "probe-"
_STAGES = {
    ProbeFamily.SEARCH: (Stage.SEARCH, Stage.PRODUCT),
    ProbeFamily.RELOAD: (Stage.CART,),
    ProbeFamily.FEEDBACK: (Stage.CART,),
}
"""The stages that the walk must have come through before a family is made; without one of them, all of it."""


@dataclass(frozen=True)
class Plan:
    """What is gathered again.

    Attributes:
        journeys: the journeys, each on its device, cut after the last step that is needed.
        families: the probes that are made.
        ordering: whether the order is placed again, or a form sent for good; only on a sandbox, as in the audit.
        timed: whether the check judges figures, so that as many attempts are made as they need.
    """

    journeys: tuple[Journey, ...]
    families: tuple[ProbeFamily, ...] = ()
    ordering: bool = False
    timed: bool = False

    def settings(self, audit: Settings) -> Settings:
        """The audit's settings for this; the safety level is never a higher one."""
        lower = audit.safety is Safety.ORDER and not self.ordering
        return audit.model_copy(
            update={
                "runs": None if self.timed else 1,
                "probing": self.families,
                "safety": Safety.PROBE if lower else audit.safety,
                "budgets": (),
                "har": False,
            }
        )


def plan_for(run: AuditRun, check: type[Check], sightings: Sequence[Sighting]) -> Plan | None:
    """The least that shows a finding again everywhere it was seen.

    Args:
        run: the saved run.
        check: the finding's check.
        sightings: where it was seen in that run.

    Returns:
        The plan, or None where not even all of the run shows it.
    """
    for plan in _plans(run, check, sightings):
        again = Seen.judge(cut(run, plan), check)
        shown = {(one.result.subject, one.finding.identity, one.finding.location.step) for one in again.all()}
        wanted = {(one.result.subject, one.finding.identity, one.finding.location.step) for one in sightings}
        if wanted <= shown:
            return plan
    return None


def cut(run: AuditRun, plan: Plan) -> AuditRun:
    """A saved run as if no more had been gathered than a plan says."""
    journeys = {(one.id, one.device): one for one in plan.journeys}
    kept = []
    for one in run.runs:
        journey = journeys.get((one.journey.id, one.journey.device))
        if journey is not None:
            kept.append(_cut(one, journey, plan))
    return run.model_copy(update={"runs": tuple(kept)})


def family_of(visit_id: str) -> ProbeFamily | None:
    """The family of probes that left a visit; None for one of the walk."""
    if not visit_id.startswith(_PROBE):
        return None
    name = visit_id.removeprefix(_PROBE)
    return next((one for one in ProbeFamily if name == one or name.startswith(f"{one}-")), None)


def _cut(one: JourneyRun, journey: Journey, plan: Plan) -> JourneyRun:
    steps = {step.id for step in journey.steps}
    probed = [_without_answers(visit, plan) for visit in one.probe_visits if family_of(visit.id) in plan.families]
    return one.model_copy(
        update={
            "journey": journey,
            "steps": tuple(step for step in one.steps if step.step_id in steps),
            "visits": tuple(visit for visit in one.visits if visit.step_id in steps),
            "probe_visits": tuple(probed),
        }
    )


def _without_answers(visit: Visit, plan: Plan) -> Visit:
    """A probe's visit without what only sending for good brings."""
    if plan.ordering:
        return visit
    kept = tuple(one for one in visit.artifacts if not isinstance(one, LeadAnswer))
    return visit.model_copy(update={"artifacts": kept})


def _plans(run: AuditRun, check: type[Check], sightings: Sequence[Sighting]) -> Iterator[Plan]:
    """Yield plans, the least first."""
    walks = {(group[0].journey.id, group[0].journey.device): group[0] for group in attempts(run)}
    needed = [walks[walk] for walk in dict.fromkeys(one.walk for one in sightings) if walk in walks]
    for ordering in (False, True) if run.safety == Safety.ORDER else (False,):
        for families in _families(needed, sightings):
            for whole in (False, True):
                journeys = tuple(_journey(one, sightings, families, whole=whole, ordering=ordering) for one in needed)
                yield Plan(journeys, families, ordering, check.meta.timed)


def _families(walks: Sequence[JourneyRun], sightings: Iterable[Sighting]) -> Iterator[tuple[ProbeFamily, ...]]:
    """Yield sets of families: those whose visits showed the finding, one more, all that were made."""
    made = [
        one for one in ProbeFamily if any(family_of(visit.id) is one for walk in walks for visit in walk.probe_visits)
    ]
    by_walk = {(walk.journey.id, walk.journey.device): walk for walk in walks}
    named = set()
    for one in sightings:
        visit = Subject.of(one.result.subject, by_walk[one.walk]).visit if one.walk in by_walk else None
        named.add(family_of(visit.id) if visit else None)
    own = tuple(one for one in made if one in named)
    yield own
    for other in made:
        if other not in own:
            yield (*own, other)
    if len(made) > len(own) + 1:
        yield tuple(made)


def _journey(
    walked: JourneyRun,
    sightings: Iterable[Sighting],
    families: Sequence[ProbeFamily],
    *,
    whole: bool,
    ordering: bool,
) -> Journey:
    """A journey up to the last step that is needed."""
    journey = walked.journey
    steps = [one for one in journey.steps if ordering or not isinstance(one.action, PlaceOrder)]
    last = len(steps) - 1
    if not whole:
        ids = [one.id for one in steps]
        mine = [one for one in sightings if one.walk == (journey.id, journey.device)]
        names = [name for one in mine for name in _steps_of(one, walked)]
        ends = [_looked_from(ids.index(name), ids, walked) if name in ids else last for name in names]
        last = min(last, max([*ends, *(_end_for(family, steps) for family in families)], default=last))
    return journey.model_copy(update={"steps": tuple(steps[: last + 1])})


def _steps_of(sighting: Sighting, walked: JourneyRun) -> Iterator[str]:
    """Yield the steps at which a finding was seen: the one it is told at, and the one that led to its page."""
    subject = Subject.of(sighting.result.subject, walked)
    if subject.visit is None or family_of(subject.visit.id) is None:
        yield sighting.finding.location.step
    if subject.visit is not None and family_of(subject.visit.id) is None:
        yield subject.visit.step_id


def _looked_from(place: int, ids: Sequence[str], walked: JourneyRun) -> int:
    """The step after one, from whose act much of its page is learned: what was sought there, what a click did.

    Steps that were skipped lead nowhere, so the next one that was taken is meant.
    """
    taken = {one.step_id for one in walked.steps if one.status is not StepStatus.SKIPPED}
    later = [number for number in range(place + 1, len(ids)) if ids[number] in taken]
    return later[0] if later else place + 1


def _end_for(family: ProbeFamily, steps: Sequence[Step]) -> int:
    """The last step that a family needs the walk to have taken."""
    last = len(steps) - 1
    if family is ProbeFamily.WATCH:
        return 0
    ends = [number for number, step in enumerate(steps) if step.stage in _STAGES.get(family, ())]
    return max(ends, default=last)
