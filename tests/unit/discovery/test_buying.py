"""Controls on the way from a product to the order."""

import pytest

from auditor.discovery.buying import rank_add_to_cart, rank_cart_links, rank_checkout
from auditor.discovery.guests import rank_guest
from auditor.model.recognition import Basis
from tests.unit.discovery.snapshots import best, button, card, field, heading, link, names, overlay, page, reasons

ADD = [
    ("en", "Add to basket", "Add to wish list"),
    ("de", "In den Warenkorb", "Zur Wunschliste hinzufügen"),
    ("lv", "Ielikt grozā", "Pievienot vēlmju sarakstam"),
    ("ru", "В корзину", "Добавить в избранное"),
    ("zh", "加入购物车", "加入收藏"),
    ("ar", "أضف إلى السلة", "أضف إلى المفضلة"),
]


@pytest.mark.parametrize(("language", "add", "wish"), ADD)
def test_words_alone_tell_adding_from_wishing(language: str, add: str, wish: str) -> None:
    view = page(language=language, elements=[button(wish), button("★"), button(add)])
    ranked = rank_add_to_cart(view)
    assert names(ranked) == [add]
    assert Basis.LEXICON in ranked[0].candidate.basis
    assert f"({language})" in ranked[0].candidate.reasons[0]


@pytest.mark.parametrize(("language", "add", "_wish"), ADD)
def test_the_page_s_own_control_stands_before_those_of_other_products(language: str, add: str, _wish: str) -> None:
    others = [button(add, card=place, selector=f"#other-{place}", box=[0, 10, 90, 30]) for place in range(3)]
    view = page(
        language=language,
        cards=[card(f"{place}", f"/p/{place}", "1 €") for place in range(3)],
        elements=[*others, button(add, selector="#own", box=[0, 900, 90, 30])],
    )
    ranked = rank_add_to_cart(view)
    assert ranked[0].candidate.selector == "#own"
    assert all("stands in the card of another product" in entry.candidate.reasons for entry in ranked[1:])


def test_a_control_in_the_block_around_the_page_s_one_heading_is_the_page_s_own() -> None:
    view = page(
        headings=[heading("Blue mug", box=[420, 120, 300, 40])],
        cards=[card("Blue mug", "/brand/potter", "9 €", box=[400, 100, 600, 500])],
        elements=[button("Add to cart", card=0)],
    )
    assert "stands in the card of another product" not in reasons(rank_add_to_cart(view), "Add to cart")


@pytest.mark.parametrize(
    "action", ["/cart/add", "/basket/add/12", "/warenkorb", "/grozs/pievienot", "/корзина/../korzina"]
)
def test_a_form_that_leads_to_the_cart_tells_its_button_in_any_language(action: str) -> None:
    view = page(language="fi", forms=[{"action": action}], elements=[button("Osta tämä", form=0), button("Jaa")])
    ranked = rank_add_to_cart(view)
    assert names(ranked) == ["Osta tämä"]
    assert "sends a form that leads to the cart" in reasons(ranked, "Osta tämä")


@pytest.mark.parametrize(
    ("language", "add", "tell"),
    [
        ("en", "Add to cart", "Notify me when available"),
        ("ru", "В корзину", "Сообщить о поступлении"),
        ("pl", "Do koszyka", "Powiadom o dostępności"),
    ],
)
def test_a_control_that_sends_word_when_goods_are_back_adds_nothing(language: str, add: str, tell: str) -> None:
    buttons = [button(add, form=0, disabled=True), button(tell, form=0)]
    view = page(language=language, forms=[{"action": "/cart"}], elements=buttons)
    assert names(rank_add_to_cart(view)) == [add]


def test_a_quantity_s_buttons_in_the_cart_s_form_stand_behind_the_one_that_sends_it() -> None:
    view = page(
        language="fi",
        forms=[{"action": "/cart/add"}],
        elements=[
            button("+", type="button", form=0),
            button("Osta tämä", form=0, box=[0, 900, 90, 30]),
            button("-", type="button", form=0),
        ],
    )
    assert best(rank_add_to_cart(view)) == "Osta tämä"


@pytest.mark.parametrize("facts", [{"id": "addToCart"}, {"class_": "btn add-to-basket"}, {"data_action": "bag.add"}])
def test_marks_tell_the_control_in_any_language(facts: dict[str, str]) -> None:
    view = page(language="fi", elements=[button("Jaa"), button("Osta tämä", **facts)])
    assert "is marked as add-to-cart" in reasons(rank_add_to_cart(view), "Osta tämä")


