"""A form as it stands: its fields' names and marks, what sends it, what stands around it."""

from typing import Any

import pytest

from auditor.discovery.form_steps import autocomplete_token, form_step, with_filled
from auditor.discovery.order_forms import OrderForm, main_order_form
from auditor.discovery.page_view import PageView
from auditor.model.form_step import FormField, FormStep, Marking, NameSource
from tests.unit.discovery import snapshots
from tests.unit.discovery.snapshots import Part, button, field, page, radio, select, tick

NAME = [100, 400, 300, 40]
EMAIL = [100, 500, 300, 40]


def form_of(view: PageView) -> OrderForm:
    form = main_order_form(view)
    assert form is not None
    return form


def at(*fields: Part, language: str = "en", submit: Part | None = None, **parts: Any) -> PageView:
    """A step of a checkout: a street, the fields told, and what sends them."""
    own = [{"form": 0, **entry} for entry in (seen("street", "Street", [100, 300, 300, 40]), *fields)]
    send = submit or button("Continue", box=[100, 800, 200, 40], form=0)
    elements = [{"form": 0, **send}, *parts.pop("elements", ())]
    return page("/checkout", language, forms=[{"action": "/c"}], fields=own, elements=elements, **parts)


def seen(name: str, label: str, box: list[int] | None = None, **facts: Any) -> Part:
    """A field whose label can be seen."""
    named = {"named_by": "label" if label else "none", "seen_name": label, "box": box or NAME, **facts}
    return field(name, label, **named)


def step(view: PageView, **facts: Any) -> FormStep:
    return form_step(view, form_of(view), **{"place": 1, "may_place_order": False, **facts})


def only(view: PageView, key: str = "town") -> FormField:
    return next(entry for entry in step(view).fields if entry.key == key)


def text(words: str, *, box: list[int], **facts: Any) -> Part:
    return snapshots.text(words, **{"box": box, "selector": f"p.{words}", **facts})


def unnamed(**facts: Any) -> Part:
    """A field with a label for screen readers only."""
    return field("town", "Town", **{"named_by": "label", "seen_name": "", "box": NAME, **facts})


@pytest.mark.parametrize(
    ("words", "box", "is_seen"),
    [
        ("Your town", [100, 375, 300, 20], True),  # close above
        ("Your town", [20, 410, 70, 20], True),  # to the left
        ("Your town", [110, 405, 70, 20], True),  # in it
        ("Your town", [100, 310, 300, 20], False),  # further above
        ("Your town", [100, 450, 300, 20], False),  # below
        ("Your town", [500, 410, 70, 20], False),  # far to the right
        ("*", [100, 375, 300, 20], False),  # no words
        ("required", [100, 375, 300, 20], False),  # a mark alone
        ("Street", [100, 375, 300, 20], False),  # another field's name
    ],
)
def test_a_name_is_seen_where_words_stand_by_the_field(words: str, box: list[int], *, is_seen: bool) -> None:
    view = at(unnamed(), texts=[text(words, box=box)])
    assert only(view).name_seen is is_seen


def test_a_star_midway_between_two_fields_is_the_lower_one_s() -> None:
    view = at(seen("town", "Town", NAME), texts=[text("*", box=[100, 358, 10, 24])])
    assert (only(view, "street").marking, only(view).marking) == (Marking.NONE, Marking.REQUIRED)


def test_a_text_beyond_another_field_names_that_one() -> None:
    view = at(unnamed(box=[100, 330, 300, 20]), texts=[text("Delivery", box=[100, 285, 300, 10])])
    assert not only(view).name_seen


def test_a_button_beside_a_field_does_not_name_it() -> None:
    look_up = button("Look up", box=[410, 400, 80, 40], selector="#look")
    view = at(unnamed(), elements=[look_up], texts=[text("Look up", box=[410, 400, 80, 40], selector="#look")])
    assert not only(view).name_seen


def test_a_snapshot_from_before_anybody_asked_takes_the_label_as_seen() -> None:
    entry = only(at(field("town", "Town", box=NAME)))
    assert (entry.named_by, entry.name_seen) == (NameSource.LABEL, True)
    bare = only(at(field("town", "", placeholder="Town", box=NAME)))
    assert (bare.named_by, bare.name_seen, bare.label) == (NameSource.PLACEHOLDER, False, "Town")


