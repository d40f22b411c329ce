"""What a page is, and whether structure proves it."""

from typing import Any

import pytest

from auditor.discovery.page_view import PageView
from auditor.discovery.pages import (
    account_boxes,
    cart_is_empty,
    classify_page,
    is_empty,
    is_out_of_stock,
    is_shop,
    is_sign_in,
    offers_guest,
    order_form_fields,
    product_proof,
    terms_boxes,
)
from auditor.model.recognition import PageKind
from tests.unit.discovery.snapshots import Part, button, card, field, heading, link, page, radio, select, text, tick

MUGS = [card(f"Mug {number}", f"/mug-{number}", "9 €") for number in range(1, 5)]
LOGIN = [field("user", "E-mail", type="email", form=0), field("pass", "Password", type="password", form=0)]
ADDRESS = [
    field("first", "First name", form=1),
    field("mail", "E-mail", type="email", form=1, key="mail"),
    field("street", "Street", form=1),
    field("city", "City", form=1),
]
TWO_FORMS = [{"action": "/login"}, {"action": "/next"}]


def usable(view: PageView) -> list[str]:
    return [entry.name for entry in order_form_fields(view)]


def declared(**facts: Any) -> list[Part]:
    return [{"@type": "Product", "name": "Blue mug", **facts}]


def test_one_declared_product_proves_a_product_page() -> None:
    assert product_proof(page(json_ld=declared())) == (True, True)
    assert product_proof(page(meta={"og:type": "og:product"})) == (True, True)
    assert classify_page(page(json_ld=declared(), cards=MUGS)) == (PageKind.PRODUCT, True)


@pytest.mark.parametrize(
    ("language", "add", "price"),
    [
        ("en", "Add to basket", "£9.00"),
        ("de", "In den Warenkorb", "9,00 €"),
        ("lv", "Ielikt grozā", "9,00 €"),
        ("ru", "В корзину", "900 ₽"),
        ("zh", "加入购物车", "¥90"),
        ("ar", "أضف إلى السلة", "90 د.إ"),
    ],
)
def test_a_control_that_adds_outside_any_card_with_a_price_and_a_heading_is_a_product_page(
    language: str, add: str, price: str
) -> None:
    parts: dict[str, Any] = {"elements": [button(add)], "texts": [text(price)]}
    assert product_proof(page("/x", language, headings=[heading("Mug")], **parts)) == (True, True)
    assert product_proof(page("/x", language, **parts)) == (True, False)


def test_controls_that_add_in_cards_make_a_list_and_no_product_page() -> None:
    adds = [button("Add to cart", card=place) for place in range(4)]
    prices = [text("9 €", card=place) for place in range(4)]
    view = page("/mugs", headings=[heading("Mugs")], cards=MUGS, elements=adds, texts=prices)
    assert product_proof(view) == (False, False)
    assert classify_page(view) == (PageKind.LISTING, True)
    assert classify_page(page("/", cards=MUGS, elements=adds)) == (PageKind.LANDING, True)


def test_a_product_s_address_with_a_price_only_looks_like_one() -> None:
    parts: dict[str, Any] = {"headings": [heading("Mug")], "texts": [text("9 €")]}
    assert product_proof(page("/produkt/12", "fi", **parts)) == (True, False)
    assert product_proof(page("/tarina/12", "fi", **parts)) == (False, False)


def test_a_total_above_the_heading_or_below_a_list_makes_no_product() -> None:
    total = text("0,00 €", box=[800, 2, 80, 20])
    lists = [{**mug, "box": [100, 200, 200, 300]} for mug in MUGS]
    assert product_proof(page("/shop/mugs", headings=[heading("Mugs", box=[100, 120, 600, 40])], texts=[total])) == (
        False,
        False,
    )
    below = text("Delivery 4 €", box=[100, 900, 80, 20])
    assert not product_proof(page("/shop/mugs", headings=[heading("Mugs")], texts=[below], cards=lists))[0]