def test_wish_lists_and_comparisons_are_none_by_their_marks() -> None:
    view = page(
        language="fi",
        forms=[{"action": "/wishlist/cart/add"}],
        elements=[
            button("Toiveisiin", form=0),
            button("Vertaile", class_="add-to-cart-compare compare"),
            link("Toive", "/cart/add-wishlist?favourite=1", class_="wishlist add-to-cart"),
        ],
    )
    assert rank_add_to_cart(view) == ()


def test_removing_from_the_cart_is_no_adding() -> None:
    view = page(language="fi", elements=[button("x", class_="remove cart-add-remove", data_id="3")])
    assert rank_add_to_cart(view) == ()


@pytest.mark.parametrize(
    ("language", "add", "at_once"),
    [
        ("en", "Add to cart", "Buy now"),
        ("de", "In den Warenkorb", "Sofort kaufen"),
        ("lv", "Ielikt grozā", "Pirkt uzreiz"),
        ("ru", "Добавить в корзину", "Купить в один клик"),
        ("zh", "加入购物车", "立即购买"),
        ("ar", "أضف إلى السلة", "اشتر الآن"),
    ],
)
def test_buying_at_once_comes_after_adding(language: str, add: str, at_once: str) -> None:
    view = page(language=language, elements=[button(at_once, box=[0, 0, 90, 30]), button(add, box=[0, 90, 90, 30])])
    assert best(rank_add_to_cart(view)) == add


def test_buying_at_once_is_adding_where_nothing_else_adds() -> None:
    at_once = button("Kup teraz", landmark="main")
    assert rank_add_to_cart(page(language="pl", elements=[at_once]))[0].confidence > 0.45
    paying = page(language="pl", elements=[at_once], fields=[field("karta", "Numer karty"), field("x", "Ulica")])
    assert not [entry for entry in rank_add_to_cart(paying) if entry.confidence > 0.3]
    adding = button("Do koszyka", landmark="main")
    assert names(rank_add_to_cart(page(language="pl", elements=[at_once, adding]))) == ["Do koszyka"]


def test_a_form_that_asks_how_many_of_one_thing_adds_it_in_any_language() -> None:
    forms = [{"action": "/x/17", "method": "post"}]
    amount = field("qty", "", type="number", form=0)
    view = page("/mug", language="fi", forms=forms, fields=[amount], elements=[button("Ota mukaan", form=0)])
    assert reasons(rank_add_to_cart(view), "Ota mukaan")[0] == "sends a form that asks how many"
    lines = [amount, field("qty", "", key="2", type="number", form=0)]
    assert not rank_add_to_cart(page("/mug", "fi", forms=forms, fields=lines, elements=[button("Laske", form=0)]))
    assert not rank_add_to_cart(page("/cart", "fi", forms=forms, fields=[amount], elements=[button("Laske", form=0)]))


def test_a_sold_out_product_s_control_is_found_too() -> None:
    view = page(elements=[button("Add to cart", disabled=True)])
    assert rank_add_to_cart(view)[0].target.disabled


def test_the_footer_and_the_navigation_add_nothing() -> None:
    parts = ("footer", "nav")
    assert rank_add_to_cart(page(elements=[button("Add to cart", landmark=part) for part in parts])) == ()


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "View basket"),
        ("de", "Warenkorb (3)"),
        ("lv", "Iepirkumu grozs"),
        ("ru", "Корзина"),
        ("zh", "购物车"),
        ("ar", "سلة التسوق"),
    ],
)
def test_words_alone_tell_the_way_to_the_cart(language: str, name: str) -> None:
    elements = [button("Menu", landmark="header"), button(name, landmark="header")]
    view = page(language=language, elements=elements)
    assert names(rank_cart_links(view)) == [name]


def test_structure_tells_the_way_to_the_cart_in_any_language() -> None:
    view = page(
        language="fi",
        elements=[
            link("Suosikit", "/suosikit", landmark="header", badge_number=2),
            link("", "/cart", text="🛒", landmark="header", badge_number=1),
            link("Ostoskori", "/cart", landmark="footer"),
        ],
    )
    ranked = rank_cart_links(view)
    assert names(ranked) == ["🛒", "Ostoskori"]
    assert reasons(ranked, "🛒") == (
        "its address speaks of the cart",
        "carries a number",
        "stands in the header or in a drawer",
    )
    assert "stands in the footer" in reasons(ranked, "Ostoskori")


