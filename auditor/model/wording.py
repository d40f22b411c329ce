"""Sentences that remember how they were made, so that a report can tell them in another language.

`say` and `say_number` return a `Phrase`: a string, in English, that everything may treat as one. Beside its text it
keeps its `Wording`: the sentence with placeholders, by which a catalogue of translations knows it, and what stood in
them. A phrase put into another phrase stays one. What joins strings otherwise (`f"{phrase}."`) still gives the English
text and forgets the wording, so whatever a reader sees is built with `say`, `say_number`, `listed` and `+`.

Records keep phrases in fields of the type `Told`; a document keeps their wordings beside them (`wordings_in`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from auditor.model.base import Record

Value = str | int | float
"""What may stand in a placeholder."""


class Wording(Record):
    """How a text was made.

    Attributes:
        text: the sentence in English, placeholders as `str.format` has them; the key of its translation.
        plural: the same for a `number` that is not one.
        number: what chooses between the two forms.
        values: what stands in the placeholders; text that is not ours as it is.
        parts: texts that follow one another, `text` being empty then.
        comma: whether the parts are a list, to be parted as the language parts lists.
    """

    text: str = ""
    plural: str = ""
    number: int | None = None
    values: "dict[str, int | float | str | Wording]" = Field(default_factory=dict)
    parts: tuple["Wording | str", ...] = ()
    comma: bool = False

    @property
    def constant(self) -> bool:
        """Whether the English text alone says all."""
        return not (self.values or self.parts or self.plural)

    def english(self) -> str:
        """The text in English."""
        if self.parts:
            return (", " if self.comma else "").join(str(_english(part)) for part in self.parts)
        form = self.plural if self.plural and self.number != 1 else self.text
        return form.format(**{name: _english(value) for name, value in self.values.items()}) if self.values else form


class Phrase(str):
    """A text in English that knows its wording."""

    __slots__ = ("wording",)
    wording: Wording

    def __new__(cls, text: str, wording: Wording | None = None) -> Self:
        """Use `say` and its sisters."""
        made = super().__new__(cls, text)
        made.wording = wording or Wording(text=text)
        return made

    def __add__(self, other: str) -> "Phrase":
        """This and what follows it; empty text adds nothing."""
        return _after_one_another((self, other))

    def __radd__(self, other: str) -> "Phrase":
        """The same the other way round."""
        return _after_one_another((other, self))

    def mapped(self, change: Callable[[str], str]) -> "Phrase":
        """The phrase with every text in it that is not ours changed, such as masked."""
        return _phrase(_mapped(self.wording, change))


def say(text: str, /, **values: Value) -> Phrase:
    """A sentence, or part of one.

    Args:
        text: the sentence in English, a literal, so that it can be gathered for the catalogues. Placeholders
            have names; numbers may have a format: `{share:.2f}`.
        values: what stands in them.
    """
    return _phrase(Wording(text=text, values=_kept(values)))


def say_number(one: str, many: str, number: int, /, **values: Value) -> Phrase:
    """A sentence that hangs on a number, which may stand in it as `{number}`.

    Args:
        one: the sentence for one, in English, a literal.
        many: the sentence for any other number.
        number: the number.
        values: what stands in the further placeholders.
    """
    return _phrase(Wording(text=one, plural=many, number=number, values=_kept({"number": number, **values})))


def listed(items: Iterable[str]) -> Phrase:
    """Several texts as a list without a last word between them: `a, b, c`."""
    parts = tuple(_part(item) for item in items)
    return _phrase(Wording(parts=parts, comma=True)) if parts else Phrase("")


def mapped(text: str, change: Callable[[str], str]) -> str:
    """A text changed; of a phrase what is not ours in it."""
    return text.mapped(change) if isinstance(text, Phrase) else change(text)


def wordings_in(*values: object, constants: bool = False) -> dict[str, Wording]:
    """How every text in records, however deep, was made, by its English text.

    Args:
        values: the records.
        constants: whether texts that are one sentence without values are told as well. A reader looks them up whole;
            but what is to be put into another sentence has to be known as ours.
    """
    phrases = (phrase for value in values for phrase in _phrases(value))
    return {str(phrase): phrase.wording for phrase in phrases if phrase and (constants or not phrase.wording.constant)}


def _phrase(wording: Wording) -> Phrase:
    return Phrase(wording.english(), wording)


def _after_one_another(texts: Iterable[str]) -> Phrase:
    parts: list[Wording | str] = []
    for text in texts:
        part = _part(text)
        if isinstance(part, Wording) and part.parts and not part.comma:
            parts.extend(part.parts)
        elif text:
            parts.append(part)
    only = parts[0] if len(parts) == 1 else None
    return _phrase(only if isinstance(only, Wording) else Wording(parts=tuple(parts)))


def _part(text: str) -> Wording | str:
    return text.wording if isinstance(text, Phrase) else str(text)


def _kept(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _part(one) if isinstance(one, str) else one for name, one in values.items()}


def _english(value: object) -> object:
    return value.english() if isinstance(value, Wording) else value


def _mapped(wording: Wording, change: Callable[[str], str]) -> Wording:
    def changed(value: Any) -> Any:
        if isinstance(value, Wording):
            return _mapped(value, change)
        return change(value) if isinstance(value, str) else value

    values = {name: changed(value) for name, value in wording.values.items()}
    return wording.model_copy(update={"values": values, "parts": tuple(changed(part) for part in wording.parts)})


def _phrases(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, BaseModel):
        yield from (phrase for one in value.__dict__.values() for phrase in _phrases(one))
    elif isinstance(value, dict):
        yield from (phrase for one in value.values() for phrase in _phrases(one))
    elif isinstance(value, (list, tuple)):
        yield from (phrase for one in value for phrase in _phrases(one))


def _keep_wording(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Keep a phrase a phrase; make one again of what was read, where the reader has its wording (`context`)."""
    text = handler(value)
    if isinstance(value, Phrase):
        return value
    wording = (info.context or {}).get(text) if isinstance(text, str) else None
    return Phrase(text, wording) if wording else text


Told = Annotated[str, WrapValidator(_keep_wording)]
"""A text in English for a reader, with its wording where it has one. In JSON it is a plain string."""
