"""In which language a report is written: sentences from gettext catalogues, numbers and dates as its readers know them.

What writes a report does so within `speaking`. There, `_` and `counted_in` translate sentences that the report itself
says, `told` those that stand in the result, and the others put figures, dates and lists as the language has them.
What no catalogue knows is said in English; text of the audited site is never translated and never passed to `told`.

Catalogues lie in `locale/<language>/LC_MESSAGES/friction.po` and are made by `make messages`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from gettext import c2py
from importlib import resources
from string import Formatter
from typing import Any, TypeVar

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from auditor.model.wording import Wording

_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}
_COMMAS = {"zh": "、"}
_FULL_STOPS = {"zh": "。"}
_WITHOUT_BLANKS = frozenset({"zh"})
_NOUNS_LARGE = frozenset({"de"})
_KeyT = TypeVar("_KeyT")


@dataclass(frozen=True)
class Language:
    """A language, what it knows of our sentences, and how the sentences of one result were made."""

    tag: str = "en"
    catalogue: Catalog | None = None
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    @property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale.parse(_LOCALES.get(self.tag, self.tag))

    def sentence(self, one: str, many: str = "", number: int | None = None) -> str:
        """A sentence as the catalogue has it, else in English."""
        english = many if many and number != 1 else one
        found = self.catalogue.get(one) if self.catalogue is not None else None
        if found is None or not found.string:
            return english
        if isinstance(found.string, str):
            return found.string
        return found.string[_form(self.tag, number or 0)] or english

    def filled(self, sentence: str, values: Mapping[str, Any]) -> str:
        """A sentence with values in its placeholders, numbers as the language writes them."""
        return _Filling(self).vformat(sentence, (), values) if values else sentence

    def worded(self, wording: "Wording | str") -> str:
        """A text that was composed, composed again in this language."""
        if isinstance(wording, str):
            return wording
        if wording.parts:
            return (self.comma if wording.comma else "").join(self.worded(part) for part in wording.parts)
        sentence = self.sentence(wording.text, wording.plural, wording.number)
        values = {name: self.worded(one) if isinstance(one, Wording) else one for name, one in wording.values.items()}
        return self.filled(sentence, values)

    @property
    def comma(self) -> str:
        """What parts the members of a list."""
        return _COMMAS.get(self.tag, ", ")

    @property
    def full_stop(self) -> str:
        """What ends a sentence."""
        return _FULL_STOPS.get(self.tag, ".")


class _Filling(Formatter):
    """`str.format` that writes numbers as a language does."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """A value by its format; a number then with the language's own marks."""
        text = str(super().format_field(value, format_spec))
        if self._language.tag == "en" or isinstance(value, (str, bool)) or not isinstance(value, (int, float)):
            return text
        symbols = self._language.locale.number_symbols["latn"]
        marks = {",": symbols["group"], ".": symbols["decimal"]}
        return "".join(marks.get(mark, mark) for mark in text)


_ENGLISH = Language()
_current: ContextVar[Language] = ContextVar("language", default=_ENGLISH)


@contextmanager
def speaking(tag: str, wordings: Mapping[str, Wording] | None = None) -> Iterator[Language]:
    """Speak a language for as long as the block lasts.

    Args:
        tag: one of `auditor.model.settings.LANGUAGES`.
        wordings: how the sentences of a result were made (`AuditResult.wordings`).
    """
    language = Language(tag, None if tag == "en" else _catalogue(tag), wordings or {})
    token = _current.set(language)
    try:
        yield language
    finally:
        _current.reset(token)


def current() -> Language:
    """The language that is spoken."""
    return _current.get()


def _(sentence: str, /, **values: Any) -> str:
    """A sentence of the report: a literal, with named placeholders."""
    language = current()
    return language.filled(language.sentence(sentence), values)


def counted_in(one: str, many: str, number: int, /, **values: Any) -> str:
    """A sentence that hangs on a number, which may stand in it as `{number}`: two literals."""
    language = current()
    return language.filled(language.sentence(one, many, number), {"number": grouped(number), **values})


def N_(sentence: str) -> str:  # noqa: N802 - what gettext calls it
    """Mark a literal as one to be translated where it is used."""
    return sentence


class Words(Mapping[_KeyT, str]):
    """Words by what they stand for, said in the language that is spoken when they are looked up."""

    def __init__(self, english: Mapping[_KeyT, str]) -> None:
        """Take the words in English, each marked with `N_`."""
        self._english = dict(english)

    def __getitem__(self, key: _KeyT) -> str:
        return _(self._english[key])

    def __iter__(self) -> Iterator[_KeyT]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


def told(text: str) -> str:
    """A sentence of the result in the language that is spoken; as it stands where nobody knows how it was made."""
    language = current()
    if language.catalogue is None:
        return text
    wording = language.wordings.get(text)
    return language.worded(wording) if wording is not None else language.sentence(text)


def told_or_quoted(text: str) -> str:
    """What may be the page's own text: told in the language that is spoken where we composed it, else as it stands."""
    language = current()
    wording = language.wordings.get(text) if language.catalogue is not None else None
    return text if wording is None else language.worded(wording)


def number(value: float, pattern: str = "#,##0.##") -> str:
    """A number.

    Args:
        value: the number.
        pattern: how many digits are shown, as Unicode's number patterns have it.
    """
    return str(format_decimal(value, pattern, locale=current().locale))


def grouped(value: float, digits: str = "") -> str:
    """A number, its thousands apart.

    Args:
        value: the number.
        digits: how many places are shown, as `str.format` has it: `.1f`; all of them unless told otherwise.
    """
    return current().filled(f"{{value:,{digits}}}", {"value": value})


def percent(share: float) -> str:
    """A share, from 0 to 1, as whole per cents."""
    return f"{share:.0%}" if current().tag == "en" else str(format_percent(share, locale=current().locale))


def amid(label: str) -> str:
    """A label in the midst of a sentence: with a small letter, where the language writes nouns so."""
    language = current()
    if language.tag == "en":
        return label.lower()
    if language.tag in _NOUNS_LARGE or label[1:2].isupper():
        return label
    return label[:1].lower() + label[1:]


def date_and_time(moment: datetime) -> str:
    """A moment, in UTC."""
    moment = moment.astimezone(UTC)
    mark = " " if current().tag in _WITHOUT_BLANKS else ", "
    return f"{format_date(moment, 'long', locale=current().locale)}{mark}{moment:%H:%M} UTC"


def in_a_row(items: Iterable[str]) -> str:
    """Texts as a list without a last word between them."""
    return current().comma.join(items)


def sentences(items: Iterable[str]) -> str:
    """Whole sentences, one after another."""
    return ("" if current().tag in _WITHOUT_BLANKS else " ").join(items)


def together(items: Iterable[str]) -> str:
    """Texts as a list with a word before the last: `a, b and c`."""
    return str(format_list(list(items), locale=current().locale))


def _form(tag: str, number: int) -> int:
    """Which plural form of the catalogue a number takes."""
    return _chooser(tag)(number)


@cache
def _chooser(tag: str) -> Callable[[int], int]:
    return c2py(_catalogue(tag).plural_expr)


@cache
def _catalogue(tag: str) -> Catalog:
    path = resources.files("reports") / "locale" / tag / "LC_MESSAGES" / "friction.po"
    with path.open("rb") as file:
        return read_po(file, locale=_LOCALES.get(tag, tag))
