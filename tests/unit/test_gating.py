from typing import Any

import pytest

from auditor.gating import decide, gates
from auditor.model.budget import OnInconclusive
from auditor.model.finding import Certainty, CheckOutcome, CheckResult, Finding, Severity
from auditor.model.journey import Goto, Journey, Stage, Step
from auditor.model.result import BudgetResult, GateResult
from auditor.model.run import AuditRun, Cause, StepRun, StepStatus
from auditor.model.settings import FailOn
from tests.unit.makers import (
    SHOP,
    answer,
    audit_run,
    broken_at,
    finding,
    location,
    result,
    step,
    visit,
    walk,
)

PASSING = (result("a/passing", outcome=CheckOutcome.PASSED),)


def decided(
    run: AuditRun,
    *findings: Finding,
    results: tuple[CheckResult, ...] = PASSING,
    fail_on: FailOn = FailOn.SERIOUS,
    preview: tuple[str, ...] = (),
) -> GateResult:
    return decide(run, results, findings, preview=preview, fail_on=fail_on)


def test_a_smooth_journey_passes() -> None:
    assert decided(audit_run()) == GateResult(passed=True, exit_code=0)


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("fail_on", FailOn)
def test_a_finding_fails_the_gate_from_the_severity_asked_for(severity: Severity, fail_on: FailOn) -> None:
    order = ["minor", "moderate", "serious", "blocker", "never"]
    fails = fail_on is not FailOn.NEVER and order.index(severity) >= order.index(fail_on)
    assert decided(audit_run(), finding(severity=severity), fail_on=fail_on).exit_code == (1 if fails else 0)


def test_what_needs_review_never_gates() -> None:
    assert decided(audit_run(), finding(certainty=Certainty.NEEDS_REVIEW), fail_on=FailOn.MINOR).passed


def test_a_check_in_preview_never_gates() -> None:
    found = finding("list/new", Severity.BLOCKER)
    assert decided(audit_run(), found, preview=("list/new",), fail_on=FailOn.MINOR).passed
    assert not gates(found, preview=("list/new",), fail_on=FailOn.MINOR)


@pytest.mark.parametrize("cause", [Cause.NOT_RECOGNISED, Cause.OURS, Cause.TIME_LIMIT, Cause.UNANSWERED, Cause.BLOCKED])
def test_a_stage_not_reached_for_a_reason_that_is_not_provably_the_sites_is_incomplete(cause: Cause) -> None:
    verdict = decided(audit_run(broken_at("checkout", cause, "no way on was recognised")))
    assert verdict.exit_code == 3
    assert "checkout was not reached: no way on was recognised" in [breach.what for breach in verdict.breaches]


def test_a_journey_that_the_site_breaks_is_a_failed_gate_not_an_incomplete_audit() -> None:
    blocker = finding("journey/step-broken", Severity.BLOCKER, at=location("checkout"))
    assert decided(audit_run(broken_at("checkout", Cause.SITE)), blocker).exit_code == 1


def test_the_finding_may_stand_on_the_page_from_which_the_step_was_tried() -> None:
    blocker = finding("cart/no-checkout-cta", Severity.BLOCKER, at=location("cart"))
    assert decided(audit_run(broken_at("checkout", Cause.SITE)), blocker).exit_code == 1


@pytest.mark.parametrize(
    "beside",
    [
        finding("journey/step-broken", Severity.BLOCKER, certainty=Certainty.NEEDS_REVIEW),
        finding("list/new", Severity.BLOCKER),
        finding("journey/step-broken", Severity.MINOR),
        finding("journey/step-broken", Severity.BLOCKER, at=location("landing")),
        finding("cart/something-else", Severity.SERIOUS, at=location("cart")),
        finding("journey/step-broken", Severity.BLOCKER, at=location("checkout", device="mobile")),
    ],
)
def test_a_journey_that_the_site_broke_with_nothing_proved_about_it_is_incomplete(beside: Finding) -> None:
    verdict = decided(audit_run(broken_at("checkout", Cause.SITE)), beside, preview=("list/new",))
    assert verdict.exit_code == 3


@pytest.mark.parametrize("cause", [Cause.NOT_NEEDED, Cause.BEYOND_SAFETY, None])
def test_a_stage_left_out_on_purpose_is_not_missed(cause: Cause | None) -> None:
    steps = [step("landing"), step("search", StepStatus.SKIPPED, cause), step("listing", StepStatus.SKIPPED)]
    rest = [step(name) for name in ("product", "add-to-cart", "cart", "checkout")]
    assert decided(audit_run(walk([*steps, *rest]))).passed


