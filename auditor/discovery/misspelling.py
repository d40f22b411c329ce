"""Search words as hurried shoppers type them, and words that mean nothing.

All of it is the same in every run: a search that fails today must be the search that failed yesterday.
"""

import hashlib
import re

from auditor.discovery.folding import fold, words

_SHORTEST_TYPED_WORD = 5
"""Letters; in a shorter word one slip leaves another word, or nothing one could recognise."""
_SHORTEST_HANGUL_WORD = 3
"""Syllables of two or three letters each."""
_SHORTEST_UNSPACED_RUN = 4
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:[^\W_])*", re.UNICODE)
_SUFFIX = re.compile(r"\s*(?:[|•·]|\s[-–—:]\s).*$")
_BRACKETS = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]\s*")
_UNITS = "ml|cl|l|kg|g|mg|cm|mm|m|oz|lb|pcs|gab|шт|мл|кг|г|л|см|мм"
_MEASURE = re.compile(rf"[,\s]+\d+(?:[.,]\d+)?\s?(?:{_UNITS})\.?$", re.IGNORECASE)
_CONSONANTS = "bdfghjkmpqvwxz"
_NONSENSE_LENGTH = 11


def misspell(name: str) -> str | None:
    """`name` with one slip in its longest word: two letters swapped, or a doubled letter typed once.

    The first letter and all digits stay. In Chinese, Japanese and Thai two neighbours in a run of four or more
    characters change places. None when no word is long enough to be recognised afterwards.
    """
    runs = [hit for hit in _UNSPACED.finditer(name) if len(hit.group()) >= _SHORTEST_UNSPACED_RUN]
    typed = [hit for hit in _LETTERS.finditer(name) if _is_plain_word(hit.group())]
    for hit in sorted(typed or runs, key=lambda hit: (-len(hit.group()), hit.start())):
        slipped = _slip(hit.group())
        if slipped is not None:
            return f"{name[: hit.start()]}{slipped}{name[hit.end() :]}"
    return None


def nonsense(seed: str) -> str:
    """A word that no product is called: consonants only, the same for the same `seed` (a host name, for one)."""
    digest = hashlib.sha256(seed.encode()).digest()
    letters = "".join(_CONSONANTS[byte % len(_CONSONANTS)] for byte in digest)
    return f"zxqv{letters}"[:_NONSENSE_LENGTH]


def core_name(name: str) -> str:
    """A product's name without shop name, bracketed additions and size: what a shopper would search for.

    `Wool Socks (3 pairs) | Acme` gives `Wool Socks`. A name that would vanish stays as it is.
    """
    plain = " ".join(name.split())
    for pattern in (_SUFFIX, _BRACKETS, _MEASURE):
        shorter = pattern.sub(" ", plain).strip(" ,;:-–—")
        plain = shorter if words(shorter) else plain
    return plain


def _is_plain_word(word: str) -> bool:
    shortest = _SHORTEST_HANGUL_WORD if "\uac00" <= word[0] <= "\ud7a3" else _SHORTEST_TYPED_WORD
    return len(word) >= shortest and word.isalpha() and not _UNSPACED.search(word)


def _slip(word: str) -> str | None:
    """The word with a doubled letter single, else with the two different letters nearest its middle swapped."""
    places = sorted(range(1, len(word) - 1), key=lambda place: (abs(2 * place + 1 - len(word)), place))
    doubled = next((place for place in places if fold(word[place]) == fold(word[place + 1])), None)
    if doubled is not None:
        return word[:doubled] + word[doubled + 1 :]
    swapped = (word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in places)
    return next((slipped for slipped in swapped if fold(slipped) != fold(word)), None)
