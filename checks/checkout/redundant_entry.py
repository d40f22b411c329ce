"""The checkout asks for something again.

What it does:
    Compares what each step of the checkout asks with what earlier steps asked. Speaks up about empty fields that have
    to be filled and whose answer was given before, where no control takes it over. An e-mail address that has to be
    typed twice in one form is minor.

Why it is friction:
    Asked for my address twice.

How to fix:
    Fill in what is known, or offer “same as the delivery address”, ticked.

Limits:
    A password typed twice is no finding, nor is the name on a card, which may differ from the shopper's. Fields about
    somebody else and fields of a payment service are not judged. What the browser might fill in does not count. Where
    an earlier field could be left empty, it is not held to be answered.

References:
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator
from itertools import pairwise

from auditor.check import Context, JourneyCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.form_steps import (
    CHOICES,
    answered,
    asked_again,
    demanded,
    elements_of,
    label_of,
    named,
    of_step,
    own_fields,
    steps_at,
    title_of,
)
from checks.judgement import all_of


class RedundantEntry(JourneyCheck):
    """Judges whether a checkout remembers what it was told."""

    meta = CheckMeta(
        id="checkout/redundant-entry",
        title="The same is asked again",
        feels="Asked for my address twice.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """A form that asks something must have been seen."""
        return any(step.fields for step, _ in _all_steps(context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding for each later step that asks again, and for each form that wants an e-mail address twice."""
        known: set[str] = set()
        earlier: list[FormStep] = []
        for step, visit in steps_at(context, Stage.CHECKOUT):
            again = asked_again(step, known)
            if again:
                yield self.finding(
                    say(
                        "The form{step} asks again, empty, for what {earlier} asked before: {fields}.",
                        step=of_step(step),
                        earlier=_where(again, earlier),
                        fields=named(again),
                    ),
                    context.location(visit),
                    identity=step.form,
                    evidence=elements_of(again),
                )
            known |= answered(step)
            earlier.append(step)
        for step, visit in _all_steps(context):
            yield from self._mail_twice(step, visit, context)

    def _mail_twice(self, step: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        second = _second_mail(step)
        if second is not None:
            yield self.finding(
                say(
                    "The form{step} wants the e-mail address twice, the second time as {field}.",
                    step=of_step(step),
                    field=label_of(second),
                ),
                context.location(visit),
                identity=second.key,
                severity=Severity.MINOR,
                evidence=elements_of((second,)),
            )


def _all_steps(context: Context) -> tuple[tuple[FormStep, Visit], ...]:
    return (*steps_at(context, Stage.CHECKOUT), *steps_at(context, Stage.FORM))


def _where(again: tuple[FormField, ...], earlier: list[FormStep]) -> Phrase:
    wanted = {field.purpose for field in again}
    steps = [step for step in earlier if wanted & answered(step)]
    return all_of(tuple(dict.fromkeys(title_of(step) for step in steps)))


def _second_mail(step: FormStep) -> FormField | None:
    """The field in which an e-mail address is confirmed: it follows the first one, and both have to be filled."""
    fields = tuple(field for field in own_fields(step) if field.type not in CHOICES)
    for first, second in pairwise(fields):
        both = first.purpose == second.purpose == FieldPurpose.EMAIL
        if both and demanded(first) and demanded(second) and not (second.filled or second.for_another):
            return second
    return None
