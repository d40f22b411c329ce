"""The curve of the shopper's mood along a journey, as geometry."""

from dataclasses import dataclass
from itertools import pairwise

from reports.moods import Mood

COLUMN = 100
ROW = 20


@dataclass(frozen=True)
class Curve:
    """The curve in units of which a column is `COLUMN` and a mood's row `ROW` wide.

    Attributes:
        lines: SVG paths, one for each unbroken run of steps whose mood is known.
        dashes: SVG paths that bridge steps whose mood is not known.
    """

    width: int
    height: int
    lines: tuple[str, ...]
    dashes: tuple[str, ...]


def curve_of(moods: list[Mood | None], columns: int) -> Curve:
    """The curve through the moods of consecutive steps.

    Args:
        moods: a mood for each step, None where it is not known.
        columns: how many columns the curve spans; at least as many as there are moods.
    """
    known = [(index, mood) for index, mood in enumerate(moods) if mood is not None]
    lines: list[str] = []
    dashes: list[str] = []
    run: list[tuple[float, float]] = []
    for place, (index, mood) in enumerate(known):
        point = ((index + 0.5) * COLUMN, (mood.level + 0.5) * ROW)
        if place and known[place - 1][0] != index - 1:
            dashes.append(_smooth([run[-1], point]))
            lines.append(_smooth(run))
            run = []
        run.append(point)
    lines.append(_smooth(run))
    return Curve(columns * COLUMN, len(Mood) * ROW, tuple(line for line in lines if line), tuple(dashes))


def _smooth(points: list[tuple[float, float]]) -> str:
    """A path that leaves and enters every point level, so that it never shows a mood nobody had."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        path += f"C{middle:g} {y0:g} {middle:g} {y1:g} {x1:g} {y1:g}"
    return path
