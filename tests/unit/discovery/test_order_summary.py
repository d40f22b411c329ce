"""What a step of the checkout tells of the order, of the ways to pay, and of how far one has come."""

from typing import Any

import pytest

from auditor.discovery.order_forms import main_order_form
from auditor.discovery.order_summary import order_summary, progress_of
from auditor.discovery.ways_to_pay import ways_to_pay
from tests.unit.discovery.snapshots import Part, button, field, heading, link, page, radio, select, text

ROW = [100, 500, 80, 20]
CARD = field("n", "Card number", autocomplete="cc-number", form=0)


def ways(*fields: Part, language: str = "en", **parts: Any) -> tuple[str, ...]:
    street = field("street", "Street", autocomplete="street-address", form=0)
    send = button("Pay now", form=0, selector="#pay")
    parts["elements"] = [send, *parts.get("elements", ())]
    view = page("/checkout", language, forms=[{"action": "/c"}], fields=[street, *fields], **parts)
    form = main_order_form(view)
    assert form is not None
    return ways_to_pay(view, form)


def test_a_form_for_a_card_is_one_way_to_pay() -> None:
    assert ways(CARD) == ("card",)
    assert ways() == ()


def test_radio_buttons_that_choose_how_to_pay_are_ways() -> None:
    by_name = (radio("payment_method", "a", "Plan A", form=0), radio("payment_method", "b", "Plan B", form=0))
    assert ways(*by_name, CARD) == ("Plan A", "Plan B")
    by_words = (radio("m", "1", "Kauf auf Rechnung", form=0), radio("m", "2", "Kreditkarte", form=0))
    assert ways(*by_words, language="de") == ("Kauf auf Rechnung", "Kreditkarte")
    delivery = (radio("ship", "1", "Post", form=0), radio("ship", "2", "Cash on delivery by van", form=0))
    assert ways(*delivery) == ()
    address = (radio("payment[address]", "1", "Same as shipping address", form=0),)
    assert ways(*address) == ()


def test_a_list_that_chooses_how_to_pay_tells_ways() -> None:
    options = {"": "Please select", "card": "Card", "bank": "Bank transfer"}
    assert ways(select("payment_method", "Pay by", options, form=0)) == ("Card", "Bank transfer")


def test_tabs_and_unfolding_buttons_are_ways_where_there_are_several() -> None:
    tabs = [button("Credit card", role="tab"), button("PayPal", role="tab")]
    assert ways(CARD, elements=tabs) == ("Credit card", "PayPal")
    folds = [button("Credit card", aria_expanded="true"), button("Bank transfer", aria_expanded="false")]
    assert ways(CARD, elements=folds) == ("Credit card", "Bank transfer")


def test_wallets_are_ways() -> None:
    assert ways(CARD, elements=[button("Buy with Apple Pay"), button("Apple Pay")]) == ("card", "Buy with Apple Pay")
    assert ways(CARD, elements=[button("PayPal", landmark="footer"), link("PayPal", "/help")]) == ("card",)
    frame = {"url": "https://www.paypal.com/smart/buttons", "readable": False, "box": [100, 100, 300, 45]}
    assert ways(CARD, frames=[{**frame, "title": "PayPal"}]) == ("card", "PayPal")
    assert ways(CARD, frames=[{**frame, "visible": False}]) == ("card",)


def test_a_frame_that_may_hold_a_choice_leaves_it_open() -> None:
    frame = {"url": "https://pay.example/elements", "readable": False, "box": [100, 100, 300, 250]}
    assert ways(CARD, frames=[frame]) == ()
    assert ways(CARD, frames=[{**frame, "box": [100, 100, 300, 40]}]) == ("card",)


def summary(*texts: Part, product: str = "Blue mug with a handle", **parts: Any) -> Any:
    return order_summary(page("/checkout", texts=list(texts), **parts), product)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Blue mug with a handle", True),
        ("1 × Blue mug with a handle, 0.3 l", True),
        ("Blue mug with…", True),
        ("Blue…", False),
        ("Red mug", False),
    ],
)
def test_the_goods_are_named_whole_or_cut_short(words: str, *, named: bool) -> None:
    assert summary(text(words)).item_named is named
    assert not summary(text(words, landmark="header")).item_named


