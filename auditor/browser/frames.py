"""Knows which context and which window every frame belongs to, by the ids that Chromium's protocol uses."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import BrowserContext, CDPSession, Page
from playwright.async_api import Error as PlaywrightError

_WAIT_LIMIT_S: Final = 1.0  # a busy page may be slow to name its frames; a request must not wait for it for ever


@dataclass(frozen=True)
class FrameHome:
    """Where a frame lives; `window` is the id of its main frame, None where that is not known."""

    context_id: str
    window: str | None


class FrameMap:
    """Follows windows, frames and workers of a browser.

    Windows, workers and frames of other sites are announced to the browser's own session before their first request.
    Frames of the page's own site are announced to the page's session only, so each watched page gets one.
    """

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._homes: dict[str, FrameHome] = {}
        self._windows: set[str] = set()
        self._contexts: dict[str, BrowserContext] = {}
        self._pages: dict[str, CDPSession] = {}
        self._watched: set[BrowserContext] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._naming: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to follow; the windows that exist already are announced at once."""
        self._session.on("Target.targetCreated", self._on_target_created)
        self._session.on("Target.targetDestroyed", self._on_target_destroyed)
        await self._session.send("Target.setDiscoverTargets", {"discover": True})

    async def watch(self, context: BrowserContext) -> None:
        """Follow the frames of a context's present and future pages."""
        self._watched.add(context)
        context.on("page", self._on_page)
        context.on("close", self._on_context_closed)
        await asyncio.gather(*(self._name(page) for page in context.pages))

    def is_window(self, frame_id: str) -> bool:
        """Tell whether a frame is the main frame of a window."""
        return frame_id in self._windows

    def windows_of(self, context: BrowserContext) -> set[str]:
        """Return the main frames of a context's windows."""
        ids = {context_id for context_id, known in self._contexts.items() if known is context}
        return {frame for frame in self._windows if self._homes[frame].context_id in ids}

    async def find(self, frame_id: str) -> tuple[BrowserContext | None, str | None]:
        """Return the context and the window of a frame; None for what cannot be found out."""
        found = self._look_up(frame_id)
        if found[0] is None and self._naming:
            await asyncio.wait(set(self._naming), timeout=_WAIT_LIMIT_S)
            found = self._look_up(frame_id)
        if frame_id not in self._homes:
            await self._bounded(self._refresh_targets())
        if frame_id not in self._homes:
            await self._bounded(*(self._read_tree(window, session) for window, session in self._pages.items()))
        return self._look_up(frame_id)

    async def stop(self) -> None:
        """Stop following and let go of every page."""
        for context in self._watched:
            context.remove_listener("page", self._on_page)
            context.remove_listener("close", self._on_context_closed)
        self._watched.clear()
        self._session.remove_listener("Target.targetCreated", self._on_target_created)
        self._session.remove_listener("Target.targetDestroyed", self._on_target_destroyed)
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=_WAIT_LIMIT_S)
        for session in self._pages.values():
            self._begin(self._detach(session))
        self._pages.clear()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=_WAIT_LIMIT_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _look_up(self, frame_id: str) -> tuple[BrowserContext | None, str | None]:
        home = self._homes.get(frame_id)
        return (self._contexts.get(home.context_id), home.window) if home else (None, None)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _bounded(self, *work: Coroutine[Any, Any, None]) -> None:
        if work:
            await asyncio.wait({self._begin(one) for one in work}, timeout=_WAIT_LIMIT_S)

    def _on_page(self, page: Page) -> None:
        task = self._begin(self._name(page))
        self._naming.add(task)
        task.add_done_callback(self._naming.discard)

    def _on_context_closed(self, context: BrowserContext) -> None:
        self._watched.discard(context)
        for context_id in [one for one, known in self._contexts.items() if known is context]:
            del self._contexts[context_id]

    def _on_target_created(self, event: dict[str, Any]) -> None:
        self._note_target(event["targetInfo"])

    def _note_target(self, target: dict[str, Any]) -> None:
        frame_id, context_id = target["targetId"], target.get("browserContextId", "")
        if target["type"] == "page":
            self._windows.add(frame_id)
            self._homes[frame_id] = FrameHome(context_id, frame_id)
            return
        relative = self._homes.get(target.get("parentFrameId") or target.get("parentId") or "") or self._homes.get(
            frame_id
        )
        self._homes[frame_id] = FrameHome(context_id, relative.window if relative else None)

    def _on_target_destroyed(self, event: dict[str, Any]) -> None:
        frame_id = event["targetId"]
        self._homes.pop(frame_id, None)
        if frame_id in self._windows:
            self._windows.discard(frame_id)
            self._pages.pop(frame_id, None)
            for orphan in [one for one, home in self._homes.items() if home.window == frame_id]:
                del self._homes[orphan]

    async def _name(self, page: Page) -> None:
        """Find out a page's window and context. The browser itself answers, whatever state the page is in."""
        try:
            session = await page.context.new_cdp_session(page)
            target = (await session.send("Target.getTargetInfo"))["targetInfo"]
        except PlaywrightError:
            return  # the page was closed meanwhile: its frames send nothing any more
        self._contexts[target["browserContextId"]] = page.context
        self._note_target(target)
        session.on("Page.frameAttached", lambda event: self._note_child(event["frameId"], event["parentFrameId"]))
        self._pages[target["targetId"]] = session
        # Not awaited: the page answers, and while its window navigates Chromium keeps questions to it waiting, which
        # would wait for the very request that is paused.
        self._begin(self._follow(target["targetId"], session))

    async def _follow(self, window: str, session: CDPSession) -> None:
        try:
            await session.send("Page.enable")
        except PlaywrightError:
            return
        await self._read_tree(window, session)

    def _note_child(self, frame_id: str, parent_id: str) -> None:
        parent = self._homes.get(parent_id)
        if parent is not None:
            self._homes[frame_id] = parent

    async def _read_tree(self, window: str, session: CDPSession) -> None:
        try:
            tree = (await session.send("Page.getFrameTree"))["frameTree"]
        except PlaywrightError:
            return
        home = self._homes.get(window)
        waiting = [tree] if home else []
        while waiting:
            branch = waiting.pop()
            waiting.extend(branch.get("childFrames", ()))
            if home and branch["frame"]["id"] != window:
                self._homes[branch["frame"]["id"]] = home

    async def _refresh_targets(self) -> None:
        try:
            targets = (await self._session.send("Target.getTargets"))["targetInfos"]
        except PlaywrightError:
            return
        for target in targets:
            self._note_target(target)

    async def _detach(self, session: CDPSession) -> None:
        try:
            await session.detach()
        except PlaywrightError:
            return
