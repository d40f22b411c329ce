"""Which form signs in, which opens an account, and which page bars the way."""

import pytest

from auditor.discovery.pages import is_sign_in, order_form_fields
from auditor.discovery.sign_in import closed_to_guests, rank_ways_to_sign_in, sign_in_form
from auditor.model.snapshot import Landmark
from tests.unit.discovery.snapshots import button, field, link, names, page

LOGIN = [field("user", "E-Mail", type="email", form=0), field("pass", "Passwort", type="password", form=0)]
JOIN = [
    field("name", "Ihr Name", form=1),
    field("mail", "E-Mail", type="email", form=1, key="mail"),
    field("new", "Neues Passwort", type="password", form=1, autocomplete="new-password"),
]
FORMS = [{"action": "/login", "submits": (0,)}, {"action": "/join", "submits": (1,)}]
CART = page("/warenkorb", "de")
SUBMITS = [button("Anmelden", form=0), button("Konto anlegen", form=1)]


def test_the_form_to_sign_in_is_told_from_the_one_that_opens_an_account() -> None:
    view = page("/konto", "de", forms=FORMS, fields=[*LOGIN, *JOIN], elements=SUBMITS)
    form = sign_in_form(view)
    assert form is not None
    assert (form.identifier.name, form.password.name) == ("user", "pass")
    assert form.submit is not None
    assert form.submit.name == "Anmelden"


def test_a_form_that_opens_an_account_is_none_to_sign_in_with() -> None:
    view = page(
        "/konto",
        "de",
        forms=[FORMS[1] | {"submits": (0,)}],
        fields=[
            field("name", "Ihr Name", form=0),
            field("mail", "E-Mail", type="email", form=0),
            field("new", "Passwort", type="password", form=0),
        ],
        elements=[button("Konto anlegen", form=0)],
    )
    assert sign_in_form(view) is None
    assert not closed_to_guests(view)


def test_a_page_that_shows_nothing_but_a_sign_in_is_closed_to_guests() -> None:
    assert closed_to_guests(page("/", "de", forms=FORMS[:1], fields=LOGIN, elements=SUBMITS[:1]))


@pytest.mark.parametrize("landmark", [Landmark.HEADER, Landmark.ASIDE, Landmark.FOOTER])
def test_a_box_to_sign_in_beside_the_page_s_own_matter_bars_nothing(landmark: Landmark) -> None:
    fields = [one | {"landmark": landmark} for one in LOGIN]
    assert not is_sign_in(page("/", "de", forms=FORMS[:1], fields=fields))


@pytest.mark.parametrize(
    ("language", "label", "required"),
    [("de", "Passwort (freiwillig)", False), ("fr", "Mot de passe (facultatif)", False), ("ja", "パスワード", True)],
)
def test_a_password_that_may_stay_empty_guards_nothing(language: str, label: str, *, required: bool) -> None:
    fields = [
        field("mail", "E-mail", type="email", form=0, required=required),
        field("street", "x", form=0, autocomplete="street-address", required=required),
        field("pass", label, type="password", form=0),
    ]
    view = page("/checkout", language, forms=[{"action": "/next"}], fields=fields)
    assert [entry.name for entry in order_form_fields(view)] == ["mail", "street"]


def test_a_password_asked_for_like_everything_else_guards_the_form() -> None:
    fields = [
        field("mail", "E-mail", type="email", form=0, required=True),
        field("street", "x", form=0, autocomplete="street-address", required=True),
        field("pass", "Password", type="password", form=0, required=True),
    ]
    assert order_form_fields(page("/checkout", forms=[{"action": "/next"}], fields=fields)) == ()


def test_a_notice_s_way_to_sign_in_is_told_by_its_words_its_address_or_by_unfolding_something_here() -> None:
    ways = [
        link("Einloggen", "/mein-bereich"),
        link("Näytä minulle", "/tili/login"),
        link("Hier entlang", "/kasse#hier"),
        link("AGB", "/agb"),
    ]
    for way in ways[:3]:
        assert names(rank_ways_to_sign_in(page("/kasse", "de", elements=[way, ways[3]]), CART)) == [way["name"]]
    assert not rank_ways_to_sign_in(page("/kasse", "de", elements=[{**ways[0], "landmark": "header"}]), CART)
    cart = page("/warenkorb", "de", elements=ways[:2])
    assert not rank_ways_to_sign_in(page("/kasse", "de", elements=ways[:2]), cart)


def test_where_there_is_something_to_fill_in_no_way_to_sign_in_is_sought() -> None:
    view = page("/kasse", "de", fields=[field("zip", "PLZ")], elements=[link("Einloggen", "/login")])
    assert not rank_ways_to_sign_in(view, CART)
