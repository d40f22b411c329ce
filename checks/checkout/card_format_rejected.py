"""A card number written as it is printed is not accepted.

What it does:
    Types a card number of 16 digits into the field without separators, in groups of four with spaces, and with
    hyphens, and one of 15 digits where such cards are said to be accepted; leaves the field each time. Speaks up where
    digits are lost or the field refuses what it accepts without separators.

Why it is friction:
    The number stands on the card in groups, and so people type and copy it. Who is refused takes the card for the
    culprit, and leaves.

How to fix:
    Allow 23 characters and take spaces and hyphens out before the number is checked; take numbers of 15 digits where
    such cards are accepted.

Limits:
    Digits are compared: a field that sets spaces of its own, or takes ours out, accepts the number. Nothing is judged
    where the field refuses the number without separators too. Hyphens alone are minor. Fields of a payment service are
    told as such.

References:
    - GOV.UK Design System, Payment card details: https://design-system.service.gov.uk/patterns/payment-card-details/
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
    - Baymard Institute, checkout usability: https://baymard.com/checkout-usability/articles
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Evidence, FieldsEvidence, Finding, QuoteEvidence, Severity
from auditor.model.form import TypedHow, Typing, TypingTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say, say_number
from checks.form_judgement import AS_TYPED, SAID_BY_FORM
from checks.judgement import clip_of, field_of, label_of, of_step, quoted


def _digits(number: int) -> Phrase:
    return say_number("{number} digit", "{number} digits", number)


_WRITTEN = {
    TypedHow.PLAIN: _digits(16),
    TypedHow.SPACED: say_number("{number} digit with spaces", "{number} digits with spaces", 16),
    TypedHow.HYPHENATED: say_number("{number} digit with hyphens", "{number} digits with hyphens", 16),
    TypedHow.FIFTEEN: _digits(15),
}


class CardFormatRejected(TrialCheck[TypingTrial]):
    """Judges whether a card number may be written as people write it."""

    meta = CheckMeta(
        id="checkout/card-format-rejected",
        title="The card number as printed is not accepted",
        feels="It does not take my number as it is printed.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("TypingTrial",),
        since="0.1.0",
    )

    def applies(self, trial: TypingTrial, visit: Visit, context: Context) -> bool:
        """A card field must accept the number without separators, and have been given it in another form as well."""
        del visit, context
        return bool(_tried(trial))

    def evaluate(self, trial: TypingTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for each card field that refuses a number it would have to accept."""
        for typings in _tried(trial):
            refused = tuple(one for one in typings if one.how is not TypedHow.PLAIN and not _is_accepted(one))
            if not refused:
                continue
            field = refused[0]
            told = say(
                "{field}{step} accepts a card number of 16 digits without separators, and not as people write it. "
                "{refusals}.",
                field=label_of(field),
                step=of_step(trial.step_name),
                refusals=listed(
                    say("{written}: {came}", written=_WRITTEN[one.how], came=_what_came(one)) for one in refused
                ),
            )
            yield self.finding(
                told + (say(" The field stands in a payment service's frame.") if field.foreign else ""),
                context.location(visit),
                identity=f"{trial.form} {field.key}",
                severity=Severity.MINOR
                if all(one.how is TypedHow.HYPHENATED for one in refused)
                else self.meta.severity,
                evidence=_evidence(trial, typings, refused),
            )


def _tried(trial: TypingTrial) -> tuple[tuple[Typing, ...], ...]:
    """What was typed into each card field that accepts the number without separators and was given another form."""
    fields: dict[str, list[Typing]] = {}
    for one in trial.typings:
        if one.purpose == FieldPurpose.CARD_NUMBER and one.how in _WRITTEN:
            fields.setdefault(one.key, []).append(one)
    return tuple(
        tuple(typings)
        for typings in fields.values()
        if len(typings) > 1 and any(one.how is TypedHow.PLAIN and _is_accepted(one) for one in typings)
    )


def _is_accepted(typing: Typing) -> bool:
    return typing.taken and not typing.refused and typing.held_digits >= typing.typed_digits


def _what_came(typing: Typing) -> Phrase:
    if not typing.taken:
        return say("the field does not take them")
    if typing.held_digits < typing.typed_digits:
        return say_number("{number} digit is kept", "{number} digits are kept", typing.held_digits)
    return say("refused, {text}", text=quoted(typing.text, 60)) if typing.text else say("refused")


def _evidence(trial: TypingTrial, typings: tuple[Typing, ...], refused: tuple[Typing, ...]) -> Iterator[Evidence]:
    yield FieldsEvidence(
        rows=tuple(
            (
                one.label or one.key,
                _WRITTEN[one.how],
                _digits(one.held_digits),
                say("not accepted") if one in refused else say("accepted"),
            )
            for one in typings
        )
    )
    kind, limit = refused[0].type, refused[0].maxlength
    yield field_of(
        refused[0],
        say("type {type}, maxlength {limit}", type=kind, limit=limit)
        if limit
        else say("type {type}, maxlength not set", type=kind),
    )
    for text in dict.fromkeys(one.text for one in refused if one.text):
        yield QuoteEvidence(text=text, source=SAID_BY_FORM)
    if trial.screenshot is not None:
        boxes = (one.box for one in refused if one.box is not None)
        yield clip_of(trial.screenshot, AS_TYPED, boxes)
