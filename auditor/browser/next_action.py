"""How long a shopper waits: from the act to the moment the next step's control could be used."""

from auditor.browser.acts.naming import selector_of
from auditor.browser.collectors.recorder import last_change_at, ready_at
from auditor.browser.walk import LATE_CONTENT_MS, Walk
from auditor.discovery.overlays import covering
from auditor.discovery.variants import may_wait_for_choice
from auditor.model.journey import Click, Fill, Locator, Press, Select, Step


async def time_to_next_action(walk: Walk, following: Step | None) -> float | None:
    """From the act to the moment the next control could be used; without one, to the page's rest.

    A page may be at rest before its controls work. So the next one is waited for as long as late content is, unless it
    waits for the shopper itself: for an answer to what covers it, or for a choice. Where it was there all the time, as
    the way to the cart is when a product is added in place, the shopper waits for the page to show that something
    happened: its last change.

    Args:
        walk: the walk, at rest after a step's act. It looks anew at a page that came to rest too early.
        following: the step that comes next; None after the last.

    Returns:
        Milliseconds; None where the step had no act of its own.
    """
    gathered = walk.step
    if not gathered.acted_at_ms:
        return None
    named = _named(following)
    anchor = (await selector_of(walk, named) if named is not None else None) or gathered.anchor
    wait_ms = 0.0 if anchor is None or _waits_for_the_shopper(walk, anchor) else walk.tab.patient(LATE_CONTENT_MS)
    rested_at_ms = gathered.rested_at_ms or None
    ready = await ready_at(walk.tab.page, anchor, wait_ms=wait_ms, rested_at_ms=rested_at_ms) if anchor else None
    if ready is None:
        return round(gathered.deed_ms + walk.settled.waited_ms, 1) if walk.settled else None
    if rested_at_ms and ready > rested_at_ms:
        await walk.look()
    if ready <= gathered.acted_at_ms:
        ready = await last_change_at(walk.tab.page, rested_at_ms) or ready
    return max(round(ready - gathered.acted_at_ms, 1), 0.0)


def _named(following: Step | None) -> Locator | None:
    """The control that the journey itself names for the next step; one that is optional may well not be there."""
    if following is None or following.optional:
        return None
    if isinstance(following.action, Click | Fill | Select | Press):
        return following.action.target
    return getattr(following.action, "control", None)


def _waits_for_the_shopper(walk: Walk, anchor: str) -> bool:
    """Whether the control cannot be used before something else is done."""
    view = walk.view
    element = next((one for one in view.snapshot.elements if one.selector == anchor), None) if view else None
    if view is None or element is None:
        return view is not None and bool(view.snapshot.overlays)
    return bool(covering(view, element)) or (element.disabled and may_wait_for_choice(view, anchor))
