"""Ways to the goods: products of a list, and links to pages that list them."""

import pytest

from auditor.discovery.folding import is_about
from auditor.discovery.products import rank_listing_links, rank_product_links
from tests.unit.discovery.snapshots import best, card, link, names, page, reasons

MUGS = [card(f"Mug {number}", f"/products/mug-{number}", f"{number}.00 €") for number in range(1, 6)]


def test_products_are_tried_in_the_order_in_which_they_stand() -> None:
    ranked = rank_product_links(page(cards=MUGS))
    assert names(ranked) == ["Mug 1", "Mug 2", "Mug 3", "Mug 4", "Mug 5"]
    assert reasons(ranked, "Mug 1") == (
        "a block with a link and a picture",
        "shows a price",
        "leads to a product address",
    )


@pytest.mark.parametrize("wanted", ["Mug 4", "mug 4", "MUG 4"])
def test_the_product_asked_for_comes_first(wanted: str) -> None:
    ranked = rank_product_links(page(cards=MUGS), named=wanted)
    assert names(ranked)[:2] == ["Mug 4", "Mug 1"]
    assert "is called “Mug 4”" in reasons(ranked, "Mug 4")


@pytest.mark.parametrize("path", ["/preces/krūze", "/produkte/tasse", "/tovar/12", "/Product/12", "/p/12"])
def test_an_address_of_products_makes_surer(path: str) -> None:
    view = page(cards=[card("Other", "/else/where", "1 €"), card("Named", path, "1 €")])
    assert best(rank_product_links(view)) == "Named"


def test_what_is_clicked_is_the_card_s_link_where_there_is_one() -> None:
    view = page(
        elements=[link("Blue mug", "/blue", selector="a#blue")],
        cards=[card("Blue mug", "/blue", "9 €", link=0), card("Red mug", None, "9 €", selector="div#red")],
    )
    assert [entry.candidate.selector for entry in rank_product_links(view)] == ["a#blue", "div#red"]
    assert [entry.target.selector for entry in rank_product_links(view)] == ["a#blue", "div#red"]


GROUPS = [card("Kitchen", "/collections/kitchen"), card("Lamps", "/lamps"), card("Mugs", "/kategorie/mugs")]
MENU = [link("Lamps", "/lamps", landmark="nav")]


def test_pictures_that_lead_to_lists_of_goods_are_no_products() -> None:
    assert names(rank_product_links(page(elements=MENU, cards=GROUPS))) == []
    unpriced = [card("Blue mug", "/collections/kitchen/products/blue"), card("Red mug", "/catalogue/red-mug_12/")]
    assert names(rank_product_links(page(elements=MENU, cards=[*GROUPS, *unpriced]))) == ["Blue mug", "Red mug"]


def test_a_price_makes_a_product_of_what_an_address_calls_a_category() -> None:
    assert best(rank_product_links(page(cards=[card("Kitchen knife", "/category/knife", "9 €")]))) == "Kitchen knife"


def test_a_long_list_is_cut() -> None:
    view = page(cards=[card(f"Mug {number}", f"/mug-{number}", "1 €") for number in range(40)])
    assert len(rank_product_links(view)) == 12


SITE = [
    link("Home", "/", landmark="header"),
    link("Konto", "/account/login", landmark="header"),
    link("Kategorie: Tassen", "/kategorie/tassen", landmark="nav"),
    link("Kannen", "/kannen", landmark="nav"),
    link("Teller", "/teller"),
    link("Impressum", "/impressum", landmark="footer"),
    link("Partner", "https://partner.example/shop", landmark="nav"),
    link("Mail", "mailto:shop@shop.example", landmark="nav"),
    link("Filter", "/catalog/cups", landmark="nav", overlay=0),
]


def test_goods_are_looked_for_in_categories_then_in_the_navigation_then_in_the_main_part() -> None:
    ranked = rank_listing_links(page(elements=SITE, overlays=[{"text": "Menu"}]))
    assert names(ranked) == ["Kategorie: Tassen", "Kannen", "Teller"]
    assert reasons(ranked, "Kannen") == ("stands in the navigation",)


def test_pages_about_the_shop_come_after_all_goods() -> None:
    view = page(elements=[link("Über uns", "/about-us", landmark="nav"), link("Sale", "/sale", landmark="footer")])
    assert names(rank_listing_links(view)) == ["Sale"]


@pytest.mark.parametrize(
    "path", ["/catalog", "/collections/all", "/kategorijas/krūzes", "/katalog/", "/tovary", "/c/12"]
)
def test_addresses_of_categories_of_many_countries(path: str) -> None:
    view = page(elements=[link("One", "/one", landmark="nav"), link("Goods", path, landmark="main")])
    assert best(rank_listing_links(view)) == "Goods"


def test_subcategories_of_the_page_come_before_its_siblings() -> None:
    view = page(
        "/kitchen",
        elements=[
            link("Garden", "/garden"),
            link("Kitchen", "/kitchen"),
            link("Kitchen again", "/kitchen#list"),
            link("Cups", "/kitchen/cups"),
        ],
    )
    ranked = rank_listing_links(view)
    assert best(ranked) == "Cups"
    assert "its address continues this page's" in reasons(ranked, "Cups")
    assert names(ranked) == ["Cups", "Garden"]


def test_hash_routes_are_pages_and_places_on_the_page_are_not() -> None:
    view = page(
        "/#/home",
        elements=[
            link("Top", "/#top"),
            link("Home", "/#/home"),
            link("Start", "/#/"),
            link("Cups", "/#/category/cups"),
            link("Offers", "/#!/offers"),
        ],
    )
    assert names(rank_listing_links(view)) == ["Cups", "Offers"]


def test_each_address_is_named_once() -> None:
    view = page(elements=[link("Cups", "/cups", landmark="nav"), link("Cups", "/cups"), link("All cups", "/cups")])
    assert names(rank_listing_links(view)) == ["Cups"]


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("Blue mug, 0.3 l", "blue mug"),
        ("Mug (blue)", "Blue Mug"),
        ("ТАРЕЛКА СИНЯЯ", "тарелка синяя"),
        ("蓝色杯子 300毫升", "蓝色杯子"),
        ("Krūze zilā krāsā", "kruze zila"),
    ],
)
def test_a_text_is_about_the_product_it_names(name: str, product: str) -> None:
    assert is_about(name, product)


@pytest.mark.parametrize(("name", "product"), [("Blue mugs", "blue mug set"), ("Mug", "Blue mug"), ("Pot", "…")])
def test_a_text_that_names_only_part_of_it_is_not(name: str, product: str) -> None:
    assert not is_about(name, product)
