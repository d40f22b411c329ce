"""The contract of a report: one document in, files out."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from auditor.model.result import AuditResult


@dataclass(frozen=True)
class Brand:
    """Whose name a report carries, beside ours.

    Attributes:
        name: who hands it over; empty for nobody.
        logo: a picture file of theirs, PNG, JPEG, WebP, GIF or SVG.
        colour: the accent, as `#rrggbb`.
    """

    name: str = ""
    logo: Path | None = None
    colour: str = ""


class Printer(Protocol):
    """Prints a page."""

    def __call__(self, page: Path, to: Path) -> None:
        """Print a page that lies on this machine, with nothing loaded from anywhere else, as a tagged PDF.

        Raises:
            BrowserError: there is no browser, or it cannot print it.
        """


@dataclass(frozen=True)
class Presentation:
    """How a reader is to be met.

    Attributes:
        language: the language of the report, one of those there are catalogues of.
        brand: whose report it is.
        printer: what prints a page; None where nothing can.
    """

    language: str = "en"
    brand: Brand = Brand()
    printer: Printer | None = None


PLAIN = Presentation()
"""In English, under no name but ours."""


class Report(ABC):
    """Writes an `AuditResult` in one format.

    Attributes:
        format: the name given to `--format`.
        file_name: the file written into the output folder.
    """

    format: ClassVar[str]
    file_name: ClassVar[str]

    @abstractmethod
    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write the report.

        Args:
            result: the audit's result; its screenshots are paths relative to `folder`.
            folder: the output folder, which exists.
            presentation: language, brand and printer; what a format has no use for it leaves.

        Returns:
            The file written.
        """
