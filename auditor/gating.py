"""The gate: whether an audit lets a deploy pass. Pure.

Exit codes, where several hold the first counts: 2 wrong usage (decided elsewhere), 3 the audit is incomplete, 1 a
finding gates or a budget is exceeded, 0 passed. A finding gates when it is certain, its check is stable and its
severity reaches `fail_on`; a budget of level error gates whatever `fail_on` says. What the figures do not tell gates
only where that is asked for. A stage that the site provably did not let the shopper reach is complete only if a finding
says so.
"""

from collections.abc import Collection, Iterator, Sequence

from auditor.model.artifact import PageResponse
from auditor.model.budget import Aggregate, Cache, OnInconclusive
from auditor.model.finding import Certainty, CheckOutcome, CheckResult, Finding, Severity
from auditor.model.metric import METRICS, Of
from auditor.model.result import Breach, BudgetResult, GateResult
from auditor.model.run import AuditRun, Cause, StepStatus
from auditor.model.settings import FailOn
from auditor.reach import Gap, attempts, gaps
from auditor.suggestion import listed

PASSED, FAILED, WRONG_USAGE, INCOMPLETE = 0, 1, 2, 3


def gates(finding: Finding, *, preview: Collection[str], fail_on: FailOn) -> bool:
    """Whether a finding alone fails the gate.

    Args:
        finding: the finding.
        preview: ids of the checks that are not stable.
        fail_on: the least severity that fails.
    """
    least = fail_on.severity
    return least is not None and _proved(finding, preview) and finding.severity.at_least(least)


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
    breaches += [
        Breach(kind="finding", what=_told(one)) for one in findings if gates(one, preview=preview, fail_on=fail_on)
    ]
    failing = [one for one in budgets if one.level == "error"]
    breaches += [Breach(kind="budget", what=budget_told(one)) for one in failing if one.verdict == "over"]
    if on_inconclusive is OnInconclusive.FAIL:
        open_checks = [one for one in inconclusive if _would_gate(one, preview, fail_on)]
        breaches += [Breach(kind="finding", what=f"inconclusive: {_told(one)}") for one in open_checks]
        open_budgets = [one for one in failing if one.verdict == "inconclusive"]
        breaches += [Breach(kind="budget", what=f"inconclusive: {budget_told(one)}") for one in open_budgets]
    exit_code = INCOMPLETE if missing else FAILED if breaches else PASSED
    return GateResult(passed=exit_code == PASSED, exit_code=exit_code, breaches=tuple(breaches))


def budget_told(result: BudgetResult) -> str:
    """How a budget was met: measured, limit, spread, where, under which conditions."""
    metric = METRICS[result.metric]
    at = f"{result.metric} at {result.where}"
    if result.unmeasured:
        return f"{at}: not measured, limit {metric.told(result.limit)}; {result.unmeasured}"
    told = f"{at}: {metric.told(result.measured)}, limit {metric.told(result.limit)}"
    if metric.of is Of.FINDINGS:
        return told
    conditions = ["warm cache" if result.cache is Cache.WARM else "cold cache"] if metric.varies else []
    return "; ".join([f"{told} ({_spread(result)})", *conditions, *([result.conditions] if result.conditions else [])])


def _spread(result: BudgetResult) -> str:
    metric = METRICS[result.metric]
    if result.attempts == 1:
        return "1 attempt"
    of = {Aggregate.MEDIAN: "median", Aggregate.BEST: "best", Aggregate.WORST: "worst"}[result.aggregate]
    return f"{of} of {result.attempts} attempts, {metric.told(result.low)} to {metric.told(result.high)}"


def _would_gate(finding: Finding, preview: Collection[str], fail_on: FailOn) -> bool:
    least = fail_on.severity
    return least is not None and finding.check_id not in preview and finding.severity.at_least(least)


def _proved(finding: Finding, preview: Collection[str]) -> bool:
    return finding.certainty is Certainty.CERTAIN and finding.check_id not in preview


def _told(finding: Finding) -> str:
    return f"{finding.check_id} ({finding.severity}) at step {finding.location.step}: {finding.message}"


def _missing(
    run: AuditRun, results: Sequence[CheckResult], findings: Sequence[Finding], preview: Collection[str]
) -> Iterator[str]:
    if run.interrupted:
        yield run.interrupted
    elif run.finished_at is None:
        yield "the audit was cut short"
    if not run.runs:
        yield "nothing was walked"
    yield from _shut_out(run)
    yield from _unreached(run, findings, preview)
    if not results:
        yield "no check looked at anything"
    for result in results:
        if result.outcome is CheckOutcome.ERRORED:
            yield f"the check {result.check} failed on {result.subject}: {result.error}"


def _shut_out(run: AuditRun) -> Iterator[str]:
    """Yield what kept the audit from seeing the site at all."""
    for one in (one for group in attempts(run) for one in group):
        if one.visits:
            answer = one.visits[0].get(PageResponse)
            if answer and answer.error:
                yield f"the first page did not answer: {answer.error}"
        elif any(step.cause is Cause.UNANSWERED for step in one.steps):
            yield "the first page did not answer"
        for visit in one.visits + one.probe_visits:
            wall = next((answer.bot_wall for answer in visit.all(PageResponse) if answer.bot_wall), None)
            if wall:
                yield f"a bot protection stood in the way: {wall}"
        if any(step.cause is Cause.BLOCKED and step.status is StepStatus.BROKEN for step in one.steps):
            yield "a bot protection stood in the way"


def _unreached(run: AuditRun, findings: Sequence[Finding], preview: Collection[str]) -> Iterator[str]:
    """Yield the stages missed, those missed for one reason together."""
    ended_early = bool(run.interrupted) or run.finished_at is None
    missed: dict[tuple[str, str], list[str]] = {}
    for gap in gaps(run):
        told_already = ended_early and gap.step is None
        if not gap.expected and not told_already and not _explained(gap, findings, preview):
            missed.setdefault((gap.run.journey.id + gap.run.journey.device, gap.why), []).append(gap.stage)
    for (_, why), stages in missed.items():
        yield f"{listed(stages, 'and')} {'was' if len(stages) == 1 else 'were'} not reached: {why}"


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
