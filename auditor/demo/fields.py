"""What the checkout accepts: each field's error by name, as the last part of its wording key."""

import re
from datetime import UTC, datetime

from auditor.demo.catalogue import COUNTRIES, DELIVERY_CENTS

ADDRESS_FIELDS = ("email", "name", "street", "postcode", "city", "country", "delivery", "save")
KEPT_AT_PAYMENT = ("method", "card_number", "card_expiry")
BILLING_FIELDS = ("billing_name", "billing_street", "billing_postcode", "billing_city")
_CARD_DIGITS = range(12, 20)  # ISO/IEC 7812-1 allows up to 19; the shortest in use have 12
_TENS = 10
_MONTHS = range(1, 13)


def address_errors(values: dict[str, str], *, latin_only: bool = False) -> dict[str, str]:
    """Return which fields of the address step are `missing`, `malformed` or in `letters` that are not taken."""
    required = ("email", "name", "street", "postcode", "city", "country", "delivery")
    errors = {name: "missing" for name in required if not values.get(name)}
    if "email" not in errors and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", values["email"]):
        errors["email"] = "malformed"
    if "postcode" not in errors and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]{1,8}[A-Za-z0-9]", values["postcode"]):
        errors["postcode"] = "malformed"
    if latin_only and "name" not in errors and not re.fullmatch(r"[A-Za-z .-]+", values["name"]):
        errors["name"] = "letters"
    if values.get("country") not in COUNTRIES:
        errors["country"] = "missing"
    if values.get("delivery") not in DELIVERY_CENTS:
        errors["delivery"] = "missing"
    return {name: errors[name] for name in required if name in errors}


def payment_errors(values: dict[str, str]) -> dict[str, str]:
    """Return which card fields are `missing`, `malformed` or `past`, in the order of the form."""
    errors: dict[str, str] = {}
    if values.get("method") == "transfer":
        return errors
    number = re.sub(r"[\s-]", "", values.get("card_number", ""))
    if not number:
        errors["card_number"] = "missing"
    elif not number.isascii() or not number.isdigit() or len(number) not in _CARD_DIGITS or not luhn_holds(number):
        errors["card_number"] = "malformed"
    expiry = _expiry_error(values.get("card_expiry", ""))
    if expiry:
        errors["card_expiry"] = expiry
    code = values.get("card_code", "")
    if not code:
        errors["card_code"] = "missing"
    elif not re.fullmatch(r"[0-9]{3,4}", code):
        errors["card_code"] = "malformed"
    return errors


def luhn_holds(digits: str) -> bool:
    """Tell whether a card number's check digit is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled // _TENS + doubled % _TENS
    return total % _TENS == 0


def _expiry_error(text: str) -> str | None:
    if not text:
        return "missing"
    match = re.fullmatch(r"([0-9]{1,2})\s*[/.-]\s*(?:20)?([0-9]{2})|([0-9]{2})([0-9]{2})", text)
    if match is None:
        return "malformed"
    month, year = int(match[1] or match[3]), 2000 + int(match[2] or match[4])
    if month not in _MONTHS:
        return "malformed"
    today = datetime.now(UTC)
    return "past" if (year, month) < (today.year, today.month) else None
