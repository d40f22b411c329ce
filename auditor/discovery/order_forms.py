"""The form of a checkout step: which it is, how to fill it, what sends it, and whether that may place an order."""

from dataclasses import dataclass
from datetime import date

from auditor.discovery import address_words
from auditor.discovery.field_values import (
    asks_everybody,
    at_home,
    country_place,
    dialling_option,
    dials,
    notation,
    option_saying,
)
from auditor.discovery.folding import fold, words
from auditor.discovery.lexicon import Concept, Tier
from auditor.discovery.page_view import CARD_PURPOSES, PageView, tokens_of
from auditor.discovery.pages import opens_account
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.shopper import FieldPurpose, Shopper, value_for
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark
from auditor.model.wording import say

TICK, UNTICK = "on", "off"
"""What a box or a radio button is given."""

ADVANCE_LOOKED_FOR = say("the control that sends the form with the order's fields, or a button that says to go on")
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_TEXT_TYPES = frozenset({"text", "email", "tel", "search", "url", "number", "password", "date", "month", ""})
_CHECKOUT_STEPS = address_words.CHECKOUT | address_words.PAYING
_NEVER = frozenset(
    {
        FieldPurpose.SEARCH,
        FieldPurpose.COUPON,
        FieldPurpose.CAPTCHA,
        FieldPurpose.ONE_TIME_CODE,
        FieldPurpose.NEWSLETTER,
        FieldPurpose.QUANTITY,
    }
)


@dataclass(frozen=True)
class Entry:
    """One field and what to put into it: a text, an option's value, a tick, or none where one was put beforehand."""

    field: FieldSnapshot
    purpose: FieldPurpose
    value: str


@dataclass(frozen=True)
class Apart:
    """What a form asks for in fields of their own: else it is part of another value."""

    house_number: bool
    calling_code: bool


@dataclass(frozen=True)
class OrderForm:
    """The form of a checkout step. `form` is None where its fields stand in no form."""

    form: int | None
    selector: str
    fields: tuple[FieldSnapshot, ...]
    submits: tuple[Ranked, ...]
    purposes: frozenset[FieldPurpose]


def main_order_form(view: PageView) -> OrderForm | None:
    """The form that holds most of the page's order fields; None where the page has no fields to fill or choose."""
    counts: dict[int | None, int] = {}
    for entry in view.order_fields:
        counts[entry.form] = counts.get(entry.form, 0) + 1
    if not counts:
        return _choice_form(view) or _choices_outside_forms(view)
    best = max(counts, key=lambda key: (counts[key], -(key if key is not None else 999)))
    return form_at(view, best)


def form_to_send(view: PageView) -> OrderForm | None:
    """The step's form with something to send it by; a step may come in pieces, the form last."""
    form = main_order_form(view)
    return form if form is not None and form.submits else None


def _choice_form(view: PageView) -> OrderForm | None:
    """A step that only asks to choose, such as a delivery method: a form of the main part with radios or a submit."""
    for form in view.snapshot.forms:
        if form.visible and form.landmark not in _SITE_PARTS and form.method == "post" and form.submits:
            fields = [view.snapshot.fields[index] for index in form.fields]
            if any(entry.type in {"radio", "select-one"} or entry.tag == "select" for entry in fields):
                return form_at(view, form.index)
    return None


def frames_came(view: PageView) -> bool:
    """Whether no frame of the main part is still on its way: the fields of a card may stand in one."""
    return not any(
        frame.loading and frame.visible and frame.landmark not in _SITE_PARTS for frame in view.snapshot.frames
    )


def _choices_outside_forms(view: PageView) -> OrderForm | None:
    """The same where a script sends it: radios that stand in no form, and a button that says plainly to go on."""
    groups = [form.index for form in view.snapshot.forms if not form.method and form.visible]
    for form in (form_at(view, index) for index in (*groups, None)):
        submit = form.submits[0].element if form.submits else None
        if submit is None or submit.form != form.form or submit.role != "button":
            continue
        onward = view.element_says(Concept.CONTINUE, submit)
        chooses = any(entry.type == "radio" and entry.visible and not entry.disabled for entry in form.fields)
        if chooses and onward is not None and onward.exact:
            return form
    return None


def form_at(view: PageView, index: int | None) -> OrderForm:
    """One form of a page, or with None its fields that stand in no form."""
    form = None if index is None else view.snapshot.forms[index]
    fields = tuple(
        entry
        for entry in view.snapshot.fields
        if entry.form == index
        and (entry.visible or entry.type in {"radio", "checkbox"})
        and entry.landmark not in _SITE_PARTS
    )
    return OrderForm(
        form=index,
        selector=form.selector if form else "body",
        fields=fields,
        submits=rank_advance(view, index),
        purposes=frozenset(view.purpose(entry) for entry in fields if entry.visible),
    )


def rank_advance(view: PageView, form: int | None) -> tuple[Ranked, ...]:
    """Controls that may send a checkout form, best first; disabled ones too."""
    return best_first(
        (_advance_score(view, element, form).candidate_of_element(element) for element in view.snapshot.elements),
        at_least=0.25,
        most=5,
    )


