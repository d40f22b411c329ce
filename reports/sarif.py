"""`findings.sarif`: the findings as SARIF 2.1.0, for GitHub's code scanning and editors.

Places are pages, not files. GitHub refuses a whole upload for one location with a web address, so a location is the
page's host and path as a relative address, the port behind an underscore; the full address stands in the `properties`.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import quote, unquote, urlsplit

from auditor.model.finding import Certainty, CheckOutcome, Location
from auditor.model.result import AuditResult, FindingResult, Inconclusive
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.finding_text import figures_of, headline, selectors_of, told_line
from reports.language import _, speaking
from reports.sarif_rules import LEVELS, rules_of
from reports.text import clean, one_line

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_KINDS: Final = {Certainty.CERTAIN: "fail", Certainty.NEEDS_REVIEW: "review", Certainty.INCONCLUSIVE: "open"}
_BASELINE: Final = {"new": "new", "known": "unchanged"}
_MOST_PLACES = 20


class SarifReport(Report):
    """Writes the findings as a SARIF log with one run."""

    format: ClassVar[str] = "sarif"
    file_name: ClassVar[str] = "findings.sarif"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `findings.sarif`, its sentences in the report's language."""
        with speaking(presentation.language, result.wordings):
            document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(result, presentation.language)]}
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        return write_atomically(folder / self.file_name, f"{clean(text)}\n".encode())


def _run(result: AuditResult, language: str) -> dict[str, Any]:
    rules = rules_of(result)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    made = [_result(one, places) for one in result.findings] + [_open(one, places) for one in result.inconclusive]
    return {
        "tool": {
            "driver": {
                "name": result.tool.name,
                "version": result.tool.version,
                "language": language,
                "rules": rules,
            }
        },
        "language": language,
        "automationDetails": {"id": f"friction-audit/{one_line(page_path(result.target).partition('/')[0])}"},
        "invocations": [_invocation(result)],
        "columnKind": "unicodeCodePoints",
        "results": made,
        "properties": {
            "target": one_line(result.target),
            "score": result.score.overall,
            "passed": result.gate.passed,
            "exitCode": result.gate.exit_code,
        },
    }


def _result(one: FindingResult, places: Mapping[str, int]) -> dict[str, Any]:
    kind = _KINDS[one.certainty]
    made: dict[str, Any] = {
        "ruleId": one_line(one.check),
        "ruleIndex": places[one_line(one.check)],
        "kind": kind,
        # What does not fail has no level (SARIF 2.1.0, 3.27.10).
        "level": LEVELS[one.severity] if kind == "fail" else "none",
        "message": {"text": headline(one)},
        "locations": [_location(_place(one), next(iter(selectors_of(one)), ""))],
        "partialFingerprints": {"friction/v1": one_line(one.fingerprint)},
        "properties": {
            "id": one_line(one.id),
            "severity": one.severity.value,
            "certainty": one.certainty.value,
            "status": one.status,
            "gates": one.gates,
            "url": one_line(one.url),
            "stage": one.stage.value,
            "device": one_line(one.device),
            **_told_only({"figures": list(figures_of(one)), "rerun": one_line(one.rerun)}),
            **_told_only({"steps": [told_line(step) for step in one.steps]}),
        },
    }
    further = [{"id": number} | _location(place) for number, place in enumerate(one.places[:_MOST_PLACES])]
    made |= _told_only({"relatedLocations": further})
    if one.status == "suppressed":
        return made | {"suppressions": [{"kind": "external", "status": "accepted"}]}
    return made | {"baselineState": _BASELINE[one.status]}


def _open(one: Inconclusive, places: Mapping[str, int]) -> dict[str, Any]:
    message = _("The figures do not tell: {what}", what=f"{told_line(one.title)}: {told_line(one.message)}")
    return {
        "ruleId": one_line(one.check),
        "ruleIndex": places[one_line(one.check)],
        "kind": "open",
        "level": "none",
        "message": {"text": message},
        "locations": [_location(_place(one))],
        "properties": {
            "severity": one.severity.value,
            "certainty": Certainty.INCONCLUSIVE.value,
            "url": one_line(one.url),
            "stage": one.stage.value,
            "device": one_line(one.device),
        },
    }


def _told_only(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _place(one: FindingResult | Inconclusive) -> Location:
    return Location(journey=one.journey, step=one.step, stage=one.stage, device=one.device, url=one.url)


def _location(at: Location, selector: str = "") -> dict[str, Any]:
    whole = "/".join(one_line(part) for part in (at.journey, at.device, at.stage, at.step))
    logical = [{"name": one_line(at.step), "fullyQualifiedName": whole, "kind": "module"}]
    if selector:
        logical.append({"name": selector, "fullyQualifiedName": f"{whole}/{selector}", "kind": "element"})
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": page_path(at.url)},
            "region": {"startLine": 1, "startColumn": 1},
        },
        "logicalLocations": logical,
    }


def page_path(url: str) -> str:
    """A page's host and path as a relative address, without query; `unknown-page` where it is none of the web."""
    try:
        parts = urlsplit(one_line(url))
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        return "unknown-page"
    path = "/".join(quote(unquote(part), safe="") for part in parts.path.split("/") if part not in {"", ".", ".."})
    named = f"{quote(host, safe='')}{f'_{port}' if port else ''}"
    return f"{named}/{path}" if path else named


def _invocation(result: AuditResult) -> dict[str, Any]:
    incomplete = [one for one in result.gate.breaches if one.kind == "incomplete"]
    return {
        "executionSuccessful": not incomplete,
        "exitCode": result.gate.exit_code,
        "startTimeUtc": f"{result.started_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z",
        "toolExecutionNotifications": list(_notifications(result)),
    }


def _notifications(result: AuditResult) -> Iterable[dict[str, Any]]:
    for breach in result.gate.breaches:
        if breach.kind == "incomplete":
            yield _notification("incomplete", "error", told_line(breach.what))
    for one in result.results:
        if one.outcome is CheckOutcome.ERRORED:
            why = _("The check {check} could not judge {subject}: {why}", check=one.check, subject=one.subject,
                    why=told_line(one.error or ""))  # fmt: skip
            yield _notification("check-failed", "error", one_line(why))
    for name, level, missed in (
        ("not-reached", "warning", result.coverage.unreached),
        ("not-probed", "note", result.coverage.not_probed),
    ):
        for stage in missed:
            if not stage.expected:
                yield _notification(name, level, f"{stage.stage.value}: {told_line(stage.why)}")


def _notification(name: str, level: str, text: str) -> dict[str, Any]:
    return {"descriptor": {"id": name}, "level": level, "message": {"text": text or name}}
