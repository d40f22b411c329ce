"""What places the order, or goes on to where it is placed, once the purchase is to be completed."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.lexicon import Concept
from auditor.discovery.order_forms import OrderForm, form_at, main_order_form, may_place_order, says_to_order
from auditor.discovery.page_view import CARD_PURPOSES, PageView, tokens_of
from auditor.discovery.shopper import FieldPurpose
from auditor.model.snapshot import ElementSnapshot, Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_CHECKOUT_STEPS = address_words.CHECKOUT | address_words.PAYING | address_words.ORDERING


@dataclass(frozen=True)
class OrderControl:
    """What a step of the checkout is sent by.

    `may_order`: it may place the order; `says_so`: its label speaks of ordering or paying. `form` is None on a page
    that only shows what is ordered.
    """

    form: OrderForm | None
    element: ElementSnapshot
    may_order: bool
    says_so: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The form's fields."""
        return tuple(entry.key for entry in self.form.fields) if self.form else ()


def order_control(view: PageView) -> OrderControl | None:
    """The control that sends a step of the checkout; None where there is none. What can be pressed comes first."""
    form = main_order_form(view)
    sending = [ranked.element for ranked in form.submits if ranked.element is not None] if form else []
    if form is not None and sending:
        element = next((one for one in sending if not one.disabled), sending[0])
        return OrderControl(form, element, may_place_order(view, form, element), says_to_order(view, element))
    return next(_without_fields(view), None)


def _without_fields(view: PageView) -> Iterator[OrderControl]:
    """Controls of a page that asks for nothing: what says to order, a link to a further step, the only form's own."""
    own = [one for one in view.snapshot.elements if one.landmark not in _SITE_PARTS and not one.disabled]
    buttons = [one for one in own if one.role == "button"]
    for element in buttons:
        if view.element_says(Concept.PLACE_ORDER, element):
            yield OrderControl(None, element, may_order=True, says_so=True)
    for element in own:
        leads = tokens_of(route_of(element.href)) & _CHECKOUT_STEPS if element.href else frozenset()
        if leads and view.element_says(Concept.CONTINUE, element):
            yield OrderControl(None, element, may_order=False, says_so=False)
    for element in buttons:
        if view.element_says(Concept.CONTINUE, element) and element.form is not None:
            yield OrderControl(None, element, may_order=True, says_so=False)
    sent = [form for form in view.snapshot.forms if form.method == "post" and form.submits and form.visible]
    only = [form for form in sent if form.landmark not in _SITE_PARTS]
    if len(only) == 1 and tokens_of(view.path) & _CHECKOUT_STEPS:
        element = view.snapshot.elements[only[0].submits[-1]]
        yield OrderControl(None, element, may_order=True, says_so=says_to_order(view, element))


def bare_order(view: PageView) -> OrderForm | None:
    """What places the order on a page that only shows what is ordered, as a form without fields of its own to fill."""
    control = order_control(view)
    return form_at(view, control.element.form) if control and control.form is None and control.may_order else None


def link_onward(view: PageView) -> ElementSnapshot | None:
    """The link to a further step of the checkout on a page that asks for nothing; none that speaks of ordering."""
    control = order_control(view)
    if control is None or control.form is not None or control.may_order or control.element.href is None:
        return None
    orders = tokens_of(route_of(control.element.href)) & address_words.ORDERING - address_words.CHECKOUT
    return None if orders or says_to_order(view, control.element) else control.element


def asks_for_card(view: PageView) -> bool:
    """Whether a page has a field about a card that can be filled."""
    return any(entry.visible and view.purpose(entry) in CARD_PURPOSES for entry in view.snapshot.fields)


def card_form(view: PageView) -> OrderForm | None:
    """The form that asks for the card's number, where it is not the one that asks for the most; else None."""
    main = main_order_form(view)
    for entry in view.snapshot.fields:
        if entry.visible and view.purpose(entry) is FieldPurpose.CARD_NUMBER:
            return None if main is not None and entry.form == main.form else form_at(view, entry.form)
    return None
