"""A page's language is what it declares, unless its words plainly say another."""

import pytest

from auditor.discovery.tongues import Spoken, language_tag, own_language, spoken_language
from tests.unit.discovery.snapshots import button, page, text

SHOWN = {
    "en": ["Search", "Cart", "Oak desk lamp", "Everything for your home and garden"],
    "lv": ["Meklēt", "Grozs", "Ozolkoka lampa", "Viss mājai un dārzam par labu cenu"],
    "ro": ["Căutare", "Coșul meu", "Contul meu", "Transport gratuit pentru comenzi peste 200 lei"],
    "ru": ["Поиск", "Корзина", "Лампа настольная", "Всё для дома: быстрая доставка по России"],
    "zh": ["搜索", "购物车", "木制台灯", "全场包邮，七天无理由退货，欢迎新老顾客选购"],
    "de": ["Suche", "Warenkorb", "Schreibtischlampe", "Alles für Haus und Garten"],
    "fr": ["Rechercher", "Panier", "Lampe de bureau", "Tout pour la maison et le jardin"],
    "es": ["Buscar", "Carrito", "Lámpara de roble", "Todo para el hogar y el jardín"],
    "it": ["Cerca", "Carrello", "Lampada da tavolo", "Tutto per la casa e il giardino"],
    "pt": ["Pesquisar", "Carrinho", "Candeeiro", "Tudo para a casa e o jardim"],
    "pl": ["Szukaj", "Koszyk", "Lampa biurkowa", "Wszystko do domu i ogrodu"],
    "nl": ["Zoeken", "Winkelwagen", "Bureaulamp", "Alles voor je huis en tuin"],
    "ja": ["検索", "カート", "デスクランプ", "新生活のための家具を取りそろえました"],
    "ar": ["بحث", "السلة", "مصباح مكتب", "كل ما تحتاجه لمنزلك"],
    "uk": ["Пошук", "Кошик", "Настільна лампа", "Усе для дому з доставкою по Україні"],
    "lt": ["Paieška", "Krepšelis", "Stalinė lempa", "Viskas namams ir sodui"],
    "et": ["Otsi", "Ostukorv", "Laualamp", "Kõik koju ja aeda"],
    "cs": ["Hledat", "Košík", "Stolní lampa", "Vše pro dům a zahradu"],
    "sv": ["Sök", "Varukorg", "Skrivbordslampa", "Allt för hem och trädgård"],
    "tr": ["Ara", "Sepetim", "Masa lambası", "Ev ve bahçe için her şey"],
    "ko": ["검색", "장바구니", "책상 램프", "집을 위한 모든 것"],
}


@pytest.mark.parametrize("language", SHOWN)
def test_a_page_that_declares_nothing_is_told_by_its_words(language: str) -> None:
    assert spoken_language(SHOWN[language]) == language


@pytest.mark.parametrize("language", [code for code in SHOWN if code != "en"])
def test_a_declaration_left_over_from_a_template_is_not_believed(language: str) -> None:
    assert own_language(Spoken("https://shop.example/", html_lang="en", texts=tuple(SHOWN[language]))) == language


@pytest.mark.parametrize("language", SHOWN)
def test_a_true_declaration_keeps_its_region(language: str) -> None:
    told = Spoken("https://shop.example/", html_lang=f"{language}_xk", texts=tuple(SHOWN[language]))
    assert own_language(told) == f"{language}-XK"


@pytest.mark.parametrize(
    ("declared", "texts", "expected"),
    [
        ("sr", SHOWN["ru"], "sr"),
        ("fa", SHOWN["ar"], "fa"),
        ("ja", ["東京", "送料無料", "在庫有", "新商品入荷、全国送料無料、即日発送可能商品多数"], "ja"),
        ("da", ["Søg", "Kurv", "Log ind", "Alle produkter fra vores butik"], "da"),
        ("eo", SHOWN["pl"], "eo"),
        ("en", ["IKEA", "PHILIPS", "BOSCH"], "en"),
        ("en", ["Polski", "Deutsch", "Français", "Search", "Cart"], "en"),
        ("en", [*SHOWN["en"], "Корзина"], "en"),
    ],
)
def test_what_could_be_true_is_believed(declared: str, texts: list[str], expected: str) -> None:
    assert own_language(Spoken("https://shop.example/", html_lang=declared, texts=tuple(texts))) == expected


@pytest.mark.parametrize("texts", [[], ["Lamp"], ["1961", "€ 39.00"], ["Serĉi", "Korbo", "Enkorbigi"]])
def test_too_few_words_tell_nothing(texts: list[str]) -> None:
    assert spoken_language(texts) is None


def test_a_sister_language_without_wordings_is_not_taken_for_one_that_has() -> None:
    danish = ["Søg", "Kurv", "Læg i kurv", "Gratis fragt og 30 dages returret", "Se alle lamper til dit hjem"]
    assert spoken_language(danish) in {"da", None}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Spoken("https://shop.example/", html_lang="lv", header="en"), "lv"),
        (Spoken("https://shop.example/", header="de-at", open_graph="en_US"), "de-AT"),
        (Spoken("https://shop.example/", header="de, en", open_graph="fr_FR"), "fr-FR"),
        (
            Spoken(
                "https://shop.example/it#top",
                alternates=(("x-default", "https://shop.example/it"), ("it", "https://shop.example/it/")),
                open_graph="en_GB",
            ),
            "it",
        ),
        (Spoken("https://shop.example/", html_lang="und", open_graph="pl_PL"), "pl-PL"),
        (Spoken("https://shop.example/"), None),
    ],
)
def test_declarations_in_order_of_trust(told: Spoken, expected: str | None) -> None:
    assert own_language(told) == expected


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("de", "de"), ("DE-de", "de-DE"), ("pt_BR", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN"), ("en_US.UTF-8", "en-US"),
        ("", None), ("english", None), ("und", None), ("{{lang}}", None), ("x-default", None), (" lv ", "lv"),
    ],
)  # fmt: skip
def test_tags_as_browsers_take_them(declared: str, tag: str | None) -> None:
    assert language_tag(declared) == tag


def test_a_page_view_asks_the_words_of_the_language_it_is_in() -> None:
    names = SHOWN["lv"][:2]
    told = page(language="en", elements=[button(name) for name in names], texts=[text(SHOWN["lv"][3])])
    assert told.language == "lv"
    assert told.languages[0] == ("lv",)
