"""How a page tells, after a submission, which field is wrong: by a mark, by its look, by a text, by name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from auditor.discovery.field_purpose import phrases_named
from auditor.discovery.folding import fold, words
from auditor.discovery.form_comparison import new_messages, newly_marked, sign_texts
from auditor.discovery.mistakes import PERSON_PURPOSES
from auditor.discovery.page_view import PageView
from auditor.model.base import Box
from auditor.model.form import ErrorMessage, FieldSign
from auditor.model.snapshot import DomSnapshot, FieldSnapshot

_WARNING_SIGNS = frozenset("!×✕✖✗✘⚠❗❌⛔")
_EXAMPLE = re.compile(r"\S+@\S+")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]{2}")
_SHORTEST_LABEL = 3
"""Characters of a label that can be looked for in a message; fewer stand in other words by chance."""


@dataclass(frozen=True)
class Told:
    """What stands on the page after a submission."""

    messages: tuple[ErrorMessage, ...]
    marked: tuple[str, ...]
    signs: tuple[FieldSign, ...]

    @property
    def anything(self) -> bool:
        """Whether the page tells anything."""
        return bool(self.messages or self.marked)

    def of(self, key: str) -> FieldSign | None:
        """What it tells of one field."""
        return next((sign for sign in self.signs if sign.key == key), None)


@dataclass(frozen=True)
class Answer:
    """A submission as the page shows it.

    `initial` is the page before anybody typed, `before` as it was sent, `after` as it came back. `wrong` are the keys
    of the fields sent wrong, `native` those beside which the browser showed its own message, `box` the text of a
    dialog. `replaced`: another document came, so that nothing on it is left over from before.
    """

    initial: PageView
    before: PageView
    after: PageView
    keys: tuple[str, ...]
    wrong: frozenset[str] = frozenset()
    native: frozenset[str] = frozenset()
    box: str = ""
    replaced: bool = False


def told_by(answer: Answer) -> Told:
    """What a page tells after a submission, message by message and field by field.

    What stood there already when the form was sent, of a field that had been put right since, is left over and tells
    nothing.
    """
    left_over = _left_over(answer)
    old = {fold(text.text) for text in answer.before.snapshot.texts}
    owned = _Owned(answer.initial, answer.after, new_messages(answer.initial, answer.after))
    messages = tuple(
        message.model_copy(update={"near_field": owned.owner_of(message)})
        for message in owned.messages
        if not (owned.owner_of(message) in left_over and fold(message.text) in old)
    )
    marked = tuple(key for key in newly_marked(answer.initial, answer.after) if key not in left_over)
    owned = _Owned(answer.initial, answer.after, messages)
    said = {fold(message.text) for own in owned.by_key.values() for message in own}
    lines = [message.text for message in messages if not _stood(message, old, answer)]
    lines = [line for line in (*lines, answer.box) if fold(line) not in said]
    named = {line: fields_named(answer.after, answer.initial, line) for line in lines if line}
    signs = []
    for entry in answer.after.snapshot.fields:
        if entry.key not in answer.keys or not (entry.visible or entry.type in {"radio", "checkbox"}):
            continue
        sign = _sign(answer, entry, owned, marked, named)
        if sign.told or sign.ours:
            signs.append(sign)
    return Told(messages, marked, tuple(signs))


def _left_over(answer: Answer) -> frozenset[str]:
    if answer.replaced:
        return frozenset()
    owned = _Owned(answer.initial, answer.before, new_messages(answer.initial, answer.before))
    told = {*newly_marked(answer.initial, answer.before), *owned.by_key}
    return frozenset(told - answer.wrong)


def _stood(message: ErrorMessage, old: Collection[str], answer: Answer) -> bool:
    return not answer.replaced and fold(message.text) in old


class _Owned:
    """Messages and whose they are: of the field that refers to them, else of the nearest that may have them."""

    def __init__(self, initial: PageView, view: PageView, messages: tuple[ErrorMessage, ...]) -> None:
        self.messages = messages
        self._fields = {entry.key: entry for entry in view.snapshot.fields}
        self._initial, self._view = initial, view
        self._described = {entry.key: fold(entry.description) for entry in view.snapshot.fields if entry.description}
        self._known = {entry.key: fold(entry.label) for entry in initial.snapshot.fields}
        self._owners = [self._owner(message) for message in messages]
        self.by_key: dict[str, list[ErrorMessage]] = {}
        for message, owner in zip(messages, self._owners, strict=True):
            if owner is not None:
                self.by_key.setdefault(owner, []).append(message)

    def owner_of(self, message: ErrorMessage) -> str | None:
        """The key of the field whose message it is."""
        return next((owner for one, owner in zip(self.messages, self._owners, strict=True) if one == message), None)

    def refers(self, entry: FieldSnapshot, text: str) -> bool:
        """Whether a field's description or label holds a text, so that assistive technology tells it."""
        label = fold(entry.label)
        in_label = text in label and label != self._known.get(entry.key, label)
        return text in self._described.get(entry.key, "") or in_label

    def _owner(self, message: ErrorMessage) -> str | None:
        text = fold(message.text)
        if not text:
            return None
        referring = [key for key, entry in self._fields.items() if entry.visible and self.refers(entry, text)]
        if referring:
            return message.near_field if message.near_field in referring else referring[0]
        near = self._fields.get(message.near_field or "")
        if near is None or (message.box is not None and self._stands_above_label(message.box, near)):
            return None
        named = fields_named(self._view, self._initial, message.text)
        return None if named and near.key not in named else near.key

    def _stands_above_label(self, box: Box, entry: FieldSnapshot) -> bool:
        """Whether a text stands before a field's label, as the summary of a form does."""
        known = words(self._known.get(entry.key) or entry.label)  # a star beside the label is a text of its own
        return any(
            box.y + box.height <= text.box.y + 1 and text.box.y <= entry.box.y
            for text in self._view.snapshot.texts
            if known and words(text.text) == known
        )


