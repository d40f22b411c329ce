import pytest

from auditor.model.artifact import CartTrial, ClickTrial, QueryKind, SearchTrial
from auditor.model.base import Record
from auditor.model.form import SentBy, TypedHow, Typing, TypingTrial
from auditor.model.form_step import FormField, FormStep
from auditor.model.recognition import Role
from auditor.replaying.trials import covers, same_trial, sent_in_as_many_ways
from tests.unit.makers import SHOP, element, finding, visit
from tests.unit.replaying.looks import form_trial, reload_trial

BUY = ClickTrial(role=Role.ADD_TO_CART, selector="#buy", name="Buy")
OAK = SearchTrial(query_kind=QueryKind.KNOWN, query="Oak", intended="Oak", result_count=1, intended_found=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (BUY, BUY.model_copy(update={"selector": "#add"}), True),
        (BUY, BUY.model_copy(update={"name": "Add"}), True),
        (BUY, ClickTrial(role=Role.ADD_TO_CART, selector="#add", name="Add"), False),
        (BUY, BUY.model_copy(update={"role": Role.CHECKOUT}), False),
        (OAK, OAK.model_copy(update={"result_count": 0}), True),
        (OAK, OAK.model_copy(update={"query": "Pine"}), False),
        (OAK, OAK.model_copy(update={"query_kind": QueryKind.NONSENSE}), False),
        (OAK, BUY, False),
        (CartTrial(product_name="a", product_url="/a"), CartTrial(product_name="b", product_url="/b"), False),
        (reload_trial(kept=True), reload_trial(kept=False), True),
    ],
)
def test_trials_are_one_where_they_tried_the_same(one: Record, other: Record, *, same: bool) -> None:
    assert same_trial(one, other) is same


def typing(how: TypedHow, key: str, label: str, selector: str = "#a", purpose: str = "card_number") -> TypingTrial:
    typed = Typing(key=key, label=label, purpose=purpose, how=how, selector=selector)
    return TypingTrial(form="pay", page_url=SHOP, typings=(typed,))


SPACED = typing(TypedHow.SPACED, "card", "Card number")


@pytest.mark.parametrize(
    ("fresh", "covered"),
    [
        (SPACED, True),
        (typing(TypedHow.SPACED, "cc-number", "Card number", "#b"), True),
        (typing(TypedHow.SPACED, "cc-number", "Number"), True),
        (typing(TypedHow.SPACED, "name", "Name", purpose="full_name"), False),
        (typing(TypedHow.PLAIN, "card", "Card number"), False),
        (TypingTrial(form="pay", page_url=SHOP), False),
    ],
)
def test_as_much_was_typed_into_the_same_fields(fresh: TypingTrial, *, covered: bool) -> None:
    assert covers(fresh, SPACED, finding()) is covered


def form(*keys: str) -> FormStep:
    fields = tuple(FormField(key=one, label=one.title(), purpose=one, type="text", selector=f"#{one}") for one in keys)
    return FormStep(form="order", page_url=SHOP, fields=fields)


def test_the_field_of_the_finding_has_to_be_there_and_no_other() -> None:
    about = finding(identity="form", evidence=[element("#mail")])
    assert covers(form("mail"), form("mail", "phone"), about)
    assert not covers(form("phone"), form("mail", "phone"), about)
    assert not covers(form("phone"), form("mail", "phone"), finding(identity="mail"))


def test_what_was_asked_and_answered_has_to_be_answered_again() -> None:
    assert not covers(OAK.model_copy(update={"intended_found": None}), OAK, finding())
    assert covers(OAK, OAK.model_copy(update={"intended_found": None}), finding())


def test_forms_have_to_be_sent_by_click_and_by_enter_where_they_were() -> None:
    clicked = form_trial(told=True)
    entered = clicked.model_copy(
        update={"submissions": (clicked.submissions[0].model_copy(update={"sent_by": SentBy.ENTER}),)}
    )
    both, one = visit("checkout", clicked, entered), visit("checkout", clicked)
    assert sent_in_as_many_ways(both, one)
    assert not sent_in_as_many_ways(one, both)
