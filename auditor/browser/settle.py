"""Waits until a page has come to rest, by observation."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import Page

from auditor.browser.collectors.page_world import PageAwayError, PageScriptError, PageSilentError
from auditor.browser.collectors.recorder import ask_recorder
from auditor.browser.observer import Observer

_GRACE_MS: Final = 200  # less than this is not worth another question
_ANSWER_MS: Final = 1_000  # a page silent for less than this may only be slow
_SILENT: Final = "the page did not answer"
_RETRY_MS: Final = 100  # how long to wait for news of a page that gave no usable answer


@dataclass(frozen=True)
class Settled:
    """How a wait ended. `reason` says in plain words what kept the page from coming to rest; empty where it did."""

    settled: bool
    waited_ms: float
    reason: str = ""


async def settle(
    page: Page, observer: Observer, *, anchor: str | None = None, limit_ms: float, quiet_ms: float = 120
) -> Settled:
    """Wait until the document is interactive and quiet, what it asked for has come, and the anchor is visible.

    Args:
        page: the page; a navigation during the wait starts it anew.
        observer: the page's observer, whose `begin_step` was called before the act.
        anchor: selector, as in the snapshot, of something that must be visible (in the top document).
        limit_ms: the longest wait; a page whose scripts hang ends here.
        quiet_ms: how long nothing that matters may change. Animations and tickers are recognised and do not count.

    """
    began = time.monotonic()
    reason = ""
    while (left := limit_ms - (time.monotonic() - began) * 1000) > 0:
        if observer.crashed or page.is_closed():
            reason = "the page crashed or was closed"
            break
        obstacle = await _obstacle(page, observer, anchor, quiet_ms, left)
        if not obstacle:
            return Settled(settled=True, waited_ms=(time.monotonic() - began) * 1000)
        if obstacle != _SILENT or left > _ANSWER_MS or not reason:
            reason = obstacle
        if limit_ms - (time.monotonic() - began) * 1000 <= _GRACE_MS:
            break
    return Settled(settled=False, waited_ms=(time.monotonic() - began) * 1000, reason=reason or _SILENT)


async def _obstacle(page: Page, observer: Observer, anchor: str | None, quiet_ms: float, left_ms: float) -> str:
    """Await quiet, then the answers to what was asked for; return what is in the way, or nothing."""
    reason = await _quiet(page, observer, anchor, quiet_ms, left_ms)
    if reason:
        return reason
    open_requests = observer.in_flight()
    if not open_requests:
        return ""
    await observer.wait_change(min(left_ms, observer.patience_ms()))
    return f"{open_requests} requests had not been answered"


async def _quiet(page: Page, observer: Observer, anchor: str | None, quiet_ms: float, left_ms: float) -> str:
    # Half of the time where that is enough, so that the page itself can say what was missing before it is cut off.
    patience_ms = max(left_ms / 2, min(left_ms, quiet_ms * 1.5))
    question = {"quietMs": quiet_ms, "anchor": anchor, "limitMs": patience_ms}
    answer = asyncio.ensure_future(ask_recorder(page, "quiet", question, limit_ms=left_ms))
    navigation = asyncio.ensure_future(observer.wait_navigation(left_ms))
    try:
        await asyncio.wait({answer, navigation}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return _state(answer.result(), anchor)
        return "the page went on to another document" if navigation.result() else _SILENT
    except PageAwayError:
        await observer.wait_change(min(left_ms, _RETRY_MS))
        return "the page went on to another document"
    except PageSilentError:
        await observer.wait_change(min(left_ms, _RETRY_MS))
        return _SILENT
    except PageScriptError:
        await observer.wait_change(min(left_ms, _RETRY_MS))
        return "the document was taken apart"
    finally:
        for task in (answer, navigation):
            task.cancel()
        await asyncio.gather(answer, navigation, return_exceptions=True)


def _state(state: dict[str, Any], anchor: str | None) -> str:
    if not state["anchored"]:
        return f"{anchor} did not become visible"
    return "" if state["quiet"] else "the document went on changing"
