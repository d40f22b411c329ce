"""Product pictures, the hero picture and the icon, drawn as SVG so that the shop needs no network."""

from functools import cache
from pathlib import Path

from auditor.demo.catalogue import BY_SLUG

DRAWINGS = Path(__file__).parent / "pictures"
VIEWS = 3

_WALLS = {
    "lighting": ("#d9d5c7", "#c4bfae", "#a99a80"),
    "textiles": ("#e9dccb", "#d9c6ae", "#b99c7b"),
    "tableware": ("#dfe2d8", "#c9cfc0", "#a39a83"),
    "storage": ("#e3d8d0", "#d0bfb3", "#a98d78"),
}
_VIEW_BOXES = {1: "0 0 400 400", 2: "96 76 208 208", 3: "-110 -170 620 620"}
_HANGING = frozenset({"linen-pendant-light", "brass-wall-lamp", "ash-wall-shelf", "round-birch-mirror"}) | {
    "brass-coat-hooks"
}


@cache
def product_picture(slug: str, view: int) -> str | None:
    """Return the SVG of one view (1 the whole, 2 a detail, 3 in the room) of a product, or None if there is none."""
    product = BY_SLUG.get(slug)
    if product is None or view not in _VIEW_BOXES:
        return None
    light, dark, ground = _WALLS[product.category]
    drawing = (DRAWINGS / f"{slug}.svg").read_text(encoding="utf-8")
    floor = "" if slug in _HANGING else f'<rect x="-400" y="300" width="1200" height="500" fill="{ground}"/>'
    room = (DRAWINGS / "room.svg").read_text(encoding="utf-8") if view == VIEWS else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_VIEW_BOXES[view]}" width="800" height="800">'
        f'<defs><linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="{light}"/>'
        f'<stop offset="1" stop-color="{dark}"/></linearGradient></defs>'
        f'<rect x="-400" y="-400" width="1200" height="1200" fill="url(#wall)"/>{floor}{room}{drawing}</svg>'
    )


@cache
def picture_file(name: str) -> str:
    """Return one of the drawings that stand for themselves (`hero`, `icon`)."""
    return (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
