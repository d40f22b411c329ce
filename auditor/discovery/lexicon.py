"""Which shop control or message a text is, in any of the languages the tool knows.

lexicon = Lexicon.load()
lexicon.match(Concept.ADD_TO_CART, "Ielikt grozā", lexicon.languages_for("lv"))
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import yaml

from auditor.discovery.folding import fold_digits
from auditor.discovery.phrases import Extent, Hit, Phrase, PhraseIndex, folded, label_span

Languages = tuple[tuple[str, ...], ...]
"""Language codes in three steps of trust: the page's own, English, the rest."""

_REMEMBERED_LABELS = 8192
_REMEMBERED_LENGTH = 200
"""Longer texts are messages or whole regions: seen once, too large to keep."""


_LONGEST_DANGEROUS_LABEL = 200
"""Characters; order buttons repeat the total and the terms, and one that is missed costs more than a step skipped."""


class Concept(StrEnum):
    """What a control does or a message says."""

    SEARCH = "search"
    ADD_TO_CART = "add_to_cart"
    BUY_NOW = "buy_now"
    CART = "cart"
    CHECKOUT = "checkout"
    CONTINUE = "continue"
    PLACE_ORDER = "place_order"
    NO_RESULTS = "no_results"
    RESULTS_COUNT = "results_count"
    REQUIRED_ERROR = "required_error"
    INVALID_ERROR = "invalid_error"
    GENERIC_ERROR = "generic_error"
    ACCEPT_COOKIES = "accept_cookies"
    REJECT_COOKIES = "reject_cookies"
    GUEST_CHECKOUT = "guest_checkout"
    SIGN_IN = "sign_in"
    CREATE_ACCOUNT = "create_account"
    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    EMPTY_CART = "empty_cart"
    ADDED_TO_CART = "added_to_cart"
    ORDER_CONFIRMED = "order_confirmed"
    CLOSE = "close"
    CONSENT_TOPIC = "consent_topic"
    AGE_TOPIC = "age_topic"
    AGE_CONFIRM = "age_confirm"
    REGION_TOPIC = "region_topic"
    ENTER_SITE = "enter_site"
    NOT_SHIPPABLE = "not_shippable"
    REMOVES = "removes"
    SHIPPING_INFO = "shipping_info"
    RETURNS_INFO = "returns_info"
    COUPON = "coupon"
    OPTIONAL = "optional"
    SAME_ADDRESS = "same_address"
    GO_BACK = "go_back"
    PAGE_NOT_FOUND = "page_not_found"
    SELECT_OPTION = "select_option"
    LOAD_MORE = "load_more"
    LEAD_SUBMIT = "lead_submit"
    PRICE_TOTAL = "price_total"


