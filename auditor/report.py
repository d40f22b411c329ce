"""The contract of a report: one document in, files out."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from auditor.model.result import AuditResult


class Report(ABC):
    """Writes an `AuditResult` in one format.

    Attributes:
        format: the name given to `--format`.
        file_name: the file written into the output folder.
    """

    format: ClassVar[str]
    file_name: ClassVar[str]

    @abstractmethod
    def write(self, result: AuditResult, folder: Path) -> Path:
        """Write the report.

        Args:
            result: the audit's result; its screenshots are paths relative to `folder`.
            folder: the output folder, which exists.

        Returns:
            The file written.
        """
