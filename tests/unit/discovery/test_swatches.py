"""Choices made by buttons: one of each open group, and nothing that is no choice."""

import pytest

from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import cannot_be_had
from auditor.discovery.variants import open_swatches
from tests.unit.discovery.snapshots import Part, button, names, page, text


def swatch(name: str, state: str | None = None, group: int = 1, **facts: object) -> Part:
    attributes = {"type": "button"} | ({"aria-pressed": state} if state else {})
    return {**button(name), "attributes": attributes, "selector": f"#{name}", "group": group, **facts}


def pressed(*swatches: Part, waits: bool = False) -> list[str]:
    add = button("Add to cart", form=0, selector="#add", disabled=waits, group=1)
    view: PageView = page(forms=[{"action": "/x"}, {"action": "/y"}], elements=[add, *swatches])
    return [element.name for element in open_swatches(view, view.snapshot.elements[0])]


def test_the_first_of_each_open_group_is_pressed() -> None:
    colours = [swatch("Red", "false", 2), swatch("Blue", "false", 2)]
    assert pressed(swatch("S", "false", form=0), swatch("M", "false", form=0), *colours) == ["S", "Red"]


def test_what_is_chosen_already_is_left() -> None:
    assert pressed(swatch("S", "false"), swatch("M", "true")) == []


def test_what_cannot_be_had_is_passed_over() -> None:
    assert pressed(swatch("S", "false", disabled=True), swatch("M (sold out)", "false"), swatch("L", "false")) == ["L"]


def test_radio_buttons_that_scripts_make_are_choices_even_alone() -> None:
    assert pressed({**swatch("One size"), "role": "radio", "tag": "div"}) == ["One size"]


def test_buttons_without_a_state_are_choices_only_where_the_product_waits_for_one() -> None:
    assert pressed(swatch("S"), swatch("M")) == []
    assert pressed(swatch("S"), swatch("M"), waits=True) == ["S"]


@pytest.mark.parametrize(
    "facts",
    [
        {"form": 1},
        {"landmark": "header"},
        {"overlay": 0},
        {"attributes": {"class": "wishlist", "aria-pressed": "false"}},
        {"name": "Tell me as soon as it is here again"},
    ],
    ids=["another form's", "the header's", "a pop-up's", "a wish list's", "an act"],
)
def test_what_is_no_choice_is_left_alone(facts: dict[str, object]) -> None:
    assert pressed(swatch("S", "false") | facts, swatch("M", "false") | facts, waits=True) == []


def test_a_switch_is_no_choice() -> None:
    assert pressed(swatch("Gift wrapping", "false")) == []


WAITING = [
    ("en", "Out of stock"),
    ("de", "Ausverkauft"),
    ("fr", "Rupture de stock"),
    ("ru", "Нет в наличии"),
    ("zh", "缺货"),
    ("ar", "غير متوفر"),
    ("en", "Select an option"),
]


@pytest.mark.parametrize(("language", "told"), WAITING)
def test_a_button_called_sold_out_while_nothing_is_chosen_waits_to_add(language: str, told: str) -> None:
    add = button(told, selector="#add", disabled=True)
    view = page(language=language, elements=[add, swatch("S"), swatch("M")], texts=[text(told)])
    assert names(rank_add_to_cart(view)) == [told]
    assert not cannot_be_had(view)
    assert [element.name for element in open_swatches(view, view.snapshot.elements[0])] == ["S"]


@pytest.mark.parametrize(
    "parts",
    [
        {"elements": [button("Out of stock", disabled=True)]},
        {"elements": [button("Out of stock", disabled=True), swatch("S", "true"), swatch("M", "false", disabled=True)]},
        {"elements": [button("Add to cart", disabled=True), swatch("S"), swatch("M")]},
        {"elements": [button("Out of stock", disabled=True), swatch("−"), swatch("+")]},
    ],
    ids=["nothing to choose", "chosen already", "said beside the button", "only a stepper"],
)
def test_what_is_sold_out_whatever_is_chosen_is_sold_out(parts: dict[str, list[Part]]) -> None:
    assert cannot_be_had(page(**parts, texts=[text("Out of stock")]))
