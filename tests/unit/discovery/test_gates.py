"""Pages before a shop are passed: how old one is, where one lives, the one way on. A shop is never taken for one."""

import pytest

from auditor.discovery.gates import gate_answers, is_veiled, leads_in, shows_shop
from auditor.discovery.page_view import PageView
from auditor.discovery.scopes import Answer
from tests.unit.discovery.snapshots import button, card, field, heading, link, page, select, text

AGES = [
    ("en", "Are you over 18 years old?", "No", "Yes"),
    ("de", "Sind Sie mindestens 18 Jahre alt?", "Nein", "Ja"),
    ("fr", "Avez-vous plus de 18 ans ?", "Non", "Oui"),
    ("es", "¿Eres mayor de edad? Solo mayores de 18.", "No", "Sí, soy mayor de 18"),
    ("pl", "Czy masz ukończone 18 lat?", "Nie", "Tak"),
    ("ru", "Вам исполнилось 18 лет?", "Нет", "Да, мне есть 18"),
    ("lv", "Vai jums ir 18 gadi?", "Nē", "Jā"),
    ("ja", "あなたは20歳以上ですか？", "いいえ", "はい"),
    ("zh", "您是否已满18岁？", "否", "是"),
    ("ar", "هل عمرك 18 سنة أو أكثر؟", "لا", "نعم"),
]


def pressed(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.press.candidate.name for answer in answers if answer.press]


def put_in(view: PageView) -> dict[str, str]:
    return {entry.name: value for entry, value in gate_answers(view)[0].entries}


@pytest.mark.parametrize(("language", "question", "no", "yes"), AGES)
def test_a_grown_up_says_yes_wherever_it_stands(language: str, question: str, no: str, yes: str) -> None:
    view = page(language=language, headings=[heading(question)], elements=[button(no), button(yes)])
    assert pressed(gate_answers(view))[0] == yes


def test_an_answer_that_leads_away_from_the_site_is_the_last() -> None:
    ways = [link("Nee hoor", "https://elsewhere.example/"), link("Ga maar", "/in")]
    view = page(language="xx", headings=[heading("18?")], elements=ways)
    assert pressed(gate_answers(view))[0] == "Ga maar"


def test_a_date_of_birth_is_given_in_lists() -> None:
    lists = [
        select("a", "", {"": "Tag", **{str(one): str(one) for one in range(1, 32)}}, form=0),
        select("b", "", {"": "Monat", **{str(one): str(one) for one in range(1, 13)}}, form=0),
        select("c", "", {"": "Jahr", **{str(one): str(one) for one in range(2020, 1920, -1)}}, form=0),
    ]
    view = page(forms=[{"action": "/x"}], fields=lists, elements=[button("Weiter", form=0)], language="de")
    assert put_in(view) == {"a": "5", "b": "5", "c": "1990"}
    assert pressed(gate_answers(view)) == ["Weiter"]


def test_a_date_of_birth_is_given_in_three_boxes_whatever_they_are_called() -> None:
    boxes = [field(name, type="text", maxlength=size, form=0) for name, size in (("y", 4), ("x", 2), ("z", 2))]
    view = page(forms=[{"action": "/x"}], fields=boxes, elements=[button("OK", form=0)], language="xx")
    assert put_in(view) == {"y": "1990", "x": "05", "z": "05"}


@pytest.mark.parametrize(
    ("language", "names", "chosen"),
    [
        ("es", ("Portugal", "España", "Francia"), "España"),
        ("de", ("France", "Deutschland (EUR)", "Italia"), "Deutschland (EUR)"),
        ("lv", ("Eesti", "Latvija", "Lietuva"), "Latvija"),
        ("xx", ("Italia", "United Kingdom"), "United Kingdom"),
    ],
)
def test_the_country_of_the_pages_language_is_chosen(language: str, names: tuple[str, ...], chosen: str) -> None:
    ways = [link(name, f"/r?to={place}") for place, name in enumerate(names)]
    view = page(language=language, elements=ways, headings=[heading("?")])
    assert pressed(gate_answers(view))[0] == chosen


def test_languages_are_told_by_their_own_names_and_addresses() -> None:
    ways = [link("Polski", "/pl/"), link("Italiano", "/it/"), link("日本語", "/ja/")]
    assert pressed(gate_answers(page("/", "it", elements=ways)))[0] == "Italiano"


def test_a_list_of_countries_is_set_and_sent() -> None:
    lands = select("land", "Land", {"": "–", "1": "Belgique", "2": "France", "3": "Suisse"}, form=0)
    view = page(forms=[{"action": "/x"}], fields=[lands], elements=[button("Valider", form=0)], language="fr")
    assert put_in(view) == {"land": "2"}


def test_a_list_that_needs_no_button_is_only_set() -> None:
    lands = select("land", "Land", {"": "–", "1": "Belgique", "2": "France", "3": "Suisse"})
    (answer,) = gate_answers(page(fields=[lands], language="fr"))
    assert answer.press is None
    assert [value for _, value in answer.entries] == ["2"]


def test_shops_of_other_hosts_are_not_gone_to() -> None:
    ways = [
        link("Deutschland", "https://other.example/"),
        link("France", "https://fr.shop.example/"),
        link("Italia", "/it"),
    ]
    assert pressed(gate_answers(page(language="de", elements=ways)))[0] == "France"


def test_the_one_way_on_is_taken() -> None:
    small_print = link("Privacy policy", "/privacy")
    view = page(elements=[link("Sisään", "/kauppa"), small_print], texts=[text("Tervetuloa")], language="fi")
    assert pressed(gate_answers(view)) == ["Sisään"]


def test_a_page_that_says_much_is_no_splash() -> None:
    assert gate_answers(page(elements=[link("Read on", "/more")], text_length=5000)) == ()


def test_a_shop_is_no_gate() -> None:
    goods = [card("Oak lamp", "/p/1", "€ 3", has_image=True), card("Tea pot", "/p/2", "€ 4", has_image=True)]
    view = page(cards=goods, elements=[link("Deutsch", "/de/"), link("English", "/en/")])
    assert shows_shop(view)
    assert leads_in(view)
    assert gate_answers(view) == ()


def test_a_form_alone_is_no_shop_to_be_led_into() -> None:
    view = page(fields=[field("email", "E-mail", type="email", form=0)], forms=[{"action": "/lead"}])
    assert shows_shop(view)
    assert not leads_in(view)


def test_a_bare_sheet_over_all_is_a_veil_and_a_banner_is_none() -> None:
    hidden = {"tested": 5, "blocked": 5, "blocker_selector": "#veil"}
    free = {"tested": 5, "blocked": 0}
    assert is_veiled(page(elements=[link("A", "/a", coverage=hidden), link("B", "/b", coverage=hidden)]))
    assert not is_veiled(page(elements=[link("A", "/a", coverage=hidden), link("B", "/b", coverage=free)]))
    assert not is_veiled(page(elements=[link("A", "/a", coverage=hidden), button("OK", coverage=free, overlay=0)]))
