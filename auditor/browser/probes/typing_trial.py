"""What the fields of a form make of pasting, of long values, of card numbers as printed. Nothing is sent.

A number that satisfies the Luhn sum stands in a field only while the guard holds whatever might carry it, and is out of
the field, and of what the page keeps in the browser, before that ends.
"""

import contextlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from playwright.async_api import Locator

from auditor.browser.acts.forms import FIELD_LIMIT_MS, choose_place, entries_for, shopper_of
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.collectors.page_world import world_of
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.held import HeldRequest
from auditor.browser.probes.pasting import prevented_pastes
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.probes.setbacks import GivenUp, Setbacks
from auditor.browser.walk import Walk
from auditor.discovery.field_refusals import refusal_of
from auditor.discovery.order_forms import OrderForm
from auditor.discovery.page_view import PageView
from auditor.discovery.typing_plans import (
    CARD_NUMBERS,
    Typed,
    card_numbers,
    digits_in,
    long_values,
    pastes,
    unfinished,
)
from auditor.model.form import TypedHow, Typing, TypingTrial
from auditor.model.redaction import redact_url
from auditor.model.snapshot import FieldSnapshot
from auditor.model.wording import say

FormFinder = Callable[[PageView], OrderForm | None]
_REST_MS = 2_000
_KEYS_LIMIT_MS = 10_000
_EARLY_MS = 700
"""How long a field in use is watched for a complaint; ours: pages wait a third or half of a second with it."""
_CLEAR_MS = 5_000
_BLANK_MS = 5_000
_FEWEST_CARD_DIGITS = 12
_SHORTEST_TOLD = 6
_HELD = "(element) => element.value ?? element.textContent ?? ''"
_FORGET = """(numbers) => {
  for (const store of [window.localStorage, window.sessionStorage]) {
    for (const key of Object.keys(store)) {
      const digits = (store.getItem(key) || "").replace(/\\D/g, "");
      if (numbers.some((number) => digits.includes(number.slice(0, 12)))) store.removeItem(key);
    }
  }
}"""


@dataclass
class TypingSought:
    """Which form of a page is typed into, as part of which step; `held` where nothing at all may leave."""

    find: FormFinder
    step: str
    held: bool = False


@dataclass
class _Typist:
    """A form that is being typed into, and what came of it so far."""

    walk: Walk
    sought: TypingSought
    setbacks: Setbacks
    trial: TypingTrial
    fresh: PageView
    typings: list[Typing] = field(default_factory=list)
    span: list[HeldRequest] = field(default_factory=list)

    def note(self, typing: Typing) -> None:
        self.typings.append(typing)

    @property
    def result(self) -> TypingTrial:
        return self.trial.model_copy(update={"typings": tuple(self.typings)})


@dataclass
class TypedForm:
    """What a form made of typing, as far as that came, and why it came no further."""

    trial: TypingTrial
    given_up: str = ""


async def try_typing(walk: Walk, sought: TypingSought) -> TypedForm | None:
    """Paste, type and begin to type into a page's form; None where it has none."""
    await choose_place(walk, sought.find)
    view, form = walk.page, sought.find(walk.page)
    if form is None:
        return None
    trial = TypingTrial(form=form.selector, page_url=redact_url(view.snapshot.url), step_name=view.main_heading)
    typist = _Typist(walk, sought, Setbacks(), trial, view)
    walk.tab.label(sought.step, say("typing trial: nothing is sent"))
    try:
        with walk.tab.guard.holding(walk.tab.context) if sought.held else contextlib.nullcontext(typist.span) as span:
            typist.span = span
            await _paste(typist, form)
            await _begin(typist, form)
            await _type_long(typist, form)
        await _type_cards(typist, form)
    except GivenUp as given_up:
        return TypedForm(typist.result, given_up.why)
    return TypedForm(typist.result)


async def _paste(typist: _Typist, form: OrderForm) -> None:
    view = typist.walk.page
    planned = pastes(view, form, entries_for(view, form), shopper_of(view))
    prevented = await prevented_pastes(typist.walk, view, planned, typist.setbacks)
    for one in planned:
        typist.note(_typing(one, prevented=one.field.key in prevented))
    if prevented:
        picture = await picture_fields(typist.walk, view, prevented, "after typing")
        typist.trial = typist.trial.model_copy(update={"screenshot": picture})


async def _begin(typist: _Typist, form: OrderForm) -> None:
    """Begin an e-mail address and stay in the field: what is said of it then is said too early."""
    walk = typist.walk
    begun = unfinished(walk.page, form, shopper_of(walk.page))
    if begun is None:
        return
    with typist.setbacks.passing_over():
        locator = locate(walk.tab.page, walk.page.snapshot, begun.field)
        before = await _emptied(walk, locator, begun)
        await locator.press_sequentially(begun.value, timeout=_KEYS_LIMIT_MS)

        def refused(view: PageView) -> bool:
            return refusal_of(before, view, begun.field.key)[0]

        await walk.rest(_EARLY_MS)
        await walk.look_until(refused, limit_ms=_EARLY_MS)
        typist.note(_as_read(typist, before, walk.page, begun, await _text_of(locator)))
        await locator.fill("", timeout=FIELD_LIMIT_MS)


async def _emptied(walk: Walk, locator: Locator, one: Typed) -> PageView:
    """Empty a field and stay in it; the page as it then stands."""
    if one.field.value:
        await locator.fill("", timeout=FIELD_LIMIT_MS)
    await locator.focus(timeout=FIELD_LIMIT_MS)
    return await walk.rest(_REST_MS) if one.field.value else walk.page


