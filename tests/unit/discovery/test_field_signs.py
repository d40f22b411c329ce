"""How a page's answer is read field by field."""

from typing import Any

import pytest

from auditor.discovery.field_signs import Answer, Told, fields_named, is_in_view, says_so_still, sign_in_view, told_by
from auditor.discovery.page_view import PageView
from auditor.model.base import Box
from auditor.model.form import FieldSign
from tests.unit.discovery.snapshots import Part, field, page, text

ROWS = {"email": 100, "name": 300, "city": 500}
LABELS = {"email": "E-mail address", "name": "Full name", "city": "Town"}


def box(y: float, height: float = 30) -> list[float]:
    return [100, y, 300, height]


def form(*texts: Part, language: str = "en", **facts: dict[str, Any]) -> PageView:
    """Three fields with their labels above them; facts by field."""
    fields = [{**field(name, LABELS[name], box=box(y)), **facts.get(name, {})} for name, y in ROWS.items()]
    labels = [text(LABELS[name], box=box(y - 25, 20)) for name, y in ROWS.items()]
    return page("/checkout", language, fields=fields, texts=[*labels, *texts])


def below(name: str, words: str, **facts: Any) -> Part:
    return text(words, box=box(ROWS[name] + 32, 20), **facts)


def told(after: PageView, before: PageView | None = None, *, wrong: str = "email", **facts: Any) -> Told:
    return told_by(Answer(form(), before or form(), after, tuple(ROWS), frozenset({wrong}), **facts))


def of(answer: Told, key: str) -> FieldSign:
    sign = answer.of(key)
    assert sign is not None
    return sign


def keys(answer: Told) -> set[str]:
    return {sign.key for sign in answer.signs if sign.told}


def test_a_text_below_a_field_is_its_message() -> None:
    answer = told(form(below("email", "Please write it as name@example.com")))
    assert of(answer, "email").text == "Please write it as name@example.com"
    assert (of(answer, "email").ours, of(answer, "email").associated) == (True, False)
    assert keys(answer) == {"email"}


def test_a_text_that_the_field_refers_to_is_associated_wherever_it_stands() -> None:
    words = "This is no address"
    answer = told(form(text(words, box=box(900)), email={"description": words, "aria_invalid": True}))
    sign = of(answer, "email")
    assert (sign.text, sign.associated, sign.marked) == (words, True, True)


def test_a_label_that_takes_in_the_message_tells_it() -> None:
    words = "Not an address"
    answer = told(form(below("email", words), email={"label": f"E-mail address {words}"}))
    assert of(answer, "email").associated


def test_a_summary_above_the_first_field_is_not_that_field_s() -> None:
    answer = told(form(text("There is a problem", box=box(40, 20), role="alert")), wrong="city")
    assert len(answer.messages) == 1
    assert keys(answer) == set()
    assert not of(answer, "city").told


def test_what_stands_above_a_label_with_a_star_of_its_own_is_not_that_field_s() -> None:
    starred = {name: {"label": f"{LABELS[name]} *"} for name in ROWS}
    above = text("Country is required", box=box(ROWS["email"] - 46, 20), role="alert")
    before, after = form(**starred), form(above, **starred)
    answer = told_by(Answer(before, before, after, tuple(ROWS), frozenset({"email"})))
    assert (len(answer.messages), keys(answer)) == (1, set())


def test_what_stands_below_and_beside_a_field_is_its_neighbour_s() -> None:
    for across, whose in ((410, set()), (300, {"email"})):
        beside = text("This is required", box=[across, ROWS["email"] + 32, 200, 20], role="alert")
        assert keys(told(form(beside))) == whose


def test_a_summary_names_a_field_by_its_label_or_by_a_word_for_it() -> None:
    by_label = told(form(text("Town is missing", box=box(40, 20), role="alert")), wrong="city")
    by_word = told(form(text("Please enter your city.", box=box(40, 20), role="alert")), wrong="city")
    assert of(by_label, "city").named
    assert of(by_word, "city").named
    assert keys(by_label) == keys(by_word) == {"city"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Enter your e-mail address, such as name@example.com", {"email"}),
        ("Enter your full name", {"name"}),
        ("Please check these fields", set()),
        ("Uptown girls", set()),
    ],
)
def test_what_a_text_names(words: str, named: set[str]) -> None:
    assert fields_named(form(), form(), words) == named


def test_chinese_labels_are_found_between_other_characters() -> None:
    view = page("/checkout", "zh", fields=[field("n", "姓名"), field("c", "城市")])
    assert fields_named(view, view, "请输入您的姓名") == {"n"}


def test_what_is_left_over_from_the_trial_before_tells_nothing() -> None:
    stale = below("city", "Please enter your town"), below("email", "Please enter your address")
    before = form(*stale, city={"aria_invalid": True}, email={"aria_invalid": True})
    answer = told(before, before)
    assert keys(answer) == {"email"}
    assert [message.near_field for message in answer.messages] == ["email"]


def test_nothing_is_left_over_on_another_document() -> None:
    both = form(below("city", "Please enter your town"), city={"aria_invalid": True})
    answer = told(both, both, replaced=True)
    assert keys(answer) == {"city"}


def test_a_general_message_that_stood_there_already_is_still_a_message() -> None:
    stale = form(text("There is a problem", box=box(40, 20), role="alert"))
    assert told(stale, stale).anything


def test_a_bubble_and_a_box_of_the_browser_tell_too() -> None:
    assert of(told(form(), native=frozenset({"email"})), "email").native
    assert of(told(form(), box="Please check: E-mail address"), "email").named


def test_a_cross_beside_a_field_is_a_look_and_no_text() -> None:
    sign = of(told(form(below("email", "✗"))), "email")
    assert (sign.looks_wrong, sign.text) == (True, "")
    assert not of(told(form(below("email", "✓"))), "email").told


def test_where_a_sign_has_to_stand_to_be_seen() -> None:
    snapshot = form().snapshot.model_copy(update={"scroll_y": 0, "viewport_height": 600})
    assert is_in_view(snapshot, Box(x=100, y=500, width=300, height=30))
    assert not is_in_view(snapshot, Box(x=100, y=900, width=300, height=30))
    near, far = told(form(below("email", "No"))), told(form(text("Wrong", box=box(900), role="alert")))
    assert sign_in_view(near, snapshot) is True
    assert sign_in_view(far, snapshot) is False
    assert sign_in_view(told(form()), snapshot) is None
    assert sign_in_view(told(form(), native=frozenset({"email"})), snapshot) is True


def test_what_still_says_that_a_mended_field_is_wrong() -> None:
    said = {"email": "No address"}
    assert says_so_still(form(below("email", "No address")), form(), "email", said) == (True, False)
    assert says_so_still(form(email={"aria_invalid": True}), form(), "email", said) == (False, True)
    assert says_so_still(form(below("city", "Too far")), form(), "email", said) == (False, False)
    assert says_so_still(form(below("email", "Looks good")), form(), "email", said) == (False, False)
