"""Only what a product still asks for is chosen."""

import pytest

from auditor.discovery.page_view import PageView
from auditor.discovery.variants import Choice, open_choices, other_choices, stepper_to_press, variant_links
from tests.unit.discovery.snapshots import Part, button, field, heading, link, page, radio, select

SIZES = {"": "Size", "s": "Small", "m": "Medium"}


def chosen(view: PageView) -> list[tuple[str, str]]:
    return [(choice.field.name, choice.label) for choice in choices(view)]


def choices(view: PageView) -> tuple[Choice, ...]:
    return open_choices(view, view.snapshot.elements[0])


def product(*fields: Part, language: str = "en", forms: int = 1, add_form: int | None = 0) -> PageView:
    add = button("Add to cart") if add_form is None else button("Add to cart", form=add_form)
    others = [button("Go", form=place) for place in range(1, forms)]
    return page(language=language, forms=[{"action": "/x"}] * forms, fields=list(fields), elements=[add, *others])


def test_an_open_list_is_set_to_the_first_option_that_means_something() -> None:
    view = product(select("size", "Size", SIZES, form=0))
    assert choices(view) == (Choice(view.snapshot.fields[0], "s", "Small"),)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "Choose an option"),
        ("de", "Bitte wählen"),
        ("lv", "Izvēlieties izmēru"),
        ("ru", "Выберите размер"),
        ("zh", "请选择"),
        ("ar", "اختر المقاس"),
    ],
)
def test_a_prompt_is_no_choice_even_where_it_has_a_value(language: str, prompt: str) -> None:
    view = product(select("v", "V", {"0": prompt, "s": "S", "m": "M"}, form=0), language=language)
    assert chosen(view) == [("v", "S")]


@pytest.mark.parametrize(
    ("language", "gone"),
    [
        ("en", "Small (sold out)"),
        ("de", "S - ausverkauft"),
        ("lv", "S – nav noliktavā"),
        ("ru", "S (нет в наличии)"),
        ("zh", "S（缺货）"),
        ("ar", "S - غير متوفر"),
    ],
)
def test_what_is_sold_out_is_not_chosen(language: str, gone: str) -> None:
    view = product(select("v", "V", {"": "-", "s": gone, "m": "M"}, form=0), language=language)
    assert chosen(view) == [("v", "M")]


def test_what_is_chosen_already_is_left() -> None:
    view = product(
        select("size", "Size", {"s": "Small", "m": "Medium"}, form=0),
        radio("colour", "red", "Red", form=0),
        radio("colour", "blue", "Blue", form=0, checked=True),
    )
    assert chosen(view) == []


def test_of_radio_buttons_one_of_each_group_is_chosen_also_where_swatches_hide_them() -> None:
    view = product(
        radio("colour", "red", "Red", form=0, visible=False),
        radio("colour", "blue", "Blue", form=0, visible=False),
        radio("size", "s", "Small", form=0, disabled=True),
        radio("size", "m", "Medium", form=0),
    )
    assert chosen(view) == [("colour", "Red"), ("size", "Medium")]


def test_what_is_no_variant_is_left_alone() -> None:
    view = product(
        select("qty", "Quantity", {"": "-", "1": "1", "2": "2"}, form=0),
        select("country", "Country", {"": "-", "lv": "Latvia"}, form=0),
        field("engraving", "Engraving", form=0),
        select("hidden", "Hidden", SIZES, form=0, visible=False),
        select("dead", "Dead", SIZES, form=0, disabled=True),
        select("empty", "Empty", {"": "Choose an option"}, form=0),
    )
    assert chosen(view) == []


def test_another_form_s_choices_are_not_the_product_s() -> None:
    view = product(
        select("size", "Size", SIZES, form=0),
        select("size", "Size of a recommended shirt", SIZES, form=1),
        select("sort", "Sort by", {"": "-", "asc": "Price"}, landmark="header"),
        forms=2,
    )
    assert [choice.field.label for choice in choices(view)] == ["Size"]


def test_without_a_form_the_main_part_s_choices_are_the_product_s() -> None:
    view = product(
        select("size", "Size", SIZES, landmark=""),
        select("colour", "Colour", SIZES),
        select("sort", "Sort by", SIZES, landmark="aside"),
        add_form=None,
    )
    assert [choice.field.name for choice in choices(view)] == ["size", "colour"]


def test_a_choice_in_a_form_that_nothing_sends_is_the_product_s() -> None:
    view = page(
        forms=[{"action": "/cart/add"}, {"action": ""}],
        fields=[select("size", "Size", SIZES, form=1)],
        elements=[button("Add to cart", form=0)],
    )
    assert chosen(view) == [("size", "Small")]


def test_pages_of_variants_are_links_named_as_the_product_and_by_more() -> None:
    view = page(
        "/lamp",
        headings=[heading("Brass Lamp")],
        elements=[
            link("Brass Lamp, home", "/all/lamp", landmark="nav"),
            link("Brass Lamp", "/lamp/large"),
            link("Brass Lamp – green", "/lamp-green", landmark="main"),
            link("Brass Lamp – blue", "/lamp-blue", landmark="main"),
            link("Ask about Brass Lamp", "/contact", landmark="main"),
            link("Oak Desk", "/desk", landmark="main"),
            link("Pictures of Brass Lamp", "/lamp#pictures", landmark="main"),
        ],
    )
    assert [one.name for one in variant_links(view)] == ["Brass Lamp – green", "Brass Lamp – blue"]


def test_a_page_without_a_heading_has_no_variants_to_tell() -> None:
    assert variant_links(page("/lamp", elements=[link("Brass Lamp – green", "/lamp-green")])) == ()


def test_another_answer_is_to_be_had_where_one_is_sold_out() -> None:
    sizes = {"": "Size", "s": "S", "m": "M (sold out)", "l": "L"}
    view = product(select("size", "Size", sizes, chosen=1, form=0))
    made = Choice(view.snapshot.fields[0], "s", "S")
    assert [other.label for other in other_choices(view, made)] == ["L"]


def test_other_radio_buttons_are_the_other_answers() -> None:
    view = product(
        radio("size", "s", "S", form=0, checked=True), radio("size", "m", "M", form=0), radio("x", "1", "1", form=0)
    )
    assert [other.label for other in other_choices(view, Choice(view.snapshot.fields[0], "", "S"))] == ["M"]


def test_a_quantity_of_none_that_cannot_be_typed_is_raised_by_its_stepper() -> None:
    none = field("quantity", "Quantity", type="text", value="0", readonly=True, form=0)
    steps = [button("−", text="−", form=0, type="button"), button("+", text="+", form=0, type="button")]
    view = page(forms=[{"action": "/x"}], fields=[none], elements=[button("Add to cart", form=0), *steps])
    pressed = stepper_to_press(view, view.snapshot.elements[0])
    assert pressed is not None
    assert pressed.name == "+"
    one = page(forms=[{"action": "/x"}], fields=[{**none, "value": "1"}], elements=list(steps))
    assert stepper_to_press(one, one.snapshot.elements[0]) is None
