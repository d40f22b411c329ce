"""The checks that a SARIF log speaks of, each with its help."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from auditor.model.finding import Certainty, Severity
from auditor.model.result import AuditResult, FindingResult
from reports.language import _, told
from reports.markdown_text import escaped, prose
from reports.prose import reference
from reports.text import clean, one_line

LEVELS: Final = {
    Severity.BLOCKER: "error",
    Severity.SERIOUS: "error",
    Severity.MODERATE: "warning",
    Severity.MINOR: "note",
}
"""Levels of SARIF for severities."""
_PROBLEMS: Final = {"error": "error", "warning": "warning", "note": "recommendation"}
"""What GitHub calls the levels of a rule (`problem.severity`)."""


@dataclass(frozen=True)
class _Known:
    """What the result tells of a check."""

    title: str
    severity: Severity
    certain: bool
    finding: FindingResult | None = None


def rules_of(result: AuditResult) -> list[dict[str, Any]]:
    """A rule for each check that found something or could not tell, by id; as severe as the worst it found."""
    known: dict[str, _Known] = {}
    for finding in result.findings:
        certain = finding.certainty is Certainty.CERTAIN
        _keep(known, finding.check, _Known(finding.title, finding.severity, certain, finding))
    for one in result.inconclusive:
        _keep(known, one.check, _Known(one.title, one.severity, certain=False))
    return [_rule(check, known[check]) for check in sorted(known)]


def _keep(known: dict[str, _Known], check: str, one: _Known) -> None:
    check = one_line(check)
    before = known.get(check)
    if before is None or (one.finding and before.finding is None) or one.severity.rank < before.severity.rank:
        known[check] = one


def _rule(check: str, known: _Known) -> dict[str, Any]:
    title = one_line(told(known.title)) or check
    finding = known.finding
    made: dict[str, Any] = {
        "id": check,
        "name": "".join(word.capitalize() for word in check.replace("/", "-").split("-")) or check,
        "shortDescription": {"text": title},
        "fullDescription": {"text": _full(title, finding)},
        "help": {"text": _help(title, finding), "markdown": _help_markdown(title, finding)},
        "defaultConfiguration": {"level": LEVELS[known.severity]},
        "properties": {
            "tags": ["ux", one_line(check.partition("/")[0])],
            "severity": known.severity.value,
            "precision": "very-high" if known.certain else "medium",
            "problem.severity": _PROBLEMS[LEVELS[known.severity]],
        },
    }
    address = next(iter(_addresses(finding.references if finding else ())), "")
    return made | ({"helpUri": address} if address else {})


def _addresses(references: Iterable[str]) -> list[str]:
    return [span.url for text in references for span in reference(text) if span.url]


def _full(title: str, finding: FindingResult | None) -> str:
    feels = one_line(told(finding.feels)) if finding else ""
    return f"{title}. {feels}" if feels else title


def _help(title: str, finding: FindingResult | None) -> str:
    if finding is None:
        return title
    parts = [
        title,
        one_line(told(finding.feels)),
        clean(told(finding.found_by)).strip(),
        _labelled(_("How to mend it"), clean(told(finding.fix)).strip()),
        _labelled(_("Source"), "\n".join(one_line(one) for one in finding.references)),
    ]
    return "\n\n".join(part for part in parts if part)


def _help_markdown(title: str, finding: FindingResult | None) -> str:
    if finding is None:
        return f"**{escaped(title)}**"
    feels = one_line(told(finding.feels))
    parts = [
        f"**{escaped(title)}**",
        f"> {escaped(feels)}" if feels else "",
        prose(told(finding.found_by)),
        f"### {_('How to mend it')}\n\n{prose(told(finding.fix))}" if finding.fix else "",
        _sources(finding.references),
    ]
    return "\n\n".join(part for part in parts if part)


def _sources(references: Iterable[str]) -> str:
    lines = [f"- {_linked(text)}" for text in references if one_line(text)]
    return "\n".join([f"### {_('Source')}\n", *lines]) if lines else ""


def _linked(text: str) -> str:
    return "".join(f"<{span.url}>" if span.url else escaped(span.text, keep_ends=True) for span in reference(text))


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""
