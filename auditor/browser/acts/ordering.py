"""Completing the purchase with test data, on a sandbox and at the safety level `order` only.

A control whose label speaks of ordering or paying is pressed once in a walk, whatever comes of it. One that may order
without saying so, such as the button below a card, is pressed once too; only where a further step then asks for a card
or has a control that does say so, the walk goes on to that.
"""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from auditor.browser.acts.advancing import fill_step, send_step
from auditor.browser.acts.forms import fill_out, shopper_of
from auditor.browser.acts.once import can_be_pressed, press_once
from auditor.browser.collectors.page_world import world_of
from auditor.browser.collectors.recorder import last_change_at
from auditor.browser.walk import StepBroken, StepNotNeeded, Walk
from auditor.discovery.confirmations import Before, confirmation_of, confirms, may_be_confirmation
from auditor.discovery.form_comparison import is_same_form, new_messages
from auditor.discovery.ordering import OrderControl, asks_for_card, card_form, order_control
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import TEST_CARD_NUMBER, FieldPurpose
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.wording import say

MOST_STEPS = 8
ORDER_LIMIT_MS = 20_000
"""How long an order may take to be confirmed, a payment service's answer included; ours."""
REFERENCE_LIMIT_MS = 3_000
_ENABLED_LIMIT_MS = 3_000
_STATUS_LIMIT_MS = 1_000
_STATUS = "() => performance.getEntriesByType('navigation')[0]?.responseStatus || 0"
_WHY = say("place the order with test data")
_FILL_WHY = say("fill in the order with valid test data")


class _Came(Enum):
    """What came of pressing a control that may place the order."""

    CONFIRMED = auto()
    REFUSED = auto()
    NOTHING = auto()
    FURTHER_STEP = auto()
    ELSEWHERE = auto()


@dataclass
class _Ordering:
    """What is known while the purchase is being completed."""

    walk: Walk
    step_id: str
    seen: list[PageView] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    sent: OrderControl | None = None
    boxes: int = 0

    def note(self, view: PageView) -> None:
        """Remember a page and what has been typed into it."""
        self.seen.append(view)
        self.typed |= {entry.value for entry in view.snapshot.fields if entry.value.strip() and not entry.secret}
        chosen = ((entry.value, entry.options) for entry in view.snapshot.fields)
        self.typed |= {label for value, options in chosen for option, label in options if option == value}

    def before(self) -> Before:
        """What was known before the control was pressed."""
        keys = self.sent.keys if self.sent else ()
        return Before(tuple(self.seen), keys, frozenset(self.typed | {self.walk.known.product_name} - {""}))


async def place_order(walk: Walk, step_id: str) -> None:
    """Fill in every step of the checkout with valid test data, place the order once and look for its confirmation.

    Raises:
        StepNotNeeded: no order may be placed here.
        StepBroken: the order did not go through, or what places it was not found.
    """
    if not walk.tab.guard.policy.may_order_at(walk.tab.page.url):
        raise StepNotNeeded(say("an order is placed on a declared sandbox only"), cause=Cause.BEYOND_SAFETY)
    ordering = _Ordering(walk, step_id, typed={TEST_CARD_NUMBER[-4:]})
    for _ in range(MOST_STEPS):
        control = await walk.look_until(order_control)
        if control is None or (ordering.sent is not None and not _goes_on(ordering, control)):
            break
        if not control.may_order:
            if await _advance(ordering, control):
                continue
            raise _did_not_go_on(ordering)
        came = await _order(ordering)
        if came is _Came.CONFIRMED:
            await _confirmed(ordering)
            return
        if came is not _Came.FURTHER_STEP:
            raise _not_placed(ordering, came)
    if ordering.sent is None and ordering.seen and confirms(walk.page, ordering.before()):
        await _confirmed(ordering)
        return
    raise StepBroken(say("no control that places the order was found"), Cause.NOT_RECOGNISED)


def _goes_on(ordering: _Ordering, control: OrderControl) -> bool:
    """Whether a control is pressed after one that may have ordered: only where that one hardly can have.

    It did not say so, and what came asks for a card, says to order, or, where it did not follow a card, is a step with
    fields or choices of its own.
    """
    sent, asked = ordering.sent, ordering.seen[-1]
    if sent is None or sent.says_so:
        return False
    plain = not asks_for_card(asked) and (control.form is not None or not control.may_order)
    return control.says_so or asks_for_card(ordering.walk.page) or plain


async def _advance(ordering: _Ordering, control: OrderControl) -> bool:
    """Go on to the next step; whether there is one."""
    walk = ordering.walk
    if control.form is not None:
        filled = await fill_step(walk, ordering.step_id, _FILL_WHY)
        if filled is None:
            # Filled, it has become a control that may order, or has gone: the page is read anew.
            return order_control(walk.page) is not None
        ordering.note(filled.view)
        walk.step.clicks += 1
        return await send_step(walk, filled)
    ordering.note(walk.page)
    url, stood = walk.tab.page.url, control.element.selector
    if not await _press(walk, control):
        return False

    def gone(view: PageView) -> bool:
        return view.snapshot.url != url or all(one.selector != stood for one in view.snapshot.elements)

    return await walk.look_until(gone)


async def _order(ordering: _Ordering) -> _Came:
    """Fill in the last step, press the control that may place the order once, and see what comes of it."""
    walk = ordering.walk
    walk.tab.label(ordering.step_id, _FILL_WHY)
    await fill_out(walk, card_number=TEST_CARD_NUMBER)
    if card_form(walk.page) is not None:
        await fill_out(walk, card_form, card_number=TEST_CARD_NUMBER)
    control = await walk.look_until(_usable, limit_ms=_ENABLED_LIMIT_MS)
    if control is None:
        raise StepBroken(say("the control that places the order cannot be pressed"), Cause.NOT_RECOGNISED)
    ordering.note(walk.page)
    ordering.sent, before = control, walk.page
    ordering.boxes = walk.tab.observer.dialogs_answered
    walk.tab.label(ordering.step_id, _WHY)
    if not await _press(walk, control):
        raise StepBroken(say("the control that places the order cannot be pressed"), Cause.NOT_RECOGNISED)
    return await _what_came(ordering, control, before)


