"""Takes the DOM snapshot: one script, one round trip; frames of other origins are read from inside."""

import secrets
from functools import cache
from typing import Final

from playwright.async_api import Frame, FrameLocator, Locator, Page

from auditor.browser.collectors.foreign_frames import reader_of
from auditor.browser.collectors.page_world import PageAwayError, script_of, world_of
from auditor.model.snapshot import DomSnapshot, ElementSnapshot, FieldSnapshot, FormSnapshot

_PARTS: Final = (
    "base",
    "secrets",
    "walk",
    "selectors",
    "names",
    "elements",
    "choices",
    "coverage",
    "fields",
    "seen_names",
    "forms",
    "content",
    "cards",
    "overlays",
    "surroundings",
    "page_data",
    "main",
)
_LIMIT_MS: Final = 8_000  # the script itself stops walking after 2.5 s; the rest is for slow machines
_READY_LIMIT_MS: Final = 3_000
_READY: Final = """() => document.readyState !== "loading" || new Promise((resolve) =>
  document.addEventListener("DOMContentLoaded", () => resolve(true), { once: true }))"""


@cache
def snapshot_script() -> str:
    """Return the script: a function expression of `{salt, strict}` that returns the snapshot as JSON text."""
    return script_of(*(f"snapshot/{part}" for part in _PARTS))


def parse_snapshot(raw: object) -> DomSnapshot:
    """Make the record from what the script returned: JSON text, or the object it stands for.

    Raises:
        pydantic.ValidationError: it is not a snapshot.

    """
    return DomSnapshot.model_validate_json(raw) if isinstance(raw, str) else DomSnapshot.model_validate(raw)


async def collect_dom(page: Page, *, salt: str | None = None, limit_ms: float = _LIMIT_MS) -> DomSnapshot:
    """Take a snapshot of what the page shows now.

    Args:
        page: the page; where it navigates away meanwhile, the next document is taken instead, once.
        salt: random text by which masked secrets of several snapshots can be compared; None: a new one.
        limit_ms: how long to wait for the page's answer.

    Raises:
        PageSilentError: the page does not answer.
        PageAwayError: it went on navigating.

    """
    world = world_of(page)
    script = snapshot_script()
    options = {"salt": salt or secrets.token_hex(16)}
    try:
        raw = await world.call(script, options, limit_ms=limit_ms)
    except PageAwayError:
        await world.call(_READY, limit_ms=_READY_LIMIT_MS)
        raw = await world.call(script, options, limit_ms=limit_ms)
    return await reader_of(page).read(parse_snapshot(raw), script, options)


def locate(page: Page, dom: DomSnapshot, target: ElementSnapshot | FieldSnapshot | FormSnapshot) -> Locator:
    """Return the locator of an element, field or form of the snapshot, inside its frame where it stands in one."""
    place: Page | Frame | FrameLocator = page
    for selector in _frame_path(dom, target.frame):
        place = place.frame_locator(selector)
    return place.locator(target.selector)


def _frame_path(dom: DomSnapshot, frame: int) -> list[str]:
    """Selectors of the frames that lead to a frame, outermost first."""
    path: list[str] = []
    while frame:
        holder = dom.frames[frame - 1]
        path.insert(0, holder.selector)
        frame = holder.frame
    return path
