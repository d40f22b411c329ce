"""Thumbnails for oscar's templates, made with Pillow (oscar's own choices need a further package)."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from oscar.core.thumbnails import AbstractThumbnailer
from PIL import Image, ImageOps


@dataclass(frozen=True)
class Thumbnail:
    """What the templates read of a thumbnail."""

    url: str


class PillowThumbnailer(AbstractThumbnailer):  # type: ignore[misc]  # oscar carries no types
    """Keeps thumbnails below `thumbs/` of the media folder, made when first asked for."""

    def generate_thumbnail(self, source: Any, **opts: Any) -> Thumbnail:
        """The thumbnail of `source`: a stored file, or the placeholder's name in the media folder.

        `size` is "WxH" in CSS pixels, where either number may be missing; a `crop` fills the box instead of fitting it.
        """
        crop = bool(opts.get("crop"))
        name = _media_name(source)
        place = f"thumbs/{opts['size']}{'-crop' if crop else ''}/{name}"
        media = Path(settings.MEDIA_ROOT)
        if not (media / place).exists():
            _shrink(media / name, media / place, opts["size"], crop=crop)
        return Thumbnail(url=f"{settings.MEDIA_URL}{place}")

    def delete_thumbnails(self, source: Any) -> None:
        for thumbnail in Path(settings.MEDIA_ROOT).glob(f"thumbs/*/{_media_name(source)}"):
            thumbnail.unlink()


def _media_name(source: Any) -> str:
    return str(getattr(source, "name", source))


def _shrink(source: Path, target: Path, size: str, *, crop: bool) -> None:
    with Image.open(source) as opened:
        picture = opened.convert("RGB")
    width, height = (int(side) if side else max(picture.size) for side in size.split("x"))
    if crop:
        picture = ImageOps.fit(picture, (width, height))
    else:
        picture.thumbnail((width, height))
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two requests may make the same thumbnail at once: each writes its own file, the last name stands.
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as written:
        picture.save(written, format="JPEG", quality=80)
    Path(written.name).replace(target)
