"""Finding many known phrases in one text at once.

A page has hundreds of labels and the tables thousands of phrases; asking each phrase of each label would take seconds.
The phrases are filed under their first characters instead, so that each place of a text meets only its few candidates.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.discovery.folding import fold, fold_digits

_KEY_LENGTH = 3
_CURRENCY = r"(?:[\$€£¥₽₴₺₩₹₪฿₫]|eur|usd|gbp|pln|zl|kc|czk|kr|sek|lei|ron|uah|грн|руб|tl|円|元|원)"
_AMOUNT_FIRST = re.compile(rf"^{_CURRENCY}?\.?\s*\d[\d\s.,]*(?:{_CURRENCY}(?!\w)\.?)?")
_AMOUNT_LAST = re.compile(rf"(?:(?<!\w){_CURRENCY}\.?\s*)?\d[\d\s.,]*{_CURRENCY}?\.?$")


class Extent(StrEnum):
    """How much of a text a phrase must fill to count."""

    WHOLE = "whole"
    WORDS = "words"
    START = "start"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A folded phrase of one language that stands for `meaning`.

    `bounded` says that the language puts spaces between words, so that the phrase must meet their borders.
    `longest` is the length in characters of the longest label in which the phrase may stand beside other words.
    """

    text: str
    meaning: str
    language: str
    extent: Extent
    bounded: bool
    longest: int = 1_000_000
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase seen in a text; `exact` when it is all there is but for digits and punctuation."""

    phrase: Phrase
    exact: bool


def folded(text: str) -> str:
    """`text` as phrases and page text meet each other: folded, digits in ASCII."""
    return fold_digits(fold(text))


def label_span(text: str) -> tuple[int, int]:
    """Where the words of a folded label begin and end, without amounts, digits, brackets, arrows and punctuation.

    A label without any letter keeps all of itself, or `×` could not be told from nothing.
    """
    start, end = 0, len(text)
    while start < end:
        first, last = _amounts(text[start:end])
        if first == 0 and last == 0:
            break
        start, end = start + first, end - last
    return (start, end) if start < end else (0, len(text))


def _amounts(text: str) -> tuple[int, int]:
    """How many characters at each end of `text` carry no words."""
    for pattern in (_AMOUNT_FIRST, _AMOUNT_LAST):
        found = pattern.search(text)
        if found:
            return (found.end(), 0) if pattern is _AMOUNT_FIRST else (0, len(text) - found.start())
    first = next((place for place, char in enumerate(text) if char.isalpha()), len(text))
    last = next((place for place, char in enumerate(reversed(text)) if char.isalpha()), len(text))
    return (first, last) if first < len(text) else (len(text), 0)


class PhraseIndex:
    """Phrases filed so that all those in a text are found in one pass over it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """File `phrases`; empty ones are left out."""
        self._filed: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.text:
                self._filed[phrase.text[:_KEY_LENGTH]].append(phrase)
        self._filed.default_factory = None

    def hits(self, text: str) -> tuple[Hit, ...]:
        """All phrases that count in the folded `text`, in the order in which they stand there."""
        span = label_span(text)
        return tuple(
            Hit(phrase, exact=span == (place, place + len(phrase.text)))
            for place in range(len(text))
            for length in range(1, _KEY_LENGTH + 1)
            for phrase in self._filed.get(text[place : place + length], ())
            if len(phrase.text[:_KEY_LENGTH]) == length and _counts(phrase, text, place, span)
        )


def _counts(phrase: Phrase, text: str, place: int, span: tuple[int, int]) -> bool:
    if not text.startswith(phrase.text, place):
        return False
    end = place + len(phrase.text)
    if span == (place, end):
        return True
    if phrase.extent is Extent.WHOLE or span[1] - span[0] > phrase.longest:
        return False
    if phrase.text[0].isdecimal() and _follows_digit(text, place):
        return False
    begins = place in (0, span[0]) or not _joined(text[place - 1], text[place], phrase.bounded)
    if phrase.extent is Extent.START or not begins:
        return begins
    return end in (len(text), span[1]) or not _joined(text[end], text[end - 1], phrase.bounded)


def _joined(outer: str, inner: str, bounded: bool) -> bool:
    """Whether the character outside a phrase continues the word at the phrase's edge."""
    if not (inner.isalnum() and outer.isalnum()):
        return False
    return bounded or (inner.isascii() and outer.isascii())


def _follows_digit(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place]
    return before[-1:].isdecimal() or (before[-1:] in ".," and before[:1].isdecimal() and len(before) > 1)
