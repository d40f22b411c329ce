"""Which mistakes a form is sent with, and what every field is to hold then.

One submission answers as many questions as it can: e-mail, postcode and phone are wrong at once, names are written in
the letters of the site's language beside them, and on a form with a card its number is of full length meanwhile. Each
carries at least one mistake that the form has to refuse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from auditor.discovery.order_forms import Entry, OrderForm, field_to_break, plan_entries
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FULL_WRONG_CARD_NUMBER, WRONG_CARD_NUMBER, FieldPurpose, Shopper
from auditor.model.form import Mistake, SentBy
from auditor.model.snapshot import FieldSnapshot

TOO_SHORT = {FieldPurpose.POSTCODE: "1", FieldPurpose.PHONE: "12"}
"""What no postcode and no phone number is; figures, which fields that take nothing else keep as well."""
PERSON_PURPOSES = frozenset(
    {
        FieldPurpose.GIVEN_NAME,
        FieldPurpose.FAMILY_NAME,
        FieldPurpose.FULL_NAME,
        FieldPurpose.STREET,
        FieldPurpose.CITY,
    }
)
"""Fields that take words of the shopper's language. The name on a card is Latin, and no part of them."""
_FORMATS = (FieldPurpose.EMAIL, FieldPurpose.POSTCODE, FieldPurpose.PHONE)
_BESIDE_CARD = (
    FieldPurpose.EMAIL,
    FieldPurpose.CARD_HOLDER,
    FieldPurpose.CARD_EXPIRY,
    FieldPurpose.FULL_NAME,
    FieldPurpose.POSTCODE,
)
_TYPED_INTO = frozenset({"text", "email", "tel", "url", "number", "search", "textarea", "password", ""})
_ENTER_SENDS = frozenset({"text", "email", "tel", "url", "number", "search", "password", ""})
_MISTYPED = {
    FieldPurpose.CARD_NUMBER: Mistake.CARD_NUMBER,
    FieldPurpose.EMAIL: Mistake.EMAIL,
    FieldPurpose.POSTCODE: Mistake.POSTCODE,
}
_NOT_FOR_US = frozenset(
    {FieldPurpose.SEARCH, FieldPurpose.COUPON, FieldPurpose.CAPTCHA, FieldPurpose.ONE_TIME_CODE, FieldPurpose.QUANTITY}
)


@dataclass(frozen=True)
class Filling:
    """What a shopper puts into a form: as usual, in the letters of the site's language, in plain Latin ones."""

    usual: tuple[Entry, ...]
    own_letters: tuple[Entry, ...]
    plain_letters: tuple[Entry, ...]

    @classmethod
    def plan(cls, view: PageView, form: OrderForm, shopper: Shopper, today: date) -> "Filling":
        """Work it out for one form."""
        usual = plan_entries(view, form, shopper, today)
        own = plan_entries(view, form, shopper.in_own_letters(), today)
        plain = plan_entries(view, form, shopper.in_plain_letters(), today)
        return cls(usual, _persons_of(own, usual), _persons_of(plain, usual))

    def entry_for(self, *purposes: FieldPurpose) -> Entry | None:
        """The field to type into that has the first of the purposes that there is."""
        typed = [one for one in self.usual if _is_typed(one)]
        return next((one for purpose in purposes for one in typed if one.purpose is purpose), None)


