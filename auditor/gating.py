"""The gate: whether an audit lets a deploy pass. Pure.

Exit codes, where several hold the first counts: 2 wrong usage (decided elsewhere), 3 the audit is incomplete, 1 a
finding gates or a budget is exceeded, 0 passed. A finding gates when it is certain, its check is stable and its
severity reaches `fail_on`; a budget of level error gates whatever `fail_on` says. What the figures do not tell gates
only where that is asked for. A stage that the site provably did not let the shopper reach is complete only if a finding
says so.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Literal

from auditor.model.artifact import PageResponse
from auditor.model.budget import Aggregate, Cache, OnInconclusive
from auditor.model.finding import Certainty, CheckOutcome, CheckResult, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.metric import METRICS, Of
from auditor.model.result import Breach, BudgetResult, GateResult
from auditor.model.run import AuditRun, Cause, StepStatus
from auditor.model.settings import FailOn
from auditor.model.wording import listed, say, say_number
from auditor.model.words import SEVERITIES, STAGES
from auditor.reach import Gap, attempts, gaps

PASSED, FAILED, WRONG_USAGE, INCOMPLETE = 0, 1, 2, 3


def gates(
    finding: Finding,
    *,
    preview: Collection[str],
    fail_on: FailOn,
    on_inconclusive: OnInconclusive = OnInconclusive.PASS,
) -> bool:
    """Whether a finding alone, or what figures do not tell of one, fails the gate.

    Args:
        finding: the finding.
        preview: ids of the checks that are not stable.
        fail_on: the least severity that fails.
        on_inconclusive: whether what figures do not tell fails the gate.
    """
    least = fail_on.severity
    left_open = finding.certainty is Certainty.INCONCLUSIVE and finding.check_id not in preview
    counts = _proved(finding, preview) or (left_open and on_inconclusive is OnInconclusive.FAIL)
    return least is not None and counts and finding.severity.at_least(least)


def decide(
    run: AuditRun,
    results: Sequence[CheckResult],
    findings: Sequence[Finding],
    *,
    preview: Collection[str] = (),
    fail_on: FailOn = FailOn.SERIOUS,
    budgets: Sequence[BudgetResult] = (),
    inconclusive: Sequence[Finding] = (),
    on_inconclusive: OnInconclusive = OnInconclusive.PASS,
) -> GateResult:
    """Decide.

    Args:
        run: what was gathered.
        results: what came of every check; none at all makes the audit incomplete.
        findings: the findings, folded, worst first.
        preview: ids of the checks that are not stable.
        fail_on: the least severity that fails; `NEVER` still leaves an incomplete audit incomplete.
        budgets: how the budgets were met.
        inconclusive: what figures do not tell of checks.
        on_inconclusive: whether what figures do not tell fails the gate.
    """
    missing = tuple(dict.fromkeys(_missing(run, results, findings, preview)))
    breaches = [Breach(kind="incomplete", what=what) for what in missing]
    fails = partial(gates, preview=preview, fail_on=fail_on, on_inconclusive=on_inconclusive)
    breaches += [Breach(kind="finding", what=_told(one)) for one in findings if fails(one)]
    failing = [one for one in budgets if one.level == "error"]
    breaches += [Breach(kind="budget", what=budget_told(one)) for one in failing if one.verdict == "over"]
    breaches += [_left_open("finding", _told(one)) for one in inconclusive if fails(one)]
    if on_inconclusive is OnInconclusive.FAIL:
        breaches += [_left_open("budget", budget_told(one)) for one in failing if one.verdict == "inconclusive"]
    exit_code = INCOMPLETE if missing else FAILED if breaches else PASSED
    return GateResult(passed=exit_code == PASSED, exit_code=exit_code, breaches=tuple(breaches))


def budget_told(result: BudgetResult) -> str:
    """How a budget was met: measured, limit, spread, where, under which conditions."""
    metric = METRICS[result.metric]
    at = {"metric": result.metric, "where": result.where, "limit": metric.told(result.limit)}
    if result.unmeasured:
        return say("{metric} at {where}: not measured, limit {limit}; {why}", **at, why=result.unmeasured)
    at["measured"] = metric.told(result.measured)
    if metric.of is Of.FINDINGS:
        return say("{metric} at {where}: {measured}, limit {limit}", **at)
    told = say("{metric} at {where}: {measured}, limit {limit} ({spread})", **at, spread=_spread(result))
    if metric.varies:
        told = told + (say("; warm cache") if result.cache is Cache.WARM else say("; cold cache"))
    return say("{met}; {conditions}", met=told, conditions=result.conditions) if result.conditions else told


def _spread(result: BudgetResult) -> str:
    metric = METRICS[result.metric]
    if result.attempts == 1:
        return say("1 attempt")
    number, low, high = result.attempts, metric.told(result.low), metric.told(result.high)
    match result.aggregate:
        case Aggregate.MEDIAN:
            return say_number(
                "median of {number} attempt, {low} to {high}",
                "median of {number} attempts, {low} to {high}",
                number,
                low=low,
                high=high,
            )
        case Aggregate.BEST:
            return say_number(
                "best of {number} attempt, {low} to {high}",
                "best of {number} attempts, {low} to {high}",
                number,
                low=low,
                high=high,
            )
        case Aggregate.WORST:
            return say_number(
                "worst of {number} attempt, {low} to {high}",
                "worst of {number} attempts, {low} to {high}",
                number,
                low=low,
                high=high,
            )


def _left_open(kind: Literal["finding", "budget"], what: str) -> Breach:
    return Breach(kind=kind, inconclusive=True, what=say("inconclusive: {what}", what=what))


def _proved(finding: Finding, preview: Collection[str]) -> bool:
    return finding.certainty is Certainty.CERTAIN and finding.check_id not in preview


def _told(finding: Finding) -> str:
    return say(
        "{check} ({severity}) at step {step}: {message}",
        check=finding.check_id,
        severity=SEVERITIES[finding.severity],
        step=finding.location.step,
        message=finding.message,
    )


def _missing(
    run: AuditRun, results: Sequence[CheckResult], findings: Sequence[Finding], preview: Collection[str]
) -> Iterator[str]:
    if run.interrupted:
        yield run.interrupted
    elif run.finished_at is None:
        yield say("the audit was cut short")
    if not run.runs:
        yield say("nothing was walked")
    yield from _shut_out(run)
    yield from _unreached(run, findings, preview)
    if not results:
        yield say("no check looked at anything")
    for result in results:
        if result.outcome is CheckOutcome.ERRORED:
            yield say(
                "the check {check} failed on {subject}: {error}",
                check=result.check,
                subject=result.subject,
                error=result.error or "",
            )


def _shut_out(run: AuditRun) -> Iterator[str]:
    """Yield what kept the audit from seeing the site at all."""
    for one in (one for group in attempts(run) for one in group):
        if one.visits:
            answer = one.visits[0].get(PageResponse)
            if answer and answer.error:
                yield say("the first page did not answer: {error}", error=answer.error)
        elif any(step.cause is Cause.UNANSWERED for step in one.steps):
            yield say("the first page did not answer")
        for visit in one.visits + one.probe_visits:
            wall = next((answer.bot_wall for answer in visit.all(PageResponse) if answer.bot_wall), None)
            if wall:
                yield say("a bot protection stood in the way: {wall}", wall=wall)
        if any(step.cause is Cause.BLOCKED and step.status is StepStatus.BROKEN for step in one.steps):
            yield say("a bot protection stood in the way")


def _unreached(run: AuditRun, findings: Sequence[Finding], preview: Collection[str]) -> Iterator[str]:
    """Yield the stages missed, those missed for one reason together."""
    ended_early = bool(run.interrupted) or run.finished_at is None
    missed: dict[tuple[str, str], list[Stage]] = {}
    for gap in gaps(run):
        told_already = ended_early and gap.step is None
        if not gap.expected and not told_already and not _explained(gap, findings, preview):
            missed.setdefault((gap.run.journey.id + gap.run.journey.device, gap.why), []).append(gap.stage)
    for (_, why), stages in missed.items():
        yield say_number(
            "{stages} was not reached: {why}",
            "{stages} were not reached: {why}",
            len(stages),
            stages=_together([STAGES[stage] for stage in stages]),
            why=why,
        )


def _together(names: Sequence[str]) -> str:
    *others, last = names
    return say("{before} and {last}", before=listed(others), last=last) if others else last


def _explained(gap: Gap, findings: Sequence[Finding], preview: Collection[str]) -> bool:
    """Whether a proved finding tells that the site itself ended the way to the stage.

    It stands at the step that broke or, a blocker then, on the page from which that step was tried.
    """
    if not gap.by_the_site or gap.step is None:
        return False
    before = [step.step_id for step in gap.run.steps[: gap.run.steps.index(gap.step)] if step.visit_id]
    least = dict.fromkeys(before[-1:], Severity.BLOCKER) | {gap.step.step_id: Severity.SERIOUS}
    journey = gap.run.journey
    return any(
        finding.severity.at_least(least[place.step])
        for finding in findings
        if _proved(finding, preview)
        for place in (finding.location, *finding.places)
        if (place.journey, place.device) == (journey.id, journey.device) and place.step in least
    )
