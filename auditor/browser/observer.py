"""Observes one page from outside: requests, errors, dialogs, downloads, new pages, crashes."""

import asyncio
import contextlib
import re
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Dialog, Download, Frame, Page, Request, Response
from playwright.async_api import Error as PlaywrightError

from auditor.browser.collectors.page_world import world_of
from auditor.browser.requests_seen import LONG_POLL_MS, RequestsSeen, Weighed
from auditor.discovery.bot_walls import bot_wall
from auditor.discovery.native_boxes import agrees_unasked
from auditor.model.artifact import ConsoleLog, DialogRecord, PageResponse
from auditor.model.loading import NetworkLog, ScriptError
from auditor.model.redaction import redact_url

_MOST_LINES: Final = 100
_LONGEST_LINE: Final = 500
_POPUP_LIMIT_MS: Final = 1_500
_MOST_POPUPS: Final = 10
_CLOSE_LIMIT_S: Final = 3
_QUESTIONS: Final = frozenset({"confirm", "prompt"})
_ABORTED: Final = "net::ERR_ABORTED"
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>)\]]+")


@dataclass
class _DocumentRequest:
    """The requests, redirects in order, that lead to a document of the main frame."""

    hops: list[Request] = field(default_factory=list)
    status: int | None = None
    error: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def is_for(self, request: Request) -> bool:
        return bool(self.hops) and self.hops[-1] is request