def test_where_nothing_speaks_of_a_cart_a_number_in_the_header_may_be_its() -> None:
    bag = button("Pussukka", landmark="header", badge_number=2)
    wishes = button("Suosikit", landmark="header", badge_number=5, id="wishlist-toggle")
    elsewhere = button("Kommentit", landmark="main", badge_number=9)
    assert names(rank_cart_links(page(language="fi", elements=[wishes, bag, elsewhere]))) == ["Pussukka"]
    assert names(rank_cart_links(page(language="fi", elements=[bag, link("Kassiin", "/cart")]))) == ["Kassiin"]


def test_what_the_cards_of_a_list_say_is_no_way_to_the_cart_or_the_checkout() -> None:
    cards = [card(f"Mug {number}", f"/mug-{number}", "9 €", index=number) for number in range(3)]
    pop = button("Pop it in my basket", landmark="main", card=1)
    assert names(rank_cart_links(page(cards=cards, elements=[pop, link("Basket", "/b", landmark="header")]))) == [
        "Basket"
    ]
    at_once = button("Order now", landmark="main", card=1, selector="#now")
    onward = button("Place order", landmark="main", selector="#onward")
    assert best(rank_checkout(page("/b", cards=cards, elements=[at_once, onward]))) == "Place order"


def test_a_cart_with_one_line_may_be_a_card_with_its_way_to_the_checkout() -> None:
    line = [card("Mug", "/mug", "9 €", index=0)]
    whole = page("/b", cards=line, elements=[button("Place order", landmark="main", card=0)])
    assert "stands in a listed product's card" not in reasons(rank_checkout(whole), "Place order")


def test_adding_removing_closing_and_paying_are_not_the_way_to_the_cart() -> None:
    view = page(
        overlays=[overlay("Your cart", modal=False)],
        elements=[
            link("Buy", "/cart/add/3"),
            link("Remove", "/cart/remove/3"),
            button("Add to cart", class_="cart-button"),
            button("Close cart", class_="cart-drawer__close", overlay=0),
            link("View cart", "/cart", overlay=0),
            link("Checkout", "/cart/checkout", overlay=0),
        ],
    )
    assert names(rank_cart_links(view)) == ["View cart"]


def test_a_glyph_marked_as_cart_may_lead_to_the_checkout_where_cart_and_checkout_are_one() -> None:
    glyph = link("", "/checkout", id="cart", text="🛒", landmark="nav")
    onward = link("Zur Kasse", "/checkout", class_="cart-checkout", landmark="main")
    assert names(rank_cart_links(page(language="de", elements=[glyph]))) == ["🛒"]
    assert names(rank_cart_links(page(language="de", elements=[onward]))) == []


def test_a_cart_that_stands_below_the_checkouts_address_sends_no_order_by_its_own_form() -> None:
    view = page(
        "/index.php?route=checkout/cart",
        "de",
        forms=[{"action": "https://shop.example/index.php?route=checkout/cart"}],
        elements=[
            button("+", form=0),
            button("Aktualisieren", form=0),
            link("Zur Kasse", "https://shop.example/index.php?route=checkout/cart#", landmark="main"),
        ],
    )
    assert names(rank_checkout(view)) == ["Zur Kasse"]


ONWARD = [
    ("en", "Proceed to checkout", "Continue shopping"),
    ("de", "Zur Kasse", "Weiter einkaufen"),
    ("lv", "Noformēt pasūtījumu", "Turpināt iepirkties"),
    ("ru", "Оформить заказ", "Продолжить покупки"),
    ("zh", "去结算", "继续购物"),
    ("ar", "إتمام الشراء", "متابعة التسوق"),
]


@pytest.mark.parametrize(
    ("language", "onward", "back"),
    [
        *ONWARD,
        ("uk", "Оформити замовлення", "Продовжити покупки"),
        ("lt", "Eiti į kasą", "Tęsti apsipirkimą"),
        ("et", "Mine kassasse", "Jätka ostlemist"),
        ("cs", "K pokladně", "Pokračovat v nákupu"),
        ("sv", "Till kassan", "Fortsätt handla"),
        ("tr", "Ödemeye geç", "Alışverişe devam et"),
        ("ko", "결제하기", "쇼핑 계속하기"),
    ],
)
def test_words_alone_tell_the_way_on_from_the_way_back(language: str, onward: str, back: str) -> None:
    view = page("/xyz", language=language, elements=[link(back, "/all"), button(onward)])
    assert names(rank_checkout(view)) == [onward]


