"""Controls and messages are told by their words, in the page's language first."""

import re
from importlib import resources
from typing import Any

import pytest

from auditor.discovery.lexicon import Concept, Lexicon, Tier, parse_yaml
from auditor.discovery.phrases import folded, label_span


@pytest.fixture(name="lexicon", scope="module")
def shipped_lexicon() -> Lexicon:
    return Lexicon.load()


def file() -> dict[str, Any]:
    text = resources.files("auditor.discovery").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    parsed: dict[str, Any] = parse_yaml(text)
    return parsed


def test_file_and_enum_name_the_same_concepts() -> None:
    assert set(file()["concepts"]) == {str(concept) for concept in Concept}


def test_every_pattern_compiles() -> None:
    for patterns in file()["concepts"]["results_count"]["terms"].values():
        for pattern in patterns:
            re.compile(pattern)


def test_each_concept_recognises_all_its_own_terms(lexicon: Lexicon) -> None:
    for concept, entry in file()["concepts"].items():
        if entry["match"] == "regex":
            continue
        for code, terms in entry["terms"].items():
            vetoes = [folded(term) for term in entry.get("not", {}).get(code, ())]
            for term in terms:
                said = term.removeprefix("=")
                if any(veto in folded(said) for veto in vetoes):
                    continue
                found = lexicon.match(Concept(concept), said, ((code,), (), ()))
                assert found, (concept, code, term)
                assert found.exact or entry["match"] == "contains", (concept, code, term)


@pytest.mark.parametrize(
    ("label", "language", "concept"),
    [
        ("Ielikt grozā", "lv", Concept.ADD_TO_CART),
        ("ADAUGĂ ÎN COŞ", "ro", Concept.ADD_TO_CART),
        ("Warenkorb (3)", "de", Concept.CART),
        ("3 Warenkorb 59,90 €", "de", Concept.CART),
        ("→ Weiter →", "de", Concept.CONTINUE),
        ("Add to cart - $45.00", "en", Concept.ADD_TO_CART),
        ("カートに入れる", "ja", Concept.ADD_TO_CART),
        ("この商品をカートに入れる", "ja", Concept.ADD_TO_CART),
        ("أضِف إلى السلّة", "ar", Concept.ADD_TO_CART),
        ("장바구니 담기", "ko", Concept.ADD_TO_CART),
        ("SEPETE EKLE", "tr", Concept.ADD_TO_CART),
        ("Pay £12.00", "en", Concept.PLACE_ORDER),
        ("×", None, Concept.CLOSE),
        ("1-Click buy", "en", Concept.BUY_NOW),
    ],
)
def test_labels_as_pages_write_them(lexicon: Lexicon, label: str, language: str | None, concept: Concept) -> None:
    found = lexicon.classify(label, lexicon.languages_for(language), Concept)
    assert found
    assert found.concept is concept


@pytest.mark.parametrize(
    ("label", "language", "concept"),
    [
        ("Weiter einkaufen", "de", Concept.CONTINUE),
        ("Continue shopping", "en", Concept.CONTINUE),
        ("Add to wishlist", "en", Concept.ADD_TO_CART),
        ("Order history", "en", Concept.PLACE_ORDER),
        ("Cartoons", "en", Concept.CART),
        ("Not available", "en", Concept.IN_STOCK),
        ("10件", "ja", Concept.NO_RESULTS),
        ("10 results", "en", Concept.NO_RESULTS),
        ("٢٠ نتيجة", "ar", Concept.NO_RESULTS),
        ("This bag fits neatly under the seat and keeps your laptop and lunch apart", "en", Concept.CART),
        ("", "en", Concept.CART),
        ("3", "en", Concept.CART),
    ],
)
def test_look_alikes_are_refused(lexicon: Lexicon, label: str, language: str, concept: Concept) -> None:
    assert lexicon.match(concept, label, lexicon.languages_for(language)) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("0件", "ja"), ("0 results for “zxqv”", "en"), ("Nekas netika atrasts", "lv"), ("٠ نتيجة", "ar")],
)
def test_empty_results_in_words(lexicon: Lexicon, text: str, language: str) -> None:
    assert lexicon.match(Concept.NO_RESULTS, text, lexicon.languages_for(language))


