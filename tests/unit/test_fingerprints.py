import pytest

from auditor.fingerprints import fingerprint, identity_pattern, path_pattern
from auditor.model.journey import Stage
from tests.unit.makers import finding, location


@pytest.mark.parametrize(
    ("url", "stage", "pattern"),
    [
        ("https://shop.example/", Stage.LANDING, "/"),
        ("https://shop.example/cart?line=3#top", Stage.CART, "/cart"),
        ("https://shop.example/de-de/checkout/", Stage.CHECKOUT, "/de-de/checkout"),
        ("https://shop.example/products/oak-lamp", Stage.PRODUCT, "/products/{}"),
        ("https://shop.example/oak-lamp.html", Stage.PRODUCT, "/{}.html"),
        ("https://shop.example/product.php?id=4", Stage.PRODUCT, "/{}.php"),
        ("https://shop.example/p/4711", Stage.PRODUCT, "/p/{}"),
        ("https://shop.example/lamps", Stage.LISTING, "/{}"),
        ("https://shop.example/search?q=oak", Stage.SEARCH, "/search"),
        ("https://shop.example/search/oak", Stage.SEARCH, "/search/{}"),
        ("https://shop.example/checkouts/c1/9f8e7d6c5b4a39281706f5e4d3c2b1a0", Stage.CHECKOUT, "/checkouts/{}/{}"),
        ("https://shop.example/order/100012/thanks", Stage.CONFIRMATION, "/order/{}/thanks"),
        ("https://shop.example/cart;jsessionid=ABC123", Stage.CART, "/cart"),
        ("https://shop.example/#/cart?step=2", Stage.CART, "/#/cart"),
        ("https://shop.example/%E5%95%86%E5%93%81/1", Stage.PRODUCT, "/{}/{}"),
    ],
)
def test_path_patterns_keep_places_and_replace_names(url: str, stage: Stage, pattern: str) -> None:
    assert path_pattern(url, stage) == pattern


@pytest.mark.parametrize(
    ("identity", "pattern"),
    [
        ("#buy", "#buy"),
        ("h1", "h1"),
        ("#product-4711 .buy", "#product-# .buy"),
        ("li:nth-of-type(3) > a", "li:position > a"),
        ("#a-9f8e7d6c5b4a", "#a-#"),
        ("largest_contentful_paint_ms", "largest_contentful_paint_ms"),
    ],
)
def test_identities_lose_numbers_and_positions(identity: str, pattern: str) -> None:
    assert identity_pattern(identity) == pattern


def test_the_fingerprint_stays_when_host_product_query_and_message_change() -> None:
    one = finding(at=location("product", url="https://shop.example/p/oak-lamp?ref=1"), identity="#p-1234")
    other = finding(at=location("product", url="https://staging.shop.example/p/pine-desk?ref=2"), identity="#p-9876")
    other = other.model_copy(update={"message": "3 of 7"})
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    "other",
    [
        finding("checkout/another"),
        finding(at=location("cart")),
        finding(at=location(url="https://shop.example/checkout/payment")),
        finding(identity="#pay"),
    ],
)
def test_the_fingerprint_changes_with_check_step_page_and_element(other: object) -> None:
    assert fingerprint(finding()) != fingerprint(other)  # type: ignore[arg-type]
