"""Screenshots made small enough to travel inside the page."""

import base64
import io
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from auditor.model.base import Box
from auditor.model.finding import Mark
from reports.room import PICTURES_BYTES

FULL = "full"
THUMBNAIL = "thumbnail"
_METHOD = 1  # of 0 (fast) to 6 (small): a third larger than 4 and nearly twice as fast
_LARGEST_FILE_BYTES = 30_000_000
_LARGEST_HEIGHT_PER_WIDTH = 4
_BASE64 = 4 / 3


@dataclass(frozen=True)
class Scale:
    """How small pictures are made: widths in pixels of the large and the small ones, and WebP's quality."""

    width: int
    thumbnail: int
    quality: int


SCALES = (Scale(960, 480, 72), Scale(800, 360, 60), Scale(640, 280, 50), Scale(480, 200, 40))
"""Tried one after the other until all pictures have room; 480 px is the least at which a button can be told."""


_Encoded = tuple[bytes, tuple[int, int]] | None


@dataclass(frozen=True)
class Picture:
    """An embedded picture; `uri` is a `data:` address, `name` is unique within the page."""

    name: str
    uri: str
    width: int
    height: int


@dataclass(frozen=True)
class MarkedPicture:
    """A picture with boxes on it, cut to what matters; all figures in CSS pixels of the viewport shown.

    Attributes:
        label: what is to be seen, for those who cannot see it.
        caption: what stands below it.
    """

    picture: Picture
    viewport: tuple[float, float]
    frame: Box
    boxes: tuple[Box, ...]
    label: str
    caption: str = ""

    @property
    def shade(self) -> str:
        """An SVG path around everything in the frame but the boxes, for the even-odd fill rule."""
        return " ".join(
            f"M{box.x:.1f} {box.y:.1f}h{box.width:.1f}v{box.height:.1f}h{-box.width:.1f}z"
            for box in (self.frame, *self.boxes)
        )


class Pictures:
    """Reads screenshots below one folder and embeds each only once, within a number of bytes.

    A picture that is missing, unreadable, or outside the folder is None: the report does without it. So is one for
    which there is no room even at the smallest scale; `left_out` counts those.
    """

    def __init__(self, folder: Path, room_bytes: int = PICTURES_BYTES) -> None:
        self._folder = folder.resolve()
        self._room_bytes = room_bytes
        self._made: dict[tuple[str, str], Picture | None] = {}
        self._ready: dict[tuple[str, str], _Encoded] = {}
        self._left_out: set[str] = set()
        self.scale = SCALES[0]
        self.spent_bytes = 0

    def prepare(self, steps: Iterable[str | None], others: Iterable[str | None] = ()) -> None:
        """Make pictures ready side by side, at the largest scale at which all of them have room.

        Args:
            steps: screenshots that are wanted large and small.
            others: screenshots that are wanted large.
        """
        wanted = [(path, kind) for path in steps if path for kind in (THUMBNAIL, FULL)]
        wanted += [(path, FULL) for path in others if path]
        wanted = list(dict.fromkeys(wanted))
        for scale in SCALES:
            self.scale = scale
            self._ready, whole = self._encoded_until_full(wanted, scale)
            if whole:
                return

    def _encoded_until_full(
        self, wanted: Sequence[tuple[str, str]], scale: Scale
    ) -> tuple[dict[tuple[str, str], _Encoded], bool]:
        """The pictures at a scale, and whether all of them have room; those after the one that has none are left."""
        ready: dict[tuple[str, str], _Encoded] = {}
        spent = 0.0
        with _bombs_refused(), ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            made = pool.map(lambda one: self._small(one[0], one[1], scale), wanted)
            for key, small in zip(wanted, made, strict=True):
                ready[key] = small
                spent += len(small[0]) * _BASE64 if small else 0
                if spent > self._room_bytes:
                    pool.shutdown(wait=True, cancel_futures=True)
                    return ready, False
        return ready, True

    def thumbnail(self, path: str | None) -> Picture | None:
        """The picture, small."""
        return self._embedded(path, THUMBNAIL)

    def full(self, path: str | None) -> Picture | None:
        """The picture, large enough to read; it is listed in `shared`."""
        return self._embedded(path, FULL)

    @property
    def shared(self) -> tuple[Picture, ...]:
        """The large pictures asked for so far, which the page holds once and shows wherever they are needed."""
        return tuple(made for (_, kind), made in self._made.items() if made and kind == FULL)

    @property
    def left_out(self) -> int:
        """How many screenshots there was no room for."""
        return len(self._left_out)

    @property
    def shrunk(self) -> bool:
        """Whether the pictures had to be made smaller than usual."""
        return self.scale is not SCALES[0]

    def marked(self, mark: Mark, label: str, caption: str = "", *, whole: bool = False) -> MarkedPicture | None:
        """The picture of a mark, cut to the surroundings of its boxes unless the `whole` viewport is wanted."""
        picture = self.full(mark.screenshot) if mark.width > 0 and mark.height > 0 else None
        if picture is None:
            return None
        boxes = _within(mark.boxes, mark)
        frame = _frame(() if whole else boxes, mark)
        return MarkedPicture(picture, (mark.width, mark.height), frame, boxes, label, caption)

    def _embedded(self, path: str | None, kind: str) -> Picture | None:
        if not path:
            return None
        if (path, kind) not in self._made:
            self._made[path, kind] = self._read(path, kind)
        return self._made[path, kind]

    def _read(self, path: str, kind: str) -> Picture | None:
        if self.spent_bytes >= self._room_bytes:
            self._left_out.add(path)
            return None
        if (path, kind) not in self._ready:
            with _bombs_refused():
                self._ready[path, kind] = self._small(path, kind, self.scale)
        small = self._ready[path, kind]
        if small is None:
            return None
        content, size = small
        uri = f"data:image/webp;base64,{base64.b64encode(content).decode('ascii')}"
        if self.spent_bytes + len(uri) > self._room_bytes:
            self._left_out.add(path)
            return None
        self.spent_bytes += len(uri)
        return Picture(f"picture-{len(self._made) + 1}", uri, *size)

    def _small(self, path: str, kind: str, scale: Scale) -> _Encoded:
        """The picture encoded anew; None where it is missing, unreadable or outside the folder."""
        try:
            file = (self._folder / path).resolve()
            if not file.is_relative_to(self._folder) or file.stat().st_size > _LARGEST_FILE_BYTES:
                return None
            return _encoded(file, scale.thumbnail if kind == THUMBNAIL else scale.width, scale.quality)
        # Pillow's plugins raise SyntaxError, ValueError and others on damaged files; none may cost us the report.
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning, RuntimeError):
            return None


