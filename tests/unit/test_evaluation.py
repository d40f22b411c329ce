from collections.abc import Iterator

import pytest

from auditor.check import Check, Context, JourneyCheck, Transition, TransitionCheck, TrialCheck, VisitCheck
from auditor.evaluation import evaluate
from auditor.model.artifact import ReloadTrial
from auditor.model.base import Box
from auditor.model.finding import CheckOutcome, ElementEvidence, Finding, Severity
from auditor.model.form import FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import AuditRun, Cause, StepStatus, Visit
from tests.unit.makers import always, answer, audit_run, broken_at, element, meta, screenshot, step, visit, walk


def outcomes(run: AuditRun, check: type[Check]) -> dict[str, CheckOutcome]:
    return {result.subject: result.outcome for result in evaluate(run, [check]).results}


def test_a_visit_check_judges_the_visits_at_its_stages() -> None:
    check = always("cart/wrong", stages=(Stage.CART,))
    found = evaluate(audit_run(), [check])
    assert {(result.subject, result.outcome) for result in found.results} == {
        ("shop/desktop/1/add-to-cart-1", CheckOutcome.FAILED),
        ("shop/desktop/1/cart-1", CheckOutcome.FAILED),
    }


def test_a_check_whose_stage_was_not_walked_is_not_applicable() -> None:
    check = always("confirm/wrong", stages=(Stage.CONFIRMATION,))
    assert outcomes(audit_run(), check) == {"shop/desktop/1": CheckOutcome.NOT_APPLICABLE}


def test_a_visit_without_the_artifacts_required_is_not_applicable() -> None:
    run = audit_run(walk(visits=[visit("landing", answer()), visit("cart")]))
    for name in ("page_response", "PageResponse"):
        assert outcomes(run, always("any/wrong", requires=(name,))) == {
            "shop/desktop/1/landing-1": CheckOutcome.FAILED,
            "shop/desktop/1/cart-1": CheckOutcome.NOT_APPLICABLE,
        }


class Picky(VisitCheck):
    meta = meta("any/picky")

    def applies(self, visit: Visit, context: Context) -> bool:
        del context
        return visit.stage is Stage.LANDING

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        del visit, context
        yield from ()


def test_a_check_says_itself_whether_it_applies() -> None:
    run = audit_run(walk(visits=[visit("landing"), visit("cart")]))
    assert outcomes(run, Picky) == {
        "shop/desktop/1/landing-1": CheckOutcome.PASSED,
        "shop/desktop/1/cart-1": CheckOutcome.NOT_APPLICABLE,
    }


class Crashing(VisitCheck):
    meta = meta("any/crashing")

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        if visit.stage is Stage.CART:
            raise KeyError("a\nb")
        yield self.finding("Found.", context.location(visit), identity="x")


def test_a_crash_is_an_outcome_in_one_line_and_costs_nothing_else() -> None:
    found = evaluate(audit_run(walk(visits=[visit("landing"), visit("cart")])), [Crashing, always("any/other")])
    errored = [result for result in found.results if result.outcome is CheckOutcome.ERRORED]
    assert [(result.subject, result.error) for result in errored] == [("shop/desktop/1/cart-1", "KeyError: 'a\\nb'")]
    assert {finding.check_id for finding in found.findings} == {"any/crashing", "any/other"}


class Untyped(TrialCheck):  # type: ignore[type-arg]
    meta = meta("any/untyped")

    def evaluate(self, trial: object, visit: Visit, context: Context) -> Iterator[Finding]:
        raise NotImplementedError


def test_a_check_that_cannot_even_name_its_subjects_has_errored() -> None:
    (result,) = evaluate(audit_run(), [Untyped]).results
    assert result.outcome is CheckOutcome.ERRORED


class Foreign(VisitCheck):
    meta = meta("any/foreign")

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        found = self.finding("Found.", context.location(visit), identity="x")
        yield found.model_copy(update={"check_id": "any/other"})


def test_a_finding_under_another_checks_name_is_a_crash() -> None:
    assert CheckOutcome.ERRORED in outcomes(audit_run(), Foreign).values()


class Steps(TransitionCheck):
    meta = meta("any/steps")
    seen: list[Transition]

    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        del context
        self.seen.append(transition)
        yield from ()


def test_a_transition_knows_where_it_came_from_where_it_led_and_the_other_attempts() -> None:
    Steps.seen = []
    first = walk([step("landing"), step("listing", StepStatus.SKIPPED), step("search", duration_ms=900)])
    second = walk([step("landing"), step("search", duration_ms=700)], attempt=2)
    evaluate(audit_run(first, second), [Steps])
    landing, search = Steps.seen
    assert landing.before is None
    assert (landing.after and landing.after.id, search.before and search.before.id) == ("landing-1", "landing-1")
    assert [other.duration_ms for other, _ in search.others] == [700]
    assert search.durations() is not None
    assert search.durations().values == (900, 700)  # type: ignore[union-attr]


