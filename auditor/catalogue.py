"""What is known about the checks: their documentation, and names near a mistyped one.

A check is documented in the docstring of its module: a first sentence that names the friction, then five headings in
this order, each on a line of its own and closed by a colon, each followed by indented text: *What it does*, *Why it is
friction*, *How to fix*, *Limits*, *References*. References are list items that begin with a hyphen: who, what, address.
"""

import difflib
import inspect
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.check import Check
from auditor.errors import PluginError

HEADINGS = ("What it does", "Why it is friction", "How to fix", "Limits", "References")
_LIKENESS = 0.5
"""How alike two ids must be, from 0 to 1, to name one when the other was typed; ours."""


@dataclass(frozen=True)
class CheckDocument:
    """A check's documentation: its first sentence, then the text under each heading, paragraphs kept."""

    summary: str
    what: str
    why: str
    fix: str
    limits: str
    references: tuple[str, ...]


def document_of(check_class: type[Check]) -> CheckDocument:
    """Read a check's documentation from its module.

    Raises:
        PluginError: the module has no docstring, or a heading is missing, empty or out of order.
    """
    check_id = check_class.meta.id
    text = inspect.cleandoc(getattr(sys.modules.get(check_class.__module__), "__doc__", None) or "")
    if not text:
        raise PluginError(f"{check_id}: the module {check_class.__module__} has no docstring to document the check")
    summary, sections = _sections(text)
    for heading in HEADINGS:
        if not sections.get(heading):
            raise PluginError(f"{check_id}: no text under “{heading}:” in the docstring of {check_class.__module__}")
    if tuple(sections) != HEADINGS:
        raise PluginError(f"{check_id}: the headings must stand in this order: {', '.join(HEADINGS)}")
    what, why, fix, limits, references = (sections[heading] for heading in HEADINGS)
    return CheckDocument(
        summary=_joined(summary),
        what=_joined(what),
        why=_joined(why),
        fix=_joined(fix),
        limits=_joined(limits),
        references=_items(references),
    )


def nearest(check_id: str, known: Iterable[str]) -> str | None:
    """The known id that looks most like `check_id`, or its own name in another folder; None where none is near."""
    ids = sorted(known)
    name = check_id.rsplit("/", 1)[-1]
    same_name = [candidate for candidate in ids if candidate.rsplit("/", 1)[-1] == name]
    close = same_name or difflib.get_close_matches(check_id, ids, n=1, cutoff=_LIKENESS)
    return close[0] if close else None


def _sections(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The lines before the first heading, and those under each heading, without the empty ones around them."""
    summary: list[str] = []
    sections: dict[str, list[str]] = {}
    current = summary
    for line in text.splitlines():
        heading = line.removesuffix(":")
        if heading != line and heading in HEADINGS:
            current = sections.setdefault(heading, [])
        else:
            current.append(line)
    return _trimmed(summary), {heading: _trimmed(lines) for heading, lines in sections.items()}


def _trimmed(lines: list[str]) -> list[str]:
    return inspect.cleandoc("\n".join(["", *lines])).splitlines()


def _joined(lines: list[str]) -> str:
    """Paragraphs, each on one line, an empty line between them."""
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def _items(lines: list[str]) -> tuple[str, ...]:
    """List items; a line that does not begin with a hyphen continues the one before it."""
    items: list[str] = []
    for line in lines:
        if line.startswith("- ") or not items:
            items.append(line.removeprefix("- ").strip())
        elif line.strip():
            items[-1] = f"{items[-1]} {line.strip()}"
    return tuple(items)
