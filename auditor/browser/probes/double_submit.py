"""A form's control pressed twice in a row, as by a shopper who is not sure of the first press.

The guard answers for the server and takes its time about it, as servers do: a page that lets nobody press again until
the answer has come would otherwise be accused. A form that the browser itself sends tells nothing here: of two presses
Chromium sends one.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from auditor.browser.acts.forms import entries_for, fill_entries, fill_out
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.held import HeldRequest
from auditor.browser.walk import Walk
from auditor.discovery.order_forms import Entry, OrderForm, field_to_break, may_place_order
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.form import DoubleSubmitTrial
from auditor.model.redaction import redact_url
from auditor.model.wording import say

WINDOW_MS = 1_000
_PRESS_LIMIT_MS = 3_000
_BUTTON_DOWN_MS = 60
_REST_MS = 3_000
_SHORTEST_TEXT = 3
_ENOUGH_TOLD = 2


@dataclass(frozen=True)
class Doubled:
    """What two presses would have sent."""

    identical: int = 0
    total: int = 0
    method: str = ""
    url: str = ""


def most_alike(held: Iterable[HeldRequest], *, told: int, window_ms: float = WINDOW_MS) -> Doubled:
    """The most requests alike in method, address and body that fall within `window_ms`.

    Counted are requests of scripts that carry what was typed; counters and statistics may well come twice. Requests
    that ask the server by the same key to act only once count as one.

    Args:
        held: what the guard held.
        told: how many of the typed values a request has to carry; 0 where nothing was typed: then those to the site.
        window_ms: the time within which they have to come.
    """
    sent = [one for one in held if one.may_change_something and not one.is_beacon and (one.own_site or one.told)]
    groups: dict[str, list[HeldRequest]] = {}
    for one in sent:
        if not one.is_navigation and (one.told >= told if told else one.own_site):
            groups.setdefault(one.digest, []).append(one)
    best = Doubled(total=len(sent))
    for group in groups.values():
        times = _within(group, window_ms / 1000)
        if times > best.identical:
            best = Doubled(times, len(sent), group[0].method, group[0].url)
    if not best.identical and sent:
        best = Doubled(1, len(sent), sent[0].method, sent[0].url)
    return best


def _within(group: Sequence[HeldRequest], window_s: float) -> int:
    """The most requests of one group that come within a window, those with the same key counted once."""
    most = 0
    for first in group:
        near = [one for one in group if 0 <= one.at - first.at <= window_s]
        keys = {one.once for one in near if one.once}
        most = max(most, len(keys) + sum(not one.once for one in near))
    return most


async def try_double_submit(
    walk: Walk, find: Callable[[PageView], OrderForm | None], step_id: str, *, reaches_people: bool = False
) -> DoubleSubmitTrial | None:
    """Fill a form and press its control twice, nothing leaving; None where there is nothing to press.

    The page is of no use afterwards: it waits for an answer that never comes, and what it sends late is held.
    """
    walk.tab.label(step_id, say("pressed twice, the guard answering"))
    typed = await _fill(walk, find, reaches_people=reaches_people)
    view, form = walk.page, find(walk.page)
    submit = next((ranked for ranked in form.submits if ranked.element), None) if form else None
    if form is None or submit is None or submit.element is None:
        return None
    texts = tuple(dict.fromkeys(entry.value for entry in typed if _is_telling(entry)))
    trial = DoubleSubmitTrial(
        form=form.selector,
        page_url=redact_url(view.snapshot.url),
        step_name=view.main_heading,
        submit_name=submit.candidate.name,
        submit_selector=submit.candidate.selector,
        box=submit.element.box,
        may_place_order=not reaches_people and may_place_order(view, form, submit.element),
        window_ms=WINDOW_MS,
    )
    pressed = asyncio.Event()
    with walk.tab.guard.holding(walk.tab.context, texts=texts, answer_after=pressed) as held:
        try:
            locator = locate(walk.tab.page, view.snapshot, submit.element)
            await locator.dblclick(delay=_BUTTON_DOWN_MS, timeout=_PRESS_LIMIT_MS)
        except PAGE_FAILURES:
            return trial.model_copy(update={"performed": False, "skipped": "its control could not be pressed twice"})
        finally:
            pressed.set()
        await walk.rest(_REST_MS)
        doubled = most_alike(held, told=min(_ENOUGH_TOLD, len(texts)))
    return trial.model_copy(
        update={
            "identical": doubled.identical,
            "total": doubled.total,
            "method": doubled.method,
            "url": doubled.url,
        }
    )


async def _fill(walk: Walk, find: Callable[[PageView], OrderForm | None], *, reaches_people: bool) -> tuple[Entry, ...]:
    """Fill the form: with valid data and a wrong card number; with a mistake where it reaches people."""
    if not reaches_people:
        await fill_out(walk, find)
        form = find(walk.page)
        return () if form is None else entries_for(walk.page, form)
    with walk.tab.guard.holding(walk.tab.context):
        await fill_out(walk, find)
        form = find(walk.page)
        entries = () if form is None else entries_for(walk.page, form)
        broken = field_to_break(entries)
        if broken is None:
            return entries
        wrong = broken.value.replace("@", "") if broken.purpose is FieldPurpose.EMAIL else ""
        await fill_entries(walk, walk.page, [Entry(broken.field, broken.purpose, wrong)])
        await walk.look()
    return tuple(entry for entry in entries if entry is not broken)


def _is_telling(entry: Entry) -> bool:
    """Whether a value is likely to be found only in what sends the form."""
    return (
        entry.field.tag != "select"
        and entry.field.type not in {"radio", "checkbox"}
        and len(entry.value) >= _SHORTEST_TEXT
        and entry.purpose is not FieldPurpose.SECURITY_CODE
    )
