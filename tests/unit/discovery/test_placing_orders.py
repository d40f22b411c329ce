"""Which control may place an order: when unsure, it may."""

from typing import Any

import pytest

from auditor.discovery.order_forms import main_order_form, may_place_order
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import Part, button, field, page

ADDRESS = (field("street", "", autocomplete="street-address"), field("zip", "", autocomplete="postal-code"))


def step(
    label: str, language: str = "en", *fields: Part, form: Part | None = None, said: Part | None = None, **parts: Any
) -> PageView:
    own = [{"form": 0, **entry} for entry in (*ADDRESS, *fields)]
    return page(
        "/checkout",
        language,
        forms=[form or {"action": "/x"}],
        fields=own,
        elements=[said or button(label, form=0)],
        **parts,
    )


def may(view: PageView) -> bool:
    form = main_order_form(view)
    assert form is not None
    return may_place_order(view, form, view.snapshot.elements[0])


GOES_ON = [
    ("en", "Continue to shipping"),
    ("en", "Save and continue"),
    ("en", "Next"),
    ("en", "Continue → 2/4"),
    ("de", "Weiter"),
    ("de", "Weiter zum Versand"),
    ("lv", "Turpināt"),
    ("lv", "Turpināt uz piegādi"),
    ("ru", "Продолжить"),
    ("zh", "下一步"),
    ("ar", "متابعة"),
    ("fr", "Continuer vers la livraison"),
    ("es", "Guardar y continuar"),
    ("ja", "次へ進む"),
]
ORDERS = [
    ("en", "Place order"),
    ("en", "Pay now €19.90"),
    ("en", "Continue and pay now"),
    ("en", "Continue and pay"),
    ("en", "Buy now"),
    ("de", "Zahlungspflichtig bestellen"),
    ("de", "Weiter und bezahlen"),
    ("lv", "Pasūtīt ar pienākumu maksāt"),
    ("lv", "Turpināt un maksāt"),
    ("ru", "Оформить заказ"),
    ("ru", "Продолжить и оплатить"),
    ("zh", "提交订单"),
    ("zh", "继续并立即支付"),
    ("ar", "تأكيد الطلب"),
    ("es", "Continuar y pagar"),
    ("fr", "Continuer et payer"),
]


@pytest.mark.parametrize(("language", "label"), GOES_ON)
def test_what_says_plainly_to_go_on_does_not(language: str, label: str) -> None:
    assert not may(step(label, language))


@pytest.mark.parametrize(("language", "label"), ORDERS)
def test_what_says_to_order_or_to_pay_may(language: str, label: str) -> None:
    assert may(step(label, language))


@pytest.mark.parametrize(("language", "label"), ORDERS)
def test_it_may_in_any_form_and_on_a_page_that_names_another_language(language: str, label: str) -> None:
    harmless = {"action": "/checkout/address", "method": "get"}
    assert may(step(label, language, form=harmless))
    if label.isascii() is False:
        assert may(step(label, "en", form=harmless))


@pytest.mark.parametrize(("language", "label"), GOES_ON)
@pytest.mark.parametrize("asked", ["cc-number", "cc-exp", "cc-csc"])
def test_with_a_card_s_field_every_control_may(language: str, label: str, asked: str) -> None:
    assert may(step(label, language, field("c", "", autocomplete=asked)))


def test_a_card_s_field_counts_also_outside_the_form() -> None:
    view = page(
        "/checkout",
        forms=[{"action": "/x"}],
        fields=[*({"form": 0, **entry} for entry in ADDRESS), field("c", "", autocomplete="cc-number")],
        elements=[button("Continue", form=0)],
    )
    assert may(view)


@pytest.mark.parametrize("url", ["https://pay.example/fields", "https://frames.example/v1/CardNumber.html"])
def test_with_a_payment_s_frame_every_control_may(url: str) -> None:
    assert may(step("Continue", frames=[{"url": url, "readable": False}]))


def test_other_frames_are_no_payment() -> None:
    frames = [
        {"url": "https://maps.example/embed", "readable": False},
        {"url": "https://shop.example/cards-and-gifts", "readable": True},
    ]
    assert not may(step("Continue", frames=frames))


@pytest.mark.parametrize(
    ("language", "label"), [("fi", "Tilaa"), ("fi", "Jatka"), ("el", "Συνέχεια"), ("", "Weiter"), ("en", "Submit")]
)
def test_what_is_not_understood_in_the_page_s_language_may(language: str, label: str) -> None:
    assert may(step(label, language))


def test_an_english_control_is_understood_on_any_page() -> None:
    assert not may(step("Continue", "fi"))
    assert may(step("Place order", "fi"))


def test_a_title_that_says_to_order_counts() -> None:
    assert may(step("", said=button("Continue", form=0, title="Place order")))


def test_a_method_makes_no_control_harmless_for_scripts_send_forms_as_they_like() -> None:
    assert may(step("Jatka", "fi", form={"action": "/x", "method": "get"}))


@pytest.mark.parametrize("action", ["/checkout/address", "/order/shipping", "/kassa/delivery/save"])
def test_an_address_makes_no_control_harmless(action: str) -> None:
    assert may(step("Jatka", "fi", form={"action": action}))


@pytest.mark.parametrize("name", ["payment_method", "order[zahlungsart]", "checkout.payment"])
def test_where_a_way_to_pay_is_chosen_every_control_may(name: str) -> None:
    fields = [{"form": 0, **entry} for entry in ADDRESS] + [field(name, "Invoice", type="radio", form=0)]
    view = page("/checkout", forms=[{"action": "/x"}], fields=fields, elements=[button("Continue", form=0)])
    assert may(view)


@pytest.mark.parametrize(
    "action", ["/checkout/shipping-payment", "/checkout/address/confirm", "/checkout", "/address-x"]
)
def test_a_step_that_may_be_the_last_may(action: str) -> None:
    view = page(
        "/checkout",
        "fi",
        forms=[{"action": action}],
        fields=[field("m", "", type="email", form=0)]
        if action == "/address-x"
        else [{"form": 0, **entry} for entry in ADDRESS],
        elements=[button("Jatka", form=0)],
    )
    assert may(view)


def test_fields_that_stand_in_no_form_may_be_the_last_step() -> None:
    view = page("/checkout", "fi", fields=list(ADDRESS), elements=[button("Jatka")])
    assert may(view)
    assert not may(page("/checkout", "lv", fields=list(ADDRESS), elements=[button("Turpināt")]))


def test_a_billing_address_is_no_way_to_pay() -> None:
    fields = [{"form": 0, **entry, "element_id": f"input-payment-{place}"} for place, entry in enumerate(ADDRESS)]
    view = page("/checkout", forms=[{"action": "/x"}], fields=fields, elements=[button("Continue", form=0)])
    assert not may(view)
