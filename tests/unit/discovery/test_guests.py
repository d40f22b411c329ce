"""Ways on without an account, by their own words, by the heading over them, and those of newcomers."""

import pytest

from auditor.discovery.guests import rank_guest, rank_newcomers
from tests.unit.discovery.snapshots import button, field, heading, link, names, page

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
