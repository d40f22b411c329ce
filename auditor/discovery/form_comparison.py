"""A form before and after a submission: what was kept, what was lost, what was said."""

from collections.abc import Iterable

from auditor.discovery.folding import fold, same_value
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.base import Box
from auditor.model.form import ErrorMessage, FieldState
from auditor.model.snapshot import FieldSnapshot, Landmark, TextSnapshot

_EXEMPT = frozenset(
    {
        FieldPurpose.PASSWORD,
        FieldPurpose.SECURITY_CODE,
        FieldPurpose.CAPTCHA,
        FieldPurpose.ONE_TIME_CODE,
    }
)
COMPLAINTS = (Concept.REQUIRED_ERROR, Concept.INVALID_ERROR, Concept.GENERIC_ERROR)
"""What a text says that tells of a mistake."""
NEAR_FIELD_PX = 120
"""How far from a field a message may stand and still be told as that field's (a figure of this project)."""
_MESSAGE_LENGTH = 300
_MOST_OTHERS = 5
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_SAME_FORM_SHARE = 0.6


def _value(entry: FieldSnapshot) -> str:
    if entry.type in {"checkbox", "radio"}:
        return "on" if entry.checked else ""
    return entry.value


def compare_fields(initial: PageView, before: PageView, after: PageView, keys: Iterable[str]) -> tuple[FieldState, ...]:
    """Compare a form's fields over a submission.

    A field is lost when it held something before and is empty afterwards, or back at what it was before anyone typed.
    Reformatting is no loss. Secrets that no site should give back are exempt, and so is a field that is no longer
    there. Secret values are compared by their masks.

    Args:
        initial: the page before anything was typed.
        before: the page as filled, just before the submission.
        after: the page after it.
        keys: the fields to compare, by key.
    """
    first = {entry.key: entry for entry in initial.snapshot.fields}
    then = {entry.key: entry for entry in after.snapshot.fields}
    states = []
    for key in keys:
        entry = before.field(key)
        if entry is None or not _value(entry):
            continue
        later = then.get(key)
        old, new = _value(entry), None if later is None else _value(later)
        default = _value(first[key]) if key in first else ""
        purpose = before.purpose(entry)
        same = new is not None and (new == old or same_value(old, new))
        lost = not same and new is not None and (not new or new == default or entry.tag == "select")
        states.append(
            FieldState(
                key=key,
                label=entry.label or entry.placeholder or entry.name,
                purpose=purpose.value,
                type=entry.type,
                before=_shown(entry, old),
                after=None if later is None or new is None else _shown(later, new),
                kept=not lost,
                reformatted=same and new != old,
                exempt=purpose in _EXEMPT or (entry.secret and entry.type == "password") or later is None,
                present_after=later is not None,
                selector=(later or entry).selector,
                box_before=entry.box if entry.visible else None,
                box_after=later.box if later and later.visible else None,
            )
        )
    return tuple(states)


def _shown(entry: FieldSnapshot, value: str) -> str:
    if entry.secret and value:
        return "•" * 8
    if entry.tag == "select":
        return next((label for option, label in entry.options if option == value), value)
    return value


def is_same_form(after: PageView, keys: Iterable[str]) -> bool:
    """Whether the form is still the one submitted: most of its fields are there by key."""
    wanted = set(keys)
    there = {entry.key for entry in after.snapshot.fields if entry.visible or entry.type in {"radio", "checkbox"}}
    return not wanted or len(wanted & there) / len(wanted) >= _SAME_FORM_SHARE


def new_messages(before: PageView, after: PageView) -> tuple[ErrorMessage, ...]:
    """Texts that stand on the page after a submission and did not before, and that tell of a mistake.

    A new text counts when it is announced or dressed as an error, says so in words, or stands near a field. A sign
    without a letter, such as the tick in a box of a script's own, is nothing that a field tells.
    """
    fields = [entry for entry in after.snapshot.fields if entry.visible]
    messages = []
    for text in _new_texts(before, after):
        near = _nearest(text.box, fields) if _has_letters(text.text) else None
        if _tells_of_a_mistake(after, text) or near is not None:
            messages.append(
                ErrorMessage(
                    text=text.text, selector=text.selector, box=text.box, near_field=near.key if near else None
                )
            )
    messages.extend(_descriptions(before, after, {fold(message.text) for message in messages}))
    return tuple(messages)


