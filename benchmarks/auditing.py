"""Audits as the benchmarks make them: walks without probes, through the library."""

import os
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.audit import run_audit
from auditor.errors import AuditorError
from auditor.model.budget import Cache
from auditor.model.result import AttemptResult, AuditResult
from auditor.model.settings import FailOn, Settings

LIMIT_S = 300


class NotAuditedError(Exception):
    """An audit did not come to its end."""


def audit(url: str, journey: str, **settings: Any) -> AuditResult:
    """Walk a journey, make no probes, keep nothing on disk.

    Args:
        url: where it begins.
        journey: the journey, as it would stand in a file.
        settings: further settings of the audit.

    Raises:
        NotAuditedError: it could not be made, or ended early.
    """
    with tempfile.TemporaryDirectory(prefix="friction-bench-") as folder:
        path = Path(folder) / "walk.yaml"
        path.write_text(journey, encoding="utf-8")
        given: dict[str, Any] = {
            "target": url,
            "journeys": (path,),
            "probing": (),
            "locale": "en-US",
            "formats": ("json",),
            "fail_on": FailOn.NEVER,
            "timeout_seconds": LIMIT_S,
            "output": Path(folder) / "report",
        }
        try:
            result = run_audit(Settings(**given | settings))
        except AuditorError as error:
            raise NotAuditedError(str(error)) from error
    if result.interrupted or not result.journeys:
        raise NotAuditedError(result.interrupted or "nothing was walked")
    return result


def cold_attempts(result: AuditResult) -> Sequence[AttemptResult]:
    """The attempts of the audit's one journey that were made by a browser that came for the first time."""
    return [one for one in result.journeys[0].attempts if one.cache is Cache.COLD]


def figures(result: AuditResult, step: str, metric: str) -> list[float]:
    """One figure of a step for each cold attempt that has it."""
    found = [
        getattr(one.metrics, metric) for attempt in cold_attempts(result) for one in attempt.steps if one.id == step
    ]
    return [float(value) for value in found if value is not None]


def machine() -> str:
    """What it was measured on, and how busy that was: the figures mean little where others take the processor."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "not told"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"load of the last 1, 5 and 15 minutes: {load}"
    )
