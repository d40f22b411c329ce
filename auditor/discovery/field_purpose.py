"""What a form field asks for, from what the page says about it.

Evidence in order of weight: the autocomplete token, a type that says it all (email, search), the field's name and id,
its label in the known languages, its placeholder, and last the types that are used for more than they say (tel).
"""

import re
from functools import lru_cache
from importlib import resources

from auditor.discovery.field_names import AUTOCOMPLETE, NAME_PATTERNS
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept, Languages, Lexicon, parse_yaml
from auditor.discovery.phrases import Extent, Hit, Phrase, PhraseIndex, folded
from auditor.discovery.shopper import FieldPurpose

_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
_LONGEST_LABEL = 80
"""Characters; a longer text beside a field explains or advertises, it does not name."""
_NOT_TYPED_INTO = frozenset({"hidden", "submit", "button", "image", "reset", "file", "color", "range"})
_TICKED = {
    "checkbox": frozenset({FieldPurpose.NEWSLETTER, FieldPurpose.TERMS}),
    "radio": frozenset({FieldPurpose.TITLE_PREFIX}),
}
_HIDDEN_WHILE_TYPED = frozenset({FieldPurpose.SECURITY_CODE, FieldPurpose.ONE_TIME_CODE, FieldPurpose.CARD_NUMBER})
_TICK_ONLY = frozenset({FieldPurpose.NEWSLETTER, FieldPurpose.TERMS})
_SETTLED_TYPES = {"email": FieldPurpose.EMAIL, "search": FieldPurpose.SEARCH}
_HINTING_TYPES = {"tel": FieldPurpose.PHONE, "password": FieldPurpose.PASSWORD}

_COUNTRY_CODE = re.compile(r"^(?!.*\b(?:phone|tel|telephone|mobile)\b).*\bcountry ?code$")
_FURTHER_LINE = re.compile(r"\b(?:line|address|addr|street) ?(?:line )?0?[3-9]$")
_ADDRESS_LINES = frozenset({FieldPurpose.STREET, FieldPurpose.ADDRESS_LINE2})
_BRACKETED_INDEX = re.compile(r"\[(\d)\]$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_BETWEEN = re.compile(r"\s*/\s*")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def purpose_of(
    *,
    autocomplete: str,
    input_type: str,
    name: str,
    element_id: str,
    label: str,
    placeholder: str,
    inputmode: str,
    languages: Languages,
) -> FieldPurpose:
    """What the field asks for; `UNKNOWN` when nothing says so, and for what only looks like a known field.

    Args:
        autocomplete: The attribute as written; section and address kind before the token are passed over.
        input_type: The type attribute, `select` or `textarea`; empty counts as text.
        name: The name attribute in any platform's spelling, `order[shipping][firstName]` for one.
        element_id: The id attribute.
        label: The accessible name.
        placeholder: The placeholder text.
        inputmode: The attribute as written.
        languages: Whose words to believe first: `Lexicon.languages_for`.
    """
    kind = input_type.strip().lower()
    if kind in _NOT_TYPED_INTO:
        return FieldPurpose.UNKNOWN
    if kind in _TICKED:
        return _ticked(_TICKED[kind], name, element_id, label, languages)
    purpose = _by_token(autocomplete)
    if purpose is None or purpose is FieldPurpose.USERNAME:
        purpose = _SETTLED_TYPES.get(kind) or purpose
    if purpose is None:
        purpose = _by_words(kind, (name, element_id), (label, placeholder), languages)
    if kind == "password":
        return purpose if purpose in _HIDDEN_WHILE_TYPED else FieldPurpose.PASSWORD
    if purpose is None and "@" in placeholder:
        return FieldPurpose.EMAIL
    return purpose or _HINTING_TYPES.get(kind) or _by_inputmode(inputmode)


def _by_inputmode(inputmode: str) -> FieldPurpose:
    return FieldPurpose.EMAIL if inputmode.strip().lower() == "email" else FieldPurpose.UNKNOWN


def _by_token(autocomplete: str) -> FieldPurpose | None:
    tokens = autocomplete.lower().split()
    tokens = tokens[:-1] if tokens[-1:] == ["webauthn"] else tokens
    if "username" in tokens and "email" in tokens:
        # An address that an account will be named after is still asked for as an address.
        return FieldPurpose.EMAIL
    return AUTOCOMPLETE.get(tokens[-1]) if tokens else None


def _by_words(kind: str, names: tuple[str, str], texts: tuple[str, str], languages: Languages) -> FieldPurpose | None:
    """By names, then by label and placeholder.

    Two names leave it to the label: `country_code` may be the country or a dialling prefix, `line4` may be the city.
    """
    for name in names:
        spelled = spelled_out(name)
        if _COUNTRY_CODE.search(spelled):
            said = _by_label(texts[0], languages)
            return said or (FieldPurpose.UNKNOWN if kind == "tel" else FieldPurpose.COUNTRY)
        if _FURTHER_LINE.search(spelled):
            said = _by_label(texts[0], languages)
            return FieldPurpose.UNKNOWN if said is None or said in _ADDRESS_LINES else said
        purpose = _by_name(spelled)
        if purpose and purpose not in _TICK_ONLY:
            return purpose
    for text in texts:
        purpose = _by_label(text, languages)
        if purpose:
            return purpose
    return None