def other_new_texts(before: PageView, after: PageView) -> tuple[str, ...]:
    """Texts of the main part that are new after a submission and of which nothing says that they are a message.

    In a language that no word list knows, far from the fields and in plain dress, one may be the message all the same.
    """
    told = {fold(message.text) for message in new_messages(before, after)}
    return tuple(
        text.text
        for text in _new_texts(before, after)
        if text.landmark not in _SITE_PARTS
        and not after.in_card(text)
        and _has_letters(text.text)
        and fold(text.text) not in told
    )[:_MOST_OTHERS]


def sign_texts(before: PageView, after: PageView) -> tuple[tuple[TextSnapshot, str], ...]:
    """New texts without a letter, such as a cross, each with the key of the field it stands beside."""
    fields = [entry for entry in after.snapshot.fields if entry.visible]
    found = ((text, _nearest(text.box, fields)) for text in _new_texts(before, after) if not _has_letters(text.text))
    return tuple((text, near.key) for text, near in found if near is not None)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _new_texts(before: PageView, after: PageView) -> list[TextSnapshot]:
    known = {fold(entry.text) for entry in before.snapshot.texts}
    known |= {fold(text) for entry in after.snapshot.fields for text in (entry.label, entry.placeholder)}
    known |= {fold(label) for entry in after.snapshot.fields for _, label in entry.options}
    known.add("")
    return [text for text in after.snapshot.texts if fold(text.text) not in known and len(text.text) <= _MESSAGE_LENGTH]


def _descriptions(before: PageView, after: PageView, told: set[str]) -> list[ErrorMessage]:
    known = {entry.key: fold(entry.description) for entry in before.snapshot.fields}
    return [
        ErrorMessage(text=entry.description, selector=entry.selector, box=entry.box, near_field=entry.key)
        for entry in after.snapshot.fields
        if entry.visible
        and entry.description
        and fold(entry.description) != known.get(entry.key, "")
        and fold(entry.description) not in told
    ]


def _tells_of_a_mistake(view: PageView, text: TextSnapshot) -> bool:
    if text.live or text.role in {"alert", "status"} or text.error_look:
        return True
    if text.landmark in _SITE_PARTS:
        return False
    return says_wrong(view, text.text)


def says_wrong(view: PageView, text: str) -> bool:
    """Whether a text says that something is missing or wrong."""
    return any(view.says(concept, text) for concept in COMPLAINTS)


def _nearest(box: Box, fields: list[FieldSnapshot]) -> FieldSnapshot | None:
    best: tuple[float, FieldSnapshot] | None = None
    for entry in fields:
        gap_x, gap_y = box.gaps_to(entry.box)
        gap, astray = gap_x + gap_y, gap_x > 0 and gap_y > 0  # neither in the field's row nor above or below it
        if gap <= NEAR_FIELD_PX and not astray and (best is None or gap < best[0]):
            best = (gap, entry)
    return best[1] if best else None


def newly_marked(before: PageView, after: PageView) -> tuple[str, ...]:
    """Keys of fields marked as wrong after a submission: by `aria-invalid`, or by the look of a refused field.

    Empty required fields may look refused from the first; that they look so no longer once they are right tells that
    the look means something.
    """
    marked_before = {entry.key for entry in before.snapshot.fields if entry.aria_invalid}
    red_before = {entry.key for entry in before.snapshot.fields if entry.error_look}
    calmed = any(entry.visible and not entry.error_look and entry.key in red_before for entry in after.snapshot.fields)
    return tuple(
        entry.key
        for entry in after.snapshot.fields
        if entry.visible
        and (
            (entry.aria_invalid and entry.key not in marked_before)
            or (entry.error_look and (calmed or entry.key not in red_before))
        )
    )
