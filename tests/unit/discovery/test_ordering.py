"""What a step of the checkout is sent by, once the purchase is to be completed."""

import pytest

from auditor.discovery.ordering import OrderControl, asks_for_card, bare_order, card_form, link_onward, order_control
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import Part, button, field, link, page, radio

CARD = field("card", "Card number", autocomplete="cc-number", form=0)
EMAIL = field("email", "Email", autocomplete="email", form=0)


def found(view: PageView) -> OrderControl:
    control = order_control(view)
    assert control is not None
    return control


def test_a_step_that_says_to_go_on_places_no_order() -> None:
    control = found(page("/checkout", elements=[button("Continue", form=0)], fields=[EMAIL], forms=[{}]))
    assert (control.may_order, control.says_so, control.keys) == (False, False, ("email",))


@pytest.mark.parametrize(
    ("label", "language"), [("Pay now", "en"), ("Zahlungspflichtig bestellen", "de"), ("Veikt pasūtījumu", "lv")]
)
def test_a_control_that_says_to_order_does(label: str, language: str) -> None:
    control = found(page("/checkout", language, elements=[button(label, form=0)], fields=[CARD], forms=[{}]))
    assert (control.may_order, control.says_so) == (True, True)


def test_a_button_below_a_card_may_order_without_saying_so() -> None:
    control = found(page("/checkout", elements=[button("Continue", form=0)], fields=[CARD], forms=[{}]))
    assert (control.may_order, control.says_so) == (True, False)


def test_what_can_be_pressed_comes_first() -> None:
    elements = [button("Pay", form=0, disabled=True), button("Place order", form=0)]
    assert found(page("/checkout", elements=elements, fields=[CARD], forms=[{}])).element.name == "Place order"


def test_a_page_that_only_shows_the_order_has_a_control_all_the_same() -> None:
    view = page("/checkout/preview", elements=[link("Home", "/"), button("Place order", form=0)], forms=[{}])
    control = found(view)
    assert (control.form, control.element.name, control.may_order, control.says_so) == (None, "Place order", True, True)


def test_a_link_to_a_further_step_is_a_way_on() -> None:
    view = page("/checkout/payment", elements=[link("Continue", "/checkout/preview"), link("Continue", "/shop")])
    control = found(view)
    assert (control.element.href, control.may_order) == ("https://shop.example/checkout/preview", False)


@pytest.mark.parametrize(
    ("element", "leads"),
    [
        (link("Continue", "/checkout/preview"), True),
        (link("Continue and place order", "/checkout/done"), False),
        (link("Continue", "/order/create"), False),
        (button("Continue", form=0), False),
    ],
)
def test_only_a_link_that_speaks_of_no_order_is_followed_to_a_further_step(element: Part, leads: bool) -> None:
    view = page("/checkout/payment", elements=[element], forms=[{"method": "post"}])
    assert (link_onward(view) is not None) is leads


def test_what_orders_beside_no_field_is_a_form_without_fields() -> None:
    form = bare_order(page("/checkout/preview", elements=[button("Place order", form=0)], forms=[{}]))
    assert form is not None
    assert (form.fields, form.submits[0].candidate.name) == ((), "Place order")
    assert bare_order(page("/checkout/payment", elements=[link("Continue", "/checkout/preview")])) is None


def test_in_a_language_nobody_knows_the_only_form_of_a_step_is_sent() -> None:
    view = page("/checkout", "eo", elements=[button("Fini", form=0)], forms=[{"method": "post"}])
    control = found(view)
    assert (control.element.name, control.may_order, control.says_so) == ("Fini", True, False)


@pytest.mark.parametrize("path", ["/", "/contact"])
def test_a_page_off_the_way_has_none(path: str) -> None:
    view = page(path, elements=[button("Vote", form=0), link("Continue", "/shop")], forms=[{"method": "post"}])
    assert order_control(view) is None


def test_a_card_in_a_form_of_its_own_is_found() -> None:
    fields = [EMAIL, field("phone", "Phone", form=0), {**CARD, "form": 1}]
    view = page("/checkout", elements=[button("Pay now", form=0)], fields=fields, forms=[{}, {}])
    other = card_form(view)
    assert other is not None
    assert (other.form, asks_for_card(view)) == (1, True)
    alone = page("/checkout", elements=[button("Pay now", form=0)], fields=[CARD], forms=[{}])
    assert card_form(alone) is None


def test_a_choice_of_how_to_pay_may_order() -> None:
    fields = [radio("payment", "cash", "Cash on delivery", form=0)]
    view = page("/checkout", elements=[button("Continue", form=0)], fields=fields, forms=[{"method": "post"}])
    assert found(view).may_order
