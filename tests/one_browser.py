"""One browser for the audits of a test process, where each audit by itself would start and end one.

Starting and ending driver and browser costs as much as a walk through a small shop. What an audit sees stays its own:
its guard has a session of its own with the browser, its pages stand in contexts of their own, and whatever an audit
left open is closed before the next one begins. Audits that judge how long pages take start their own browser.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import partialmethod
from typing import Any

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

from auditor.browser import host_noise, session
from auditor.browser.executable import BrowserExecutable
from auditor.browser.launching import launch_browser
from auditor.interruption import GRACE_SECONDS, Interruption


class OneBrowser:
    """The browser and the event loop it belongs to, both started when first wanted."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._manager = async_playwright()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._end: Callable[[], Coroutine[Any, Any, None]] | None = None
        self._lasting: set[asyncio.Task[Any]] = set()

    def run(self, interruption: Interruption, work: Coroutine[Any, Any, Any], *, seconds: float, told_as: str) -> Any:
        """Take the place of `Interruption.run`."""
        if threading.current_thread() is not threading.main_thread():
            return _RUN(interruption, work, seconds=seconds, told_as=told_as)
        try:
            return self._loop.run_until_complete(interruption._supervise(work, seconds, told_as))
        finally:
            interruption._stop = None
            self._loop.run_until_complete(self._leave_nothing())

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Playwright]:
        """Take the place of `async_playwright`."""
        if asyncio.get_running_loop() is not self._loop:
            async with async_playwright() as own:
                yield own
            return
        if self._playwright is None:
            before = asyncio.all_tasks()
            self._playwright = await self._manager.start()
            self._lasting |= asyncio.all_tasks() - before
        yield self._playwright

    async def launch(self, playwright: Playwright, executable: BrowserExecutable, *, headed: bool = False) -> Browser:
        """Take the place of `launch_browser`."""
        if asyncio.get_running_loop() is not self._loop or headed:
            return await launch_browser(playwright, executable, headed=headed)
        if self._browser is None or not self._browser.is_connected():
            before = asyncio.all_tasks()
            self._browser = await launch_browser(playwright, executable)
            self._lasting |= asyncio.all_tasks() - before
            self._end = self._browser.close
            self._browser.close = self._close_contexts  # type: ignore[method-assign]
        return self._browser

    def close(self) -> None:
        """End the browser and the driver."""
        if self._end:
            self._loop.run_until_complete(self._end())
        if self._playwright:
            self._loop.run_until_complete(self._manager.__aexit__())
        self._loop.close()

    async def _close_contexts(self) -> None:
        if self._browser and self._browser.is_connected():
            for context in self._browser.contexts:
                await context.close()

    async def _leave_nothing(self) -> None:
        """End what an audit left behind, as closing its loop and its browser would."""
        left = asyncio.all_tasks() - self._lasting - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=GRACE_SECONDS)
        for task in left:
            if task.done() and not task.cancelled():
                task.exception()
        await self._close_contexts()


_RUN = Interruption.run


@pytest.fixture(scope="session")
def one_browser() -> Iterator[OneBrowser]:
    one = OneBrowser()
    yield one
    one.close()


@pytest.fixture(autouse=True)
def audits_share_a_browser(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, one_browser: OneBrowser
) -> None:
    if request.node.get_closest_marker("alone") is None:
        monkeypatch.setattr(Interruption, "run", partialmethod(_run_in, one_browser))
        monkeypatch.setattr(session, "async_playwright", one_browser.driver)
        monkeypatch.setattr(session, "launch_browser", one_browser.launch)
        # Beside other tests the machine is always busy, and looking at it longer makes it busier.
        monkeypatch.setattr(host_noise, "_share_of_others", lambda *_: 0.0)


def _run_in(interruption: Interruption, one: OneBrowser, work: Coroutine[Any, Any, Any], **given: Any) -> Any:
    return one.run(interruption, work, **given)
