"""The result as cases of JUnit: what passes, what fails, what could not be looked at. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from auditor.model.finding import Certainty, CheckOutcome
from auditor.model.result import AuditResult, BudgetResult, FindingResult, Inconclusive, JourneyResult, SubjectResult
from auditor.model.run import StepStatus
from reports.budget_words import budget_words
from reports.finding_text import headline, plain_text, told_line
from reports.journey_path import PathStep, journey_paths
from reports.language import _, in_a_row
from reports.text import one_line

Came = Literal["passed", "failure", "error", "skipped"]
_WORST: tuple[Came, ...] = ("failure", "error", "skipped", "passed")


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        group: what it belongs to, parts parted by dots; the class to those who read JUnit.
        name: its name, the same in every audit and every language.
        came: what came of it.
        kind: what kind of failure, error or skip it is.
        message: why, in a line.
        text: why, at length; of a case that passed what is worth knowing nevertheless.
        seconds: how long it took the shopper; 0 for what is no step.
    """

    group: str
    name: str
    came: Came = "passed"
    kind: str = ""
    message: str = ""
    text: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Suite:
    """Cases that belong together, with facts about them."""

    name: str
    cases: tuple[Case, ...]
    facts: tuple[tuple[str, str], ...] = ()


def suites_of(result: AuditResult) -> tuple[Suite, ...]:
    """A suite for each journey on each device, one for the budgets, one for the audit itself."""
    findings = {one.id: one for one in result.findings}
    told_with_subject = {identifier for one in result.results for identifier in one.findings}
    suites = []
    for journey in result.journeys:
        own = [one for one in result.results if _is_of(one, journey)]
        rest = [one for one in result.findings if one.id not in told_with_subject and _stands_in(one, journey)]
        cases = [
            *_steps(journey, result),
            *(_subject_case(one, journey, findings, result) for one in own if _is_looked_at(one)),
            *(_found(_group(journey, one.check), f"{one.check} [{one.step}]", [one]) for one in rest),
        ]
        suites.append(Suite(f"{journey.id} {journey.device}", _named_apart(cases), _facts(journey, result)))
    budgets = [_budget_case(one, result) for one in result.budgets]
    suites += [Suite("budgets", _named_apart(budgets))] if budgets else []
    return (*suites, Suite("audit", _named_apart(_audit_cases(result))))


def _group(journey: JourneyResult, check: str) -> str:
    return ".".join(_part(one) for one in (journey.id, journey.device, check.partition("/")[0]))


def _part(text: str) -> str:
    return one_line(text).replace(".", "_") or "_"


def _is_of(one: SubjectResult, journey: JourneyResult) -> bool:
    return f"{one.subject}/".startswith(f"{journey.id}/{journey.device}/")


def _stands_in(finding: FindingResult, journey: JourneyResult) -> bool:
    return (finding.journey, finding.device) == (journey.id, journey.device)


def _is_looked_at(one: SubjectResult) -> bool:
    return one.outcome is not CheckOutcome.NOT_APPLICABLE


def _place(one: SubjectResult, journey: JourneyResult | None) -> str:
    """What was looked at, without journey, device and the attempt's number; empty for the journey as a whole."""
    if journey is None:
        return one.subject
    return one.subject.removeprefix(f"{journey.id}/{journey.device}/").partition("/")[2]


def _subject_case(
    one: SubjectResult, journey: JourneyResult | None, findings: dict[str, FindingResult], result: AuditResult
) -> Case:
    place = _place(one, journey)
    name = f"{one.check} [{place}]" if place else one.check
    group = _group(journey, one.check) if journey else f"audit.{_part(one.check.partition('/')[0])}"
    own = [findings[identifier] for identifier in one.findings if identifier in findings]
    if one.outcome is CheckOutcome.ERRORED:
        why = told_line(one.error or "")
        return Case(group, name, "error", "check_failed", _("The check could not judge: {why}", why=why), why)
    if own:
        return _found(group, name, own)
    if one.outcome is CheckOutcome.PASSED:
        return Case(group, name)
    if one.outcome is CheckOutcome.INCONCLUSIVE:
        return _open(group, name, _inconclusive_of(one, place, journey, result))
    if one.explained_by:
        why = _("Told with what causes it: {checks}", checks=in_a_row(one_line(check) for check in one.explained_by))
        return Case(group, name, "skipped", "explained", why)
    return Case(group, name, "skipped", "told_elsewhere", _("The same as at another place, and told there."))


def _found(group: str, name: str, findings: list[FindingResult]) -> Case:
    """A case with findings: as bad as the worst that the gate makes of them."""
    made = sorted((_of_finding(one) for one in findings), key=lambda one: _WORST.index(one.came))
    text = "\n\n".join(plain_text(one) for one in findings)
    return replace(made[0], group=group, name=name, text=text)


