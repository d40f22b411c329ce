"""Annotations are workflow commands that GitHub reads as what they were meant to be, and no more than it shows."""

import re

import pytest

from auditor.model.finding import Certainty
from auditor.model.result import Breach, GateResult
from reports.annotations import MOST, annotations_of
from tests.reports import samples
from tests.reports.conftest import SAMPLES

_COMMAND = re.compile(r"::(?P<level>error|warning|notice) title=(?P<title>[^:,\r\n]*)::(?P<text>[^\r\n]*)")


def read(line: str) -> tuple[str, str, str]:
    """Level, title and text of a workflow command, as the runner reads it."""
    found = _COMMAND.fullmatch(line)
    assert found is not None, line
    level, title, text = found.groups()
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        title = title.replace(code, sign)
        text = text.replace(code, sign) if sign not in ":," else text
    return level, title, text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_a_command_and_none_is_too_many(name: str) -> None:
    told = [read(line) for line in annotations_of(getattr(samples, name)())]
    for level in ("error", "warning", "notice"):
        assert sum(one[0] == level for one in told) <= MOST


def test_what_fails_the_gate_is_an_error_and_the_rest_is_less() -> None:
    told = [(level, title) for level, title, _ in map(read, annotations_of(samples.rough()))]
    assert told == [
        ("error", "A budget is exceeded"),
        ("error", "The form forgets what was typed (Checkout, desktop)"),
        ("error", "The step keeps the shopper waiting (Search, desktop)"),
        ("error", "Prices can hardly be read (Landing, desktop)"),
        ("notice", "Nothing about returns (Product, desktop)"),
        ("notice", "The cart shows no total (Cart, desktop)"),
        ("notice", "The page stays empty for long"),
    ]


def test_what_the_gate_lets_pass_is_a_warning_and_a_guess_a_notice() -> None:
    findings = (
        samples.finding(1, gates=False),
        samples.finding(2, certainty=Certainty.NEEDS_REVIEW, gates=False),
        samples.finding(3, status="suppressed"),
    )
    result = samples.smooth().model_copy(update={"findings": findings})
    assert [read(line)[0] for line in annotations_of(result)] == ["warning", "notice"]


def test_an_audit_that_saw_nothing_is_an_error() -> None:
    (told,) = map(read, annotations_of(samples.unseen()))
    assert told == (
        "error",
        "The audit is incomplete",
        "the first page did not answer (net::ERR_CONNECTION_REFUSED)",
    )


def test_nothing_found_tells_nothing() -> None:
    assert annotations_of(samples.smooth()) == []


def test_the_tenth_tells_how_many_more_there_are() -> None:
    gate = GateResult(passed=False, exit_code=1, breaches=(Breach(kind="finding", what="x"),))
    told = [
        read(line) for line in annotations_of(samples.crowded().model_copy(update={"gate": gate, "inconclusive": ()}))
    ]
    assert [level for level, *_ in told] == ["error"] * MOST
    assert told[-1][1:] == ("friction-audit", "… and 191 more in the report")


@pytest.mark.parametrize("text", ["a\n::error::b", "50% off, now: ::x::", "a%0Ab", "\r\n::set-output name=x::y", "::"])
def test_text_of_a_page_stays_in_its_place(text: str) -> None:
    wicked = samples.finding(title=text, message=text, url=text, device=text, rerun=text)
    (line,) = annotations_of(samples.smooth().model_copy(update={"findings": (wicked,)}))
    level, title, told = read(line)
    assert level == "error"
    assert title.startswith(" ".join(text.split()))
    assert told.startswith(" ".join(text.split()))