@pytest.mark.parametrize(
    ("language", "label", "marking"),
    [
        ("en", "Town *", Marking.REQUIRED),
        ("en", "Town ✱", Marking.REQUIRED),
        ("en", "Town (required)", Marking.REQUIRED),
        ("en", "Town (optional)", Marking.OPTIONAL),
        ("en", "Town (not required)", Marking.NONE),
        ("en", "Town", Marking.NONE),
        ("lv", "Pilsēta (obligāti)", Marking.REQUIRED),
        ("lv", "Pilsēta (neobligāti)", Marking.OPTIONAL),
        ("ja", "市区町村 必須", Marking.REQUIRED),
        ("ja", "建物名（任意）", Marking.OPTIONAL),
        ("de", "Ort (Pflichtfeld)", Marking.REQUIRED),
        ("zh", "城市（必填）", Marking.REQUIRED),
        ("zh", "城市（非必填）", Marking.OPTIONAL),
        ("ar", "المدينة (اختياري)", Marking.OPTIONAL),
    ],
)
def test_labels_say_what_has_to_be_filled(language: str, label: str, marking: Marking) -> None:
    assert only(at(seen("town", label), language=language)).marking is marking


def test_words_for_screen_readers_mark_nothing() -> None:
    assert (
        only(at(field("town", "Town required", named_by="label", seen_name="Town", box=NAME))).marking is Marking.NONE
    )


def test_a_mark_beside_belongs_to_the_nearest_field() -> None:
    view = at(
        seen("town", "Town"),
        seen("email", "E-mail", EMAIL),
        texts=[text("必須", box=[100, 480, 30, 15]), text("*", box=[405, 410, 10, 15])],
        language="ja",
    )
    assert {entry.key: entry.marking for entry in step(view).fields} == {
        "street": Marking.NONE,
        "town": Marking.REQUIRED,
        "email": Marking.REQUIRED,
    }


def test_a_placeholder_marks_a_field_while_it_is_empty() -> None:
    empty = seen("town", "Town", placeholder="optional")
    assert only(at(empty)).marking is Marking.OPTIONAL
    assert only(at({**empty, "value": "Riga"})).marking is Marking.NONE


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "Fields marked * are required", True),
        ("en", "All fields are required unless marked optional.", True),
        ("de", "* Pflichtfelder", True),
        ("fr", "Les champs obligatoires sont suivis d’un astérisque", True),
        ("ja", "※は必須項目です", True),
        ("lv", "Obligātie lauki ir atzīmēti ar *", True),
        ("en", "* Prices include VAT", False),
        ("en", "A signature is required on delivery", False),
    ],
)
def test_a_text_tells_which_fields_have_to_be_filled(language: str, words: str, *, told: bool) -> None:
    view = at(language=language, texts=[text(words, box=[100, 250, 400, 20])])
    assert step(view).requirements == (words if told else "")


def test_a_text_far_below_tells_nothing_of_the_form() -> None:
    assert step(at(texts=[text("Fields marked * are required", box=[100, 5000, 400, 20])])).requirements == ""


def test_fields_are_told_as_the_page_came() -> None:
    view = at(
        seen("town", "Town", value="Riga", autocomplete="shipping address-level2", maxlength=9),
        select("country", "Country", {"": "Please select", "lv": "Latvia"}, autocomplete="country"),
        select("title", "Title", {"-": "Select", "ms": "Ms"}),
        radio("way", "post", "Post", checked=True, visible=True),
        radio("way", "van", "Van", visible=False),
        tick("news", "Send me the newsletter", checked=True),
        field("trap", "Leave empty", visible=False),
        field("hp", "Fax"),
    )
    told = {entry.key: entry for entry in step(view).fields}
    assert list(told) == ["street", "town", "country", "title", "way=post", "news"]
    assert (told["town"].filled, told["town"].token, told["town"].maxlength) == (True, "address-level2", 9)
    assert [told[key].filled for key in ("street", "country", "title")] == [False, False, False]
    assert (told["way=post"].group, told["way=post"].ticked) == ("way", True)
    assert (told["news"].ticked, told["news"].purpose) == (True, "newsletter")


@pytest.mark.parametrize(
    ("attribute", "token"),
    [
        ("email", "email"),
        ("section-a shipping postal-code", "postal-code"),
        ("username webauthn", "username"),
        ("off", ""),
        ("on", ""),
        ("nope", ""),
        ("", ""),
    ],
)
def test_only_tokens_that_browsers_know_count(attribute: str, token: str) -> None:
    assert autocomplete_token(attribute) == token


@pytest.mark.parametrize(
    ("entry", "for_another"),
    [
        (seen("gift_name", "Name"), True),
        (seen("town", "Name of the gift recipient"), True),
        (seen("town", "Name", autocomplete="section-gift name"), True),
        (seen("name", "Recipient"), False),  # in many countries that is the shopper
        (seen("giftcard", "Gift card code"), False),
    ],
)
def test_fields_about_somebody_else_are_told(entry: Part, *, for_another: bool) -> None:
    assert step(at(entry)).fields[1].for_another is for_another