class Observer:
    """Collects what a page does between `begin_step` and the reading of its logs. Answers native dialogs at once.

    `agrees` tells whether a question is answered with yes; whoever presses a control says when.
    """

    def __init__(
        self,
        page: Page,
        site_host: str,
        guard_held: Callable[[str, str], bool] = lambda *_: False,
        *,
        patience: float = 1.0,
    ) -> None:
        """Attach to a page.

        Args:
            page: the page to observe.
            site_host: the shop's host, with or without a port.
            guard_held: tells, by method and address, whether the guard answered a request in the server's place.
            patience: how many times longer than usual answers are waited for.

        """
        self.crashed = False
        self.dialogs_answered = 0
        self.agrees: Callable[[str], bool] = agrees_unasked
        self._page = page
        self._patience = patience
        self._guard_held = guard_held
        self._requests = RequestsSeen(site_host, patience=patience)
        self._tasks: set[asyncio.Task[None]] = set()
        self._popups: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._navigated = asyncio.Event()
        self._document = _DocumentRequest()
        self._coming = _DocumentRequest()
        self._clear_logs()
        self._handlers: dict[str, Callable[[Any], None]] = {
            "request": self._on_request,
            "response": self._on_response,
            "requestfinished": self._on_request_end,
            "requestfailed": self._on_request_end,
            "console": self._on_console,
            "pageerror": self._on_page_error,
            "dialog": self._on_dialog,
            "download": self._on_download,
            "popup": self._on_popup,
            "framenavigated": self._on_navigated,
            "crash": self._on_crash,
            "close": self._on_close,
        }
        for event, handler in self._handlers.items():
            page.on(event, handler)  # type: ignore[call-overload]  # one signature per event name

    def begin_step(self) -> None:
        """Forget what was logged: what follows belongs to the next step."""
        self._requests.clear()
        self._clear_logs()

    def network_log(self, zero_ms: float | None = None) -> NetworkLog:
        """Return the requests made since the step began.

        Args:
            zero_ms: the act (epoch ms) from which their beginnings count; None: from the step's beginning.

        """
        return NetworkLog(requests=tuple(self._requests.records(self._guard_held, zero_ms)))

    async def weigh(self, known: Mapping[str, Sequence[Weighed]]) -> None:
        """Learn how many bytes the requests of this step brought; see `RequestsSeen.weigh`."""
        await self._requests.weigh(known)

    def way_to_document(self) -> tuple[int, float | None]:
        """Return how many redirects led to the document that stands there, and what they took in milliseconds."""
        starts = [hop.timing["startTime"] for hop in self._document.hops]
        known = len(starts) > 1 and min(starts) > 0
        return max(len(starts) - 1, 0), round(starts[-1] - starts[0], 1) if known else None

    def console_log(self) -> ConsoleLog:
        """Return errors, dialogs, downloads and new pages since the step began."""
        return ConsoleLog(
            errors=tuple(self._errors),
            unhandled=tuple(self._unhandled),
            script_errors=tuple(self._script_errors()),
            dialogs=tuple(self._dialogs),
            downloads=tuple(self._downloads),
            pages_opened=tuple(self._pages_opened),
            left_hosts=tuple(dict.fromkeys(self._left_hosts)),
        )

    def _script_errors(self) -> Iterator[ScriptError]:
        seen: set[tuple[str, str]] = set()
        for error in world_of(self._page).news.errors_since(self._requests.began_ms):
            told = (error.message, error.stack_top)
            if told in seen:
                continue
            seen.add(told)
            yield ScriptError(
                message=_line(error.message),
                source=redact_url(error.source),
                line=error.line,
                stack_top=_line(error.stack_top),
                same_site=bool(error.source) and self._requests.same_site(error.source),
                before_act=not error.acted,
            )

    def in_flight(self) -> int:
        """Count the unanswered requests of this step that a page needs; streams and long polls are left out."""
        return len(self._requests.pending())

    def patience_ms(self) -> float:
        """Return how long until the oldest unanswered request counts as a long poll."""
        oldest = min((seen.began for seen in self._requests.pending()), default=time.monotonic())
        return max(10.0, LONG_POLL_MS * self._patience - (time.monotonic() - oldest) * 1000 + 10)

    async def wait_change(self, limit_ms: float) -> bool:
        """Wait until anything is observed; tell whether something was before the limit."""
        return await _wait(self._changed, limit_ms)

    async def opened(self, *, more_than: int = 0, limit_ms: float = 0) -> tuple[str, ...]:
        """Wait until it is known where new pages of this step led; return their addresses, which may hold secrets.

        Args:
            more_than: how many are known already.
            limit_ms: how long to wait for one more to be opened.

        """
        ends = time.monotonic() + limit_ms / 1000
        while not self._popups and len(self._opened_at) <= more_than and (left := ends - time.monotonic()) > 0:
            await self.wait_change(left * 1000)
        if self._popups:
            await asyncio.wait(self._popups, timeout=_POPUP_LIMIT_MS * self._patience / 1000)
        return tuple(self._opened_at)

    async def wait_navigation(self, limit_ms: float) -> bool:
        """Wait until the main frame shows another document or address; tell whether it did before the limit."""
        return await _wait(self._navigated, limit_ms)

    def came_by_get(self) -> bool:
        """Tell whether the page shown was asked for by its address, which brings the same when asked again."""
        hops = self._document.hops
        here = self._page.url.split("#", 1)[0]
        return bool(hops) and hops[-1].method == "GET" and hops[-1].url.split("#", 1)[0] == here

    def opens_by_address(self) -> bool:
        """Tell whether the page shown is, or grew out of, a document that was asked for by GET and came (2xx)."""
        known = self._document
        came = known.status is not None and known.status // 100 == 2  # noqa: PLR2004 - HTTP
        return came and known.error is None and known.hops[-1].method == "GET"

    def main_response(self) -> PageResponse | None:
        """Return how the last document of the main frame was answered; None where none was asked for yet."""
        known = self._document
        if not known.hops:
            return None
        last = known.hops[-1].url
        return PageResponse(
            requested_url=redact_url(known.hops[0].url),
            final_url=redact_url(last if known.error else self._page.url),
            status=known.status,
            error=known.error,
            redirects=tuple(redact_url(hop.url) for hop in known.hops[1:]),
            bot_wall=bot_wall(known.status, known.headers, [frame.url for frame in self._page.frames[1:]]),
        )

    async def close(self) -> None:
        """Detach, and let nothing run on."""
        for event, handler in self._handlers.items():
            with contextlib.suppress(KeyError, ValueError):
                self._page.remove_listener(event, handler)
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=_CLOSE_LIMIT_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _clear_logs(self) -> None:
        self._errors: list[str] = []
        self._unhandled: list[str] = []
        self._dialogs: list[DialogRecord] = []
        self._downloads: list[str] = []
        self._pages_opened: list[str] = []
        self._opened_at: list[str] = []
        self._left_hosts: list[str] = []

    def _note(self) -> None:
        """Wake whoever waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _on_request(self, request: Request) -> None:
        seen = self._requests.add(request)
        if seen and seen.main_document:
            if request.redirected_from is None:
                self._coming = _DocumentRequest()
            self._coming.hops.append(request)
            self._coming.status = None
            if not self._requests.same_site(seen.url) and seen.url.startswith("http"):
                self._left_hosts.append(urlsplit(seen.url).hostname or "")
        self._note()

    def _on_response(self, response: Response) -> None:
        if seen := self._requests.get(response.request):
            seen.status = response.status
            seen.content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            length = response.headers.get("content-length", "")
            seen.length = int(length) if length.isascii() and length.isdigit() else None
            if response.headers.get("content-type", "").startswith("text/event-stream"):
                seen.awaited = False
        if self._coming.is_for(response.request):
            self._coming.status = response.status
            self._coming.headers = response.headers
        self._note()

    def _on_request_end(self, request: Request) -> None:
        if seen := self._requests.get(request):
            seen.ended = time.monotonic()
            seen.failure = request.failure
        # An aborted navigation (a download, an answer without content) leaves the document that stands.
        if request.failure and request.failure != _ABORTED and self._coming.is_for(request):
            self._coming.error = request.failure
            self._document = self._coming
        self._note()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            _append(self._errors, message.text)
        self._note()

    def _on_page_error(self, error: PlaywrightError) -> None:
        _append(self._unhandled, f"{error.name}: {error.message}" if error.name else error.message)
        self._note()

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs_answered += 1
        if len(self._dialogs) < _MOST_LINES:
            self._dialogs.append(DialogRecord(type=dialog.type, message=_line(dialog.message)))
        # A question whether to leave is answered with yes: a shopper who leaves, leaves.
        if dialog.type == "beforeunload" or (dialog.type in _QUESTIONS and self.agrees(dialog.message)):
            self._start(dialog.accept(dialog.default_value or "1") if dialog.type == "prompt" else dialog.accept())
        else:
            self._start(dialog.dismiss())
        self._note()

    def _on_download(self, download: Download) -> None:
        _append(self._downloads, redact_url(download.url))
        self._start(download.cancel())
        self._note()

    def _on_popup(self, page: Page) -> None:
        task = self._start(self._close_popup(page))
        self._popups.add(task)
        task.add_done_callback(self._popups.discard)
        self._note()

    async def _close_popup(self, page: Page) -> None:
        if len(self._pages_opened) < _MOST_POPUPS and page.url in {"", "about:blank", ":"}:
            with contextlib.suppress(PlaywrightError):
                await page.wait_for_url(
                    re.compile("^(?!about:blank)."), wait_until="commit", timeout=_POPUP_LIMIT_MS * self._patience
                )
        if len(self._pages_opened) < _MOST_LINES:
            self._pages_opened.append(redact_url(page.url))
            self._opened_at.append(page.url)
        self._note()
        await page.close()

    def _on_navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            if self._coming.status is not None:
                self._document = self._coming
            self._navigated.set()
            self._navigated = asyncio.Event()
        self._note()

    def _on_crash(self, _: Page) -> None:
        self.crashed = True
        self._on_close(self._page)

    def _on_close(self, _: Page) -> None:
        self._navigated.set()
        self._navigated = asyncio.Event()
        self._note()


async def _wait(event: asyncio.Event, limit_ms: float) -> bool:
    try:
        async with asyncio.timeout(max(0, limit_ms) / 1000):
            await event.wait()
    except TimeoutError:
        return False
    return True


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    """Await an answer to the browser; a page that is gone needs none."""
    with contextlib.suppress(PlaywrightError):
        await work


def _line(text: str) -> str:
    return _ADDRESS.sub(lambda found: redact_url(found.group()), text)[:_LONGEST_LINE]


def _append(lines: list[str], text: str) -> None:
    if len(lines) < _MOST_LINES:
        lines.append(_line(text))
