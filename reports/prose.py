"""Documentation text of checks (paragraphs, lists, `code`) as blocks for the page's templates."""

import re
from dataclasses import dataclass

from reports.text import clean, linkable

_CODE = re.compile(r"`{1,2}([^`]+)`{1,2}")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A run of text; `code` is set in a fixed pitch, `url` is what it links to if anything."""

    text: str
    code: bool = False
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, which has one item, or a list."""

    kind: str
    items: tuple[tuple[Span, ...], ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and lists of a text."""
    made: list[Block] = []
    for chunk in re.split(r"\n\s*\n", clean(text)):
        paragraph: list[str] = []
        items: list[str] = []
        for line in chunk.splitlines():
            if _BULLET.match(line):
                items.append(_BULLET.sub("", line).strip())
            elif items:
                items[-1] = f"{items[-1]} {line.strip()}"
            elif line.strip():
                paragraph.append(line.strip())
        if paragraph:
            made.append(Block("paragraph", (_code_spans(" ".join(paragraph)),)))
        if items:
            made.append(Block("list", tuple(_code_spans(item) for item in items)))
    return tuple(made)


def reference(text: str) -> tuple[Span, ...]:
    """A reference with the addresses in it made links."""
    text = clean(text).strip()
    spans: list[Span] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;)")
        if not linkable(address):
            continue
        if match.start() > end:
            spans.append(Span(text[end : match.start()]))
        shown = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")
        spans.append(Span(shown, url=address))
        end = match.start() + len(address)
    if end < len(text):
        spans.append(Span(text[end:]))
    return tuple(spans)


def _code_spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    end = 0
    for match in _CODE.finditer(text):
        if match.start() > end:
            spans.append(Span(text[end : match.start()]))
        spans.append(Span(match.group(1), code=True))
        end = match.end()
    if end < len(text):
        spans.append(Span(text[end:]))
    return tuple(spans)
