"""Filling a form as a shopper does."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.folding import fold
from auditor.discovery.order_forms import UNTICK, Entry, OrderForm, main_order_form, plan_entries
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import Shopper, shopper_for
from auditor.model.journey import FillForm
from auditor.model.run import Cause

FIELD_LIMIT_MS = 2_000


def shopper_of(view: PageView) -> Shopper:
    """A shopper who speaks the page's language and pays in its money."""
    return shopper_for(view.language, urlsplit(view.snapshot.url).hostname or "", view.currency)


def entries_for(view: PageView, form: OrderForm) -> tuple[Entry, ...]:
    """What to put into a form's fields today."""
    return plan_entries(view, form, shopper_of(view), datetime.now(UTC).date())


async def fill_entries(walk: Walk, view: PageView, entries: Iterable[Entry]) -> list[Entry]:
    """Fill fields in order; returns those that took what was given. A field that cannot be filled is passed over."""
    done = []
    for entry in entries:
        try:
            await _fill(walk.tab.page, view, entry)
        except PAGE_FAILURES:
            continue
        done.append(entry)
        walk.step.fields += 1
        walk.step.keystrokes += len(entry.value) if entry.field.type not in {"radio", "checkbox"} else 0
    return done


async def _fill(page: Page, view: PageView, entry: Entry) -> None:
    locator = locate(page, view.snapshot, entry.field)
    if entry.field.type in {"radio", "checkbox"}:
        if entry.value == UNTICK:
            await locator.uncheck(force=not entry.field.visible, timeout=FIELD_LIMIT_MS)
        elif not entry.field.checked:
            await locator.check(force=not entry.field.visible, timeout=FIELD_LIMIT_MS)
    elif entry.field.tag == "select":
        await locator.select_option(entry.value, timeout=FIELD_LIMIT_MS)
    else:
        await locator.fill(entry.value, timeout=FIELD_LIMIT_MS)


async def fill_form(walk: Walk, action: FillForm) -> None:
    """Fill the page's main form without sending it."""
    form = main_order_form(walk.page)
    if form is None:
        raise StepBroken("the page has no form to fill", Cause.NOT_RECOGNISED)
    overrides = {fold(name): value for name, value in action.values.items()}
    entries = [
        Entry(
            entry.field,
            entry.purpose,
            overrides.get(fold(entry.field.label), overrides.get(fold(entry.field.name), entry.value)),
        )
        for entry in entries_for(walk.page, form)
    ]
    await fill_entries(walk, walk.page, entries)
    await walk.rest()
    walk.step.reached_by = "by filling the form"