def test_a_search_that_was_not_recognised_is_missed() -> None:
    names = ("landing", "listing", "product", "add-to-cart", "cart", "checkout")
    steps = [*(step(name) for name in names), step("search", StepStatus.SKIPPED, Cause.NOT_RECOGNISED)]
    assert decided(audit_run(walk(steps))).exit_code == 3


def test_a_stage_reached_in_a_later_attempt_is_reached() -> None:
    again = walk(attempt=2)
    assert decided(audit_run(broken_at("checkout", Cause.TIME_LIMIT), again)).passed


def test_a_stage_not_reached_on_one_of_two_devices_is_missed() -> None:
    mobile = broken_at("checkout", Cause.NOT_RECOGNISED)
    mobile = mobile.model_copy(update={"journey": mobile.journey.model_copy(update={"device": "mobile"})})
    assert decided(audit_run(walk(), mobile)).exit_code == 3


def test_a_step_that_breaks_after_its_stage_was_reached_is_missed() -> None:
    journey = Journey(
        id="shop",
        title="Two steps",
        start_url=SHOP,
        steps=tuple(Step(id=name, stage=Stage.CART, action=Goto(url=SHOP)) for name in ("add-to-cart", "cart")),
    )
    steps: list[StepRun] = [step("add-to-cart"), step("cart", StepStatus.BROKEN, Cause.OURS)]
    assert decided(audit_run(walk(steps, journey=journey))).exit_code == 3


def test_a_walk_that_just_ended_is_incomplete() -> None:
    verdict = decided(audit_run(walk([step("landing")])))
    assert "listing, search, product, cart and checkout were not reached: the walk ended before" in [
        breach.what for breach in verdict.breaches
    ]


def test_what_an_interruption_left_out_is_not_told_stage_by_stage() -> None:
    verdict = decided(audit_run(walk([step("landing")]), interrupted="the time was up"))
    assert [breach.what for breach in verdict.breaches] == ["the time was up"]


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (audit_run(interrupted="stopped by Ctrl-C (SIGINT)"), "stopped by Ctrl-C (SIGINT)"),
        (audit_run(finished=False), "the audit was cut short"),
        (audit_run().model_copy(update={"runs": ()}), "nothing was walked"),
        (
            audit_run(walk(visits=[visit("landing", answer(status=None, error="net::ERR_CONNECTION_REFUSED"))])),
            "the first page did not answer: net::ERR_CONNECTION_REFUSED",
        ),
        (
            audit_run(walk(visits=[visit("landing", answer(bot_wall="a challenge page"))])),
            "a bot protection stood in the way: a challenge page",
        ),
        (
            audit_run(walk(probe_visits=[visit("cart", answer(bot_wall="a captcha"))])),
            "a bot protection stood in the way: a captcha",
        ),
    ],
)
def test_an_audit_that_could_not_look_is_incomplete_whatever_the_gate(run: AuditRun, told: str) -> None:
    verdict = decided(run, finding(severity=Severity.BLOCKER), fail_on=FailOn.NEVER)
    assert verdict.exit_code == 3
    assert not verdict.passed
    assert told in [breach.what for breach in verdict.breaches]


def test_a_check_that_crashed_makes_the_audit_incomplete() -> None:
    crashed = CheckResult(check="a/b", outcome=CheckOutcome.ERRORED, subject="shop/desktop/1", error="KeyError: 'x'")
    verdict = decided(audit_run(), results=(*PASSING, crashed))
    assert [breach.what for breach in verdict.breaches] == ["the check a/b failed on shop/desktop/1: KeyError: 'x'"]
    assert verdict.exit_code == 3


def test_no_checks_at_all_make_the_audit_incomplete() -> None:
    assert decided(audit_run(), results=()).exit_code == 3


def test_incomplete_wins_over_failed_and_both_are_told() -> None:
    verdict = decided(audit_run(interrupted="the time was up"), finding())
    assert verdict.exit_code == 3
    assert {breach.kind for breach in verdict.breaches} == {"incomplete", "finding"}


def met(verdict: str = "over", **more: object) -> BudgetResult:
    facts = {
        "metric": "largest_contentful_paint_ms",
        "where": "cart of shop on desktop",
        "limit": 2500,
        "median": 3104.4,
        "measured": 3104.4,
        "low": 2900,
        "high": 3400,
        "attempts": 5,
        "verdict": verdict,
        **more,
    }
    return BudgetResult.model_validate(facts)