@contextmanager
def _bombs_refused() -> Iterator[None]:
    """Pictures of monstrous size are errors. The filter is the process's, so it is set outside any thread."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def whole_picture(picture: Picture, label: str, caption: str) -> MarkedPicture:
    """A picture shown whole and without boxes."""
    frame = Box(x=0, y=0, width=picture.width, height=min(picture.height, picture.width * 1.25))
    return MarkedPicture(picture, (picture.width, picture.height), frame, (), label, caption)


def _encoded(file: Path, width: int, quality: int) -> tuple[bytes, tuple[int, int]]:
    with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as source:
        source.draft("RGB", (width, width))
        image = source.convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, image.width * _LARGEST_HEIGHT_PER_WIDTH)))
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=_METHOD)
    return out.getvalue(), image.size


def _within(boxes: tuple[Box, ...], mark: Mark) -> tuple[Box, ...]:
    """What of the boxes lies within the viewport."""
    cut = []
    for box in boxes:
        left, top = max(box.x, 0), max(box.y, 0)
        right, bottom = min(box.x + box.width, mark.width), min(box.y + box.height, mark.height)
        if right > left and bottom > top:
            cut.append(Box(x=left, y=top, width=right - left, height=bottom - top))
    return tuple(cut)


def _frame(boxes: tuple[Box, ...], mark: Mark) -> Box:
    """The part to show: the boxes with enough around them to know the place, or the top of the page without any."""
    margin = 90
    widest, tallest = float(mark.width), float(mark.height)
    if not boxes:
        return Box(x=0, y=0, width=widest, height=min(tallest, widest * 1.25))
    left = min(box.x for box in boxes) - margin
    top = min(box.y for box in boxes) - margin
    right = max(box.x + box.width for box in boxes) + margin
    bottom = max(box.y + box.height for box in boxes) + margin
    width = min(widest, max(right - left, 0.6 * widest, min(widest, 600)))
    height = min(tallest, max(bottom - top, 0.6 * width))
    x = min(max(0, (left + right - width) / 2), widest - width)
    y = min(max(0, (top + bottom - height) / 2), tallest - height)
    return Box(x=x, y=y, width=width, height=height)
