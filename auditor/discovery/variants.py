"""Choices a product asks for before it can be put into the cart."""

from dataclasses import dataclass

from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

_LEFT_ALONE = frozenset({FieldPurpose.SEARCH, FieldPurpose.QUANTITY, FieldPurpose.NEWSLETTER, FieldPurpose.COUNTRY})


@dataclass(frozen=True)
class Choice:
    """One choice to make: an option of a select, or a radio button."""

    field: FieldSnapshot
    option: str
    label: str


def open_choices(view: PageView, add: ElementSnapshot) -> tuple[Choice, ...]:
    """The choices still open for an add-to-cart control: in its form, else in the page's main part."""
    fields = [
        entry
        for entry in view.snapshot.fields
        if not entry.disabled
        and (entry.visible or entry.type == "radio")
        and view.purpose(entry) not in _LEFT_ALONE
        and _belongs(view, entry, add)
    ]
    choices = [choice for entry in fields if entry.tag == "select" and (choice := _select_choice(view, entry))]
    for name in dict.fromkeys(entry.name for entry in fields if entry.type == "radio" and entry.name):
        group = [entry for entry in fields if entry.type == "radio" and entry.name == name]
        if not any(entry.checked for entry in group):
            choices.append(Choice(field=group[0], option="", label=group[0].label))
    return tuple(choices)


def _belongs(view: PageView, entry: FieldSnapshot, add: ElementSnapshot) -> bool:
    if add.form is not None and entry.form == add.form:
        return True
    if entry.form is not None and entry.form != add.form and view.snapshot.forms[entry.form].submits:
        return False
    return entry.landmark in {Landmark.MAIN, Landmark.NONE}


def _select_choice(view: PageView, entry: FieldSnapshot) -> Choice | None:
    usable = [
        (value, label)
        for value, label in entry.options
        if value.strip()
        and view.says(Concept.SELECT_OPTION, label) is None
        and view.says(Concept.OUT_OF_STOCK, label) is None
    ]
    if not usable:
        return None
    chosen = _chosen(entry)
    if chosen is not None and chosen[0].strip() and view.says(Concept.SELECT_OPTION, chosen[1]) is None:
        return None
    return Choice(field=entry, option=usable[0][0], label=usable[0][1])


def _chosen(entry: FieldSnapshot) -> tuple[str, str] | None:
    place = entry.selected_index
    return entry.options[place] if place is not None and 0 <= place < len(entry.options) else None
