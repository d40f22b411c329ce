"""A result that an earlier audit left, read back."""

import json
from pathlib import Path

from pydantic import ValidationError

from auditor.errors import OutputFolderError, ResultFormatError
from auditor.model.result import SCHEMA_VERSION, AuditResult

RESULT_FILE = "audit.json"


def load_result(place: Path) -> AuditResult:
    """Read a result.

    Args:
        place: the output folder of an audit, or its `audit.json`.

    Raises:
        OutputFolderError: there is none.
        ResultFormatError: it cannot be read, or is of another version.
    """
    path = place if place.is_file() else place / RESULT_FILE
    try:
        text = path.read_text(encoding="utf-8")
        version = json.loads(text)["schema_version"]
    except (FileNotFoundError, NotADirectoryError):
        raise OutputFolderError(f"{place} holds no {RESULT_FILE}: expected the output folder of an audit") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultFormatError(f"{path}: cannot be read as a result") from error
    if version != SCHEMA_VERSION:
        raise ResultFormatError(f"{path}: schema version {version!r}, expected {SCHEMA_VERSION}")
    try:
        return AuditResult.model_validate_json(text)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ResultFormatError(f"{path}: not a valid result at {where}") from error
