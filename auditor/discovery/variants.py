"""Choices a product asks for before it can be put into the cart."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of, same_page
from auditor.discovery.folding import fold, is_about
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.shopper import FieldPurpose
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

_LEFT_ALONE = frozenset({FieldPurpose.SEARCH, FieldPurpose.QUANTITY, FieldPurpose.NEWSLETTER, FieldPurpose.COUNTRY})

_STATES = ("aria-checked", "aria-pressed", "aria-selected")
_LONGEST_ANSWER = 24
"""Characters of a size's or a colour's name; ours. A button that says more is no answer but an act."""


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
    if view.in_card(add) or (
        entry.form is not None and entry.form != add.form and view.snapshot.forms[entry.form].submits
    ):
        return False
    return entry.landmark in {Landmark.MAIN, Landmark.NONE}


def _select_choice(view: PageView, entry: FieldSnapshot) -> Choice | None:
    usable = _usable(view, entry)
    if not usable:
        return None
    chosen = _chosen(entry)
    if chosen is not None and chosen[0].strip() and view.says(Concept.SELECT_OPTION, chosen[1]) is None:
        return None
    return Choice(field=entry, option=usable[0][0], label=usable[0][1])


def other_choices(view: PageView, made: Choice) -> tuple[Choice, ...]:
    """The other answers to a question that a field asks, as the page stands now."""
    if made.field.tag == "select":
        now = view.field(made.field.key) or made.field
        return tuple(
            Choice(now, value, label) for value, label in _usable(view, now) if value not in {made.option, now.value}
        )
    return tuple(
        Choice(entry, "", entry.label)
        for entry in view.snapshot.fields
        if entry.type == "radio"
        and entry.name == made.field.name
        and not (entry.disabled or entry.checked or entry.selector == made.field.selector)
        and view.says(Concept.OUT_OF_STOCK, entry.label) is None
    )


def other_swatches(view: PageView, made: ElementSnapshot) -> tuple[ElementSnapshot, ...]:
    """The other buttons of the group in which one was pressed."""
    now = next((one for one in view.snapshot.elements if one.selector == made.selector), made)
    return tuple(
        one
        for one in view.snapshot.elements
        if one.group is not None
        and one.group == now.group
        and (one.tag, one.role) == (now.tag, now.role)
        and one.selector != now.selector
        and not one.disabled
        and not view.element_says(Concept.OUT_OF_STOCK, one)
    )


def stepper_to_press(view: PageView, add: ElementSnapshot) -> ElementSnapshot | None:
    """The button that raises an amount which stands at none and cannot be typed; the nearest with a plus or a mark."""
    amount = next(
        (
            entry
            for entry in view.snapshot.fields
            if entry.visible
            and entry.readonly
            and entry.tag == "input"
            and view.purpose(entry) is FieldPurpose.QUANTITY
            and entry.value.strip() in {"", "0"}
            and _belongs(view, entry, add)
        ),
        None,
    )
    if amount is None:
        return None
    marked = [one for one in view.snapshot.elements if one.form == amount.form and not one.disabled and _raises(one)]
    return min(marked, key=lambda one: abs(one.box.y - amount.box.y) + abs(one.box.x - amount.box.x), default=None)


def _raises(element: ElementSnapshot) -> bool:
    marks = tokens_of(f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}")
    return element.text.strip() in {"+", "＋"} or bool(marks & address_words.RAISING)


def _usable(view: PageView, entry: FieldSnapshot) -> list[tuple[str, str]]:
    return [
        (value, label)
        for value, label in entry.options
        if value.strip()
        and view.says(Concept.SELECT_OPTION, label) is None
        and view.says(Concept.OUT_OF_STOCK, label) is None
    ]


def _chosen(entry: FieldSnapshot) -> tuple[str, str] | None:
    place = entry.selected_index
    return entry.options[place] if place is not None and 0 <= place < len(entry.options) else None


def open_swatches(view: PageView, add: ElementSnapshot, *, refused: bool = False) -> tuple[ElementSnapshot, ...]:
    """One button to press in each group of buttons that stands for a choice still open.

    A group tells that it is a choice by the state of its buttons; where `add` waits, or was pressed and `refused`, any
    group of alike buttons beside it may be what it waits for.
    """
    groups: dict[int, list[ElementSnapshot]] = {}
    for element in view.snapshot.elements:
        if element.group is not None and _may_answer(view, element, add):
            groups.setdefault(element.group, []).append(element)
    return tuple(answer for group in groups.values() if (answer := _answer(view, group, waits=add.disabled or refused)))


def variant_links(view: PageView) -> tuple[ElementSnapshot, ...]:
    """Links to pages of the product's own variants: each named as the product is and by something more.

    Where a product is sold in such pages only, its own has no button for the cart.
    """
    heading = view.main_heading
    if not heading:
        return ()
    found = {
        element.href: element
        for element in reversed(view.snapshot.elements)
        if element.href
        and element.landmark in {Landmark.MAIN, Landmark.NONE}
        and urlsplit(element.href).netloc == urlsplit(view.snapshot.url).netloc
        and not same_page(element.href, view.snapshot.url)
        and fold(element.name or element.text) != fold(heading)
        and is_about(element.name or element.text, heading)
        and not tokens_of(route_of(element.href)) & (address_words.NOT_PRODUCTS | address_words.WISHES)
    }
    return tuple(reversed(found.values()))


def may_wait_for_choice(view: PageView, add: str) -> bool:
    """Whether anything on the page may be a choice that the control with the selector `add` waits for."""
    element = next((one for one in view.snapshot.elements if one.selector == add), None)
    if element is None:
        return False
    kinds = Counter(
        (one.group, one.tag, one.role)
        for one in view.snapshot.elements
        if one.group is not None and _may_answer(view, one, element)
    )
    return bool(open_choices(view, element)) or any(count > 1 for count in kinds.values())


def waits_for_choice(view: PageView, control: ElementSnapshot) -> bool:
    """Whether a button that cannot be pressed says only that a choice is still to be made.

    Some say so in plain words; others are called sold out as long as nothing is chosen, since nothing is no variant
    that is in stock.
    """
    if not control.disabled or control.landmark not in {Landmark.MAIN, Landmark.NONE} or view.in_card(control):
        return False
    if control.tag not in {"button", "input"} and control.role != "button":
        return False
    told = view.element_says(Concept.OUT_OF_STOCK, control) or view.element_says(Concept.SELECT_OPTION, control)
    if told is None:
        return False
    # Signs without a letter count up and down or turn pictures over.
    answers = (one for one in open_swatches(view, control) if any(map(str.isalnum, one.name or one.text)))
    return bool(open_choices(view, control)) or any(answers)


def _may_answer(view: PageView, element: ElementSnapshot, add: ElementSnapshot) -> bool:
    if element.selector == add.selector or element.tag == "label" or view.in_card(element):
        return False
    if element.overlay != add.overlay or element.landmark not in {add.landmark, Landmark.MAIN, Landmark.NONE}:
        return False
    if element.form is not None and (element.form != add.form or element.index in _senders(view, element.form)):
        return False
    marks = tokens_of(" ".join(value for name, value in element.attributes.items() if name in {"id", "class", "name"}))
    return not marks & (address_words.WISHES | address_words.DELETE) and len(element.name) <= _LONGEST_ANSWER


def _senders(view: PageView, form: int) -> tuple[int, ...]:
    """The buttons that send a form of themselves, not those that a script may send it from."""
    submits = view.snapshot.forms[form].submits
    return tuple(place for place in submits if view.snapshot.elements[place].attributes.get("type") != "button")


def _answer(view: PageView, group: list[ElementSnapshot], *, waits: bool) -> ElementSnapshot | None:
    stated = all(element.role in {"radio", "option"} or _states_of(element) for element in group)
    alike = len({(element.tag, element.role) for element in group}) == 1 and len(group) > 1
    if any("true" in _states_of(element) for element in group) or not (stated or (waits and alike)):
        return None
    if stated and len(group) == 1 and group[0].role == "button":
        return None  # a switch, such as a heart
    usable = (one for one in group if not one.disabled and not view.element_says(Concept.OUT_OF_STOCK, one))
    return next(usable, None)


def _states_of(element: ElementSnapshot) -> tuple[str, ...]:
    return tuple(element.attributes[name] for name in _STATES if name in element.attributes)
