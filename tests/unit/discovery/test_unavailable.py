"""What cannot be shipped or is sold out in the choice made, as the page says it."""

import pytest

from auditor.discovery.pages import newly_out_of_stock, not_shippable
from tests.unit.discovery.snapshots import button, page, text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This item cannot be shipped to your address."),
        ("de", "Dieser Artikel kann nicht versendet werden."),
        ("fr", "Cet article ne peut pas être expédié."),
        ("pl", "Tego produktu nie można wysłać pod ten adres."),
        ("zh", "该商品无法配送到您的地区"),
    ],
)
def test_what_cannot_be_shipped_is_said_by_the_page_and_not_by_its_footer(language: str, words: str) -> None:
    assert not_shippable(page(language=language, texts=[text(words)])) == words
    assert not_shippable(page(language=language, texts=[text(words, landmark="footer")])) == ""
    assert not_shippable(page(language=language, texts=[text("Oak lamp")])) == ""


def test_only_what_has_come_since_tells_that_a_choice_is_sold_out() -> None:
    add, size = button("Add to cart", selector="#add"), button("M sold out", selector="#m")
    before = page(elements=[add], texts=[text("Other colours are sold out")])
    now = page(elements=[add, size], texts=[text("Other colours are sold out"), text("M sold out")])
    assert not newly_out_of_stock(now, before, "#add")
    assert newly_out_of_stock(page(elements=[{**add, "name": "Sold out"}]), before, "#add")
    assert newly_out_of_stock(page(elements=[add], texts=[text("Currently unavailable")]), before, "#add")
