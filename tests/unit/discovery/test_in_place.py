"""Goods ordered from a list on one page, which then shows the cart."""

from auditor.discovery.in_place import cart_in_place, open_amount
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import Part, button, field, link, page, select, text

TICKETS = (text("Seat"), text("21 €"), text("Balcony"), text("13 €"))


def counted(*fields: Part, texts: tuple[Part, ...] = TICKETS) -> PageView:
    return page("/concert", forms=[{"action": "/cart/add"}], fields=list(fields), elements=[ADD], texts=list(texts))


def number(name: str, label: str, value: str = "", **facts: object) -> Part:
    return field(name, label, type="number", value=value, form=0, **facts)


ADD = button("Add to cart", form=0)


def asked(view: PageView) -> tuple[str, str, str] | None:
    amount = open_amount(view, view.snapshot.elements[0])
    return (amount.field.name, amount.value, amount.goods) if amount else None


def test_one_piece_of_the_first_goods_is_asked_for_where_nothing_is() -> None:
    assert asked(counted(number("a", "Seat"), number("b", "Balcony", "0"))) == ("a", "1", "Seat")


def test_goods_that_are_hidden_or_closed_are_passed_over() -> None:
    fields = number("a", "T-shirt", visible=False), number("b", "Seat", disabled=True), number("c", "Balcony")
    assert asked(counted(*fields)) == ("c", "1", "")


def test_a_number_that_stands_is_left_as_it_is() -> None:
    assert asked(counted(number("a", "Seat"), number("b", "Balcony", "2"))) is None


def test_the_number_of_one_product_names_no_goods() -> None:
    assert asked(counted(number("quantity", "How many", "0"))) == ("quantity", "1", "")


def test_measures_are_no_goods() -> None:
    view = counted(number("width", "Width"), number("height", "Height"), texts=(text("Curtain"), text("21 €")))
    assert asked(view) == ("width", "1", "")


def test_a_list_that_begins_with_nought_is_set_to_one() -> None:
    view = counted(select("seats", "Seats", {"0": "none", "1": "one", "2": "two"}, value="0", form=0))
    assert asked(view) == ("seats", "1", "")


def test_a_list_of_sizes_and_fields_of_other_forms_are_no_numbers_of_pieces() -> None:
    sizes = select("size", "Size", {"": "Choose", "s": "Small"}, value="", form=0)
    assert asked(counted(sizes, field("guests", "Guests", type="number", value=""))) is None


BEFORE = page("/concert", forms=[{"action": "/cart/add"}], elements=[ADD], texts=list(TICKETS))
CHECKOUT = link("Checkout", "/checkout", landmark="main")


def after(*elements: Part, texts: tuple[Part, ...] = (text("Balcony"), *TICKETS), path: str = "/concert") -> PageView:
    return page(path, forms=[{"action": "/cart/add"}], elements=[ADD, *elements], texts=list(texts))


def test_the_cart_has_come_where_the_goods_are_named_again_beside_a_way_to_the_checkout() -> None:
    assert cart_in_place(BEFORE, after(CHECKOUT), "Balcony")
    assert cart_in_place(BEFORE, after(CHECKOUT, path="/concert?added=1"), "Balcony")


def test_no_cart_has_come_without_both() -> None:
    assert not cart_in_place(None, after(CHECKOUT), "Balcony")
    assert not cart_in_place(BEFORE, after(), "Balcony")
    assert not cart_in_place(BEFORE, after(CHECKOUT, texts=TICKETS), "Balcony")
    assert not cart_in_place(BEFORE, after(link("Checkout", "/checkout", landmark="header")), "Balcony")
    assert not cart_in_place(BEFORE, after(CHECKOUT, path="/cart"), "Balcony")


def test_a_way_to_the_checkout_that_was_there_before_proves_nothing() -> None:
    assert not cart_in_place(
        page("/concert", forms=[{"action": "/cart/add"}], elements=[ADD, CHECKOUT], texts=list(TICKETS)),
        after(CHECKOUT),
        "Balcony",
    )
