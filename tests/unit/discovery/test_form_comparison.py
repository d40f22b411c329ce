"""What a form keeps over a submission, and whether it is still the same form."""

import pytest

from auditor.discovery.form_comparison import compare_fields, is_same_form, newly_marked, other_new_texts
from auditor.model.form import FieldState
from tests.unit.discovery.snapshots import Part, field, page, radio, select, text, tick


def compared(first: Part | None, before: Part, after: Part | None) -> FieldState | None:
    """One field before anyone typed, as filled, and after the submission."""
    pages = [page(fields=[] if one is None else [one]) for one in (first, before, after)]
    states = compare_fields(*pages, [before.get("key", before["name"])])
    return states[0] if states else None


def typed(before: str, after: str | None, *, default: str = "", **facts: object) -> FieldState:
    """A text field over a submission; None where it is gone."""
    later = None if after is None else field("x", "X", value=after, **facts)
    state = compared(field("x", "X", value=default, **facts), field("x", "X", value=before, **facts), later)
    assert state is not None
    return state


@pytest.mark.parametrize("value", ["Anna", "Анна", "小芳", "سارة", "Bērziņa", "SW1A 1AA"])
def test_what_stands_there_afterwards_is_kept_and_what_is_empty_is_lost(value: str) -> None:
    assert typed(value, value).kept
    assert not typed(value, value).reformatted
    lost = typed(value, "")
    assert (lost.kept, lost.before, lost.after, lost.exempt) == (False, value, "", False)


def test_what_is_back_at_its_default_is_lost() -> None:
    assert not typed("Riga", "London", default="London").kept
    assert typed("London", "London", default="London").kept


def test_what_the_site_changed_to_something_else_is_not_lost() -> None:
    state = typed("Riga", "Rīga, LV")
    assert state.kept
    assert not state.reformatted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("21234567", "+371 21 234 567"),
        ("02079460018", "+44 20 7946 0018"),
        ("4242424242424243", "4242 4242 4242 4243"),
        ("sw1a 1aa", "SW1A1AA"),
        ("٠١٢٣٤٥٦٧", "01234567"),
        (" Anna ", "Anna"),
    ],
)
def test_what_is_only_written_otherwise_is_kept(before: str, after: str) -> None:
    state = typed(before, after)
    assert state.kept
    assert state.reformatted


def test_secrets_are_compared_and_shown_by_their_masks() -> None:
    kept = typed("••••", "••••", secret=True, autocomplete="cc-number")
    lost = typed("••••", "", secret=True, autocomplete="cc-number")
    assert (kept.kept, kept.before, kept.after) == (True, "••••••••", "••••••••")
    assert (lost.kept, lost.after, lost.exempt) == (False, "", False)


@pytest.mark.parametrize(
    "facts",
    [
        {"type": "password", "secret": True},
        {"autocomplete": "current-password", "secret": True},
        {"autocomplete": "cc-csc", "secret": True},
        {"autocomplete": "one-time-code"},
        {"type": "password", "secret": True, "autocomplete": "cc-number"},
    ],
)
def test_what_no_site_should_give_back_is_exempt(facts: dict[str, object]) -> None:
    assert typed("1234", "", **facts).exempt


def test_a_captcha_is_exempt() -> None:
    state = compared(None, field("captcha", "Type the letters", value="x7"), field("captcha", "Type the letters"))
    assert state is not None
    assert state.exempt


def test_a_field_that_is_gone_is_exempt_and_not_lost() -> None:
    state = typed("Anna", None)
    assert state.kept
    assert (state.present_after, state.exempt, state.after) == (False, True, None)
    assert state.box_after is None


def test_a_field_that_is_there_but_hidden_has_no_place_to_show() -> None:
    state = compared(None, field("x", value="Anna"), field("x", value="", visible=False))
    assert state is not None
    assert (state.kept, state.box_after) == (False, None)


def test_a_list_is_lost_when_it_stands_at_another_option() -> None:
    countries = {"": "Choose", "lv": "Latvia", "gb": "United Kingdom"}
    at_start, filled = (select("c", "Country", countries, chosen=place) for place in (0, 1))
    other = select("c", "Country", countries, chosen=2)
    for later, shown in ((at_start, "Choose"), (other, "United Kingdom")):
        state = compared(at_start, filled, later)
        assert state is not None
        assert (state.kept, state.before, state.after) == (False, "Latvia", shown)
    same = compared(at_start, filled, filled)
    assert same is not None
    assert same.kept