def test_a_price_and_words_that_it_is_gone_look_like_a_product_at_any_address() -> None:
    parts = {"headings": [heading("Blue mug")], "texts": [text("9 €"), text("Sold out")]}
    assert product_proof(page("/17.html", **parts)) == (True, False)
    assert classify_page(page("/17.html", **parts)) == (PageKind.PRODUCT, False)


def test_the_first_page_is_one_whatever_its_index_file_and_no_route_of_it() -> None:
    for path in ("/", "/index.php", "/?lang=de", "/#top"):
        assert classify_page(page(path, cards=MUGS))[0] is PageKind.LANDING
    for path in ("/#/category/2", "/index.php?page=list", "/mugs"):
        assert classify_page(page(path, cards=MUGS))[0] is PageKind.LISTING


@pytest.mark.parametrize(("language", "title"), [("en", "Shopping cart"), ("de", "Warenkorb"), ("zh", "购物车")])
def test_a_page_called_a_cart_that_leads_on_is_one_at_any_address(language: str, title: str) -> None:
    onward = link("→", "/checkout", landmark="main")
    headings = [heading(title)]
    assert classify_page(page("/b/7f3a", language, headings=headings, elements=[onward])) == (PageKind.CART, False)
    assert classify_page(page("/b/7f3a", language, headings=headings, cards=MUGS))[0] is PageKind.LISTING
    news = [heading(f"{title}: 10 ideas for every kitchen and every day of the year, told by those who know")]
    assert classify_page(page("/b/7f3a", language, headings=news, elements=[onward]))[0] is PageKind.OTHER


def test_a_page_of_nothing_known_is_nothing_known() -> None:
    assert classify_page(page("/about", texts=[text("Our story")])) == (PageKind.OTHER, False)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Page not found"),
        ("de", "Seite nicht gefunden"),
        ("lv", "Lapa nav atrasta"),
        ("ru", "Страница не найдена"),
        ("zh", "页面不存在"),
        ("ar", "الصفحة غير موجودة"),
    ],
)
def test_a_page_that_says_it_is_missing_is_an_error_whatever_it_recommends(language: str, title: str) -> None:
    assert classify_page(page("/gone", language, headings=[heading(title)], cards=MUGS)) == (PageKind.ERROR, False)


@pytest.mark.parametrize("path", ["/cart", "/warenkorb", "/grozs", "/korzina/", "/#/basket"])
def test_a_cart_is_told_by_its_address_and_proven_by_a_way_on(path: str) -> None:
    assert classify_page(page(path, "fi")) == (PageKind.CART, False)
    assert classify_page(page(path, "fi", elements=[link("Tilaamaan", "/checkout")])) == (PageKind.CART, True)


def test_fields_for_an_address_make_a_checkout_in_any_language() -> None:
    view = page(
        "/vaihe-1",
        "fi",
        fields=[field("a", "Katuosoite", autocomplete="street-address"), field("b", "x", autocomplete="postal-code")],
    )
    assert classify_page(view) == (PageKind.CHECKOUT, True)
    assert usable(view) == ["a", "b"]


def test_an_e_mail_alone_is_an_order_s_first_step_on_a_checkout_s_address_only() -> None:
    fields = [field("email", "E-mail", type="email")]
    assert usable(page("/checkout/contact", fields=fields)) == ["email"]
    assert usable(page("/contact", fields=fields)) == []
    assert classify_page(page("/checkout/contact", fields=fields)) == (PageKind.CHECKOUT, True)


def test_an_e_mail_that_asks_after_an_order_placed_is_no_step_of_another() -> None:
    fields = [field("order_reference", "Référence"), field("email", "E-mail", type="email")]
    assert usable(page("/suivi-commande-invite", "fr", fields=fields)) == []
    assert usable(page("/commande", "fr", fields=fields)) != []


def test_a_newsletter_s_e_mail_beside_a_guest_s_way_on_is_no_first_step() -> None:
    guest = link("Continue as guest", "/checkout/1")
    mail = field("email", "E-mail", type="email", form=0)
    news = {"forms": [{"action": "/index.php?page=mail", "method": "post"}], "fields": [mail]}
    assert not usable(page("/checkout", elements=[guest, button("Sign me up", form=0)], **news))
    assert usable(page("/checkout", elements=[guest, button("Continue", form=0)], **news)) == ["email"]