def _advance_score(view: PageView, element: ElementSnapshot, form: int | None) -> Score:
    score = Score()
    if element.landmark in _SITE_PARTS:
        return score
    submits = view.snapshot.forms[form].submits if form is not None else ()
    if element.index in submits:
        score.add(0.6, Basis.STRUCTURE, "sends the form")
        if submits[-1] == element.index:
            score.add(0.2, Basis.STRUCTURE, "is the form's last button")
    elif form is not None and element.form is not None and element.form != form:
        return score
    concepts = (
        Concept.CONTINUE,
        Concept.PLACE_ORDER,
        Concept.CHECKOUT,
        Concept.BUY_NOW,
        Concept.SIGN_IN,
        Concept.COUPON,
    )
    word = view.classify(element, *concepts)
    if word in {Concept.CONTINUE, Concept.PLACE_ORDER, Concept.CHECKOUT, Concept.BUY_NOW} and element.role == "button":
        score.add_words(view.element_says(word, element), "it")
    elif word in {Concept.SIGN_IN, Concept.COUPON}:
        score.damp(0.2, "is about an account or a voucher")
    if tokens_of(element.attributes.get("class", "") + " " + element.attributes.get("name", "")) & address_words.DELETE:
        score.damp(0.1, "removes")
    if element.href and element.role != "button":
        score.damp(0.5, "is a link")
    return score


def orders_without_fields(view: PageView) -> bool:
    """Whether a step of the checkout asks for nothing but choices, as for goods that nobody sends.

    Told by its address, and by a control that says it orders, or a form of choices that can be sent.
    """
    if view.order_fields or view.password_fields or not tokens_of(view.path) & _CHECKOUT_STEPS:
        return False
    orders = any(
        element.landmark not in _SITE_PARTS and view.element_says(Concept.PLACE_ORDER, element)
        for element in view.snapshot.elements
    )
    form = _choice_form(view)
    return orders or bool(form and form.submits)


def may_place_order(view: PageView, form: OrderForm, submit: ElementSnapshot) -> bool:
    """Whether a control may place the order. When unsure, it may.

    It may not only where the form asks for neither card nor a way to pay, it is not labelled as ordering, and it says
    plainly, in the page's own language or in English, that the journey goes on. A form's method and address prove
    nothing: scripts send forms as they like.
    """
    if form.purposes & CARD_PURPOSES or set(view.purposes) & CARD_PURPOSES:
        return True
    if any(
        "pay" in fold(frame.url) or "card" in fold(frame.url) for frame in view.snapshot.frames if not frame.readable
    ):
        return True
    if says_to_order(view, submit):
        return True
    if any(chooses_payment(view, entry) for entry in form.fields):
        return True
    onward = view.element_says(Concept.CONTINUE, submit)
    return onward is None or onward.tier > Tier.ENGLISH


