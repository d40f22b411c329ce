import pytest

from auditor.check import Check
from auditor.model.artifact import Artifact
from auditor.model.form import Mistake
from auditor.model.journey import Stage
from auditor.model.run import AuditRun, Cause, JourneyRun, Skipped, StepStatus
from auditor.replaying.verdict import Verdict
from tests.unit.makers import SHOP, STAGES, audit_run, step, visit, walk
from tests.unit.replaying.looks import (
    Reloaded,
    Sent,
    Stopped,
    ended,
    form_trial,
    reload_trial,
    said,
    titled,
)

WRONG = titled(cart="wrong")


def at(name: str, url: str) -> JourneyRun:
    """A smooth walk that came to another address at one step."""
    return walk(visits=[visit(one, url=url if one == name else None) for one in STAGES])


def probed(*trials: Artifact, name: str = "probe-reload", step_name: str = "cart") -> JourneyRun:
    return titled(probes=(visit(step_name, *trials, name=name),) if trials else ())


def test_the_same_finding_again_is_still_there() -> None:
    told = said(WRONG, WRONG)
    assert (told.verdict, told.why) == (Verdict.STILL_THERE, ("The title is wrong.",))


def test_the_same_on_the_same_page_at_another_step_is_still_there() -> None:
    moved = walk(
        visits=[
            visit(name, url=f"{SHOP}cart" if name == "add-to-cart" else None).model_copy(
                update={"title": "wrong" if name == "add-to-cart" else name}
            )
            for name in STAGES
        ]
    )
    assert said(WRONG, moved).verdict is Verdict.STILL_THERE


def test_a_look_at_the_same_page_that_finds_nothing_is_fixed() -> None:
    told = said(WRONG, titled())
    assert (told.verdict, told.why) == (
        Verdict.FIXED,
        ("any/title looked again at the step “cart”, and found it no more.",),
    )


BROKEN = step("cart", StepStatus.BROKEN, Cause.NOT_RECOGNISED, error="no cart was found")
BLOCKED = step("product", StepStatus.BROKEN, Cause.BLOCKED, error="refused as a robot: a challenge")
DOWN = step("landing", StepStatus.BROKEN, Cause.UNANSWERED, error="no answer: connection refused")
SKIPPED = step("cart", StepStatus.SKIPPED, Cause.NOT_NEEDED, error="the cart lies open already")


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (ended("cart", BROKEN), "The step “cart” broke: no cart was found."),
        (ended("product", BLOCKED), "The step “product” broke: refused as a robot: a challenge."),
        (ended("landing", DOWN), "The step “landing” broke: no answer: connection refused."),
        (ended("cart"), "The step “cart” was not reached."),
        (ended("cart", SKIPPED), "The step “cart” was skipped: the cart lies open already."),
        (
            titled(cart="blank"),
            "The check has nothing to judge there any more: what it looks at is not there, or was not tried.",
        ),
        (titled(cart="crash"), "The check itself failed: ValueError: it crashed."),
        (titled(cart="maybe"), "It was met again, but only a person can tell whether it is one."),
        (titled(cart="unclear"), "The figures do not tell whether it is still there."),
        (titled(cart="odd"), "The same check finds something else there, which may be the same: The title is odd."),
        (at("cart", f"{SHOP}login/form"), "Another page was come to: /login/form instead of /cart."),
        (at("product", f"{SHOP}chair"), "Another product was taken: /chair instead of /product."),
        (
            audit_run(titled(), interrupted="the time limit of 5 s was reached (--timeout)"),
            "The look was ended before its time: the time limit of 5 s was reached (--timeout).",
        ),
        (audit_run(titled(device="mobile")), "The journey “shop” was not walked on desktop."),
    ],
)
def test_whatever_is_no_proof_could_not_be_checked(after: JourneyRun | AuditRun, why: str) -> None:
    told = said(WRONG, after)
    assert (told.verdict, told.why[0]) == (Verdict.COULD_NOT_CHECK, why)


