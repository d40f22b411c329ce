"""Gates that ask how old one is: recognised, and answered by a grown-up."""

import re
from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.folding import fold, fold_digits
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Score, best_first
from auditor.discovery.scopes import Answer, Scope
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis, Role
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot

_AGES = re.compile(r"(?<![\d.,:/-])(?:16|18|19|20|21)(?![\d.,:/-]|\s?%)")
"""The ages from which countries let people buy; not as a part of a price, a date or a discount."""
_MOST_CONTROLS = 8
"""Controls of a gate: two answers, a language or two, the small print; ours."""
_NO_GATE = frozenset({"email", "password", "search"})
_YEAR, _DAY = "1990", "05"
"""Whichever comes first in a country's dates, the fifth of May is the same day."""
_SAYS_YES = frozenset({"yes", "confirm", "accept", "agree", "enter", "over", "verify", "allow", "adult"})
_SAYS_NO = frozenset({"no", "deny", "decline", "reject", "exit", "leave", "under", "cancel"})


def asks_age(scope: Scope) -> bool:
    """Whether a block or page asks for the visitor's age: by its words, by an age it names, or by birth date fields."""
    if any(one.type in _NO_GATE for one in scope.typed) or len(scope.elements) > _MOST_CONTROLS:
        return False
    speaks = scope.view.says(Concept.AGE_TOPIC, scope.text) is not None
    names_age = _AGES.search(fold_digits(scope.text)) is not None
    confirms = any(scope.view.element_says(Concept.AGE_CONFIRM, one) for one in scope.elements)
    if _birth_entries(scope):
        return True
    if any(one.visible and one.type not in {"checkbox", "radio"} for one in scope.fields):
        return False
    return (speaks and (names_age or confirms)) or (names_age and len(scope.elements) in {2, 3} and _is_pair(scope))


def _is_pair(scope: Scope) -> bool:
    """Whether two controls are built alike, as the answers to a question are."""
    kinds = [(one.tag, one.role, round(one.box.height)) for one in scope.elements]
    return any(kinds.count(kind) == 2 for kind in kinds)  # noqa: PLR2004 - a pair


def age_answers(scope: Scope) -> tuple[Answer, ...]:
    """Ways to say that one is old enough, the likeliest first."""
    entries = (*_birth_entries(scope), *_ticks(scope))
    ranked = best_first(
        (_score(scope, element, entries).candidate_of_element(element) for element in scope.elements),
        at_least=0.1,
        most=3,
    )
    return tuple(Answer(Role.OVERLAY, entry, entries, scope.place) for entry in ranked)


def _score(scope: Scope, element: ElementSnapshot, entries: tuple[tuple[FieldSnapshot, str], ...]) -> Score:
    view, score = scope.view, Score()
    marks = tokens_of(" ".join(element.attributes.get(name, "") for name in ("id", "class", "name", "value")))
    score.add_words(view.element_says(Concept.AGE_CONFIRM, element), "it")
    score.add_words(view.element_says(Concept.ENTER_SITE, element), "it")
    score.add_if(marks & _SAYS_YES, 0.4, Basis.STRUCTURE, "is marked as saying yes")
    sends = any(scope.sends(element, one) for one, _ in entries)
    score.add_if(sends, 0.5, Basis.STRUCTURE, "sends the date of birth")
    score.add(0.15, Basis.STRUCTURE, "is one of few controls")
    score.add_if(element.role == "button" or element.tag == "button", 0.2, Basis.STRUCTURE, "is a button")
    first = next((one for one in scope.elements if one.tag == element.tag), element)
    score.add_if(element is first, 0.1, Basis.STRUCTURE, "comes first")
    score.damp_if(marks & _SAYS_NO, 0.3, "is marked as saying no")
    away = urlsplit(element.href or "").netloc not in {"", urlsplit(view.snapshot.url).netloc}
    score.damp_if(away, 0.2, "leads away from the site")
    refuses = view.element_says(Concept.REJECT_COOKIES, element) or view.element_says(Concept.CLOSE, element)
    score.damp_if(refuses, 0.3, "says no")
    return score


def _ticks(scope: Scope) -> tuple[tuple[FieldSnapshot, str], ...]:
    return tuple((one, "on") for one in scope.fields if one.type == "checkbox" and not one.checked)


def _birth_entries(scope: Scope) -> tuple[tuple[FieldSnapshot, str], ...]:
    """What goes into the fields that ask for a date of birth; empty where there are none."""
    asked = [one for one in scope.fields if one.visible and one.type not in {"checkbox", "radio", "hidden"}]
    if sorted(one.maxlength or 0 for one in asked) == [2, 2, 4]:
        return tuple((one, _YEAR if one.maxlength == 4 else _DAY) for one in asked)  # noqa: PLR2004 - digits of a year
    return tuple((one, value) for one in asked if (value := _birth_value(scope.view, one)))


def _birth_value(view: PageView, entry: FieldSnapshot) -> str:
    purpose = view.purpose(entry)
    if entry.tag == "select":
        return _birth_option(entry)
    if entry.type == "date":
        return f"{_YEAR}-05-05"
    tokens = tokens_of(f"{entry.name} {entry.element_id} {entry.autocomplete}") | tokens_of(
        f"{entry.placeholder} {entry.label}"
    )
    short = entry.maxlength is not None and entry.maxlength <= 4  # noqa: PLR2004 - digits of a year
    if tokens & address_words.YEARS and (short or entry.type in {"number", "text", "tel"}):
        return _YEAR
    if tokens & (address_words.DAYS | address_words.MONTHS) and (short or entry.type in {"number", "text", "tel"}):
        return _DAY
    if purpose is FieldPurpose.BIRTH_DATE:
        return f"05{_separator(entry)}05{_separator(entry)}{_YEAR}"
    return ""


def _separator(entry: FieldSnapshot) -> str:
    return next((char for char in entry.placeholder if char in "./-"), "/")


def _birth_option(entry: FieldSnapshot) -> str:
    """The option of a list of years, months or days; empty where it is none of these."""
    usable = [(value, label) for value, label in entry.options if value.strip()]
    for value, label in usable:
        if _YEAR in {fold(value), fold(label)}:
            return value
    numbers = [value for value, _ in usable if value.strip().isdigit()]
    count = len(usable)
    if count in {31, 12} and (len(numbers) == count or count == 12):  # noqa: PLR2004 - days, months
        return usable[4][0]
    return ""
