import pytest

from auditor.check import Check
from auditor.model.artifact import Artifact
from auditor.model.budget import Budget
from auditor.model.run import AuditRun, Cause, JourneyRun, StepStatus
from auditor.model.settings import ProbeFamily, Safety, Settings
from auditor.replaying.plan import Plan, cut
from tests.unit.makers import SHOP, audit_run, step, visit
from tests.unit.replaying.looks import (
    Reloaded,
    Sent,
    Stopped,
    Title,
    ended,
    form_trial,
    planned,
    reload_trial,
    titled,
)


def last_steps(plan: Plan) -> dict[str, str]:
    return {one.device: one.steps[-1].id for one in plan.journeys}


def probed(name: str, step_name: str, *trials: Artifact) -> JourneyRun:
    others = (visit("search", name="probe-search"), visit("cart", name="probe-feedback"))
    return titled(probes=(*others, visit(step_name, *trials, name=name)))


@pytest.mark.parametrize(
    ("run", "check", "last", "families"),
    [
        (titled(landing="wrong"), Title, "listing", ()),
        (titled(product="wrong"), Title, "add-to-cart", ()),
        (titled(cart="wrong"), Title, "checkout", ()),
        (ended("cart", step("cart", StepStatus.BROKEN, Cause.SITE)), Stopped, "checkout", ()),
        (probed("probe-reload", "cart", reload_trial(kept=False)), Reloaded, "cart", (ProbeFamily.RELOAD,)),
        (probed("probe-form-2", "checkout", form_trial(told=False)), Sent, "checkout", (ProbeFamily.FORM,)),
        (probed("probe-typing-1", "checkout", form_trial(told=False)), Sent, "checkout", (ProbeFamily.TYPING,)),
    ],
)
def test_no_more_is_walked_than_shows_the_finding(
    run: JourneyRun, check: type[Check], last: str, families: tuple[ProbeFamily, ...]
) -> None:
    plan, _ = planned(audit_run(run), check)
    assert (last_steps(plan), plan.families, plan.ordering) == ({"desktop": last}, families, False)


def test_a_step_that_was_skipped_teaches_nothing_of_the_page_before() -> None:
    names = ("landing", "search", "product", "add-to-cart", "cart", "checkout")
    visits = [visit(name).model_copy(update={"title": "wrong" if name == "landing" else name}) for name in names]
    steps = [step("landing"), step("listing", StepStatus.SKIPPED), *(step(name) for name in names[1:])]
    run = titled().model_copy(update={"steps": tuple(steps), "visits": tuple(visits)})
    plan, _ = planned(audit_run(run), Title)
    assert last_steps(plan) == {"desktop": "search"}


def test_every_device_is_walked_on_which_it_was_seen_and_no_other() -> None:
    both = audit_run(titled(landing="wrong"), titled(device="mobile", cart="wrong"))
    plan, _ = planned(both, Title)
    assert last_steps(plan) == {"desktop": "listing"}
    same = audit_run(titled(cart="wrong"), titled(device="mobile", cart="wrong"))
    plan, sightings = planned(same, Title)
    assert last_steps(plan) == {"desktop": "checkout", "mobile": "checkout"}
    assert len(sightings) == 2


def test_the_saved_run_is_cut_to_what_the_plan_gathers() -> None:
    run = audit_run(probed("probe-reload", "cart", reload_trial(kept=False)))
    plan, _ = planned(run, Reloaded)
    (kept,) = cut(run, plan).runs
    assert [one.step_id for one in kept.steps][-1] == "cart"
    assert [one.id for one in kept.probe_visits] == ["probe-reload"]


AUDIT = Settings(
    target=SHOP, runs=3, safety=Safety.ORDER, sandbox=True, budgets=(Budget(metric="load_ms", limit=1),), locale="lv"
)


def test_it_is_looked_at_once_under_the_settings_of_the_audit_and_never_further() -> None:
    plan, _ = planned(audit_run(titled(cart="wrong")), Title)
    again = plan.settings(AUDIT)
    assert (again.runs, again.safety, again.budgets, again.locale) == (1, Safety.PROBE, (), "lv")
    looking = plan.settings(AUDIT.model_copy(update={"safety": Safety.LOOK}))
    assert looking.safety is Safety.LOOK


def test_what_varies_is_measured_as_often_as_it_needs() -> None:
    class Timed(Title):
        meta = Title.meta.model_copy(update={"timed": True})

    plan, _ = planned(audit_run(titled(cart="wrong")), Timed)
    assert plan.settings(AUDIT).runs is None


def test_a_run_that_does_not_show_it_has_no_plan() -> None:
    run: AuditRun = audit_run(titled(cart="wrong"))
    with pytest.raises(StopIteration):
        planned(audit_run(titled()), Title)
    assert planned(run, Title)[0].families == ()
