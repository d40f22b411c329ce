"""Whatever a finding tells a reader can be told in another language, for only the page speaks for itself."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from pydantic import BaseModel

from auditor.check import Check, Context
from auditor.model.finding import ClipEvidence, ElementEvidence, FieldsEvidence, Finding, QuoteEvidence
from auditor.model.wording import Phrase, Wording
from auditor.testing import load_cases, run_case
from checks import built_in_checks
from tests.checks.test_cases import cases_file
from tests.project.messages import gathered

A_TERM = re.compile(r"[0-9]{3}|(([A-Z]+ )?/|https?://)[^ ]*")
"""What is the same in every language: a status, an address with its method or without."""


def _checks() -> Iterator[object]:
    for check in built_in_checks():
        if cases_file(check).exists():
            yield pytest.param(check, id=check.meta.id)


@pytest.fixture(scope="session")
def sentences() -> Catalog:
    """All sentences that are given to translators."""
    return gathered()


@pytest.mark.parametrize("check", tuple(_checks()))
def test_all_that_a_finding_tells_can_be_translated(check: type[Check], sentences: Catalog) -> None:
    for case in load_cases(cases_file(check)):
        page = frozenset(_words(case.context))
        for finding in run_case(check(), case).findings:
            assert isinstance(finding.message, Phrase), f"{case.name}: “{finding.message}” is not built with say"
            for text in _told(finding):
                strange = [one for one in _not_ours(text) if not _stands_in(one, page)]
                assert not strange, f"{case.name}: “{text}” holds {strange}, which is not of the page: say it"
                lost = [one for one in _sentences(text) if one not in sentences]
                assert not lost, f"{case.name}: {lost} is not gathered for translation: give say a literal"


def _told(finding: Finding) -> Iterator[str]:
    """What a finding says in words of its own."""
    yield finding.message
    for evidence in finding.evidence:
        match evidence:
            case ElementEvidence(note=text) | ClipEvidence(caption=text) | QuoteEvidence(source=text):
                yield text
            case FieldsEvidence(rows=rows):
                yield from (verdict for *_, verdict in rows)
            case _:
                pass


def _sentences(text: object) -> Iterator[str]:
    """The sentences that a text was made of."""
    wording = text.wording if isinstance(text, Phrase) else text
    if isinstance(wording, Wording):
        if wording.text:
            yield wording.text
        for part in (*wording.values.values(), *wording.parts):
            yield from _sentences(part)


def _not_ours(text: object) -> Iterator[str]:
    """What no catalogue knows: the texts within a phrase, all of what is none."""
    match text:
        case Phrase():
            assert text.wording.english() == text
            yield from _not_ours(text.wording)
        case Wording():
            for part in (*text.values.values(), *text.parts):
                yield from _not_ours(part)
        case str():
            yield text
        case _:
            pass


def _stands_in(text: str, page: frozenset[str]) -> bool:
    """Whether a text is the page's, one that was gathered or its beginning, or a term."""
    begun = text.removesuffix("…").strip()
    return any(begun in one for one in page) or A_TERM.fullmatch(text) is not None


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
