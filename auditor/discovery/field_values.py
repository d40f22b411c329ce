"""What exactly goes into a field: which option of a list, which notation of a value, so that the page takes it."""

import re
from collections.abc import Iterable, Iterator

from auditor.discovery.folding import fold, words
from auditor.discovery.shopper import FieldPurpose, Shopper, known_countries
from auditor.model.snapshot import FieldSnapshot

_DIAL_CODE = re.compile(r"(?:\+|\b00)\s?(\d{1,4})\b")
_FEWEST_DIAL_CODES = 3
_DATE_SHAPE = re.compile(r"(\w{1,4})([./\- ]{1,2})(\w{1,4})\2(\w{1,4})[./]?")
_YEAR_LENGTH = 4
_MONTH_LETTERS = frozenset("mм月월شa")
"""How the group for the month begins in hints for dates: MM, ММ, 月, 월, شهر, AA (Turkish)."""
_LETTER_FOR_LETTER = frozenset(
    {FieldPurpose.EMAIL, FieldPurpose.USERNAME, FieldPurpose.PASSWORD, FieldPurpose.CARD_NUMBER}
    | {FieldPurpose.SECURITY_CODE, FieldPurpose.QUANTITY}
)
_PERSONAL_TAX = frozenset(
    {"cpf", "dni", "nif", "nie", "cf", "fiscale", "kimlik", "contribuinte", "contribuyente", "αφμ", "afm"}
)
"""Words for a number that every person has, and shops of the country may ask of anyone."""


def at_home(entry: FieldSnapshot, shopper: Shopper) -> Shopper:
    """The shopper at home in the country of a form's own field.

    That is the one chosen already, unless it merely stands first; else the shopper's own; else the first that is known.
    """
    if entry.tag != "select":
        written = _named(entry.value, shopper)
        return written or shopper
    chosen = entry.selected_index
    if chosen and chosen < len(entry.options) and (preset := _of_option(entry.options[chosen], shopper)):
        return preset
    if country_place(entry, shopper) is not None:
        return shopper
    offered = (_of_option(option, shopper) for option in entry.options)
    return next((other for other in offered if other is not None), shopper)


def country_place(entry: FieldSnapshot, shopper: Shopper) -> int | None:
    """The place of the shopper's country in a list of countries, by its code or its name in any language known."""
    names = {fold(name) for name in shopper.country_names()}
    for place, (value, label) in enumerate(entry.options):
        if value.strip() and (value.strip().upper() == shopper.country_code or fold(label) in names):
            return place
    return None


def _of_option(option: tuple[str, str], shopper: Shopper) -> Shopper | None:
    value, label = option
    if not value.strip():
        return None
    if value.strip().upper() in known_countries():
        return shopper.in_country(value)
    return _named(label, shopper)


def _named(name: str, shopper: Shopper) -> Shopper | None:
    wanted = fold(name)
    others = (shopper.in_country(code) for code in known_countries())
    return next((one for one in others if wanted and wanted in {fold(other) for other in one.country_names()}), None)


def option_saying(options: Iterable[tuple[str, str]], wanted: Iterable[str]) -> str | None:
    """The value of the option that says one of some texts: as it stands, else as the whole words of one label only.

    Args:
        options: values and labels.
        wanted: texts in order of preference; a code counts as the end of a value too (`US-TX`).
    """
    listed = list(options)
    texts = [text for text in wanted if text]
    for text in texts:
        for value, label in listed:
            if fold(text) in {fold(value), fold(label)} or (
                value.lstrip("0") and value.lstrip("0") == text.lstrip("0")
            ):
                return value
    for text in texts:
        said = words(text)
        near = [value for value, label in listed if _within(said, words(label)) or _within(said, words(value)[1:])]
        if len(near) == 1:
            return near[0]
    return None


def _within(said: tuple[str, ...], label: tuple[str, ...]) -> bool:
    span = len(said)
    return bool(said) and any(label[place : place + span] == said for place in range(len(label) - span + 1))


def dials(entry: FieldSnapshot) -> bool:
    """Whether a list is one of countries' dialling codes."""
    codes = sum(1 for value, label in entry.options if _DIAL_CODE.search(f"{value} {label}"))
    return entry.tag == "select" and codes >= min(_FEWEST_DIAL_CODES, len(entry.options)) and codes > 0


