"""What a product asks for before it can be put into the cart: its variant, and how many."""

from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.pressing import CLICK_LIMIT_MS
from auditor.browser.walk import Walk
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.in_place import open_amount
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.discovery.variants import open_choices, open_swatches

_MOST_ROUNDS = 3


async def choose_variant(walk: Walk, candidate: Ranked, *, refused: bool = False) -> str | None:
    """Choose what is open still, first in fields, then by buttons; what was chosen, in words."""
    chosen = await _choose_in_fields(walk, candidate)
    candidate = again(walk.page, candidate)
    swatches = open_swatches(walk.page, candidate.element, refused=refused) if candidate.element else ()
    for swatch in swatches:
        try:
            await locate(walk.tab.page, walk.page.snapshot, swatch).click(timeout=CLICK_LIMIT_MS)
        except PAGE_FAILURES:
            continue
        walk.step.clicks += 1
        chosen.append(swatch.name or swatch.text)
    if swatches:
        await walk.rest()
    await _say_how_many(walk, again(walk.page, candidate))
    return ", ".join(chosen) or None


async def _say_how_many(walk: Walk, candidate: Ranked) -> None:
    """Ask for one piece where the form would add none; of a list of goods, the first is what is bought."""
    amount = open_amount(walk.page, candidate.element) if candidate.element else None
    if amount is None:
        return
    locator = locate(walk.tab.page, walk.page.snapshot, amount.field)
    try:
        if amount.field.tag == "select":
            await locator.select_option(amount.value, timeout=CLICK_LIMIT_MS)
        else:
            await locator.fill(amount.value, timeout=CLICK_LIMIT_MS)
    except PAGE_FAILURES:
        return
    walk.step.fields += 1
    walk.known.product_name = amount.goods or walk.known.product_name
    await walk.rest()


async def _choose_in_fields(walk: Walk, candidate: Ranked) -> list[str]:
    """Choose in lists and radio buttons; again where one choice has opened another."""
    made: dict[str, str] = {}
    for _ in range(_MOST_ROUNDS):
        element = again(walk.page, candidate).element
        open_now = open_choices(walk.page, element) if element else ()
        fresh = [choice for choice in open_now if choice.field.key not in made]
        if not fresh:
            break
        for choice in fresh:
            made[choice.field.key] = ""
            locator = locate(walk.tab.page, walk.page.snapshot, choice.field)
            try:
                if choice.field.tag == "select":
                    await locator.select_option(choice.option, timeout=CLICK_LIMIT_MS)
                else:
                    await locator.check(force=True, timeout=CLICK_LIMIT_MS)
            except PAGE_FAILURES:
                continue
            walk.step.clicks += 1
            made[choice.field.key] = choice.label
        await walk.rest()
    return [label for label in made.values() if label]


def again(view: PageView, candidate: Ranked) -> Ranked:
    """The same control on the page as it is now: choosing a variant may have enabled it or built it anew."""
    for ranked in rank_add_to_cart(view):
        if ranked.candidate.selector == candidate.candidate.selector:
            return ranked
    return candidate
