"""A form on the way as it stands before anybody types: its fields, what sends it, what stands around it."""

from enum import StrEnum
from typing import Literal

from auditor.model.base import Box, Record


class NameSource(StrEnum):
    """Where a field has its name from; the first that there is."""

    LABEL = "label"
    ARIA = "aria"
    NEIGHBOUR = "neighbour"
    TITLE = "title"
    PLACEHOLDER = "placeholder"
    NONE = "none"


class Marking(StrEnum):
    """What the page says, visibly, of whether a field has to be filled."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class FormField(Record):
    """A field as a form first asks for it.

    `purpose` is a `FieldPurpose`'s value. `token` is the autocomplete token that names a field, empty where there is
    none. `name_seen` tells whether text that names it can be seen while it is filled, beside it or within 60 px above.
    `filled` and `ticked` are as the page came. `group` is the name of a radio button's group. `foreign` fields stand in
    a frame of another origin: a payment service's, not the shop's. `for_another` fields ask about somebody else, such
    as who receives a gift.
    """

    key: str
    label: str
    purpose: str
    type: str
    required: bool = False
    disabled: bool = False
    autocomplete: str = ""
    token: str = ""
    inputmode: str = ""
    maxlength: int | None = None
    named_by: NameSource = NameSource.LABEL
    name_seen: bool = True
    marking: Marking = Marking.NONE
    filled: bool = False
    ticked: bool | None = None
    group: str = ""
    options: int = 0
    foreign: bool = False
    for_another: bool = False
    selector: str
    box: Box | None = None


class SubmitControl(Record):
    """What sends a form. `says_order` and `says_on`: its label speaks of ordering, of going on.

    `disabled_when_filled` is None where the form was not filled. `reason` is the visible text near it that tells what
    is still wanted, or why it cannot be pressed; `terms_beside` that an unticked box for terms stands beside it.
    """

    name: str
    selector: str
    box: Box | None = None
    disabled: bool = False
    disabled_when_filled: bool | None = None
    reason: str = ""
    terms_beside: bool = False
    may_place_order: bool = False
    says_order: bool = False
    says_on: bool = False


class CaptchaSeen(Record):
    """A visible challenge to prove that one is human. `in_markup`: the page's own source holds it for everybody."""

    selector: str
    box: Box | None = None
    in_markup: bool = False


class OrderSummary(Record):
    """What a step tells of the order. `foldable`: a control beside a sum or the goods opens it."""

    item_named: bool = False
    quantity_shown: bool = False
    total: str = ""
    foldable: bool = False


class FormStep(Record):
    """One form on the way, as it stands before anybody types; `place` counts the forms of a checkout from 1.

    `same_as` is the label of a control by which an address need not be given twice. `payments` are the labels of the
    ways to pay that the step offers, wallets' buttons included. `progress` is the text or the name of what tells how
    far the shopper has come. `requirements` is a visible text about which fields have to be filled.
    """

    kind: Literal["form_step"] = "form_step"
    place: int = 1
    form: str
    page_url: str
    step_name: str = ""
    language: str = ""
    fields: tuple[FormField, ...] = ()
    submit: SubmitControl | None = None
    same_as: str = ""
    payments: tuple[str, ...] = ()
    captchas: tuple[CaptchaSeen, ...] = ()
    progress: str = ""
    requirements: str = ""
    summary: OrderSummary = OrderSummary()
    may_place_order: bool = False