def test_only_a_password_is_a_sign_in() -> None:
    view = page("/checkout/login", forms=TWO_FORMS[:1], fields=LOGIN)
    assert is_sign_in(view)
    assert usable(view) == []
    assert classify_page(view) == (PageKind.SIGN_IN, True)


def test_an_account_with_an_address_that_must_be_opened_is_a_sign_in() -> None:
    fields = [*LOGIN, field("street", "Street", form=0), field("city", "City", form=0)]
    view = page("/checkout/register", forms=TWO_FORMS[:1], fields=fields)
    assert is_sign_in(view)
    assert classify_page(view) == (PageKind.SIGN_IN, True)


def test_a_password_that_may_be_left_empty_is_an_offer_not_a_condition() -> None:
    marked = [
        field("first", "Prénom", form=0, required=True),
        field("mail", "E-mail", type="email", form=0, required=True),
    ]
    offered = page("/commande", "fr", forms=TWO_FORMS[:1], fields=[*marked, field("pass", "", type="password", form=0)])
    assert not is_sign_in(offered)
    assert usable(offered) == ["first", "mail"]
    asked = field("pass", "", type="password", form=0, required=True)
    assert is_sign_in(page("/commande", "fr", forms=TWO_FORMS[:1], fields=[*marked, asked]))
    unmarked = [{**entry, "required": False} for entry in marked]
    assert is_sign_in(page("/commande", "fr", forms=TWO_FORMS[:1], fields=[*unmarked, {**asked, "required": False}]))


def test_an_order_form_beside_a_sign_in_is_usable() -> None:
    view = page("/checkout", forms=TWO_FORMS, fields=[*LOGIN, *ADDRESS])
    assert not is_sign_in(view)
    assert usable(view) == ["first", "mail", "street", "city"]
    assert classify_page(view) == (PageKind.CHECKOUT, True)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Continue as a guest"),
        ("de", "Als Gast bestellen"),
        ("lv", "Turpināt kā viesim"),
        ("ru", "Продолжить без регистрации"),
        ("zh", "以访客身份继续"),
        ("ar", "المتابعة كضيف"),
    ],
)
def test_a_guest_s_choice_next_to_a_sign_in_lets_one_in(language: str, label: str) -> None:
    choice = [radio("way", "1", label, form=0), radio("way", "2", "…", form=0)]
    view = page("/checkout", language, forms=TWO_FORMS[:1], fields=[*LOGIN, *choice])
    assert offers_guest(view)
    assert usable(view) == ["user"]
    assert not is_sign_in(view)


@pytest.mark.parametrize("value", ["guest", "anonymous", "gast"])
def test_a_guest_s_choice_is_told_by_its_value_in_any_language(value: str) -> None:
    view = page("/x", "fi", fields=[radio("way", value, "Ilman tiliä")])
    assert offers_guest(view)


def test_a_guest_s_choice_may_be_an_option_or_a_button_but_not_the_footer_s() -> None:
    options = {"new": "New customer", "guest": "Checkout as guest"}
    assert offers_guest(page(fields=[select("way", "Way", options)]))
    assert offers_guest(page(elements=[button("Checkout as guest")]))
    assert not offers_guest(page(elements=[link("Checkout as guest", "/faq", landmark="footer")]))
    assert not offers_guest(page(fields=[radio("way", "guest", "Guest", visible=False)]))


@pytest.mark.parametrize(
    "parts",
    [
        {"text_length": 40},
        {"has_canvas_or_video": True},
        {"truncated": True},
        {"closed_shadow_hosts": 1},
        {"frames": [{"url": "https://shop.example/f", "readable": True}]},
        {"images": [{"src": "/a.png"}]},
        {"fields": [field("q")]},
        {"elements": [button("Go")]},
    ],
)
def test_a_page_with_something_to_read_look_at_or_use_is_not_empty(parts: dict[str, Any]) -> None:
    assert not is_empty(page(**{"text_length": 0, **parts}).snapshot)


