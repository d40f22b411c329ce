"""Text put into Markdown so that it is read as text: no markup, no links, no mentions, no formulas.

For GitHub's Markdown and that of GitLab. Both look for addresses, `@names` and `#numbers` in what was rendered, where a
backslash no longer helps; a space of no width behind the first sign does.
"""

import re
from typing import Final

from reports.prose import Span, blocks
from reports.text import clean, clipped, one_line

_NO_WIDTH: Final = "&#8203;"
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\u200b": ""}
_MARKUP: Final = re.compile(r"([\\`*_\[\]~|])")
_STARTS_REFERENCE: Final = re.compile(
    r"@|#(?=\d)|!(?=\d)|(?<=\bGH)-(?=\d)|(?<=\bwww)\.|:(?=//|[a-z+-][\w+-]*:)", re.IGNORECASE
)
_BEGINS_BLOCK: Final = re.compile(r"^(?:(?=[-#+=])|(\d+)(?=[.)](?:\s|$)))")
_FENCES: Final = re.compile("`+")


def escaped(text: str, limit: int = 0, *, keep_ends: bool = False) -> str:
    """Any text as text on one line.

    Args:
        text: the text.
        limit: how many characters of it are shown; 0 for all.
        keep_ends: keep a blank at either end, where something follows that is not escaped.
    """
    line = one_line(text)
    line = clipped(line, limit) if limit else line
    made = "".join(_ENTITIES.get(sign, sign) for sign in _MARKUP.sub(r"\\\1", _broken_up(line)))
    made = _BEGINS_BLOCK.sub(r"\1\\", made).replace("\ue000", _NO_WIDTH)
    if keep_ends and line:
        made = " " * (text[:1].isspace()) + made + " " * (text[-1:].isspace())
    return made


def _broken_up(line: str) -> str:
    """A mark behind every sign that would begin a mention, a reference or an address."""
    return _STARTS_REFERENCE.sub(lambda found: f"{found.group()}\ue000", line.replace("\ue000", ""))


def code(text: str, limit: int = 0, *, in_table: bool = False) -> str:
    """Text in a fixed pitch, where nothing is read as markup; in a table bars still part cells."""
    line = one_line(text)
    line = clipped(line, limit) if limit else line
    if not line:
        return ""
    if in_table:
        line = line.replace("|", "\\|")
    fence = "`" * (max((len(found) for found in _FENCES.findall(line)), default=0) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def prose(text: str, limit: int = 0) -> str:
    """Documentation text with its paragraphs, lists and `code`."""
    made = []
    for block in blocks(clipped(clean(text), limit) if limit else text):
        lines = ["".join(_span(span) for span in item).strip() for item in block.items]
        made.append("\n".join(f"- {line}" for line in lines) if block.kind == "list" else "\n\n".join(lines))
    return "\n\n".join(made)


def _span(span: Span) -> str:
    return code(span.text) if span.code else escaped(span.text, keep_ends=True)
