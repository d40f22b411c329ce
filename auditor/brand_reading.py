"""Whose report it is, as it is written: a name, a picture file, a colour. Files are looked at, nothing else."""

import re
from pathlib import Path
from typing import Any
from xml.parsers import expat

from auditor.errors import UsageError

NAME_EXPECTED = "a name of at most 80 characters"
LOGO_EXPECTED = "a PNG, JPEG, WebP, GIF or SVG file of at most 1 MB"
COLOUR_EXPECTED = "a colour as #rgb or #rrggbb, such as #0f5a68"

_LONGEST_NAME = 80  # what fits beside a logo on one line of paper
_LARGEST_LOGO_BYTES = 1_000_000
_MOST_PIXELS = 50_000_000  # what a picture of a megabyte may still unfold to
_PICTURES = ("PNG", "JPEG", "WEBP", "GIF")
_SVG_ROOT = "http://www.w3.org/2000/svg svg"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_name(value: Any) -> str:
    """Read a name: one line.

    Raises:
        ValueError: it is empty or too long.
    """
    name = " ".join(str(value).split()) if isinstance(value, str) else ""
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise ValueError
    return name


def read_colour(value: Any) -> str:
    """Read a colour; returned as `#rrggbb` in small letters.

    Raises:
        ValueError: it is written in another way.
    """
    if not isinstance(value, str) or not _COLOUR.fullmatch(value.strip()):
        raise ValueError
    digits = value.strip()[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"  # noqa: PLR2004 - #rrggbb


def require_logo(file: Path) -> None:
    """Refuse a file that is no picture a page can show.

    Raises:
        UsageError: there is none, it is too large, or it is something else.
    """
    said = f"--brand-logo '{file}'"
    if not file.is_file():
        raise UsageError(f"{said}: there is no such file; expected {LOGO_EXPECTED}")
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= _LARGEST_LOGO_BYTES else b""
    except OSError as error:
        raise UsageError(f"{said}: cannot be read: {error.strerror or error}") from None
    if size > _LARGEST_LOGO_BYTES:
        raise UsageError(f"{said} has {size / 1_000_000:.1f} MB: expected {LOGO_EXPECTED}")
    if not is_svg(content) and not _is_picture(file):
        raise UsageError(f"{said} is no picture that can be read: expected {LOGO_EXPECTED}")


def is_svg(content: bytes) -> bool:
    """Whether a file's content is a well-formed SVG drawing."""
    names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def started(name: str, _: object) -> None:
        if not names:
            names.append(name)

    parser.StartElementHandler = started
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return False
    return names == [_SVG_ROOT]


def _is_picture(file: Path) -> bool:
    from PIL import Image  # noqa: PLC0415 - slow to load, and most audits have no logo

    try:
        with Image.open(file, formats=_PICTURES) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            picture.load()
    # Pillow's plugins raise SyntaxError, ValueError and others on damaged files.
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning, RuntimeError):
        return False
    return True
