import pytest

from auditor.evaluation import evaluate
from auditor.model.finding import FieldsEvidence, Finding, Severity
from auditor.model.form import ErrorMessage, FieldState, FormSubmission, FormTrial, Mistake
from auditor.model.run import AuditRun
from checks import built_in_checks
from checks.form_judgement import seconds_to_type, work_again
from tests.unit.makers import audit_run, visit, walk

CLEARED = "checkout/form-cleared-on-error"
CARD_CLEARED = "checkout/card-number-cleared-on-error"


def state(key: str, value: str = "Riga", *, lost: bool = False, kind: str = "text") -> FieldState:
    after = "" if lost else value
    return FieldState(key=key, label=key, purpose=key, type=kind, before=value, after=after, kept=not lost)


def trial(mistake: Mistake, *fields: FieldState, wrong: tuple[str, ...] = (), took: float = 800) -> FormTrial:
    broken = "card_number" if mistake is Mistake.CARD_NUMBER else "email"
    sent = FormSubmission(
        attempt=1,
        broken_field=broken,
        broken_purpose=broken,
        typed="x",
        wrong=wrong,
        fields=fields,
        messages=(ErrorMessage(text="Wrong", selector="#wrong"),),
        waited_ms=took,
    )
    return FormTrial(mistake=mistake, form="form#order", page_url="https://shop.example/checkout", submissions=(sent,))


def run_with(*trials: FormTrial) -> AuditRun:
    return audit_run(walk(probe_visits=[visit("checkout", *trials, name="probe-1")]))


def findings_of(run: AuditRun, *checks: str) -> tuple[Finding, ...]:
    known = [one for one in built_in_checks() if one.meta.id in checks]
    assert len(known) == len(checks)
    return evaluate(run, known).findings


def test_all_trials_of_a_form_fold_into_one_finding_as_severe_as_the_worst() -> None:
    (told,) = findings_of(
        run_with(
            trial(Mistake.EMAIL, state("city", lost=True), *map(state, "abcd"), took=700),
            trial(Mistake.CARD_NUMBER, *(state(key, lost=True) for key in ("city", "name", "street"))),
        ),
        CLEARED,
    )
    assert told.severity is Severity.BLOCKER
    assert "With a mistake in “email” it lost 1 field." in told.message
    assert [len(one.rows) for one in told.evidence if isinstance(one, FieldsEvidence)] == [3]


def test_a_submission_that_answers_several_questions_is_told_once() -> None:
    lost = state("city", lost=True)
    (told,) = findings_of(
        run_with(
            trial(Mistake.SEVERAL, lost, wrong=("email", "phone", "card")),
            trial(Mistake.BESIDE_CARD, lost, wrong=("email", "phone")),
        ),
        CLEARED,
    )
    assert "mistakes in 3 fields" in told.message
    assert "mistakes in 2 fields" not in told.message


def test_a_card_number_lost_with_the_rest_is_not_told_beside_it() -> None:
    card = state("card_number", "4242 4242 4242 4241", lost=True)
    (told,) = findings_of(run_with(trial(Mistake.EMAIL, card, state("city", lost=True))), CLEARED, CARD_CLEARED)
    assert told.check_id == CLEARED
    (alone,) = findings_of(run_with(trial(Mistake.EMAIL, card, state("city"))), CLEARED, CARD_CLEARED)
    assert alone.check_id == CARD_CLEARED


@pytest.mark.parametrize(("device", "seconds"), [("desktop", 12.9), ("mobile", 18.7)])
def test_typing_takes_as_long_as_people_were_measured_to_take(device: str, seconds: float) -> None:
    assert seconds_to_type(56, device) == pytest.approx(seconds, abs=0.1)


def test_what_was_chosen_is_no_typing() -> None:
    lost = [state("city"), state("country", "Latvia", kind="select-one"), state("terms", "on", kind="checkbox")]
    assert work_again(lost, "desktop") == "4 characters, about 1 second, to type again and 2 choices to make again"
    assert work_again(lost[1:], "desktop") == "2 choices to make again"
    assert work_again([], "desktop") == ""