class Tier(IntEnum):
    """How far a matched language is from what the page says it is written in; the nearer, the surer."""

    PAGE = 0
    ENGLISH = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text. `exact` when the text says nothing else but digits, prices and punctuation."""

    concept: Concept
    term: str
    language: str
    exact: bool
    tier: Tier


class Lexicon:
    """The words of shops. Build it once with `load`; asking it is pure and quick."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        """Take the parsed lexicon file."""
        self._source = source
        self._aliases: Mapping[str, str] = source["language_aliases"]
        self._rank = {Concept(name): place for place, name in enumerate(source["precedence"])}
        self._hits_of_label = lru_cache(maxsize=_REMEMBERED_LABELS)(self._scan)

    @staticmethod
    def load() -> "Lexicon":
        """The lexicon that comes with the tool, read on the first call only."""
        return _shipped()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages known, the best covered first."""
        return tuple(dict.fromkeys(code for entry in self._entries.values() for code in entry["terms"]))

    def languages_for(self, html_lang: str | None) -> Languages:
        """The languages to ask, in three steps: the page's own, English, all the rest.

        A page without a language, or in one not known here, has an empty first step; an English page an empty second.
        """
        tag = (html_lang or "").strip().lower().replace("_", "-")
        code = self._aliases.get(tag, tag.split("-", 1)[0])
        code = self._aliases.get(code, code)
        own = (code,) if code in self.languages else ()
        english = () if own == ("en",) else ("en",)
        return own, english, tuple(known for known in self.languages if known not in (*own, *english))

    def match(self, concept: Concept, text: str, languages: Languages) -> TermMatch | None:
        """The longest term of `concept` that `text` says, of the nearest language that says one."""
        if self._entries[concept]["match"] == "regex":
            return self._match_pattern(concept, text, languages)
        return self.classify(text, languages, (concept,))

    def classify(self, text: str, languages: Languages, concepts: Iterable[Concept]) -> TermMatch | None:
        """Which of `concepts` the text is: of the nearest language the longest term, then the order of precedence.

        Concepts that are read by pattern (`RESULTS_COUNT`) are for `match` alone.
        """
        wanted = frozenset(concepts)
        hits = [hit for hit in self._hits(text) if hit.phrase.meaning in wanted]
        asked: set[str] = set()
        for tier, codes in zip(Tier, languages, strict=False):
            asked.update(codes)
            vetoed = {hit.phrase.meaning for hit in hits if hit.phrase.veto and hit.phrase.language in asked}
            found = [
                hit
                for hit in hits
                if hit.phrase.language in codes and not hit.phrase.veto and hit.phrase.meaning not in vetoed
            ]
            if found:
                best = min(found, key=self._order)
                phrase = best.phrase
                return TermMatch(Concept(phrase.meaning), phrase.text, phrase.language, exact=best.exact, tier=tier)
        return None

    def speakers(self, text: str) -> frozenset[str]:
        """The languages in which a text is the wording of a control.

        Only labels count, and only where one fills the text: a message's stem may begin any word.
        """
        return frozenset(
            hit.phrase.language
            for hit in self._hits(text)
            if hit.exact and not hit.phrase.veto and hit.phrase.extent is not Extent.START and len(hit.phrase.text) > 1
        )

    @cached_property
    def common_words(self) -> Mapping[str, frozenset[str]]:
        """The commonest words of each language, folded; also of some without wordings, lest they pass for sisters."""
        listed: Mapping[str, str] = self._source["common_words"]
        return {code: frozenset(folded(text).split()) for code, text in listed.items()}

    def result_count(self, text: str, languages: Languages) -> int | None:
        """The number in a text such as `1 234 results`; None when the text does not say how many there are."""
        found = self._search_patterns(Concept.RESULTS_COUNT, text, languages)
        if found is None:
            return None
        number = next((group for group in found[0].groups() if group and group[0].isdecimal()), "")
        digits = re.sub(r"\D", "", number)
        return int(digits) if digits else None

    def is_dangerous(self, concept: Concept) -> bool:
        """Whether a click on such a control may reach people or money."""
        return bool(self._entries[concept].get("danger", False))

    def is_overlay_only(self, concept: Concept) -> bool:
        """Whether the words mean anything inside a dialog or consent overlay only."""
        return self._entries[concept].get("scope") == "overlay_only"

    @property
    def _entries(self) -> Mapping[str, Mapping[str, Any]]:
        entries: Mapping[str, Mapping[str, Any]] = self._source["concepts"]
        return entries

    @cached_property
    def _index(self) -> PhraseIndex:
        return PhraseIndex(self._phrases())

    def _phrases(self) -> Iterator[Phrase]:
        unspaced = frozenset(self._source["no_word_boundaries"])
        limits = self._source["max_label"]
        for concept, entry in self._entries.items():
            if entry["match"] == "regex":
                continue
            is_label = entry["match"] == "label"
            dangerous = entry.get("danger", False)
            for code, terms in entry["terms"].items():
                limit = _LONGEST_DANGEROUS_LABEL if dangerous else limits.get(code, limits["default"])
                longest = limit if is_label else 1_000_000
                for term in terms:
                    text, extent = _term(term, is_label=is_label)
                    yield Phrase(text, concept, code, extent, bounded=code not in unspaced, longest=longest)
            for code, terms in entry.get("not", {}).items():
                for term in terms:
                    yield Phrase(folded(term), concept, code, Extent.START, bounded=code not in unspaced, veto=True)

    def _hits(self, text: str) -> tuple[Hit, ...]:
        return self._hits_of_label(text) if len(text) <= _REMEMBERED_LENGTH else self._scan(text)

    def _scan(self, text: str) -> tuple[Hit, ...]:
        return self._index.hits(folded(text))

    def _order(self, hit: Hit) -> tuple[int, int]:
        return -len(hit.phrase.text), self._rank.get(Concept(hit.phrase.meaning), len(self._rank))

    def _match_pattern(self, concept: Concept, text: str, languages: Languages) -> TermMatch | None:
        found = self._search_patterns(concept, text, languages)
        if found is None:
            return None
        hit, code, tier = found
        return TermMatch(concept, hit.group().strip(), code, exact=hit.group().strip() == hit.string.strip(), tier=tier)

    def _search_patterns(
        self, concept: Concept, text: str, languages: Languages
    ) -> tuple[re.Match[str], str, Tier] | None:
        plain = fold_digits(unicodedata.normalize("NFKC", text))
        patterns = self._entries[concept]["terms"]
        for tier, codes in zip(Tier, languages, strict=False):
            for code in codes:
                for pattern in patterns.get(code, ()):
                    hit = re.search(pattern, plain, re.IGNORECASE)
                    if hit:
                        return hit, code, tier
        return None


def _term(term: str, *, is_label: bool) -> tuple[str, Extent]:
    """A term of the file as a phrase: its folded text, and how much of a label it must fill."""
    text = folded(term.removeprefix("="))
    if not is_label:
        return text, Extent.WHOLE if term.startswith("=") else Extent.START
    start, end = label_span(text)
    text = text[start:end]
    return text, Extent.WHOLE if term.startswith("=") or len(text) == 1 else Extent.WORDS


@lru_cache(maxsize=1)
def _shipped() -> Lexicon:
    file = resources.files("auditor.discovery").joinpath("lexicon.yaml")
    return Lexicon(parse_yaml(file.read_text(encoding="utf-8")))


def parse_yaml(text: str) -> Any:
    """Parse YAML with the C parser where it is built in: ten times as quick, the same result."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
