"""`report.pdf`: the page on paper, with a cover, contents and page numbers.

The page is written for paper and printed by a browser. Browsers cannot tell on which page an anchor comes to stand, so
it is printed once to learn that, and once more with the numbers in its contents.
"""

import io
import logging
import re
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from auditor.errors import BrowserError
from auditor.model.result import AuditResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.html_page import asset, page_environment, rendered
from reports.language import _, counted_in, speaking
from reports.text import clipped, one_line, whole

_PLACE_OF_CONTENTS = "<!-- contents -->"
_MOST_FINDINGS = 25  # which stand on one page of contents beside the sections
_MOST_PRINTS = 4
_TITLE_LENGTH = 120
_UNKNOWN_PAGE = 88  # as wide as most numbers that will stand there
_FOLDED = re.compile(r"<details(?=[\s>])(?![^>]*\sopen[\s>])")


@dataclass(frozen=True)
class Entry:
    """A line of the contents: `page` counts from the cover, 1."""

    anchor: str
    title: str
    level: int
    page: int = _UNKNOWN_PAGE


class PdfReport(Report):
    """Writes the page for paper; needs `Presentation.printer`."""

    format: ClassVar[str] = "pdf"
    file_name: ClassVar[str] = "report.pdf"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `report.pdf`; see `Report.write`.

        Raises:
            BrowserError: there is no browser to print it, or it did not.
        """
        if presentation.printer is None:
            raise BrowserError("a PDF is printed by a browser, and there is none")
        page = paper_edition(result, folder, presentation)
        with speaking(presentation.language, result.wordings):
            found = entries(page)
            # The browser may be one that sees nothing outside the folders of its user.
            with tempfile.TemporaryDirectory(prefix=".report.pdf.", dir=folder) as workshop:
                printed = _printed_with_contents(page, found, presentation, Path(workshop))
            content = _described(printed, result, presentation)
        return write_atomically(folder / self.file_name, content)


def paper_edition(result: AuditResult, folder: Path, presentation: Presentation) -> str:
    """The page for paper: a cover, room for the contents, and everything unfolded."""
    styles = asset("paper.css") + _margins(result, presentation)
    return _FOLDED.sub("<details open", rendered("paper.html.j2", result, folder, presentation, styles=styles))


def entries(page: str) -> tuple[Entry, ...]:
    """What the contents list: the page's sections and, below them, its findings.

    Of more findings than a page holds, the first are listed, which are the worst, and where the others begin.
    """
    outline = _Outline()
    outline.feed(page)
    findings = [one for one in outline.found if one.level > 1]
    rest = findings[_MOST_FINDINGS:]
    if not rest:
        return tuple(outline.found)
    listed: list[Entry] = []
    for one in outline.found:
        if one.level == 1 or one not in rest:
            listed.append(one)
        elif one is rest[0]:
            told = counted_in("{number} more finding", "{number} more findings", len(rest))
            listed.append(Entry(one.anchor, told, one.level))
    return tuple(listed)


def _printed_with_contents(page: str, found: tuple[Entry, ...], presentation: Presentation, workshop: Path) -> bytes:
    """Print until the numbers in the contents are those of the pages."""
    assert presentation.printer is not None
    source, target = workshop / "report.html", workshop / "report.pdf"
    printed = b""
    for _attempt in range(_MOST_PRINTS):
        contents = page_environment().get_template("contents.html.j2").render(entries=found)
        source.write_text(page.replace(_PLACE_OF_CONTENTS, whole(contents), 1), encoding="utf-8")
        presentation.printer(source, target)
        printed = target.read_bytes()
        before, found = found, _numbered(found, PdfReader(io.BytesIO(printed)))
        if found == before:
            break
    return printed


def _numbered(found: tuple[Entry, ...], document: PdfReader) -> tuple[Entry, ...]:
    """The entries with the pages on which their anchors stand; those that stand nowhere are left out."""
    places = document.named_destinations
    numbers = {name.removeprefix("/"): document.get_destination_page_number(place) for name, place in places.items()}
    return tuple(
        Entry(one.anchor, one.title, one.level, number + 1)
        for one in found
        if (number := numbers.get(one.anchor)) is not None
    )


def _described(printed: bytes, result: AuditResult, presentation: Presentation) -> bytes:
    """The document with what it says of itself; its date is the audit's, so that one audit gives one document."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it remarks on how it numbers its own objects
    writer = PdfWriter(clone_from=io.BytesIO(printed))
    told = result.started_at + timedelta(milliseconds=result.duration_ms)
    moment = f"D:{told:%Y%m%d%H%M%S}Z00'00'"
    tool = f"{result.tool.name} {result.tool.version}"
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": _("Friction audit of {site}", site=clipped(one_line(result.target), _TITLE_LENGTH)),
            "/Author": presentation.brand.name or result.tool.name,
            "/Creator": tool,
            "/Producer": tool,
            "/CreationDate": moment,
            "/ModDate": moment,
        }
    )
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shown
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _margins(result: AuditResult, presentation: Presentation) -> str:
    """The styles of what stands below every page but the cover."""
    host = urlsplit(result.target).hostname or result.target
    whose = " · ".join(part for part in (presentation.brand.name, clipped(one_line(host), 60)) if part)
    return (
        f"@page {{ @bottom-left {{ content: {css_string(whose)}; }} }}\n"
        "@page cover { @bottom-left { content: none; } @bottom-right { content: none; } }\n"
    )


def css_string(text: str) -> str:
    """A text as a string of a stylesheet, in which nothing of it can end the string or the sheet."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in whole(text)) + '"'


class _Outline(HTMLParser):
    """Reads the headings of the sections and the findings from the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Entry] = []
        self._in_main = False
        self._section = ""
        self._finding = ""
        self._open = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        elif tag == "section" and given.get("id"):
            self._section, self._finding = given["id"], ""
        elif tag == "details" and "finding" in given.get("class", "").split():
            self._finding = given.get("id", "")
        elif self._in_main and not self._open and ((tag == "h2" and self._section) or self._heads_finding(tag)):
            self._open, self._text = tag, []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._open:
            return
        title = clipped(" ".join("".join(self._text).split()), _TITLE_LENGTH)
        anchor = self._section if tag == "h2" else self._finding
        self.found.append(Entry(anchor, title, 1 if tag == "h2" else 2))
        self._open, self._finding = "", ""

    def _heads_finding(self, tag: str) -> bool:
        return bool(self._finding) and tag in {"h3", "h4"}