def test_goods_that_nobody_knows_count_as_named() -> None:
    assert summary(product="").item_named


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1 × Blue mug", True),
        ("Blue mug x2", True),
        ("Qty: 1", True),
        ("数量 1", True),
        ("2", True),
        ("12.00 €", False),
        ("LV-1010", False),
        ("2025-06-01", False),
        ("VAT 21%", False),
    ],
)
def test_a_quantity_is_a_small_number_by_itself(words: str, *, shown: bool) -> None:
    assert summary(text(words)).quantity_shown is shown


def test_the_total_stands_with_its_word_or_is_the_largest_sum() -> None:
    lines = [text("Total", box=ROW), text("€24.00", box=[400, 502, 60, 20]), text("Was €99.00", box=[100, 90, 60, 20])]
    assert summary(*lines).total == "€24.00"
    assert summary(text("€4.00", box=ROW), text("€24.00", box=[100, 900, 60, 20])).total == "€24.00"
    assert summary(text("Pay €24.00")).total == "€24.00"
    assert summary(text("€24.00", struck=True), text("€9.00", landmark="header")).total == ""
    express = radio("ship", "1", "Express €4.95")
    assert summary(text("Express €4.95"), fields=[express]).total == ""


@pytest.mark.parametrize(
    ("control", "foldable"),
    [
        (button("Show order summary €24.00", aria_expanded="false"), True),
        (button("Your order", tag="summary", text="Your order €24.00"), True),
        (button("Cart", aria_expanded="false", landmark="header"), True),
        (button("Delivery", aria_expanded="false"), False),
        (button("Pay €24.00"), False),
    ],
)
def test_a_summary_may_be_folded(control: Part, *, foldable: bool) -> None:
    assert summary(elements=[control]).foldable is foldable


def steps(*items: str, **facts: Any) -> Part:
    return {"items": items, "text": " ".join(items), "box": [100, 50, 600, 40], "landmark": "main", **facts}


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (steps("Address", "Delivery", "Payment", ordered=True), True),
        (steps("1. Address", "2. Delivery", "3. Payment", links=3), True),
        (steps("Address", "Payment", current=True), True),
        (steps(text="Half way", bar=True), True),
        (steps("Mugs", "Bowls", "Plates", links=3), False),
        (steps("Home", "Checkout", links=1), False),
        (steps("Mug €9", "Bowl €9", "Plate €9", ordered=True), False),
        (steps("Address", "Delivery", "Payment", ordered=True, landmark="footer"), False),
        (steps("Address", "Delivery", "Payment", ordered=True, box=[100, 2000, 600, 40]), False),
    ],
)
def test_a_list_of_steps_tells_how_far_one_has_come(one: Part, *, told: bool) -> None:
    assert progress_of(page("/checkout", step_lists=[one]), 300) == (one["text"] if told else "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Step 2 of 4", True),
        ("2/3", True),
        ("Schritt 1 von 3: Adresse", True),
        ("第2步，共4步", True),
        ("Шаг 2 из 3", True),
        ("٢ من ٤", True),
        ("3-5 working days", False),
        ("4 of 2", False),
        ("2 for €4", False),
        ("Call 1 800 5", False),
    ],
)
def test_a_count_of_steps_tells_how_far_one_has_come(words: str, *, told: bool) -> None:
    view = page("/checkout", texts=[text(words, box=[100, 100, 200, 20])])
    assert progress_of(view, 300) == (words if told else "")
    assert progress_of(page("/checkout", texts=[text(words, box=[100, 900, 200, 20])]), 300) == ""


def test_headings_in_numbered_order_tell_how_far_one_has_come() -> None:
    down = [text(f"{place}. {name}", box=[100, 200 * place, 200, 30]) for place, name in ((1, "A"), (2, "B"), (3, "C"))]
    assert progress_of(page("/checkout", texts=down), 300) == "1. A · 2. B · 3. C"
    assert progress_of(page("/checkout", texts=down[:2], headings=[heading("Checkout")]), 300) == ""


def test_headings_that_number_the_steps_after_a_word_tell_of_progress() -> None:
    steps = [
        heading(f"Step {place}: {name}", box=[100, 400 + 50 * place, 300, 20]) for place, name in enumerate("ABC", 1)
    ]
    assert progress_of(page("/checkout", headings=steps), 480) == "Step 1: A · Step 2: B · Step 3: C"
    mixed = [*steps[:2], heading("Room 3", box=[100, 550, 300, 20])]
    assert progress_of(page("/checkout", headings=mixed), 480) == ""