def _ticked(
    possible: frozenset[FieldPurpose], name: str, element_id: str, label: str, languages: Languages
) -> FieldPurpose:
    """A box to tick. Its text may speak of several things; an offer of mail makes it one, whatever else it names."""
    said = {FieldPurpose(hit.phrase.meaning) for hit in _label_hits(label, languages)} & possible
    named = {_by_name(spelled_out(text)) for text in (name, element_id)} & possible
    for purpose in (FieldPurpose.NEWSLETTER, FieldPurpose.TERMS, FieldPurpose.TITLE_PREFIX):
        if purpose in (said or named):
            return purpose
    return FieldPurpose.UNKNOWN


def spelled_out(name: str) -> str:
    """A field's name or id as separate words: `order[shipping][firstName]` is `order shipping first name`.

    A bracketed number counts from nought: `street[1]` is `street 2`.
    """
    counted = _BRACKETED_INDEX.sub(lambda found: f" {int(found.group(1)) + 1}", name.strip())
    apart = _CAMEL.sub(" ", counted)
    return _NOT_A_LETTER.sub(" ", fold(apart)).strip()


def _by_name(spelled: str) -> FieldPurpose | None:
    """What stands last in a name tells the field, what stands before it the form: `company_address[city]`."""
    found = [
        (hit.end(), hit.end() - hit.start(), -place, purpose)
        for place, (purpose, pattern) in enumerate(NAME_PATTERNS.items())
        for hit in pattern.finditer(spelled)
    ]
    return max(found)[3] if found else None


def _by_label(text: str, languages: Languages) -> FieldPurpose | None:
    if len(text) > _LONGEST_LABEL:
        return None
    hits = [hit for hit in _label_hits(text, languages) if hit.phrase.meaning not in _TICK_ONLY]
    for codes in languages:
        spoken = [hit for hit in hits if hit.phrase.language in codes]
        if spoken:
            best = min(spoken, key=lambda hit: (-len(hit.phrase.text), _rank()[hit.phrase.meaning]))
            return FieldPurpose(best.phrase.meaning)
    return None


def _label_hits(text: str, languages: Languages) -> tuple[Hit, ...]:
    """Hits in the nearest languages that say anything: a later language is asked only if the earlier are silent."""
    hits = _index().hits(_one_way(text))
    for codes in languages:
        spoken = tuple(hit for hit in hits if hit.phrase.language in codes)
        if spoken:
            return spoken
    return ()


def phrases_named(text: str, languages: Languages) -> frozenset[tuple[str, FieldPurpose]]:
    """What a sentence speaks of, among what fields ask for: the words for it, folded, and what they mean.

    Boxes to tick are left out, and words that stand for nothing else only when they stand alone.
    """
    return frozenset(
        (hit.phrase.text, FieldPurpose(hit.phrase.meaning))
        for hit in _label_hits(text, languages)
        if hit.phrase.meaning not in _TICK_ONLY and hit.phrase.extent is Extent.WORDS
    )


def _one_way(text: str) -> str:
    """A label folded, with its alternatives written one way: `Land / Region` is `Land/Region`."""
    return _BETWEEN.sub("/", folded(text))


@lru_cache(maxsize=1)
def _field_words() -> dict[str, dict[str, list[str]]]:
    file = resources.files("auditor.discovery").joinpath("field_words.yaml")
    table: dict[str, dict[str, list[str]]] = parse_yaml(file.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def _rank() -> dict[str, int]:
    return {purpose: place for place, purpose in enumerate(_field_words())}


@lru_cache(maxsize=1)
def _index() -> PhraseIndex:
    return PhraseIndex(
        Phrase(
            text=(text := _one_way(term.removeprefix("="))),
            meaning=purpose,
            language=code,
            extent=Extent.WHOLE if term.startswith("=") or len(text) == 1 else Extent.WORDS,
            bounded=code not in _UNSPACED,
        )
        for purpose, by_language in _field_words().items()
        for code, terms in by_language.items()
        for term in terms
    )


def read_word_lists() -> None:
    """Read and index the word lists, which takes a moment, while there is something else to wait for."""
    lexicon = Lexicon.load()
    languages = lexicon.languages_for("en")
    lexicon.match(Concept.CART, "cart", languages)
    purpose_of(
        autocomplete="",
        input_type="text",
        name="",
        element_id="",
        label="city",
        placeholder="",
        inputmode="",
        languages=languages,
    )
