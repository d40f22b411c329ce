"""What forms say around their fields, in any of the known languages: which have to be filled, how one can pay."""

from enum import StrEnum
from functools import lru_cache
from importlib import resources

from auditor.discovery.lexicon import Languages, parse_yaml
from auditor.discovery.phrases import Extent, Hit, Phrase, PhraseIndex, folded

_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
_ANY = "any"
_DENIED = "!"
_WHOLE = "="


class FormWord(StrEnum):
    """What a word of a form is about. `REQUIRED_FIELDS`: a text that tells which fields have to be filled."""

    REQUIRED = "required"
    REQUIRED_FIELDS = "required_fields"
    WAY_TO_PAY = "way_to_pay"
    GIFT = "gift"


def form_says(word: FormWord, text: str, languages: Languages) -> Hit | None:
    """Whether a text says the word: the longest term of the nearest language that says one, denials first.

    Args:
        word: what to look for.
        text: as the page shows it.
        languages: whose words to believe first: `Lexicon.languages_for`; names of brands belong to all of them.
    """
    hits = [hit for hit in _index().hits(folded(text)) if hit.phrase.meaning == word]
    for codes in ((*languages[0], _ANY), *languages[1:]):
        spoken = [hit for hit in hits if hit.phrase.language in codes]
        if any(hit.phrase.veto for hit in spoken):
            return None
        if spoken:
            return max(spoken, key=lambda hit: (hit.exact, len(hit.phrase.text)))
    return None


@lru_cache(maxsize=1)
def _index() -> PhraseIndex:
    file = resources.files("auditor.discovery").joinpath("form_words.yaml")
    table: dict[str, dict[str, list[str]]] = parse_yaml(file.read_text(encoding="utf-8"))
    return PhraseIndex(
        _phrase(FormWord(meaning), code, term)
        for meaning, by_language in table.items()
        for code, terms in by_language.items()
        for term in terms
    )


def _phrase(meaning: FormWord, code: str, term: str) -> Phrase:
    return Phrase(
        text=folded(term.removeprefix(_DENIED).removeprefix(_WHOLE)),
        meaning=meaning,
        language=code,
        extent=Extent.WHOLE if term.startswith(_WHOLE) else Extent.WORDS,
        bounded=code not in _UNSPACED,
        veto=term.startswith(_DENIED),
    )
