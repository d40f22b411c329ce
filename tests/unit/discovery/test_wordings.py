"""Wordings of real shops are recognised in their language; what only looks like them is not."""

from pathlib import Path
from typing import Any

import pytest

from auditor.discovery.lexicon import Concept, Lexicon, Tier, parse_yaml

HERE = Path(__file__).parent
IN_FULL = ("en", "lv", "ro", "ru", "zh", "de", "fr", "es", "it", "pt", "pl", "nl", "ja", "ar")
AS_FAR_AS_THEY_GO = ("uk", "lt", "et", "cs", "sv", "tr", "ko")
WRITTEN_ALIKE = {
    Concept.ADD_TO_CART: ("Adaugă în coş", "Adaugă în coș", "ADAUGA IN COS", "adauga  in\u00a0cos"),
    Concept.CHECKOUT: ("إتمام الشراء", "اتمام الشراء", "إتمـــام الشراء", "إِتْمَام الشِّرَاء"),
    Concept.SIGN_IN: ("ログイン", "ﾛｸﾞｲﾝ", "ロク\u3099イン"),
    Concept.CLOSE: ("schließen", "SCHLIESSEN", "schliessen", "Schlie\u00adßen"),
    Concept.SEARCH: ("SEARCH", "Ｓｅａｒｃｈ", "search\u200b"),
    Concept.LOAD_MORE: ("показать ещё", "показать еще", "ПОКАЗАТЬ ЕЩЁ"),
    Concept.CONTINUE: ("İLERİ", "ileri", "İleri"),
}
LANGUAGE_OF = {
    Concept.ADD_TO_CART: "ro", Concept.CHECKOUT: "ar", Concept.SIGN_IN: "ja", Concept.CLOSE: "de",
    Concept.SEARCH: "en", Concept.LOAD_MORE: "ru", Concept.CONTINUE: "tr",
}  # fmt: skip


def table(name: str) -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = parse_yaml((HERE / name).read_text(encoding="utf-8"))
    return read


def rows(name: str) -> list[Any]:
    return [
        pytest.param(Concept(concept), language, said, id=f"{concept}-{language}")
        for concept, by_language in table(name).items()
        for language, said in by_language.items()
    ]


@pytest.mark.parametrize(("concept", "language", "said"), rows("wordings.yaml"))
def test_a_wording_is_recognised_in_its_language(concept: Concept, language: str, said: list[str]) -> None:
    lexicon = Lexicon.load()
    matches = {text: lexicon.match(concept, text, lexicon.languages_for(language)) for text in said}
    assert {text: match.tier if match else None for text, match in matches.items()} == dict.fromkeys(said, Tier.PAGE)


@pytest.mark.parametrize(("concept", "language", "said"), rows("lookalikes.yaml"))
def test_what_only_looks_like_it_is_not(concept: Concept, language: str, said: list[str]) -> None:
    lexicon = Lexicon.load()
    taken = {text: match for text in said if (match := lexicon.match(concept, text, lexicon.languages_for(language)))}
    assert taken == {}


def test_the_table_has_every_role_in_every_language() -> None:
    for concept, by_language in table("wordings.yaml").items():
        assert set(IN_FULL + AS_FAR_AS_THEY_GO) <= set(by_language), concept


@pytest.mark.parametrize("concept", WRITTEN_ALIKE)
def test_spellings_of_one_word_are_one_word(concept: Concept) -> None:
    lexicon = Lexicon.load()
    for text in WRITTEN_ALIKE[concept]:
        found = lexicon.match(concept, text, lexicon.languages_for(LANGUAGE_OF[concept]))
        assert found, text
        assert found.tier is Tier.PAGE, text


def test_letters_that_are_different_stay_different() -> None:
    lexicon = Lexicon.load()
    assert lexicon.match(Concept.SEARCH, "さかす", lexicon.languages_for("ja")) is None
    assert lexicon.match(Concept.SEARCH, "さがす", lexicon.languages_for("ja")) is not None
