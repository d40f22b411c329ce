"""From what the checks yielded to what is told: effects left to their causes, one element on many pages told once.

Pure and deterministic; gives every finding its fingerprint.
"""

from collections.abc import Iterable, Mapping, Sequence

from auditor.fingerprints import fingerprint
from auditor.model.finding import (
    Certainty,
    CheckMeta,
    CheckOutcome,
    CheckResult,
    CheckStatus,
    ElementEvidence,
    Evidence,
    Finding,
    Location,
)
from auditor.model.journey import Stage
from auditor.model.run import AuditRun, StepStatus
from auditor.reach import attempts

MOST_EVIDENCE = 12  # of one folded finding; more is no longer read

_STAGES = list(Stage)
_Place = tuple[str, str, str]  # journey, device, step


def order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, stage, check and step."""
    return tuple(sorted(findings, key=_rank))


def fold(results: Sequence[CheckResult], metas: Mapping[str, CheckMeta], run: AuditRun) -> tuple[CheckResult, ...]:
    """Fold the findings of all results.

    A finding stays with the result whose subject it was first and worst met on. The outcome of every result stays as
    it was judged. A cause is as severe as the worst of the effects that are left to it.

    Args:
        results: as judged.
        metas: the facts of every check, by id.
        run: what was judged; tells which step came before which.
    """
    before = _steps_before(run)
    findings = [finding for result in results for finding in result.findings]
    findings = _as_severe_as_effects(findings, _causes(findings, metas, before), metas)
    roots = _causes(findings, metas, before)
    causes = {effect: tuple(sorted({findings[root].check_id for root in found})) for effect, found in roots.items()}
    findings = _as_severe_as_effects(findings, roots, metas)
    told = iter(_merged([finding for number, finding in enumerate(findings) if number not in causes]))
    folded = []
    number = 0
    for result in results:
        kept: list[Finding] = []
        explained: list[str] = []
        for _ in result.findings:
            if number in causes:
                explained += causes[number]
            else:
                merged = next(told)
                kept += [merged] if merged else []
            number += 1
        whole = len(explained) > 0 and all(at in causes for at in range(number - len(result.findings), number))
        explained_by = tuple(sorted(set(explained))) if whole else ()
        folded.append(result.model_copy(update={"findings": tuple(kept), "explained_by": explained_by}))
    return tuple(sorted(folded, key=lambda result: (result.check, _OUTCOMES.index(result.outcome))))


_OUTCOMES = list(CheckOutcome)


def _rank(finding: Finding) -> tuple[int, int, int, str, str, str, str]:
    place = finding.location
    certain = 0 if finding.certainty is Certainty.CERTAIN else 1
    return (
        finding.severity.rank,
        _STAGES.index(place.stage),
        certain,
        finding.check_id,
        place.step,
        finding.fingerprint,
        place.device,
    )


def _steps_before(run: AuditRun) -> dict[_Place, str]:
    """For a step, the one whose page it was tried from, where what is wrong there explains what is wrong here.

    That holds within one stage, and where the step broke.
    """
    before: dict[_Place, str] = {}
    for group in attempts(run):
        journey, last = group[0].journey, None
        for step in group[0].steps:
            if last and (last.stage is step.stage or step.status is StepStatus.BROKEN):
                before[journey.id, journey.device, step.step_id] = last.step_id
            last = step if step.visit_id else last
    return before


def _causes(
    findings: Sequence[Finding], metas: Mapping[str, CheckMeta], before: Mapping[_Place, str]
) -> dict[int, set[int]]:
    """The findings that are mere effects, each with the findings at the end of its chains of causes.

    A cause has to weigh as much as its effect, or a proved finding would vanish behind a guess. Findings that only
    explain one another are all kept.
    """
    explainers: dict[int, set[int]] = {}
    for number, effect in enumerate(findings):
        for other, cause in enumerate(findings):
            if _belongs(effect, cause, metas, before) and _outweighs(cause, effect, metas):
                explainers.setdefault(number, set()).add(other)
    ends = {number: _roots(number, explainers) for number in explainers}
    return {number: roots for number, roots in ends.items() if roots}


def _belongs(effect: Finding, cause: Finding, metas: Mapping[str, CheckMeta], before: Mapping[_Place, str]) -> bool:
    """Whether one of two findings explains the other by what is known of their checks or was measured at their step.

    Where an effect is proved and its cause is not, the cause is no more than a part of it.
    """
    place, there = effect.location, cause.location
    if (there.journey, there.device) != (place.journey, place.device):
        return False
    if there.step == place.step and cause.check_id in effect.effect_of:
        return True
    if there.step == place.step and effect.check_id in cause.effect_of:
        return _is_open(effect) and not _is_open(cause)
    steps = {place.step, before.get((place.journey, place.device, place.step))}
    return there.step in steps and cause.check_id in metas[effect.check_id].explained_by


def _outweighs(cause: Finding, effect: Finding, metas: Mapping[str, CheckMeta]) -> bool:
    """Whether a finding may vanish behind another: no proved one behind a guess, nothing open behind what is milder."""
    worse = effect.severity.rank < cause.severity.rank
    if _is_open(effect) and not _is_open(cause) and worse:
        return False
    return _weight(cause, metas) >= _weight(effect, metas)


def _is_open(finding: Finding) -> bool:
    return finding.certainty is Certainty.INCONCLUSIVE


def _roots(number: int, explainers: Mapping[int, set[int]]) -> set[int]:
    """The findings at the end of all chains of causes, which nothing explains."""
    open_, seen, roots = [number], {number}, set()
    while open_:
        causes = explainers.get(open_.pop(), set())
        roots |= {cause for cause in causes if cause not in explainers}
        open_ += [cause for cause in causes if cause not in seen]
        seen |= causes
    return roots


def _as_severe_as_effects(
    findings: Sequence[Finding], roots: Mapping[int, set[int]], metas: Mapping[str, CheckMeta]
) -> list[Finding]:
    """Raise causes to the severity of their effects; what is not proved of an effect raises nothing that is."""
    raised = list(findings)
    for effect, causes in roots.items():
        for cause in causes:
            alike = _weight(findings[effect], metas) == _weight(findings[cause], metas)
            if alike and findings[effect].severity.rank < raised[cause].severity.rank:
                raised[cause] = raised[cause].model_copy(update={"severity": findings[effect].severity})
    return raised


def _weight(finding: Finding, metas: Mapping[str, CheckMeta]) -> tuple[bool, bool, bool]:
    counts = metas[finding.check_id].status is CheckStatus.STABLE
    certain = finding.certainty is Certainty.CERTAIN
    return (counts and certain, certain, not _is_open(finding))


def _merged(findings: Sequence[Finding]) -> list[Finding | None]:
    """For each finding the one told in its place: itself with the other places, or None where another tells of it."""
    printed = [finding.model_copy(update={"fingerprint": fingerprint(finding)}) for finding in findings]
    groups: list[list[int]] = []
    by_key: dict[tuple[str, ...], list[int]] = {}
    for number, finding in enumerate(printed):
        keys = _keys(finding)
        group = next((by_key[key] for key in keys if key in by_key), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(number)
        for key in keys:
            by_key.setdefault(key, group)
    told: list[Finding | None] = [None] * len(printed)
    for group in groups:
        best = min(group, key=lambda at: (printed[at].certainty is not Certainty.CERTAIN, *_rank(printed[at])))
        told[best] = _together(printed[best], [printed[at] for at in group])
    return told


def _keys(finding: Finding) -> tuple[tuple[str, ...], ...]:
    """What makes two findings one: the fingerprint or, for an element, the check and the element.

    What is open is no finding, so it is never one with a finding.
    """
    kind = "open" if _is_open(finding) else "told"
    same = ("fingerprint", kind, finding.fingerprint)
    if finding.identity and finding.evidence and isinstance(finding.evidence[0], ElementEvidence):
        return (same, ("element", kind, finding.check_id, finding.identity))
    return (same,)


def _together(told: Finding, group: Sequence[Finding]) -> Finding:
    places: dict[Location, None] = {}
    evidence: dict[str, Evidence] = {one.model_dump_json(): one for one in told.evidence}
    for finding in group:
        if finding.location != told.location:
            places.setdefault(finding.location)
        else:
            evidence |= {one.model_dump_json(): one for one in finding.evidence if len(evidence) < MOST_EVIDENCE}
    return told.model_copy(
        update={
            "places": tuple(places),
            "evidence": tuple(evidence.values()),
        }
    )
