"""Judging: every check on every subject it is made for. Pure, and the only place that runs checks.

A crash in a check becomes an `ERRORED` outcome. The attempts at one journey on one device are judged together: the
first is the subject, the others are its context.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from auditor.check import Check, Context, JourneyCheck, Transition, TransitionCheck, TrialCheck, VisitCheck
from auditor.findings import fold, order
from auditor.marks import marked
from auditor.model.finding import Certainty, CheckOutcome, CheckResult, Finding
from auditor.model.picture import Screenshot
from auditor.model.run import AuditRun, StepStatus, Visit
from auditor.reach import attempts

_LONGEST_ERROR = 200


@dataclass(frozen=True)
class Evaluation:
    """What came of all checks."""

    results: tuple[CheckResult, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, folded, worst first."""
        return order(one for one in self._told() if one.certainty is not Certainty.INCONCLUSIVE)

    @property
    def inconclusive(self) -> tuple[Finding, ...]:
        """What the figures do not tell, by the severity it would have, worst first."""
        return order(one for one in self._told() if one.certainty is Certainty.INCONCLUSIVE)

    def _told(self) -> Iterator[Finding]:
        return (finding for result in self.results for finding in result.findings)


@dataclass(frozen=True)
class _Subject:
    """One thing a check looks at; `pages` are its visits, the most important first."""

    name: str
    pages: tuple[Visit, ...]
    screenshots: tuple[Screenshot, ...]
    applies: Callable[[], bool]
    evaluate: Callable[[], Iterator[Finding]]
    client_side_only: bool = False

    def holds(self, names: Iterable[str]) -> bool:
        """Whether the pages hold an artifact of every kind named, by kind or by class."""
        artifacts = [artifact for page in self.pages for artifact in page.artifacts]
        there = {name for artifact in artifacts for name in (artifact.kind, type(artifact).__name__)}
        return there.issuperset(names)


def evaluate(run: AuditRun, checks: Sequence[type[Check]], *, off: Collection[str] = ()) -> Evaluation:
    """Judge what was gathered.

    Args:
        run: what was gathered.
        checks: the check classes.
        off: ids (present or former) of checks that are not to be run.
    """
    on = [one for one in checks if not {one.meta.id, *one.meta.former_ids}.intersection(off)]
    return Evaluation(fold(judged(run, on), {one.meta.id: one.meta for one in on}, run))


def judged(run: AuditRun, checks: Sequence[type[Check]]) -> tuple[CheckResult, ...]:
    """What every check says of every subject, before effects are left to causes and one element is told once.

    Args:
        run: what was gathered.
        checks: the check classes.
    """
    groups = attempts(run)
    results: list[CheckResult] = []
    for check_class in sorted(checks, key=lambda one: one.meta.id):
        for group in groups:
            context = Context(run=group[0], attempts=group[1:], safety=run.safety, sandbox=run.sandbox)
            results.extend(_judge(check_class, context))
    return tuple(results)


def _judge(check_class: type[Check], context: Context) -> Iterator[CheckResult]:
    meta = check_class.meta
    seen = False
    try:
        for subject in _subjects(check_class(), context):
            seen = True
            yield _result(check_class, subject, context)
    except Exception as error:  # noqa: BLE001 - a check's crash is an outcome, not ours
        yield _errored(meta.id, context.run.id, error)
        return
    if not seen:
        yield CheckResult(check=meta.id, outcome=CheckOutcome.NOT_APPLICABLE, subject=context.run.id)


def _result(check_class: type[Check], subject: _Subject, context: Context) -> CheckResult:
    meta = check_class.meta
    try:
        if not subject.holds(meta.requires) or not subject.applies():
            return CheckResult(check=meta.id, outcome=CheckOutcome.NOT_APPLICABLE, subject=subject.name)
        findings = tuple(
            marked(_own(one, meta.id), subject.pages, subject.screenshots, context) for one in subject.evaluate()
        )
    except Exception as error:  # noqa: BLE001 - as above
        return _errored(meta.id, subject.name, error)
    return CheckResult(
        check=meta.id,
        outcome=_outcome(findings),
        subject=subject.name,
        findings=findings,
        client_side_only=subject.client_side_only,
    )


