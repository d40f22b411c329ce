"""What a page tells after a form that reaches people was sent."""

from collections.abc import Sequence

from auditor.discovery.lead_answers import told_after
from auditor.discovery.page_view import PageView
from tests.unit.discovery.snapshots import Part, field, page, text

KEYS = ("name", "email")


def form(*texts: Part, values: Sequence[str] = ("Emma", "emma@example.com"), wrong: bool = False) -> PageView:
    fields = [
        field("name", "Your name", key="name", value=values[0], box=[0, 0, 200, 20]),
        field("email", "Email", key="email", value=values[1], aria_invalid=wrong, box=[0, 40, 200, 20]),
    ]
    return page("/contact", fields=fields, texts=list(texts))


def test_an_announced_text_tells_of_success() -> None:
    told = told_after(form(), form(text("We will write to you", role="status")), KEYS)
    assert (told.says, told.announced, told.errors) == ("We will write to you", True, ())


def test_a_text_in_red_or_beside_a_field_marked_as_wrong_tells_of_a_mistake() -> None:
    red = told_after(form(), form(text("No", role="alert", error_look=True)), KEYS)
    marked = told_after(form(), form(text("Hm", role="alert"), wrong=True), KEYS)
    assert (red.says, red.errors, marked.says, marked.errors) == ("", ("No",), "", ("Hm",))


def test_a_plain_text_may_be_the_message() -> None:
    told = told_after(form(), form(text("It has arrived")), KEYS)
    assert (told.says, told.others) == ("", ("It has arrived",))


def test_a_form_that_is_empty_again_was_reset() -> None:
    assert told_after(form(), form(values=("", "")), KEYS).form_reset
    assert not told_after(form(), form(values=("Emma", "")), KEYS).form_reset
    assert not told_after(form(), form(), KEYS).form_reset
