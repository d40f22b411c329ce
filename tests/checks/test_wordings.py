"""Whatever a finding tells a reader can be told in another language, for only the page speaks for itself."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from auditor.check import Check, Context
from auditor.model.finding import ClipEvidence, ElementEvidence, FieldsEvidence, Finding, QuoteEvidence
from auditor.model.wording import Phrase, Wording
from auditor.testing import load_cases, run_case
from checks import built_in_checks
from tests.checks.test_cases import cases_file

TRANSLATED = ("checkout/",)
"""The folders that speak in phrases already."""


def _checks() -> Iterator[object]:
    for check in built_in_checks():
        if check.meta.id.startswith(TRANSLATED) and cases_file(check).exists():
            yield pytest.param(check, id=check.meta.id)


@pytest.mark.parametrize("check", tuple(_checks()))
def test_all_that_a_finding_tells_can_be_translated(check: type[Check]) -> None:
    for case in load_cases(cases_file(check)):
        page = frozenset(_words(case.context))
        for finding in run_case(check(), case).findings:
            for text in _told(finding):
                assert isinstance(text, Phrase), f"{case.name}: “{text}” is no phrase: build it with say"
                strange = [one for one in _not_ours(text.wording) if not _stands_in(one, page)]
                assert not strange, f"{case.name}: “{text}” holds {strange}, which is not of the page: say it too"


def _told(finding: Finding) -> Iterator[str]:
    """What a finding says in words of its own."""
    yield finding.message
    for evidence in finding.evidence:
        match evidence:
            case ElementEvidence(note=text) | ClipEvidence(caption=text) | QuoteEvidence(source=text):
                if text and not _is_path(text):
                    yield text
            case FieldsEvidence(rows=rows):
                yield from (verdict for *_, verdict in rows)
            case _:
                pass


def _not_ours(wording: Wording | str) -> Iterator[str]:
    """The texts within a wording that no catalogue knows."""
    if isinstance(wording, str):
        yield wording
        return
    for part in (*wording.values.values(), *wording.parts):
        if isinstance(part, (str, Wording)):
            yield from _not_ours(part)


def _stands_in(text: str, page: frozenset[str]) -> bool:
    """Whether a text is the page's: one that was gathered, or its beginning, or an address on it."""
    begun = text.removesuffix("…").strip()
    return _is_path(text) or any(begun in one for one in page)


def _is_path(text: str) -> bool:
    return text.startswith("/") and " " not in text


def _words(value: object) -> Iterator[str]:
    """All text in what a check was given, on one line each."""
    match value:
        case str():
            yield " ".join(value.split())
        case Context():
            yield from _words((value.run, value.attempts))
        case BaseModel():
            yield from _words(tuple(value.__dict__.values()))
        case dict():
            yield from _words(tuple(value.items()))
        case tuple() | list():
            for one in value:
                yield from _words(one)
        case _:
            pass
