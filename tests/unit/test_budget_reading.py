from pathlib import Path
from typing import Any

import pytest

from auditor.budget_reading import BudgetError, read_budgets
from auditor.config import make_settings, read_config
from auditor.errors import ConfigError, UsageError
from auditor.model.budget import Aggregate, Budget, BudgetLevel, Cache, OnInconclusive
from auditor.model.finding import Severity
from auditor.model.journey import Stage

SHOP = "https://shop.example/"


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("load_ms=2500", Budget(metric="load_ms", limit=2500)),
        (" load_ms = 2500 ", Budget(metric="load_ms", limit=2500)),
        ("load_ms=2.5s", Budget(metric="load_ms", limit=2500)),
        ("load_ms=2.5 s", Budget(metric="load_ms", limit=2500)),
        ("load_ms=800ms", Budget(metric="load_ms", limit=800)),
        ("transfer_bytes=500 kB", Budget(metric="transfer_bytes", limit=500_000)),
        ("transfer_bytes=1.5MB", Budget(metric="transfer_bytes", limit=1_500_000)),
        ("seconds=2min", Budget(metric="seconds", limit=120)),
        ("cumulative_layout_shift=0.1", Budget(metric="cumulative_layout_shift", limit=0.1)),
        ("clicks=0", Budget(metric="clicks", limit=0)),
        ("load_ms@checkout=1", Budget(metric="load_ms", limit=1, stage=Stage.CHECKOUT)),
        ("load_ms@add-to-cart=1", Budget(metric="load_ms", limit=1, step="add-to-cart")),
        ("findings@cart=0", Budget(metric="findings", limit=0, stage=Stage.CART)),
    ],
)
def test_a_text_is_read(text: str, budget: Budget) -> None:
    assert read_budgets([text]) == (budget,)


def test_a_table_is_read() -> None:
    table = {
        "metric": "load_ms",
        "limit": "2 s",
        "level": "warn",
        "aggregate": "best",
        "cache": "warm",
        "stage": "cart",
        "step": "add-to-cart",
        "journey": "gift",
        "device": "iPhone 15",
    }
    (read,) = read_budgets([table])
    assert read == Budget(
        metric="load_ms",
        limit=2000,
        level=BudgetLevel.WARN,
        aggregate=Aggregate.BEST,
        cache=Cache.WARM,
        stage=Stage.CART,
        step="add-to-cart",
        journey="gift",
        device="iPhone 15",
    )
    (counted,) = read_budgets([{"metric": "findings", "limit": 3, "severity": "serious", "check": "load/slow-lcp"}])
    assert (counted.severity, counted.check) == (Severity.SERIOUS, "load/slow-lcp")


