"""Filling a form as a shopper does."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.async_api import Locator

from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.session import Tab
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.folding import fold
from auditor.discovery.order_forms import UNTICK, Entry, OrderForm, main_order_form, plan_entries
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import WRONG_CARD_NUMBER, FieldPurpose, Shopper, shopper_for
from auditor.model.journey import FillForm
from auditor.model.run import Cause
from auditor.model.wording import say

FIELD_LIMIT_MS = 2_000
FOLLOWING_LIMIT_MS = 3_000
"""How long a form's own changes are waited for after a choice; ours: a longer wait would be a finding of its own."""
_PLACES = (FieldPurpose.COUNTRY, FieldPurpose.REGION, FieldPurpose.CITY)
_PASSES = 3
FormFinder = Callable[[PageView], OrderForm | None]


def shopper_of(view: PageView) -> Shopper:
    """A shopper who speaks the page's language and pays in its money."""
    return shopper_for(view.language, urlsplit(view.snapshot.url).hostname or "", view.currency)


def entries_for(
    view: PageView, form: OrderForm, card_number: str = WRONG_CARD_NUMBER, *, plain_letters: bool = False
) -> tuple[Entry, ...]:
    """What to put into a form's fields today; with `plain_letters`, for a site that takes names in no others."""
    shopper = shopper_of(view).in_plain_letters() if plain_letters else shopper_of(view)
    return plan_entries(view, form, replace(shopper, card_number=card_number), datetime.now(UTC).date())


async def fill_entries(walk: Walk, view: PageView, entries: Iterable[Entry]) -> list[Entry]:
    """Fill fields in order; returns those that took what was given. A field that cannot be filled is passed over."""
    done = []
    for entry in entries:
        try:
            await _fill(walk.tab, view, entry)
        except PAGE_FAILURES:
            continue
        done.append(entry)
        walk.step.fields += 1
        walk.step.keystrokes += len(entry.value) if entry.field.type not in {"radio", "checkbox"} else 0
    return done


async def _fill(tab: Tab, view: PageView, entry: Entry) -> None:
    limit_ms = tab.patient(FIELD_LIMIT_MS)
    locator = locate(tab.page, view.snapshot, entry.field)
    if entry.field.type in {"radio", "checkbox"}:
        if entry.value == UNTICK:
            await locator.uncheck(force=not entry.field.visible, timeout=limit_ms)
        elif not entry.field.checked:
            await _tick(locator, entry, limit_ms)
    elif entry.field.tag == "select":
        await locator.select_option(entry.value, timeout=limit_ms)
    else:
        await locator.fill(entry.value, timeout=limit_ms)


async def _tick(locator: Locator, entry: Entry, limit_ms: float) -> None:
    """Tick a box or a radio button; one that only scripts can reach beneath what it is drawn as, by an event."""
    try:
        await locator.check(force=not entry.field.visible, timeout=limit_ms)
    except PAGE_FAILURES:
        if not await locator.is_checked(timeout=limit_ms):
            await locator.dispatch_event("click", timeout=limit_ms)


async def choose_place(walk: Walk, find: FormFinder = main_order_form) -> None:
    """Choose country, region and town where they are lists, one after the other, and read the form anew after each.

    What else a form asks for, how it calls it and what its other lists offer follows from them. Lists that come with an
    answer of the server are waited for.
    """
    for purpose in _PLACES:
        form = find(walk.page)
        planned = () if form is None else entries_for(walk.page, form)
        todo = [
            entry
            for entry in planned
            if entry.purpose is purpose and entry.field.tag == "select" and entry.field.value != entry.value
        ]
        if await fill_entries(walk, walk.page, todo):
            await walk.rest(FOLLOWING_LIMIT_MS)
            await walk.look_until(lambda view: not _awaits_options(view, find), limit_ms=FOLLOWING_LIMIT_MS)


def _awaits_options(view: PageView, find: FormFinder) -> bool:
    form = find(view)
    return form is not None and any(
        entry.visible and entry.tag == "select" and len(entry.options) <= 1 and view.purpose(entry) in _PLACES
        for entry in form.fields
    )


async def fill_out(
    walk: Walk,
    find: FormFinder = main_order_form,
    values: Mapping[str, str] | None = None,
    card_number: str = WRONG_CARD_NUMBER,
) -> None:
    """Fill a form with valid data: the place first, then the rest, then what has appeared or been emptied meanwhile.

    Args:
        walk: stands on the page.
        find: which form.
        values: what to put into fields by label or name, instead of what is made up.
        card_number: what to put into a field for the number of a card.
    """
    await choose_place(walk, find)
    done: set[str] = set()
    for _ in range(_PASSES):
        form = find(walk.page)
        plain = walk.known.plain_letters
        entries = () if form is None else entries_for(walk.page, form, card_number, plain_letters=plain)
        todo = [one for one in entries if _is_open(one, done)]
        if not todo:
            return
        await fill_entries(walk, walk.page, [_with_given(entry, values or {}) for entry in todo])
        done.update(entry.field.key for entry in todo)
        await walk.rest(FOLLOWING_LIMIT_MS)


def _is_open(entry: Entry, done: Collection[str]) -> bool:
    """Whether a field is still to be filled: not yet, or emptied since."""
    if entry.field.type in {"radio", "checkbox"}:
        return bool(entry.field.checked) is (entry.value == UNTICK) and entry.field.key not in done
    return not entry.field.value or entry.field.key not in done


def _with_given(entry: Entry, values: Mapping[str, str]) -> Entry:
    given = values.get(fold(entry.field.label), values.get(fold(entry.field.name)))
    return entry if given is None else Entry(entry.field, entry.purpose, given)


async def fill_form(walk: Walk, action: FillForm) -> None:
    """Fill the page's main form without sending it."""
    if main_order_form(walk.page) is None:
        raise StepBroken(say("the page has no form to fill"), Cause.NOT_RECOGNISED)
    await fill_out(walk, values={fold(name): value for name, value in action.values.items()})
    walk.step.reached_by = "by filling the form"
