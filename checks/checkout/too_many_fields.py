"""The checkout asks for too much.

What it does:
    Counts the fields that stand open on all forms from the start of the checkout to the payment: a group of radio
    buttons is one, what is folded away or disabled is none, what is asked on two steps counts twice. More than 12 are
    moderate, more than 16 serious.

Why it is friction:
    Each box is another reason to leave it for later.

How to fix:
    One field for the name, the second address line and the voucher folded away, the delivery address taken for the
    bill. Eight fields are enough for a checkout.

Limits:
    Where the walk did not come to the payment, the count is of the steps that were seen. A field that comes filled in
    on a later step, and stood on an earlier one, is not counted again; search and quantity are not counted, nor company
    and tax number where the form is one for firms. Where the number is too high only for fields that
    `checkout/redundant-entry` tells of, that one tells it. The limits of 12 and 16 are ours, set above the average of
    11.3 fields that Baymard counted.

References:
    - Baymard Institute, Checkout flow average form fields:
      https://baymard.com/blog/checkout-flow-average-form-fields
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.finding import CheckMeta, Evidence, Finding, MeasurementEvidence, Severity
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.wording import listed, say, say_number
from checks.form_steps import answered, asked_again, elements_of, questions, steps_at, title_of

MODERATE_OVER = 12
SERIOUS_OVER = 16
"""Fields of the whole checkout beyond which it is moderate, and serious; ours, after Baymard's average of 11.3."""


class TooManyFields(JourneyCheck):
    """Judges how much a checkout asks."""

    meta = CheckMeta(
        id="checkout/too-many-fields",
        title="The checkout asks for too much",
        feels="So many boxes.",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """A form of the checkout must have been seen."""
        return bool(steps_at(context, Stage.CHECKOUT))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding where the steps together ask for too much."""
        steps = steps_at(context, Stage.CHECKOUT)
        asked = _asked_anew(tuple(step for step, _ in steps))
        total = sum(len(fields) for fields in asked)
        if total - _asked_twice(tuple(step for step, _ in steps)) <= MODERATE_OVER:
            return
        serious = total > SERIOUS_OVER
        told = listed(
            say("{count} on {step}", count=len(fields), step=title_of(step))
            for (step, _), fields in zip(steps, asked, strict=True)
            if fields
        )
        evidence: list[Evidence] = [
            MeasurementEvidence(
                metric="fields", value=total, limit=SERIOUS_OVER if serious else MODERATE_OVER, unit="fields"
            )
        ]
        evidence.extend(elements_of(field for fields in asked for field in fields))
        yield self.finding(
            say_number(
                "The checkout asks for {number} field{per_step}; up to {limit} are bearable.",
                "The checkout asks for {number} fields{per_step}; up to {limit} are bearable.",
                total,
                per_step=say(": {steps}", steps=told) if len(steps) > 1 else "",
                limit=MODERATE_OVER,
            ),
            context.location(steps[0][1]),
            identity="fields",
            severity=Severity.SERIOUS if serious else self.meta.severity,
            evidence=evidence,
        )


def _asked_anew(steps: tuple[FormStep, ...]) -> list[tuple[FormField, ...]]:
    """What each step asks, without what stood on an earlier one and comes filled in."""
    known: set[tuple[str, str]] = set()
    asked = []
    for step in steps:
        fields = tuple(
            field
            for field in questions(step)
            if not ((field.filled or field.ticked) and _names(field) & known) and not _decided(field, step)
        )
        known.update(name for field in step.fields for name in _names(field))
        asked.append(fields)
    return asked


def _names(field: FormField) -> frozenset[tuple[str, str]]:
    """What tells a field again on a later step, where its key may be another."""
    return frozenset({(field.key, field.purpose), (field.label or field.key, field.purpose)})


def _decided(field: FormField, step: FormStep) -> bool:
    """Whether a radio button is chosen already and the only one of its group."""
    alone = sum(one.type == "radio" and one.group == field.group for one in step.fields) == 1
    return field.type == "radio" and bool(field.group and field.ticked) and alone


def _asked_twice(steps: tuple[FormStep, ...]) -> int:
    """How many fields ask for what was answered before; they are a friction of their own."""
    known: set[str] = set()
    twice = 0
    for step in steps:
        twice += len(asked_again(step, known))
        known |= answered(step)
    return twice
