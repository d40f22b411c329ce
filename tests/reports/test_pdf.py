"""The report on paper: what is handed to the browser, and, printed, what a reader of PDFs finds in it."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject

from auditor.browser.printing import print_page
from auditor.errors import BrowserError
from auditor.report import Brand, Presentation
from reports.pdf import PdfReport, css_string, entries, paper_edition
from tests.reports import samples

WREN = Brand("Wren & “Partners” </style>", colour="#ffcc00")


class MadeUpPrinter:
    """Prints empty pages, one a section, each with its anchor; keeps what it was handed."""

    def __init__(self) -> None:
        self.handed: list[str] = []

    def __call__(self, page: Path, to: Path) -> None:
        self.handed.append(page.read_text(encoding="utf-8"))
        writer = PdfWriter()
        places = DictionaryObject()
        for number, anchor in enumerate(re.findall(r'<section id="([a-z-]+)"', self.handed[-1]), 2):
            while len(writer.pages) <= number:
                writer.add_blank_page(595, 842)
            place = [writer.pages[number].indirect_reference, NameObject("/XYZ"), NumberObject(0), NumberObject(842)]
            places[NameObject(f"/{anchor}")] = ArrayObject([*place, NullObject()])
        writer.root_object[NameObject("/Dests")] = places
        writer.write(to)


def test_the_contents_name_sections_and_findings_in_order(tmp_path: Path) -> None:
    found = entries(paper_edition(samples.rough(), tmp_path, Presentation()))
    sections = [one.title for one in found if one.level == 1]
    assert sections[:3] == ["The shopper’s journey", "Fix first", "Why in detail"]
    assert sections[-1] == "How to read this report"
    titles = [one.title for one in found if one.level == 2]
    assert titles[:2] == ["The form forgets what was typed", "The step keeps the shopper waiting"]
    assert len(titles) == len(samples.rough().findings)


def test_of_very_many_findings_the_worst_are_listed_and_where_the_others_begin(tmp_path: Path) -> None:
    titles = [
        one.title for one in entries(paper_edition(samples.crowded(), tmp_path, Presentation())) if one.level == 2
    ]
    assert len(titles) == 26
    assert titles[-1] == "175 more findings"


def test_everything_is_unfolded(tmp_path: Path) -> None:
    page = paper_edition(samples.rough(), tmp_path, Presentation())
    assert page.count("<details") > 10
    assert re.findall(r"<details(?![^>]* open[ >])[^>]*>", page) == []


def test_it_is_printed_until_the_numbers_are_those_of_the_pages(tmp_path: Path) -> None:
    printer = MadeUpPrinter()
    PdfReport().write(samples.smooth(), tmp_path, Presentation(printer=printer))
    assert len(printer.handed) == 2
    told = re.findall(r'<a href="#([a-z-]+)">.*?<span class="number">(\d+)</span>', printer.handed[-1])
    sections = re.findall(r'<section id="([a-z-]+)"', printer.handed[-1])
    assert told == [(anchor, str(number)) for number, anchor in enumerate(sections, 3)]


def test_the_document_tells_who_made_it_of_what_and_when_the_audit_was(tmp_path: Path) -> None:
    first = PdfReport().write(samples.rough(), tmp_path, Presentation(brand=WREN, printer=MadeUpPrinter())).read_bytes()
    again = PdfReport().write(samples.rough(), tmp_path, Presentation(brand=WREN, printer=MadeUpPrinter())).read_bytes()
    assert first == again
    told = PdfReader(io.BytesIO(first)).metadata
    assert told is not None
    assert told.title == f"Friction audit of {samples.rough().target}"
    assert told.author == WREN.name
    assert told.creator == "friction-audit 0.1.0"
    assert told.creation_date is not None
    assert told.creation_date >= samples.rough().started_at.replace(microsecond=0)


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    PdfReport().write(samples.smooth(), tmp_path, Presentation(printer=MadeUpPrinter()))
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_without_a_printer_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(BrowserError, match="is printed by a browser"):
        PdfReport().write(samples.smooth(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ['"', "\\", "</style>", "a\nb", "}", "日本語 & é", "\ud800"])
def test_no_text_ends_the_string_it_stands_in(text: str) -> None:
    written = css_string(text)
    assert re.fullmatch(r'"(?:\w|\\[0-9a-f]+ )*"', written)
    assert "<" not in written


def test_a_hostile_page_is_quoted_on_paper_too(tmp_path: Path) -> None:
    page = paper_edition(samples.hostile(), tmp_path, Presentation(brand=WREN))
    assert "<script" not in page
    assert page.count("</style>") == 1


def test_a_browser_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
    with pytest.raises(BrowserError, match="there is no browser at"):
        print_page(tmp_path / "page.html", tmp_path / "page.pdf", browser_path=str(tmp_path / "none"))


def test_printing_has_a_time_limit(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
    with pytest.raises(BrowserError, match="printing took longer than 0 s"):
        print_page(tmp_path / "page.html", tmp_path / "page.pdf", limit_seconds=0)


def test_printed_by_a_browser_it_is_paged_tagged_and_true(tmp_path: Path) -> None:
    samples.paint_screenshots(tmp_path)
    file = PdfReport().write(samples.rough(), tmp_path, Presentation(brand=WREN, printer=print_page))
    document = PdfReader(file)
    texts = [re.sub(r"\s+", " ", page.extract_text()) for page in document.pages]
    cover, contents, *_rest = texts
    last = len(texts)

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in document.pages} == {(595, 842)}
    for said in ("Friction audit", "https://shop.example/", "Not passed", "54", "Made with friction-audit", WREN.name):
        assert said in cover
    assert f"/ {last}" not in cover
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} / {last}" in text
        assert WREN.name in text

    assert "Contents" in contents
    for one in entries(paper_edition(samples.rough(), tmp_path, Presentation())):
        numbers = re.findall(rf"{re.escape(_plain(one.title))} (\d+)", _plain(contents))
        assert numbers, one.title
        assert _plain(one.title) in _plain(texts[int(numbers[0]) - 1])

    root = document.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Contents" in _titles(document.outline)
    assert "4242 4242 4242 43" not in " ".join(texts)


def _plain(text: str) -> str:
    """Text without the ligatures that fonts put in."""
    return text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")


def _titles(outline: object) -> list[str]:
    if isinstance(outline, list):
        return [title for one in outline for title in _titles(one)]
    return [str(getattr(outline, "title", ""))]
