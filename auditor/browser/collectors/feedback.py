"""How soon a page shows that a press was heard: everything near the viewport compared with how it looked before."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from playwright.async_api import FloatRect, Page

from auditor.browser.collectors.page_world import PageAwayError, script_of, world_of
from auditor.model.base import Box
from auditor.model.wording import say

_LIMIT_MS: Final = 3_000
_REST_MS: Final = 100
_MARGIN_PX: Final = 6


@dataclass(frozen=True)
class FirstChange:
    """The first change to be seen, `after_ms` the press; None where there was none in `waited_ms`.

    `frames` counts the frames the page was drawn in meanwhile.
    """

    after_ms: float | None
    kinds: tuple[str, ...]
    frames: int
    waited_ms: float


@cache
def _script() -> str:
    return script_of("recorder/clock", "feedback/looks", "feedback/feedback")


async def remember_looks(page: Page, selector: str, *, focused: bool) -> bool:
    """Remember how the page looks before a press; first with the pointer over the control, then focused as well.

    Args:
        page: the page; the pointer stands over the control already.
        selector: of the control, as in the snapshot.
        focused: put the focus on the control first.

    Returns:
        False where the control is not there.

    Raises:
        PageAwayError, PageSilentError: as `PageWorld.call`.

    """
    return bool(await _ask(page, "remember", {"selector": selector, "focus": focused, "restMs": _REST_MS}))


async def await_press(page: Page) -> None:
    """Begin to wait for the press; to be called just before it. Errors as `remember_looks`."""
    await _ask(page, "arm", {})


async def first_change(page: Page, limit_ms: float) -> FirstChange:
    """Wait for the first change to be seen, `limit_ms` from the press at most; may be asked again with a longer limit.

    A change of the control's own paint or size counts where it lasts for a second, since ripples and the looks of a
    pressed button are no answer; its words, its being disabled or busy, and whatever changes elsewhere count at once.

    Raises:
        PageAwayError: the document went away meanwhile, as after a press that leads on.
        PageSilentError: the page did not answer, being too busy.

    """
    found = await _ask(page, "changed", {"limitMs": limit_ms}, limit_ms=limit_ms + _LIMIT_MS)
    if found is None:
        raise PageAwayError(say("another document stands where the press was made"))
    after = found["after"]
    return FirstChange(
        after_ms=None if after is None else max(round(after, 1), 0.0),
        kinds=tuple(found["kinds"]),
        frames=found["frames"],
        waited_ms=round(found["waited"], 1),
    )


async def crop(page: Page, centre: tuple[float, float], box: Box) -> bytes:
    """Picture a control and a little around it: to be compared with another such picture, not to be kept.

    Two pictures are equal, byte for byte, where all their pixels are.

    Args:
        page: the page.
        centre: where the middle of the control stands in the viewport.
        box: how large it is.

    Raises:
        playwright.async_api.Error: the page could not be pictured.

    """
    width, height = box.width + 2 * _MARGIN_PX, box.height + 2 * _MARGIN_PX
    clip: FloatRect = {
        "x": max(centre[0] - width / 2, 0),
        "y": max(centre[1] - height / 2, 0),
        "width": width,
        "height": height,
    }
    return await page.screenshot(clip=clip, animations="allow", caret="initial", timeout=_LIMIT_MS)


async def _ask(page: Page, what: str, options: dict[str, Any], *, limit_ms: float = _LIMIT_MS) -> Any:
    return await world_of(page).call(_script(), {"ask": what, **options}, limit_ms=limit_ms)
