"""The summary in the terminal: the verdict first, safe with whatever a page says."""

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from auditor.model.finding import Certainty, Severity
from auditor.model.result import AuditResult, BudgetResult, PlacedOrder
from reports.terminal import summary
from tests.reports import samples
from tests.reports.conftest import SAMPLES

FILES = [Path("friction-report/index.html"), Path("friction-report/audit.json")]


def printed(result: AuditResult, width: int = 80, **options: bool) -> str:
    out = io.StringIO()
    summary(result, Console(file=out, width=width, **options), FILES)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    lines = printed(getattr(samples, name)(), width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_of_a_log_ends_in_blanks(name: str) -> None:
    assert [line for line in printed(getattr(samples, name)()).splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("name", "first"),
    [("rough", "NOT PASSED"), ("smooth", "PASSED"), ("unseen", "INCOMPLETE"), ("broken", "NOT PASSED")],
)
def test_the_verdict_comes_first(name: str, first: str) -> None:
    assert printed(getattr(samples, name)()).startswith(first)


def test_every_step_has_its_time_mood_and_mark() -> None:
    lines = printed(samples.rough()).splitlines()
    search = next(line for line in lines if "Search" in line)
    assert search.split() == ["3", "Search", "6.4", "s", "🙁", "annoyed", "1", "friction", "(serious)"]
    assert any("Checkout" in line and "angry" in line and "<< Shoppers stop here" in line for line in lines)


def test_conditions_stand_with_the_times() -> None:
    text = re.sub(r"\s+", " ", printed(samples.rough()))
    slowed = "network slow-4g; processor slowed down 4 times; 1 attempt with an empty cache"
    assert f"From landing to checkout desktop, 1280 × 800 px; {slowed}" in text


def test_the_verdict_names_what_is_inconclusive() -> None:
    text = re.sub(r"\s+", " ", printed(samples.rough()))
    assert "2 verdicts are inconclusive: “The page stays empty for long” at landing and the budget for" in text


def test_an_order_is_told_with_whom_it_is_for() -> None:
    order = PlacedOrder(
        journey="shop",
        device="desktop",
        step="place-order",
        url="https://shop.example/done",
        placed_for="Emma Taylor, emma.taylor@example.com",
        by_card=True,
        reference="AW-24001",
    )
    text = re.sub(r"\s+", " ", printed(samples.smooth().model_copy(update={"orders": (order,)})))
    told = (
        "An order was placed with test data: Emma Taylor, emma.taylor@example.com, number AW-24001, with a test card."
    )
    assert told in text
    assert "An order was placed" not in printed(samples.smooth())


def test_findings_are_listed_worst_first() -> None:
    text = printed(samples.rough())
    places = [text.index(f"1 {severity.value}\n") for severity in Severity]
    assert places == sorted(places)
    assert "checkout/form-cleared-on-error" in text
    assert "Set aside on purpose" not in text


def test_what_was_not_checked_is_told_with_its_reason() -> None:
    text = re.sub(r"\s+", " ", printed(samples.rough()))
    assert "Confirmation not reached, as intended: No order is placed at this safety level." in text
    assert "Cart not probed: The reload probe was skipped after two time-outs." in text
    assert "nav/menu-lost could not judge landing: ValueError: no menu" in text


def test_markup_and_control_codes_of_a_page_stay_words() -> None:
    coloured = printed(samples.hostile(), 300, force_terminal=True)
    assert "[bold red]" in re.sub("\x1b\\[[0-9;]*m", "", coloured)
    plain = printed(samples.hostile(), 300)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", plain)


def test_an_id_that_a_shell_could_run_is_not_offered() -> None:
    evil = samples.finding(check="x/$(reboot)")
    assert "friction explain" not in printed(samples.smooth().model_copy(update={"findings": (evil,)}))
    assert "friction explain checkout/form-cleared-on-error" in printed(samples.rough())


def test_a_terminal_without_a_shops_letters_still_gets_the_summary() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    summary(samples.rough(), Console(file=out, width=80), FILES)
    out.flush()
    assert raw.getvalue().startswith(b"NOT PASSED")
    out.close()


def lines_of(text: str, *wanted: str) -> list[str]:
    return [line for line in text.splitlines() if any(one in line for one in wanted)]


def test_each_finding_has_one_line_and_the_worst_tells_what_was_seen() -> None:
    told = samples.rough()
    text = printed(told, 100)
    counting = [one for one in told.findings if one.status != "suppressed" and one.certainty is Certainty.CERTAIN]
    for one in counting:
        (line,) = [line for line in text.split("Reports")[0].splitlines() if one.check in line]
        assert line.rstrip().split("  ")[-1].strip() == one.check
    worst = next(one for one in counting if one.severity is Severity.BLOCKER)
    seen = re.sub(r"\s+", " ", text)
    assert worst.message[:60] in seen
    others = [one.message[:60] for one in counting if one is not worst and one.message != worst.message]
    assert [one for one in others if one in seen] == []
    out = io.StringIO()
    summary(told, Console(file=out, width=100), FILES, verbose=True)
    whole = re.sub(r"\s+", " ", out.getvalue())
    assert [one for one in others if one not in whole] == []


def test_in_a_log_nothing_that_is_indented_is_cut() -> None:
    out = io.StringIO()
    summary(samples.rough(), Console(file=out, width=60, soft_wrap=True), FILES)
    text = re.sub(r"\s+", " ", out.getvalue())
    assert "processor slowed down 4 times; 1 attempt with an empty cache" in text


def test_a_narrow_terminal_names_findings_by_their_ids() -> None:
    told = samples.rough()
    worst = next(one for one in told.findings if one.severity is Severity.BLOCKER)
    assert lines_of(printed(told, 60), worst.id)
    assert not lines_of(printed(told, 60).split("Next")[0], worst.check)


def test_the_next_command_looks_at_the_worst_one_again() -> None:
    worst = samples.finding().model_copy(update={"rerun": "friction replay F-1a2b3c"})
    told = samples.smooth().model_copy(update={"findings": (worst,)})
    assert lines_of(printed(told), "friction replay F-1a2b3c")[0].split() == [
        *["friction", "replay", "F-1a2b3c", "look", "at", "the", "worst", "one", "again"]
    ]
    out = io.StringIO()
    summary(told, Console(file=out, width=100), [Path("my report/index.html")])
    assert "friction replay F-1a2b3c --from 'my report'" in out.getvalue()
    out = io.StringIO()
    summary(told, Console(file=out, width=100), FILES, lasting=False)
    assert "friction replay" not in out.getvalue()
    evil = worst.model_copy(update={"rerun": "friction replay $(reboot)"})
    assert "reboot" not in printed(told.model_copy(update={"findings": (evil,)}))


def test_faces_are_plain_where_the_terminal_has_no_others() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    summary(samples.rough(), Console(file=out, width=80), FILES)
    out.flush()
    text = raw.getvalue().decode("ascii")
    assert ":/   annoyed" in text or ":/  annoyed" in text
    assert '"' in text
    out.close()


def test_a_long_list_is_cut_and_says_so() -> None:
    text = printed(samples.crowded())
    assert "and 25 more in the report" in text


def budget(**facts: object) -> BudgetResult:
    plain = {
        "metric": "largest_contentful_paint_ms",
        "where": "landing of shop on desktop",
        "limit": 2500,
        "median": 4350.4,
        "measured": 4350.4,
        "low": 4200,
        "high": 4600,
        "attempts": 3,
        "verdict": "over",
        "unit": "ms",
    }
    return BudgetResult.model_validate({**plain, **facts})


def test_budgets_have_a_line_each_with_figures_and_conditions() -> None:
    budgets = (
        budget(conditions="over slow-4g, processor slowed 4 times"),
        budget(level="warn", aggregate="worst", measured=4600),
        budget(verdict="inconclusive", cache="warm", attempts=1, metric="transfer_bytes", unit="bytes"),
        budget(verdict="inconclusive", attempts=0, where="stage form", unmeasured="no attempt was made there"),
        budget(verdict="within", metric="clicks", unit=""),
    )
    text = printed(samples.rough().model_copy(update={"budgets": budgets}), width=400)
    told = [line.strip() for line in text.partition("\nBudgets\n")[2].partition("\n\n")[0].splitlines()]
    paint = "Largest contentful paint at landing of shop on desktop:"
    spread = "of 3 attempts, 4200 ms to 4600 ms), up to 2500 ms allowed"
    few = "Largest contentful paint at stage form: not measured, up to 2500 ms allowed; no attempt was made there"
    assert [re.sub(" {2,}", "  ", line) for line in told] == [
        f"over  {paint} 4350 ms (median {spread}; over slow-4g, processor slowed 4 times",
        f"warning  {paint} 4600 ms (worst {spread}",
        (
            "inconclusive  Bytes transferred at landing of shop on desktop: 4350 bytes, up to 2500 bytes allowed; "
            "warm cache"
        ),
        f"inconclusive  {few}",
        "within  1 figure within its budget",
    ]


def test_what_figures_do_not_tell_stands_apart_from_findings() -> None:
    text = printed(samples.rough(), width=400)
    block = text.partition("1 inconclusive: the figures do not tell\n")[2].partition("\n\n")[0]
    assert "The page stays empty for long, if at all serious  load/slow-fcp" in block
    assert "1.7 s to 2.0 s" in block
