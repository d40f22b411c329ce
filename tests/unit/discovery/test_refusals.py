"""What a shop says when it does not let one go on, in its own words."""

import pytest

from auditor.discovery.refusals import refusal_on
from tests.unit.discovery.snapshots import Part, button, field, link, page, text

CART = page("/cart", texts=[text("Your cart"), text("Mug")])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Checkout needs a secure connection, which this server does not offer."),
        ("de", "Bestellungen sind nur werktags von 9 bis 17 Uhr möglich."),
        ("ru", "Оформление заказов временно закрыто до понедельника."),
        ("zh", "本店目前只接受会员在线下单，谢谢您的理解。"),
    ],
)
def test_the_one_message_of_a_page_without_anything_else_is_the_obstacle(language: str, words: str) -> None:
    around = [link("Home", "/", landmark="header"), link("Imprint", "/imprint", landmark="footer")]
    refusal = refusal_on(page("/checkout", language, texts=[text(words)], elements=around), CART)
    assert refusal is not None
    assert refusal.told == f"the checkout shows nothing but a message: “{words}”"


@pytest.mark.parametrize(
    "parts",
    [
        {"texts": [text("Loading your order…")]},
        {"texts": [text("Something went wrong. Please try again.")]},
        {"texts": [text("One moment")]},
        {"texts": [text("Please tell us where to deliver it.")], "fields": [field("postcode", "Postcode")]},
        {"texts": [text("Please go on to the delivery of your order.")], "elements": [button("Go on")]},
        {"texts": [text(f"Paragraph {number} of a longer page.") for number in range(4)]},
    ],
)
def test_what_is_not_finished_or_offers_more_than_a_message_is_no_refusal(parts: dict[str, list[Part]]) -> None:
    assert refusal_on(page("/checkout", **parts), CART) is None


def test_a_red_heading_of_the_first_page_one_is_sent_back_to_is_no_refusal() -> None:
    assert refusal_on(page("/", texts=[text("Autumn Sale", error_look=True)]), CART) is None
    told = refusal_on(page("/", texts=[text("Your cart has expired", live=True)]), CART)
    assert told is not None
    assert "Your cart has expired" in told.told


def test_a_control_drawn_in_red_is_no_refusal() -> None:
    cart = page("/cart", elements=[button("Remove this line")], texts=[text("Remove this line", error_look=True)])
    assert refusal_on(cart, cart) is None
