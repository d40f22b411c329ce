"""Ends work before its time, by signal or time limit, without losing what it has done and without ever hanging."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

from auditor.model.wording import say

GRACE_SECONDS = 10.0  # for closing the browser once the work is cancelled; ours

ResultT = TypeVar("ResultT")

_TOLD_AS = {signal.SIGINT: say("stopped by Ctrl-C (SIGINT)"), signal.SIGTERM: say("stopped from outside (SIGTERM)")}


class Interrupted(Exception):  # noqa: N818 - not an error: it carries why the work ended
    """The work was ended before its time; `why` says what ended it."""

    def __init__(self, why: str) -> None:
        """Take what is to be told."""
        super().__init__(why)
        self.why = why


class Interruption:
    """While entered, the first SIGINT or SIGTERM ends the work in good order, the second ends the process at once.

    Signals are left alone outside the main thread, where Python does not hand them out.
    """

    def __init__(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Make one; work gets `grace_seconds` to clean up once it is cancelled."""
        self.reason: str | None = None
        self._grace = grace_seconds
        self._stop: Callable[[], object] | None = None
        self._former: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        """Take the signals over."""
        if threading.current_thread() is threading.main_thread():
            for number in _TOLD_AS:
                self._former[number] = signal.signal(number, self._received)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the signals back."""
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._former.clear()

    def run(self, work: Coroutine[Any, Any, ResultT], *, seconds: float, told_as: str) -> ResultT:
        """Run work in an event loop of its own.

        Args:
            work: what to do; ended before its time, it is cancelled and may clean up.
            seconds: how long it may take.
            told_as: the reason given when that time is up.

        Raises:
            Interrupted: a signal or the time limit ended it.
        """
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(self._supervise(work, seconds, told_as))
        finally:
            self._stop = None
            _wind_up(loop, self._grace)

    async def _supervise(self, work: Coroutine[Any, Any, ResultT], seconds: float, told_as: str) -> ResultT:
        loop = asyncio.get_running_loop()
        stopped: asyncio.Future[None] = loop.create_future()
        task = asyncio.ensure_future(work)
        self._stop = lambda: loop.call_soon_threadsafe(_settle, stopped)
        if self.reason:
            _settle(stopped)
        ends: set[asyncio.Future[Any]] = {task, stopped}
        await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            self.reason = self.reason or told_as
            task.cancel()
            await asyncio.wait({task}, timeout=self._grace)
            if task.done() and not task.cancelled():
                task.exception()  # what went wrong while cleaning up is no news any more
            raise Interrupted(self.reason)
        return task.result()

    def _received(self, number: int, _frame: FrameType | None) -> None:
        if self.reason is not None:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        self.reason = _TOLD_AS[signal.Signals(number)]
        if self._stop:
            self._stop()


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _wind_up(loop: asyncio.AbstractEventLoop, grace: float) -> None:
    """Close a loop; unlike `asyncio.run`, tasks that resist being cancelled are not waited for without end."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=grace))
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
