"""The conditions of timed walks: a network and a processor as slow as a shopper's may be.

The network profiles are the presets of Chrome's developer tools, figures and factors as they stand in
`front_end/core/sdk/NetworkManager.ts` (`Fast4GConditions`, `Slow4GConditions`, `Slow3GConditions`) of
https://github.com/ChromeDevTools/devtools-frontend. The browser slows down each request and not the packets of a
connection, so the presets take the rates a tenth to a fifth lower and the delays 2.75 to 5 times longer than those of
the line that is meant, to come to the same whole. The processor is slowed by `Emulation.setCPUThrottlingRate`: the
page's main thread is stopped for a share of the time.

Limits: the browser slows down answers on their way to the page, so what it notes of a request further below, such as
`responseStart`, comes earlier than the page has it. Frames that run in a process of their own are slowed down once
their document has come; what they ask for before that is not. Windows that a page opens are closed at once, and the
walk opens their address in its own. Workers' own threads and WebSockets keep their speed.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import CDPSession, Frame, Page
from playwright.async_api import Error as PlaywrightError

from auditor.browser.collectors.page_world import PageSilentError, world_of
from auditor.errors import BrowserError
from auditor.model.settings import NetworkProfile, Settings

_LIMIT_S: Final = 15.0
_KBIT: Final = 1_000 / 8


@dataclass(frozen=True)
class Line:
    """A network as the browser is told to imitate it: bytes a second, and milliseconds added to each request."""

    download: float
    upload: float
    latency_ms: float


LINES: Final[Mapping[NetworkProfile, Line]] = {
    NetworkProfile.FAST_4G: Line(9_000 * _KBIT * 0.9, 1_500 * _KBIT * 0.9, 60 * 2.75),
    NetworkProfile.SLOW_4G: Line(1_600 * _KBIT * 0.9, 750 * _KBIT * 0.9, 150 * 3.75),
    NetworkProfile.SLOW_3G: Line(500 * _KBIT * 0.8, 500 * _KBIT * 0.8, 400 * 5),
}
"""Rate and round trip of the line that is meant, times the presets' own factors; see above for the source."""
_PATIENCE: Final[Mapping[NetworkProfile, float]] = {
    NetworkProfile.NONE: 1,
    NetworkProfile.FAST_4G: 1.5,
    NetworkProfile.SLOW_4G: 3,
    NetworkProfile.SLOW_3G: 6,
}
"""How many times longer a page is waited for: ours; a megabyte takes 1 s, 6 s and 20 s."""


@dataclass(frozen=True)
class Conditions:
    """How a walk is slowed down; by default not at all."""

    network: NetworkProfile = NetworkProfile.NONE
    cpu_slowdown: float = 1

    @classmethod
    def of(cls, settings: Settings) -> "Conditions":
        """What an audit asks for."""
        return cls(settings.network, settings.cpu_slowdown)

    @property
    def patience(self) -> float:
        """The factor on every limit of a wait.

        The greater of both, since a wait is made up of time of the network and time of the processor.
        """
        return max(_PATIENCE[self.network], self.cpu_slowdown)


async def slow_down(page: Page, conditions: Conditions) -> None:
    """Put a page, and the frames it will show, under conditions. To be called before the first navigation.

    Raises:
        BrowserError: the browser does not do it; figures would then be called slowed down that are not.
    """
    if conditions == Conditions():
        return
    world = world_of(page)
    world.patience = conditions.patience
    try:
        async with asyncio.timeout(_LIMIT_S):
            await _apply(await world.connect(), conditions)
    except (PlaywrightError, PageSilentError, TimeoutError) as error:
        raise BrowserError(f"the browser did not take on --network or --cpu-slowdown: {error}") from error
    frames = _Frames(conditions)
    page.on("framenavigated", frames.on_navigated)


class _Frames:
    """Slows down the frames that have a process, and so a connection, of their own."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._under_way: set[asyncio.Task[None]] = set()

    def on_navigated(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            task = asyncio.ensure_future(self._reach(frame))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _reach(self, frame: Frame) -> None:
        try:
            session = await frame.page.context.new_cdp_session(frame)
            await _apply(session, self._conditions)
        except PlaywrightError:
            return  # it runs in the page's own process and is slowed down with it, or it is gone


async def _apply(session: CDPSession, conditions: Conditions) -> None:
    line = LINES.get(conditions.network)
    if line is not None:
        await _imitate(session, line)
    if conditions.cpu_slowdown > 1:
        await session.send("Emulation.setCPUThrottlingRate", {"rate": conditions.cpu_slowdown})


async def _imitate(session: CDPSession, line: Line) -> None:
    figures: dict[str, Any] = {
        "latency": line.latency_ms,
        "downloadThroughput": line.download,
        "uploadThroughput": line.upload,
    }
    try:
        rules = {"offline": False, "matchedNetworkConditions": [{"urlPattern": "", **figures}]}
        await session.send("Network.emulateNetworkConditionsByRule", rules)
    except PlaywrightError:  # browsers before 2026 know the older command only
        await session.send("Network.emulateNetworkConditions", {"offline": False, **figures})
