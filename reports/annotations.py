"""What GitHub Actions shows beside a run: workflow commands, one a line.

A finding that fails the gate is an error, another certain and new one a warning, the rest a notice. GitHub shows ten of
each level from one step and drops the rest without a word, so the tenth says how many more there are.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from auditor.model.finding import Certainty
from auditor.model.result import AuditResult, FindingResult
from reports.budget_words import budget_words
from reports.finding_text import told_line
from reports.journey_path import STAGE_NAMES, worst_first
from reports.language import _, counted_in, speaking
from reports.text import clean

Level = Literal["error", "warning", "notice"]

MOST: Final = 10
"""Annotations of one level that GitHub takes from one step."""

_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: Final = {**_DATA, ":": "%3A", ",": "%2C"}


def annotations_of(result: AuditResult, language: str = "en") -> list[str]:
    """The workflow commands of a result, errors first.

    Args:
        result: the audit's result.
        language: the language of the report.
    """
    with speaking(language, result.wordings):
        told: Mapping[Level, list[tuple[str, str]]] = {
            "error": [*_breaches(result), *_findings(result, "error")],
            "warning": [*_findings(result, "warning"), *_warned_budgets(result)],
            "notice": [*_findings(result, "notice"), *_open(result)],
        }
        return [_command(level, title, text) for level, all_ in told.items() for title, text in _capped(all_)]


def _level(one: FindingResult) -> Level:
    if one.certainty is not Certainty.CERTAIN or one.status == "known":
        return "notice"
    return "error" if one.gates else "warning"


def _findings(result: AuditResult, level: Level) -> list[tuple[str, str]]:
    here = tuple(one for one in result.findings if one.status != "suppressed" and _level(one) == level)
    return [
        (f"{told_line(one.title)} ({STAGE_NAMES[one.stage]}, {one.device})", _text(one)) for one in worst_first(here)
    ]


def _text(one: FindingResult) -> str:
    lines = [told_line(one.message), f"{one.id}  {one.check}  {clean(one.url)}"]
    lines += [f"{_('Reproduce with:')} {one.rerun}"] if one.rerun else []
    return "\n".join(lines)


def _breaches(result: AuditResult) -> list[tuple[str, str]]:
    """What fails the gate and is no finding: an audit that could not look, budgets, what the figures do not tell."""
    kinds = {"incomplete": _("The audit is incomplete"), "budget": _("A budget is exceeded")}
    return [
        (kinds.get(one.kind, _("The figures do not tell")), told_line(one.what))
        for one in result.gate.breaches
        if one.kind != "finding" or one.inconclusive
    ]


def _warned_budgets(result: AuditResult) -> list[tuple[str, str]]:
    over = [one for one in result.budgets if one.verdict == "over" and one.level == "warn"]
    return [(_("A budget is exceeded"), told_line(budget_words(one))) for one in over]


def _open(result: AuditResult) -> list[tuple[str, str]]:
    return [(told_line(one.title), told_line(one.message)) for one in result.inconclusive]


def _capped(told: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    if len(told) <= MOST:
        return told
    rest = len(told) - MOST + 1
    more = counted_in("… and {number} more in the report", "… and {number} more in the report", rest)
    return [*told[: MOST - 1], ("friction-audit", more)]


def _command(level: Level, title: str, text: str) -> str:
    return f"::{level} title={_encoded(clean(title), _PROPERTY)}::{_encoded(clean(text), _DATA)}"


def _encoded(text: str, codes: Mapping[str, str]) -> str:
    return "".join(codes.get(sign, sign) for sign in text)
