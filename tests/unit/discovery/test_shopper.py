"""The shopper's data is plausible for the country, the same in every run, and reaches nobody."""

import re
from dataclasses import fields
from datetime import date

import pytest

from auditor.discovery.lexicon import Lexicon
from auditor.discovery.shopper import (
    WRONG_CARD_NUMBER,
    FieldPurpose,
    Shopper,
    known_countries,
    shopper_for,
    value_for,
)

TODAY = date(2025, 3, 1)
POSTCODES = {
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", "US": r"\d{5}", "IE": r"[A-Z]\d[\dW] [A-Z\d]{4}",
    "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d", "AU": r"\d{4}", "LV": r"LV-\d{4}", "RO": r"\d{6}", "RU": r"\d{6}", "CN": r"\d{6}",
    "TW": r"\d{3}", "DE": r"\d{5}", "AT": r"\d{4}", "CH": r"\d{4}", "BE": r"\d{4}", "FR": r"\d{5}", "ES": r"\d{5}",
    "MX": r"\d{5}", "IT": r"\d{5}", "PT": r"\d{4}-\d{3}", "BR": r"\d{5}-\d{3}", "PL": r"\d{2}-\d{3}",
    "NL": r"\d{4} [A-Z]{2}", "JP": r"\d{3}-\d{4}", "AE": r"\d{5}", "SA": r"\d{5}", "UA": r"\d{5}", "LT": r"LT-\d{5}",
    "EE": r"\d{5}", "CZ": r"\d{3} \d{2}", "NZ": r"\d{4}", "LU": r"\d{4}", "AR": r"\d{4}", "SK": r"\d{3} \d{2}",
    "HU": r"\d{4}", "MD": r"MD-\d{4}", "BG": r"\d{4}", "GR": r"\d{3} \d{2}", "FI": r"\d{5}", "NO": r"\d{4}",
    "DK": r"\d{4}", "IS": r"\d{3}", "IL": r"\d{7}", "EG": r"\d{5}", "MA": r"\d{5}", "HK": r"999077", "SG": r"\d{6}",
    "IN": r"\d{6}", "SE": r"\d{3} \d{2}", "TR": r"\d{5}", "KR": r"\d{5}",
}  # fmt: skip
CALLING_CODES = {
    "GB": "44", "US": "1", "IE": "353", "CA": "1", "AU": "61", "LV": "371", "RO": "40", "RU": "7", "CN": "86",
    "TW": "886", "DE": "49", "AT": "43", "CH": "41", "BE": "32", "FR": "33", "ES": "34", "MX": "52", "IT": "39",
    "PT": "351", "BR": "55", "PL": "48", "NL": "31", "JP": "81", "AE": "971", "SA": "966", "UA": "380", "LT": "370",
    "EE": "372", "CZ": "420", "SE": "46", "TR": "90", "KR": "82", "NZ": "64", "LU": "352", "AR": "54", "SK": "421",
    "HU": "36", "MD": "373", "BG": "359", "GR": "30", "FI": "358", "NO": "47", "DK": "45", "IS": "354", "IL": "972",
    "EG": "20", "MA": "212", "HK": "852", "SG": "65", "IN": "91",
}  # fmt: skip
EVERY_SHOPPER = [
    shopper_for(language).in_country(country) for language in Lexicon.load().languages for country in known_countries()
]


