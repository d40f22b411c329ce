"""Calls to action and forms of sites that sell nothing to put into a cart."""

import pytest

from auditor.discovery.leads import lead_form, rank_calls_to_action, sells
from tests.unit.discovery.snapshots import Part, button, field, link, page

WHO = [
    field("name", "Name", form=0, autocomplete="name"),
    field("mail", "E-mail", type="email", form=0),
    field("text", "Message", type="textarea", tag="textarea", form=0),
]
FORM = [{"action": "/send", "submits": (0,)}]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Request a demo"),
        ("de", "Angebot anfordern"),
        ("fr", "Demander un devis"),
        ("es", "Solicitar presupuesto"),
        ("lv", "Pieprasīt piedāvājumu"),
        ("ru", "Оставить заявку"),
        ("pl", "Bezpłatna wycena"),
        ("ja", "お問い合わせ"),
        ("zh", "联系我们"),
        ("ar", "اتصل بنا"),
    ],
)
def test_a_call_to_action_is_told_by_its_words(language: str, words: str) -> None:
    ranked = rank_calls_to_action(page("/", language, elements=[link("…", "/x"), link(words, "/y")]))
    assert [entry.candidate.name for entry in ranked] == [words]


@pytest.mark.parametrize("path", ["/demo", "/anfrage", "/get/quote", "/signup", "/rejestracja"])
def test_a_call_to_action_is_told_by_its_address(path: str) -> None:
    assert rank_calls_to_action(page("/", "fi", elements=[link("Kokeile", path)]))


def test_the_way_in_for_members_is_no_call_to_action() -> None:
    ranked = rank_calls_to_action(page("/", elements=[link("Log in", "/register/login"), link("Sign up", "/signup")]))
    assert [entry.candidate.name for entry in ranked] == ["Sign up"]


def test_who_one_is_and_a_message_make_an_enquiry() -> None:
    found = lead_form(page("/contact", forms=FORM, fields=WHO, elements=[button("Send", form=0)]))
    assert found is not None
    assert not found.signs_up
    assert [entry.name for entry in found.form.fields] == ["name", "mail", "text"]


def test_a_new_password_makes_a_sign_up() -> None:
    fields = [WHO[1], field("pass", "Password", type="password", form=0, autocomplete="new-password")]
    found = lead_form(page("/join", forms=FORM, fields=fields, elements=[button("Create account", form=0)]))
    assert found is not None
    assert found.signs_up


@pytest.mark.parametrize(
    "fields",
    [
        [field("q", "Search", type="search", form=0)],
        [field("user", "User name", form=0), field("pass", "Password", type="password", form=0)],
        [field("newsletter_email", "E-mail", type="email", form=0)],
        [*WHO, field("card", "Card number", form=0, autocomplete="cc-number")],
        [field("x", "Colour", form=0)],
    ],
)
def test_what_asks_for_something_else_is_no_such_form(fields: list[Part]) -> None:
    assert lead_form(page("/", forms=FORM, fields=fields, elements=[button("OK", form=0)])) is None


def test_a_cart_or_a_button_that_adds_to_one_tells_a_shop() -> None:
    assert sells(page("/", "de", elements=[link("Warenkorb", "/warenkorb")]))
    assert sells(page("/x", "pl", elements=[button("Dodaj do koszyka")]))
    assert not sells(page("/", elements=[link("Pricing", "/pricing"), link("Contact us", "/contact")]))
