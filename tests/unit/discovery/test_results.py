"""What a search brought: the page's own words first, then its blocks, and what there is to go on with."""

import pytest

from auditor.discovery.page_view import PageView
from auditor.discovery.results import Results, read_results, site_wide_addresses
from tests.unit.discovery.snapshots import button, card, field, heading, link, page, text

MUGS = [card(f"Mug {number}", f"/mug-{number}", "9 €") for number in range(1, 5)]


def read(view: PageView, query: str = "mug", **more: str) -> Results:
    return read_results(view, query, frozenset(), **more)


@pytest.mark.parametrize(
    ("language", "none"),
    [
        ("en", "Sorry, no results for “mug”."),
        ("de", "Leider keine Treffer für „mug“"),
        ("lv", "Pēc jūsu pieprasījuma nekas netika atrasts"),
        ("ru", "По запросу «mug» ничего не найдено"),
        ("zh", "抱歉，没有找到“mug”"),
        ("ar", "لم يتم العثور على نتائج"),
    ],
)
def test_recommendations_are_no_results_where_the_page_says_there_are_none(language: str, none: str) -> None:
    results = read(page("/search", language, texts=[text(none)], cards=MUGS))
    assert results.states_none
    assert results.count == 0
    assert [one.name for one in results.cards] == ["Mug 1", "Mug 2", "Mug 3", "Mug 4"]


@pytest.mark.parametrize(
    ("language", "stated", "count"),
    [
        ("en", "1,234 results for “mug”", 1234),
        ("en", "10 results", 10),
        ("en", "Showing 1–24 of 120 products", 120),
        ("de", "20 Treffer", 20),
        ("lv", "Atrasti 30 produkti", 30),
        ("ru", "Найдено: 40 товаров", 40),
        ("zh", "共50件商品", 50),
        ("ar", "٦٠ نتيجة", 60),
    ],
)
def test_a_stated_count_is_read_and_its_noughts_are_no_nought(language: str, stated: str, count: int) -> None:
    results = read(page("/search", language, headings=[heading(stated)], cards=MUGS))
    assert results.stated == count
    assert not results.states_none
    assert results.count == len(MUGS)


@pytest.mark.parametrize(
    ("language", "stated"),
    [("en", "0 results"), ("de", "0 Treffer"), ("lv", "0 preces"), ("ru", "Найдено 0 товаров"), ("zh", "共0件商品")],
)
def test_a_stated_nought_outweighs_recommendations(language: str, stated: str) -> None:
    results = read(page("/search", language, texts=[text(stated)], cards=MUGS))
    assert results.stated == 0
    assert results.states_none
    assert results.count == 0


@pytest.mark.parametrize("place", [{"landmark": "header"}, {"landmark": "footer"}, {"card": 0}])
def test_a_mini_cart_and_a_card_say_nothing_about_the_search(place: dict[str, object]) -> None:
    results = read(page("/search", texts=[text("0 items", **place)], cards=MUGS))
    assert results.stated is None
    assert not results.states_none
    assert results.count == 4


def test_the_words_searched_for_do_not_speak_for_the_page() -> None:
    view = page("/search", headings=[heading("Search: no results")], cards=MUGS)
    assert not read(view, "no results").states_none
    assert read(view, "mug").states_none


def test_a_long_text_is_no_message() -> None:
    story = "Our potter had no results for years. " * 8
    assert not read(page("/search", texts=[text(story)], cards=MUGS)).states_none


def test_results_without_prices_are_counted_by_their_pictures() -> None:
    view = page("/search", cards=[card("Mug 1", "/mug-1"), card("Mug 2", "/mug-2")])
    assert [one.name for one in read(view).cards] == ["Mug 1", "Mug 2"]


def test_a_single_hit_without_a_price_counts() -> None:
    view = page(
        "/search",
        cards=[card("Sale", "/sale", landmark="header"), card("Mug 1", "/mug-1"), card("Text", "/t", has_image=False)],
    )
    assert [one.name for one in read(view).cards] == ["Mug 1"]
    assert read(view).count == 1


def test_the_block_around_the_page_s_heading_is_no_hit() -> None:
    view = page(
        "/search",
        headings=[heading("Search", box=[110, 110, 50, 20])],
        cards=[card("Search", "/help", box=[100, 100, 900, 200])],
    )
    assert read(view).count == 0


def test_a_link_that_names_the_product_meant_is_a_result_however_it_is_built() -> None:
    view = page("/search", elements=[link("Blue mug, 0.3 l", "/blue")])
    assert read(view, "bleu mug", intended="Blue mug").count == 1
    assert read(view, "bleu mug", intended="Red mug").count == 0
    menu = page("/search", elements=[link("Blue mug", "/blue", landmark="nav")])
    assert not read(menu, "bleu mug", intended="Blue mug").named


@pytest.mark.parametrize(("value", "kept"), [("Blue Mug", True), ("all: blue  mug", True), ("", False), ("mug", False)])
def test_whether_the_words_stay_in_the_box(value: str, kept: bool) -> None:
    view = page("/search", fields=[field("q", "Search", type="search", value=value)])
    results = read(view, "blue mug")
    assert results.query_kept is kept
    assert results.box_visible


def test_without_a_box_nothing_is_said_about_it() -> None:
    results = read(page("/search"))
    assert results.query_kept is None
    assert not results.box_visible


def test_ways_on_are_those_that_are_not_on_every_page() -> None:
    view = page(
        "/search?q=mgu",
        elements=[
            link("Did you mean “mug”?", "/search?q=mug"),
            link("Again", "/search?q=mgu"),
            link("All cups", "/cups"),
            link("Sale", "/sale"),
            link("Impressum", "/impressum", landmark="footer"),
            link("Mail us", "mailto:shop@shop.example"),
            link("Cookies", "/cookies", overlay=0),
        ],
        overlays=[{"text": "Cookies"}],
        fields=[
            field("q", "Search", type="search", landmark="header"),
            field("q2", "Search again", type="search", key="q2"),
        ],
    )
    landing = page(elements=[link("Sale", "/sale", landmark="nav"), link("Cups", "/cups")])
    results = read_results(view, "mgu", site_wide_addresses(landing))
    assert results.recovery == ("Did you mean “mug”?", "All cups", "Search again")


def test_a_search_that_leads_to_the_products_own_page_has_found_it() -> None:
    view = page(
        "/p/51",
        headings=[heading("Blue mug")],
        texts=[text("9 €"), text("No reviews: there are no products to compare")],
        elements=[button("Add to cart")],
        cards=MUGS,
    )
    results = read(view, "Blue mug", intended="Blue mug")
    assert (results.count, results.named, results.states_none) == (1, True, False)
    assert read(view, "Red mug", intended="Red mug").direct is False


def test_the_queried_name_above_recommendations_is_no_products_page() -> None:
    view = page("/search", headings=[heading("Blue mug")], texts=[text("Nothing found")], cards=MUGS)
    assert read(view, "Blue mug", intended="Blue mug").count == 0


def test_a_products_own_page_need_not_keep_the_query() -> None:
    box = field("q", type="search", value="", landmark="header")
    own = page(
        "/p/51", headings=[heading("Blue mug")], texts=[text("9 €")], elements=[button("Add to cart")], fields=[box]
    )
    assert read(own, "Blue mug", intended="Blue mug").query_kept is None
    assert read(page("/search", fields=[box], cards=MUGS), "Blue mug", intended="Blue mug").query_kept is False
