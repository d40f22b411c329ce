"""How a journey file would name what was found, and what is known of what was not."""

import pytest

from auditor.discovery.guests import as_guest
from auditor.discovery.naming import locator_of
from auditor.discovery.ranking import Ranked, Ranking
from auditor.discovery.search_box import rank_search_fields
from auditor.discovery.weighing import weigh
from auditor.model.journey import Locator
from auditor.model.recognition import Candidate, Role
from tests.unit.discovery.snapshots import Part, best, button, card, field, link, names, page, radio


def of_first(*elements: Part) -> Locator | None:
    """The locator of the first of a page's elements."""
    view = page(elements=elements)
    element = view.snapshot.elements[0]
    return locator_of(view, Ranked(Candidate(selector=element.selector, name=element.name, confidence=1), element))


def test_a_name_that_one_control_alone_bears_names_it() -> None:
    assert of_first(button("Add to cart"), link("Cart", "/cart")) == Locator(
        role="button", name="Add to cart", exact=True
    )


@pytest.mark.parametrize(
    "elements",
    [
        (button("Add to cart", selector="#x"), button("Add to cart")),
        (button("", selector="#x"),),
        (button("Add" * 30, selector="#x"),),
        (button("Add\u2028it", selector="#x"),),
        (button("Add", role="", tag="div", selector="#x"),),
    ],
    ids=["shared", "nameless", "long", "not printable", "no role"],
)
def test_else_its_selector_names_it(elements: tuple[Part, ...]) -> None:
    assert of_first(*elements) == Locator(css="#x")


def test_nothing_names_a_control_of_a_frame() -> None:
    assert of_first(button("Add", frame=1)) is None


def test_a_field_is_named_by_its_label_where_that_is_its_own() -> None:
    view = page(fields=[field("q", "Search", type="search"), field("other", "Else")])
    assert locator_of(view, rank_search_fields(view)[0]) == Locator(label="Search", exact=True)
    twice = page(fields=[field("q", "Search", type="search"), field("q2", "Search", type="checkbox")])
    assert locator_of(twice, rank_search_fields(twice)[0]) == Locator(css="[name='q']")


def test_what_falls_short_is_counted_and_the_closest_kept() -> None:
    near = link("To the bag", "/p/2", landmark="footer", class_="cart")
    view = page(elements=[near, button("Subscribe"), link("Imprint", "/imprint")])
    weighed = weigh(Role.CART, view)
    assert (weighed.ranked, weighed.weighed) == ((), 3)
    assert weighed.closest is not None
    assert weighed.closest.candidate.name == "To the bag"
    assert 0 < weighed.closest.confidence < 0.3


def test_what_says_nothing_at_all_is_not_close() -> None:
    assert weigh(Role.CART, page(elements=[link("Imprint", "/imprint")])).closest is None


def test_a_ranking_is_best_first() -> None:
    view = page(elements=[link("Cart", "/cart", landmark="footer"), link("Cart", "/cart", landmark="header")])
    ranking = weigh(Role.CART, view).ranked
    assert isinstance(ranking, Ranking)
    assert [entry.confidence for entry in ranking] == sorted((entry.confidence for entry in ranking), reverse=True)


def test_search_is_weighed_by_fields_before_what_reveals_them() -> None:
    toggle = button("Search", class_="search-toggle", landmark="header")
    both = page(elements=[toggle], fields=[field("q", "Find", type="search")])
    assert best(weigh(Role.SEARCH, both).ranked) == "Find"
    assert weigh(Role.SEARCH, both).weighed == 2
    assert best(weigh(Role.SEARCH, page(elements=[toggle])).ranked) == "Search"


def test_products_are_weighed_among_all_blocks() -> None:
    view = page(cards=[card(f"Lamp {one}", f"/p/{one}", "€ 9") for one in range(3)])
    assert (names(weigh(Role.PRODUCT_LINK, view).ranked), weigh(Role.PRODUCT_LINK, view).weighed) == (
        ["Lamp 0", "Lamp 1", "Lamp 2"],
        3,
    )


def test_a_guest_choice_says_what_it_is() -> None:
    view = page(fields=[radio("who", "guest", "Continue as guest")])
    choice = as_guest(view, view.snapshot.fields[0])
    assert choice.candidate.aria_role == "radio"
    assert any("as guest" in reason for reason in choice.candidate.reasons)
