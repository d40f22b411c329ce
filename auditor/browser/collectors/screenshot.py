"""Pictures the viewport, secrets made unreadable."""

import asyncio
import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

from auditor.browser.collectors.page_world import PageAwayError, PageScriptError, PageSilentError, script_of, world_of
from auditor.model.picture import Screenshot

_LIMIT_MS: Final = 5_000
_SHOT: Final = {"format": "jpeg", "quality": 70}
_BLOBS: Final = "run/blobs"
_ATTEMPTS: Final = 2  # the second one where the page went on to another document under the first


@cache
def _cover_script() -> str:
    return script_of("snapshot/base", "snapshot/secrets", "snapshot/cover")


async def take_screenshot(
    page: Page, folder: Path, *, purpose: str = "arrival", limit_ms: float = _LIMIT_MS
) -> Screenshot | None:
    """Picture what the viewport shows and store it under the output folder.

    For the length of the shot animations stand still, the caret is hidden, and fields that hold secrets (passwords,
    card numbers, codes) show dots.

    Args:
        page: the page.
        folder: the output folder; the picture goes to `run/blobs/` in it.
        purpose: what the picture is for, kept with it.
        limit_ms: how long to wait for each of the page's answers.

    Returns:
        The record; None where the page cannot be pictured or its secrets could not be hidden.

    """
    for _ in range(_ATTEMPTS):
        try:
            taken = await _shoot(page, limit_ms)
        except PageAwayError:
            continue
        except (PageSilentError, PageScriptError):
            return None
        if taken is not None:
            picture, view = taken
            blob = await asyncio.to_thread(_store, picture, folder)
            return Screenshot(blob=blob, media_type="image/jpeg", purpose=purpose, **view)
    return None


async def _shoot(page: Page, limit_ms: float) -> tuple[bytes, dict[str, Any]] | None:
    """Return the picture and where the viewport stood; None where the covered document was not the one pictured."""
    world = world_of(page)
    view: dict[str, Any] = await world.call(_cover_script(), {"cover": True}, limit_ms=limit_ms)
    covered = False
    try:
        shot = await world.send("Page.captureScreenshot", _SHOT, limit_ms=limit_ms)
    finally:
        covered = await world.call(_cover_script(), {"cover": False}, limit_ms=limit_ms)
    return (base64.b64decode(shot["data"]), view) if covered else None


def _store(picture: bytes, folder: Path) -> str:
    blob = f"{_BLOBS}/{hashlib.sha256(picture).hexdigest()[:16]}.jpg"
    place = folder / blob
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(picture)
    return blob
