"""Fields are recognised as shops write them, and look-alikes are left alone."""

from typing import Any

import pytest

from auditor.discovery.field_purpose import purpose_of, spelled_out
from auditor.discovery.lexicon import Lexicon
from auditor.discovery.shopper import FieldPurpose


def ask(language: str | None = "en", **said: Any) -> FieldPurpose:
    facts = {
        "autocomplete": "",
        "input_type": "text",
        "name": "",
        "element_id": "",
        "label": "",
        "placeholder": "",
        "inputmode": "",
    }
    return purpose_of(**(facts | said), languages=Lexicon.load().languages_for(language))


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("given-name", FieldPurpose.GIVEN_NAME),
        ("section-gift shipping postal-code", FieldPurpose.POSTCODE),
        ("billing tel", FieldPurpose.PHONE),
        ("cc-csc", FieldPurpose.SECURITY_CODE),
        ("username webauthn", FieldPurpose.USERNAME),
        ("email username", FieldPurpose.EMAIL),
        ("tel-country-code", FieldPurpose.UNKNOWN),
        ("address-level2", FieldPurpose.CITY),
    ],
)
def test_the_autocomplete_token_decides(token: str, expected: FieldPurpose) -> None:
    assert ask(autocomplete=token, name="x1", label="Company") is expected


def test_a_user_name_that_must_be_an_address_is_an_address() -> None:
    assert ask(autocomplete="username", input_type="email", name="login") is FieldPurpose.EMAIL


@pytest.mark.parametrize("token", ["off", "on", "nope", ""])
def test_a_token_that_says_nothing_is_passed_over(token: str) -> None:
    assert ask(autocomplete=token, name="city") is FieldPurpose.CITY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("order[shipping][firstName]", FieldPurpose.GIVEN_NAME),
        ("checkout_shipping-last_name", FieldPurpose.FAMILY_NAME),
        ("billing_address_1", FieldPurpose.STREET),
        ("billing_address_2", FieldPurpose.ADDRESS_LINE2),
        ("billing_company", FieldPurpose.COMPANY),
        ("billing_company_name", FieldPurpose.COMPANY),
        ("street[0]", FieldPurpose.STREET),
        ("street[1]", FieldPurpose.ADDRESS_LINE2),
        ("street[2]", FieldPurpose.UNKNOWN),
        ("sylius_shop_checkout_address[billingAddress][postcode]", FieldPurpose.POSTCODE),
        ("address[countryCode]", FieldPurpose.COUNTRY),
        ("company_address[city]", FieldPurpose.CITY),
        ("shippingAddress.city", FieldPurpose.CITY),
        ("line1", FieldPurpose.STREET),
        ("line4", FieldPurpose.UNKNOWN),
        ("state_id", FieldPurpose.REGION),
        ("billing_state", FieldPurpose.REGION),
        ("phone_number", FieldPurpose.PHONE),
        ("phone_country_code", FieldPurpose.UNKNOWN),
        ("checkout[email_or_phone]", FieldPurpose.EMAIL),
        ("cardNumber", FieldPurpose.CARD_NUMBER),
        ("cc_number", FieldPurpose.CARD_NUMBER),
        ("card[holder_name]", FieldPurpose.CARD_HOLDER),
        ("cardholder-name", FieldPurpose.CARD_HOLDER),
        ("card_name", FieldPurpose.CARD_HOLDER),
        ("exp-date", FieldPurpose.CARD_EXPIRY),
        ("cc_exp_month", FieldPurpose.CARD_EXPIRY_MONTH),
        ("expiryYear", FieldPurpose.CARD_EXPIRY_YEAR),
        ("cvv2", FieldPurpose.SECURITY_CODE),
        ("bankcard-ccv", FieldPurpose.SECURITY_CODE),
        ("giftCardNumber", FieldPurpose.COUPON),
        ("coupon_code", FieldPurpose.COUPON),
        ("vat_number", FieldPurpose.VAT_NUMBER),
        ("login[username]", FieldPurpose.USERNAME),
        ("house_number", FieldPurpose.HOUSE_NUMBER),
        ("Vorname", FieldPurpose.GIVEN_NAME),
        ("plz", FieldPurpose.POSTCODE),
        ("name01", FieldPurpose.FAMILY_NAME),
        ("kana02", FieldPurpose.GIVEN_NAME_KANA),
        ("updates[4711]", FieldPurpose.UNKNOWN),
        ("q", FieldPurpose.SEARCH),
        ("_csrf_token", FieldPurpose.UNKNOWN),
    ],
)
def test_names_of_many_platforms(name: str, expected: FieldPurpose) -> None:
    assert ask(name=name) is expected
    assert ask(element_id=name) is expected


