"""A field has no name that can be seen while it is filled in.

What it does:
    Looks where each field has its name from and whether text that names it stands beside or above it while it is in
    use. Speaks up where a placeholder is all there is, where there is no name at all, and where the name is for
    screen readers only.

Why it is friction:
    What was this box for? The words were there until I began to type.

How to fix:
    Give each field a label of its own that stays where it is.

Limits:
    Labels that move out of the field when it is used are labels. Boxes to tick, fields of a payment service and parts
    of one entry that share a name (day, month and year, a calling code beside its number, a second address line) are
    not judged.

References:
    - W3C, Understanding Success Criterion 3.3.2 Labels or Instructions:
      https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions.html
    - GOV.UK Design System, Text input: https://design-system.service.gov.uk/components/text-input/
    - axe, label: https://dequeuniversity.com/rules/axe/4.10/label
"""

from collections.abc import Iterator
from itertools import pairwise

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form_step import FormField, FormStep, NameSource
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_steps import CHOICES, elements_of, is_list, named, of_step, own_fields
from checks.judgement import of_fields

_NAMED_OTHERWISE = frozenset(
    {FieldPurpose.SEARCH, FieldPurpose.QUANTITY, FieldPurpose.CAPTCHA, FieldPurpose.ONE_TIME_CODE}
)
"""Fields whose place or look tells what they are for."""
_PARTS = (
    frozenset({FieldPurpose.CARD_EXPIRY, FieldPurpose.CARD_EXPIRY_MONTH, FieldPurpose.CARD_EXPIRY_YEAR}),
    frozenset({FieldPurpose.BIRTH_DATE, FieldPurpose.BIRTH_DAY, FieldPurpose.BIRTH_MONTH, FieldPurpose.BIRTH_YEAR}),
    frozenset({FieldPurpose.PHONE, FieldPurpose.UNKNOWN}),
    frozenset({FieldPurpose.STREET, FieldPurpose.HOUSE_NUMBER, FieldPurpose.ADDRESS_LINE2}),
)
"""Purposes that one visible name may stand for, where their fields follow one another."""


class NoVisibleLabel(TrialCheck[FormStep]):
    """Judges whether fields say what they are for while they are filled in."""

    meta = CheckMeta(
        id="checkout/no-visible-label",
        title="Fields without a visible name",
        feels="What was this box for?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """There must be a field that needs a name."""
        del visit, context
        return any(_needs_name(field) for field in own_fields(trial))

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields of the form without a visible name."""
        fields = tuple(field for field in own_fields(trial) if _needs_name(field))
        parts = _shares_a_name(trial)
        nameless = tuple(field for field in fields if not _is_named(field) and field.key not in parts)
        if not nameless:
            return
        yield self.finding(
            say_number(
                "{number} {of_fields} of the form{step} has no name that can be seen while filling in: {fields}.",
                "{number} {of_fields} of the form{step} have no name that can be seen while filling in: {fields}.",
                len(nameless),
                of_fields=of_fields(len(fields)),
                step=of_step(trial),
                fields=named(nameless),
            ),
            context.location(visit),
            identity=trial.form,
            evidence=elements_of(nameless, _note),
        )


_NOTES = {NameSource.PLACEHOLDER: say("named by its placeholder only"), NameSource.NONE: say("has no name")}


def _note(field: FormField) -> Phrase:
    return _NOTES.get(field.named_by, say("its name is not to be seen"))


def _needs_name(field: FormField) -> bool:
    return field.type not in CHOICES and field.purpose not in _NAMED_OTHERWISE


def _is_named(field: FormField) -> bool:
    """Whether words that name it can be seen; a list that comes chosen tells by its choice what it is for."""
    return field.name_seen or (is_list(field) and field.filled)


def _shares_a_name(step: FormStep) -> frozenset[str]:
    """Fields that follow, or for a calling code precede, a named one of the same entry."""
    fields = tuple(step.fields)
    shared: set[str] = set()
    for before, after in pairwise(fields):
        if not any({before.purpose, after.purpose} <= part for part in _PARTS):
            continue
        if _is_named(before) or before.key in shared:
            shared.add(after.key)
        elif _is_named(after) and before.purpose == FieldPurpose.UNKNOWN:
            shared.add(before.key)
    return frozenset(shared)
