"""What a page says of a field in use, and what it only offers."""

from typing import Any

import pytest

from auditor.discovery.field_refusals import refusal_of
from tests.unit.discovery.snapshots import field, page

BOX = {"x": 0, "y": 100, "width": 200, "height": 30}
BELOW = {"x": 0, "y": 135, "width": 200, "height": 20}


def seen(*texts: dict[str, Any], **facts: Any) -> Any:
    email = field("email", "E-mail", type="email", key="email", box=BOX, **facts)
    return page("/checkout", fields=[email], texts=[{"selector": "#told", "box": BELOW, **text} for text in texts])


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (seen({"text": "Nope", "role": "alert"}), (True, "Nope")),
        (seen({"text": "Nope", "error_look": True}), (True, "Nope")),
        (seen({"text": "Please enter a valid email address"}), (True, "Please enter a valid email address")),
        (seen(aria_invalid=True), (True, "")),
        (seen({"text": "So not"}, aria_invalid=True), (True, "So not")),
        (seen(user_invalid=True, validation_message="Fill it in"), (True, "")),
        (seen({"text": "anna@example.com", "live": True}), (False, "")),
        (seen({"text": "2 of 100 characters"}), (False, "")),
        (seen(), (False, "")),
    ],
)
def test_complaints_are_told_from_help(after: Any, said: tuple[bool, str]) -> None:
    assert refusal_of(seen(), after, "email") == said


def test_what_was_wrong_before_is_nothing_new() -> None:
    wrong = seen({"text": "Nope", "role": "alert"}, aria_invalid=True, user_invalid=True)
    assert refusal_of(wrong, wrong, "email") == (False, "")


def test_a_field_that_is_gone_says_nothing() -> None:
    assert refusal_of(seen(), page("/checkout"), "email") == (False, "")
