"""A field cuts what is typed into it.

What it does:
    Types the longest plausible valid value into each field and counts what the field holds. Speaks up where it cut
    the end off without a word and holds less than a card number of 16 digits, an e-mail address of 100 characters, a
    name of 40, a phone number of 15 or a postcode of 8.

Why it is friction:
    The last digits vanish, and nobody says so. The shopper sees it when the parcel, the card or the e-mail goes wrong.

How to fix:
    Take the limit away or make it wide; say what is wrong when the form is sent, beside the field.

Limits:
    A field that says so is not silent. Limits of security codes and expiry dates are fine, and so is one that holds
    what was typed. A card field that only has no room for spaces is `checkout/card-format-rejected`. Where a phone
    number is cut and the field states no limit, its format may be that of one country: a person should look. The
    figures are ours; 100 characters of an e-mail address are few, its standard allows 254.

References:
    - GOV.UK Design System, Text input: https://design-system.service.gov.uk/components/text-input/
    - GOV.UK Design System, Email addresses: https://design-system.service.gov.uk/patterns/email-addresses/
    - GOV.UK Design System, Names: https://design-system.service.gov.uk/patterns/names/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import Certainty, CheckMeta, Evidence, FieldsEvidence, Finding, Severity
from auditor.model.form import TypedHow, Typing, TypingTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_judgement import AS_TYPED
from checks.judgement import because, clip_of, field_of, first_of, label_of, of_step

CARD_DIGITS = 16
LEAST_ROOM = {
    FieldPurpose.EMAIL: 100,
    FieldPurpose.FULL_NAME: 40,
    FieldPurpose.GIVEN_NAME: 40,
    FieldPurpose.FAMILY_NAME: 40,
    FieldPurpose.PHONE: 15,
    FieldPurpose.POSTCODE: 8,
}
"""Characters below which a limit is too narrow, by what the field asks for; ours, after GOV.UK."""
_NUMBERS = frozenset({FieldPurpose.PHONE})
_CARD_HOWS = frozenset({TypedHow.PLAIN, TypedHow.LONG})
NAMED = 4


class MaxlengthTruncates(TrialCheck[TypingTrial]):
    """Judges whether fields hold what is typed into them."""

    meta = CheckMeta(
        id="checkout/maxlength-truncates",
        title="A field cuts off what is typed",
        feels="My last digits vanish.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("TypingTrial",),
        since="0.1.0",
    )

    def applies(self, trial: TypingTrial, visit: Visit, context: Context) -> bool:
        """A field with a known least room must have been typed into."""
        del visit, context
        return any(_is_judged(one) for one in trial.typings)

    def evaluate(self, trial: TypingTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields of the form that cut."""
        all_cut = {one.key: one for one in trial.typings if _is_judged(one) and _is_cut(one)}
        if not all_cut:
            return
        proved = tuple(one for one in all_cut.values() if not _may_be_national(one))
        cut = proved or tuple(all_cut.values())
        doubts = () if proved else (say("the field may expect a number of one country"),)
        yield self.finding(
            say(
                "The form{step} cuts what is typed, without a word: {fields}.",
                step=of_step(trial.step_name),
                fields=first_of([_told(one) for one in cut], NAMED),
            )
            + because(doubts),
            context.location(visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial, cut),
        )


def _is_judged(typing: Typing) -> bool:
    """Whether the field took what was typed, so that it can be counted."""
    if not typing.taken or not typing.held_length:
        return False
    if typing.purpose == FieldPurpose.CARD_NUMBER:
        return typing.how in _CARD_HOWS and typing.typed_length == typing.typed_digits >= CARD_DIGITS
    return typing.how is TypedHow.LONG and typing.purpose in LEAST_ROOM


def _is_cut(typing: Typing) -> bool:
    """Whether something was lost to a limit that is too narrow, and nothing says so."""
    if typing.refused and typing.text:
        return False
    if typing.purpose == FieldPurpose.CARD_NUMBER:
        return typing.held_digits < CARD_DIGITS
    if typing.held_length >= min(LEAST_ROOM[FieldPurpose(typing.purpose)], typing.typed_length):
        return False
    if typing.purpose in _NUMBERS:
        return typing.held_digits < typing.typed_digits
    if typing.purpose == FieldPurpose.POSTCODE:
        # without its space a postcode is shorter, and whole
        return typing.held_digits < typing.typed_digits or _has_limit(typing)
    return True


def _has_limit(typing: Typing) -> bool:
    """Whether the field states a limit below what was typed."""
    return typing.maxlength is not None and typing.maxlength < typing.typed_length


def _may_be_national(typing: Typing) -> bool:
    return typing.purpose == FieldPurpose.PHONE and not _has_limit(typing)


def _told(typing: Typing) -> Phrase:
    field = label_of(typing)
    where = say(", in a payment service's frame") if typing.foreign else ""
    if typing.purpose == FieldPurpose.CARD_NUMBER:
        return say_number(
            "{field} keeps {held} of {number} digit{where}",
            "{field} keeps {held} of {number} digits{where}",
            typing.typed_digits,
            field=field,
            held=typing.held_digits,
            where=where,
        )
    return say_number(
        "{field} keeps {held} of {number} character{where}",
        "{field} keeps {held} of {number} characters{where}",
        typing.typed_length,
        field=field,
        held=typing.held_length,
        where=where,
    )


def _counts(typing: Typing) -> tuple[Phrase, str]:
    """What was typed, with its unit, and what is held, without."""
    if typing.purpose == FieldPurpose.CARD_NUMBER:
        return say_number("{number} digit", "{number} digits", typing.typed_digits), str(typing.held_digits)
    return say_number("{number} character", "{number} characters", typing.typed_length), str(typing.held_length)


def _evidence(trial: TypingTrial, cut: tuple[Typing, ...]) -> Iterator[Evidence]:
    yield FieldsEvidence(rows=tuple((one.label or one.key, *_counts(one), say("cut")) for one in cut))
    for one in cut:
        note = (
            say("cuts what is typed (no maxlength)")
            if one.maxlength is None
            else say("cuts what is typed (maxlength {limit})", limit=one.maxlength)
        )
        yield field_of(one, note)
    if trial.screenshot is not None:
        yield clip_of(trial.screenshot, AS_TYPED, (one.box for one in cut if one.box is not None))
