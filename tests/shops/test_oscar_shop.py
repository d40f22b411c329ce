"""The oscar shop as a browser without scripts sees it: its language, its search, its basket, its checkout."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from tests.shops.oscar import Manner, OscarShop, start_oscar
from tests.shops.oscar.wares import WARES, Language, Ware

ADD_TO_BASKET: dict[Language, str] = {
    "en": "Add to cart",
    "de": "In Warenkorb legen",
    "zh-hans": "添加至购物车",
    "ar": "أضف الى سلة التسوق",
}
"""Oscar's own translations; its English says cart where its sources say basket."""

ADDRESS = {"first_name": "Ann", "last_name": "Vale", "line1": "1 Mill Lane", "line4": "Bath"}
POSTCODES = {"GB": "BA1 1AA", "DE": "50667"}


@pytest.fixture(scope="module", params=["en", "de"])
def shop(request: pytest.FixtureRequest) -> Iterator[OscarShop]:
    with start_oscar(request.param) as started:
        yield started


@pytest.fixture
def shopper(shop: OscarShop) -> Iterator[httpx.Client]:
    """A shopper with cookies of their own, whose browser asks for French."""
    with httpx.Client(
        base_url=shop.url, follow_redirects=True, trust_env=False, timeout=30, headers={"Accept-Language": "fr"}
    ) as client:
        yield client


def page_of(answer: httpx.Response) -> BeautifulSoup:
    assert answer.status_code == 200, answer.url
    return BeautifulSoup(answer.text, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def filled(form: Tag, **typed: str) -> dict[str, str]:
    """What a browser sends for `form` once `typed` is typed into it."""
    untouched = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.select("input[name]")
        if field.get("type") not in {"radio", "checkbox"} or field.has_attr("checked")
    }
    first_choices = {str(field["name"]): str(one(field, "option")["value"]) for field in form.select("select[name]")}
    return untouched | first_choices | typed


def search(shopper: httpx.Client, words: str) -> list[str]:
    found = page_of(shopper.get("/search/", params={"q": words}))
    return [str(link["href"]) for link in found.select("article.product_pod h3 a")]


def put_in_basket(shopper: httpx.Client, address: str) -> BeautifulSoup:
    form = one(page_of(shopper.get(address)), "form#add_to_basket_form")
    return page_of(shopper.post(str(form["action"]), data=filled(form), headers={"Referer": address}))


def in_stock() -> Ware:
    return next(ware for ware in WARES if ware.stock and ware.pictures)


def test_speaks_its_one_language_whatever_the_browser_asks_for(shop: OscarShop, shopper: httpx.Client) -> None:
    landing = page_of(shopper.get("/"))
    assert one(landing, "html")["lang"] == shop.language
    button = one(landing, "article.product_pod form button")
    assert button.get_text(strip=True) == ADD_TO_BASKET[shop.language]
    assert {"en": "£", "de": "€"}[shop.language] in one(landing, "article.product_pod p.price_color").get_text()


def test_every_listed_picture_is_served_placeholder_included(shopper: httpx.Client) -> None:
    pictures = {str(picture["src"]) for picture in page_of(shopper.get("/catalogue/")).select("article img[src]")}
    assert any(address.endswith("image_not_found.jpg") for address in pictures)
    for address in pictures:
        assert shopper.get(address).headers["content-type"] == "image/jpeg", address


def test_styles_are_served(shopper: httpx.Client) -> None:
    sheet = one(page_of(shopper.get("/catalogue/")), "link[rel=stylesheet]")
    assert shopper.get(str(sheet["href"])).headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("ware", WARES[::6], ids=lambda ware: ware.name.en)
def test_search_finds_a_product_by_its_name(shop: OscarShop, shopper: httpx.Client, ware: Ware) -> None:
    name = ware.name.in_language(shop.language)
    found = page_of(shopper.get("/search/", params={"q": name}))
    assert name in [link["title"] for link in found.select("article.product_pod h3 a")]


def test_misspelled_search_finds_nothing_and_proposes_the_right_word(shop: OscarShop, shopper: httpx.Client) -> None:
    wrong, right = {"en": ("lanternn", "lantern"), "de": ("emailebecher", "emaillebecher")}[shop.language]
    found = page_of(shopper.get("/search/", params={"q": wrong}))
    assert not found.select("article.product_pod")
    assert one(found, "a[href^='/search/?q=']")["href"] == f"/search/?q={right}"


def test_unknown_address_is_oscars_own_page_not_djangos(shop: OscarShop, shopper: httpx.Client) -> None:
    answer = shopper.get("/nowhere/")
    assert answer.status_code == 404
    page = BeautifulSoup(answer.text, "html.parser")
    assert one(page, "html")["lang"] == shop.language
    assert one(page, "link[rel=stylesheet]")["href"] == "/static/oscar/css/styles.css"


