"""The browser is not told what a field asks for, so it cannot fill it in.

What it does:
    Looks at the fields for names, e-mail address, telephone number, postal address and card, and at the autocomplete
    token of each. One without a valid token is moderate; three, or one about the card, are serious.

Why it is friction:
    I type, letter by letter on a small screen, what my browser already knows.

How to fix:
    Give each field the token of the HTML standard that says what it asks for, such as `postal-code` or `cc-number`.

Limits:
    `off` and `on` count as no token. A token of a neighbouring meaning, such as `name` on a field for the given name,
    is let pass. Fields about somebody else, fields of a payment service, boxes to tick, repeated fields and fields
    whose meaning we do not know are not judged, nor is what the standard has no token for. Three fields are ours.

References:
    - W3C, Understanding Success Criterion 1.3.5 Identify Input Purpose:
      https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html
    - HTML Standard, Autofill:
      https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.field_names import AUTOCOMPLETE
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_steps import CARD, CHOICES, elements_of, is_list, named, of_step, own_fields
from checks.judgement import of_fields

SERIOUS_FIELDS = 3
"""Fields without a token from which it is serious; ours."""
_CHOICE = 2
"""A list with fewer options leaves nothing to fill in."""

_NAMES = frozenset({FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME, FieldPurpose.FULL_NAME})
_LINES = frozenset({FieldPurpose.STREET, FieldPurpose.ADDRESS_LINE2})
_AREAS = frozenset({FieldPurpose.CITY, FieldPurpose.REGION})
_EXPIRY = frozenset({FieldPurpose.CARD_EXPIRY, FieldPurpose.CARD_EXPIRY_MONTH, FieldPurpose.CARD_EXPIRY_YEAR})
_ALONE = frozenset(
    {
        FieldPurpose.EMAIL,
        FieldPurpose.PHONE,
        FieldPurpose.POSTCODE,
        FieldPurpose.COUNTRY,
        FieldPurpose.CARD_NUMBER,
        FieldPurpose.CARD_HOLDER,
        FieldPurpose.SECURITY_CODE,
    }
)
_JUDGED = _NAMES | _LINES | _AREAS | _EXPIRY | _ALONE
_ALSO_RIGHT: dict[FieldPurpose, frozenset[FieldPurpose]] = {
    FieldPurpose.EMAIL: frozenset({FieldPurpose.USERNAME}),
    FieldPurpose.CARD_HOLDER: _NAMES,
    **dict.fromkeys(_NAMES, _NAMES),
    **dict.fromkeys(_LINES, _LINES),
    **dict.fromkeys(_AREAS, _AREAS),
    **dict.fromkeys(_EXPIRY, _EXPIRY),
}
"""Purposes whose tokens browsers fill a field rightly by, beside its own."""


class MissingAutocomplete(TrialCheck[FormStep]):
    """Judges whether browsers can fill a form."""

    meta = CheckMeta(
        id="checkout/missing-autocomplete",
        title="The browser cannot fill in the form",
        feels="I type what my browser already knows.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """Something must be asked that browsers know."""
        del visit, context
        return bool(_judged(trial))

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields of the form that lack a token."""
        judged = _judged(trial)
        missing = tuple(field for field in judged if not _has_token(field))
        if not missing:
            return
        serious = len(missing) >= SERIOUS_FIELDS or any(field.purpose in CARD for field in missing)
        yield self.finding(
            say_number(
                "{number} {of_fields} that browsers could fill in on the form{step} lacks a valid autocomplete token: "
                "{fields}.",
                "{number} {of_fields} that browsers could fill in on the form{step} lack a valid autocomplete token: "
                "{fields}.",
                len(missing),
                of_fields=of_fields(len(judged)),
                step=of_step(trial),
                fields=named(missing),
            ),
            context.location(visit),
            identity=trial.form,
            severity=Severity.SERIOUS if serious else self.meta.severity,
            evidence=elements_of(missing, _note),
        )


def _judged(step: FormStep) -> tuple[FormField, ...]:
    """The fields that browsers know how to fill; of several for an e-mail address, one to confirm it, the first."""
    judged = []
    mail = False
    for field in own_fields(step):
        if field.purpose not in _JUDGED or field.for_another or field.type in CHOICES:
            continue
        if is_list(field) and field.options < _CHOICE:
            continue
        if field.purpose == FieldPurpose.EMAIL:
            if mail:
                continue
            mail = True
        judged.append(field)
    return tuple(judged)


def _has_token(field: FormField) -> bool:
    """Whether the field's token is one of the standard's, and right for what it asks or near enough."""
    token = field.token.lower()
    if token not in AUTOCOMPLETE:
        return False
    purpose = FieldPurpose(field.purpose)
    meant = AUTOCOMPLETE[token]
    if meant is FieldPurpose.UNKNOWN:
        return True
    return meant is purpose or meant in _ALSO_RIGHT.get(purpose, frozenset())


def _note(field: FormField) -> Phrase:
    return say("autocomplete “{token}”", token=field.autocomplete) if field.autocomplete else say("no autocomplete")
