"""`findings.csv`: the findings as a table, one a row, for spreadsheets."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from auditor.model.result import AuditResult, FindingResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.finding_text import figures_of, selectors_of
from reports.language import speaking, told
from reports.text import one_line

BETWEEN = " | "
"""What stands between several things in one cell; no address holds it."""

# Spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"), with the wide forms too.
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

_COLUMNS: Final[dict[str, Callable[[FindingResult], str]]] = {
    "id": lambda one: one.id,
    "status": lambda one: one.status,
    "gates": lambda one: "yes" if one.gates else "no",
    "severity": lambda one: one.severity.value,
    "certainty": lambda one: one.certainty.value,
    "check": lambda one: one.check,
    "title": lambda one: told(one.title),
    "message": lambda one: told(one.message),
    "stage": lambda one: one.stage.value,
    "journey": lambda one: one.journey,
    "step": lambda one: one.step,
    "device": lambda one: one.device,
    "url": lambda one: one.url,
    "also_at": lambda one: BETWEEN.join(
        f"{place.journey}, {place.step}, {place.device}, {place.url}" for place in one.places
    ),
    "figures": lambda one: BETWEEN.join(figures_of(one)),
    "elements": lambda one: BETWEEN.join(selectors_of(one)),
    "feels": lambda one: told(one.feels),
    "fix": lambda one: told(one.fix),
    "references": lambda one: BETWEEN.join(one.references),
    "steps": lambda one: BETWEEN.join(told(step) for step in one.steps),
    "rerun": lambda one: one.rerun,
    "fingerprint": lambda one: one.fingerprint,
}

COLUMNS: Final = tuple(_COLUMNS)
"""The head of the table. Columns are only ever added, at its end."""


class CsvReport(Report):
    """Writes the findings as RFC 4180 has it: commas, CRLF, quotes where needed; UTF-8 with a mark that Excel reads.

    A cell is one line. One that a spreadsheet would take for a formula begins with an apostrophe.
    """

    format: ClassVar[str] = "csv"
    file_name: ClassVar[str] = "findings.csv"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `findings.csv`; sentences are in the report's language, names and levels are not translated."""
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        with speaking(presentation.language, result.wordings):
            for finding in result.findings:
                table.writerow([_cell(tell(finding)) for tell in _COLUMNS.values()])
        return write_atomically(folder / self.file_name, text.getvalue().encode("utf-8-sig"))


def _cell(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line.startswith(_BEGINS_FORMULA) else line
