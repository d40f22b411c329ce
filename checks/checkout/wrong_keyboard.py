"""A field brings up the wrong keyboard.

What it does:
    Looks at type and `inputmode` of the fields for e-mail address, telephone number, card number and security code,
    which tell a telephone which keys to show. Speaks up as well where a card number, a telephone number or a postcode
    is asked for in a field for amounts.

Why it is friction:
    Letters come up where I need digits, and the @ is hidden.

How to fix:
    `type=email` for e-mail addresses, `type=tel` for telephone numbers, `inputmode=numeric` for card numbers and
    security codes; `type=number` for none of them.

Limits:
    Told on desktops too, where it does no harm: the field is the same. Postcodes have letters in many countries, so
    they are judged only where the field is one for amounts. Expiry dates are not judged, nor are fields of a payment
    service.

References:
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
    - GOV.UK Design System, Text input, asking for whole numbers:
      https://design-system.service.gov.uk/components/text-input/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_steps import elements_of, is_text, named, of_step, own_fields
from checks.judgement import of_fields

_DIGITS = frozenset({"numeric", "tel", "decimal"})
_FOR_AMOUNTS = "number"
_NEVER_AMOUNTS = frozenset(
    {FieldPurpose.CARD_NUMBER, FieldPurpose.SECURITY_CODE, FieldPurpose.PHONE, FieldPurpose.POSTCODE}
)
_RIGHT_TYPES: dict[str, str] = {
    FieldPurpose.EMAIL: "email",
    FieldPurpose.PHONE: "tel",
    FieldPurpose.CARD_NUMBER: "tel",
    FieldPurpose.SECURITY_CODE: "tel",
}
_RIGHT_MODES: dict[str, frozenset[str]] = {
    FieldPurpose.EMAIL: frozenset({"email"}),
    FieldPurpose.PHONE: _DIGITS,
    FieldPurpose.CARD_NUMBER: _DIGITS,
    FieldPurpose.SECURITY_CODE: _DIGITS,
}


class WrongKeyboard(TrialCheck[FormStep]):
    """Judges which keyboard the fields of a form bring up."""

    meta = CheckMeta(
        id="checkout/wrong-keyboard",
        title="The wrong keyboard",
        feels="Letters come up where I need digits.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """There must be a field that needs a keyboard of its own."""
        del visit, context
        return any(_is_judged(field) for field in own_fields(trial))

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields of the form with the wrong keyboard."""
        judged = tuple(field for field in own_fields(trial) if _is_judged(field))
        wrong = tuple(field for field in judged if _is_wrong(field))
        if not wrong:
            return
        yield self.finding(
            say_number(
                "{number} {of_fields} that want certain keys on the form{step} brings up others: {fields}.",
                "{number} {of_fields} that want certain keys on the form{step} bring up others: {fields}.",
                len(wrong),
                of_fields=of_fields(len(judged)),
                step=of_step(trial),
                fields=named(wrong),
            ),
            context.location(visit),
            identity=trial.form,
            evidence=elements_of(wrong, _note),
        )


def _is_judged(field: FormField) -> bool:
    return is_text(field) and (field.purpose in _RIGHT_TYPES or field.purpose in _NEVER_AMOUNTS)


def _is_wrong(field: FormField) -> bool:
    if field.type == _FOR_AMOUNTS:
        return True
    if field.purpose not in _RIGHT_TYPES:
        return False
    return field.type != _RIGHT_TYPES[field.purpose] and field.inputmode not in _RIGHT_MODES[field.purpose]


def _note(field: FormField) -> Phrase:
    kind = field.type or "text"
    if field.inputmode:
        return say("type {type}, inputmode {mode}", type=kind, mode=field.inputmode)
    return say("type {type}", type=kind)
