"""Where a shopper types what they are looking for: told by structure first, then by words of any language."""

import pytest

from auditor.discovery.search_box import hides_search, rank_search_fields, rank_search_toggles
from auditor.model.recognition import Basis
from tests.unit.discovery.snapshots import Part, best, button, field, link, names, page, reasons

NEWSLETTER = field("email", "Your e-mail", type="email", landmark="footer")


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "What are you looking for?"),
        ("de", "Wonach suchen Sie?"),
        ("lv", "Ko jūs meklējat?"),
        ("ru", "Поиск по каталогу"),
        ("zh", "请输入关键词"),
        ("ar", "ابحث عن منتج"),
    ],
)
def test_words_alone_tell_the_field(language: str, label: str) -> None:
    view = page(language=language, fields=[NEWSLETTER, field("f1", "", placeholder=label)])
    ranked = rank_search_fields(view)
    assert names(ranked) == [label]
    assert ranked[0].candidate.basis == (Basis.LEXICON,)
    assert f"({language})" in ranked[0].candidate.reasons[0]


@pytest.mark.parametrize("language", ["fi", "el", "", "en"])
def test_structure_tells_the_field_in_any_language(language: str) -> None:
    view = page(
        language=language,
        forms=[{"action": "/hae", "method": "get", "role": "search"}],
        fields=[field("email", "Sähköposti"), field("x", "Hae", form=0, landmark="header")],
    )
    ranked = rank_search_fields(view)
    assert best(ranked) == "Hae"
    assert "stands in a form of role search" in reasons(ranked, "Hae")
    assert "is the only field of a form that asks, not sends" in reasons(ranked, "Hae")


@pytest.mark.parametrize("name", ["q", "s", "search_query", "searchTerm", "suche", "poisk", "cauta"])
def test_a_field_named_like_a_query_is_one(name: str) -> None:
    view = page(fields=[field(name)])
    assert reasons(rank_search_fields(view), name) == (f"is named “{name}”",)


def test_the_shop_s_search_stands_before_a_filter_of_the_page() -> None:
    view = page(
        json_ld=[{"@type": "WebSite"}, {"@type": "SearchAction"}],
        forms=[{"action": "/search", "method": "get"}],
        fields=[
            field("brand", "Search brands", landmark="aside"),
            field("q", "Search", type="search", form=0, landmark="header"),
        ],
    )
    ranked = rank_search_fields(view)
    assert names(ranked) == ["Search", "Search brands"]
    assert "the site declares a search" in reasons(ranked, "Search")
    assert ranked[0].confidence > 0.9


def test_a_field_that_asks_for_something_else_is_none() -> None:
    view = page(
        forms=[{"action": "/stores/find", "method": "get"}],
        fields=[field("postcode", "Search by postcode", form=0), NEWSLETTER, field("coupon", "Coupon code")],
    )
    ranked = rank_search_fields(view)
    assert ranked == ()


@pytest.mark.parametrize(
    "facts", [{"visible": False}, {"disabled": True}, {"readonly": True}, {"type": "email"}, {"tag": "select"}]
)
def test_what_cannot_be_typed_into_is_no_candidate(facts: dict[str, object]) -> None:
    assert rank_search_fields(page(fields=[field("q", "Search", **facts)])) == ()


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Search"), ("de", "Suche"), ("lv", "Meklēt"), ("ru", "Поиск"), ("zh", "搜索"), ("ar", "بحث")],
)
def test_a_control_that_reveals_the_field_is_told_by_its_name(language: str, name: str) -> None:
    view = page(language=language, elements=[button("Menu", landmark="header"), button(name, landmark="header")])
    assert names(rank_search_toggles(view)) == [name]


def test_a_control_that_reveals_the_field_is_told_by_its_marks() -> None:
    view = page(
        language="fi",
        elements=[
            button("Valikko", class_="menu-toggle", landmark="header"),
            button("", text="🔍", class_="header__searchToggle", landmark="header"),
            link("Suosikit", "/suosikit", landmark="header"),
        ],
    )
    ranked = rank_search_toggles(view)
    assert names(ranked) == ["🔍"]
    assert reasons(ranked, "🔍") == ("is marked as search", "stands in the header")


def test_a_link_to_a_page_with_a_search_counts() -> None:
    view = page(elements=[link("Search", "/en/search?type=product", landmark="header"), link("Blog", "/blog")])
    assert "leads to a search address" in reasons(rank_search_toggles(view), "Search")


