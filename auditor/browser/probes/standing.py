"""Forms as they stand before anybody types, and what shows only once they are filled."""

from auditor.browser.walk import Walk
from auditor.discovery.form_steps import form_step, with_filled
from auditor.discovery.order_forms import OrderForm, may_place_order
from auditor.discovery.page_view import PageView
from auditor.model.form_step import FormStep


def as_it_stands(walk: Walk, form: OrderForm, *, place: int = 1, reaches_people: bool = False) -> FormStep:
    """What a form of the page one stands on asks for, and how; `reaches_people` forms place no order."""
    submit = form.submits[0].element if form.submits else None
    may_order = not reaches_people and (submit is None or may_place_order(walk.page, form, submit))
    name = "" if reaches_people else walk.known.product_name
    return form_step(walk.page, form, place=place, product_name=name, may_place_order=may_order)


def once_tried(step: FormStep, view: PageView, form: OrderForm | None) -> FormStep:
    """The step with what its filled fields show after a mistake, where the form is still there.

    A control that is off then may be so for the mistake.
    """
    if form is None or form.selector != step.form:
        return step
    return with_filled(step, view, form, valid=False)
