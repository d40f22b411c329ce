"""FIXED, STILL THERE or COULD NOT CHECK: what a second look says of a finding.

A wrong FIXED is the worst that can be said, so it takes proof: everywhere the finding was seen, the same check has
looked at the same thing on the same page, as the same trial, with the same product, and found nothing. Whatever falls
short of that is COULD NOT CHECK, with the reason. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from auditor.check import Check, JourneyCheck, TrialCheck
from auditor.discovery.addresses import same_page
from auditor.figures import step_metrics
from auditor.fingerprints import fingerprint, path_pattern
from auditor.model.finding import Certainty, CheckOutcome, CheckResult, ElementEvidence, MeasurementEvidence
from auditor.model.journey import Stage
from auditor.model.run import JourneyRun, StepRun, StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from auditor.replaying.plan import Plan, family_of
from auditor.replaying.sightings import Seen, Sighting, Subject
from auditor.replaying.trials import covers, is_trial, same_trial, sent_in_as_many_ways

_OF_GOODS = frozenset({Stage.LISTING, Stage.SEARCH, Stage.PRODUCT})
_BEFORE_GOODS = frozenset({Stage.LANDING, Stage.LISTING, Stage.SEARCH})


class Verdict(StrEnum):
    """What is said of the finding."""

    FIXED = "FIXED"
    STILL_THERE = "STILL THERE"
    COULD_NOT_CHECK = "COULD NOT CHECK"


@dataclass(frozen=True)
class Answer:
    """The verdict and why, in one or two lines."""

    verdict: Verdict
    why: tuple[str, ...]


def answer(check: type[Check], plan: Plan, before: Seen, sightings: Sequence[Sighting], after: Seen) -> Answer:
    """Say what became of a finding.

    Args:
        check: the finding's check.
        plan: what was gathered again.
        before: the saved run, cut to the plan, as the check judged it.
        sightings: where the finding was seen in it.
        after: the new run as the check judged it.
    """
    again = after.again(sightings)
    certain = [one for one in again if one.finding.certainty is Certainty.CERTAIN]
    if certain:
        return Answer(Verdict.STILL_THERE, tuple(_still(certain, sightings)))
    if after.run.interrupted:
        return _could_not(f"The look was ended before its time: {after.run.interrupted}.")
    if again:
        return _could_not(*_open(again[0]))
    for sighting in sightings:
        reason = next(_unseen(check, plan, before, sighting, after), None)
        if reason is not None:
            return _could_not(reason)
    places = len({(one.result.subject, one.finding.location) for one in sightings})
    where = (
        f"all {places} places where it was seen" if places > 1 else f"the step “{sightings[0].finding.location.step}”"
    )
    return Answer(Verdict.FIXED, (f"{check.meta.id} looked again at {where}, and found it no more.",))


def _could_not(*why: str) -> Answer:
    return Answer(Verdict.COULD_NOT_CHECK, why)


def _still(certain: Sequence[Sighting], sightings: Sequence[Sighting]) -> Iterator[str]:
    yield certain[0].finding.message
    now, then = len({one.result.subject for one in certain}), len({one.result.subject for one in sightings})
    if then > 1:
        yield f"Seen again at {now} of {then} places."


def _open(sighting: Sighting) -> Iterator[str]:
    if sighting.finding.certainty is Certainty.INCONCLUSIVE:
        yield "The figures do not tell whether it is still there."
    else:
        yield "It was met again, but only a person can tell whether it is one."
    yield sighting.finding.message


def _unseen(check: type[Check], plan: Plan, before: Seen, sighting: Sighting, after: Seen) -> Iterator[str]:
    """Yield why the check cannot be said to have looked at the same thing again, the plainest reason first."""
    then, now = before.walked(sighting.walk), after.walked(sighting.walk)
    if then is None or now is None:
        yield f"The journey “{sighting.walk[0]}” was not walked on {sighting.walk[1]}."
        return
    subject = Subject.of(sighting.result.subject, then)
    yield from _steps_not_taken(sighting, subject, now, plan)
    yield from _another_product(sighting, then, now)
    results = _of_same_subject(subject, now, after.results)
    if not results:
        yield _not_tried(subject, after)
        return
    for result in results:
        yield from _not_passed(sighting, result, before)
    yield from _another_page(sighting, subject, then, now)
    if any(one.client_side_only for one in results) and not sighting.result.client_side_only:
        yield "This time the site was not asked: the request was kept from its server."
    if issubclass(check, TrialCheck):
        yield from _tried_less(sighting, subject, [Subject.of(one.subject, now) for one in results])
    else:
        yield from _seen_less(check, sighting, then, now)


def _tried_less(sighting: Sighting, subject: Subject, fresh: Sequence[Subject]) -> Iterator[str]:
    """Yield that a trial of the same kind looked at less than the one that showed the finding."""
    made = [one for one in fresh if one.trial is not None and covers(one.trial, subject.trial, sighting.finding)]
    if subject.trial is None or not made:
        yield "The trial was made on less than before: the form or its fields are others now."
    elif subject.visit and not any(one.visit and sent_in_as_many_ways(one.visit, subject.visit) for one in made):
        yield "The form was not sent both by click and by Enter this time."


def _steps_not_taken(sighting: Sighting, subject: Subject, now: JourneyRun, plan: Plan) -> Iterator[str]:
    """Yield which step towards the finding was not completed, and why."""
    journeys = [one for one in plan.journeys if (one.id, one.device) == sighting.walk]
    planned = [one.id for one in journeys[0].steps] if journeys else []
    named = {sighting.finding.location.step, subject.visit.step_id if subject.visit else ""}
    ends = [planned.index(one) for one in named if one in planned]
    needed = planned[: max(ends) + 1] if ends else planned
    optional = {one.id for one in now.journey.steps if one.optional} - named
    taken = {one.step_id: one for one in now.steps}
    for name in needed:
        step = taken.get(name)
        if step is None:
            yield f"The step “{name}” was not reached."
        elif step.status is StepStatus.BROKEN and name not in optional:
            yield f"The step “{name}” broke: {_why(step)}."
        elif step.status is StepStatus.SKIPPED and name in named:
            yield f"The step “{name}” was skipped: {_why(step)}."


def _why(step: StepRun) -> str:
    return (step.error or (step.cause.value.replace("_", " ") if step.cause else "no reason is known")).rstrip(".")


def _another_product(sighting: Sighting, then: JourneyRun, now: JourneyRun) -> Iterator[str]:
    """Yield that another product was taken, where the finding comes after one."""
    if sighting.finding.location.stage in _BEFORE_GOODS:
        return
    taken = [next(iter(run.visits_at(Stage.PRODUCT)), None) for run in (then, now)]
    first, second = taken
    if first and second and not same_page(first.url, second.url):
        yield f"Another product was taken: {_path(second.url)} instead of {_path(first.url)}."


def _of_same_subject(subject: Subject, now: JourneyRun, results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """What came of the same visit, step or trial; trials are told apart by what was tried, not by their number."""
    mine = [one for one in results if one.subject == now.id or one.subject.startswith(f"{now.id}/")]
    if subject.trial is None or subject.visit is None:
        return tuple(one for one in mine if Subject.of(one.subject, now).name == subject.name)
    made = [(one, Subject.of(one.subject, now)) for one in mine]
    return tuple(
        one
        for one, other in made
        if other.visit is not None
        and other.visit.id == subject.visit.id
        and other.trial is not None
        and same_trial(subject.trial, other.trial)
    )


def _not_tried(subject: Subject, after: Seen) -> str:
    family = family_of(subject.visit.id) if subject.visit else None
    skipped = [one for one in after.run.skipped if one.probe == family]
    if skipped:
        return f"The probe “{family}” was not made: {skipped[0].why.rstrip('.')}."
    if subject.trial is not None:
        return "The same trial was not made this time."
    return "The page was not come to again."


def _not_passed(sighting: Sighting, result: CheckResult, before: Seen) -> Iterator[str]:
    """Yield why an outcome is no proof that the finding is gone."""
    if result.outcome is CheckOutcome.ERRORED:
        yield f"The check itself failed: {(result.error or 'no reason is known').rstrip('.')}."
    if result.outcome is CheckOutcome.NOT_APPLICABLE:
        yield "The check has nothing to judge there any more: what it looks at is not there, or was not tried."
    known = {
        fingerprint(one.finding)
        for one in before.all()
        if one.result.subject == sighting.result.subject or one.walk == sighting.walk
    }
    for one in result.findings:
        there = one.location.step == sighting.finding.location.step
        if there and fingerprint(one) not in known:
            yield f"The same check finds something else there, which may be the same: {one.message}"


def _another_page(sighting: Sighting, subject: Subject, then: JourneyRun, now: JourneyRun) -> Iterator[str]:
    """Yield that what was looked at is another page than before."""
    place = sighting.finding.location
    name = subject.visit.id if subject.visit else None
    old = subject.visit or _visit_of(then, place.step)
    fresh = next((one for one in (*now.visits, *now.probe_visits) if one.id == name), None)
    fresh = fresh or (None if name else _visit_of(now, place.step))
    if old is None or _broke(then, old.step_id):
        return
    if fresh is None:
        yield "The page was not come to again."
        return
    alike = path_pattern(old.url, old.stage) == path_pattern(fresh.url, fresh.stage)
    if not alike or (old.stage in _OF_GOODS and not same_page(old.url, fresh.url)):
        yield f"Another page was come to: {_path(fresh.url)} instead of {_path(old.url)}."


def _visit_of(run: JourneyRun, step_id: str) -> Visit | None:
    return next((one for one in run.visits if one.step_id == step_id), None)


def _broke(run: JourneyRun, step_id: str) -> bool:
    return any(one.step_id == step_id and one.status is StepStatus.BROKEN for one in run.steps)


def _seen_less(check: type[Check], sighting: Sighting, then: JourneyRun, now: JourneyRun) -> Iterator[str]:
    """Yield what the check could look at before and could not now."""
    fresh = {one.id: one for one in (*now.visits, *now.probe_visits)}
    place = sighting.finding.location
    for old in (*then.visits, *then.probe_visits):
        mine = old.step_id == place.step or old.stage is place.stage
        if not mine or (
            not issubclass(check, JourneyCheck) and family_of(old.id) is None and old.step_id != place.step
        ):
            continue
        visit = fresh.get(old.id)
        if visit is None:
            yield f"What was seen before at {_path(old.url)} (“{old.id}”) was not seen again."
            continue
        for trial in (one for one in old.artifacts if is_trial(one)):
            if not any(same_trial(trial, one) and covers(one, trial, sighting.finding) for one in visit.artifacts):
                yield f"A trial was not made again on “{old.id}” ({trial.kind.replace('_', ' ')})."
        yield from _figures_and_pictures(sighting, old, visit)


def _figures_and_pictures(sighting: Sighting, old: Visit, fresh: Visit) -> Iterator[str]:
    """Yield which figure or picture, of those the finding rests on, did not come this time."""
    was, now = step_metrics(old), step_metrics(fresh)
    page, later = old.get(DomSnapshot), fresh.get(DomSnapshot)
    shown = {one.selector for one in page.images} if page else set()
    came = {one.selector for one in later.images if one.complete} if later else set()
    for one in sighting.finding.evidence:
        if isinstance(one, MeasurementEvidence):
            figures = getattr(was, one.metric, None), getattr(now, one.metric, None)
            if figures[0] is not None and figures[1] is None:
                yield f"{one.metric} could not be measured."
        if isinstance(one, ElementEvidence) and one.selector in shown - came:
            yield f"A picture it was about is not on the page, or had not come: {one.selector}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