def _of_finding(one: FindingResult) -> Case:
    kind = one.severity.value
    if one.status == "suppressed":
        return Case("", "", "skipped", "suppressed", _("Suppressed: {what}", what=headline(one)))
    if one.certainty is not Certainty.CERTAIN:
        return Case("", "", "skipped", one.certainty.value, _("Worth a look: {what}", what=headline(one)))
    return Case("", "", "failure" if one.gates else "passed", kind, headline(one))


def _inconclusive_of(
    one: SubjectResult, place: str, journey: JourneyResult | None, result: AuditResult
) -> Inconclusive | None:
    """What stands in the result of a subject whose figures do not tell."""
    here = [
        it
        for it in result.inconclusive
        if it.check == one.check and (journey is None or (it.journey, it.device) == (journey.id, journey.device))
    ]
    return next((it for it in here if place.startswith(it.step)), here[0] if here else None)


def _open(group: str, name: str, found: Inconclusive | None) -> Case:
    if found is None:
        return Case(group, name, "skipped", "inconclusive", _("The figures do not tell."))
    message = _("The figures do not tell: {what}", what=told_line(found.message))
    return Case(group, name, "failure" if found.gates else "skipped", "inconclusive", message)


def _steps(journey: JourneyResult, result: AuditResult) -> Iterator[Case]:
    for path in journey_paths(result):
        if (path.journey.id, path.journey.device) == (journey.id, journey.device):
            yield from (_step_case(step, journey, result) for step in path.steps)


def _step_case(step: PathStep, journey: JourneyResult, result: AuditResult) -> Case:
    seconds = (step.duration_ms or 0) / 1_000
    case = Case(f"{_part(journey.id)}.{_part(journey.device)}.steps", step.step.id, seconds=seconds)
    why = told_line(step.step.error or "")
    if step.step.status is StepStatus.COMPLETED:
        return case
    if step.step.status is StepStatus.SKIPPED:
        return replace(case, came="skipped", kind="skipped", message=why or _("The journey went on without it."))
    return replace(case, came=_of_break(result), kind="step_broken", message=why or _("It did not work."), text=why)


def _of_break(result: AuditResult) -> Came:
    """A broken step fails where the site is proved to be the cause; else it is the audit that could not look."""
    if result.gate.passed:
        return "skipped"
    return "error" if any(one.kind == "incomplete" for one in result.gate.breaches) else "failure"


def _budget_case(one: BudgetResult, result: AuditResult) -> Case:
    conditions = " [warm]" if one.cache == "warm" else ""
    name = f"{one.metric} <= {one.limit:.10g} at {one.where}{conditions}"
    case = Case("budgets", name, text=one_line(budget_words(one)))
    if one.verdict == "over" and one.level == "error":
        return replace(case, came="failure", kind="over", message=case.text)
    if one.verdict != "inconclusive":
        return case
    fails = one.level == "error" and any(it.kind == "budget" and it.inconclusive for it in result.gate.breaches)
    return replace(case, came="failure" if fails else "skipped", kind="inconclusive", message=case.text)


def _audit_cases(result: AuditResult) -> Iterator[Case]:
    missing = [told_line(one.what) for one in result.gate.breaches if one.kind == "incomplete"]
    if missing:
        yield Case("audit", "complete", "error", "incomplete", missing[0], "\n".join(missing))
    else:
        yield Case("audit", "complete")
    for one in result.coverage.unreached:
        if not one.expected:
            yield Case("audit", f"reached [{one.stage}]", "skipped", "not_reached", told_line(one.why))
    for one in result.coverage.not_probed:
        if not one.expected:
            yield Case("audit", f"probed [{one.stage}]", "skipped", "not_probed", told_line(one.why))
    findings = {one.id: one for one in result.findings}
    lost = [one for one in result.results if not any(_is_of(one, it) for it in result.journeys)]
    yield from (_subject_case(one, None, findings, result) for one in lost if _is_looked_at(one))
    told_with_subject = {identifier for one in result.results for identifier in one.findings}
    for finding in result.findings:
        if finding.id not in told_with_subject and not any(_stands_in(finding, it) for it in result.journeys):
            group = f"audit.{_part(finding.check.partition('/')[0])}"
            yield _found(group, f"{finding.check} [{finding.step}]", [finding])


def _named_apart(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases with a number behind names that are met again, for readers tell cases by their names."""
    met: Counter[tuple[str, str]] = Counter()
    named = []
    for case in cases:
        met[case.group, case.name] += 1
        again = met[case.group, case.name]
        named.append(case if again == 1 else replace(case, name=f"{case.name} #{again}"))
    return tuple(named)


def _facts(journey: JourneyResult, result: AuditResult) -> tuple[tuple[str, str], ...]:
    here = journey.environment or result.environment
    return (
        ("target", result.target),
        ("tool", f"{result.tool.name} {result.tool.version}"),
        ("browser", here.browser),
        ("network", here.network),
        ("cpu_slowdown", f"{here.cpu_slowdown:g}"),
        ("locale", here.locale),
        ("score", str(result.score.overall)),
    )
