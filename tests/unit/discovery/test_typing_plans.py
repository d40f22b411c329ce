"""What is typed into fields: valid, long where people's are, and known by nobody's name."""

from datetime import date

import pytest

from auditor.discovery.order_forms import form_at, plan_entries
from auditor.discovery.shopper import shopper_for
from auditor.discovery.typing_plans import (
    CARD_NUMBER_15,
    CARD_NUMBER_16,
    card_numbers,
    digits_in,
    long_email,
    long_values,
    pastes,
    takes_fifteen,
    unfinished,
)
from auditor.model.form import TypedHow
from auditor.model.redaction import luhn_valid
from tests.unit.discovery.snapshots import field, page

TODAY = date(2025, 3, 1)


def planned(language: str, *fields: object, **parts: object) -> tuple:  # type: ignore[type-arg]
    view = page("/checkout", language, forms=({},), fields=[{**one, "form": 0} for one in fields], **parts)  # type: ignore[dict-item]
    form, shopper = form_at(view, 0), shopper_for(language)
    return view, form, plan_entries(view, form, shopper, TODAY), shopper


EMAIL = field("email", "E-mail", type="email", autocomplete="email")
NAME = field("name", "Name", autocomplete="name")
PHONE = field("phone", "Phone", type="tel", autocomplete="tel")
POSTCODE = field("postcode", "Postcode", autocomplete="postal-code")
CARD = field("card", "Card number", autocomplete="cc-number")


@pytest.mark.parametrize("language", ["en", "lv", "de", "ja"])
def test_a_long_address_is_one_and_reserved(language: str) -> None:
    address = long_email(shopper_for(language))
    local, domain = address.split("@")
    assert len(address) >= 100
    assert len(local) <= 64
    assert domain.endswith(".example.com")
    assert all(0 < len(label) <= 63 for label in domain.split("."))


def test_long_values_are_as_long_as_people_bear_them() -> None:
    _, _, entries, shopper = planned("lv", EMAIL, NAME, PHONE, POSTCODE)
    values = {one.purpose.value: one.value for one in long_values(entries, shopper)}
    assert len(values["full_name"]) >= 40
    assert digits_in(values["phone"]) == 15
    assert values["postcode"] == shopper.postcode


def test_names_written_in_words_are_short_and_left_as_they_are() -> None:
    _, _, entries, shopper = planned("zh", NAME)
    assert long_values(entries, shopper) == ()


def test_card_numbers_are_valid_ones_in_each_notation() -> None:
    view, _, entries, _ = planned("en", CARD)
    found = {one.how: one.value for one in card_numbers(view, entries)}
    assert set(found) == {TypedHow.PLAIN, TypedHow.SPACED, TypedHow.HYPHENATED}
    assert {"".join(filter(str.isdigit, value)) for value in found.values()} == {CARD_NUMBER_16}
    assert luhn_valid(CARD_NUMBER_16)
    assert luhn_valid(CARD_NUMBER_15)


@pytest.mark.parametrize("alt", ["American Express", "We take Visa, AMEX"])
def test_fifteen_digits_where_the_brand_is_shown(alt: str) -> None:
    image = {"src": "/brands.svg", "alt": alt}
    view, _, entries, _ = planned("en", CARD, images=[image])
    assert takes_fifteen(view)
    assert card_numbers(view, entries)[-1].value == CARD_NUMBER_15


def test_a_form_without_a_card_gets_no_number() -> None:
    view, _, entries, _ = planned("en", EMAIL)
    assert card_numbers(view, entries) == ()


def test_everything_written_into_is_pasted_into() -> None:
    secret = field("secret", "Password", type="password")
    locked = field("locked", "Total", readonly=True)
    box = field("news", "Newsletter", type="checkbox", checked=False)
    view, form, entries, shopper = planned("en", EMAIL, CARD, secret, locked, box)
    found = {one.field.name: one.value for one in pastes(view, form, entries, shopper)}
    assert set(found) == {"email", "card", "secret"}
    assert not luhn_valid("".join(filter(str.isdigit, found["card"])))
    assert found["secret"] == shopper.made_up_secret


def test_an_address_is_begun_with_two_characters() -> None:
    view, form, _, shopper = planned("en", NAME, EMAIL)
    begun = unfinished(view, form, shopper)
    assert begun is not None
    assert (begun.field.name, len(begun.value)) == ("email", 2)
