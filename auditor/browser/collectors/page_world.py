"""Runs our scripts in a world of their own inside the page.

An isolated world shares the DOM with the page and nothing else: a page that has overridden `Array.prototype.map` or
`JSON.stringify` neither disturbs a collector nor notices one.
"""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from auditor.browser.collectors.page_news import PageNews
from auditor.model.wording import say

_WORLD: Final = "friction"
_TELL: Final = "frictionTell"
# What our scripts take of the page's main thread is noted, so that no long task of the page is made of it.
_TIMED: Final = """(() => {{
  const from = performance.now();
  try {{ return {call}; }}
  finally {{
    const own = (window[Symbol.for("friction.own")] ??= []);
    if (own.length < 5000) own.push([from, performance.now()]);
  }}
}})()"""
_CONNECT_LIMIT_MS: Final = 5_000
# The browser's own words for "the document this was sent to is gone".
_AWAY: Final = (
    "Inspected target navigated or closed",
    "Cannot find context",
    "Execution context was destroyed",
    "Promise was collected",
    "No frame for given id",
    "uniqueContextId not found",
)


class PageSilentError(Exception):
    """The page did not answer: its scripts hang, it crashed, or it was closed."""


class PageAwayError(Exception):
    """The document was replaced by another one before it answered."""


class PageScriptError(Exception):
    """Our own script failed in the page; the text is the browser's description."""


class PageWorld:
    """The isolated world of one page, with its own connection to the page; `news` is what its documents told."""

    def __init__(self, page: Page) -> None:
        self.news = PageNews()
        self._page = page
        self._session: CDPSession | None = None
        self.frame_id = ""
        self.patience = 1.0
        """How many times longer than usual a page is waited for that was slowed down on purpose."""
        self._connecting = asyncio.Lock()

    async def call(self, function: str, argument: Any = None, *, limit_ms: float) -> Any:
        """Call a JavaScript function in the isolated world of the top document and await what it returns.

        Args:
            function: a function expression that takes one argument.
            argument: anything JSON can hold.
            limit_ms: how long to wait for the answer.

        Raises:
            PageAwayError: the document went away meanwhile.
            PageSilentError: there was no answer in time, or there is no page any more.
            PageScriptError: the function threw.

        """
        try:
            async with asyncio.timeout(limit_ms * self.patience / 1000):
                return await self._call(function, argument)
        except TimeoutError as error:
            raise PageSilentError(say("no answer within {limit:.0f} ms", limit=limit_ms)) from error
        except PlaywrightError as error:
            if any(words in error.message for words in _AWAY) and not self._page.is_closed():
                raise PageAwayError(error.message) from error
            raise PageSilentError(error.message) from error

    async def send(
        self, method: str, parameters: Mapping[str, Any] | None = None, *, limit_ms: float
    ) -> dict[str, Any]:
        """Send one command of the DevTools protocol. Errors as `call`."""
        try:
            async with asyncio.timeout(limit_ms * self.patience / 1000):
                session = await self.connect()
                answer: dict[str, Any] = await session.send(method, dict(parameters or {}))
                return answer
        except TimeoutError as error:
            raise PageSilentError(
                say("no answer to {method} within {limit:.0f} ms", method=method, limit=limit_ms)
            ) from error
        except PlaywrightError as error:
            raise PageSilentError(error.message) from error

    async def connect(self) -> CDPSession:
        """Return the connection; made at first use, with the recorder put into this and every later document."""
        async with self._connecting:
            if self._session is None:
                session = await self._page.context.new_cdp_session(self._page)
                tree = await session.send("Page.getFrameTree")
                self.frame_id = tree["frameTree"]["frame"]["id"]
                await session.send("Page.enable")
                session.on("Runtime.bindingCalled", self._on_told)
                session.on("Runtime.exceptionThrown", self._on_thrown)
                await session.send("Runtime.enable")  # without it there are no bindings
                await session.send("Runtime.addBinding", {"name": _TELL, "executionContextName": _WORLD})
                script = {"source": recorder_script(), "worldName": _WORLD, "runImmediately": True}
                await session.send("Page.addScriptToEvaluateOnNewDocument", script)
                self._session = session
            return self._session

    def _on_told(self, event: dict[str, Any]) -> None:
        if event.get("name") == _TELL:
            self.news.take(str(event.get("payload")))

    def _on_thrown(self, event: dict[str, Any]) -> None:
        self.news.take_error(event.get("exceptionDetails") or {}, float(event.get("timestamp") or 0))

    async def _call(self, function: str, argument: Any) -> Any:
        session = await self.connect()
        return await call_in_frame(session, self.frame_id, function, argument)


async def call_in_frame(
    session: CDPSession, frame_id: str, function: str, argument: Any = None, *, by_value: bool = True
) -> Any:
    """Call a function in the isolated world of a frame that `session` can reach.

    Args:
        session: the connection to the page, or to a frame that runs in a process of its own.
        frame_id: the frame, as the protocol names it.
        function: a function expression that takes one argument.
        argument: anything JSON can hold.
        by_value: hand back the value; else the protocol's id of the object.

    Raises:
        PageScriptError: the function threw.
        playwright.async_api.Error: the frame cannot be reached.

    """
    context = await session.send("Page.createIsolatedWorld", {"frameId": frame_id, "worldName": _WORLD})
    call = {
        "expression": _TIMED.format(call=f"({function})({json.dumps(argument)})"),
        "contextId": context["executionContextId"],
        "returnByValue": by_value,
        "awaitPromise": True,
    }
    answer = await session.send("Runtime.evaluate", call)
    failure = answer.get("exceptionDetails")
    if failure:
        raise PageScriptError(str(failure.get("exception", {}).get("description") or failure.get("text"))[:2000])
    return answer["result"].get("value" if by_value else "objectId")


_worlds: WeakKeyDictionary[Page, PageWorld] = WeakKeyDictionary()


def world_of(page: Page) -> PageWorld:
    """Return the isolated world of a page, always the same one."""
    world = _worlds.get(page)
    if world is None:
        world = _worlds[page] = PageWorld(page)
    return world


async def prepare_page(page: Page) -> None:
    """Put the recorder into a page. To be called before the first navigation, so that it sees everything.

    A page that does not answer is left as it is: the next call that needs it will say so.
    """
    with contextlib.suppress(PageSilentError):
        await world_of(page).send("Page.getFrameTree", limit_ms=_CONNECT_LIMIT_MS)


def script_of(*parts: str) -> str:
    """Return one function expression of one argument, `options`, put together from the parts of a script."""
    place = files("auditor.browser.collectors")
    body = "\n".join(place.joinpath(f"{part}.js").read_text(encoding="utf-8") for part in parts)
    return f'(options) => {{\n"use strict";\n{body}\n}}'


@cache
def recorder_script() -> str:
    """Return the script that records timings, changes and usability from the first moment of every document."""
    parts = ("clock", "news", "vitals", "changes", "appearing", "usability", "effects", "recorder")
    return f"({script_of(*(f'recorder/{part}' for part in parts))})({{}})"