def test_a_page_with_nothing_but_broken_pictures_and_hidden_fields_is_empty() -> None:
    images = [{"src": "/a.png", "natural_width": 0}, {"src": "/b.png", "visible": False}]
    view = page(text_length=39, images=images, fields=[field("csrf", visible=False)])
    assert is_empty(view.snapshot)


def test_a_shop_is_told_by_its_data_its_prices_or_its_cart() -> None:
    assert is_shop(page(json_ld=[{"@type": "OnlineStore"}]))
    assert is_shop(page(cards=MUGS[:1]))
    assert is_shop(page("/", "fi", elements=[link("Kori", "/cart", landmark="header")]))
    assert not is_shop(page(elements=[link("Blog", "/blog"), button("Basket weaving lessons near you")]))


@pytest.mark.parametrize(
    ("offers", "gone"),
    [
        ({"availability": "https://schema.org/InStock"}, False),
        ({"availability": "OutOfStock"}, True),
        ([{"availability": "SoldOut"}, {"availability": "InStock"}], False),
        ([{"availability": "SoldOut"}, {"availability": "Discontinued"}], True),
        ({"availability": "PreOrder"}, False),
    ],
)
def test_structured_data_outweighs_words_about_the_stock(offers: object, gone: bool) -> None:
    words = "Sold out" if not gone else "In stock"
    assert is_out_of_stock(page(json_ld=declared(offers=offers), texts=[text(words)])) is gone


def test_where_one_buys_in_a_box_at_the_edge_its_words_tell() -> None:
    price, gone = text("9 €", landmark="aside"), text("Sold out", landmark="aside")
    assert is_out_of_stock(page("/p", texts=[price, gone]))
    assert not is_out_of_stock(page("/p", texts=[text("9 €"), price, gone]))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Currently sold out"),
        ("de", "Ausverkauft"),
        ("lv", "Nav noliktavā"),
        ("ru", "Нет в наличии"),
        ("zh", "缺货"),
        ("ar", "نفدت الكمية"),
    ],
)
def test_words_tell_that_a_product_is_gone_but_not_those_of_other_products(language: str, words: str) -> None:
    assert is_out_of_stock(page("/p", language, texts=[text(words)]))
    assert is_out_of_stock(page("/p", language, json_ld=declared(), texts=[text(words)]))
    for place in ({"card": 0}, {"landmark": "aside"}, {"landmark": "footer"}):
        assert not is_out_of_stock(page("/p", language, cards=MUGS, texts=[text(words, **place)]))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Your cart is empty"),
        ("de", "Ihr Warenkorb ist leer."),
        ("lv", "Jūsu grozs ir tukšs"),
        ("ru", "Ваша корзина пуста"),
        ("zh", "您的购物车为空"),
        ("ar", "سلة التسوق فارغة"),
    ],
)
def test_an_empty_cart_says_so_and_a_mini_cart_in_the_header_does_not_count(language: str, words: str) -> None:
    assert cart_is_empty(page("/cart", language, texts=[text(words)]))
    assert not cart_is_empty(page("/cart", language, texts=[text(words, landmark="header"), text("Mug")]))


ESTIMATE = [
    select("country", "Country", {"DE": "Germany", "FR": "France"}),
    select("zone", "Region", {"1": "Bayern"}),
    field("postcode", "Postcode"),
]


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("/index.php?route=checkout/cart", []),
        ("/basket", []),
        ("/xyz", [link("Zur Kasse", "/weiter")]),
        ("/mug", [button("In den Warenkorb")]),
    ],
)
def test_an_estimate_of_shipping_is_no_order_form(path: str, beside: list[Part]) -> None:
    view = page(path, "de", elements=beside, fields=ESTIMATE)
    assert usable(view) == []
    assert classify_page(view)[0] is not PageKind.CHECKOUT


