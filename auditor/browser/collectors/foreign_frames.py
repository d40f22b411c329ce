"""Reads frames of other origins from inside: a payment service's fields, a consent service's banner.

A page's script cannot look into them; the browser's protocol can. Pages without such frames are not asked anything.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession, Locator, Page
from playwright.async_api import Error as PlaywrightError
from pydantic import ValidationError

from auditor.browser.collectors.frame_merging import with_frame
from auditor.browser.collectors.page_world import PageScriptError, PageSilentError, call_in_frame, world_of
from auditor.model.snapshot import DomSnapshot, FrameSnapshot

MOST_FRAMES: Final = 6
LEAST_WIDTH: Final = 40
LEAST_HEIGHT: Final = 20
"""Smaller frames, in CSS pixels, hold no field: they count visitors (figures of this project)."""
_LIMIT_S: Final = 3.0
_SILENT_LIMIT_S: Final = 0.3  # for a frame that gave no answer before; its scripts hang
_ELEMENT: Final = "(place) => window[Symbol.for('friction.frames')][place]"


@dataclass(frozen=True)
class _World:
    """A frame's isolated world and the connection by which it is reached."""

    session: CDPSession
    frame_id: str

    async def call(self, function: str, argument: Any, *, by_value: bool = True) -> Any:
        """Call a function in it."""
        return await call_in_frame(self.session, self.frame_id, function, argument, by_value=by_value)


@dataclass(frozen=True)
class _Place:
    """Where a frame's element is found: its place among the frames that the script saw in a world."""

    world: _World
    place: int


class FrameReader:
    """Reads the frames of one page; remembers how each is reached, and which gave no answer."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sessions: dict[str, CDPSession] = {}
        self._silent: set[str] = set()

    async def read(self, dom: DomSnapshot, script: str, options: dict[str, Any]) -> DomSnapshot:
        """Return the snapshot with what the frames hold that the page's own script could not read.

        Args:
            dom: the page's snapshot, just taken.
            script: the snapshot script.
            options: what it is called with.

        """
        if not any(_is_worth_reading(frame) for frame in dom.frames):
            return dom
        own = world_of(self._page)
        session = await own.connect()
        top = _World(session, own.frame_id)
        places = {number: _Place(top, number - 1) for number in range(1, len(dom.frames) + 1)}

        async def snapshot(world: _World) -> DomSnapshot:
            return DomSnapshot.model_validate_json(await world.call(script, options))

        seen: set[int] = set()
        while len(seen) < MOST_FRAMES:
            worth = [one for one in places if one not in seen and _is_worth_reading(dom.frames[one - 1])]
            worth = worth[: MOST_FRAMES - len(seen)]
            if not worth:
                break
            seen.update(worth)
            found = await asyncio.gather(*(self._inside(dom, one, places[one], snapshot) for one in worth))
            for number, entry in zip(worth, found, strict=True):
                if entry is None:
                    continue
                world, inside = entry
                dom = dom if inside.ready_state != "loading" else _still_loading(dom, number)
                grown = with_frame(dom, number, inside)
                if grown is not dom:
                    further = enumerate(inside.frames)
                    places |= {len(dom.frames) + 1 + at: _Place(world, at) for at, one in further if not one.readable}
                dom = grown
        return dom

    async def _inside(
        self, dom: DomSnapshot, number: int, place: _Place, snapshot: Callable[[_World], Awaitable[DomSnapshot]]
    ) -> tuple[_World, DomSnapshot] | None:
        frame_id = ""
        try:
            async with asyncio.timeout(_LIMIT_S):
                frame_id = await _id_of(place)
            if not frame_id:
                return None
            async with asyncio.timeout(_SILENT_LIMIT_S if frame_id in self._silent else _LIMIT_S):
                world = await self._world(dom, number, place.world, frame_id)
                if world is None:
                    return None
                inside = await snapshot(world)
        except TimeoutError:
            self._silent.add(frame_id)
            return None
        except (PlaywrightError, PageScriptError, PageSilentError, ValidationError):
            self._sessions.pop(frame_id, None)  # it went elsewhere; the next look finds it again
            return None
        self._silent.discard(frame_id)
        return world, inside

    async def _world(self, dom: DomSnapshot, number: int, parent: _World, frame_id: str) -> _World | None:
        """How a frame is reached: by its parent's connection, or by its own where another process runs it."""
        if frame_id not in self._sessions:
            try:
                await parent.session.send("Page.createIsolatedWorld", {"frameId": frame_id})
                self._sessions[frame_id] = parent.session
            except PlaywrightError:
                handle = await holder_of(self._page, dom, number).element_handle(timeout=_LIMIT_S * 1000)
                frame = await handle.content_frame()
                if frame is None:
                    return None
                self._sessions[frame_id] = await self._page.context.new_cdp_session(frame)
        return _World(self._sessions[frame_id], frame_id)


def _is_worth_reading(frame: FrameSnapshot) -> bool:
    large = frame.box.width > LEAST_WIDTH and frame.box.height > LEAST_HEIGHT
    return not frame.readable and frame.visible and large and not frame.url.startswith("javascript:")


def _still_loading(dom: DomSnapshot, number: int) -> DomSnapshot:
    frames = list(dom.frames)
    frames[number - 1] = frames[number - 1].model_copy(update={"loading": True})
    return dom.model_copy(update={"frames": tuple(frames)})


async def _id_of(place: _Place) -> str:
    """The protocol's name of the frame that an element shows."""
    element = await place.world.call(_ELEMENT, place.place, by_value=False)
    if not element:
        return ""
    answer = await place.world.session.send("DOM.describeNode", {"objectId": element})
    return str(answer["node"].get("frameId", ""))


def holder_of(page: Page, dom: DomSnapshot, number: int) -> Locator:
    """Return the locator of a frame's element, inside the frames that hold it."""
    holder = dom.frames[number - 1]
    selectors: list[str] = []
    at = holder.frame
    while at:
        selectors.insert(0, dom.frames[at - 1].selector)
        at = dom.frames[at - 1].frame
    place: Any = page
    for selector in selectors:
        place = place.frame_locator(selector)
    locator: Locator = place.locator(holder.selector)
    return locator


_readers: WeakKeyDictionary[Page, FrameReader] = WeakKeyDictionary()


def reader_of(page: Page) -> FrameReader:
    """Return the reader of a page's frames, always the same one."""
    return _readers.setdefault(page, FrameReader(page))