@pytest.mark.parametrize(
    ("language", "label", "expected"),
    [
        ("en", "Address line 2 (optional)", FieldPurpose.ADDRESS_LINE2),
        ("en", "Card holder name", FieldPurpose.CARD_HOLDER),
        ("en", "Card number *", FieldPurpose.CARD_NUMBER),
        ("en", "Country code", FieldPurpose.UNKNOWN),
        ("en", "Country / Region", FieldPurpose.COUNTRY),
        ("en", "Gift card or discount code", FieldPurpose.COUPON),
        ("en", "Email address for your order", FieldPurpose.EMAIL),
        ("de", "Straße und Hausnummer", FieldPurpose.STREET),
        ("de", "Hausnummer", FieldPurpose.HOUSE_NUMBER),
        ("de", "Ort *", FieldPurpose.CITY),
        ("de", "Nachname", FieldPurpose.FAMILY_NAME),
        ("de", "E-Mail-Adresse", FieldPurpose.EMAIL),
        ("de", "Land", FieldPurpose.COUNTRY),
        ("de", "Geburtsort", FieldPurpose.UNKNOWN),
        ("de", "Prüfziffer (CVC)", FieldPurpose.SECURITY_CODE),
        ("lv", "Vārds", FieldPurpose.GIVEN_NAME),
        ("lv", "Uzvārds", FieldPurpose.FAMILY_NAME),
        ("lv", "Vārds, uzvārds", FieldPurpose.FULL_NAME),
        ("lv", "E-pasta adrese", FieldPurpose.EMAIL),
        ("lv", "Pasta indekss", FieldPurpose.POSTCODE),
        ("lv", "Tālruņa numurs", FieldPurpose.PHONE),
        ("lv", "Kartes derīguma termiņš", FieldPurpose.CARD_EXPIRY),
        ("ru", "Имя", FieldPurpose.GIVEN_NAME),
        ("ru", "Имя и фамилия", FieldPurpose.FULL_NAME),
        ("ru", "Город", FieldPurpose.CITY),
        ("ru", "Адрес эл. почты", FieldPurpose.EMAIL),
        ("ru", "Комментарий к заказу", FieldPurpose.COMMENT),
        ("ru", "Квартира, офис", FieldPurpose.ADDRESS_LINE2),
        ("zh", "收货人", FieldPurpose.FULL_NAME),
        ("zh", "手机号码", FieldPurpose.PHONE),
        ("zh", "详细地址", FieldPurpose.STREET),
        ("zh", "邮箱地址", FieldPurpose.EMAIL),
        ("zh", "验证码", FieldPurpose.ONE_TIME_CODE),
        ("fr", "Prénom", FieldPurpose.GIVEN_NAME),
        ("fr", "Nom", FieldPurpose.FAMILY_NAME),
        ("fr", "Nom sur la carte", FieldPurpose.CARD_HOLDER),
        ("fr", "Code postal", FieldPurpose.POSTCODE),
        ("fr", "Complément d’adresse", FieldPurpose.ADDRESS_LINE2),
        ("pl", "Imię i nazwisko", FieldPurpose.FULL_NAME),
        ("pl", "Miejscowość", FieldPurpose.CITY),
        ("pl", "Numer mieszkania", FieldPurpose.ADDRESS_LINE2),
        ("pl", "NIP", FieldPurpose.VAT_NUMBER),
        ("ja", "姓", FieldPurpose.FAMILY_NAME),
        ("ja", "お名前", FieldPurpose.FULL_NAME),
        ("ja", "郵便番号", FieldPurpose.POSTCODE),
        ("ja", "建物名・部屋番号", FieldPurpose.ADDRESS_LINE2),
        ("ja", "有効期限", FieldPurpose.CARD_EXPIRY),
        ("ja", "都道府県", FieldPurpose.REGION),
        ("ar", "الاسم الأول", FieldPurpose.GIVEN_NAME),
        ("ar", "رقم الهاتف", FieldPurpose.PHONE),
        ("ar", "المدينة", FieldPurpose.CITY),
        ("ar", "رقم البطاقة", FieldPurpose.CARD_NUMBER),
        ("ro", "Nume", FieldPurpose.FAMILY_NAME),
        ("it", "Nome", FieldPurpose.GIVEN_NAME),
        ("pt", "Nome", FieldPurpose.FULL_NAME),
        ("pt", "CEP", FieldPurpose.POSTCODE),
        ("tr", "İlçe", FieldPurpose.CITY),
        ("ko", "상세주소", FieldPurpose.ADDRESS_LINE2),
        ("cs", "PSČ", FieldPurpose.POSTCODE),
        ("sv", "Förnamn", FieldPurpose.GIVEN_NAME),
    ],
)
def test_labels_in_their_language(language: str, label: str, expected: FieldPurpose) -> None:
    assert ask(language, name="field_12", label=label) is expected