def test_a_step_left_out_is_no_transition_and_a_broken_one_is() -> None:
    Steps.seen = []
    evaluate(audit_run(broken_at("product", Cause.SITE)), [Steps])
    assert [transition.step.step_id for transition in Steps.seen] == ["landing", "listing", "search", "product"]


class Reloads(TrialCheck[ReloadTrial]):
    meta = meta("cart/reloads", stages=(Stage.CART,))

    def evaluate(self, trial: ReloadTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        yield self.finding(trial.item, context.location(visit), identity=trial.item)


def test_a_trial_check_judges_walk_and_probes_of_every_attempt() -> None:
    def trial(item: str) -> ReloadTrial:
        return ReloadTrial(url="u", item=item, in_cart_before=True, in_cart_after_reload=False)

    first = walk(visits=[visit("cart", trial("walk"))], probe_visits=[visit("cart", trial("probe"), name="p")])
    second = walk(probe_visits=[visit("cart", trial("second"), name="q")], attempt=2)
    found = evaluate(audit_run(first, second), [Reloads])
    assert {finding.message for finding in found.findings} == {"walk", "probe", "second"}


class Whole(JourneyCheck):
    meta = meta("journey/whole")
    seen: list[Context]

    def evaluate(self, context: Context) -> Iterator[Finding]:
        self.seen.append(context)
        yield from ()


def test_attempts_are_judged_together_and_devices_apart() -> None:
    Whole.seen = []
    evaluate(audit_run(walk(), walk(attempt=2), walk(device="mobile")), [Whole])
    assert [(one.run.id, [other.id for other in one.attempts]) for one in Whole.seen] == [
        ("shop/desktop/1", ["shop/desktop/2"]),
        ("shop/mobile/1", []),
    ]


def test_checks_can_be_switched_off_by_present_and_former_id() -> None:
    checks = [always("a/one"), always("a/two", former_ids=("a/second",)), always("a/three")]
    found = evaluate(audit_run(), checks, off=("a/one", "a/second"))
    assert {result.check for result in found.results} == {"a/three"}


def test_findings_come_worst_first_then_by_stage_check_and_step() -> None:
    checks = [
        always("b/minor", severity=Severity.MINOR, stages=(Stage.LANDING,)),
        always("b/late", stages=(Stage.CHECKOUT,)),
        always("b/early", stages=(Stage.LANDING,)),
        always("a/early", stages=(Stage.LANDING,)),
    ]
    assert [one.check_id for one in evaluate(audit_run(), checks).findings] == [
        "a/early",
        "b/early",
        "b/late",
        "b/minor",
    ]
    assert evaluate(audit_run(), checks) == evaluate(audit_run(), list(reversed(checks)))


def test_an_element_gets_its_mark_on_the_screenshot_of_its_page() -> None:
    evidence = [element("#buy", Box(x=10, y=2010, width=100, height=40))]
    check = always("any/marked", stages=(Stage.PRODUCT,), evidence=evidence)
    pictures = [screenshot("top"), screenshot("below", scroll_y=2000)]
    run = audit_run(walk(visits=[visit("landing", screenshot("other", scroll_y=2000)), visit("product", *pictures)]))
    (found,) = evaluate(run, [check]).findings
    assert isinstance(found.evidence[0], ElementEvidence)
    mark = found.evidence[0].mark
    assert mark is not None
    assert mark.screenshot == "run/blobs/below.webp"
    assert mark.boxes == (Box(x=10, y=10, width=100, height=40),)


class Content(TrialCheck[FormTrial]):
    meta = meta("any/content")

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        del trial, visit, context
        yield from ()


@pytest.mark.parametrize(("kept", "only"), [((True, True), True), ((True, False), False)])
def test_what_was_kept_from_the_server_is_judged_as_such(kept: tuple[bool, ...], *, only: bool) -> None:
    sent = tuple(
        FormSubmission(attempt=number, broken_field="E-mail", broken_purpose="email", typed="x", client_side_only=one)
        for number, one in enumerate(kept, start=1)
    )
    trial = FormTrial(form="form", page_url="https://shop.example/checkout", submissions=sent)
    results = evaluate(audit_run(walk(visits=[visit("checkout", trial)])), [Content]).results
    assert [(one.outcome, one.client_side_only) for one in results] == [(CheckOutcome.PASSED, only)]
