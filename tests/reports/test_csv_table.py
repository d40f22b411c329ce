"""`findings.csv` opens in spreadsheets, and nothing in it is run there."""

import csv
import io
from pathlib import Path

import pytest

from auditor.model.finding import ElementEvidence
from auditor.model.result import AuditResult
from reports.csv_table import COLUMNS, CsvReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES


def rows_of(result: AuditResult, folder: Path) -> list[dict[str, str]]:
    written = CsvReport().write(result, folder)
    assert written == folder / "findings.csv"
    with written.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, strict=True)
        assert tuple(table.fieldnames or ()) == COLUMNS
        return list(table)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_is_a_row(name: str, tmp_path: Path) -> None:
    result: AuditResult = getattr(samples, name)()
    rows = rows_of(result, tmp_path)
    assert [row["severity"] for row in rows] == [one.severity for one in result.findings]
    assert all(None not in row and None not in row.values() for row in rows)


def test_the_columns_stay_what_they_are(tmp_path: Path) -> None:
    row = next(row for row in rows_of(samples.rough(), tmp_path) if row["id"] == "F003")
    assert row == {
        "id": "F003",
        "status": "new",
        "gates": "yes",
        "severity": "moderate",
        "certainty": "certain",
        "check": "landing/low-contrast",
        "title": "Prices can hardly be read",
        "message": "8 prices stand in grey on cream with a contrast of 2.9 to 1.",
        "stage": "landing",
        "journey": "shop",
        "step": "landing",
        "device": "desktop",
        "url": "https://shop.example/",
        "also_at": "shop, listing, desktop, https://shop.example/teapots",
        "figures": "Contrast ratio: 2.9 (up to 4.5 allowed)",
        "elements": "main > ul.products > li:nth-child(2) > .price",
        "feels": "I have to lean forward to see what it costs.",
        "fix": "Ask for what the delivery needs. Move the rest behind the order.",
        "references": "Baymard Institute, checkout flow fields: "
        "https://baymard.com/blog/checkout-flow-average-form-fields",
        "steps": "",
        "rerun": "",
        "fingerprint": "0000000000000003",
    }


def test_the_bytes_are_what_excel_and_rfc_4180_ask_for(tmp_path: Path) -> None:
    written = CsvReport().write(samples.rough(), tmp_path).read_bytes()
    assert written.startswith(b"\xef\xbb\xbfid,status,")
    assert written.count(b"\r\n") == written.count(b"\n") == 1 + len(samples.rough().findings)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\x00="])
def test_no_cell_is_a_formula(begins: str, tmp_path: Path) -> None:
    text = f"{begins}HYPERLINK(1)"
    wicked = samples.finding(title=text, message=text, url=text, step=text, evidence=(ElementEvidence(selector=text),))
    (row,) = rows_of(samples.smooth().model_copy(update={"findings": (wicked,)}), tmp_path)
    for column in ("title", "message", "url", "step", "elements"):
        assert row[column].startswith("'")


def test_quotes_commas_and_line_feeds_stay_in_their_cell(tmp_path: Path) -> None:
    text = 'a "b", c\nd'
    (row,) = rows_of(samples.smooth().model_copy(update={"findings": (samples.finding(message=text),)}), tmp_path)
    assert row["message"] == 'a "b", c d'


def test_there_is_a_head_without_findings(tmp_path: Path) -> None:
    text = CsvReport().write(samples.smooth(), tmp_path).read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [list(COLUMNS)]
