"""A made-up language that writes our sentences in other letters, so that one that was forgotten shows in Latin ones."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from babel.messages.catalog import Catalog
from bs4 import BeautifulSoup, NavigableString
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from auditor.model.finding import MeasurementEvidence
from auditor.model.metric import METRICS
from auditor.model.result import AuditResult, FindingResult, Inconclusive, JourneyResult, StepResult
from auditor.model.wording import Told, Wording
from reports.journey_path import STEP_NAMES
from reports.language import date_and_time, speaking
from reports.page_view import FOLDER_NAMES
from reports.prose import reference
from reports.text import clean
from tests.project.messages import gathered

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβγδεζηθικλμνξοπρστυφχψωϡϟΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϠϞ"
)
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_WORD = re.compile(r"[A-Za-z]{2,}")
_OURS = {
    AuditResult: ("titles",),
    FindingResult: ("title", "feels", "fix", "found_by"),
    Inconclusive: ("title",),
    JourneyResult: ("title",),
}
_SPOKEN = ("aria-label", "alt", "title", "data-label", "placeholder", "aria-description")
_NOT_READ = frozenset({"style", "script", "code", "template", "blockquote", "pre"})
_WITHIN_A_LINE = ["a", "b", "bdi", "em", "i", "strong"]
_KEPT = frozenset({"px", "UTC", "und"})  # the last from the language that lends its locale


def shouting(made_up: AuditResult | None = None) -> Catalog:
    """The language; of a made-up result it knows the sentences too, as it would those of our own checks."""
    catalogue = Catalog(locale="de")
    for one in _sentences():
        if isinstance(one.id, tuple):
            catalogue.add(one.id, tuple(_shouted(text) for text in one.id))
        elif one.id:
            catalogue.add(one.id, _shouted(one.id))
    for text in told_in(made_up):
        if made_up and text not in made_up.wordings and "{" not in text and not catalogue.get(text):
            catalogue.add(text, _shouted(text))
    return catalogue


def told_in(value: object) -> Iterator[str]:
    """Every text of ours in records, however deep."""
    if isinstance(value, BaseModel):
        ours = _OURS.get(type(value), ())
        for name, field in type(value).model_fields.items():
            held = getattr(value, name)
            if name == "wordings":
                continue
            if name in ours or _is_told(field):
                yield from (one for one in _texts(held) if one)
            else:
                yield from told_in(held)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from told_in(one)


def silent_words(page: str, result: AuditResult) -> list[str]:
    """What a reader sees of a page that is neither of this language nor of the audited site: pieces with words."""
    theirs = sorted(_theirs(result), key=len, reverse=True)
    found = []
    for piece in dict.fromkeys(_pieces(page)):
        rest = piece
        for text in theirs:
            rest = rest.replace(text, " ")
        if any(word not in _KEPT for word in _WORD.findall(rest)):
            found.append(piece)
    return found


def _theirs(result: AuditResult) -> set[str]:
    """What stands in a result that is not ours to translate."""
    raw = set(_strings(result.model_dump())) - set(told_in(result))
    for wording in result.wordings.values():
        raw |= set(_values(wording))
    raw |= {span.text for one in result.findings for text in one.references for span in reference(text)}
    raw |= {one.check.partition("/")[0].capitalize() for one in result.results} - set(FOLDER_NAMES.values())
    raw |= {one.replace("_", " ").capitalize() for one in _metrics(result) if one not in METRICS}
    raw |= {step.id.replace("-", " ").replace("_", " ").capitalize() for step in _steps(result)} - set(STEP_NAMES)
    with speaking("de"):
        raw.add(date_and_time(result.started_at))
    return {text for text in (" ".join(clean(one).split()) for one in raw) if len(text) > 1}


def _steps(result: AuditResult) -> Iterator[StepResult]:
    for journey in result.journeys:
        for attempt in journey.attempts:
            yield from attempt.steps


def _metrics(result: AuditResult) -> set[str]:
    told = [*(one for finding in result.findings for one in finding.evidence)]
    return {one.metric for one in told if isinstance(one, MeasurementEvidence)}


def _values(wording: Wording) -> Iterator[str]:
    for value in (*wording.values.values(), *wording.parts):
        if isinstance(value, Wording):
            yield from _values(value)
        elif isinstance(value, str):
            yield value


@cache
def _sentences() -> Catalog:
    return gathered()


def _shouted(text: str) -> str:
    return "".join(
        part if _PLACEHOLDER.fullmatch(part) else part.translate(_LETTERS) for part in _PLACEHOLDER.split(text)
    )


def _is_told(field: FieldInfo) -> bool:
    return any(one in field.metadata for one in get_args(Told)[1:]) or "_keep_wording" in repr(field.annotation)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"wordings", "titles"}:
                yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _pieces(page: str) -> Iterator[str]:
    """The runs of text between elements that begin a line, and the attributes that are read out."""
    soup: Any = BeautifulSoup(page, "html.parser")
    quoted = soup.find_all(lambda one: one.name in _NOT_READ or (one.name != "html" and one.has_attr("lang")))
    for element in quoted:
        element.decompose()
    for element in soup.find_all(True):
        yield from (" ".join(element[name].split()) for name in _SPOKEN if isinstance(element.get(name), str))
    for element in soup.find_all(_WITHIN_A_LINE):
        element.unwrap()
    soup.smooth()
    yield from (" ".join(text.split()) for text in soup.find_all(string=True) if type(text) is NavigableString)
