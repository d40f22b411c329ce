"""The page after an order: its number told by its build, in whatever language."""

import pytest

from auditor.discovery.confirmations import Before, confirmation_of, confirms, may_be_confirmation
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import button, field, heading, link, page, text

CHECKOUT = page(
    "/checkout",
    texts=[text("Oak Desk Lamp WH-1000XM4"), text("€ 39.00"), text("Order summary"), text("Our shop no. 77120")],
    elements=[button("Pay now", form=0)],
    fields=[field("email", "Email", autocomplete="email", form=0), field("postcode", "Postcode", form=0)],
    forms=[{}],
)
BEFORE = Before((CHECKOUT,), ("email", "postcode"), frozenset({"emma.taylor@example.com", "LV-1010", "4242"}))


def thanks(*words: str, language: str = "en", path: str = "/done", title: str = "") -> PageView:
    """A page with some texts, the first of them its heading."""
    return page(
        path,
        language=language,
        headings=[heading(title or words[0])],
        texts=[text(one) for one in words],
    )


@pytest.mark.parametrize(
    ("language", "said", "reference"),
    [
        ("en", ("Thank you for your order", "Order number: AW-24001"), "AW-24001"),
        ("en", ("Thank you for your order", "Order", "#7"), "7"),
        ("lv", ("Paldies par pasūtījumu", "Pasūtījuma numurs", "100023"), "100023"),
        ("de", ("Vielen Dank für Ihre Bestellung", "Bestellnummer", "2026-000871"), "2026-000871"),
        ("fr", ("Merci pour votre commande", "Commande n° 58213"), "58213"),
        ("ru", ("Спасибо за заказ", "Заказ №1077 принят"), "1077"),
        ("zh", ("感谢您的订单", "您的订单20261122001已提交"), "20261122001"),
        ("ja", ("ご注文ありがとうございます", "ご注文番号：R7K2-99131"), "R7K2-99131"),
        ("ar", ("شكرا لطلبك", "رقم الطلب ٢٤٠٠١"), "٢٤٠٠١"),
        ("eo", ("Dankon", "Via mendo havas la numeron 881204"), "881204"),
    ],
)
def test_the_number_of_an_order_is_found_in_any_language(language: str, said: tuple[str, ...], reference: str) -> None:
    told = confirmation_of(thanks(*said, language=language), BEFORE)
    assert (told.says, told.reference) == (said[0], reference)


@pytest.mark.parametrize(
    "words",
    [
        "Total: € 1,239.00",
        "Ordered on 22.11.2026 at 14:30",
        "It arrives by 24 November 2026",
        "Call us: +371 2123 4567",
        "Call us: 020 7946 0018",
        "Call us: (555) 123-4567",
        "Emma Taylor, Rīga, LV-1010",
        "Paid by card ending in 4242",
        "Oak Desk Lamp WH-1000XM4",
        "A cable of 1200mm",
        "Write to order77120@shop.example",
        "See https://shop.example/orders/881204",
        "Pay to LV80 BANK 0000 4351 9500 1",
        "Bestellt am 22. November 2026",
        "2026年11月22日",
    ],
)
def test_prices_dates_phones_and_what_was_typed_are_no_number(words: str) -> None:
    assert confirmation_of(thanks("Thank you for your order", words), BEFORE).reference == ""


def test_of_several_the_one_next_to_words_about_the_order_is_taken() -> None:
    told = confirmation_of(thanks("Thank you for your order", "Client 99120", "Order number", "24001"), BEFORE)
    assert told.reference == "24001"


def test_what_comes_next_and_whom_to_ask_are_quoted() -> None:
    view = page(
        "/done",
        headings=[heading("Thank you for your order")],
        texts=[
            text("Thank you for your order"),
            text("A copy goes to emma.taylor@example.com."),
            text("Questions? hello@shop.example"),
        ],
    )
    told = confirmation_of(view, BEFORE)
    assert told.next_step == "A copy goes to emma.taylor@example.com."
    assert told.contact == "Questions? hello@shop.example"


@pytest.mark.parametrize(
    "href", ["mailto:hello@shop.example", "tel:+37121234567", "/contact", "https://shop.example/kontakt/"]
)
def test_a_link_to_get_in_touch_is_a_contact(href: str) -> None:
    view = page("/done", texts=[text("Thank you for your order")], elements=[link("Ask us", href, landmark="footer")])
    assert confirmation_of(view, BEFORE).contact == "Ask us"


def test_without_words_that_are_known_a_status_or_a_heading_says_it() -> None:
    view = page("/done", language="eo", headings=[heading("Dankon")], texts=[text("Mendita", role="status")])
    assert confirmation_of(view, BEFORE).says == "Mendita"
    assert confirmation_of(thanks("Dankon", language="eo"), BEFORE).says == "Dankon"


def test_the_first_pages_heading_and_an_error_say_nothing() -> None:
    assert confirmation_of(thanks("The Corner Shop", path="/"), BEFORE).says == ""
    assert confirmation_of(thanks("Something went wrong"), BEFORE).says == ""


def test_words_that_stood_there_before_confirm_nothing() -> None:
    step = page("/checkout", texts=[text("Order confirmation")])
    again = page("/checkout", texts=[text("Order confirmation"), text("Please check this field")])
    assert not confirms(again, Before((step,)))
    assert confirms(page("/done", texts=[text("Order confirmed")]), Before((step,)))


def test_a_page_that_still_asks_is_no_confirmation() -> None:
    assert not may_be_confirmation(CHECKOUT, Before((page("/cart"),)))
    assert not may_be_confirmation(thanks("Something went wrong"), BEFORE)
    assert may_be_confirmation(thanks("Dankon", language="eo"), BEFORE)


def test_any_new_words_may_confirm_but_those_of_the_first_page() -> None:
    silent = page("/done", language="eo", texts=[text("Via mendo venis")])
    assert confirmation_of(silent, BEFORE).says == "Via mendo venis"
    assert confirmation_of(page("/", texts=[text("New lamps are here")]), BEFORE).says == ""
    assert confirmation_of(page("/done", texts=[text("€ 39.00")]), BEFORE).says == ""
