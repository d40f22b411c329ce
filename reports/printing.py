"""Printing to a terminal whose character set may lack letters."""

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from reports.text import clipped, one_line

_LONGEST_LINE = 500


def print_apart(parts: Iterable[RenderableType], console: Console) -> None:
    """Print parts with an empty line after each; a code page that lacks a shop's letters must not cost the rest."""
    if console.encoding.lower().startswith("utf"):
        _print(parts, console)
        return
    with console.capture() as capture:
        _print(parts, console)
    console.file.write(capture.get().encode(console.encoding, "replace").decode(console.encoding))


def print_lines(lines: Iterable[str], console: Console) -> None:
    """Print lines of markup, each on one line of its own however it came; what the code page lacks is replaced."""
    parts = [Text.from_markup(clipped(one_line(line), _LONGEST_LINE)) for line in lines]
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    console.file.write(capture.get().encode(console.encoding, "replace").decode(console.encoding))


def _print(parts: Iterable[RenderableType], console: Console) -> None:
    for part in parts:
        console.print(part)
        console.print()