def test_a_tick_that_is_gone_is_lost() -> None:
    state = compared(tick("t", "Terms"), tick("t", "Terms", checked=True), tick("t", "Terms"))
    assert state is not None
    assert (state.kept, state.before, state.after) == (False, "on", "")


def test_a_tick_that_the_site_sets_by_itself_is_lost_only_when_it_is_gone() -> None:
    ticked, clear = tick("t", "Terms", checked=True), tick("t", "Terms")
    kept, lost = compared(ticked, ticked, ticked), compared(ticked, ticked, clear)
    assert kept is not None
    assert lost is not None
    assert (kept.kept, lost.kept) == (True, False)


def test_radio_buttons_are_compared_one_by_one_though_they_share_a_name() -> None:
    def group(chosen: str) -> list[Part]:
        return [radio("by", value, value, checked=value == chosen) for value in ("post", "van")]

    start, filled, after = (page(fields=group(chosen)) for chosen in ("post", "van", "post"))
    states = compare_fields(start, filled, after, ["by=post", "by=van"])
    assert [(state.key, state.kept) for state in states] == [("by=van", False)]


def test_what_was_never_filled_is_not_compared() -> None:
    assert compared(field("x"), field("x"), field("x")) is None
    assert compared(tick("t", "T"), tick("t", "T"), tick("t", "T", checked=True)) is None
    view = page(fields=[field("x", value="Anna")])
    assert compare_fields(view, view, view, ["another"]) == ()


@pytest.mark.parametrize(
    ("facts", "label"),
    [({"label": "City", "placeholder": "e.g. Riga"}, "City"), ({"placeholder": "e.g. Riga"}, "e.g. Riga"), ({}, "x")],
)
def test_a_field_is_called_what_a_shopper_sees(facts: dict[str, str], label: str) -> None:
    state = compared(None, field("x", value="Riga", **facts), field("x", **facts))
    assert state is not None
    assert state.label == label


def test_a_form_is_the_same_while_most_of_its_fields_are_there() -> None:
    keys = ["a", "b", "c", "d", "e"]
    assert is_same_form(page(fields=[field(key) for key in keys]), keys)
    assert is_same_form(page(fields=[field(key) for key in keys[:3]]), keys)
    assert not is_same_form(page(fields=[field(key) for key in keys[:2]]), keys)
    assert not is_same_form(page(), keys)
    assert is_same_form(page(), [])


def test_hidden_text_fields_are_gone_and_hidden_radios_of_swatches_are_not() -> None:
    after = page(fields=[field("a", visible=False), radio("r", "1", "One", visible=False)])
    assert not is_same_form(after, ["a"])
    assert is_same_form(after, ["r=1"])


def test_only_fields_newly_marked_as_wrong_are_told() -> None:
    before = page(fields=[field("a", aria_invalid=True), field("b"), field("c"), field("d")])
    after = page(
        fields=[
            field("a", aria_invalid=True),
            field("b", aria_invalid=True),
            field("c", aria_invalid=True, visible=False),
            field("d"),
        ]
    )
    assert newly_marked(before, after) == ("b",)
    assert newly_marked(after, before) == ()


def test_a_field_drawn_as_refused_is_marked() -> None:
    calm = page(fields=[field("a"), field("b")])
    red = page(fields=[field("a", error_look=True), field("b")])
    assert newly_marked(calm, red) == ("a",)
    assert newly_marked(red, red) == ()


def test_empty_fields_that_look_refused_from_the_first_are_marks_only_where_right_ones_calm_down() -> None:
    empty = page(fields=[field("a", error_look=True), field("b", error_look=True)])
    mistyped = page(fields=[field("a", error_look=True), field("b")])
    assert newly_marked(empty, mistyped) == ("a",)
    assert newly_marked(empty, empty) == ()


def test_new_words_far_from_every_field_may_be_a_message() -> None:
    before = page(language="eo", texts=[text("Viaj indikoj")], fields=[field("a", "Nomo")])
    new = [text("Io ne estas en ordo"), text("12:05"), text("Nomo"), text("Novaĵoj", landmark="footer")]
    after = page(language="eo", texts=[text("Viaj indikoj"), *new], fields=[field("a", "Nomo")])
    assert other_new_texts(before, after) == ("Io ne estas en ordo",)
    assert other_new_texts(before, before) == ()


def test_what_is_a_message_is_none_of_the_other_new_texts() -> None:
    after = page(texts=[text("Something went wrong", role="alert")])
    assert other_new_texts(page(), after) == ()
