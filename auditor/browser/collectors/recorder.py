"""Asks the recorder that runs in every document: what changed, since when a control is usable, what a click did."""

from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import Page

from auditor.browser.collectors.page_world import PageAwayError, PageSilentError, recorder_script, world_of
from auditor.model.artifact import Effect

_LIMIT_MS: Final = 3_000
_ASK: Final = """async ({ method, argument }) => {
  const recorder = window[Symbol.for("friction.recorder")];
  return recorder ? { answer: await recorder[method](argument) } : null;
}"""


@dataclass(frozen=True)
class InvalidEvent:
    """A field that the browser's own validation refused.

    `shown` is true where the browser showed its message beside the field: nobody prevented it and the field took the
    focus. `at` is in epoch milliseconds.
    """

    key: str
    selector: str
    message: str
    at: float
    prevented: bool
    shown: bool


async def ask_recorder(page: Page, method: str, argument: Any = None, *, limit_ms: float = _LIMIT_MS) -> Any:
    """Call one of the recorder's functions in the page.

    Raises:
        PageAwayError: the document went away meanwhile.
        PageSilentError: no answer in time.

    """
    world = world_of(page)
    question = {"method": method, "argument": argument}
    found = await world.call(_ASK, question, limit_ms=limit_ms)
    if found is None:  # a document that was there before us
        await world.call(f"() => {{ {recorder_script()} }}", limit_ms=limit_ms)
        found = await world.call(_ASK, question, limit_ms=limit_ms)
    return found.get("answer")  # nothing where the function returns nothing


async def last_change_at(page: Page, until_ms: float | None = None) -> float | None:
    """Return when the document last changed in a way that matters, up to a moment or at all; None without an answer.

    Moments are epoch milliseconds.
    """
    return await _number(page, "last", until_ms)


async def start_sampling(page: Page) -> None:
    """Watch for another ten seconds since when controls are usable. Begins by itself with each document."""
    await _number(page, "startSampling")


async def stop_sampling(page: Page) -> None:
    """Stop watching controls, so that the page can be timed or left in peace."""
    await _number(page, "stopSampling")


async def ready_at(page: Page, selector: str, *, wait_ms: float = 0, rested_at_ms: float | None = None) -> float | None:
    """Return when a control became visible, still, uncovered and enabled, if it is all that now.

    Args:
        page: the page.
        selector: as in the snapshot; of an element in the top document.
        wait_ms: how long to wait for a control that cannot be used yet or still moves.
        rested_at_ms: when the page was at rest, in epoch milliseconds: what could be used then became so before,
            whatever moved it later.

    Returns:
        Epoch milliseconds (it may lie before the step); None where the control cannot be used, not even then.

    """
    if not wait_ms:
        return await _number(page, "readyAt", {"selector": selector, "rested": rested_at_ms})
    question = {"selector": selector, "rested": rested_at_ms, "limitMs": wait_ms}
    return await _number(page, "awaitReady", question, limit_ms=wait_ms + _LIMIT_MS)


async def begin_effects(page: Page, selector: str | None = None) -> float | None:
    """Note how things stand before a click; return the moment in epoch milliseconds.

    Args:
        page: the page.
        selector: of the control that is going to be clicked, so that its own focus and look can be told apart.

    """
    return await _number(page, "begin", selector)


async def effects(page: Page) -> tuple[Effect, ...]:
    """Return what happened in the document since `begin_effects`.

    A document that is not the same any more is a navigation; one too busy to answer is at work, which counts as a
    change, so that a slow page is not taken for a dead control. Requests, dialogs, new pages and downloads are not seen
    from inside a document: the observer knows of them.
    """
    try:
        found = await ask_recorder(page, "found")
    except PageAwayError:
        return (Effect.NAVIGATION,)
    except PageSilentError:
        return (Effect.DOM_CHANGE,)
    return (Effect.NAVIGATION,) if found is None else tuple(Effect(name) for name in found)


async def invalid_events(page: Page, since: float = 0) -> tuple[InvalidEvent, ...]:
    """Return the fields refused by native validation since a moment (epoch milliseconds), in order.

    Keys are those of the last snapshot of this document; without one, the field's name, identifier or place.
    """
    try:
        found = await ask_recorder(page, "invalids", since)
    except (PageAwayError, PageSilentError):
        return ()
    return tuple(InvalidEvent(**one) for one in found)


async def _number(page: Page, method: str, argument: Any = None, *, limit_ms: float = _LIMIT_MS) -> float | None:
    try:
        answer = await ask_recorder(page, method, argument, limit_ms=limit_ms)
    except (PageAwayError, PageSilentError):
        return None
    return float(answer) if isinstance(answer, int | float) else None