def test_sold_out_product_cannot_be_put_in_the_basket(shop: OscarShop, shopper: httpx.Client) -> None:
    sold_out = next(ware for ware in WARES if not ware.stock)
    page = page_of(shopper.get(search(shopper, sold_out.name.in_language(shop.language))[0]))
    assert page.select_one("form#add_to_basket_form") is None
    assert one(page, "p.availability.outofstock")


def test_guest_reaches_the_last_page_before_the_order_and_no_order_is_placed(
    shop: OscarShop, shopper: httpx.Client
) -> None:
    name = in_stock().name.in_language(shop.language)
    orders = shop.orders()
    added = put_in_basket(shopper, search(shopper, name)[0])
    assert name in one(added, "#messages").get_text()

    assert name in one(page_of(shopper.get("/basket/")), "form#basket_formset").get_text()

    answer = shopper.get("/checkout/")
    assert answer.url.path == "/checkout/"
    gateway = one(page_of(answer), "form[method=post]")
    answer = shopper.post("/checkout/", data=filled(gateway, username="shopper@example.org"))
    assert answer.url.path == "/checkout/shipping-address/"

    form = one(page_of(answer), "form#new_shipping_address")
    countries = [str(choice["value"]) for choice in form.select("select[name=country] option")]
    assert {"GB", "DE", "US"} <= set(countries)
    home = {"en": "GB", "de": "DE"}[shop.language]
    assert countries[0] == home
    answer = shopper.post(str(form["action"]), data=filled(form, **ADDRESS, postcode=POSTCODES[home]))
    # The one shipping method and the payment method are chosen by oscar itself, by redirects.
    assert answer.url.path == "/checkout/payment-details/"

    answer = shopper.get(str(one(page_of(answer), "a#view_preview")["href"]))
    assert one(page_of(answer), "form#place_order_form input[name=action]")["value"] == "place_order"
    assert shop.orders() == orders


def test_placed_order_is_counted() -> None:
    with (
        start_oscar("en") as shop,
        httpx.Client(base_url=shop.url, follow_redirects=True, trust_env=False, timeout=30) as shopper,
    ):
        put_in_basket(shopper, search(shopper, in_stock().name.en)[0])
        gateway = one(page_of(shopper.get("/checkout/")), "form[method=post]")
        shopper.post("/checkout/", data=filled(gateway, username="shopper@example.org"))
        form = one(page_of(shopper.get("/checkout/shipping-address/")), "form#new_shipping_address")
        shopper.post(str(form["action"]), data=filled(form, **ADDRESS, postcode=POSTCODES["GB"]))
        preview = one(page_of(shopper.get("/checkout/preview/")), "form#place_order_form")
        assert shop.orders() == 0
        assert shopper.post(str(preview["action"]), data=filled(preview)).url.path == "/checkout/thank-you/"
        assert shop.orders() == 1


def test_product_in_variants_is_bought_on_a_variants_page() -> None:
    with (
        start_oscar("en", Manner(variants=True)) as shop,
        httpx.Client(base_url=shop.url, follow_redirects=True, trust_env=False, timeout=30) as shopper,
    ):
        in_variants = next(ware for ware in WARES if ware.variants)
        page = page_of(shopper.get(search(shopper, in_variants.name.en)[0]))
        assert page.select_one("form#add_to_basket_form") is None
        variants = {
            link.get_text(strip=True): str(link["href"])
            for link in page.select(".product_main a")
            if link.get_text(strip=True).startswith(in_variants.name.en)
        }
        assert set(variants) == {f"{in_variants.name.en} – {variant.en}" for variant in in_variants.variants}
        name, address = next(iter(variants.items()))
        assert name in one(put_in_basket(shopper, address), "#messages").get_text()


def test_shop_ends_with_its_context_even_when_the_trial_fails() -> None:
    with pytest.raises(LookupError), start_oscar("en") as shop:
        raise LookupError
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", urlsplit(shop.url).port or 0)) != 0
    assert not shop.folder.exists()


def test_a_second_shop_knows_nothing_of_the_first() -> None:
    with (
        start_oscar("en") as first,
        httpx.Client(base_url=first.url, follow_redirects=True, trust_env=False, timeout=30) as shopper,
    ):
        put_in_basket(shopper, search(shopper, in_stock().name.en)[0])
        with start_oscar("en") as second:
            assert (baskets(first), baskets(second)) == (1, 0)


def baskets(shop: OscarShop) -> int:
    with closing(sqlite3.connect(shop.folder / "shop.sqlite3")) as database:
        (count,) = database.execute("SELECT COUNT(*) FROM basket_basket").fetchone()
    return int(count)


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en, de"), start_oscar("tlh"):
        pytest.fail("a shop started")
