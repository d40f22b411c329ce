"""Timings, budgets and open verdicts as the page tells them: with spread and conditions, never by colour alone."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from auditor.model.budget import Cache
from auditor.model.result import AttemptResult, AuditResult, BudgetResult
from reports.budget_table import budget_rows, open_verdicts
from reports.conditions import conditions_of
from reports.html_page import HtmlReport
from reports.verdict import verdict_of
from tests.reports import samples


@pytest.fixture(scope="module")
def timings(pages: dict[str, Path]) -> Tag:
    section = BeautifulSoup(pages["rough"].read_text(encoding="utf-8"), "html.parser").find(id="timings")
    assert isinstance(section, Tag)
    return section


def words(tag: Tag | None) -> str:
    assert tag is not None
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_figures_stand_with_their_conditions(timings: Tag) -> None:
    assert [words(one) for one in timings.select(".conditions")] == [
        "desktop, 1280 × 800 px network slow-4g processor slowed down 4 times 1 attempt with an empty cache",
        "mobile, 1280 × 800 px network slow-4g processor slowed down 4 times 1 attempt with an empty cache",
    ]


def test_a_figure_has_its_judgement_its_spread_and_the_warm_one_beside_it(timings: Tag) -> None:
    cell = timings.select_one('.timings tbody tr td[data-label="Largest paint"]')
    assert words(cell) == "4.3 s poor 4.1 s to 4.9 s, 3 attempts warm 1.2 s"


def test_timings_of_one_device_are_not_told_of_another(timings: Tag) -> None:
    cells = timings.select('.timings tbody tr:first-child td[data-label="Largest paint"]')
    assert [words(cell) for cell in cells][1] == "4.3 s poor"


def test_the_share_of_third_parties_is_told(timings: Tag) -> None:
    assert words(timings.select_one('td[data-label="Of third parties"]')) == "12 (19%)"
    assert words(timings.select_one('td[data-label="From third parties"]')) == "340 kB (14%)"


def test_a_step_in_place_is_marked_and_explained(timings: Tag) -> None:
    marked = {words(tag.parent) for tag in timings.select(".timings .tag")}
    assert marked == {"5. Add to cart in place"}
    assert "In place: the page changed without loading a document" in words(timings)


def test_late_paints_and_moving_pages_have_their_elements_named(timings: Tag) -> None:
    named = [words(one) for one in timings.select(".reasons li")]
    assert "1. Landing painted last, after 4.3 s: main > img.hero" in named
    assert "1. Landing moved, 0.19 in all: #banner , main > .grid" in named
    assert not [one for one in named if one.startswith("2. Listing moved")]


def test_every_request_of_a_step_has_a_row_in_words(timings: Tag) -> None:
    fall = timings.find(id="waterfall-1-1")
    assert isinstance(fall, Tag)
    assert "open" not in fall.attrs
    rows = {words(row.th): [words(cell) for cell in row.select("td")] for row in fall.select("tbody tr")}
    assert rows["/theme/storefront.8f3a.css"] == [
        "style", "the shop", "200", "96 kB", "410 ms",
        "from 330 ms, waiting for the answer 246 ms, receiving 164 ms",
    ]  # fmt: skip
    assert rows["cdn.consent-and-sta…/collect"][1] == "third party"
    assert rows["POST /order"][2] == "held back"
    assert rows["/missing.png"][2] == "404"
    assert len(rows) == 1 + len({one.url.rpartition("/")[2] for one in samples.waterfall().requests})
    assert "And 34 more requests, shorter than those shown: 210 kB in all, 20 of third parties" in words(fall)


def test_the_shoppers_milestones_are_lines_with_words(timings: Tag) -> None:
    axis = timings.select_one("#waterfall-1-1 .axis")
    assert axis is not None
    assert [words(one) for one in axis.select(".label")] == [
        "Shopper’s act",
        "First byte 310 ms",
        "First paint 1.9 s",
        "Load 3.1 s",
        "Next action possible 3.3 s",
        "Largest paint 4.3 s",
    ]
    assert len(axis.select("#waterfall-1-1-lines .mark")) == 6
    lines = timings.select('#waterfall-1-1 .bars use[href="#waterfall-1-1-lines"]')
    assert len(lines) == len(timings.select("#waterfall-1-1 tbody tr"))


def test_budgets_say_what_was_measured_how_and_what_follows(timings: Tag) -> None:
    rows = [[words(cell) for cell in row.select("th, td")] for row in timings.select(".budgets tbody tr")]
    slowed = "slow-4g, processor slowed down 4 times"
    assert [row[:3] for row in rows] == [
        ["Largest paint", "landing on desktop", "2,500 ms"],
        ["Time to next action", "search on desktop", "6,500 ms"],
        ["Transferred", "landing on desktop", "3,000 kB"],
    ]
    assert [row[3:] for row in rows] == [
        [f"4,350 ms median of 3 attempts {slowed}", "4,100 ms to 4,900 ms", "over"],
        [f"7,100 ms worst of 3 attempts {slowed}", "5,900 ms to 7,100 ms", "inconclusive a warning only"],
        ["2,300 kB median of 3 attempts, warm cache", "–", "within"],
    ]
    assert [tag["class"][-1] for tag in timings.select(".budgets .outcome")] == ["is-bad", "is-open", "is-good"]


def test_many_budgets_that_are_met_are_folded_away(tmp_path: Path) -> None:
    over, left_open, met = (budget_rows(samples.rough())[place].verdict for place in range(3))
    assert (over, left_open, met) == ("over", "inconclusive", "within")
    within = next(one for one in samples.rough().budgets if one.verdict == "within")
    many = (*samples.rough().budgets, *[within.model_copy(update={"where": f"step {number}"}) for number in range(5)])
    page = HtmlReport().write(samples.rough().model_copy(update={"budgets": many}), tmp_path)
    section = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find(id="timings")
    assert isinstance(section, Tag)
    shown, folded = section.select(".budgets")
    assert [words(tag) for tag in shown.select(".outcome")] == ["over", "inconclusive"]
    assert len(folded.select("tbody tr")) == 6
    assert words(folded.find_parent("details").summary) == "6 figures within their budgets"  # type: ignore[union-attr]


def test_what_is_inconclusive_stands_apart_from_findings_and_passes(pages: dict[str, Path]) -> None:
    page = BeautifulSoup(pages["rough"].read_text(encoding="utf-8"), "html.parser")
    check, budget = (words(one) for one in page.select("#inconclusive li"))
    assert check.startswith("inconclusive The page stays empty for long Landing, desktop The first thing was painted")
    assert "First paint 1.9 s against a limit of 1.8 s (median of 3 attempts, 1.7 s to 2.0 s)" in check
    assert check.endswith("Check load/slow-fcp ; it would be serious.")
    assert budget.startswith(
        "inconclusive Budget: Time to next action search on desktop The attempts lie on both sides"
    )
    assert budget.endswith("7.1 s against a limit of 6.5 s (worst of 3 attempts, 5.9 s to 7.1 s)")
    assert "The page stays empty for long" not in words(page.find(id="findings"))  # type: ignore[arg-type]


def passed_with(result: AuditResult, **more: object) -> str:
    return verdict_of(samples.smooth().model_copy(update={"inconclusive": result.inconclusive, **more})).why


def test_the_verdict_names_what_is_inconclusive() -> None:
    assert passed_with(samples.rough()).endswith(
        "1 verdict is inconclusive: “The page stays empty for long” at landing."
    )
    many = samples.rough().inconclusive * 5
    assert passed_with(samples.rough(), inconclusive=many).endswith("at landing and 2 more.")
    assert "2 verdicts are inconclusive" in verdict_of(samples.rough()).why
    assert "inconclusive" not in verdict_of(samples.smooth()).why


def test_a_document_from_before_budgets_had_aggregates_is_told_by_its_median() -> None:
    old = BudgetResult(metric="load_ms", where="landing", limit=1_000, median=900, verdict="within")
    (row,) = budget_rows(samples.smooth().model_copy(update={"budgets": (old,)}))
    assert (row.measured, row.limit, row.aggregate, row.spread) == ("900 ms", "1,000 ms", "1 attempt", "")


def test_a_budget_that_was_not_measured_says_why() -> None:
    unseen = BudgetResult(
        metric="load_ms",
        where="checkout",
        limit=1_000,
        median=0,
        attempts=0,
        verdict="inconclusive",
        unmeasured="not reached",
    )
    result = samples.smooth().model_copy(update={"budgets": (unseen,)})
    (row,), (told,) = budget_rows(result), open_verdicts(result)
    assert (row.measured, row.aggregate, row.spread, row.tone) == ("not measured", "not reached", "", "open")
    assert (told.message, told.measurements) == ("not reached", ())


def test_a_count_of_findings_has_no_attempts() -> None:
    counted = BudgetResult(metric="findings", where="the whole audit", limit=2, median=3, measured=3, verdict="over")
    (row,) = budget_rows(samples.smooth().model_copy(update={"budgets": (counted,)}))
    assert (row.label, row.measured, row.aggregate) == ("Findings that are proved", "3", "")


def test_a_busy_machine_and_a_warm_cache_are_conditions_too() -> None:
    cold = AttemptResult(attempt=1, status="completed", host_noise=0.34, steps=())
    warm = cold.model_copy(update={"cache": Cache.WARM, "host_noise": 0.01})
    walked = samples.journey(cold, warm).model_copy(update={"environment": None})
    result = samples.smooth().model_copy(update={"journeys": (walked,)})
    assert conditions_of(walked, result) == (
        "desktop, 1280 × 800 px",
        "network not slowed down",
        "processor not slowed down",
        "1 attempt with an empty cache, 1 with a warm one",
        "machine busy: other programs took 34% of its processor",
    )
