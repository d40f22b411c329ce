"""Pasting into the fields of a form: first by an event that says so, then, where that is prevented, in earnest."""

import asyncio
from collections.abc import Sequence

from playwright.async_api import Locator

from auditor.browser.acts.forms import FIELD_LIMIT_MS
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.probes.setbacks import Setbacks
from auditor.browser.walk import Walk, bounded
from auditor.discovery.page_view import PageView
from auditor.discovery.typing_plans import Typed

_CLOSE_LIMIT_MS = 2_000
_SAY_PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const held = element.value ?? element.textContent;
  const said = { bubbles: true, cancelable: true, composed: true, clipboardData: data };
  const let_be = element.dispatchEvent(new ClipboardEvent("paste", said));
  return !let_be && (element.value ?? element.textContent) === held;
}"""
_LENGTH = "(element) => (element.value ?? element.textContent ?? '').length"
_TO_COPY = "<!doctype html><textarea autofocus></textarea>"


async def prevented_pastes(walk: Walk, view: PageView, pastes: Sequence[Typed], setbacks: Setbacks) -> set[str]:
    """Keys of the fields that hold nothing after a paste, because the page prevented it.

    A page that prevents the browser's own paste may insert the text itself, at once or a moment later: that is why
    what is prevented is pasted once more, with the keys and a clipboard, before it counts.
    """
    told = await asyncio.gather(*(_says_no(walk, view, one) for one in pastes))
    suspects = [one for one, says_no in zip(pastes, told, strict=True) if says_no]
    if not suspects:
        return set()
    prevented = set()
    for one in suspects:
        with setbacks.passing_over():
            if not await _paste(walk, locate(walk.tab.page, view.snapshot, one.field), one.value):
                prevented.add(one.field.key)
    return prevented


async def _says_no(walk: Walk, view: PageView, one: Typed) -> bool:
    locator = locate(walk.tab.page, view.snapshot, one.field)
    try:
        return bool(await locator.evaluate(_SAY_PASTE, one.value, timeout=FIELD_LIMIT_MS))
    except PAGE_FAILURES:
        return False


async def _paste(walk: Walk, field: Locator, text: str) -> bool:
    """Paste with the keys into an empty field; whether it then holds anything."""
    await _copy(walk, text)
    await field.fill("", timeout=FIELD_LIMIT_MS)
    await field.focus(timeout=FIELD_LIMIT_MS)
    await field.press("ControlOrMeta+v", timeout=FIELD_LIMIT_MS)
    await walk.tab.settle(FIELD_LIMIT_MS)
    return bool(await field.evaluate(_LENGTH, timeout=FIELD_LIMIT_MS))


async def _copy(walk: Walk, text: str) -> None:
    """Put a text on the browser's clipboard, from an empty page beside: pages may prevent copying too."""
    beside = await walk.tab.context.new_page()
    try:
        await beside.set_content(_TO_COPY)
        source = beside.locator("textarea")
        await source.fill(text, timeout=FIELD_LIMIT_MS)
        await source.select_text(timeout=FIELD_LIMIT_MS)
        await source.press("ControlOrMeta+c", timeout=FIELD_LIMIT_MS)
    finally:
        await bounded(beside.close(), _CLOSE_LIMIT_MS)
