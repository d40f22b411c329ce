"""Pictures of pages."""

from typing import Literal

from auditor.model.base import Record


class Screenshot(Record):
    """A picture of the viewport; `blob` is its path relative to the output folder (`run/blobs/...`).

    `width` and `height` are the viewport's, in CSS pixels; `scroll_*` is where it stood in the document.
    """

    kind: Literal["screenshot"] = "screenshot"
    blob: str
    media_type: str
    width: int
    height: int
    scroll_x: float = 0
    scroll_y: float = 0
    purpose: str = "arrival"