def _sign(
    answer: Answer,
    entry: FieldSnapshot,
    owned: _Owned,
    marked: Collection[str],
    named: Mapping[str, frozenset[str]],
) -> FieldSign:
    own = owned.by_key.get(entry.key, [])
    text = next((one.text for one in own if any(map(str.isalpha, one.text))), "")
    snapshot = answer.after.snapshot
    focused = snapshot.focused_selector is not None and snapshot.focused_selector == entry.selector
    told = entry.key in marked
    boxes = [entry.box, *(one.box for one in own if one.box is not None)]
    return FieldSign(
        key=entry.key,
        label=entry.label or entry.placeholder or entry.name,
        purpose=answer.after.purpose(entry).value,
        ours=entry.key in answer.wrong,
        marked=told and entry.aria_invalid,
        looks_wrong=(told and entry.error_look) or _has_warning_sign(answer, entry),
        native=entry.key in answer.native,
        text=text,
        associated=bool(text) and owned.refers(entry, fold(text)),
        named=any(entry.key in keys for keys in named.values()),
        in_view=focused or any(is_in_view(snapshot, box) for box in boxes),
        focused=focused,
        selector=entry.selector,
        box=entry.box if entry.visible else None,
    )


def _has_warning_sign(answer: Answer, entry: FieldSnapshot) -> bool:
    if answer.replaced or entry.key in answer.wrong:
        texts = sign_texts(answer.initial, answer.after)
    else:
        texts = sign_texts(answer.before, answer.after)
    return any(near == entry.key and set(text.text.strip()) <= _WARNING_SIGNS for text, near in texts)


def fields_named(view: PageView, initial: PageView, text: str) -> frozenset[str]:
    """The keys of the visible fields that a text names: by their labels, or by words for what they ask for.

    Words within longer ones name nothing: “Enter your e-mail address” speaks of no street, nor does an address of mail
    that is given as an example.
    """
    text = _EXAMPLE.sub(" ", text)
    spoken = " ".join(words(text))
    visible = [entry for entry in view.snapshot.fields if entry.visible]
    # A label may hold the message by now.
    first = {entry.key: entry.label for entry in initial.snapshot.fields}
    labels = {entry.key: " ".join(words(first.get(entry.key, entry.label))) for entry in visible}
    said = {label for label in labels.values() if _is_said(label, spoken)}
    meanings = phrases_named(text, view.languages)
    phrases = said | {phrase for phrase, _ in meanings}
    whole = {phrase for phrase in phrases if not any(phrase != other and phrase in other for other in phrases)}
    purposes = {purpose for phrase, purpose in meanings if phrase in whole}
    return frozenset(
        entry.key for entry in visible if labels[entry.key] in whole & said or view.purpose(entry) in purposes
    )


def _is_said(label: str, spoken: str) -> bool:
    """Whether a text holds a label as words of its own; Chinese and Japanese put nothing between words."""
    if _UNSPACED.search(label):
        return label in spoken
    return len(label) >= _SHORTEST_LABEL and f" {label} " in f" {spoken} "


def is_in_view(snapshot: DomSnapshot, box: Box) -> bool:
    """Whether the middle of a box stands in the viewport, and nothing fixed to it lies over that place."""
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    top = snapshot.scroll_y
    if not (top <= middle_y <= top + snapshot.viewport_height and 0 <= middle_x <= snapshot.viewport_width):
        return False
    return not any(
        overlay.box.x <= middle_x <= overlay.box.x + overlay.box.width
        and overlay.box.y <= middle_y <= overlay.box.y + overlay.box.height
        and overlay.box.height < snapshot.viewport_height / 2
        and not (overlay.box.y <= box.y and box.y + box.height <= overlay.box.y + overlay.box.height)
        for overlay in snapshot.overlays
    )


def sign_in_view(told: Told, snapshot: DomSnapshot) -> bool | None:
    """Whether any message, or a field singled out, stands in the viewport or has the focus; None: none has a place.

    The browser brings its own messages into view.
    """
    if any(sign.native for sign in told.signs):
        return True
    singled_out = [sign for sign in told.signs if sign.marked or sign.looks_wrong or sign.text]
    boxes = [one.box for one in told.messages if one.box is not None]
    boxes += [sign.box for sign in singled_out if sign.box is not None]
    if not boxes:
        return None
    return any(sign.focused for sign in singled_out) or any(is_in_view(snapshot, box) for box in boxes)


def refuses_letters(initial: PageView, after: PageView) -> bool:
    """Whether a page says that a name, street or town in other letters than A to Z is wrong, though all of it is right.

    Args:
        initial: the page before anybody typed.
        after: the page after it was sent with valid data.
    """
    owned = _Owned(initial, after, new_messages(initial, after))
    told = {*newly_marked(initial, after), *owned.by_key}
    return any(
        entry.key in told and not entry.value.isascii() and after.purpose(entry) in PERSON_PURPOSES
        for entry in after.snapshot.fields
    )


def says_so_still(view: PageView, initial: PageView, key: str, said: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether a page still says that a field is wrong, and whether it still marks it.

    Args:
        view: the page now.
        initial: the page before anybody typed.
        key: the field.
        said: what was told of fields while they were wrong, by key.
    """
    owned = _Owned(initial, view, new_messages(initial, view))
    words = fold(said.get(key, ""))
    texts = {fold(one.text) for one in owned.by_key.get(key, [])}
    still = words in texts if words else bool(texts)
    return still, key in newly_marked(initial, view)