@pytest.mark.parametrize("path", ["/checkout", "/cart/checkout", "/xyz"])
def test_a_first_step_may_ask_for_no_more_than_where_one_lives(path: str) -> None:
    assert usable(page(path, "de", fields=ESTIMATE)) == ["country", "zone", "postcode"]


def test_a_cart_that_asks_for_a_street_too_is_the_checkout() -> None:
    assert "street" in usable(page("/cart", fields=[*ESTIMATE, field("street", "Street")]))


@pytest.mark.parametrize(
    ("language", "label"),
    [("de", "Ich habe die AGB gelesen und stimme ihnen zu"), ("fr", "J'accepte les conditions générales de vente")],
)
def test_the_box_that_agrees_to_the_terms_is_told_from_the_newsletter_s(language: str, label: str) -> None:
    boxes = [
        field("a", label, type="checkbox", checked=False),
        field("b", label, type="checkbox", checked=True),
        field("news", "Newsletter", type="checkbox", checked=False),
    ]
    assert [entry.name for entry in terms_boxes(page("/cart", language, fields=boxes))] == ["a"]


def test_a_box_may_take_the_account_out_of_a_form() -> None:
    boxes = [
        field("guest", "Ohne Kundenkonto bestellen", type="checkbox", checked=False),
        field("create_account", "Kundenkonto anlegen", type="checkbox", checked=True),
        field("register", "Kundenkonto anlegen", type="checkbox", checked=False),
        field("terms", "AGB", type="checkbox", checked=False),
    ]
    assert [entry.name for entry in account_boxes(page("/checkout", "de", fields=boxes))] == ["guest", "create_account"]


SECRET = field("password", "Password", type="password", form=0, required=True)


@pytest.mark.parametrize(
    ("language", "name", "label"),
    [
        ("en", "box", "I would like to create an account"),
        ("de", "box", "Kundenkonto anlegen"),
        ("ru", "box", "Создать аккаунт"),
        ("fi", "register", "Haluan tilin"),
        ("fi", "create_account", "Haluan tilin"),
    ],
)
@pytest.mark.parametrize("checked", [True, False])
def test_a_password_for_an_account_that_may_be_declined_bars_no_guest(
    language: str, name: str, label: str, *, checked: bool
) -> None:
    asked = [{**entry, "form": 0} for entry in ADDRESS]
    box = tick(name, label, form=0, checked=checked)
    view = page("/checkout", language, forms=[{"action": "/checkout"}], fields=[*asked, box, SECRET])
    assert "street" in usable(view)
    assert not is_sign_in(view)


@pytest.mark.parametrize(
    "box",
    [
        tick("news", "Register me for the newsletter", form=0, checked=True),
        tick("terms", "I agree to the terms of registration", form=0, checked=True),
        tick("register", "Open an account", form=0, checked=True, required=True),
    ],
)
def test_other_boxes_beside_a_password_let_no_guest_in(box: Part) -> None:
    asked = [{**entry, "form": 0} for entry in ADDRESS]
    view = page("/checkout", forms=[{"action": "/checkout"}], fields=[*asked, box, SECRET])
    assert usable(view) == []


def test_a_box_that_turns_a_sign_in_into_a_registration_lets_no_guest_in() -> None:
    asked = [field("mail", "E-mail", type="email", form=0), SECRET, tick("new", "Create an account", form=0)]
    view = page("/checkout/login", forms=[{"action": "/checkout/login"}], fields=asked)
    assert usable(view) == []
    assert is_sign_in(view)


def test_rows_that_each_add_their_own_are_a_list_and_no_product() -> None:
    forms = [{"action": "/cart/add"}] * 3
    rows = [button("Add to cart", form=place, box=[600, 200 + 50 * place, 120, 30]) for place in range(3)]
    prices = [text("9 €", box=[400, 200 + 50 * place, 60, 20]) for place in range(3)]
    view = page("/screws", forms=forms, elements=rows, texts=prices, headings=[heading("Screws")])
    assert product_proof(view) == (False, False)
    assert product_proof(
        page("/screw", forms=forms[:1], elements=rows[:1], texts=prices[:1], headings=[heading("Screw")])
    )[0]