def _own(finding: Finding, check: str) -> Finding:
    if finding.check_id != check:
        raise ValueError(f"it made a finding of another check, {finding.check_id}")
    return finding


def _outcome(findings: Sequence[Finding]) -> CheckOutcome:
    if not findings:
        return CheckOutcome.PASSED
    met = {finding.certainty for finding in findings}
    if Certainty.CERTAIN in met:
        return CheckOutcome.FAILED
    return CheckOutcome.NEEDS_REVIEW if Certainty.NEEDS_REVIEW in met else CheckOutcome.INCONCLUSIVE


def _errored(check: str, subject: str, error: Exception) -> CheckResult:
    text = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_ERROR]
    return CheckResult(check=check, outcome=CheckOutcome.ERRORED, subject=subject, error=text)


def _subjects(check: Check, context: Context) -> Iterator[_Subject]:
    if isinstance(check, VisitCheck):
        return _visits(check, context)
    if isinstance(check, TransitionCheck):
        return _transitions(check, context)
    if isinstance(check, TrialCheck):
        return _trials(check, context)
    if isinstance(check, JourneyCheck):
        return _journeys(check, context)
    raise TypeError(f"{type(check).__name__} is none of the four kinds of check")


def _visits(check: VisitCheck, context: Context) -> Iterator[_Subject]:
    stages = check.meta.stages
    for visit in context.run.visits:
        if not stages or visit.stage in stages:
            yield _Subject(
                name=f"{context.run.id}/{visit.id}",
                pages=(visit,),
                screenshots=(),
                applies=partial(check.applies, visit, context),
                evaluate=partial(check.evaluate, visit, context),
            )


def _transitions(check: TransitionCheck, context: Context) -> Iterator[_Subject]:
    """Yield the steps that were walked; one left out has nothing to judge.

    What `meta.requires` names may stand on either end.
    """
    before: Visit | None = None
    for step in context.run.steps:
        transition = _transition(step.step_id, before, context)
        led_to = context.run.visit(step.visit_id)
        if step.status is not StepStatus.SKIPPED and (not check.meta.stages or step.stage in check.meta.stages):
            yield _Subject(
                name=f"{context.run.id}/{step.step_id}",
                pages=tuple(page for page in (transition.after, before) if page),
                screenshots=(),
                applies=partial(check.applies, transition, context),
                evaluate=partial(check.evaluate, transition, context),
            )
        before = led_to or before


def _transition(step_id: str, before: Visit | None, context: Context) -> Transition:
    steps = []
    for run in (context.run, *context.attempts):
        step = next((one for one in run.steps if one.step_id == step_id), None)
        if step:
            steps.append((step, run.visit(step.visit_id)))
    (step, after), *others = steps
    return Transition(step=step, before=before, after=after, others=tuple(others))


def _trials(check: TrialCheck, context: Context) -> Iterator[_Subject]:  # type: ignore[type-arg]
    kind = check.trial_type()
    stages = check.meta.stages
    probed = (visit for attempt in context.attempts for visit in attempt.probe_visits)
    for visit in (*context.all_visits(), *probed):
        if stages and visit.stage not in stages:
            continue
        for number, trial in enumerate(visit.all(kind), start=1):
            pictures = (getattr(trial, name, None) for name in ("after", "screenshot", "before"))
            yield _Subject(
                name=f"{context.run.id}/{visit.id}/{trial.kind}-{number}",
                pages=(visit,),
                screenshots=tuple(picture for picture in pictures if picture),
                applies=partial(check.applies, trial, visit, context),
                evaluate=partial(check.evaluate, trial, visit, context),
                client_side_only=bool(getattr(trial, "client_side_only", False)),
            )


def _journeys(check: JourneyCheck, context: Context) -> Iterator[_Subject]:
    stages = check.meta.stages
    walked = {step.stage for step in context.run.steps} | {visit.stage for visit in context.all_visits()}
    if not stages or walked.intersection(stages):
        yield _Subject(
            name=context.run.id,
            pages=context.all_visits(),
            screenshots=(),
            applies=partial(check.applies, context),
            evaluate=partial(check.evaluate, context),
        )
