"""Whether another timed attempt is worth its time: while a verdict is open that the gate hangs on. Pure.

The same checks judge here that judge at the end, so an attempt is made exactly where its figures can still change what
is said.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from auditor import __version__
from auditor.budgeting import judge
from auditor.check import Check
from auditor.evaluation import evaluate
from auditor.model.budget import Cache
from auditor.model.finding import Certainty, CheckStatus
from auditor.model.metric import METRICS
from auditor.model.run import AuditRun, JourneyRun
from auditor.model.settings import Settings


def leaves_open(attempts: Sequence[JourneyRun], *, settings: Settings, checks: Sequence[type[Check]]) -> bool:
    """Tell whether the attempts at one journey on one device leave a verdict open that the gate or a budget hangs on.

    Args:
        attempts: what was walked so far, with a cold cache and a warm one.
        settings: the audit's, for what gates and for the budgets.
        checks: the checks that judge in the end.
    """
    run = AuditRun(
        tool_version=__version__,
        target=settings.target,
        started_at=datetime.now(UTC),
        safety=settings.safety,
        sandbox=settings.sandbox,
        runs=tuple(attempts),
    )
    alone = sum(one.cache is Cache.COLD for one in attempts) == 1
    return _budgets_leave_open(run, settings, alone=alone) or _checks_leave_open(run, settings, checks, alone=alone)


def _budgets_leave_open(run: AuditRun, settings: Settings, *, alone: bool) -> bool:
    met = [one for one in judge(run, settings.budgets) if not one.unmeasured]
    failing = [one for one in met if one.verdict == "over" and one.level == "error" and METRICS[one.metric].varies]
    return any(one.verdict == "inconclusive" for one in met) or (alone and bool(failing))


def _checks_leave_open(run: AuditRun, settings: Settings, checks: Sequence[type[Check]], *, alone: bool) -> bool:
    least = settings.fail_on.severity
    if least is None:
        return False
    timed = [one for one in checks if one.meta.timed and one.meta.status is CheckStatus.STABLE]
    evaluation = evaluate(run, timed, off=settings.off)
    told = (*evaluation.inconclusive, *(evaluation.findings if alone else ()))
    return any(one.severity.at_least(least) for one in told if one.certainty is not Certainty.NEEDS_REVIEW)
