"""What is chosen and how it is written, so that the form takes it."""

from datetime import date

import pytest

from auditor.discovery.order_forms import main_order_form, plan_entries
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import shopper_for
from tests.unit.discovery.snapshots import Part, field, page, select, text

TODAY = date(2025, 3, 1)
LONG_LIST = {"": "–", "AF": "Afghanistan", "DE": "Germany", "LV": "Latvia", "MD": "Moldova, Republic of", "US": "USA"}
BRAZILIAN = "(11) 96123-4567"
DIAL_CODES = {"": "–", "1": "United States (+1)", "1b": "Canada (+1)", "371": "Latvia (+371)", "49": "Germany (+49)"}


def checkout(*fields: Part, language: str = "en") -> PageView:
    own = [{"form": 0, **part} for part in (field("line", "", autocomplete="street-address"), *fields)]
    return page("/checkout", language, forms=[{"action": "/checkout"}], fields=own)


def planned(view: PageView, lang: str, host: str = "") -> dict[str, str]:
    form = main_order_form(view)
    assert form
    entries = plan_entries(view, form, shopper_for(lang, host), TODAY)
    return {entry.field.name: entry.value for entry in entries if entry.field.name != "line"}


@pytest.mark.parametrize(
    ("chosen", "country", "postcode"),
    [
        (3, "LV", "LV-1010"),
        (2, "DE", "10827"),
        (1, "DE", "10827"),  # Afghanistan is chosen, which nobody here comes from
        (0, "DE", "10827"),
    ],
)
def test_the_country_that_a_form_has_chosen_is_where_the_shopper_lives(
    chosen: int, country: str, postcode: str
) -> None:
    view = checkout(select("country", "Country", LONG_LIST, chosen), field("zip", "Postcode"))
    assert planned(view, "de") == {"country": country, "zip": postcode}


def test_a_country_that_only_stands_first_was_not_chosen() -> None:
    view = checkout(select("country", "Country", {"DE": "Germany", "LV": "Latvia"}), field("zip", "Postcode"))
    assert planned(view, "lv") == {"country": "LV", "zip": "LV-1010"}


@pytest.mark.parametrize("name", ["Moldova, Republic of", "Republica Moldova", "MOLDOVA"])
def test_a_country_goes_by_many_names(name: str) -> None:
    view = checkout(select("country", "Country", {"0": "–", "144": name}), field("zip", "Postcode"))
    assert planned(view, "ro-MD") == {"country": "144", "zip": "MD-2001"}


def test_a_country_written_into_the_form_is_where_the_shopper_lives() -> None:
    view = checkout(field("country", "Country", value="Polska"), field("zip", "Postcode"))
    assert planned(view, "en")["zip"] == "00-639"


@pytest.mark.parametrize(
    ("lang", "options", "chosen"),
    [
        ("en-US", {"": "–", "1": "Alabama", "57": "Texas"}, "57"),
        ("en-US", {"": "–", "US-AL": "AL", "US-TX": "TX"}, "US-TX"),
        ("en-US", {"": "–", "AL": "Alabama (AL)", "TX": "Texas (TX)"}, "TX"),
        ("ja", {"": "–", "12": "千葉県", "13": "東京都"}, "13"),
        ("pt-BR", {"": "–", "AC": "Acre", "SP": "São Paulo"}, "SP"),
        ("pt-BR", {"": "–", "1": "ACRE", "25": "SAO PAULO"}, "25"),
        ("tr", {"": "–", "6": "Ankara", "34": "İstanbul"}, "34"),
        ("de-CH", {"": "–", "a": "Kanton Bern", "z": "Kanton Zürich"}, "z"),
        ("it", {"": "–", "RM": "Roma", "MI": "Milano"}, "MI"),
    ],
)
def test_a_region_is_found_by_its_name_or_code(lang: str, options: dict[str, str], chosen: str) -> None:
    view = checkout(select("region", "Region", options), language=lang)
    assert planned(view, lang)["region"] == chosen


def test_what_two_options_say_is_no_choice_between_them() -> None:
    options = {"1": "Nord", "2": "Berlin Ost", "3": "Berlin West", "4": "Süd"}
    view = checkout(select("region", "Region", options, 3), language="de")
    assert planned(view, "de")["region"] == "4"