def _usable(view: PageView) -> OrderControl | None:
    control = order_control(view)
    return control if control is not None and not control.element.disabled else None


async def _press(walk: Walk, control: OrderControl) -> bool:
    """Press a control once; False where it could not be pressed at all."""
    target = await can_be_pressed(walk, control.element)
    if target is None:
        return False
    walk.step.clicks += 1
    await press_once(walk, target)
    return True


async def _what_came(ordering: _Ordering, control: OrderControl, before: PageView) -> _Came:
    walk, known = ordering.walk, ordering.before()

    def told(view: PageView) -> _Came | None:
        if confirms(view, known):
            return _Came.CONFIRMED
        if walk.tab.observer.in_flight() or not _stays(view, control, before):
            return None
        refused = new_messages(before, view) or walk.tab.observer.dialogs_answered != ordering.boxes
        return _Came.REFUSED if refused else None

    came = await walk.look_until(told, limit_ms=ORDER_LIMIT_MS)
    view = walk.page
    if came is not None:
        return came
    if _stays(view, control, before):
        return _Came.NOTHING
    if (further := order_control(view)) is not None and _goes_on(ordering, further):
        return _Came.FURTHER_STEP
    return _Came.CONFIRMED if may_be_confirmation(view, known) else _Came.ELSEWHERE


def _stays(view: PageView, control: OrderControl, before: PageView) -> bool:
    """Whether the page still shows the form that was sent, or where it had none, the control."""
    if control.keys:
        return is_same_form(view, control.keys)
    names = {entry.name for entry in view.snapshot.elements if entry.role == control.element.role}
    return view.snapshot.url == before.snapshot.url and control.element.name in names


async def _confirmed(ordering: _Ordering) -> None:
    """Write down what the confirmation says, late content included."""
    walk, known = ordering.walk, ordering.before()
    await walk.look_until(lambda view: confirmation_of(view, known).reference, limit_ms=REFERENCE_LIMIT_MS)
    view = walk.page
    shopper = shopper_of(ordering.seen[0])
    by_card = any(
        entry.visible and page.purpose(entry) is FieldPurpose.CARD_NUMBER
        for page in ordering.seen[-1:]
        for entry in page.snapshot.fields
    )
    walk.step.artifacts.append(
        confirmation_of(view, known).model_copy(
            update={
                "url": redact_url(view.snapshot.url),
                "status": await _status(walk),
                "settled": bool(walk.settled and walk.settled.settled),
                "ordered_as": f"{shopper.full_name}, {shopper.email}",
                "by_card": by_card,
            }
        )
    )
    walk.step.reached_by = "by placing the order with test data"
    await _note_how_long(walk)


async def _status(walk: Walk) -> int | None:
    """The status of the document that stands there, which may have come before the order."""
    response = walk.tab.observer.main_response()
    if response is not None:
        return response.status
    told = await world_of(walk.tab.page).call(_STATUS, limit_ms=_STATUS_LIMIT_MS)
    return int(told) if told else None


async def _note_how_long(walk: Walk) -> None:
    """A confirmation may come after the page was at rest for the first time: the shopper waits for it."""
    changed = await last_change_at(walk.tab.page)
    if changed and walk.settled:
        waited_ms = changed - walk.step.acted_at_ms - walk.step.deed_ms
        walk.settled = replace(walk.settled, waited_ms=max(walk.settled.waited_ms, waited_ms))


def _did_not_go_on(ordering: _Ordering) -> StepBroken:
    """A step that valid data does not get past."""
    walk = ordering.walk
    message = _message(ordering)
    if message:
        return StepBroken(say("a step of the checkout refuses valid data: “{message}”", message=message), Cause.REFUSED)
    heading = walk.page.main_heading
    if heading:
        told = say("the checkout's step “{heading}” did not go on with valid data", heading=heading)
    else:
        told = say("the checkout's step did not go on with valid data")
    return StepBroken(told, Cause.NOT_RECOGNISED)


def _not_placed(ordering: _Ordering, came: _Came) -> StepBroken:
    """An order that did not go through; only the shop's own words prove whose doing it is."""
    walk = ordering.walk
    left = [one.host for one in walk.tab.guard.left_hosts if one.step == ordering.step_id]
    if left:
        return StepBroken(
            say("the payment goes on at {host}, which the audit may not enter (--allow-host)", host=left[-1]),
            Cause.NOT_RECOGNISED,
        )
    if came is _Came.REFUSED:
        return StepBroken(say("the order was not taken: “{message}”", message=_message(ordering)), Cause.REFUSED)
    if came is _Came.NOTHING:
        return StepBroken(
            say("the order was sent, and the page still asks for it without a word"), Cause.NOT_RECOGNISED
        )
    return StepBroken(say("the order was sent, and no page that confirms it came"), Cause.NOT_RECOGNISED)


def _message(ordering: _Ordering) -> str:
    walk = ordering.walk
    boxes = walk.tab.observer.console_log().dialogs
    said = [message.text for message in new_messages(ordering.seen[-1], walk.page)] if ordering.seen else []
    said += [box.message for box in boxes] if walk.tab.observer.dialogs_answered != ordering.boxes else []
    return next((text for text in said if text.strip()), "")
