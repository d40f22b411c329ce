"""The score: 0 to 100, the higher the smoother. Pure.

Every finding takes a share of what is left of its stage's 100 points: a blocker 80 %, a serious one 20 %, a moderate
one 7 %, a minor one 2 %. Shares instead of sums keep apart a shop with ten small frictions and one with thirty. The
figures are this project's own choice. What needs review, and what checks in preview say, costs nothing.

The overall score lies half-way between the mean of the stages and the worst of them, because a shopper has to pass
through all; where something stops the shopper, it is the score of the worst stage.
"""

import statistics
from collections.abc import Collection, Iterable

from auditor.model.finding import Certainty, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.result import Score

SHARE_LOST = {Severity.BLOCKER: 0.8, Severity.SERIOUS: 0.2, Severity.MODERATE: 0.07, Severity.MINOR: 0.02}


def score(findings: Iterable[Finding], reached: Iterable[Stage], *, preview: Collection[str] = ()) -> Score:
    """Score an audit.

    Args:
        findings: all findings, folded.
        reached: the stages that were looked at.
        preview: ids of the checks whose findings do not count yet.

    Returns:
        The score of every stage reached or found at fault, and the overall one; 0 where nothing was looked at.
    """
    left: dict[Stage, float] = dict.fromkeys(reached, 100.0)
    counted = [one for one in findings if one.certainty is Certainty.CERTAIN and one.check_id not in preview]
    for finding in counted:
        stage = finding.location.stage
        left[stage] = left.get(stage, 100.0) * (1 - SHARE_LOST[finding.severity])
    stages = {stage: round(left[stage]) for stage in Stage if stage in left}
    if not stages:
        return Score(overall=0)
    worst = min(left.values())
    stopped = any(finding.severity is Severity.BLOCKER for finding in counted)
    overall = worst if stopped else (statistics.fmean(left.values()) + worst) / 2
    return Score(overall=round(overall), stages=stages)
