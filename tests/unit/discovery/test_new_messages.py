"""What a page says after a submission that it did not say before."""

import pytest

from auditor.discovery.form_comparison import NEAR_FIELD_PX, new_messages
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import Part, field, page, select, text

MAIL = field("mail", "E-mail", placeholder="you@shop.example", type="email", box=[100, 100, 200, 40])
CITY = field("city", "City", box=[100, 300, 200, 40])


def form(*texts: Part, language: str = "en", fields: tuple[Part, ...] = (MAIL, CITY)) -> PageView:
    return page("/checkout", language, fields=list(fields), texts=list(texts))


def told(after: PageView, before: PageView | None = None) -> list[str]:
    return [message.text for message in new_messages(before or form(), after)]


@pytest.mark.parametrize("facts", [{"live": True}, {"role": "alert"}, {"role": "status"}, {"error_look": True}])
@pytest.mark.parametrize("landmark", ["main", "header", ""])
def test_what_is_announced_or_dressed_as_an_error_counts_in_any_language_and_place(
    facts: dict[str, object], landmark: str
) -> None:
    after = form(text("Jokin meni vikaan", landmark=landmark, **facts), language="fi")
    assert told(after) == ["Jokin meni vikaan"]


@pytest.mark.parametrize(
    ("language", "required", "invalid", "generic"),
    [
        ("en", "This field is required", "Card number is invalid", "Something went wrong"),
        ("de", "Dies ist ein Pflichtfeld", "Ungültige Kartennummer", "Ein Fehler ist aufgetreten"),
        ("lv", "Lauks ir obligāts", "Nederīgs kartes numurs", "Radās kļūda"),
        ("ru", "Обязательное поле", "Неверный номер карты", "Произошла ошибка"),
        ("zh", "此字段必填", "卡号无效", "出错了，请稍后再试"),
        ("ar", "هذا الحقل مطلوب", "رقم البطاقة غير صالح", "حدث خطأ ما"),
    ],
)
def test_what_says_so_in_words_counts_far_from_any_field_but_not_in_the_footer(
    language: str, required: str, invalid: str, generic: str
) -> None:
    words = [required, invalid, generic]
    assert told(form(*(text(one) for one in words), language=language)) == words
    assert told(form(*(text(one, landmark="footer") for one in words), language=language)) == []


def test_other_new_words_far_from_any_field_are_no_message() -> None:
    assert told(form(text("Free delivery today"))) == []


def test_a_new_text_near_a_field_counts_and_is_told_as_that_field_s() -> None:
    after = form(
        text("Tämä puuttuu", box=[100, 142, 200, 20]),
        text("Tämä myös", box=[310, 310, 100, 20]),
        language="fi",
    )
    messages = new_messages(form(), after)
    assert [(message.text, message.near_field) for message in messages] == [
        ("Tämä puuttuu", "mail"),
        ("Tämä myös", "city"),
    ]


@pytest.mark.parametrize(("gap", "near"), [(0, "city"), (NEAR_FIELD_PX, "city"), (NEAR_FIELD_PX + 1, None)])
def test_how_near_is_near(gap: int, near: str | None) -> None:
    after = form(text("Outo", role="alert", box=[100, 340 + gap, 200, 20]))
    assert [message.near_field for message in new_messages(form(), after)] == [near]


def test_a_message_above_all_fields_is_nobody_s() -> None:
    lower = {**CITY, "box": [100, 900, 200, 40]}
    after = form(text("Something went wrong", box=[100, 0, 200, 20], selector="#top"), fields=(lower,))
    (message,) = new_messages(form(fields=(lower,)), after)
    assert (message.selector, message.near_field) == ("#top", None)


def test_a_hidden_field_attracts_no_message() -> None:
    trap = {**MAIL, "visible": False}
    after = form(text("Outo", box=[100, 142, 200, 20]), fields=(trap,))
    assert told(after) == []


@pytest.mark.parametrize(
    "words", ["E-mail", "e-MAIL", "you@shop.example", "City", "Latvia", "LATVIA"], ids=["a", "b", "c", "d", "e", "f"]
)
def test_labels_placeholders_and_options_are_no_messages(words: str) -> None:
    country = select("country", "Country", {"": "-", "lv": "Latvia"}, box=[100, 500, 200, 40])
    after = form(text(words, role="alert", box=[100, 142, 200, 20]), fields=(MAIL, CITY, country))
    assert told(after) == []


def test_what_stood_there_before_is_no_message_however_it_is_written_now() -> None:
    before = form(text("Please enter your e-mail", box=[100, 80, 200, 20]))
    after = form(text("PLEASE ENTER  your e-mail", error_look=True, box=[100, 80, 200, 20]))
    assert told(after, before) == []


def test_the_same_message_after_a_second_submission_counts_against_the_initial_page() -> None:
    initial = form()
    first = form(text("Invalid e-mail", role="alert"))
    second = form(text("Invalid e-mail", role="alert"))
    assert told(second, initial) == ["Invalid e-mail"]
    assert told(second, first) == []


def test_a_long_text_is_no_message() -> None:
    assert told(form(text("This is required. " * 20, role="alert"))) == []
    assert told(form(text("", role="alert"))) == []


def test_a_description_that_a_field_gets_is_a_message_told_once() -> None:
    described = {**MAIL, "description": "Please check your e-mail", "selector": "#mail"}
    (message,) = new_messages(form(), form(fields=(described, CITY)))
    assert (message.text, message.near_field, message.selector) == ("Please check your e-mail", "mail", "#mail")
    shown = text("Please check your e-mail", box=[100, 142, 200, 20])
    assert told(form(shown, fields=(described, CITY))) == ["Please check your e-mail"]


def test_a_description_that_was_there_or_is_hidden_is_none() -> None:
    described = {**MAIL, "description": "We send the receipt there"}
    hidden = {**MAIL, "description": "Invalid", "visible": False}
    assert told(form(fields=(described,)), form(fields=(described,))) == []
    assert told(form(fields=(hidden,)), form(fields=(MAIL,))) == []


@pytest.mark.parametrize("sign", ["✓", "\ue5ca", "…"])
def test_a_sign_beside_a_field_is_no_message_unless_dressed_as_one(sign: str) -> None:
    assert told(form(text(sign, box=[310, 110, 20, 20]))) == []
    assert told(form(text(sign, box=[310, 110, 20, 20], error_look=True))) == [sign]
