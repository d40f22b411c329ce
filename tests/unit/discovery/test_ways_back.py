"""The site's own way back is found by where it leads, by its words, by the earlier step's heading."""

from typing import Any

import pytest

from auditor.discovery.ways_back import rank_ways_back
from tests.unit.discovery.snapshots import SHOP, button, field, heading, link, page

EARLIER = page("/checkout", headings=[heading("Your address")], fields=[field("name", "Name", autocomplete="name")])


def names(*elements: Any, language: str = "en") -> list[str]:
    card = field("card", "Card number", autocomplete="cc-number", form=0)
    view = page(
        "/checkout/card", language, headings=[heading("Card")], forms=({},), fields=[card], elements=list(elements)
    )
    return [one.candidate.name for one in rank_ways_back(view, EARLIER)]


@pytest.mark.parametrize(
    "way",
    [
        link("Address", f"{SHOP}/checkout"),
        link("1", f"{SHOP}/checkout", landmark="nav"),
        button("Back", type="button"),
        button("Edit", type="button"),
        button("1. Your address", type="button"),
    ],
)
def test_ways_back_are_found(way: Any) -> None:
    assert names(way, button("Pay now", form=0)) == [way["name"]]


@pytest.mark.parametrize(
    ("language", "said"), [("lv", "Atpakaļ"), ("de", "Ändern"), ("ru", "Изменить"), ("zh", "返回上一步")]
)
def test_words_are_those_of_the_page(language: str, said: str) -> None:
    assert names(button(said, type="button"), language=language) == [said]


@pytest.mark.parametrize(
    "other",
    [
        button("Pay now", form=0),
        button("Place order and edit later", form=0),
        button("Continue", form=0),
        link("Back to cart", f"{SHOP}/cart"),
        link("Home", f"{SHOP}/"),
        link("Terms", f"{SHOP}/terms", landmark="footer"),
        button("Change language", type="button"),
        button("Show password", type="button"),
    ],
)
def test_what_leads_elsewhere_is_none(other: Any) -> None:
    assert names(other) == []


def test_a_summary_of_the_earlier_step_is_no_product() -> None:
    assert names(link("Change", f"{SHOP}/checkout", card=0)) == ["Change"]


def test_the_address_counts_more_than_words() -> None:
    assert names(button("Change", type="button"), link("Address", f"{SHOP}/checkout")) == ["Address", "Change"]
