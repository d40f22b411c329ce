"""A shopper who wants to buy says yes to adding, and never to taking away or ordering."""

import pytest

from auditor.discovery.native_boxes import agrees, agrees_unasked
from auditor.model.recognition import Role
from tests.unit.discovery.snapshots import button, page


def says_yes(message: str, language: str, role: Role = Role.ADD_TO_CART, pressed: str = "+") -> bool:
    view = page(language=language, elements=[button(pressed)])
    return agrees(view, role, view.snapshot.elements[0], message)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Add this to your cart?"),
        ("de", "Möchten Sie diesen Artikel in den Warenkorb legen?"),
        ("pl", "Czy dodać produkt do koszyka?"),
        ("ja", "カートに入れますか？"),
        ("xx", "Ĉu vere?"),
    ],
)
def test_what_follows_adding_is_agreed_to(language: str, question: str) -> None:
    assert says_yes(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Remove what is in your cart and add this?"),
        ("de", "Der alte Warenkorb wird gelöscht. Fortfahren?"),
        ("fr", "Supprimer l'article ?"),
        ("ru", "Удалить товар из корзины?"),
        ("en", "Place order now?"),
        ("de", "Jetzt zahlungspflichtig bestellen?"),
    ],
)
def test_what_takes_away_or_orders_is_not(language: str, question: str) -> None:
    assert not says_yes(question, language)


def test_buying_at_once_is_agreed_to_by_nobody() -> None:
    assert not says_yes("Sure?", "en", pressed="Buy now")


def test_the_checkout_is_gone_to_where_the_question_says_so() -> None:
    assert says_yes("Weiter zur Kasse?", "de", Role.CHECKOUT)
    assert not says_yes("Sind Sie sicher?", "de", Role.CHECKOUT)
    assert not says_yes("Sind Sie sicher?", "de", Role.ADVANCE)


@pytest.mark.parametrize("question", ["Are you 18 years old?", "Czy masz ukończone 18 lat?", "Cookies?"])
def test_what_a_page_asks_of_itself_is_agreed_to_where_it_is_about_age_or_cookies(question: str) -> None:
    assert agrees_unasked(question)
    assert not agrees_unasked("Go to our other site?")
