"""The shop's search: forgives case, accents, half-typed words and a mistyped letter or two."""

import re
import unicodedata
from collections.abc import Iterable

from auditor.demo.catalogue import PRODUCTS, Product
from auditor.demo.wording import Language

_EXACT, _PREFIX, _INSIDE, _MISTYPED = 1.0, 0.8, 0.6, 0.5
_NAME, _CATEGORY, _DESCRIPTION = 5.0, 2.0, 1.0
_SHORTEST_PREFIX = 3
_SHORTEST_INSIDE = 4
_SHORTEST_MISTYPED = 3
_TWO_SLIPS_FROM = 8


def fold(text: str) -> str:
    """Return `text` without case and accents, so that "Ozolkoka" and "ozolkoka", "Größe" and "grosse" are equal."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`, without punctuation."""
    return re.findall(r"[^\W_]+", fold(text))


def slips_between(first: str, second: str, *, at_most: int) -> int:
    """Return how many letters must be changed, added, left out or swapped; counts no further than `at_most` + 1."""
    if abs(len(first) - len(second)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, start=1):
        current = [i]
        for j, right in enumerate(second, start=1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > at_most:
            return at_most + 1
        before, row = row, current
    return row[-1]


class Index:
    """Every product of the catalogue by the words that find it, in one language."""

    def __init__(self, language: Language) -> None:
        self._entries = [(product, _weighted_words(product, language)) for product in PRODUCTS]

    def find(self, query: str) -> list[Product]:
        """Return the products for `query`, best first; all of its words must match, failing that most of them."""
        asked = words_of(query)
        if not asked:
            return []
        number = fold(query).strip()
        scored: list[tuple[int, float, Product]] = []
        for product, words in self._entries:
            if fold(product.sku) == number:
                return [product]
            scores = [_best_match(word, words) for word in asked]
            scored.append((sum(score > 0 for score in scores), sum(scores), product))
        needed = len(asked) if any(hits == len(asked) for hits, _, _ in scored) else len(asked) // 2 + 1
        found = [entry for entry in scored if entry[0] >= needed]
        found.sort(key=lambda entry: (-entry[0], -entry[1]))
        return [product for _, _, product in found]


def _weighted_words(product: Product, language: Language) -> dict[str, float]:
    name, description = language.products[product.slug]
    weights: dict[str, float] = {}
    sources: Iterable[tuple[str, float]] = (
        (name, _NAME),
        (language.say(f"category.{product.category}"), _CATEGORY),
        (language.say(f"material.{product.material}"), _DESCRIPTION),
        (description, _DESCRIPTION),
    )
    for text, weight in sources:
        for word in words_of(text):
            weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _best_match(asked: str, words: dict[str, float]) -> float:
    return max(_closeness(asked, word, weight) * weight for word, weight in words.items())


def _closeness(asked: str, word: str, weight: float) -> float:
    if asked == word:
        return _EXACT
    if len(asked) >= _SHORTEST_PREFIX and word.startswith(asked):
        return _PREFIX
    if weight == _DESCRIPTION:
        return 0.0
    if len(asked) >= _SHORTEST_INSIDE and (asked in word or (len(word) >= _SHORTEST_INSIDE and asked.startswith(word))):
        return _INSIDE
    if len(asked) >= _SHORTEST_MISTYPED < len(word):
        allowed = 2 if len(asked) >= _TWO_SLIPS_FROM else 1
        if slips_between(asked, word, at_most=allowed) <= allowed:
            return _MISTYPED
    return 0.0
