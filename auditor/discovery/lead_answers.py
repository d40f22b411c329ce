"""What a page tells after a form that reaches people was sent without a mistake."""

from dataclasses import dataclass

from auditor.discovery.folding import fold
from auditor.discovery.form_comparison import new_messages, other_new_texts, says_wrong
from auditor.discovery.page_view import PageView
from auditor.model.snapshot import FieldSnapshot


@dataclass(frozen=True)
class Told:
    """What is new: a text that tells of success, whether it was announced, further texts, mistakes told of.

    `form_reset`: the form stands there still, and what was typed into it has gone.
    """

    says: str = ""
    announced: bool = False
    others: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    form_reset: bool = False


def told_after(before: PageView, view: PageView, keys: tuple[str, ...]) -> Told:
    """Compare the page before the form was sent, as filled, with the one after.

    A new message tells of success unless it is dressed as an error, says so in words, or a field is marked as wrong.

    Args:
        before: the page, the form filled.
        view: the page afterwards.
        keys: the form's fields.
    """
    texts = {fold(entry.text): entry for entry in view.snapshot.texts}
    marked = any(entry.aria_invalid for entry in view.snapshot.fields if entry.visible and entry.key in keys)
    good: list[str] = []
    errors: list[str] = []
    announced = False
    for message in new_messages(before, view):
        entry = texts.get(fold(message.text))
        wrong = marked or entry is None or entry.error_look or says_wrong(view, message.text)
        (errors if wrong else good).append(message.text)
        announced = announced or (not wrong and entry is not None and (entry.live or entry.role == "status"))
    return Told(
        says=next(iter(good), ""),
        announced=announced,
        others=other_new_texts(before, view),
        errors=tuple(errors),
        form_reset=_is_reset(before, view, keys),
    )


def _is_reset(before: PageView, view: PageView, keys: tuple[str, ...]) -> bool:
    """Whether every field that was typed into is there and empty."""
    there = {entry.key: entry for entry in view.snapshot.fields}
    typed = [entry for entry in before.snapshot.fields if entry.key in keys and _is_typed(entry)]
    return bool(typed) and all(entry.key in there and not there[entry.key].value for entry in typed)


def _is_typed(entry: FieldSnapshot) -> bool:
    return bool(entry.visible and entry.value and entry.tag != "select" and entry.type not in {"checkbox", "radio"})
