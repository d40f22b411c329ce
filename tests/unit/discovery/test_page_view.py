"""A snapshot seen with a shopper's eyes."""

import pytest

from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.shopper import FieldPurpose
from tests.unit.discovery.snapshots import button, card, field, heading, link, overlay, page, text


def order_names(view: PageView) -> list[str]:
    return [entry.name for entry in view.order_fields]


def card_names(view: PageView) -> list[str]:
    return [entry.name for entry in view.product_cards]


@pytest.mark.parametrize(
    ("language", "label", "purpose"),
    [
        ("en", "Postcode", FieldPurpose.POSTCODE),
        ("de", "Postleitzahl", FieldPurpose.POSTCODE),
        ("lv", "Pasta indekss", FieldPurpose.POSTCODE),
        ("ru", "Почтовый индекс", FieldPurpose.POSTCODE),
        ("zh", "邮政编码", FieldPurpose.POSTCODE),
        ("ar", "الرمز البريدي", FieldPurpose.POSTCODE),
    ],
)
def test_fields_are_told_by_their_labels_in_the_page_s_language(
    language: str, label: str, purpose: FieldPurpose
) -> None:
    view = page(language=language, fields=[field("f17", label)])
    assert view.purpose(view.snapshot.fields[0]) is purpose
    assert order_names(view) == ["f17"]


@pytest.mark.parametrize(
    "facts",
    [
        {"visible": False},
        {"disabled": True},
        {"landmark": "footer"},
        {"landmark": "header"},
        {"landmark": "nav"},
    ],
)
def test_hidden_disabled_and_site_wide_fields_ask_for_no_order_data(facts: dict[str, object]) -> None:
    view = page(fields=[field("email", "E-mail", type="email", **facts), field("city", "City")])
    assert order_names(view) == ["city"]


@pytest.mark.parametrize("mark", ["/newsletter/", "/subscribe", "/mailing-list", "/newsletter-abonnieren"])
def test_a_newsletter_s_e_mail_is_no_order_field(mark: str) -> None:
    view = page(
        forms=[{"action": mark}, {"action": "/checkout"}],
        fields=[
            field("mail", "E-mail", type="email", form=0),
            field("email", "E-mail", type="email", form=1),
            field("city", "City", form=1),
        ],
    )
    assert order_names(view) == ["email", "city"]


def test_a_newsletter_that_asks_for_a_name_asks_for_no_order() -> None:
    view = page(
        forms=[{"action": "/newsletter"}],
        fields=[field("first_name", "First name", form=0), field("email", "E-mail", type="email", form=0)],
    )
    assert order_names(view) == []


def test_an_order_of_a_subscription_is_an_order() -> None:
    view = page(
        forms=[{"action": "/subscriptions/checkout"}],
        fields=[field("email", "E-mail", type="email", form=0), field("street", "Street", form=0)],
    )
    assert order_names(view) == ["email", "street"]


def test_an_e_mail_beside_an_offer_of_news_stays_an_order_field() -> None:
    view = page(
        forms=[{"action": "/checkout/contact"}],
        fields=[
            field("email", "E-mail", type="email", form=0),
            field("subscribe", "Send me news", type="checkbox", form=0),
        ],
    )
    assert order_names(view) == ["email"]


def test_a_control_s_title_speaks_where_its_name_is_silent() -> None:
    view = page(language="de", elements=[button("", title="In den Warenkorb")])
    match = view.element_says(Concept.ADD_TO_CART, view.snapshot.elements[0])
    assert match is not None
    assert match.language == "de"


def test_one_declared_product_is_the_page_s_subject_and_several_are_a_list() -> None:
    mug = {"@type": "Product", "name": "Blue mug"}
    pot = {"@type": ["Thing", "Product"], "name": "Pot"}
    assert page(json_ld=[mug, mug]).declared_product == mug
    assert page(json_ld=[pot]).declared_product == pot
    assert page(json_ld=[mug, pot]).declared_product is None
    assert page(json_ld=["no node", {"@type": "Organization"}]).declared_product is None


def test_the_main_heading_is_the_highest_outside_header_and_footer() -> None:
    view = page(
        headings=[
            heading("The Shop", 1, landmark="header"),
            heading("Related", 3),
            heading("Second", 2, box=[0, 500, 9, 9]),
            heading("First", 2, box=[0, 100, 9, 9]),
        ]
    )
    assert view.main_heading == "First"
    assert page().main_heading == ""


def test_hash_routes_are_part_of_the_path_and_anchors_are_not() -> None:
    assert "warenkorbe" in tokens_of(page("/#/warenk%C3%B6rbe").path)
    assert page("/korb#inhalt").path == "/korb"
    assert page("/%D0%BA%D0%BE%D1%80%D0%B7%D0%B8%D0%BD%D0%B0").path == "/корзина"