def test_the_control_that_sends_is_told() -> None:
    view = at(tick("terms", "I accept the terms and conditions", box=[100, 700, 20, 20]))
    submit = step(view).submit
    assert submit is not None
    assert (submit.name, submit.says_on, submit.says_order, submit.terms_beside) == ("Continue", True, False, True)
    order = step(at(submit=button("Place order")), may_place_order=True).submit
    assert order is not None
    assert (order.says_order, order.may_place_order, order.terms_beside) == (True, True, False)


def test_a_control_that_is_off_is_explained_by_a_sentence_near_it() -> None:
    off = button("Continue", box=[100, 800, 200, 40], disabled=True)
    by = [100, 850, 400, 20]
    near = step(at(submit=off, texts=[text("Choose a delivery first to go on", box=by)])).submit
    label = step(at(submit=off, texts=[text("Secure", box=by)])).submit
    far = step(at(submit=off, texts=[text("Choose a delivery first to go on", box=[100, 80, 400, 20])])).submit
    assert [one.reason if one else None for one in (near, label, far)] == ["Choose a delivery first to go on", "", ""]
    on = step(at(texts=[text("By ordering you accept our terms", box=by)])).submit
    assert on is not None
    assert on.reason == ""


@pytest.mark.parametrize(
    ("words", "disabled", "reason"),
    [
        ("Select a payment method", True, "Select a payment method"),
        ("Select a payment method", False, ""),
        ("Continue to the payment", True, ""),
        ("Place your order now", True, ""),
    ],
)
def test_a_control_that_is_off_may_say_itself_what_is_wanted(words: str, disabled: bool, reason: str) -> None:
    submit = step(at(submit=button(words, box=[100, 800, 200, 40], disabled=disabled))).submit
    assert submit is not None
    assert submit.reason == reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Oak Desk Lamp × 1 € 39.00", ""),
        ("Blue mug with handle € 12.00", ""),
        ("Order total: € 39.00", ""),
        ("The least we sell is for € 30.00", "The least we sell is for € 30.00"),
    ],
)
def test_lines_of_the_order_do_not_explain_a_control_that_is_off(words: str, reason: str) -> None:
    off = button("Continue", box=[100, 800, 200, 40], disabled=True)
    submit = step(at(submit=off, texts=[text(words, box=[100, 850, 400, 20])]), product_name="Blue mug").submit
    assert submit is not None
    assert submit.reason == reason


def test_what_shows_once_fields_are_filled() -> None:
    off = button("Continue", disabled=True, box=[100, 800, 200, 40])
    inside = text("Town", box=[110, 410, 50, 15])
    view = at(unnamed(), submit=off, texts=[inside])
    gone = at(unnamed(value="Riga"), submit=off)
    assert only(view).name_seen
    after = with_filled(step(view), gone, form_of(gone))
    assert not next(entry for entry in after.fields if entry.key == "town").name_seen
    assert next(entry for entry in after.fields if entry.key == "street").name_seen
    assert after.submit is not None
    assert after.submit.disabled_when_filled is True
    wrong = with_filled(step(view), gone, form_of(gone), valid=False)
    assert wrong.submit is not None
    assert wrong.submit.disabled_when_filled is None


def test_an_address_need_not_be_given_twice() -> None:
    assert step(at(tick("same", "Billing address is the same"))).same_as == "Billing address is the same"
    link = button("Use shipping address", box=[100, 900, 100, 20], form=None)
    assert step(at(elements=[link])).same_as == "Use shipping address"
    assert step(at()).same_as == ""


def challenge(**facts: Any) -> Part:
    return {"marks": "g-recaptcha", "box": [100, 700, 304, 78], "landmark": "main", "form": 0, **facts}


def test_challenges_are_those_one_has_to_answer() -> None:
    assert [one.in_markup for one in step(at(challenges=[challenge()])).captchas] == [True]
    assert [one.in_markup for one in step(at(challenges=[challenge(pinned=True)])).captchas] == [False]
    passed = [
        challenge(marks="https://captcha.example/anchor?size=invisible"),
        challenge(marks="grecaptcha-badge"),
        challenge(marks="cf-turnstile"),
        challenge(box=[100, 700, 90, 30]),
        challenge(form=4),
        challenge(form=None, landmark="footer"),
    ]
    assert step(at(challenges=passed)).captchas == ()
    assert [one.in_markup for one in step(at(seen("captcha", "Type the characters"))).captchas] == [True]


def test_a_field_in_a_frame_of_another_origin_is_known_as_such() -> None:
    assert only(at(seen("town", "Town", foreign=True))).foreign
    assert not only(at(seen("town", "Town"))).foreign