def test_what_is_off_needs_no_limit() -> None:
    assert read_budgets([{"metric": "load_ms", "level": "off"}])[0].level is BudgetLevel.OFF


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("load_ms", "'load_ms': expected METRIC=LIMIT or METRIC@PLACE=LIMIT"),
        ("=5", "'=5': expected METRIC=LIMIT"),
        ("load_ms@=5", "'load_ms@=5': expected METRIC=LIMIT"),
        ("load_m=5", "'load_m=5': there is no metric 'load_m'; did you mean 'load_ms'?"),
        ("lcp=5", "'lcp=5': there is no metric 'lcp'; did you mean 'largest_contentful_paint_ms'?"),
        ("INP=5", "there is no metric 'INP'; did you mean 'interaction_to_next_paint_ms'?"),
        ("ttfb=5", "there is no metric 'ttfb'; did you mean 'time_to_first_byte_ms'?"),
        ("xyzzy=5", "there is no metric 'xyzzy'; expected duration_ms, "),
        ("load_ms=", "'load_ms=': limit '': expected a number from 0 on, plain or in ms or s"),
        ("load_ms=fast", "limit 'fast': expected a number from 0 on, plain or in ms or s"),
        ("load_ms=-1", "limit '-1': expected a number from 0 on"),
        ("load_ms=2 kB", "limit '2 kB': expected a number from 0 on, plain or in ms or s"),
        (
            "transfer_bytes=2 kb",
            "limit '2 kb': expected a number from 0 on, plain or in B, kB or MB; did you mean 'kB'?",
        ),
        ("clicks=2 s", "limit '2 s': expected a number from 0 on"),
        ("clicks@cart=2", "clicks is a figure of whole journeys; stage says nothing about it"),
        ({"limit": 5}, "number 1: metric is missing; expected duration_ms"),
        ({"metric": "load_ms"}, "number 1: limit is missing; expected a number from 0 on"),
        ({"metric": "load_ms", "limit": -1}, "number 1: limit '-1': expected a number from 0 on"),
        ({"metric": "load_ms", "limit": True}, "number 1: limit 'True': expected a number"),
        ({"metric": "load_ms", "limit": float("inf")}, "number 1: limit 'inf': expected a number"),
        ({"metric": "load_ms", "limit": float("nan")}, "number 1: limit 'nan': expected a number"),
        ({"metric": "load_ms", "limit": 5, "levle": "off"}, "number 1: unknown key 'levle'; did you mean 'level'?"),
        ({"metric": "load_ms", "limit": 5, "level": "eror"}, "level 'eror': expected off, warn or error; did you mean"),
        ({"metric": "load_ms", "limit": 5, "aggregate": "p95"}, "aggregate 'p95': expected median, best or worst"),
        ({"metric": "load_ms", "limit": 5, "cache": 3}, "cache '3': expected cold or warm"),
        ({"metric": "load_ms", "limit": 5, "stage": "basket"}, "stage 'basket': expected landing, "),
        ({"metric": "load_ms", "limit": 5, "step": ""}, "step '': expected a text"),
        ({"metric": "load_ms", "limit": 5, "severity": "minor"}, "load_ms is a figure of steps; severity says nothing"),
        ({"metric": "findings", "limit": 5, "cache": "warm"}, "findings is a count of findings; cache says nothing"),
        (7, "number 1 7: expected a table with metric, limit, "),
    ],
)
def test_what_cannot_be_read_is_named_with_what_was_expected(given: Any, told: str) -> None:
    with pytest.raises(BudgetError) as raised:
        read_budgets([given])
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def configured(folder: Path, text: str, **given: object) -> tuple[Budget, ...]:
    (folder / "friction.toml").write_text(text, encoding="utf-8")
    return make_settings(SHOP, given, read_config(folder=folder)).budgets


def test_a_file_holds_budgets_one_a_table(tmp_path: Path) -> None:
    text = '[[budget]]\nmetric = "load_ms"\nlimit = 900\n[[budget]]\nmetric = "clicks"\nlimit = 9\n'
    assert configured(tmp_path, text) == (Budget(metric="load_ms", limit=900), Budget(metric="clicks", limit=9))


def test_the_command_line_takes_the_place_of_what_the_file_says_about_the_same_figure_there(tmp_path: Path) -> None:
    text = """
        [[budget]]
        metric = "load_ms"
        limit = 900
        level = "warn"
        aggregate = "worst"
        [[budget]]
        metric = "load_ms"
        limit = 800
        cache = "warm"
        [[budget]]
        metric = "load_ms"
        limit = 700
        stage = "cart"
    """
    kept = (
        Budget(metric="load_ms", limit=800, cache=Cache.WARM),
        Budget(metric="load_ms", limit=700, stage=Stage.CART),
    )
    assert configured(tmp_path, text, budget=["load_ms=2000"]) == (*kept, Budget(metric="load_ms", limit=2000))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("budget = 5", "friction.toml: budget 5: expected a list of tables"),
        ('[budget]\nmetric = "load_ms"', "friction.toml: budget {'metric': 'load_ms'}: expected a list of tables"),
        ('[[budget]]\nmetric = "load"\nlimit = 1', "friction.toml: budget number 1: there is no metric 'load'"),
        ('inconclusive = "ignore"', "friction.toml: inconclusive = 'ignore': expected pass or fail"),
    ],
)
def test_what_a_file_says_wrong_is_told_with_its_name(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        configured(tmp_path, text)
    assert told in str(raised.value)


def test_what_the_command_line_says_wrong_is_told_with_the_option() -> None:
    with pytest.raises(UsageError, match=r"^--budget 'lcp=1': there is no metric 'lcp'"):
        make_settings(SHOP, {"budget": ["lcp=1"]})


def test_what_the_gate_does_where_figures_do_not_tell_can_be_chosen() -> None:
    assert make_settings(SHOP, {}).inconclusive is OnInconclusive.PASS
    assert make_settings(SHOP, {"inconclusive": "fail"}).inconclusive is OnInconclusive.FAIL
