"""Every check judges its cases as they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.check import Check
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
