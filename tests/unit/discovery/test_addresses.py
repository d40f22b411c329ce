"""Two addresses, one page or two."""

import pytest

from auditor.discovery.addresses import place_of, same_page

SHOP = "https://shop.example"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/p/oak-lamp", "/p/oak-lamp"),
        ("/p/oak-lamp", "/p/oak-lamp/?ref=home"),
        ("/p/oak-lamp#reviews", "/p/oak-lamp"),
        ("/index.php?route=product&id=4", "/index.php?route=product&id=4&search=oak"),
        ("/#/product/4", "/#/product/4"),
    ],
)
def test_one_page(first: str, second: str) -> None:
    assert same_page(SHOP + first, SHOP + second)
    assert same_page(SHOP + second, SHOP + first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/p/oak-lamp", "/p/oak-desk"),
        ("/index.php?route=product&id=4", "/index.php?route=cart"),
        ("/index.php?route=product&id=4", "/index.php"),
        ("/?p=4", "/"),
        ("/item?id=4", "/item?id=5"),
        ("/#/product/4", "/#/cart"),
    ],
)
def test_two_pages(first: str, second: str) -> None:
    assert not same_page(SHOP + first, SHOP + second)
    assert not same_page(SHOP + second, SHOP + first)


def test_hosts_are_told_apart() -> None:
    assert not same_page("https://shop.example/p/1", "https://other.example/p/1")


def test_an_anchor_is_no_place_and_a_route_is() -> None:
    assert place_of("https://shop.example/a#reviews") == "https://shop.example/a"
    assert place_of("https://shop.example/#/p/1") == "https://shop.example/#/p/1"