def told(
    *budgets: BudgetResult,
    inconclusive: tuple[Finding, ...] = (),
    on_inconclusive: OnInconclusive = OnInconclusive.PASS,
    **more: Any,
) -> tuple[int, list[str]]:
    """The exit code, and the breaches in words."""
    verdict = decide(
        audit_run(), PASSING, (), budgets=budgets, inconclusive=inconclusive, on_inconclusive=on_inconclusive, **more
    )
    assert all(one.inconclusive == one.what.startswith("inconclusive: ") for one in verdict.breaches)
    return verdict.exit_code, [f"{one.kind}: {one.what}" for one in verdict.breaches]


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (
            met(),
            (
                "largest_contentful_paint_ms at cart of shop on desktop: 3104 ms, limit 2500 ms "
                "(median of 5 attempts, 2900 ms to 3400 ms); cold cache"
            ),
        ),
        (
            met(aggregate="worst", measured=3400, cache="warm", conditions="over slow-4g"),
            (
                "largest_contentful_paint_ms at cart of shop on desktop: 3400 ms, limit 2500 ms "
                "(worst of 5 attempts, 2900 ms to 3400 ms); warm cache; over slow-4g"
            ),
        ),
        (
            met(metric="clicks", where="shop on desktop", limit=12, measured=13, attempts=1),
            "clicks at shop on desktop: 13, limit 12 (1 attempt)",
        ),
        (
            met(metric="cumulative_layout_shift", limit=0.1, measured=0.2504, attempts=1),
            "cumulative_layout_shift at cart of shop on desktop: 0.25, limit 0.1 (1 attempt); cold cache",
        ),
        (
            met(metric="findings", where="serious or worse", limit=0, measured=2, attempts=1),
            "findings at serious or worse: 2, limit 0",
        ),
    ],
)
def test_a_budget_that_is_exceeded_fails_and_says_measured_limit_spread_and_where(
    budget: BudgetResult, words: str
) -> None:
    assert told(budget) == (1, [f"budget: {words}"])


def test_a_budget_fails_whatever_severity_gates() -> None:
    assert told(met(), fail_on=FailOn.NEVER)[0] == 1


@pytest.mark.parametrize("verdict", ["over", "inconclusive"])
def test_a_budget_of_level_warn_never_fails(verdict: str) -> None:
    assert told(met(verdict, level="warn"), on_inconclusive=OnInconclusive.FAIL) == (0, [])


def test_what_figures_do_not_tell_fails_only_where_that_is_asked_for() -> None:
    unmeasured = met("inconclusive", metric="load_ms", where="stage cart", unmeasured="no attempt was made there")
    assert told(met("inconclusive"), unmeasured, met("within")) == (0, [])
    assert told(met("inconclusive"), unmeasured, met("within"), on_inconclusive=OnInconclusive.FAIL) == (
        1,
        [
            (
                "budget: inconclusive: largest_contentful_paint_ms at cart of shop on desktop: 3104 ms, limit 2500 ms "
                "(median of 5 attempts, 2900 ms to 3400 ms); cold cache"
            ),
            "budget: inconclusive: load_ms at stage cart: not measured, limit 2500 ms; no attempt was made there",
        ],
    )


def test_an_inconclusive_check_fails_only_where_it_would_and_that_is_asked_for() -> None:
    open_ones = (
        finding("load/slow-lcp", certainty=Certainty.INCONCLUSIVE),
        finding("load/slow-fcp", Severity.MODERATE, certainty=Certainty.INCONCLUSIVE),
        finding("load/new", certainty=Certainty.INCONCLUSIVE),
    )
    assert told(inconclusive=open_ones) == (0, [])
    code, breaches = told(inconclusive=open_ones, on_inconclusive=OnInconclusive.FAIL, preview=("load/new",))
    assert (code, breaches) == (
        1,
        ["finding: inconclusive: load/slow-lcp (serious) at step checkout: load/slow-lcp says so"],
    )
    assert told(inconclusive=open_ones, on_inconclusive=OnInconclusive.FAIL, fail_on=FailOn.NEVER) == (0, [])


def test_an_incomplete_audit_goes_before_an_exceeded_budget() -> None:
    verdict = decide(audit_run(interrupted="the time was up"), PASSING, (), budgets=[met()])
    assert verdict.exit_code == 3
    assert {one.kind for one in verdict.breaches} == {"incomplete", "budget"}
