"""Printing to a terminal whose character set may lack letters."""

import re
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text

_TRAILING_BLANKS = re.compile(" +$", re.MULTILINE)
_PLAIN_SIGNS = str.maketrans("“”‘’„×…–—✓✗·", '""\'\'"x~--+x.')


def print_apart(parts: Iterable[RenderableType], console: Console) -> None:
    """Print parts with an empty line after each; a code page that lacks a shop's letters must not cost the rest.

    In a file or a log no line ends in the blanks that fill up the columns of tables.
    """
    if console.is_terminal and console.encoding.lower().startswith("utf"):
        _print(parts, console)
        return
    with console.capture() as capture:
        _print(parts, console)
    console.file.write(_in_letters_of(console.encoding, _TRAILING_BLANKS.sub("", capture.get())))


def print_lines(lines: Iterable[str], console: Console) -> None:
    """Print lines of markup; what the code page lacks is replaced."""
    parts = [Text.from_markup(line) for line in lines]
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    console.file.write(_in_letters_of(console.encoding, capture.get()))


def _in_letters_of(encoding: str, text: str) -> str:
    """Text with what an encoding lacks replaced: our own signs by plain ones, a page's letters by `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text


def _print(parts: Iterable[RenderableType], console: Console) -> None:
    for part in parts:
        console.print(part)
        console.print()
