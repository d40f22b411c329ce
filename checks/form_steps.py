"""What the checks of forms as they first stand weigh alike: the steps of a checkout, their fields, what is asked."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from auditor.check import Context
from auditor.discovery.page_view import CARD_PURPOSES
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import ElementEvidence
from auditor.model.form_step import FormField, FormStep, Marking
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import first_of, quoted, shortened, trials

CHOICES = frozenset({"checkbox", "radio"})
"""Types of fields that are ticked, not filled."""
CARD = CARD_PURPOSES | {FieldPurpose.CARD_HOLDER}
"""What is asked about a payment card."""
_NO_QUESTIONS = frozenset({FieldPurpose.SEARCH, FieldPurpose.QUANTITY})
"""Fields that stand on pages of the checkout and ask nothing about the shopper."""
_OF_FIRMS = frozenset({FieldPurpose.COMPANY, FieldPurpose.VAT_NUMBER})
_NAMES = frozenset({FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME, FieldPurpose.FULL_NAME})
_ABOUT_THE_SHOPPER = _NAMES | {
    FieldPurpose.EMAIL,
    FieldPurpose.PHONE,
    FieldPurpose.STREET,
    FieldPurpose.HOUSE_NUMBER,
    FieldPurpose.POSTCODE,
    FieldPurpose.CITY,
    FieldPurpose.REGION,
    FieldPurpose.COUNTRY,
    FieldPurpose.COMPANY,
    FieldPurpose.VAT_NUMBER,
    FieldPurpose.BIRTH_DATE,
}
_BUTTONS = frozenset({"button", "submit", "reset", "image", "hidden"})
_LABEL = 40
_NAMED = 4
_EVIDENCE = 8


def steps_at(context: Context, stage: Stage) -> tuple[tuple[FormStep, Visit], ...]:
    """The forms met at a stage, one for each place on the way, in their order.

    A form that was met again as it was, because the way did not lead on, is told once.
    """
    met = sorted(
        ((step, visit) for step, visit in trials(context, FormStep) if visit.stage is stage),
        key=lambda one: one[0].place,
    )
    places: set[int] = set()
    looks: set[tuple[str, str, tuple[str, ...]]] = set()
    kept = []
    for step, visit in met:
        look = (step.page_url, step.form, tuple(field.key for field in step.fields))
        if step.place not in places and look not in looks:
            kept.append((step, visit))
        places.add(step.place)
        looks.add(look)
    return tuple(kept)


def own_fields(step: FormStep) -> Iterator[FormField]:
    """The fields of the shop itself that can be filled; those of a payment service and disabled ones are left out."""
    return (field for field in step.fields if not field.foreign and can_be_filled(field))


def can_be_filled(field: FormField) -> bool:
    """Whether the shopper can fill or choose here."""
    return not field.disabled and field.type not in _BUTTONS


def is_text(field: FormField) -> bool:
    """Whether it is typed into."""
    return field.type not in CHOICES and not is_list(field)


def is_list(field: FormField) -> bool:
    """Whether one of a list of options is chosen."""
    return field.type.startswith("select")


def demanded(field: FormField) -> bool:
    """Whether it has to be filled, by what it is or by what the page says."""
    return field.required or field.marking is Marking.REQUIRED


def questions(step: FormStep) -> tuple[FormField, ...]:
    """What the shopper is asked: a group of radio buttons is one question, and a payment service's fields count too.

    What only firms are asked is left out where it has to be filled: then the form is one for firms.
    """
    for_firms = any(field.purpose in _OF_FIRMS and demanded(field) for field in step.fields)
    asked = []
    groups: set[str] = set()
    for field in step.fields:
        if not can_be_filled(field) or field.purpose in _NO_QUESTIONS or (for_firms and field.purpose in _OF_FIRMS):
            continue
        if field.type == "radio":
            group = field.group or field.key
            if group in groups:
                continue
            groups.add(group)
        asked.append(field)
    return tuple(asked)


def answered(step: FormStep) -> frozenset[str]:
    """The purposes of what a shopper had to tell of themselves; a full name tells its parts, and they tell it."""
    fields = tuple(_about_shopper(step))
    forced = any(demanded(field) for field in fields)
    told: set[str] = {field.purpose for field in fields if demanded(field) or not forced}
    parts = {FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME}
    if FieldPurpose.FULL_NAME in told:
        told |= parts
    if parts <= told:
        told.add(FieldPurpose.FULL_NAME)
    return frozenset(told)


def asked_again(step: FormStep, known: Collection[str]) -> tuple[FormField, ...]:
    """Fields that have to be filled, come empty, and ask for what is known, where no control takes that over.

    Args:
        step: a later step.
        known: the purposes answered on earlier ones.
    """
    if step.same_as:
        return ()
    return tuple(
        field for field in _about_shopper(step) if field.purpose in known and demanded(field) and not field.filled
    )


def _about_shopper(step: FormStep) -> Iterator[FormField]:
    return (
        field
        for field in own_fields(step)
        if field.purpose in _ABOUT_THE_SHOPPER and not field.for_another and field.type not in CHOICES
    )


def asks_for_card(step: FormStep) -> bool:
    """Whether a card's number is asked for, by the shop or by its payment service."""
    return any(field.purpose == FieldPurpose.CARD_NUMBER for field in step.fields)


def label_of(field: FormField) -> Phrase:
    """A field for a message."""
    return quoted(field.label or field.key, _LABEL)


def named(fields: Sequence[FormField]) -> Phrase:
    """Fields for a message: the first four by name, by key where several have one name, the others by number."""
    names = Counter(label_of(field) for field in fields)
    told = [label_of(field) if names[label_of(field)] == 1 else say("“{text}”", text=field.key) for field in fields]
    return first_of(told, _NAMED)


def title_of(step: FormStep) -> Phrase:
    """A step for a message."""
    return quoted(step.step_name, _LABEL) if step.step_name else say("step {place}", place=step.place)


def of_step(step: FormStep) -> Phrase:
    """Which form it is, to follow “the form” or “the step” in a message; empty where the step has no name."""
    return say(" “{step}”", step=shortened(step.step_name, _LABEL)) if step.step_name else Phrase("")


def elements_of(fields: Iterable[FormField], note: str | Callable[[FormField], str] = "") -> Iterator[ElementEvidence]:
    """The first fields as evidence, each with the note or with what `note` says of it."""
    for field in islice(fields, _EVIDENCE):
        said = note if isinstance(note, str) else note(field)
        yield ElementEvidence(selector=field.selector, snippet=field.label or field.key, box=field.box, note=said)