@pytest.mark.parametrize("name", ["Finalizar compra", "Tramitar pedido", "Pedido con obligación de pago"])
def test_a_cart_s_control_may_say_to_order_where_a_language_has_one_word_for_both(name: str) -> None:
    view = page("/cesta", language="es", elements=[link("Seguir comprando", "/"), link(name, "/pedido")])
    ranked = rank_checkout(view)
    assert best(ranked) == name
    assert "its address speaks of ordering" in reasons(ranked, name)
    assert "stands with the cart's lines" in reasons(ranked, name)


@pytest.mark.parametrize("address", ["/checkout", "/kasse", "/kassa/", "/oformlenie", "/#/checkout", "/shop/onepage"])
def test_an_address_tells_the_checkout_in_any_language(address: str) -> None:
    view = page("/ostoskori", language="fi", elements=[link("Jatka ostoksia", "/kaikki"), link("Tilaamaan", address)])
    ranked = rank_checkout(view)
    assert best(ranked) == "Tilaamaan"
    assert "its address speaks of the checkout" in reasons(ranked, "Tilaamaan")


def test_a_form_that_leads_to_the_checkout_tells_its_button() -> None:
    view = page(
        "/ostoskori",
        language="fi",
        forms=[{"action": "/cart"}, {"action": "/checkout"}],
        elements=[button("Päivitä", form=0), button("Tilaamaan", form=1)],
    )
    assert names(rank_checkout(view)) == ["Tilaamaan"]


def test_the_cart_s_own_control_stands_before_those_of_header_and_footer() -> None:
    view = page(
        "/cart",
        elements=[
            link("Checkout", "/checkout", landmark="header", selector="#header"),
            link("Checkout", "/checkout", landmark="footer", selector="#footer"),
            link("Checkout", "/checkout", selector="#own"),
        ],
    )
    assert [entry.candidate.selector for entry in rank_checkout(view)] == ["#own", "#header", "#footer"]


def test_old_orders_and_places_on_the_page_are_no_way_on() -> None:
    view = page(
        "/cart",
        language="fi",
        elements=[link("Tilaukset", "/order/history"), link("Seuraa", "/orders/track"), link("Ylös", "#order")],
    )
    assert rank_checkout(view) == ()


@pytest.mark.parametrize(
    ("language", "guest", "sign_in"),
    [
        ("en", "Checkout as a guest", "Sign in"),
        ("de", "Als Gast bestellen", "Anmelden"),
        ("lv", "Turpināt kā viesim", "Pieslēgties"),
        ("ru", "Продолжить без регистрации", "Войти"),
        ("zh", "访客结账", "登录"),
        ("ar", "المتابعة كضيف", "تسجيل الدخول"),
    ],
)
def test_the_way_on_without_an_account(language: str, guest: str, sign_in: str) -> None:
    view = page("/login", language=language, elements=[button(sign_in), link(guest, "/next")], fields=[field("login")])
    assert names(rank_guest(view)) == [guest]


def test_a_guest_s_way_on_is_told_by_its_marks_too_but_not_in_the_footer() -> None:
    view = page(
        "/login",
        language="fi",
        elements=[
            link("Tilaa heti", "/checkout/guest"),
            button("Jatka", data_testid="guest-continue"),
            link("Vieraskirja", "/guest-book", landmark="footer"),
        ],
    )
    assert names(rank_guest(view)) == ["Tilaa heti", "Jatka"]


@pytest.mark.parametrize(
    ("language", "name", "address"),
    [
        ("en", "Order tracking", "/checkout/track-order"),
        ("fr", "Suivi de commande", "/suivi-commande-invite"),
        ("fr", "Mes commandes", "/historique-commande"),
        ("de", "Auftragsverfolgung", "/kasse/auftragsverfolgung-gast"),
    ],
)
def test_what_follows_an_order_placed_leads_to_no_checkout(language: str, name: str, address: str) -> None:
    assert names(rank_checkout(page("/panier", language, elements=[link(name, address)]))) == []


def test_a_way_to_the_checkout_in_an_open_dialog_stands_before_one_behind_it() -> None:
    inside = link("Commander", "/panier", overlay=0)
    behind = link("Paiement", "/commande/etapes")
    view = page("/p/1", "fr", overlays=[overlay("Commander")], elements=[behind, inside])
    assert names(rank_checkout(view))[0] == "Commander"


@pytest.mark.parametrize("action", ["/cart/clear", "/cart/remove", "/cart/add"])
def test_a_button_that_changes_the_cart_does_not_lead_to_it(action: str) -> None:
    view = page(language="de", forms=[{"action": action}], elements=[button("Warenkorb leeren", form=0)])
    assert rank_cart_links(view) == ()