def test_the_nearest_language_wins_and_says_so(lexicon: Lexicon) -> None:
    languages = lexicon.languages_for("fr-CA")
    own = lexicon.match(Concept.ADD_TO_CART, "Ajouter au panier", languages)
    english = lexicon.match(Concept.ADD_TO_CART, "Add to cart", languages)
    other = lexicon.match(Concept.ADD_TO_CART, "Dodaj do koszyka", languages)
    assert own
    assert english
    assert other
    assert [(found.tier, found.language) for found in (own, english, other)] == [
        (Tier.PAGE, "fr"),
        (Tier.ENGLISH, "en"),
        (Tier.OTHER, "pl"),
    ]


def test_exact_tells_a_whole_label_from_a_part(lexicon: Lexicon) -> None:
    languages = lexicon.languages_for("en")
    whole = lexicon.match(Concept.ADD_TO_CART, "Add to cart (2)", languages)
    part = lexicon.match(Concept.ADD_TO_CART, "Add to cart and continue", languages)
    assert whole
    assert part
    assert (whole.exact, part.exact) == (True, False)


def test_the_longest_term_decides_and_ties_go_by_precedence(lexicon: Lexicon) -> None:
    languages = lexicon.languages_for("ru")
    longest = lexicon.classify("Купить в 1 клик", languages, (Concept.ADD_TO_CART, Concept.BUY_NOW))
    tie = lexicon.classify("Купить", languages, (Concept.ADD_TO_CART, Concept.BUY_NOW))
    assert longest
    assert tie
    assert (longest.concept, tie.concept) == (Concept.BUY_NOW, Concept.BUY_NOW)


@pytest.mark.parametrize(
    ("tag", "own"),
    [("lv", ("lv",)), ("zh-Hant-TW", ("zh",)), ("pt_BR", ("pt",)), ("mo", ("ro",)), ("DE-at", ("de",)), ("xx", ())],
)
def test_languages_for(lexicon: Lexicon, tag: str, own: tuple[str, ...]) -> None:
    first, second, rest = lexicon.languages_for(tag)
    assert (first, second) == (own, ("en",))
    assert set(first) | set(second) | set(rest) == set(lexicon.languages)
    assert len(rest) == len(lexicon.languages) - len(first) - 1


def test_english_and_unknown_pages_keep_three_steps(lexicon: Lexicon) -> None:
    assert lexicon.languages_for("en-US")[:2] == (("en",), ())
    assert lexicon.languages_for(None)[:2] == ((), ("en",))


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("1,234 results for socks", "en", 1234),
        ("Résultats : 12 produits", "fr", 12),
        ("全部で 1,024件", "ja", 1024),
        ("Найдено: 37", "ru", 37),
        ("١٢ نتيجة", "ar", 12),
        ("Our shop", "en", None),
    ],
)
def test_result_count(lexicon: Lexicon, text: str, language: str, count: int | None) -> None:
    assert lexicon.result_count(text, lexicon.languages_for(language)) == count
    found = lexicon.match(Concept.RESULTS_COUNT, text, lexicon.languages_for(language))
    assert (found is None) == (count is None)


def test_what_must_not_be_clicked(lexicon: Lexicon) -> None:
    assert {concept for concept in Concept if lexicon.is_dangerous(concept)} == {
        Concept.BUY_NOW,
        Concept.PLACE_ORDER,
        Concept.LEAD_SUBMIT,
    }
    assert lexicon.is_overlay_only(Concept.ACCEPT_COOKIES)
    assert not lexicon.is_overlay_only(Concept.CART)


def test_a_wordy_order_button_is_still_an_order_button(lexicon: Lexicon) -> None:
    label = "Jetzt zahlungspflichtig bestellen, Gesamtsumme 129,00 € inklusive Mehrwertsteuer und Versand"
    assert lexicon.match(Concept.PLACE_ORDER, label, lexicon.languages_for("de"))


def test_the_shipped_lexicon_is_read_once() -> None:
    assert Lexicon.load() is Lexicon.load()


@pytest.mark.parametrize(
    ("label", "core"),
    [("(3) cart", "cart"), ("cart: 3", "cart"), ("[ok] →", "ok"), ("×", "×"), ("12", "12"), ("pay 12,00 eur", "pay")],
)
def test_label_span(label: str, core: str) -> None:
    start, end = label_span(label)
    assert label[start:end] == core
