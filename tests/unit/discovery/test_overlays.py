"""Consent banners are answered, pop-ups are closed, and a drawer that holds the cart is left open."""

import pytest

from auditor.discovery.overlays import answers, covering, is_consent, rank_closers, rank_consent_answers
from tests.unit.discovery.snapshots import Part, best, button, card, field, link, names, overlay, page, reasons

BANNERS = [
    ("en", "Accept all", "Reject all"),
    ("de", "Alle akzeptieren", "Nur notwendige"),
    ("lv", "Piekrist visām", "Noraidīt"),
    ("ru", "Принять все", "Отклонить"),
    ("zh", "全部接受", "全部拒绝"),
    ("ar", "قبول الكل", "رفض الكل"),
]
COOKIES = overlay("We use cookies to make this shop better.")
SECRET = overlay("Kävijätiedot", marks="cookie-consent bar")


def inside(*elements: Part) -> list[Part]:
    return [{**element, "overlay": 0, "landmark": "dialog"} for element in elements]


@pytest.mark.parametrize(("language", "accept", "reject"), BANNERS)
def test_a_pair_of_answers_makes_a_banner_and_it_is_accepted(language: str, accept: str, reject: str) -> None:
    view = page(language=language, overlays=[overlay("…")], elements=inside(button(reject), button(accept)))
    assert is_consent(view, view.snapshot.overlays[0])
    assert best(rank_consent_answers(view)) == accept
    assert rank_closers(view) == ()


@pytest.mark.parametrize(("language", "_accept", "reject"), BANNERS)
def test_a_banner_that_can_only_be_refused_is_refused(language: str, _accept: str, reject: str) -> None:
    view = page(language=language, overlays=[COOKIES], elements=inside(button("⚙"), button(reject)))
    ranked = rank_consent_answers(view)
    assert names(ranked) == [reject]
    assert "rejects" in reasons(ranked, reject)


@pytest.mark.parametrize("name", ["OK", "Ok!", "ОК", "Got it"])
def test_a_mere_ok_answers_a_banner(name: str) -> None:
    view = page(overlays=[COOKIES], elements=inside(button(name), link("More", "/cookies")))
    assert names(rank_consent_answers(view)) == [name]


def test_a_banner_is_told_by_its_marks_where_the_words_are_not_known() -> None:
    view = page(
        language="fi",
        overlays=[SECRET],
        elements=inside(button("Asetukset", class_="settings"), button("Selvä", class_="btn btn-accept")),
    )
    ranked = rank_consent_answers(view)
    assert names(ranked) == ["Selvä"]
    assert reasons(ranked, "Selvä") == ("is marked as accepting",)


def test_the_only_button_of_a_banner_answers_it() -> None:
    view = page(language="fi", overlays=[SECRET], elements=inside(link("Lisää", "/tietosuoja"), button("Selvä")))
    ranked = rank_consent_answers(view)
    assert names(ranked) == ["Selvä"]
    assert reasons(ranked, "Selvä") == ("is the banner's only button",)


def test_of_buttons_that_say_nothing_known_none_is_pressed() -> None:
    view = page(language="fi", overlays=[SECRET], elements=inside(button("Selvä"), button("Asetukset")))
    assert rank_consent_answers(view) == ()


def test_links_and_dead_buttons_answer_nothing() -> None:
    elements = inside(link("Accept terms", "/terms"), button("Accept all", disabled=True))
    assert rank_consent_answers(page(overlays=[COOKIES], elements=elements)) == ()


def test_the_same_words_outside_an_overlay_answer_nothing() -> None:
    assert rank_consent_answers(page(overlays=[COOKIES], elements=[button("OK"), button("Accept all")])) == ()


@pytest.mark.parametrize(
    ("language", "words", "subscribe", "close"),
    [
        ("en", "10% off your first order! See our privacy policy.", "Sign me up", "No thanks"),
        ("de", "10 % Rabatt. Hinweise zum Datenschutz", "Anmelden", "Nein danke"),
        ("lv", "Jaunumi un atlaides", "Abonēt", "Aizvērt"),
        ("ru", "Скидка 10 % за подписку", "Подписаться", "Закрыть"),
        ("zh", "订阅电子报", "订阅", "关闭"),
        ("ar", "اشترك في النشرة البريدية", "اشترك", "إغلاق"),
    ],
)
def test_a_newsletter_s_pop_up_is_no_banner_and_is_closed(
    language: str, words: str, subscribe: str, close: str
) -> None:
    view = page(
        language=language,
        overlays=[overlay(words)],
        elements=inside(button(subscribe), button(close)),
        fields=[field("email", "E-mail", type="email", overlay=0)],
    )
    assert not is_consent(view, view.snapshot.overlays[0])
    assert rank_consent_answers(view) == ()
    assert names(rank_closers(view)) == [close]


def test_a_box_to_agree_does_not_make_a_newsletter_s_pop_up_a_banner() -> None:
    view = page(
        overlays=[overlay("Join our club. We care for your privacy.")],
        elements=inside(button("I agree, sign me up"), button("×")),
        fields=[field("mail", "E-mail", overlay=0)],
    )
    assert rank_consent_answers(view) == ()
    assert names(rank_closers(view)) == ["×"]


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        (button("Sulje", class_="modal__close"), "is marked as closing"),
        (button("", text="✕"), "is a cross"),
        (button("Close dialog"), "it says “close dialog” (en)"),
        (button("", title="Schließen"), "it says “schließen” (de)"),
    ],
)
def test_a_pop_up_is_closed_by_its_mark_its_cross_or_its_word(element: Part, reason: str) -> None:
    view = page(overlays=[overlay("Tervetuloa")], elements=inside(button("Jatka tästä"), element))
    ranked = rank_closers(view)
    assert len(ranked) == 1
    assert folded_in(reason, ranked[0].candidate.reasons)


