"""What the page begins with: three sentences, the map of the journey, what to mend first, the filmstrip."""

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from auditor.model.finding import Severity
from auditor.model.result import AuditResult
from reports.html_page import HtmlReport
from reports.language import speaking
from reports.summary import cut, in_a_breath
from tests.reports import samples

WORDS_IN_TEN_SECONDS = 40  # at the 238 words a minute of Brysbaert, How many words do we read per minute?, 2019


def written(result: AuditResult, folder: Path) -> Any:
    samples.paint_screenshots(folder)
    return BeautifulSoup(HtmlReport().write(result, folder).read_text(encoding="utf-8"), "html.parser")


def text(node: Any) -> str:
    return re.sub(r"\s+", " ", node.text).strip()


@pytest.fixture(scope="module")
def rough(pages: dict[str, Path]) -> Any:
    return BeautifulSoup(pages["rough"].read_text(encoding="utf-8"), "html.parser")


def test_three_sentences_tell_what_was_walked_what_came_of_it_and_what_to_do(rough: Any) -> None:
    walked, came, first = (text(one) for one in rough.select(".brief li"))
    assert walked == (
        "What was walked A shopper’s way on desktop, mobile: Landing → Listing → Search → Product → Cart → Checkout, "
        "in 19 s, with 6 clicks and 11 keystrokes."
    )
    assert came == (
        "What came of it Shoppers are stopped at checkout: “The form forgets what was typed”, and 1 more friction will "
        "make many give up."
    )
    assert first == (
        "What to do first Mend “The form forgets what was typed”: Send the values back with the page: re-render every "
        "field with what was submitted; clear nothing but the security code and passwords."
    )


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("smooth", "Nothing has to be mended; audit again after the next change."),
        ("unseen", "Look at what could not be checked: 2 stages or trials are missing."),
    ],
)
def test_without_findings_the_last_sentence_says_what_else_to_do(name: str, last: str, pages: dict[str, Path]) -> None:
    page = BeautifulSoup(pages[name].read_text(encoding="utf-8"), "html.parser")
    assert text(page.select(".brief li")[-1]) == f"What to do first {last}"


def test_what_marketing_calls_the_way_stands_above_the_steps(rough: Any) -> None:
    walk = rough.select_one(".walk")
    assert [(band.text, band["class"][-1]) for band in walk.select(".band")] == [
        ("Awareness", "span-1"),
        ("Consideration", "span-3"),
        ("Decision", "span-2"),
        ("Conversion", "span-1"),
        ("After the purchase", "span-1"),
    ]
    begun = {text(step.h4): step.select_one(".aim").text for step in walk.select(".step") if step.select_one(".aim")}
    assert begun == {
        "1 Landing": "Awareness",
        "2 Listing": "Consideration",
        "5 Add to cart": "Decision",
        "7 Checkout": "Conversion",
        "Confirmation": "After the purchase",
    }


def test_each_step_tells_its_mood_its_seconds_its_clicks_and_its_fields(rough: Any) -> None:
    steps = {text(step.h4): step for step in rough.select_one(".walk").select(".step:not(.beyond)")}
    told = {
        name: [text(one) for one in (step.select_one(".mood"), step.select_one(".time"), step.select_one(".asked"))]
        for name, step in steps.items()
    }
    assert told["3 Search"] == ["annoyed", "6.4 s", "1 click 0 fields"]
    assert told["7 Checkout"] == ["angry", "4.1 s", "1 click 14 fields to fill in"]
    assert all(step.select_one(".mood use")["href"] == f"#face-{told[name][0]}" for name, step in steps.items())


def test_what_to_mend_first_is_read_within_ten_seconds(tmp_path: Path) -> None:
    findings = tuple(
        samples.finding(
            number,
            check=f"checkout/kind-{number}",
            title="The checkout form forgets whatever shoppers typed, " * 6,
            severity=Severity.BLOCKER,
            fix="Send submitted values back together with the messages, " * 30,
        )
        for number in range(8)
    )
    page = written(samples.rough().model_copy(update={"findings": findings}), tmp_path)
    items = page.select("#fix-first li")
    assert len(items) == 5
    assert all(len(text(item).split()) <= WORDS_IN_TEN_SECONDS for item in items)


def test_the_filmstrip_tells_how_long_the_way_had_taken(rough: Any) -> None:
    frames = rough.select_one(".strip").select("figure")
    moments = [one.select_one(".moment").text for one in frames]
    assert moments == ["1.2 s", "2.1 s", "8.6 s", "12 s", "13 s", "14 s", "19 s"]
    assert [one["id"] for one in frames] == [f"seen-1-{number}" for number in range(1, 8)]
    assert [one["id"] for one in frames if "lit" in one["class"]] == ["seen-1-7"]


def test_a_finding_tells_how_it_was_found_and_how_to_see_it_again(tmp_path: Path) -> None:
    told = samples.finding(
        found_by="Counts the fields that stand open.",
        steps=("Open https://shop.example/", "Go on to the checkout by “Order”"),
        rerun="friction replay F001",
    )
    page = written(samples.rough().model_copy(update={"findings": (told,)}), tmp_path)
    shown = page.select_one(".finding")
    assert text(shown.select_one(".how")) == "How it was found Counts the fields that stand open."
    assert [one.text for one in shown.select(".again li")] == list(told.steps)
    assert text(shown.select_one(".again > p")) == "Reproduce with: friction replay F001"


def test_an_advice_ends_with_its_first_sentence_and_between_words() -> None:
    with speaking("en"):
        assert in_a_breath("Send it in version 2.5 of the form. Then more.") == "Send it in version 2.5 of the form."
        assert in_a_breath("把值送回去。再来。") == "把值送回去。"
        assert in_a_breath("No stop") == "No stop."
    assert cut("one two three four five", 20) == "one two three four…"
