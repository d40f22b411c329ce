"""Made-up checks that read what they say off a page's title or a trial, and walks for them."""

from collections.abc import Iterator

from auditor.check import Check, Context, JourneyCheck, TrialCheck, VisitCheck
from auditor.fingerprints import fingerprint
from auditor.model.artifact import ReloadTrial
from auditor.model.finding import Certainty, Finding
from auditor.model.form import FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import AuditRun, JourneyRun, StepRun, StepStatus, Visit
from auditor.replaying.plan import Plan, cut, plan_for
from auditor.replaying.sightings import Seen, Sighting
from auditor.replaying.verdict import Answer, answer
from tests.unit.makers import SHOP, STAGES, audit_run, meta, step, visit, walk

_CERTAINTIES = {
    "wrong": Certainty.CERTAIN,
    "maybe": Certainty.NEEDS_REVIEW,
    "unclear": Certainty.INCONCLUSIVE,
    "odd": Certainty.CERTAIN,
}


class Title(VisitCheck):
    """Finds what the title of a page of the cart says."""

    meta = meta("any/title", stages=(Stage.LANDING, Stage.PRODUCT, Stage.CART))

    def applies(self, visit: Visit, context: Context) -> bool:
        del context
        return visit.title != "blank"

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        if visit.title == "crash":
            raise ValueError("it crashed")
        certainty = _CERTAINTIES.get(visit.title)
        if certainty is not None:
            identity = "odd" if visit.title == "odd" else "title"
            yield self.finding(
                f"The title is {visit.title}.", context.location(visit), identity=identity, certainty=certainty
            )


class Reloaded(TrialCheck[ReloadTrial]):
    """Finds a cart that is empty after a reload."""

    meta = meta("any/reloaded")

    def evaluate(self, trial: ReloadTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        if trial.in_cart_after_reload is False or trial.in_cart_second_tab is False:
            yield self.finding("It is gone.", context.location(visit), identity="item")


class Sent(TrialCheck[FormTrial]):
    """Finds a form that says nothing about a mistake."""

    meta = meta("any/sent")

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        if trial.submissions and not trial.submissions[0].error_signalled:
            yield self.finding("Nothing is said.", context.location(visit), identity=trial.form)


class Stopped(JourneyCheck):
    """Finds where the walk ended."""

    meta = meta("any/stopped")

    def evaluate(self, context: Context) -> Iterator[Finding]:
        for one in context.run.steps:
            if one.status is StepStatus.BROKEN:
                here = context.run.visit(one.visit_id) or context.run.visits[-1]
                yield self.finding(f"{one.step_id} broke.", context.location(here), identity="step")


def titled(*, device: str = "desktop", probes: tuple[Visit, ...] = (), **titles: str) -> JourneyRun:
    """A walk on which the pages named have titles of their own."""
    visits = [visit(name).model_copy(update={"title": titles.get(name.replace("-", "_"), name)}) for name in STAGES]
    return walk(visits=visits, device=device, probe_visits=probes)


def ended(name: str, *more: StepRun, until: tuple[str, ...] | None = None) -> JourneyRun:
    """A walk whose further steps are others than usual."""
    names = list(STAGES)[: list(STAGES).index(name)] if until is None else list(until)
    return walk([*(step(one) for one in names), *more])


def reload_trial(*, kept: bool | None, second: bool | None = True) -> ReloadTrial:
    return ReloadTrial(url=SHOP, item="Lamp", in_cart_before=True, in_cart_after_reload=kept, in_cart_second_tab=second)


def form_trial(*, told: bool, mistake: Mistake = Mistake.EMAIL, field: str = "mail", held: bool = False) -> FormTrial:
    sent = FormSubmission(
        attempt=1, broken_field=field, broken_purpose="email", typed="x", focus_moved=told, client_side_only=held
    )
    return FormTrial(mistake=mistake, form="order", page_url=SHOP, submissions=(sent,))


def planned(run: AuditRun, check: type[Check]) -> tuple[Plan, tuple[Sighting, ...]]:
    """The plan for the first finding of a check, and where it was seen."""
    first = next(Seen.judge(run, check).all())
    sightings = Seen.judge(run, check).of(fingerprint(first.finding))
    plan = plan_for(run, check, sightings)
    assert plan is not None
    return plan, sightings


def said(before: JourneyRun | AuditRun, after: JourneyRun | AuditRun, check: type[Check] = Title) -> Answer:
    """What is said of the first finding of a check when `after` was seen."""
    saved, fresh = (one if isinstance(one, AuditRun) else audit_run(one) for one in (before, after))
    plan, sightings = planned(saved, check)
    return answer(check, plan, Seen.judge(cut(saved, plan), check), sightings, Seen.judge(fresh, check))
