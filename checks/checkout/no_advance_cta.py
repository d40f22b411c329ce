"""A step of the checkout offers no way on.

What it does:
    Looks on each page of the checkout for the control that takes the shopper further: the button of the form that
    holds the visible fields, else one that says so in any known language. Speaks up where none is there, on the first
    step as on those that the probes reach.

Why it is friction:
    Everything is filled in, and there is no next.

How to fix:
    End every step with one clear button that says what comes next.

Limits:
    Certain only where the fields prove the page to be a checkout and every candidate was looked at, which is done for
    the first step. A button that cannot be pressed may wait for the form to be complete; a payment service's button
    may stand in a frame that cannot be read; a later step may be sent by a button that comes when its fields are
    filled: these are for a person to look at. Where the form could be sent, or another step came after it, a way on is
    there.

References:
    - GOV.UK Design System, Button: https://design-system.service.gov.uk/components/button/
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.form import FormTrial
from auditor.model.form_step import FormStep
from auditor.model.journey import Stage
from auditor.model.recognition import PageKind, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say, say_number
from auditor.model.words import ATTEMPTS
from checks.form_steps import elements_of, own_fields, steps_at
from checks.judgement import absence, because, element_of, out_of_sight, quoted, recognition, trials


class NoAdvanceCta(JourneyCheck):
    """Judges whether the steps of the checkout lead on."""

    meta = CheckMeta(
        id="checkout/no-advance-cta",
        title="No way on in the checkout",
        feels="There is no way forward.",
        stages=(Stage.CHECKOUT,),
        severity=Severity.BLOCKER,
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """The control must have been sought on a step, and the step's form not been sent by it elsewhere."""
        return (
            any(_is_open(visit, context) for visit in context.visits_at(Stage.CHECKOUT)) or _last(context) is not None
        )

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding for each step on which nothing serves."""
        for visit in context.visits_at(Stage.CHECKOUT):
            if _is_open(visit, context):
                yield from self._on_the_walk(visit, context)
        last = _last(context)
        if last is not None and last[0].submit is None:
            yield from self._on_a_later_step(*last, context)

    def _on_the_walk(self, visit: Visit, context: Context) -> Iterator[Finding]:
        missing = absence(visit, Role.ADVANCE)
        if missing is None:
            return
        doubts = list(missing.doubts)
        if missing.recognition.page_kind is not PageKind.CHECKOUT:
            doubts.append(say("the page may be no step of the checkout"))
        if missing.unusable:
            doubts.append(say("it may wait for the form to be complete"))
            told = say(
                "{name} is there and cannot be pressed; {effort}.",
                name=quoted(missing.unusable[0].name, 60),
                effort=missing.effort,
            )
        else:
            told = say(
                "This step of the checkout has fields to fill in and nothing that leads on; {effort}.",
                effort=missing.effort,
            )
        yield self.finding(
            told + because(doubts),
            context.location(visit),
            identity="advance",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                element_of(candidate, ATTEMPTS[candidate.attempt]) for candidate in missing.recognition.candidates[:3]
            ],
        )

    def _on_a_later_step(self, step: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        fields = tuple(own_fields(step))
        if not fields or step.payments or any(field.foreign for field in step.fields):
            return
        doubts = (say("a button may come when they are filled"), *out_of_sight(visit.get(DomSnapshot)))
        yield self.finding(
            say_number(
                "Step {place} of the checkout has {number} field to fill in and nothing that leads on.",
                "Step {place} of the checkout has {number} fields to fill in and nothing that leads on.",
                len(fields),
                place=step.place,
            )
            + because(doubts),
            context.location(visit),
            identity="advance",
            certainty=Certainty.NEEDS_REVIEW,
            evidence=elements_of(fields[:3]),
        )


def _is_open(visit: Visit, context: Context) -> bool:
    """Whether a way on was sought on a page of the walk, and nothing else shows that there is one."""
    sent = any(
        trial.page_url == visit.url and any(one.pressed for one in trial.submissions)
        for trial, _ in trials(context, FormTrial)
    )
    has_control = any(step.page_url == visit.url and step.submit is not None for step, _ in trials(context, FormStep))
    return recognition(visit, Role.ADVANCE) is not None and not sent and not has_control


def _last(context: Context) -> tuple[FormStep, Visit] | None:
    """The last step that the probes reached, where the walk itself did not stand on it."""
    steps = steps_at(context, Stage.CHECKOUT)
    walked = {visit.url for visit in context.visits_at(Stage.CHECKOUT)}
    return steps[-1] if steps and steps[-1][0].page_url not in walked else None