def test_beside_a_list_of_calling_codes_the_number_goes_without() -> None:
    view = checkout(select("phone_code", "Phone code", DIAL_CODES), field("phone", "Phone", type="tel"))
    assert planned(view, "lv") == {"phone_code": "371", "phone": "21234567"}
    assert planned(view, "en-CA") == {"phone_code": "1b", "phone": "5062345678"}


@pytest.mark.parametrize(
    ("lang", "told", "value"),
    [
        ("lv", field("zip", "Pasta indekss"), "LV-1010"),
        ("lv", field("zip", "Pasta indekss", pattern="[0-9]{4}"), "1010"),
        ("lv", field("zip", "Pasta indekss", maxlength=4), "1010"),
        ("pl", field("zip", "Kod pocztowy", pattern=r"\d{2}-\d{3}"), "00-639"),
        ("pl", field("zip", "Kod pocztowy", pattern=r"\d{5}"), "00639"),
        ("cs", field("zip", "PSČ", pattern=r"\d{5}"), "11000"),
        ("nl", field("zip", "Postcode", pattern="[0-9]{4}[A-Z]{2}"), "1012LK"),
        ("de", field("phone", "Telefon", type="tel"), "017604069012"),
        ("de", field("phone", "Telefon", type="tel", pattern=r"\+\d{8,14}"), "+4917604069012"),
        ("fr", field("phone", "Téléphone", type="tel", maxlength=9), "612345678"),
        ("pt-BR", field("phone", "Fone", pattern=r"\(\d\d\) \d{5}-\d{4}", placeholder="(00) 00000-0000"), BRAZILIAN),
        ("lv", field("birthdate", "Dzimšanas datums"), "14.05.1990"),
        ("lv", field("birthdate", "Dzimšanas datums", placeholder="YYYY-MM-DD"), "1990-05-14"),
        ("en-US", field("birthdate", "Date of birth", placeholder="DD/MM/YYYY"), "14/05/1990"),
        ("en-GB", field("birthdate", "Date of birth", placeholder="mm/dd/yyyy"), "05/14/1990"),
        ("de", field("birthdate", "Geburtsdatum", placeholder="TT.MM.JJJJ"), "14.05.1990"),
        ("en", field("company", "Company", maxlength=6), "Taylor"),
        ("en", field("email", "Email", maxlength=6, type="email"), "emma.taylor@example.com"),
        ("en", field("card", "Card number", maxlength=16, autocomplete="cc-number"), "4242 4242 4242 43"),
        ("pt-BR", field("cpf", "CPF"), "529.982.247-25"),
        ("pt-BR", field("cpf", "CPF", maxlength=11), "52998224725"),
        ("es", field("dni", "DNI / NIF"), "12345678Z"),
        ("it", field("codice_fiscale", "Codice fiscale"), "FRRGLI90E54F205T"),
        ("pl", field("nip", "NIP", required=True), "1234563218"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_field_takes_it(lang: str, told: Part, value: str) -> None:
    view = checkout(told, language=lang)
    assert planned(view, lang)[told["name"]] == value


@pytest.mark.parametrize("label", ["VAT number", "USt-IdNr", "NIP"])
def test_the_number_of_a_firm_is_not_made_up_where_it_need_not_be_given(label: str) -> None:
    view = checkout(field("vat_id", label))
    assert "vat_id" not in planned(view, "pl")


def test_a_birthday_is_chosen_from_three_lists() -> None:
    years = {"": "Year"} | {str(year): str(year) for year in range(2025, 1920, -1)}
    view = checkout(
        select("birth_day", "Day", {"": "Day"} | {str(day): str(day) for day in range(1, 32)}),
        select("birth_month", "Month", {"": "Month", "1": "January", "5": "May", "12": "December"}),
        select("birth_year", "Year", years),
        field("email", "Email", type="email"),
    )
    told = planned(view, "en")
    assert (told["birth_day"], told["birth_month"], told["birth_year"]) == ("14", "5", "1990")


def test_the_money_of_a_page_is_that_of_most_of_its_prices() -> None:
    assert page(texts=[text("€ 39.00"), text("€ 5.00"), text("£ 3.00")]).currency == "EUR"
    assert page(texts=[text("Free of charge")]).currency == ""
