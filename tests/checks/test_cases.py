"""Every check judges its cases as they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.check import Check
from auditor.model.finding import ClipEvidence, ElementEvidence, Finding, QuoteEvidence
from auditor.model.wording import Phrase
from auditor.testing import Case, load_cases, run_case
from checks import built_in_checks

CASES = Path(__file__).parent / "cases"


def cases_file(check: type[Check]) -> Path:
    """Where the cases of a check stand."""
    return CASES / f"{check.meta.id.replace('-', '_')}.toml"


def _all_cases() -> Iterator[object]:
    for check in built_in_checks():
        if cases_file(check).exists():
            for case in load_cases(cases_file(check)):
                yield pytest.param(check, case, id=f"{check.meta.id}: {case.name}")


@pytest.mark.parametrize(("check", "case"), tuple(_all_cases()))
def test_case(check: type[Check], case: Case) -> None:
    result = run_case(check(), case)
    assert not result.differences, "\n".join(result.differences)


@pytest.mark.parametrize(("check", "case"), tuple(_all_cases()))
def test_what_a_check_says_can_be_told_in_another_language(check: type[Check], case: Case) -> None:
    for finding in run_case(check(), case).findings:
        assert isinstance(finding.message, Phrase)
        assert finding.message.wording.english() == finding.message
        assert [one for one in _ours(finding) if one and not isinstance(one, Phrase)] == []


def _ours(finding: Finding) -> Iterator[str]:
    """What the evidence says in words of ours; a note or a source may be the page's own, such as an address."""
    for one in finding.evidence:
        if isinstance(one, ClipEvidence):
            yield one.caption
        elif isinstance(one, QuoteEvidence | ElementEvidence):
            said = one.source if isinstance(one, QuoteEvidence) else one.note
            if " " in said:
                yield said
