"""The catalogues of the report's languages hold what the sources say: every sentence, translated, and no other."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from tests.project.messages import TEMPLATE, TRANSLATED, catalogue_of, gathered, messages_in, place_of, renewed, written

RENEW = "run make messages"
PLURAL_FORMS = {"de": 2, "lv": 3, "ro": 3, "ru": 3, "zh": 1}
FOR_ONE_ALONE = frozenset({"de", "ro"})
WITHOUT_BLANKS = frozenset({"zh"})
_FEW_WORDS = 3
_OURS = re.compile(r"[A-Za-z]{3,}")

by_language = pytest.mark.parametrize("tag", TRANSLATED)


@cache
def sentences() -> Catalog:
    """What the sources say."""
    return gathered()


@cache
def translations(tag: str) -> tuple[Message, ...]:
    """What a catalogue holds besides its header."""
    return tuple(one for one in catalogue_of(tag) if one.id)


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Every form of a translation that there is, with the English one it goes with."""
    if isinstance(message.id, str):
        pairs = [(message.id, str(message.string))]
    else:
        # Each form has to do with what the one for many has: that for one may leave its number out.
        pairs = [(str(message.id[-1]), str(form)) for form in message.string]
    yield from (pair for pair in pairs if pair[1])


def placeholders(text: str) -> set[tuple[str, str]]:
    """The placeholders of a sentence with their formats."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


def blanks(text: str) -> tuple[str, str]:
    """The blanks at the beginning and at the end."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_the_sentences_are_gathered() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == written(sentences()), RENEW


def test_a_sentence_within_another_is_gathered() -> None:
    source = 'say("{a} it", a=say("an" if one else "no"), b=say_number("{number} cup", "{number} cups", 2))'
    assert list(messages_in(source)) == ["{a} it", "an", "no", ("{number} cup", "{number} cups")]


@pytest.mark.parametrize("source", ["say(text)", 'say(f"{a}")', 'say("a" + b)', 'say_number("a", many, 1)', "N_(a)"])
def test_what_is_no_literal_cannot_be_gathered(source: str) -> None:
    with pytest.raises(ValueError, match=r"checks/a\.py:1: what is said must be a literal"):
        list(messages_in(source, "checks/a.py"))


def test_no_sentence_has_two_plurals() -> None:
    single = [one.id for one in sentences() if isinstance(one.id, str)]
    counted = [one.id[0] for one in sentences() if not isinstance(one.id, str)]
    assert not set(single) & set(counted)
    assert len(set(counted)) == len(counted)


@by_language
def test_a_catalogue_is_kept_as_it_is_written_anew(tag: str) -> None:
    """Nothing is missing from it, nothing in it is no longer used."""
    assert place_of(tag).read_text(encoding="utf-8") == written(renewed(tag, sentences())), RENEW


@by_language
def test_every_sentence_is_translated(tag: str) -> None:
    def lacks(one: Message) -> bool:
        return not one.string if isinstance(one.id, str) else not all(one.string)

    assert [one.id for one in translations(tag) if lacks(one) or one.fuzzy] == []


@by_language
def test_numbers_have_the_forms_of_the_language(tag: str) -> None:
    assert catalogue_of(tag).num_plurals == PLURAL_FORMS[tag]
    counted = [one for one in translations(tag) if not isinstance(one.id, str)]
    assert [one.id for one in counted if len(one.string) != PLURAL_FORMS[tag]] == []


@by_language
def test_placeholders_are_those_of_the_sentence(tag: str) -> None:
    """The number alone may be left out, in a form that is for one thing and no other."""
    wrong = []
    for one in translations(tag):
        for place, (english, translated) in enumerate(forms(one)):
            differing = placeholders(english) ^ placeholders(translated)
            alone = place == 0 and not isinstance(one.id, str) and tag in FOR_ONE_ALONE
            if differing - ({("number", "")} if alone else set()):
                wrong.append((translated, sorted(differing)))
    assert wrong == []


@by_language
def test_blanks_around_a_sentence_are_kept(tag: str) -> None:
    if tag not in WITHOUT_BLANKS:
        pairs = [pair for one in translations(tag) for pair in forms(one)]
        assert [translated for english, translated in pairs if blanks(translated) != blanks(english)] == []


@by_language
def test_nothing_is_left_in_english(tag: str) -> None:
    pairs = [pair for one in translations(tag) for pair in forms(one)]
    same = [english for english, translated in pairs if english == translated]
    assert [text for text in same if len(_OURS.findall(re.sub(r"\{[^}]*\}|`[^`]*`", "", text))) > _FEW_WORDS] == []


@by_language
def test_code_is_kept(tag: str) -> None:
    def code(text: str) -> list[str]:
        return sorted(re.findall(r"`[^`]+`", text))

    pairs = [pair for one in translations(tag) for pair in forms(one)]
    assert [translated for english, translated in pairs if code(english) != code(translated)] == []
