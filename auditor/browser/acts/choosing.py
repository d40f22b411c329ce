"""Choosing what a product asks for before it can be put into the cart: sizes, colours, how many."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.browser.clearing import uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.pressing import CLICK_LIMIT_MS
from auditor.browser.walk import Walk
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.in_place import open_amount
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import newly_out_of_stock
from auditor.discovery.ranking import Ranked
from auditor.discovery.variants import (
    Choice,
    open_choices,
    open_swatches,
    other_choices,
    other_swatches,
    stepper_to_press,
)
from auditor.model.snapshot import ElementSnapshot

_MOST_ROUNDS = 3
_MOST_OTHERS = 4


@dataclass
class _Made:
    """The choices made so far: what was put into which field, which buttons were pressed, and what it was, in words."""

    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    last: Choice | ElementSnapshot | None = None

    @property
    def labels(self) -> list[str]:
        return [label for label in (*self.fields.values(), *self.buttons.values()) if label]


def again(view: PageView, candidate: Ranked) -> Ranked:
    """The same control on the page as it is now: choosing a variant may have enabled it or built it anew."""
    for ranked in rank_add_to_cart(view):
        if ranked.candidate.selector == candidate.candidate.selector:
            return ranked
    return candidate


async def choose_variant(walk: Walk, candidate: Ranked, *, refused: bool = False) -> str | None:
    """Choose what is open still, again where one choice has opened another; what was chosen, in words.

    Where a choice turns out to be sold out, another is made.
    """
    made, before = _Made(), walk.page
    for _ in range(_MOST_ROUNDS):
        in_fields = await _choose_in_fields(walk, candidate, made)
        by_buttons = await _press_swatches(walk, candidate, made, refused=refused)
        if not in_fields and not by_buttons:
            break
    control = candidate.candidate.selector
    if made.labels and newly_out_of_stock(walk.page, before, control):
        await _choose_others(walk, made, before, control)
    await _say_how_many(walk, again(walk.page, candidate))
    return ", ".join(made.labels) or None


async def _choose_in_fields(walk: Walk, candidate: Ranked, made: _Made) -> bool:
    element = again(walk.page, candidate).element
    open_now = open_choices(walk.page, element) if element else ()
    fresh = [choice for choice in open_now if choice.field.key not in made.fields]
    for choice in fresh:
        made.fields[choice.field.key] = choice.label if await _put(walk, choice) else ""
        made.last = choice
    if fresh:
        await walk.rest()
    return bool(fresh)


async def _put(walk: Walk, choice: Choice) -> bool:
    locator = locate(walk.tab.page, walk.page.snapshot, choice.field)
    try:
        if choice.field.tag == "select":
            await locator.select_option(choice.option, timeout=walk.tab.patient(CLICK_LIMIT_MS))
        else:
            await locator.check(force=True, timeout=walk.tab.patient(CLICK_LIMIT_MS))
    except PAGE_FAILURES:
        return False
    walk.step.clicks += 1
    return True


async def _press_swatches(walk: Walk, candidate: Ranked, made: _Made, *, refused: bool) -> bool:
    element = again(walk.page, candidate).element
    swatches = open_swatches(walk.page, element, refused=refused) if element else ()
    answered = {one.group for one in walk.page.snapshot.elements if one.selector in made.buttons}
    fresh = [one for one in swatches if one.group not in answered]
    for swatch in fresh:
        made.buttons[swatch.selector] = (swatch.name or swatch.text) if await _press(walk, swatch) else ""
        made.last = swatch
    if fresh:
        await walk.rest()
    return bool(fresh)


async def _press(walk: Walk, swatch: ElementSnapshot) -> bool:
    for _ in range(2):
        try:
            await locate(walk.tab.page, walk.page.snapshot, swatch).click(timeout=walk.tab.patient(CLICK_LIMIT_MS))
        except PAGE_FAILURES:
            if not await uncover(walk, swatch):
                return False
        else:
            walk.step.clicks += 1
            return True
    return False


async def _choose_others(walk: Walk, made: _Made, before: PageView, control: str) -> None:
    """Make the last choice otherwise until what is chosen is to be had."""
    last = made.last
    others: Iterable[Choice | ElementSnapshot] = (
        other_choices(walk.page, last)
        if isinstance(last, Choice)
        else other_swatches(walk.page, last)
        if last is not None
        else ()
    )
    for other in tuple(others)[:_MOST_OTHERS]:
        if isinstance(other, Choice):
            made.fields[other.field.key] = other.label if await _put(walk, other) else ""
        else:
            made.buttons = {other.selector: other.name or other.text} if await _press(walk, other) else {}
        await walk.rest()
        if not newly_out_of_stock(walk.page, before, control):
            return


async def _say_how_many(walk: Walk, candidate: Ranked) -> None:
    """Ask for one piece where the form would add none; of a list of goods, the first is what is bought."""
    amount = open_amount(walk.page, candidate.element) if candidate.element else None
    if amount is None:
        await _step_up(walk, candidate)
        return
    locator = locate(walk.tab.page, walk.page.snapshot, amount.field)
    try:
        if amount.field.tag == "select":
            await locator.select_option(amount.value, timeout=walk.tab.patient(CLICK_LIMIT_MS))
        else:
            await locator.fill(amount.value, timeout=walk.tab.patient(CLICK_LIMIT_MS))
    except PAGE_FAILURES:
        return
    walk.step.fields += 1
    walk.known.product_name = amount.goods or walk.known.product_name
    await walk.rest()


async def _step_up(walk: Walk, candidate: Ranked) -> None:
    """Raise an amount of none that only a stepper raises."""
    more = stepper_to_press(walk.page, candidate.element) if candidate.element else None
    if more is not None and await _press(walk, more):
        await walk.rest()
