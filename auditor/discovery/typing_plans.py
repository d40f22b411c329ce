"""What is typed into a form to see what its fields make of it: long values, card numbers as printed, pastes.

All of it is valid for the shopper as the form stands: what a field cuts off or refuses is something a person needs.
"""

from dataclasses import dataclass

from auditor.discovery.folding import fold
from auditor.discovery.order_forms import Entry, OrderForm
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import TEST_CARD_NUMBER, FieldPurpose, Shopper
from auditor.model.form import TypedHow
from auditor.model.snapshot import FieldSnapshot

CARD_NUMBER_16 = "4242424242424242"
CARD_NUMBER_15 = "378282246310005"
"""Numbers that satisfy the Luhn sum, known to every payment service as those of test cards. Never sent anywhere."""
CARD_NOTATIONS = {
    TypedHow.PLAIN: CARD_NUMBER_16,
    TypedHow.SPACED: TEST_CARD_NUMBER,
    TypedHow.HYPHENATED: "4242-4242-4242-4242",
    TypedHow.FIFTEEN: CARD_NUMBER_15,
}
CARD_NUMBERS = (CARD_NUMBER_16, CARD_NUMBER_15)
LONG_NAME_LENGTH = 40
LONG_PHONE_DIGITS = 15
"""What a name may reach, ours; and what a phone number has at most (ITU-T E.164)."""

_LOCAL_PART_MOST = 64
_FIRST_OF_WORD_SCRIPTS = "\u2e80"
_LONG_DOMAIN = "correspondence.customer-relations.long-names.example.com"
_NAMES = frozenset({FieldPurpose.FULL_NAME, FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME})
_TEXT_TYPES = frozenset({"text", "email", "tel", "search", "url", "number", "password", "textarea", ""})
_NOT_PASTED = frozenset({FieldPurpose.SEARCH, FieldPurpose.CAPTCHA, FieldPurpose.COUPON, FieldPurpose.QUANTITY})
_FIFTEEN_DIGIT_BRANDS = ("american express", "amex")


@dataclass(frozen=True)
class Typed:
    """One value for one field."""

    field: FieldSnapshot
    purpose: FieldPurpose
    how: TypedHow
    value: str


def long_values(entries: tuple[Entry, ...], shopper: Shopper) -> tuple[Typed, ...]:
    """The longest plausible values for the fields of a form that people complain about.

    A postcode is written as the chosen country writes it, a calling code left out where a list beside asks for it.
    """
    found = []
    for entry in entries:
        value = _long_value(entry, shopper)
        if value and _is_text(entry.field):
            found.append(Typed(entry.field, entry.purpose, TypedHow.LONG, value))
    return tuple(found)


def _long_value(entry: Entry, shopper: Shopper) -> str:
    if entry.purpose is FieldPurpose.EMAIL:
        return long_email(shopper)
    if entry.purpose in _NAMES:
        return _long_name(entry.value)
    if entry.purpose is FieldPurpose.PHONE:
        return _long_phone(entry.value)
    return entry.value if entry.purpose is FieldPurpose.POSTCODE else ""


def long_email(shopper: Shopper) -> str:
    """An address of a hundred characters or more, at a domain that is reserved for examples (RFC 2606)."""
    name = shopper.email.split("@", 1)[0]
    local = name
    while len(f"{local}.{name}") <= _LOCAL_PART_MOST:
        local = f"{local}.{name}"
    return f"{local}@{_LONG_DOMAIN}"


def _long_name(name: str) -> str:
    """The name said again and again, as long as the longest that people bear; nobody's is where scripts write words."""
    if not name or any(character >= _FIRST_OF_WORD_SCRIPTS for character in name):
        return ""
    long = name
    while len(long) < LONG_NAME_LENGTH:
        long = f"{long} {name}"
    return long


def _long_phone(number: str) -> str:
    """The number of the form's own notation, with as many digits as phone numbers have at most."""
    digits = sum(character.isdigit() for character in number)
    return number + "".join(str((place + 1) % 10) for place in range(max(LONG_PHONE_DIGITS - digits, 0)))


def _is_text(entry: FieldSnapshot) -> bool:
    return entry.visible and entry.type in _TEXT_TYPES and entry.tag != "select" and not entry.disabled


def card_numbers(view: PageView, entries: tuple[Entry, ...]) -> tuple[Typed, ...]:
    """A card's number as it is printed and as it is copied, for the form's field for it.

    The kind of fifteen digits is left out where the page says nothing of accepting it.
    """
    field = next((entry.field for entry in entries if entry.purpose is FieldPurpose.CARD_NUMBER), None)
    if field is None or not _is_text(field):
        return ()
    wanted = {how: value for how, value in CARD_NOTATIONS.items() if how is not TypedHow.FIFTEEN or takes_fifteen(view)}
    return tuple(Typed(field, FieldPurpose.CARD_NUMBER, how, value) for how, value in wanted.items())


def takes_fifteen(view: PageView) -> bool:
    """Whether the page shows the brand of cards whose numbers have fifteen digits: by a picture or in words."""
    dom = view.snapshot
    told = [image.alt for image in dom.images if image.visible]
    told += [element.name for element in dom.elements]
    told += [text.text for text in dom.texts]
    told += [label for entry in dom.fields for _, label in entry.options] + [entry.label for entry in dom.fields]
    return any(brand in fold(text) for text in told for brand in _FIFTEEN_DIGIT_BRANDS)


def pastes(view: PageView, form: OrderForm, entries: tuple[Entry, ...], shopper: Shopper) -> tuple[Typed, ...]:
    """Something to paste into every field of a form that is written into."""
    planned = {entry.field.key: entry.value for entry in entries}
    found = []
    for entry in form.fields:
        purpose = view.purpose(entry)
        if not _is_text(entry) or entry.readonly or purpose in _NOT_PASTED:
            continue
        fallback = shopper.made_up_secret if entry.type == "password" else shopper.given_name
        if entry.type == "number":
            fallback = shopper.quantity
        found.append(Typed(entry, purpose, TypedHow.PASTED, planned.get(entry.key) or fallback))
    return tuple(found)


def unfinished(view: PageView, form: OrderForm, shopper: Shopper) -> Typed | None:
    """The first two characters of an e-mail address, for the form's field for it."""
    for entry in form.fields:
        if view.purpose(entry) is FieldPurpose.EMAIL and _is_text(entry) and not entry.readonly:
            return Typed(entry, FieldPurpose.EMAIL, TypedHow.UNFINISHED, shopper.email[:2])
    return None


def digits_in(text: str) -> int:
    """How many digits a text has."""
    return sum(character.isdigit() for character in text)