def test_the_block_around_the_page_s_one_main_heading_is_its_subject() -> None:
    view = page(
        headings=[heading("Blue mug", box=[420, 120, 300, 40])],
        cards=[
            card("Blue mug", "/mugs/blue/gallery", "9 €", box=[400, 100, 600, 500]),
            card("Red mug", "/mugs/red", "8 €", box=[100, 700, 200, 300]),
        ],
        elements=[button("Add to cart", card=0), button("Add to cart", card=1)],
        texts=[text("9 €", card=0), text("8 €", card=1)],
    )
    assert [view.in_card(entry) for entry in view.snapshot.elements] == [False, True]
    assert [view.in_card(entry) for entry in view.snapshot.texts] == [False, True]
    assert card_names(view) == ["Red mug"]


def test_where_every_card_has_a_main_heading_none_is_the_subject() -> None:
    view = page(
        headings=[heading("Blue mug", box=[110, 120, 50, 20]), heading("Red mug", box=[410, 120, 50, 20])],
        cards=[
            card("Blue mug", "/blue", "9 €", box=[100, 100, 200, 300]),
            card("Red mug", "/red", "8 €", box=[400, 100, 200, 300]),
        ],
    )
    assert card_names(view) == ["Blue mug", "Red mug"]


def test_priced_cards_leave_out_builds_that_never_show_a_price() -> None:
    view = page(
        cards=[
            card("Our story", "/story", signature="div.tile"),
            card("Blue mug", "/blue", "9 €"),
            card("Sold-out mug", "/sold-out"),
            card("Menu", "/menu", "9 €", landmark="nav"),
            card("Hidden mug", "/hidden", "9 €", visible=False),
            card("Blue mug", "/blue", "9 €"),
            card("", "/nameless", "9 €"),
        ],
    )
    assert card_names(view) == ["Blue mug", "Sold-out mug"]


def test_without_prices_only_pictures_of_one_build_are_products() -> None:
    view = page(
        cards=[
            card("Banner", "/sale", signature="div.banner"),
            card("Blue mug", "/blue"),
            card("Red mug", "/red"),
            card("Text only", "/text", has_image=False),
        ],
    )
    assert card_names(view) == ["Blue mug", "Red mug"]


def test_the_shop_s_sign_is_no_product_even_where_it_is_built_like_one() -> None:
    cell = {"signature": "tr > td", "has_image": True}
    sign = card("Corner Shop", "https://shop.example/index.php", **cell)
    goods = card("Mug", "https://shop.example/index.php?item=3", "9 €", **cell)
    assert [one.name for one in page("/index.php?list=2", cards=[sign, goods]).product_cards] == ["Mug"]


def test_a_name_beside_a_card_s_number_is_the_card_holder_s() -> None:
    number, name = field("n", "Card number", form=0), field("x", "Name of owner", form=0)
    paying = page(forms=[{}], fields=[number, name])
    assert paying.purposes == (FieldPurpose.CARD_NUMBER, FieldPurpose.CARD_HOLDER)
    alone = page(forms=[{}], fields=[field("n", "Card number", form=0), field("x", "Name", form=0)])
    assert alone.purposes[1] is FieldPurpose.CARD_HOLDER
    whole = page(forms=[{}], fields=[number, field("x", "Name", form=0), field("x2", "Street", form=0)])
    assert whole.purposes[1] is FieldPurpose.FULL_NAME


def test_a_card_that_links_to_its_own_page_is_no_product_of_a_list() -> None:
    view = page("/blue", cards=[card("Picture 1", "/blue#1"), card("Picture 2", "/blue#2")])
    assert card_names(view) == []


def test_texts_of_header_and_footer_can_be_left_out() -> None:
    view = page(texts=[text("Köln Tasse", landmark="footer")], elements=[button("Grüne Tasse")])
    assert view.contains_text("KOLN TASSE")
    assert not view.contains_text("koln tasse", landmark_free=True)
    assert view.contains_text("grune", landmark_free=True)
    assert not view.contains_text("")


def test_addresses_are_split_at_separators_and_camel_case() -> None:
    assert tokens_of("/Warenkörbe/addToCart_item-2?x=%C3%84") == {
        "warenkorbe", "add", "to", "cart", "item", "2", "x", "a",
    }  # fmt: skip


def test_while_a_search_stands_over_the_page_only_what_it_shows_can_be_reached() -> None:
    below, above = link("Blue mug", "/blue"), link("Blue mug", "/blue", overlay=0)
    view = page(
        elements=[below, above],
        fields=[field("q", type="search", overlay=0)],
        overlays=[overlay("Search", viewport_share=1)],
        cards=[
            card("Blue mug", "/blue", "9 €", link=0),
            card("Red mug", "/red", "9 €", link=0),
            card("Blue mug found", "/blue", "9 €", link=1, landmark="dialog"),
        ],
    )
    assert card_names(view) == ["Blue mug found"]


def test_a_small_search_beside_the_page_and_a_question_of_consent_hide_nothing() -> None:
    for told in ({"modal": False, "viewport_share": 0.2}, {"marks": "cookie consent"}):
        view = page(
            fields=[field("q", type="search", overlay=0)],
            overlays=[overlay("Search", **told)],
            cards=[card("Blue mug", "/blue", "9 €")],
        )
        assert card_names(view) == ["Blue mug"]