def _persons_of(entries: Iterable[Entry], usual: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The usual entries with other names, street and town. Lists are left as chosen."""
    others = {one.field.key: one for one in entries if one.purpose in PERSON_PURPOSES and one.field.tag != "select"}
    return tuple(others.get(one.field.key, one) for one in usual)


@dataclass(frozen=True)
class Sending:
    """One submission to be made.

    `answers` are the trials it belongs to. `broken` is the field that has to be refused, with what is typed into it;
    `wrong` are the keys of all wrong fields. `card_number` is the number typed, which fails the Luhn sum; None without
    one. `entries` are what the fields are to hold; empty where the form is sent as it came.
    """

    answers: tuple[Mistake, ...]
    broken: Entry
    entries: tuple[Entry, ...]
    wrong: frozenset[str]
    card_number: str | None = None
    sent_by: SentBy = SentBy.CLICK

    def by(self, sent_by: SentBy) -> "Sending":
        """The same, sent in another way."""
        return replace(self, sent_by=sent_by)

    @property
    def field_for_enter(self) -> FieldSnapshot | None:
        """The field in which Enter is pressed: the last that is right, so that the look of a wrong one can be seen."""
        fit = [one.field for one in self.entries if one.field.type in _ENTER_SENDS and one.field.tag == "input"]
        return next((entry for entry in reversed(fit) if entry.key not in self.wrong), fit[-1] if fit else None)


def main_mistake(filling: Filling) -> Sending | None:
    """The card's number two digits short, else an e-mail address without @, else a required field wrong or forgotten.

    A postcode of one figure goes past the browser's own validation, which an empty field does not, to the server.
    """
    broken = field_to_break(filling.usual)
    if broken is None:
        return None
    mistake = _MISTYPED.get(broken.purpose, Mistake.FORGOTTEN)
    wrong = "" if mistake is Mistake.FORGOTTEN else _wrong(broken)
    return _sending((mistake,), broken, filling.usual, {broken.field.key: wrong}, WRONG_CARD_NUMBER)


def several_mistakes(filling: Filling) -> Sending | None:
    """Everything at once that one submission can answer; None where that is no more than the main mistake."""
    card = filling.entry_for(FieldPurpose.CARD_NUMBER)
    broken = filling.entry_for(*_BESIDE_CARD) if card else field_to_break(filling.usual)
    if broken is None:
        return None
    wrong = {one.field.key: _wrong(one) for one in filling.usual if one.purpose in _FORMATS and _is_typed(one)}
    told_apart = len(wrong) > 1
    # What has to be refused is no e-mail address without @, or nothing at all; a shop may take any phone number.
    wrong[broken.field.key] = _wrong(broken) if broken.purpose is FieldPurpose.EMAIL else ""
    own = any(one.purpose in PERSON_PURPOSES and not one.value.isascii() for one in filling.own_letters)
    answers = [
        *([Mistake.SEVERAL] if told_apart else []),
        *([Mistake.OWN_SCRIPT] if own else []),
        *([Mistake.BESIDE_CARD] if card else []),
    ]
    if not answers:
        return None
    if card:
        wrong[card.field.key] = FULL_WRONG_CARD_NUMBER
    entries = tuple(filling.own_letters) if own else filling.usual
    return _sending(tuple(answers), broken, entries, wrong, FULL_WRONG_CARD_NUMBER)


def with_plain_names(sending: Sending, filling: Filling) -> Sending:
    """The same submission with names, street and town in plain Latin letters."""
    plain = {one.field.key: one for one in filling.plain_letters if one.purpose in PERSON_PURPOSES}
    entries = tuple(
        plain[one.field.key] if one.field.key in plain and one.field.key not in sending.wrong else one
        for one in sending.entries
    )
    return replace(sending, answers=(Mistake.PLAIN_NAME,), entries=entries, sent_by=SentBy.CLICK)


def nothing_filled(view: PageView, form: OrderForm) -> Sending | None:
    """The form as it came; None where no required field is known to be empty, so that it might be accepted."""
    empty = [
        Entry(entry, view.purpose(entry), "")
        for entry in form.fields
        if entry.visible and not entry.disabled and not entry.readonly and _asks(entry) and _is_empty(entry)
        if view.purpose(entry) not in _NOT_FOR_US
    ]
    if not any(_is_typed(one) for one in empty):
        return None
    broken = next(one for one in empty if _is_typed(one))
    return Sending((Mistake.NOTHING_FILLED,), broken, (), frozenset(one.field.key for one in empty))


def put_right(sending: Sending, filling: Filling) -> Sending | None:
    """The submission after the mistake has been put right; with a card, its number is the only thing wrong still.

    None where the card's number is the mistake: it is put right nowhere.
    """
    if sending.broken.purpose is FieldPurpose.CARD_NUMBER:
        return None
    card = filling.entry_for(FieldPurpose.CARD_NUMBER)
    right = next((one for one in filling.usual if one.field.key == sending.broken.field.key), None)
    if right is None or not right.value:
        return None
    wrong = {card.field.key: FULL_WRONG_CARD_NUMBER} if card else {}
    return _sending(sending.answers, right, filling.usual, wrong, FULL_WRONG_CARD_NUMBER)


def _sending(
    answers: tuple[Mistake, ...],
    broken: Entry,
    entries: Iterable[Entry],
    wrong: Mapping[str, str],
    card_number: str,
) -> Sending:
    typed = tuple(replace(one, value=wrong.get(one.field.key, one.value)) for one in entries)
    card = next((one for one in typed if one.purpose is FieldPurpose.CARD_NUMBER), None)
    return Sending(
        answers=answers,
        broken=replace(broken, value=wrong.get(broken.field.key, broken.value)),
        entries=typed,
        wrong=frozenset(wrong),
        card_number=card_number if card and card.field.key in wrong else None,
    )


def _wrong(entry: Entry) -> str:
    match entry.purpose:
        case FieldPurpose.CARD_NUMBER:
            return WRONG_CARD_NUMBER
        case FieldPurpose.EMAIL:
            return entry.value.replace("@", "")
        case FieldPurpose.POSTCODE | FieldPurpose.PHONE:
            return TOO_SHORT[entry.purpose]
        case _:
            return ""


def _is_typed(entry: Entry) -> bool:
    return entry.field.type in _TYPED_INTO and entry.field.tag != "select"


def _asks(entry: FieldSnapshot) -> bool:
    return entry.required or entry.label.strip().endswith("*")


def _is_empty(entry: FieldSnapshot) -> bool:
    return not entry.checked if entry.type == "checkbox" else entry.type != "radio" and not entry.value