async def _type_long(typist: _Typist, form: OrderForm) -> None:
    """Put the longest plausible value into each field, leave it, and look once."""
    walk = typist.walk
    view = walk.page
    done: list[tuple[Typed, Locator]] = []
    for one in long_values(entries_for(typist.fresh, form), shopper_of(view)):
        with typist.setbacks.passing_over():
            locator = locate(walk.tab.page, view.snapshot, one.field)
            await locator.fill(one.value, timeout=FIELD_LIMIT_MS)
            await locator.blur(timeout=FIELD_LIMIT_MS)
            done.append((one, locator))
    if not done:
        return
    await walk.rest(_REST_MS)
    for one, locator in done:
        with typist.setbacks.passing_over():
            typist.note(_as_read(typist, view, walk.page, one, await _text_of(locator)))
    cut = {one.key for one in typist.typings if one.how is TypedHow.LONG and one.held_length < one.typed_length}
    if cut:
        picture = await picture_fields(walk, walk.page, cut, "after typing")
        typist.trial = typist.trial.model_copy(update={"screenshot": typist.trial.screenshot or picture})


async def _type_cards(typist: _Typist, form: OrderForm) -> None:
    """Type a card's number in each notation, under guard."""
    walk = typist.walk
    planned = card_numbers(walk.page, entries_for(typist.fresh, form))
    if not planned:
        return
    target = locate(walk.tab.page, walk.page.snapshot, planned[0].field)
    with walk.tab.guard.holding(walk.tab.context, numbers=CARD_NUMBERS) as span:
        typist.span = span
        await _block_pictures(walk, CARD_NUMBERS)
        try:
            before = walk.page
            for one in planned:
                with typist.setbacks.passing_over():
                    await target.fill("", timeout=FIELD_LIMIT_MS)
                    await target.press_sequentially(one.value, timeout=_KEYS_LIMIT_MS)
                    await target.blur(timeout=FIELD_LIMIT_MS)
                    await walk.rest(_REST_MS)
                    typist.note(_as_read(typist, before, walk.page, one, await _text_of(target)))
        finally:
            await _take_out(walk, target)
            await _block_pictures(walk, ())


async def _block_pictures(walk: Walk, numbers: Collection[str]) -> None:
    """Keep what the guard does not see, such as pictures, from carrying a number in its address."""
    begun = (number[:_FEWEST_CARD_DIGITS] for number in numbers)
    blocked = [
        "*".join(("", *(number[place : place + 2] for place in range(0, len(number), 2)), "")) for number in begun
    ]
    with contextlib.suppress(*PAGE_FAILURES):
        world = world_of(walk.tab.page)
        if blocked:
            await world.send("Network.enable", limit_ms=_CLEAR_MS)
        await world.send("Network.setBlockedURLs", {"urls": blocked}, limit_ms=_CLEAR_MS)
        if not blocked:
            await world.send("Network.disable", limit_ms=_CLEAR_MS)


async def _take_out(walk: Walk, target: Locator) -> None:
    """Empty the card's field, and what the page has kept of it; where that fails the page is left behind."""
    left = True
    with contextlib.suppress(*PAGE_FAILURES):
        await target.fill("", timeout=FIELD_LIMIT_MS)
        await target.blur(timeout=FIELD_LIMIT_MS)
        await walk.rest(_REST_MS)
        await world_of(walk.tab.page).call(_FORGET, list(CARD_NUMBERS), limit_ms=_CLEAR_MS)
        left = digits_in(await _text_of(target)) >= _FEWEST_CARD_DIGITS
    if left:
        with contextlib.suppress(*PAGE_FAILURES):
            await walk.tab.page.goto("about:blank", timeout=_BLANK_MS)


async def _text_of(locator: Locator) -> str:
    return str(await locator.evaluate(_HELD, timeout=FIELD_LIMIT_MS))


def _as_read(typist: _Typist, before: PageView, after: PageView, one: Typed, held: str) -> Typing:
    """What came of one value. Where the guard answered for the server, complaints may be due to its answer."""
    refused, text = refusal_of(before, after, one.field.key)
    answered = any(request.own_site and not request.is_beacon for request in typist.span)
    now = after.field(one.field.key) or one.field
    native = now.user_invalid and not one.field.user_invalid
    return _typing(
        one,
        held=held,
        taken=bool(held) or not one.value,
        refused=refused and (native or not answered),
        text=text if refused else "",
        now=now,
    )


def _typing(
    one: Typed,
    *,
    held: str = "",
    taken: bool = True,
    prevented: bool = False,
    refused: bool = False,
    text: str = "",
    now: FieldSnapshot | None = None,
) -> Typing:
    entry = now or one.field
    pasted = one.how is TypedHow.PASTED
    return Typing(
        key=entry.key,
        label=one.field.label or one.field.placeholder or one.field.name,
        purpose=one.purpose.value,
        how=one.how,
        typed_length=len(one.value),
        held_length=len(one.value) if pasted and not prevented else len(held),
        typed_digits=digits_in(one.value),
        held_digits=digits_in(one.value) if pasted and not prevented else digits_in(held),
        taken=taken,
        prevented=prevented,
        refused=refused,
        text=_without(text, held),
        maxlength=entry.maxlength,
        type=entry.type,
        foreign=entry.foreign,
        selector=entry.selector,
        box=entry.box,
    )


def _without(text: str, held: str) -> str:
    """A message without what was typed, which it may repeat."""
    return text.replace(held, "•" * 8) if len(held) >= _SHORTEST_TOLD else text