def test_a_page_that_hides_its_language_is_read_all_the_same() -> None:
    assert ask(None, label="Postleitzahl") is FieldPurpose.POSTCODE


def test_a_placeholder_speaks_where_there_is_no_label() -> None:
    assert ask("ja", placeholder="名") is FieldPurpose.GIVEN_NAME
    assert ask(placeholder="MM / YY") is FieldPurpose.CARD_EXPIRY
    assert ask(placeholder="you@shop.example") is FieldPurpose.EMAIL


def test_a_digits_keyboard_does_not_make_a_phone() -> None:
    assert ask(input_type="tel", name="number", label="Card number") is FieldPurpose.CARD_NUMBER
    assert ask(input_type="tel", name="f7") is FieldPurpose.PHONE


def test_a_hidden_entry_may_be_a_security_code() -> None:
    assert ask(input_type="password", name="cvc") is FieldPurpose.SECURITY_CODE
    assert ask(input_type="password", name="email_secret") is FieldPurpose.PASSWORD


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("E-mail me offers", FieldPurpose.NEWSLETTER),
        ("Email me with news and offers", FieldPurpose.NEWSLETTER),
        ("I agree to the terms and conditions", FieldPurpose.TERMS),
        ("I agree to receive the newsletter", FieldPurpose.NEWSLETTER),
        ("Billing same as shipping", FieldPurpose.UNKNOWN),
        ("Save my address for next time", FieldPurpose.UNKNOWN),
    ],
)
def test_boxes_to_tick(label: str, expected: FieldPurpose) -> None:
    assert ask(input_type="checkbox", label=label) is expected


def test_boxes_to_tick_in_other_languages() -> None:
    assert ask("lv", input_type="checkbox", label="Piekrītu noteikumiem") is FieldPurpose.TERMS
    assert ask("de", input_type="checkbox", label="Ja, ich möchte den Newsletter") is FieldPurpose.NEWSLETTER
    assert ask("ja", input_type="checkbox", label="利用規約に同意する") is FieldPurpose.TERMS


def test_some_names_leave_it_to_the_label() -> None:
    assert ask(name="line4", label="City") is FieldPurpose.CITY
    assert ask(name="line3", label="Address line 3") is FieldPurpose.UNKNOWN
    assert ask(name="country_code", label="Country code") is FieldPurpose.UNKNOWN
    assert ask(name="country_code", label="Country") is FieldPurpose.COUNTRY
    assert ask(name="country_code", input_type="tel") is FieldPurpose.UNKNOWN


def test_same_address_in_words_is_left_alone() -> None:
    assert ask(label="Billing same as shipping") is FieldPurpose.UNKNOWN


def test_buttons_and_hidden_fields_are_never_filled() -> None:
    assert ask(input_type="hidden", name="email") is FieldPurpose.UNKNOWN
    assert ask(input_type="submit", name="search") is FieldPurpose.UNKNOWN


def test_long_texts_name_no_field() -> None:
    text = "We use your email address only to tell you about your order and never hand it on to anybody else at all"
    assert ask(label=text) is FieldPurpose.UNKNOWN


def test_spelled_out() -> None:
    assert spelled_out("order[shipping][firstName]") == "order shipping first name"
    assert spelled_out("street[1]") == "street 2"
    assert spelled_out("CCNumber") == "cc number"