def chooses_payment(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether a field lets one choose how to pay; a billing address is called a payment's too, and is none."""
    if entry.type == "radio":
        return bool(tokens_of(entry.name or entry.element_id) & address_words.PAYING)
    is_choice = entry.tag == "select" and view.purpose(entry) is FieldPurpose.UNKNOWN
    return is_choice and bool(tokens_of(entry.name) & address_words.PAYING)


def says_to_order(view: PageView, submit: ElementSnapshot) -> bool:
    """Whether a label speaks of ordering or paying, also beside words that say to go on: “continue and pay”."""
    if view.element_says(Concept.PLACE_ORDER, submit) or view.element_says(Concept.BUY_NOW, submit):
        return True
    onward = view.element_says(Concept.CONTINUE, submit)
    if onward is not None and onward.exact:
        return False
    return any(view.says(Concept.PLACE_ORDER, word) for word in words(submit.name or submit.text))


def plan_entries(view: PageView, form: OrderForm, shopper: Shopper, today: date) -> tuple[Entry, ...]:
    """What a shopper puts into every field of a form, in reading order. Hidden fields are never filled."""
    shopper = _in_offered_country(view, form, shopper)
    apart = Apart(
        house_number=FieldPurpose.HOUSE_NUMBER in form.purposes,
        calling_code=any(entry.visible and dials(entry) for entry in form.fields),
    )
    entries: list[Entry] = []
    radios: set[tuple[str, bool]] = set()
    for entry in form.fields:
        purpose = view.purpose(entry)
        if entry.disabled or entry.readonly or purpose in _NEVER:
            continue
        if entry.type == "radio":
            if (group := _radio_group(entry)) not in radios:
                radios.add(group)
                entries.extend(_radio_entry(view, form, group))
        elif entry.visible and (value := _value(view, entry, shopper, today, apart=apart)):
            entries.append(Entry(entry, purpose, value))
    return tuple(entries)


def _value(view: PageView, entry: FieldSnapshot, shopper: Shopper, today: date, *, apart: Apart) -> str | None:
    purpose = view.purpose(entry)
    if entry.type == "checkbox":
        return _tick(view, entry)
    if entry.tag == "select":
        return _option(view, entry, purpose, shopper, today)
    if entry.type in _TEXT_TYPES | {"textarea", "textbox"}:
        return _text(entry, purpose, shopper, today, apart=apart)
    return None


def _tick(view: PageView, entry: FieldSnapshot) -> str | None:
    """Tick every box but those that would turn the form into another one: an account's, a second address's.

    A box for an account that is ticked beforehand is unticked: nobody asked for one.
    """
    if entry.checked and opens_account(view, entry):
        return UNTICK
    named = tokens_of(f"{entry.name} {entry.element_id}")
    changes_form = (
        named & address_words.FORM_CHANGING
        or {"create", "account"} <= named
        or view.says(Concept.CREATE_ACCOUNT, entry.label)
        or view.says(Concept.SAME_ADDRESS, entry.label)
    )
    return None if entry.checked or (changes_form and not entry.required) else TICK


def _in_offered_country(view: PageView, form: OrderForm, shopper: Shopper) -> Shopper:
    """The shopper at home where the form's own field for the country says; its list may not offer their own."""
    asked = (entry for entry in form.fields if entry.visible and view.purpose(entry) is FieldPurpose.COUNTRY)
    entry = next((one for one in asked if one.options or one.value), None)
    return shopper if entry is None else at_home(entry, shopper)


def _radio_group(entry: FieldSnapshot) -> tuple[str, bool]:
    """What tells a group of radios from others: its name; scripts leave it out, and ways to pay stand apart then."""
    return entry.name, not entry.name and bool(tokens_of(entry.element_id) & address_words.PAYING)


def _radio_entry(view: PageView, form: OrderForm, of: tuple[str, bool]) -> list[Entry]:
    """One radio of a group: the guest's where there is one, else the one chosen, else the first that can be used."""
    radios = [entry for entry in form.fields if entry.type == "radio" and not entry.disabled]
    group = [entry for entry in radios if _radio_group(entry) == of]
    guest = [
        entry
        for entry in group
        if view.says(Concept.GUEST_CHECKOUT, entry.label) or tokens_of(entry.value) & address_words.GUEST
    ]
    chosen = [entry for entry in group if entry.checked]
    pick = (guest or chosen or [entry for entry in group if entry.visible] or group)[:1]
    return [Entry(entry, view.purpose(entry), TICK) for entry in pick]


def _option(view: PageView, entry: FieldSnapshot, purpose: FieldPurpose, shopper: Shopper, today: date) -> str | None:
    usable = [
        (value, label)
        for value, label in entry.options
        if value.strip() and not view.says(Concept.SELECT_OPTION, label)
    ]
    if not usable:
        return None
    if purpose is FieldPurpose.COUNTRY and (place := country_place(entry, shopper)) is not None:
        return entry.options[place][0]
    if purpose is FieldPurpose.UNKNOWN and dials(entry) and (dialled := dialling_option(entry, shopper)):
        return dialled
    wanted = [value_for(purpose, shopper, today=today, input_type=entry.type) or ""]
    wanted += [shopper.region_code, shopper.city] if purpose is FieldPurpose.REGION else []
    if (said := option_saying(usable, wanted)) is not None:
        return said
    current = entry.selected_index
    if current is not None and 0 < current < len(entry.options) and entry.options[current][0].strip():
        return entry.options[current][0]
    return usable[-1][0] if purpose is FieldPurpose.CARD_EXPIRY_YEAR else usable[min(1, len(usable) - 1)][0]


def _text(entry: FieldSnapshot, purpose: FieldPurpose, shopper: Shopper, today: date, *, apart: Apart) -> str | None:
    if entry.type == "password" and purpose not in CARD_PURPOSES:
        return None
    value = value_for(
        purpose,
        shopper,
        today=today,
        input_type=entry.type,
        international_phone=entry.type == "tel" and "+" in (entry.placeholder + entry.description),
        separate_house_number=apart.house_number,
    )
    if purpose is FieldPurpose.PHONE and apart.calling_code:
        value = shopper.phone_core
    if purpose is FieldPurpose.VAT_NUMBER and (entry.required or asks_everybody(entry)):
        value = shopper.tax_id or None
    unknown = purpose is FieldPurpose.UNKNOWN and entry.type not in {"number", "date", "month"}
    if value is None and ((unknown and entry.required) or purpose is FieldPurpose.COMMENT):
        value = shopper.city
    return value and notation(entry, purpose, value, shopper)


def field_to_break(entries: tuple[Entry, ...]) -> Entry | None:
    """The field to get wrong: the card's number where there is one, else the e-mail, else a required one to forget."""
    for purpose in (FieldPurpose.CARD_NUMBER, FieldPurpose.EMAIL):
        for entry in entries:
            if entry.purpose is purpose:
                return entry
    forgettable = [entry for entry in entries if entry.field.required and entry.field.type in _TEXT_TYPES]
    return forgettable[-1] if forgettable else None
