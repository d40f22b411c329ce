"""`audit.json`: the result document as it is, for other programs."""

import json
import math
from pathlib import Path
from typing import Any, ClassVar

from auditor.model.result import AuditResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.text import whole


class JsonReport(Report):
    """Writes the result as JSON: UTF-8, two spaces, the model's own order of keys, a newline at the end."""

    format: ClassVar[str] = "json"
    file_name: ClassVar[str] = "audit.json"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `audit.json`, which has no language and no brand; see `Report.write`."""
        del presentation
        document = _portable(result.model_dump(mode="json"))
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        return write_atomically(folder / self.file_name, f"{text}\n".encode())


def _portable(value: Any) -> Any:
    """The value without what strict JSON cannot hold: halves of surrogate pairs, and numbers that are none."""
    if isinstance(value, dict):
        return {whole(key): _portable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_portable(item) for item in value]
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
