"""Whose report it is, as the page shows it: a logo small enough to travel in it, and a colour that can be read."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from auditor.brand_reading import is_svg
from auditor.report import Brand

LIGHT_GROUNDS = ("#fcfcfa", "#ffffff", "#f2f3f0")
DARK_GROUNDS = ("#14181a", "#1b2023", "#23292c")
"""What text stands on: paper, sheet and wash of `page.css`, by colour scheme."""

_READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3: the least contrast of text of ordinary size
_LARGEST = (640, 256)  # twice what the page shows, for screens with fine pixels and for paper
_STEPS = 100


@dataclass(frozen=True)
class BrandView:
    """A brand as shown.

    Attributes:
        name: whose report it is; empty for nobody.
        logo: a `data:` address; empty for none.
        style: the styles of its colour; empty where none is given.
    """

    name: str = ""
    logo: str = ""
    style: str = ""


def brand_view(brand: Brand) -> BrandView:
    """A brand made ready for the page.

    Raises:
        OSError: the logo cannot be read.
    """
    return BrandView(
        name=brand.name,
        logo=_embedded(brand.logo) if brand.logo else "",
        style=accent_styles(brand.colour) if brand.colour else "",
    )


def accent_styles(colour: str) -> str:
    """The styles that make a colour the page's accent, in a shade that can be read on each ground."""
    light, dark = readable(colour, LIGHT_GROUNDS), readable(colour, DARK_GROUNDS)
    return (
        f":root {{ --accent: {light}; --brand: {colour}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
        f"@media print {{ :root {{ --accent: {light}; }} }}\n"
    )


def readable(colour: str, grounds: tuple[str, ...], at_least: float = _READABLE) -> str:
    """The shade of a colour nearest to it that text can have on each of some grounds.

    Args:
        colour: as `#rrggbb`.
        grounds: what the text stands on, all of them light or all dark.
        at_least: the contrast to keep, as WCAG measures it, from 1 to 21.

    Returns:
        The colour, mixed with as much black or white as is needed.
    """
    towards = "#000000" if _luminance(grounds[0]) > _luminance("#767676") else "#ffffff"
    shades = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in shades if all(contrast(one, ground) >= at_least for ground in grounds)), towards)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21; both as `#rrggbb`."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour as WCAG 2.2 defines it."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)  # noqa: PLR2004 - the definition's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    mixed = [round(one + (two - one) * share) for one, two in zip(_parts(colour), _parts(other), strict=True)]
    return f"#{mixed[0]:02x}{mixed[1]:02x}{mixed[2]:02x}"


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _embedded(file: Path) -> str:
    """The logo as a `data:` address: pictures encoded anew, drawings as they are; no script in a picture ever runs."""
    content = file.read_bytes()
    kind = "svg+xml"
    if not is_svg(content):
        kind, content = "webp", _small(content)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _small(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGBA" if opened.has_transparency_data else "RGB")
    picture.thumbnail(_LARGEST)
    out = io.BytesIO()
    picture.save(out, "WEBP", lossless=True)
    return out.getvalue()
