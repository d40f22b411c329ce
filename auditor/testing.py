"""Cases for checks: write down what a page was like and what the check has to say, in TOML. Public, for plugins too.

A file holds the cases of one check:

    [[case]]
    name = "A chat button covers three points of five"
    expect = "fails"                  # fails, passes, needs review, inconclusive, does not apply
    severity = "serious"
    certainty = "certain"             # follows from `expect` where it is left out
    undecided = "blocker"             # the severity of what is inconclusive beside the findings; left out: nothing is
    elements = ["#chat"]              # selectors that the evidence must show
    identities = ["#chat"]            # the findings' identities, all of them
    message = ["3 of 5"]              # what the findings' messages must say, together

    [case.visit]
    stage = "product"
    click_trial = { selector = "#buy", tested_points = 5, blocked_points = 3, blocker_selector = "#chat" }

    [[case]]
    name = "The chat button covers one point"
    like = "A chat button covers three points of five"    # an earlier case; tables are merged, lists replaced
    expect = "passes"
    trap = true                       # a false positive that other tools report
    visit.click_trial.blocked_points = 1

A visit (`[case.visit]`, or several `[[case.visits]]`) has a `stage` and, where they matter, `url` (relative to
`https://shop.example/`), `title`, `id`, `step` and `probe = true` for a visit made by a probe. Every other key is the
kind of an artifact (`dom`, `page_response`, `recognition`, ...) with a table, or an array of tables, of its fields.
Whatever is left out gets a plain default: a page that answered, in English, visible elements, requests that succeeded.
A box is written `[x, y, width, height]`. An entry of an array may be repeated: `{ times = 24, href = "/p/{n}" }`.

Steps (`[case.step]` or `[[case.steps]]`) have an `id` and any fields of a `StepRun`; without them each visit of the
walk has a completed one. `attempts` are further walks, each a table merged over this case's `visit` and `step`:
`attempts = [{ step = { duration_ms = 900 } }]`. `environment`, `host_noise`, `safety` and `sandbox` may be given.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from auditor.casefiles import complete, records_of
from auditor.check import Check, Context, JourneyCheck, Transition, TransitionCheck, TrialCheck, VisitCheck
from auditor.model.artifact import Artifact
from auditor.model.finding import Certainty, CheckOutcome, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage, shop_journey
from auditor.model.run import Environment, JourneyRun, StepRun, Visit

START = "https://shop.example/"

_BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
_EXPECTATIONS = {
    "fails": CheckOutcome.FAILED,
    "passes": CheckOutcome.PASSED,
    "needs review": CheckOutcome.NEEDS_REVIEW,
    "inconclusive": CheckOutcome.INCONCLUSIVE,
    "does not apply": CheckOutcome.NOT_APPLICABLE,
}
_EXPECTED_KEYS = frozenset({"severity", "certainty", "undecided", "elements", "identities", "message"})
"""What a case does not take over from the one it is like: it says itself what it expects."""
_SETTING_KEYS = frozenset(
    {"visit", "visits", "step", "steps", "attempts", "environment", "host_noise", "safety", "sandbox"}
)
_CASE_KEYS = _EXPECTED_KEYS | _SETTING_KEYS | {"name", "expect", "like", "trap"}
_VISIT_KEYS = frozenset({"stage", "url", "title", "id", "step", "probe"})


@dataclass(frozen=True)
class Case:
    """One case: the context to judge, and what is expected of the check."""

    name: str
    context: Context
    expect: CheckOutcome
    trap: bool = False
    severity: Severity | None = None
    certainty: Certainty | None = None
    undecided: Severity | None = None
    elements: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    message: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseResult:
    """What came of a case; `differences` from what was expected, one sentence each, empty where all is well."""

    outcome: CheckOutcome
    findings: tuple[Finding, ...]
    differences: tuple[str, ...]


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read the cases of a file.

    Raises:
        ValueError: the file is no TOML, or a case has an unknown key or a value that its record refuses; the text
            names file and case.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error
    known: dict[str, Mapping[str, Any]] = {}
    cases = []
    for table in tables:
        name = str(table.get("name", "a case without a name"))
        try:
            whole = _inherited(table, known)
            cases.append(_case(whole))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path}: “{name}”: {error}") from error
        known[name] = whole
    return tuple(cases)


def run_case(check: Check, case: Case) -> CaseResult:
    """Let a check judge a case and compare the outcome with what was expected."""
    applied = False
    findings: list[Finding] = []
    for judged in _judged(check, case.context):
        applied = True
        findings.extend(judged)
    outcome = _outcome(findings, applied=applied)
    return CaseResult(outcome, tuple(findings), tuple(_differences(case, outcome, findings)))


def _inherited(table: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    if table["name"] in known:
        raise ValueError("the name is taken by an earlier case")
    unknown = set(table) - _CASE_KEYS
    if unknown:
        raise ValueError(f"unknown key {min(unknown)}; known are {', '.join(sorted(_CASE_KEYS))}")
    model = table.get("like")
    if model is None:
        return table
    if model not in known:
        raise ValueError(f"no earlier case is called “{model}”")
    base = {key: value for key, value in known[model].items() if key not in {"trap", "like", *_EXPECTED_KEYS}}
    return _merged(base, table)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _case(table: Mapping[str, Any]) -> Case:
    if table["expect"] not in _EXPECTATIONS:
        raise ValueError(f"expect is “{table['expect']}”; it must be one of {', '.join(_EXPECTATIONS)}")
    run = _run(table, attempt=1)
    others = tuple(
        _run(_merged(table, attempt), attempt=place) for place, attempt in enumerate(table.get("attempts", ()), start=2)
    )
    return Case(
        name=table["name"],
        context=Context(
            run=run, attempts=others, safety=table.get("safety", "probe"), sandbox=table.get("sandbox", False)
        ),
        expect=_EXPECTATIONS[table["expect"]],
        trap=table.get("trap", False),
        severity=Severity(table["severity"]) if "severity" in table else None,
        certainty=Certainty(table["certainty"]) if "certainty" in table else None,
        undecided=Severity(table["undecided"]) if "undecided" in table else None,
        elements=tuple(table.get("elements", ())),
        identities=tuple(table.get("identities", ())),
        message=tuple(table.get("message", ())),
    )


def _run(table: Mapping[str, Any], attempt: int) -> JourneyRun:
    journey = shop_journey(START)
    tables = [*table.get("visits", ()), *([table["visit"]] if "visit" in table else ())]
    visits = [(_visit(one, place), bool(one.get("probe"))) for place, one in enumerate(tables)]
    walk = tuple(visit for visit, probe in visits if not probe)
    told = [*table.get("steps", ()), *([table["step"]] if "step" in table else ())]
    stages = {step.id: step.stage for step in journey.steps}
    steps = (
        tuple(_step(one, walk, stages) for one in told)
        if told
        else tuple(_step({"id": visit.step_id, "visit_id": visit.id}, walk, stages) for visit in walk)
    )
    return JourneyRun(
        journey=journey,
        attempt=attempt,
        environment=Environment(**{"browser": "chromium", "device": "desktop", **table.get("environment", {})}),
        started_at=_BEGAN,
        host_noise=table.get("host_noise"),
        steps=steps,
        visits=walk,
        probe_visits=tuple(visit for visit, probe in visits if probe),
    )


def _visit(table: Mapping[str, Any], place: int) -> Visit:
    stage = Stage(table["stage"])
    url = urljoin(START, table.get("url", "" if stage is Stage.LANDING else stage.value))
    last_of_stage = {step.stage: step.id for step in shop_journey(START).steps}
    kinds = records_of(Artifact)
    artifacts: list[Any] = []
    for key, value in table.items():
        if key in _VISIT_KEYS:
            continue
        if key not in kinds:
            raise ValueError(f"unknown artifact {key}; known are {', '.join(sorted(kinds))}")
        entries = value if isinstance(value, list) else [value]
        artifacts.extend(complete(kinds[key], entry, url=url, stage=stage) for entry in entries)
    return Visit(
        id=table.get("id", f"visit-{place + 1}"),
        step_id=table.get("step", last_of_stage.get(stage, stage.value)),
        stage=stage,
        url=url,
        title=table.get("title", ""),
        artifacts=tuple(artifacts),
    )


def _step(table: Mapping[str, Any], walk: Iterable[Visit], stages: Mapping[str, Stage]) -> StepRun:
    fields = dict(table)
    step_id = fields.pop("id")
    visit_id = next((visit.id for visit in walk if visit.step_id == step_id), None)
    stage = stages.get(step_id, Stage.LANDING)
    return StepRun(**{"step_id": step_id, "stage": stage, "status": "completed", "visit_id": visit_id, **fields})


def _judged(check: Check, context: Context) -> Iterator[tuple[Finding, ...]]:
    """What the check says about each subject to which it applies."""
    match check:
        case VisitCheck():
            yield from _judged_visits(check, context)
        case TransitionCheck():
            for transition in _transitions(context):
                after = () if transition.after is None else (transition.after,)
                if _has_required(check, after) and check.applies(transition, context):
                    yield tuple(check.evaluate(transition, context))
        case TrialCheck():
            tried = ((trial, visit) for visit in context.all_visits() for trial in visit.all(check.trial_type()))
            yield from (tuple(check.evaluate(*one, context)) for one in tried if check.applies(*one, context))
        case JourneyCheck():
            if _has_required(check, context.all_visits()) and check.applies(context):
                yield tuple(check.evaluate(context))


def _judged_visits(check: VisitCheck, context: Context) -> Iterator[tuple[Finding, ...]]:
    for visit in context.run.visits:
        at_stage = not check.meta.stages or visit.stage in check.meta.stages
        if at_stage and _has_required(check, (visit,)) and check.applies(visit, context):
            yield tuple(check.evaluate(visit, context))


def _transitions(context: Context) -> Iterator[Transition]:
    before: Visit | None = None
    for step in context.run.steps:
        after = context.run.visit(step.visit_id)
        others = tuple(
            (other, run.visit(other.visit_id))
            for run in context.attempts
            for other in run.steps
            if other.step_id == step.step_id
        )
        yield Transition(step=step, before=before, after=after, others=others)
        before = after or before


def _has_required(check: Check, visits: Iterable[Visit]) -> bool:
    present = {type(artifact).__name__ for visit in visits for artifact in visit.artifacts}
    return set(check.meta.requires) <= present


def _outcome(findings: Iterable[Finding], *, applied: bool) -> CheckOutcome:
    certainties = {finding.certainty for finding in findings}
    if Certainty.CERTAIN in certainties:
        return CheckOutcome.FAILED
    if Certainty.NEEDS_REVIEW in certainties:
        return CheckOutcome.NEEDS_REVIEW
    if certainties:
        return CheckOutcome.INCONCLUSIVE
    return CheckOutcome.PASSED if applied else CheckOutcome.NOT_APPLICABLE


def _differences(case: Case, outcome: CheckOutcome, found: list[Finding]) -> Iterator[str]:
    undecided = [one for one in found if one.certainty is Certainty.INCONCLUSIVE]
    findings = [one for one in found if one not in undecided] or undecided
    messages = " ".join(finding.message for finding in findings)
    if outcome is not case.expect:
        yield f"expected {case.expect.value}, came {outcome.value}: {messages or 'no finding'}"
        return
    beside = "" if findings == undecided else ", ".join(one.severity.value for one in undecided)
    if beside != (case.undecided.value if case.undecided else ""):
        yield f"expected {case.undecided.value if case.undecided else 'nothing'} undecided, came {beside or 'nothing'}"
    shown = {
        evidence.selector for one in findings for evidence in one.evidence if isinstance(evidence, ElementEvidence)
    }
    severities = {finding.severity for finding in findings}
    if case.severity is not None and severities != {case.severity}:
        yield f"expected severity {case.severity.value}, came {', '.join(sorted(severities))}"
    certainties = {finding.certainty for finding in findings}
    if case.certainty is not None and certainties != {case.certainty}:
        yield f"expected certainty {case.certainty.value}, came {', '.join(sorted(certainties))}"
    for selector in case.elements:
        if selector not in shown:
            yield f"expected {selector} among the evidence, came {', '.join(sorted(shown)) or 'no element'}"
    identities = sorted(finding.identity for finding in findings)
    if case.identities and identities != sorted(case.identities):
        yield f"expected identities {', '.join(sorted(case.identities))}, came {', '.join(identities)}"
    for words in case.message:
        if words not in messages:
            yield f"expected “{words}” in the message, came: {messages}"
