"""Going on to the next step of the checkout with valid test data, by controls that place no order."""

from dataclasses import dataclass

from auditor.browser.acts.forms import fill_out
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.guard_policy import Mode
from auditor.browser.walk import Walk
from auditor.discovery.field_signs import refuses_letters
from auditor.discovery.form_comparison import is_same_form
from auditor.discovery.order_forms import OrderForm, main_order_form, may_place_order
from auditor.discovery.ordering import link_onward
from auditor.discovery.page_view import PageView
from auditor.model.snapshot import ElementSnapshot
from auditor.model.wording import say

ADVANCE_WHY = say("advance with valid test data")
_PRESS_LIMIT_MS = 3_000


@dataclass(frozen=True)
class FilledStep:
    """A step as filled, and the control that sends it; that control places no order."""

    view: PageView
    form: OrderForm
    submit: ElementSnapshot

    @property
    def keys(self) -> tuple[str, ...]:
        """The form's fields."""
        return tuple(entry.key for entry in self.form.fields)


def way_on(view: PageView) -> tuple[OrderForm, ElementSnapshot] | None:
    """A step's form and the control that sends it; None where there is none, or where it may place an order."""
    form = main_order_form(view)
    submit = next((ranked.element for ranked in form.submits if ranked.element), None) if form else None
    if form is None or submit is None or may_place_order(view, form, submit):
        return None
    return form, submit


async def fill_step(walk: Walk, step_id: str, why: str = ADVANCE_WHY) -> FilledStep | None:
    """Fill a step with valid test data without sending it; None where nothing may be sent."""
    if way_on(walk.page) is None:
        return None
    walk.tab.label(step_id, why)
    await fill_out(walk)
    found = way_on(walk.page)
    return None if found is None else FilledStep(walk.page, *found)


async def send_step(walk: Walk, step: FilledStep, initial: PageView | None = None) -> bool:
    """Send a filled step; whether the page then shows another one.

    Where names in the letters of the site's language are refused, it is sent once more with plain Latin ones, and the
    walk keeps to them.

    Args:
        walk: stands on the step's page.
        step: as filled.
        initial: the page before anybody typed, where `step` may show a refusal already.
    """
    if await _is_taken(walk, step):
        return True
    if walk.known.plain_letters or not refuses_letters(initial or step.view, walk.page):
        return False
    walk.known.plain_letters = True
    await fill_out(walk)
    found = way_on(walk.page)
    return found is not None and await _is_taken(walk, FilledStep(walk.page, *found))


async def _is_taken(walk: Walk, step: FilledStep) -> bool:
    locator = locate(walk.tab.page, step.view.snapshot, step.submit)
    url = walk.tab.page.url
    try:
        await walk.act(lambda: locator.click(timeout=walk.tab.patient(_PRESS_LIMIT_MS)))
    except PAGE_FAILURES:
        return False

    def advanced(after: PageView) -> bool:
        return after.snapshot.url != url or not is_same_form(after, step.keys)

    return await walk.look_until(advanced)


async def follow_link_onward(walk: Walk, step_id: str) -> bool:
    """Go on by the link of a step that asks for nothing, only looking meanwhile; whether another page came."""
    link = link_onward(walk.page)
    if link is None:
        return False
    guard, context, url = walk.tab.guard, walk.tab.context, walk.tab.page.url
    walk.tab.label(step_id, say("follow the link to the next step"))
    locator = locate(walk.tab.page, walk.page.snapshot, link)
    guard.set_mode(context, Mode.LOOK)
    try:
        await walk.act(lambda: locator.click(timeout=walk.tab.patient(_PRESS_LIMIT_MS)))
    except PAGE_FAILURES:
        return False
    finally:
        guard.set_mode(context, Mode.WALK)
    return walk.page.snapshot.url != url


async def advance(walk: Walk, step_id: str) -> bool:
    """Go on to the next step with valid test data; False where the page did not go on, or nothing may be sent."""
    step = await fill_step(walk, step_id)
    return step is not None and await send_step(walk, step)
