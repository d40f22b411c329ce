"""Writes the reports: every one that can be written, whatever became of the others."""

import logging
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError, OutputFolderError, PluginError
from auditor.model.result import AuditResult
from auditor.model.settings import Settings
from auditor.report import PLAIN, Brand, Presentation, Report
from auditor.run_folder import note_reports
from auditor.saved_result import RESULT_FILE

_log = logging.getLogger(__name__)


def presentation_of(settings: Settings) -> Presentation:
    """How the settings want a reader to be met."""
    brand = Brand(settings.brand_name, settings.brand_logo, settings.brand_colour)
    return Presentation(language=settings.language, brand=brand, printer=partial(_print, settings.browser_path))


def _print(browser_path: str | None, page: Path, to: Path) -> None:
    from auditor.browser.printing import print_page  # noqa: PLC0415 - slow to load, and few reports are printed

    print_page(page, to, browser_path=browser_path)


def branded(brand: Brand, browser_path: str | None) -> dict[str, Any]:
    """What of a brand and of the browser's place is given, by the field of the settings."""
    given = {"brand_name": brand.name, "brand_logo": brand.logo, "brand_colour": brand.colour}
    return {field: one for field, one in {**given, "browser_path": browser_path}.items() if one}


def write_all(
    result: AuditResult, reports: Sequence[Report], output: Path, presentation: Presentation
) -> tuple[AuditResult, tuple[Path, ...]]:
    """Write the reports; `audit.json` goes last, because it tells how long the others took, and whatever they did."""
    began = time.perf_counter()
    last = [report for report in reports if report.file_name == RESULT_FILE]
    others = [report for report in reports if report.file_name != RESULT_FILE]
    files, failure = _tried(result, others, output, presentation)
    report_ms = round((time.perf_counter() - began) * 1000, 1)
    result = result.model_copy(
        update={
            "phases_ms": {**result.phases_ms, "report": report_ms},
            "duration_ms": round(result.duration_ms + report_ms, 1),
        }
    )
    written = write(result, last, output, presentation)
    if failure:
        raise failure
    return result, written + files


def write(
    result: AuditResult, reports: Sequence[Report], output: Path, presentation: Presentation = PLAIN
) -> tuple[Path, ...]:
    """Write every report that can be written; only then tell of one that cannot."""
    files, failure = _tried(result, reports, output, presentation)
    if failure:
        raise failure
    return files


def _tried(
    result: AuditResult, reports: Sequence[Report], output: Path, presentation: Presentation
) -> tuple[tuple[Path, ...], AuditorError | None]:
    """The reports that could be written, and what is to be told of the last that could not."""
    if reports and (output / "run").is_dir():
        note_reports(output, [report.file_name for report in reports])
    files: list[Path] = []
    failure: AuditorError | None = None
    for report in reports:
        try:
            files.append(report.write(result, output, presentation))
        except OSError as error:
            failure = OutputFolderError(f"{output / report.file_name}: cannot be written: {error.strerror or error}")
        except AuditorError as error:
            failure = type(error)(f"{output / report.file_name} was not written: {error}")
        except Exception as error:  # noqa: BLE001 - a report's crash must not cost the others
            _log.warning("the report %s failed", report.format, exc_info=error)
            failure = PluginError(f"the report '{report.format}' failed: {type(error).__name__}: {error}")
    return tuple(files), failure