def luhn_fits(number: str) -> bool:
    digits = [int(char) for char in number if char.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def test_the_wrong_card_number_is_short_and_fails_its_check_digit() -> None:
    digits = WRONG_CARD_NUMBER.replace(" ", "")
    assert luhn_fits("4242 4242 4242 4242")
    assert len(digits) == 14
    assert not luhn_fits(digits)


def test_every_country_has_a_postcode_of_its_form() -> None:
    assert set(known_countries()) == set(POSTCODES)
    for shopper in EVERY_SHOPPER:
        assert re.fullmatch(POSTCODES[shopper.country_code], shopper.postcode), shopper.country_code


def test_every_phone_has_its_countrys_prefix_and_a_home_form() -> None:
    for shopper in EVERY_SHOPPER:
        prefix = f"+{CALLING_CODES[shopper.country_code]}"
        assert re.fullmatch(r"\+\d{8,15}", shopper.phone)
        assert shopper.phone.startswith(prefix), shopper.country_code
        home = shopper.phone.removeprefix(prefix)
        trunk = {"RU": "8", "HU": "06"}.get(shopper.country_code, "0")
        assert shopper.phone_national in {home, trunk + home}, shopper.country_code
        assert (shopper.calling_code, shopper.phone_core) == (CALLING_CODES[shopper.country_code], home)


def test_mail_goes_to_nobody() -> None:
    for shopper in EVERY_SHOPPER:
        assert re.fullmatch(r"[a-z]+\.[a-z]+@example\.com", shopper.email)


def test_nothing_but_kana_and_tax_numbers_is_empty() -> None:
    for shopper in EVERY_SHOPPER:
        for field in fields(Shopper):
            value = getattr(shopper, field.name)
            assert isinstance(value, str), field.name
            assert value.strip() or field.name.endswith(("kana", "tax_id")), (shopper.country_code, field.name)


@pytest.mark.parametrize(
    ("lang", "host", "language", "country"),
    [
        ("lv", "veikals.lv", "lv", "LV"),
        ("ru", "veikals.lv", "ru", "LV"),
        ("en", "shop.co.uk", "en", "GB"),
        ("en", "shop.example", "en", "GB"),
        ("en-US", "shop.co.uk", "en", "US"),
        ("pt-BR", "", "pt", "BR"),
        ("zh-Hant-TW", "", "zh", "TW"),
        ("en", "shop.ae:8080", "en", "AE"),
        ("uk", "shop.com", "uk", "UA"),
        (None, "laden.de", "en", "DE"),
        ("xx", "localhost", "en", "GB"),
        ("sv_SE", "", "sv", "SE"),
        ("el", "", "en", "GR"),
        ("fi", "shop.com", "en", "FI"),
        ("en-IN", "shop.com", "en", "IN"),
    ],
)
def test_who_shops_where(lang: str | None, host: str, language: str, country: str) -> None:
    shopper = shopper_for(lang, host)
    assert (shopper.language, shopper.country_code) == (language, country)


@pytest.mark.parametrize(
    ("lang", "host", "currency", "country"),
    [
        ("en", "shop.example", "$", "US"),
        ("en", "shop.example", "USD", "US"),
        ("en", "shop.example", "GBP", "GB"),
        ("en", "shop.example", "EUR", "IE"),
        ("en", "shop.example", "INR", "IN"),
        ("en", "shop.example", "kr", "GB"),
        ("en", "shop.example", "", "GB"),
        ("en", "shop.co.uk", "EUR", "GB"),
        ("en-AU", "shop.example", "$", "AU"),
        ("es", "shop.example", "EUR", "ES"),
        ("es", "shop.example", "$", "MX"),
        ("pt", "shop.example", "BRL", "BR"),
        ("de", "shop.example", "CHF", "CH"),
        ("fr", "shop.example", "$", "CA"),
        ("zh", "shop.example", "TWD", "TW"),
        ("ar", "shop.example", "EGP", "EG"),
        ("ru", "shop.example", "EUR", "LV"),
        ("ro", "shop.example", "MDL", "MD"),
        ("ja", "shop.example", "¥", "JP"),
        ("zh", "shop.example", "¥", "CN"),
        ("el", "shop.example", "EUR", "GR"),
        ("hu", "shop.example", "HUF", "HU"),
        ("nb", "shop.example", "kr", "NO"),
        ("da", "shop.example", "kr", "DK"),
        ("he", "shop.example", "ILS", "IL"),
    ],
)
def test_the_money_tells_the_country_where_nothing_nearer_does(
    lang: str, host: str, currency: str, country: str
) -> None:
    assert shopper_for(lang, host, currency).country_code == country


def check_digits_fit(country: str, number: str) -> bool:  # noqa: PLR0911 - one rule for each country
    """Whether a person's tax number has the check digits that its country's rule asks for."""
    digits = [int(char) for char in number if char.isdigit()]
    match country:
        case "BR":  # two digits, weights falling to 2, modulus 11
            sums = [sum(d * w for d, w in zip(digits[:n], range(n + 1, 1, -1), strict=True)) for n in (9, 10)]
            return digits[9:] == [total * 10 % 11 % 10 for total in sums]
        case "ES":  # a letter by the remainder modulo 23
            return number[-1] == "TRWAGMYFPDXBNJZSQVHLCKE"[int(number[:-1]) % 23]
        case "PT":
            total = sum(d * w for d, w in zip(digits[:8], range(9, 1, -1), strict=True))
            return digits[8] == (11 - total % 11) % 11 % 10
        case "PL":
            return sum(d * w for d, w in zip(digits[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)) % 11 == digits[9]
        case "TR":
            tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
            return digits[9:] == [tenth, (sum(digits[:9]) + tenth) % 10]
        case "GR":
            return sum(d << (8 - place) for place, d in enumerate(digits[:8])) % 11 % 10 == digits[8]
        case _:
            return bool(number)


@pytest.mark.parametrize("country", ["BR", "ES", "PT", "PL", "TR", "GR", "IT", "AR", "MX"])
def test_tax_numbers_that_anyone_may_be_asked_for_are_well_formed(country: str) -> None:
    assert check_digits_fit(country, shopper_for("en").in_country(country).tax_id)


def test_addresses_follow_the_pages_script() -> None:
    assert shopper_for("ja").city == "千代田区"
    assert shopper_for("en", "shop.jp").city == "Chiyoda-ku"
    assert shopper_for("uk").in_country("RU").city == "Екатеринбург"
    assert shopper_for("en", "shop.ru").city == "Yekaterinburg"


def test_names_in_their_order() -> None:
    assert shopper_for("ko").full_name == "김지은"
    assert shopper_for("ja").full_name == "山田 花子"
    assert shopper_for("lv").full_name == "Anna Bērziņa"
    assert shopper_for("ja").card_holder == "HANAKO YAMADA"


def test_country_names_for_a_list_of_options() -> None:
    shopper = shopper_for("ru", "veikals.lv")
    assert shopper.country_name == "Латвия"
    assert shopper.country_names()[0] == "Латвия"
    assert {"Latvija", "Latvia", "Lettland"} <= set(shopper.country_names())


def test_in_country_keeps_the_person() -> None:
    moved = shopper_for("lv").in_country("de")
    assert (moved.given_name, moved.country_code, moved.country_name) == ("Anna", "DE", "Vācija")
    assert moved.in_country("ZZ") == moved


def test_values_for_a_form() -> None:
    shopper = shopper_for("de")
    assert value_for(FieldPurpose.STREET, shopper, today=TODAY) == "Hauptstraße 27"
    assert value_for(FieldPurpose.STREET, shopper, today=TODAY, separate_house_number=True) == "Hauptstraße"
    assert value_for(FieldPurpose.HOUSE_NUMBER, shopper, today=TODAY) == "27"
    assert value_for(FieldPurpose.PHONE, shopper, today=TODAY) == "017604069012"
    assert value_for(FieldPurpose.PHONE, shopper, today=TODAY, international_phone=True) == "+4917604069012"
    assert value_for(FieldPurpose.BIRTH_DATE, shopper, today=TODAY) == "14.05.1990"
    assert value_for(FieldPurpose.BIRTH_DATE, shopper, today=TODAY, input_type="date") == "1990-05-14"
    assert value_for(FieldPurpose.GIVEN_NAME_KANA, shopper, today=TODAY) is None
    assert value_for(FieldPurpose.GIVEN_NAME_KANA, shopper_for("ja"), today=TODAY) == "ハナコ"


def test_the_card_is_still_valid() -> None:
    shopper = shopper_for("en")
    assert value_for(FieldPurpose.CARD_NUMBER, shopper, today=TODAY) == WRONG_CARD_NUMBER
    assert value_for(FieldPurpose.CARD_EXPIRY, shopper, today=TODAY) == "12/28"
    assert value_for(FieldPurpose.CARD_EXPIRY, shopper, today=TODAY, input_type="month") == "2028-12"
    assert value_for(FieldPurpose.CARD_EXPIRY_MONTH, shopper, today=TODAY) == "12"
    assert value_for(FieldPurpose.CARD_EXPIRY_YEAR, shopper, today=TODAY) == "2028"
    assert value_for(FieldPurpose.SECURITY_CODE, shopper, today=TODAY) == "123"


@pytest.mark.parametrize(
    "purpose",
    [
        FieldPurpose.UNKNOWN,
        FieldPurpose.CAPTCHA,
        FieldPurpose.ONE_TIME_CODE,
        FieldPurpose.COUPON,
        FieldPurpose.VAT_NUMBER,
        FieldPurpose.NEWSLETTER,
        FieldPurpose.TERMS,
        FieldPurpose.COMMENT,
        FieldPurpose.SEARCH,
    ],
)
def test_what_is_left_empty(purpose: FieldPurpose) -> None:
    assert value_for(purpose, shopper_for("en"), today=TODAY) is None


def test_the_password_pleases_strict_sites() -> None:
    for shopper in EVERY_SHOPPER:
        secret = value_for(FieldPurpose.PASSWORD, shopper, today=TODAY)
        assert secret
        assert re.search(r"[a-z]", secret)
        assert re.search(r"[A-Z]", secret)
        assert re.search(r"\d", secret)
        assert len(secret) >= 12


def test_letters_are_kept_in_another_country() -> None:
    shopper = shopper_for("en", "shop.example")
    assert shopper.in_own_letters().in_country("DE").full_name == "Zoë O'Neil-Żak"
    latvian = shopper_for("lv", "veikals.lv").in_plain_letters().in_country("EE")
    assert (latvian.full_name, latvian.city.isascii()) == ("Anna Smith", True)