def test_what_is_seen_before_the_look_ends_is_still_there() -> None:
    assert said(WRONG, audit_run(WRONG, interrupted="stopped by Ctrl-C (SIGINT)")).verdict is Verdict.STILL_THERE


def test_it_is_fixed_only_where_it_is_gone_from_every_place() -> None:
    both = audit_run(WRONG, titled(device="mobile", cart="wrong"))
    half = audit_run(titled(), titled(device="mobile", cart="wrong"))
    told = said(both, half)
    assert (told.verdict, told.why[-1]) == (Verdict.STILL_THERE, "Seen again at 1 of 2 places.")
    assert said(both, audit_run(titled(), titled(device="mobile"))).verdict is Verdict.FIXED
    unseen = said(both, titled())
    assert (unseen.verdict, unseen.why) == (
        Verdict.COULD_NOT_CHECK,
        ("The journey “shop” was not walked on mobile.",),
    )


def test_what_was_known_beside_it_does_not_hide_that_it_is_gone() -> None:
    """The landing page was wrong too, and is a finding of its own."""
    assert said(titled(cart="wrong", landing="odd"), titled(landing="odd")).verdict is Verdict.STILL_THERE
    assert said(titled(cart="odd", landing="wrong"), titled(cart="odd")).verdict is Verdict.FIXED


LOST = probed(reload_trial(kept=False))


@pytest.mark.parametrize(
    ("after", "verdict", "why"),
    [
        (LOST, Verdict.STILL_THERE, "It is gone."),
        (probed(reload_trial(kept=True)), Verdict.FIXED, "any/reloaded looked again"),
        (probed(reload_trial(kept=True, second=None)), Verdict.COULD_NOT_CHECK, "The trial was made on less"),
        (probed(), Verdict.COULD_NOT_CHECK, "The same trial was not made this time."),
        (
            audit_run(probed()).model_copy(
                update={"skipped": (Skipped(probe="reload", stage=Stage.CART, why="took longer than 120 s"),)}
            ),
            Verdict.COULD_NOT_CHECK,
            "The probe “reload” was not made: took longer than 120 s.",
        ),
    ],
)
def test_a_trial_has_to_be_made_again(after: JourneyRun | AuditRun, verdict: Verdict, why: str) -> None:
    told = said(LOST, after, Reloaded)
    assert told.verdict is verdict
    assert told.why[0].startswith(why)


def forms(*trials: Artifact) -> JourneyRun:
    return probed(*trials, name="probe-form-1", step_name="checkout")


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (forms(form_trial(told=True)), Verdict.FIXED),
        (forms(form_trial(told=True, mistake=Mistake.POSTCODE), form_trial(told=True)), Verdict.FIXED),
        (forms(form_trial(told=True, mistake=Mistake.POSTCODE)), Verdict.COULD_NOT_CHECK),
        (forms(form_trial(told=True, field="phone")), Verdict.COULD_NOT_CHECK),
        (forms(form_trial(told=True, held=True)), Verdict.COULD_NOT_CHECK),
        (forms(form_trial(told=False)), Verdict.STILL_THERE),
    ],
)
def test_trials_of_forms_are_told_apart_by_what_was_wrong(after: JourneyRun, verdict: Verdict) -> None:
    assert said(forms(form_trial(told=False)), after, Sent).verdict is verdict


STUCK = ended("cart", step("cart", StepStatus.BROKEN, Cause.SITE, error="the cart is empty"))


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (STUCK, Verdict.STILL_THERE),
        (titled(), Verdict.FIXED),
        (ended("product", step("product", StepStatus.BROKEN, Cause.BLOCKED)), Verdict.COULD_NOT_CHECK),
        (ended("checkout", step("checkout", StepStatus.BROKEN, Cause.SITE)), Verdict.FIXED),
    ],
)
def test_a_step_that_broke_has_to_be_completed(after: JourneyRun, verdict: Verdict) -> None:
    check: type[Check] = Stopped
    assert said(STUCK, after, check).verdict is verdict
