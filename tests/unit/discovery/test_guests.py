"""Ways on without an account, by their own words, by the heading over them, and those of newcomers."""

import pytest

from auditor.discovery.guests import as_guest, guest_offer, rank_guest, rank_newcomers
from auditor.model.artifact import GuestOffer
from tests.unit.discovery.snapshots import Part, button, field, heading, link, names, page, radio

LOGIN = [field("user", "E-Mail", form=0), field("pass", "Passwort", type="password", form=0)]


def at(x: int, y: int) -> dict[str, object]:
    return {"box": [x, y, 300, 40]}


@pytest.mark.parametrize(
    ("language", "title", "onward"),
    [
        ("de", "Als Gast bestellen", "Weiter"),
        ("fr", "Commander sans compte", "Continuer"),
        ("pl", "Zakupy bez rejestracji", "Dalej"),
    ],
)
def test_a_control_takes_its_meaning_from_the_heading_over_it(language: str, title: str, onward: str) -> None:
    view = page(
        "/kasse",
        language,
        forms=[{"action": "/login"}],
        fields=LOGIN,
        headings=[heading("Login", 2, **at(100, 200)), heading(title, 2, **at(600, 200))],
        elements=[button(onward, form=0, **at(100, 300)), link(onward, "/kasse/adresse", **at(600, 300))],
    )
    assert [entry.candidate.href for entry in rank_guest(view)] == ["https://shop.example/kasse/adresse"]


def test_a_heading_farther_up_says_nothing_where_another_stands_between() -> None:
    view = page(
        "/kasse",
        "de",
        headings=[heading("Als Gast bestellen", 2, **at(100, 100)), heading("Hilfe", 2, **at(100, 250))],
        elements=[link("Weiter", "/hilfe", **at(100, 300))],
    )
    assert rank_guest(view) == ()


def test_newcomers_ways_are_links_and_not_what_sends_fields() -> None:
    view = page(
        "/kasse",
        "de",
        forms=[{"action": "/login"}, {"action": "/neu"}],
        fields=[*LOGIN, field("mail", "E-Mail", form=1)],
        elements=[link("Konto anlegen", "/neu"), button("Konto anlegen", form=1), button("Anmelden", form=0)],
    )
    assert names(rank_newcomers(view)) == ["Konto anlegen"]


KNOWN = [
    field("user", "E-Mail", form=0, index=0, **at(100, 200)),
    field("pass", "Passwort", type="password", form=0, index=1, **at(100, 260)),
]


def offered(way: Part, *beside: Part) -> GuestOffer:
    view = page("/kasse", "de", forms=[{"action": "/login"}], fields=[*KNOWN, *beside], elements=[way])
    offer = guest_offer(view, rank_guest(view)[0])
    assert offer is not None
    return offer


@pytest.mark.parametrize(
    ("way", "as_button"),
    [
        (link("Als Gast bestellen", "/gast", **at(600, 200)), False),
        (link("Als Gast bestellen", "/gast", plate_px=20, **at(600, 200)), False),
        (link("Als Gast bestellen", "/gast", plate_px=44, **at(600, 200)), True),
        (button("Als Gast bestellen", **at(600, 200)), True),
        (button("Als Gast bestellen", role="tab", **at(600, 200)), True),
        (button("Als Gast bestellen", tag="div", role="", clickable_look=True, **at(600, 200)), False),
    ],
)
def test_a_link_is_a_button_where_its_background_is_high_enough(way: Part, as_button: bool) -> None:
    assert offered(way).as_button is as_button


def test_a_link_around_a_button_is_one() -> None:
    view = page(
        "/kasse",
        "de",
        forms=[{"action": "/login"}],
        fields=KNOWN,
        elements=[link("Als Gast bestellen", "/gast", **at(600, 200)), button("Weiter", box=[700, 210, 80, 20])],
    )
    offer = guest_offer(view, rank_guest(view)[0])
    assert offer is not None
    assert offer.as_button


@pytest.mark.parametrize(
    ("x", "y", "below"), [(100, 100, False), (100, 400, True), (600, 200, False), (600, 400, False)]
)
def test_below_is_what_stands_lower_in_the_passwords_column(x: int, y: int, below: bool) -> None:
    offer = offered(button("Als Gast bestellen", **at(x, y)))
    assert (offer.below_password, offer.email_first) == (below, False)


def test_what_stands_over_the_page_is_not_below_what_the_page_asks() -> None:
    assert not offered(button("Als Gast bestellen", overlay=0, **at(100, 400))).below_password


@pytest.mark.parametrize(("first", "below"), [(100, False), (400, True)])
def test_a_choice_that_begins_above_the_password_is_not_below_it(first: int, below: bool) -> None:
    choices = [
        radio("who", "member", "Ich habe ein Konto", index=2, **at(100, first)),
        radio("who", "guest", "Als Gast bestellen", index=3, **at(100, 500)),
    ]
    view = page("/kasse", "de", forms=[{"action": "/login"}], fields=[*KNOWN, *choices])
    offer = guest_offer(view, as_guest(view, view.snapshot.fields[3]))
    assert offer is not None
    assert (offer.as_button, offer.below_password) == (True, below)


def test_a_page_without_a_password_asks_for_the_address_first() -> None:
    view = page(
        "/kasse",
        "de",
        forms=[{"action": "/kasse"}],
        fields=[field("mail", "E-Mail", type="email", form=0)],
        elements=[button("Als Gast bestellen", form=0)],
    )
    offer = guest_offer(view, rank_guest(view)[0])
    assert offer is not None
    assert offer.email_first


def test_a_form_that_opens_an_account_is_none_to_sign_in_with() -> None:
    secrets = [field(name, "Passwort", type="password", autocomplete="new-password", form=0) for name in ("a", "b")]
    view = page("/kasse", "de", forms=[{}], fields=secrets, elements=[link("Als Gast bestellen", "/gast")])
    assert guest_offer(view, rank_guest(view)[0]) is None