def folded_in(reason: str, given: tuple[str, ...]) -> bool:
    return reason in given or reason.replace("ß", "ss") in given


def test_a_block_that_does_not_stop_the_shopper_is_left_alone() -> None:
    view = page(overlays=[overlay("Chat with us", modal=False)], elements=inside(button("Close")))
    assert rank_closers(view) == ()


@pytest.mark.parametrize(
    ("language", "checkout", "close"),
    [
        ("en", "Checkout", "Close"),
        ("de", "Zur Kasse", "Schließen"),
        ("lv", "Noformēt pasūtījumu", "Aizvērt"),
        ("ru", "Оформить заказ", "Закрыть"),
        ("zh", "去结算", "关闭"),
        ("ar", "إتمام الشراء", "إغلاق"),
    ],
)
def test_a_drawer_that_holds_the_cart_is_neither_answered_nor_closed(language: str, checkout: str, close: str) -> None:
    view = page(
        language=language,
        overlays=[overlay("Chocolate cookies, 3.50 €", marks="cart-drawer")],
        elements=inside(button(close, class_="drawer-close"), link("Chocolate cookies", "/cookies"), button(checkout)),
    )
    assert not is_consent(view, view.snapshot.overlays[0])
    assert rank_consent_answers(view) == ()
    assert rank_closers(view) == ()


def test_a_drawer_over_a_banner_leaves_the_banner_to_be_answered() -> None:
    view = page(
        overlays=[COOKIES, overlay("Your cart", marks="drawer")],
        elements=[
            button("Accept all", overlay=0),
            link("Checkout", "/checkout", overlay=1),
            button("Close", overlay=1),
        ],
    )
    assert names(rank_consent_answers(view)) == ["Accept all"]
    assert rank_closers(view) == ()


def answered(*elements: Part, words: str = "…", language: str = "en", **parts: object) -> list[str]:
    view = page(language=language, overlays=[overlay(words)], elements=inside(*elements), **parts)
    return [one.press.candidate.name if one.press else "Escape" for one in answers(view)]


@pytest.mark.parametrize(
    ("language", "question", "yes"),
    [
        ("en", "You must be 21 or older to enter.", "I am over 21"),
        ("de", "Bist du schon 18 Jahre alt?", "Ja, ich bin 18"),
        ("pt", "Tem mais de 18 anos? É maior de idade?", "Sim, tenho 18"),
        ("ar", "هل عمرك 18 سنة؟", "نعم"),
    ],
)
def test_an_age_gate_is_answered_by_a_grown_up(language: str, question: str, yes: str) -> None:
    assert answered(button("–"), button(yes), words=question, language=language)[0] == yes


def test_a_sheet_is_closed_before_anything_is_chosen_in_it() -> None:
    shops = [button("Rua Augusta"), button("Praça da Alegria"), button("×")]
    assert answered(*shops, words="Escolha a loja", language="pt")[0] == "×"
    assert answered(*shops[:2], words="Escolha a loja", language="pt") == ["Rua Augusta", "Escape"]


def test_the_country_of_the_pages_language_is_chosen_in_a_sheet_without_a_way_out() -> None:
    assert answered(button("Polska"), button("Deutschland"), words="Land wählen", language="de")[0] == "Deutschland"


def test_a_place_asked_for_is_named() -> None:
    asked = [{**field("plz", "Postleitzahl", type="text", form=0), "overlay": 0}]
    sender = button("Suchen", form=0)
    given = page(
        language="de",
        overlays=[overlay("Wo wohnen Sie?")],
        elements=inside(sender),
        fields=asked,
        forms=[{"action": "/x"}],
    )
    assert [(entry.name, bool(value)) for entry, value in answers(given)[0].entries] == [("plz", True)]


def test_a_sheet_that_asks_to_sign_in_is_not_answered_with_a_guess() -> None:
    asked = [{**field("p", "Password", type="password", form=0), "overlay": 0}]
    assert answered(button("Sign in", form=0), fields=asked, forms=[{"action": "/login"}]) == ["Escape"]


def test_what_holds_the_shop_itself_is_no_question() -> None:
    goods = [card("Lamp", "/p/1", "€ 3", link=0, has_image=True), card("Pot", "/p/2", "€ 4", link=1, has_image=True)]
    assert answered(link("Lamp", "/p/1"), link("Pot", "/p/2"), button("Go"), cards=goods) == []


def test_only_what_covers_a_control_is_in_its_way() -> None:
    hidden = {"tested": 5, "blocked": 4, "blocker_selector": "#chat"}
    chat, bar = {**overlay("Chat"), "modal": False}, {**overlay("Bar"), "modal": False}
    view = page(
        overlays=[{**chat, "selector": "#chat"}, {**bar, "selector": "#bar"}],
        elements=[button("Add to cart", coverage=hidden), *inside(button("Close"))],
    )
    assert covering(view, view.snapshot.elements[0]) == (0,)
    assert answers(view) == ()
    assert [one.press.candidate.name for one in answers(view, in_the_way=(0,)) if one.press] == ["Close"]


def test_a_picture_that_fills_the_window_asks_nothing() -> None:
    free = {"tested": 5, "blocked": 0}
    ways = [button("Shop now"), button("Read on")]
    view = page(overlays=[overlay("Summer")], elements=[link("Lamps", "/c/lamps", coverage=free), *inside(*ways)])
    assert answers(view) == ()