def test_the_button_of_a_search_to_be_seen_reveals_nothing() -> None:
    view = page(
        forms=[{"action": "/search", "method": "get"}],
        fields=[field("q", form=0)],
        elements=[button("Search", type="submit", class_="search-submit", form=0)],
    )
    assert rank_search_toggles(view) == ()


def test_the_button_of_a_hidden_search_may_reveal_it() -> None:
    view = page(
        forms=[{"action": "/search", "method": "get"}],
        fields=[field("q", form=0, visible=False)],
        elements=[button("Search", type="submit", form=0, landmark="header")],
    )
    assert names(rank_search_toggles(view)) == ["Search"]


def test_a_disabled_control_reveals_nothing() -> None:
    assert rank_search_toggles(page(elements=[button("Search", disabled=True, landmark="header")])) == ()


@pytest.mark.parametrize(("language", "name"), [("en", "Store finder"), ("de", "Filiale finden"), ("en", "Job search")])
def test_the_way_to_a_branch_or_a_job_is_no_search(language: str, name: str) -> None:
    assert rank_search_toggles(page(language=language, elements=[button(name, landmark="header")])) == ()


def test_an_id_tells_what_a_field_without_a_name_is_for() -> None:
    view = page(language="fi", fields=[field("", "Hae", element_id="site-query")])
    assert reasons(rank_search_fields(view), "Hae") == ("has the id “site-query”",)


def test_a_field_that_holds_what_the_address_asks_for_is_the_search() -> None:
    fields = [field("x", "Hae", value="Sininen muki"), field("y", "Kuponki", value="")]
    for path in ("/haku?a=sininen+muki&page=2", "/#/haku?a=Sininen%20muki"):
        assert reasons(rank_search_fields(page(path, "fi", fields=fields)), "Hae") == (
            "holds what the address asks for",
        )
    assert not rank_search_fields(page("/haku?a=lautanen", "fi", fields=fields))


def test_the_only_field_of_the_header_is_a_search_where_nothing_else_is_said() -> None:
    lone = field("f1", "Mitä saisi olla?", landmark="header")
    assert names(rank_search_fields(page(language="fi", fields=[NEWSLETTER, lone]))) == ["Mitä saisi olla?"]
    beside = [lone, field("f2", "Paikkakunta", landmark="header")]
    assert not rank_search_fields(page(language="fi", fields=beside))
    assert not rank_search_fields(page(language="fi", fields=[field("f1", "Mitä saisi olla?", landmark="main")]))
    assert not rank_search_fields(page(fields=[field("f1", "Postcode", landmark="header")]))


def test_a_link_of_the_footer_that_speaks_of_looking_up_is_no_way_to_the_search() -> None:
    assert not rank_search_toggles(page(language="zh", elements=[link("订单查询", "/orders", landmark="footer")]))


HIDDEN = field("q", type="search", visible=False)


def test_the_menu_may_hold_a_search_that_is_hidden() -> None:
    menu = button("☰", landmark="nav", aria_expanded="false")
    drawer = button("Mehr", landmark="header", class_="open-drawer")
    more = button("Mehr lesen", landmark="main", aria_expanded="false")
    account = link("Konto", "/account", landmark="header")
    assert names(rank_search_toggles(page(fields=[HIDDEN], elements=[more, account, menu, drawer]))) == ["☰", "Mehr"]


def test_a_control_that_speaks_of_searching_is_pressed_before_the_menu() -> None:
    menu = button("☰", landmark="nav", aria_expanded="false")
    assert names(rank_search_toggles(page(fields=[HIDDEN], elements=[menu, button("Search")])))[0] == "Search"


@pytest.mark.parametrize("fields", [[], [field("email", type="text", visible=False)]])
def test_a_menu_is_let_be_where_no_search_is_hidden(fields: list[Part]) -> None:
    menu = button("☰", landmark="nav", aria_expanded="false")
    assert rank_search_toggles(page(fields=fields, elements=[menu])) == ()


def test_a_search_field_that_cannot_be_seen_now_is_noticed() -> None:
    assert hides_search(page(fields=[field("q", type="search", visible=False)]))
    in_form = page(
        forms=[{"role": "search"}], fields=[field("a", form=0, visible=False)], elements=[button("x", form=0)]
    )
    assert hides_search(in_form)
    assert not hides_search(page(fields=[field("q", type="search"), field("token", visible=False)]))
