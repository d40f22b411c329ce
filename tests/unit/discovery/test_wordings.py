"""Wordings of real shops are recognised in their language; what only looks like them is not."""

from pathlib import Path
from typing import Any

import pytest

from auditor.discovery.field_purpose import purpose_of
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


def purpose_by_label(label: str, language: str, kind: str = "text") -> str:
    return purpose_of(
        autocomplete="",
        input_type=kind,
        name="",
        element_id="",
        label=label,
        placeholder="",
        inputmode="",
        languages=Lexicon.load().languages_for(language),
    ).value


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


@pytest.mark.parametrize(
    ("purpose", "language", "labels"),
    [
        pytest.param(purpose, language, labels, id=f"{purpose}-{language}")
        for purpose, by_language in table("labels.yaml").items()
        for language, labels in by_language.items()
    ],
)
def test_a_field_is_recognised_by_its_label_alone(purpose: str, language: str, labels: list[str]) -> None:
    told = {label: purpose_by_label(label, language) for label in labels}
    assert told == dict.fromkeys(labels, purpose)


def test_the_labels_are_told_in_every_language() -> None:
    for purpose, by_language in table("labels.yaml").items():
        assert set(IN_FULL + AS_FAR_AS_THEY_GO) <= set(by_language), purpose


@pytest.mark.parametrize(
    ("label", "language", "purpose"),
    [
        ("Country code", "en", "unknown"),
        ("Region", "de", "region"),
        ("Kartentyp", "de", "unknown"),
        ("Отчество", "ru", "unknown"),
        ("Номер дома", "ru", "house_number"),
        ("Дата доставки", "ru", "unknown"),
        ("お届け希望日", "ja", "unknown"),
        ("国番号", "ja", "unknown"),
        ("رمز الدولة", "ar", "unknown"),
        ("Indicatif", "fr", "unknown"),
        ("Prefijo", "es", "unknown"),
        ("Same as shipping address", "en", "unknown"),
        ("Gift message", "en", "unknown"),
        ("Nome do produto", "pt", "unknown"),
    ],
)
def test_labels_that_look_like_another_field_s(label: str, language: str, purpose: str) -> None:
    assert purpose_by_label(label, language) == purpose


@pytest.mark.parametrize(
    ("label", "language", "purpose"),
    [
        ("I agree to the terms and conditions *", "en", "terms"),
        ("Es piekrītu noteikumiem", "lv", "terms"),
        ("Sunt de acord cu termenii și condițiile", "ro", "terms"),
        ("Я согласен с условиями оферты", "ru", "terms"),
        ("我已阅读并同意服务条款", "zh", "terms"),
        ("Ich habe die AGB gelesen und stimme zu", "de", "terms"),
        ("J’accepte les conditions générales de vente", "fr", "terms"),
        ("He leído y acepto los términos y condiciones", "es", "terms"),
        ("Ho letto e accetto i termini e le condizioni", "it", "terms"),
        ("Li e aceito os termos e condições", "pt", "terms"),
        ("Akceptuję regulamin sklepu", "pl", "terms"),
        ("Ik ga akkoord met de algemene voorwaarden", "nl", "terms"),
        ("利用規約に同意する", "ja", "terms"),
        ("أوافق على الشروط والأحكام", "ar", "terms"),
        ("Sign me up for the newsletter", "en", "newsletter"),
        ("Vēlos saņemt jaunumus e-pastā", "lv", "newsletter"),
        ("Doresc să primesc oferte și noutăți", "ro", "newsletter"),
        ("Получать новости и акции на почту", "ru", "newsletter"),
        ("订阅我们的优惠信息", "zh", "newsletter"),
        ("Ja, ich möchte den Newsletter erhalten", "de", "newsletter"),
        ("Recevoir les offres de nos partenaires", "fr", "newsletter"),
        ("Suscribirme al boletín de novedades", "es", "newsletter"),
        ("Iscriviti alla newsletter", "it", "newsletter"),
        ("Quero receber novidades e promoções", "pt", "newsletter"),
        ("Chcę otrzymywać newsletter", "pl", "newsletter"),
        ("Schrijf me in voor de nieuwsbrief", "nl", "newsletter"),
        ("メールマガジンを受け取る", "ja", "newsletter"),
        ("اشترك في النشرة البريدية", "ar", "newsletter"),
    ],
)
def test_a_box_is_for_the_terms_or_for_mail(label: str, language: str, purpose: str) -> None:
    assert purpose_by_label(label, language, "checkbox") == purpose