def dialling_option(entry: FieldSnapshot, shopper: Shopper) -> str | None:
    """The option with the dialling code of the shopper's country; of several that share it, the one of that name."""
    fit = [
        (value, label)
        for value, label in entry.options
        if (found := _DIAL_CODE.search(f"{value} {label}")) and found.group(1) == shopper.calling_code
    ]
    names = {fold(name) for name in (*shopper.country_names(), shopper.country_code)}
    own = [value for value, label in fit if names & {fold(value), *_pieces(label)}]
    return next(iter(own or [value for value, _ in fit]), None)


def _pieces(label: str) -> set[str]:
    """A label without its dialling code: `Latvia (+371)` is `latvia`."""
    return {fold(re.sub(r"[()\[\],:\-–]", " ", _DIAL_CODE.sub("", label)))}


def asks_everybody(entry: FieldSnapshot) -> bool:
    """Whether a field for a tax number means the one that every person of the country has."""
    return bool(_PERSONAL_TAX & set(words(f"{entry.label} {entry.placeholder} {entry.name} {entry.element_id}")))


def notation(entry: FieldSnapshot, purpose: FieldPurpose, value: str, shopper: Shopper) -> str:
    """The notation of a value that the field's own pattern and length take; the value itself where none or all do.

    What must stay as it is, letter for letter, does: an address of mail, a secret, the wrong card number.
    """
    if purpose in _LETTER_FOR_LETTER:
        return value
    candidates = [value, *_notations(entry, purpose, value, shopper)]
    if purpose is FieldPurpose.BIRTH_DATE and entry.type != "date":
        candidates.insert(0, _as_hinted(entry, shopper))
    fitting = next((text for text in candidates if text and _fits(entry, text)), value)
    return fitting if entry.maxlength is None or entry.maxlength <= 0 else fitting[: entry.maxlength]


def _notations(entry: FieldSnapshot, purpose: FieldPurpose, value: str, shopper: Shopper) -> Iterator[str]:
    match purpose:
        case FieldPurpose.PHONE:
            yield from (shopper.phone_national, shopper.phone, shopper.phone_core, shopper.phone.removeprefix("+"))
            yield f"+{shopper.calling_code} {shopper.phone_core}"
            yield _grouped_phone(entry, shopper)
        case FieldPurpose.POSTCODE:
            yield re.sub(r"[\s-]", "", value)
            yield re.sub(r"^[A-Z]{2}-", "", value)
            yield re.sub(r"[\s-]", " ", value)
        case FieldPurpose.BIRTH_DATE:
            year, month, day = shopper.birth_date_iso.split("-")
            yield from (
                f"{day}/{month}/{year}",
                f"{month}/{day}/{year}",
                f"{day}.{month}.{year}",
                f"{year}-{month}-{day}",
            )
        case FieldPurpose.VAT_NUMBER:
            yield re.sub(r"[.\-/\s]", "", value)
        case FieldPurpose.CARD_EXPIRY if entry.type != "month":
            month, year = value[:2], value[-2:]
            yield from (f"{month} / {year}", f"{month}/20{year}", f"{month}{year}")
        case _:
            return


def _grouped_phone(entry: FieldSnapshot, shopper: Shopper) -> str:
    """The number grouped as the field's placeholder groups one of the same length: `(11) 96123-4567`."""
    shape = re.split(r"\d", entry.placeholder)
    for digits in (shopper.phone_national, shopper.phone_core, shopper.phone.removeprefix("+")):
        if len(shape) == len(digits) + 1:
            return "".join(between + digit for between, digit in zip(shape, (*digits, ""), strict=True))
    return ""


def _fits(entry: FieldSnapshot, text: str) -> bool:
    if entry.maxlength is not None and 0 < entry.maxlength < len(text):
        return False
    if not entry.pattern:
        return True
    try:
        return re.fullmatch(entry.pattern, text) is not None
    except re.error:
        return True  # a pattern that only scripts in pages understand


def _as_hinted(entry: FieldSnapshot, shopper: Shopper) -> str:
    """The birth date in the order and with the separators of a hint such as `TT.MM.JJJJ`; empty without one."""
    year, month, day = shopper.birth_date_iso.split("-")
    for hint in (entry.placeholder, entry.description, entry.label):
        shape = _DATE_SHAPE.search(hint)
        if shape is None:
            continue
        first, between, second, third = shape.groups()
        if len(first) == _YEAR_LENGTH:
            return between.join((year, month, day))
        if len(third) == _YEAR_LENGTH:
            us = fold(first)[0] in _MONTH_LETTERS and fold(second)[0] not in _MONTH_LETTERS
            return between.join((month, day, year) if us else (day, month, year))
    return ""
