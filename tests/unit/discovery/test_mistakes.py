"""Which mistakes a form is sent with, and that each submission carries one that has to be refused."""

from datetime import date

import pytest

from auditor.discovery.mistakes import (
    Filling,
    Sending,
    main_mistake,
    nothing_filled,
    put_right,
    several_mistakes,
    with_plain_names,
)
from auditor.discovery.order_forms import OrderForm, form_at
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import shopper_for
from auditor.model.form import Mistake
from auditor.model.redaction import luhn_valid
from tests.unit.discovery.snapshots import Part, field, page, select, tick

TODAY = date(2025, 6, 1)
NAME = field("name", "Name", autocomplete="name")
EMAIL = field("email", "E-mail", type="email", autocomplete="email", required=True)
POSTCODE = field("zip", "Postcode", autocomplete="postal-code")
PHONE = field("phone", "Phone", type="tel", autocomplete="tel")
CITY = field("city", "City", autocomplete="address-level2", required=True)
CARD = field("card", "Card number", autocomplete="cc-number", secret=True)
HOLDER = field("holder", "Name on card", autocomplete="cc-name")
CODE = field("code", "Code", autocomplete="cc-csc", secret=True)


def of(*fields: Part, language: str = "en") -> tuple[PageView, OrderForm, Filling]:
    view = page("/checkout", language, forms=[{}], fields=[{"form": 0, **one} for one in fields])
    form = form_at(view, 0)
    return view, form, Filling.plan(view, form, shopper_for(language), TODAY)


def typed(sending: Sending | None) -> dict[str, str]:
    assert sending is not None
    return {entry.field.name: entry.value for entry in sending.entries}


@pytest.mark.parametrize(
    ("fields", "mistake", "broken", "value"),
    [
        ((EMAIL, CARD, CITY), Mistake.CARD_NUMBER, "card", "4242 4242 4242 43"),
        ((NAME, EMAIL, CITY), Mistake.EMAIL, "email", "emma.taylorexample.com"),
        ((NAME, CITY), Mistake.FORGOTTEN, "city", ""),
        ((CITY, {**POSTCODE, "required": True}), Mistake.POSTCODE, "zip", "1"),
        ((CITY, {**PHONE, "required": True}), Mistake.FORGOTTEN, "phone", ""),
    ],
)
def test_the_main_mistake_is_the_card_s_number_else_the_e_mail_else_something_forgotten(
    fields: tuple[Part, ...], mistake: Mistake, broken: str, value: str
) -> None:
    sending = main_mistake(of(*fields)[2])
    assert sending is not None
    assert sending.answers == (mistake,)
    assert (sending.broken.field.name, typed(sending)[broken]) == (broken, value)
    assert len(sending.wrong) == 1


def test_a_form_that_need_not_refuse_anything_is_not_sent() -> None:
    filling = of(NAME, POSTCODE)[2]
    assert main_mistake(filling) is None
    assert several_mistakes(filling) is None


def test_several_mistakes_share_a_submission_with_names_in_the_site_s_own_letters() -> None:
    sending = several_mistakes(of(NAME, EMAIL, POSTCODE, PHONE, language="lv")[2])
    assert sending is not None
    assert sending.answers == (Mistake.SEVERAL, Mistake.OWN_SCRIPT)
    assert typed(sending)["name"] == "Jānis Bērziņš"
    assert "@" not in typed(sending)["email"]
    assert len(sending.wrong) == 3


def test_beside_a_card_of_full_length_that_fails_its_check_digit_something_else_is_wrong() -> None:
    sending = several_mistakes(of(CARD, HOLDER, CODE)[2])
    assert sending is not None
    assert sending.answers == (Mistake.BESIDE_CARD,)
    assert sending.broken.field.name == "holder"
    assert (typed(sending)["holder"], typed(sending)["card"]) == ("", "4242 4242 4242 4241")


def test_what_is_forgotten_stays_so_whatever_else_is_wrong() -> None:
    phone = {**PHONE, "required": True}
    sending = several_mistakes(of(CITY, POSTCODE, phone)[2])
    assert typed(sending)["phone"] == ""


@pytest.mark.parametrize("fields", [(EMAIL, CARD, NAME), (CARD, CODE, HOLDER), (CARD, CODE)])
def test_no_submission_carries_a_card_number_that_a_bank_could_have_issued(fields: tuple[Part, ...]) -> None:
    view, form, filling = of(*fields)
    main, several = main_mistake(filling), several_mistakes(filling)
    mended = None if several is None else put_right(several, filling)
    plain = None if several is None else with_plain_names(several, filling)
    for sending in (main, several, mended, plain, nothing_filled(view, form)):
        if sending is not None and sending.entries:
            digits = typed(sending)["card"].replace(" ", "")
            assert not luhn_valid(digits)
            assert sending.card_number is not None
            assert sending.card_number.replace(" ", "") == digits


def test_a_plain_name_is_all_that_changes() -> None:
    filling = of(NAME, EMAIL, CITY, HOLDER, language="lv")[2]
    several = several_mistakes(filling)
    assert several is not None
    before, after = typed(several), typed(with_plain_names(several, filling))
    assert {name: after[name] for name in after if after[name] != before[name]} == {
        "name": "Anna Smith",
        "city": "Riga",
    }


def test_what_is_put_right_leaves_nothing_wrong_but_the_card_s_number() -> None:
    filling = of(EMAIL, POSTCODE, CARD)[2]
    several = several_mistakes(filling)
    assert several is not None
    mended = put_right(several, filling)
    assert mended is not None
    assert "@" in typed(mended)["email"]
    assert {entry.field.name for entry in mended.entries if entry.field.key in mended.wrong} == {"card"}


def test_a_card_s_number_is_never_put_right() -> None:
    filling = of(EMAIL, CARD)[2]
    main = main_mistake(filling)
    assert main is not None
    assert put_right(main, filling) is None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ((EMAIL, CITY), {"email", "city"}),
        ((EMAIL, {**CITY, "value": "Riga"}), {"email"}),
        ((NAME, tick("terms", "I agree", required=True)), None),
        (({**NAME, "label": "Name *"},), {"name"}),
        ((CITY, select("land", "Country", {"": "Choose", "LV": "Latvia"}, required=True)), {"city", "land"}),
        (({**CITY, "visible": False},), None),
        ((NAME,), None),
    ],
)
def test_a_form_is_sent_as_it_came_where_it_must_refuse_that(fields: tuple[Part, ...], wrong: set[str] | None) -> None:
    view, form, _ = of(*fields)
    sending = nothing_filled(view, form)
    names = {entry.name for entry in view.snapshot.fields if sending and entry.key in sending.wrong}
    assert (names if sending else None) == wrong
    assert sending is None or sending.entries == ()


def test_enter_is_pressed_in_a_field_that_is_right() -> None:
    sending = main_mistake(of(NAME, CARD)[2])
    assert sending is not None
    assert sending.field_for_enter is not None
    assert sending.field_for_enter.name == "name"
