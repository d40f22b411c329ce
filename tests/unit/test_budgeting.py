import random
import statistics
from collections.abc import Sequence
from typing import Any

import pytest

from auditor.budgeting import judge, require_places, with_present_checks
from auditor.errors import UsageError
from auditor.model.budget import Aggregate, Budget, BudgetLevel, Cache
from auditor.model.finding import Certainty, CheckStatus, Severity
from auditor.model.journey import Stage, lead_journey, shop_journey
from auditor.model.loading import PageTimings
from auditor.model.metric import METRICS
from auditor.model.result import BudgetResult, StepMetrics, Totals
from auditor.model.run import AuditRun, Cause, JourneyRun, StepStatus
from tests.unit.makers import SHOP, always, audit_run, broken_at, finding, location, step, visit, walk

PAINT = "largest_contentful_paint_ms"


def timed(attempt: int, device: str = "desktop", noise: float = 0.0, **paints_ms: float) -> JourneyRun:
    """An attempt with a largest paint for each step."""
    names = {name.replace("_", "-"): value for name, value in paints_ms.items()}
    run = walk(
        [step(name) for name in names],
        [visit(name, PageTimings(largest_contentful_paint_ms=value)) for name, value in names.items()],
        attempt=attempt,
        device=device,
    )
    return run.model_copy(update={"host_noise": noise})


def attempts(*values: float, noise: float = 0.0) -> AuditRun:
    """Attempts at the cart with these largest paints."""
    return audit_run(*(timed(number, noise=noise, cart=value) for number, value in enumerate(values, start=1)))


def budget(metric: str = PAINT, limit: float = 2500, **more: object) -> Budget:
    return Budget.model_validate({"metric": metric, "limit": limit, **more})


def told(results: Sequence[BudgetResult]) -> list[tuple[str, float, str]]:
    return [(one.where, one.limit, one.verdict) for one in results]


def test_every_figure_of_a_step_and_of_a_journey_can_have_a_budget() -> None:
    assert set(StepMetrics.model_fields) | set(Totals.model_fields) < set(METRICS)


@pytest.mark.parametrize(
    ("aggregate", "noise", "values", "verdict", "measured"),
    [
        (Aggregate.MEDIAN, 0.0, (2000,), "within", 2000),
        (Aggregate.MEDIAN, 0.0, (2400,), "inconclusive", 2400),
        (Aggregate.MEDIAN, 0.0, (3200,), "over", 3200),
        (Aggregate.MEDIAN, 0.4, (3200,), "inconclusive", 3200),
        (Aggregate.MEDIAN, 0.0, (2400, 2450, 2300), "within", 2400),
        (Aggregate.MEDIAN, 0.0, (2600, 2450, 2700), "inconclusive", 2600),
        (Aggregate.MEDIAN, 0.0, (2600, 2700, 2800, 2650, 2900), "over", 2700),
        (Aggregate.BEST, 0.0, (2900, 2450, 2700), "within", 2450),
        (Aggregate.BEST, 0.0, (2900, 2510, 2700), "inconclusive", 2510),
        (Aggregate.BEST, 0.0, (2900, 2800, 2850), "over", 2800),
        (Aggregate.WORST, 0.0, (2300, 2450, 2400), "within", 2450),
        (Aggregate.WORST, 0.0, (2300, 2600, 2400), "over", 2600),
        (Aggregate.WORST, 0.4, (2300, 2600, 2400), "inconclusive", 2600),
        (Aggregate.WORST, 0.4, (3300, 3600, 3400), "over", 3600),
    ],
)
def test_median_best_and_worst_are_judged_each_in_its_way(
    aggregate: Aggregate, noise: float, values: tuple[float, ...], verdict: str, measured: float
) -> None:
    (result,) = judge(attempts(*values, noise=noise), [budget(aggregate=aggregate)])
    assert (result.verdict, result.measured) == (verdict, measured)
    assert (result.median, result.low, result.high) == (statistics.median(values), min(values), max(values))
    assert (result.attempts, result.unit, result.journey, result.step) == (len(values), "ms", "shop", "cart")


def test_a_budget_without_a_place_is_held_at_every_step_on_every_device() -> None:
    run = audit_run(timed(1, landing=1000, cart=9000), timed(1, "mobile", cart=1000))
    assert told(judge(run, [budget()])) == [
        ("landing of shop on desktop", 2500, "within"),
        ("cart of shop on desktop", 2500, "over"),
        ("cart of shop on mobile", 2500, "within"),
    ]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ({"step": "cart"}, ["cart of shop on desktop", "cart of shop on mobile"]),
        (
            {"stage": Stage.CART},
            ["add-to-cart of shop on desktop", "cart of shop on desktop", "cart of shop on mobile"],
        ),
        ({"device": "mobile"}, ["cart of shop on mobile"]),
        ({"journey": "shop", "stage": Stage.LANDING}, ["landing of shop on desktop"]),
    ],
)
def test_a_budget_is_held_where_it_says(place: dict[str, Any], where: list[str]) -> None:
    run = audit_run(timed(1, landing=1, add_to_cart=1, cart=1), timed(1, "mobile", cart=1))
    assert [one.where for one in judge(run, [budget(**place)])] == where


@pytest.mark.parametrize(
    ("budgets", "counting"),
    [
        ([budget(limit=1), budget(limit=2, step="cart")], [2]),
        ([budget(limit=2, step="cart"), budget(limit=1)], [2]),
        ([budget(limit=1, stage=Stage.CART), budget(limit=2, step="cart"), budget(limit=3, device="desktop")], [2]),
        ([budget(limit=1), budget(limit=2)], [2]),
        ([budget(limit=1, level="warn"), budget(limit=2)], [1, 2]),
        ([budget(limit=1), budget(step="cart", level="off")], []),
        ([budget(limit=1, aggregate="worst"), budget(step="cart", level="off")], []),
        ([budget(level="off"), budget(limit=1, step="cart")], [1]),
        ([budget(level="off"), budget(limit=1)], [1]),
        ([budget(limit=1), budget(limit=2, aggregate="worst", step="cart")], [1, 2]),
        ([budget(limit=1), budget(limit=2, device="mobile")], [1, 2]),
    ],
)
def test_the_budget_that_names_the_place_most_closely_counts(budgets: list[Budget], counting: list[float]) -> None:
    results = judge(attempts(1), budgets)
    assert [one.limit for one in results] == counting
    assert all(one.attempts == 1 or one.unmeasured for one in results)


def test_a_warm_cache_has_budgets_of_its_own() -> None:
    cold, warm = timed(1, cart=2000), timed(1, cart=500).model_copy(update={"cache": Cache.WARM})
    (first,) = judge(audit_run(cold, warm), [budget()])
    (second,) = judge(audit_run(cold, warm), [budget(limit=1000, cache="warm")])
    assert (first.cache, first.measured, second.cache, second.measured) == (Cache.COLD, 2000, Cache.WARM, 500)


def test_a_level_of_warning_is_kept() -> None:
    assert [one.level for one in judge(attempts(1), [budget(level="warn")])] == ["warn"]


def test_conditions_are_told() -> None:
    run = timed(1, cart=1)
    slowed = run.model_copy(
        update={"environment": run.environment.model_copy(update={"network": "slow-4g", "cpu_slowdown": 4})}
    )
    (result,) = judge(audit_run(slowed), [budget()])
    assert "slow-4g" in result.conditions
    assert "4 times" in result.conditions


@pytest.mark.parametrize(
    ("run", "given", "why"),
    [
        (attempts(1), budget(cache="warm"), "no attempt was made there"),
        (attempts(1), budget(device="moblie"), "no attempt was made there"),
        (attempts(1), budget("load_ms"), "it was not measured at any step that was completed there"),
        (attempts(1), budget(stage="checkout"), "it was not measured at any step that was completed there"),
        (audit_run(broken_at("cart", Cause.SITE)), budget("clicks"), "no attempt came to its end"),
    ],
)
def test_a_budget_that_met_no_figure_is_told_and_never_within(run: AuditRun, given: Budget, why: str) -> None:
    (result,) = judge(run, [given])
    assert (result.verdict, result.attempts, result.unmeasured) == ("inconclusive", 0, why)


def test_a_budget_that_is_off_is_not_missed() -> None:
    assert judge(attempts(1), [budget("load_ms", level=BudgetLevel.OFF)]) == ()


def test_a_step_that_broke_has_no_figure() -> None:
    broken = walk([step("cart", StepStatus.BROKEN)], [visit("cart", PageTimings(largest_contentful_paint_ms=9000))])
    (result,) = judge(audit_run(broken), [budget()])
    assert result.unmeasured


def test_the_share_of_third_parties_is_worked_out() -> None:
    page = visit("cart", PageTimings(transfer_bytes=4000, third_party_bytes=1000))
    (result,) = judge(audit_run(walk([step("cart")], [page])), [budget("third_party_share", 0.2)])
    assert (result.measured, result.verdict) == (0.25, "inconclusive")


def clicked(attempt: int, clicks: int) -> JourneyRun:
    return walk([step("landing"), step("cart", clicks=clicks)], attempt=attempt)


@pytest.mark.parametrize(("limit", "verdict"), [(3, "within"), (2, "over"), (0, "over")])
def test_totals_that_do_not_vary_leave_no_doubt(limit: float, verdict: str) -> None:
    (result,) = judge(audit_run(clicked(1, 3)), [budget("clicks", limit)])
    assert (result.where, result.measured, result.verdict) == ("shop on desktop", 3, verdict)


def test_totals_are_those_of_attempts_that_came_furthest() -> None:
    short = walk([step("landing", clicks=1)], attempt=3)
    broken = broken_at("cart", Cause.SITE)
    (result,) = judge(audit_run(clicked(1, 3), broken, short, clicked(4, 5)), [budget("clicks", 4)])
    assert (result.attempts, result.low, result.high, result.measured) == (2, 3, 5, 4)


def test_seconds_are_the_waiting_of_the_whole_journey() -> None:
    run = walk([step("landing", duration_ms=1500), step("cart", duration_ms=2500)])
    (result,) = judge(audit_run(run), [budget("seconds", 3)])
    assert (result.measured, result.unit, result.verdict) == (4, "s", "over")


FINDINGS = (
    finding("a/one", Severity.BLOCKER, at=location("cart")),
    finding("a/two", Severity.MINOR, at=location("checkout", device="mobile")),
    finding("a/review", Severity.BLOCKER, certainty=Certainty.NEEDS_REVIEW),
    finding("a/new", Severity.BLOCKER),
)


@pytest.mark.parametrize(
    ("narrowed", "count", "where"),
    [
        ({}, 2, "the whole audit"),
        ({"severity": "serious"}, 1, "serious or worse"),
        ({"severity": "minor"}, 2, "minor or worse"),
        ({"check": "a/two"}, 1, "a/two"),
        ({"stage": "cart"}, 1, "stage cart"),
        ({"step": "checkout"}, 1, "step checkout"),
        ({"device": "mobile", "severity": "serious"}, 0, "serious or worse, on mobile"),
        ({"journey": "gift"}, 0, "journey gift"),
    ],
)
def test_findings_are_counted_that_are_proved(narrowed: dict[str, Any], count: int, where: str) -> None:
    (result,) = judge(attempts(1), [budget("findings", 1, **narrowed)], FINDINGS, preview=("a/new",))
    assert (result.measured, result.where, result.verdict) == (count, where, "over" if count > 1 else "within")


def test_a_finding_counts_at_all_its_places() -> None:
    one = finding("a/one", at=location("landing")).model_copy(update={"places": (location("cart"),)})
    (result,) = judge(attempts(1), [budget("findings", 0, stage="cart")], [one])
    assert result.measured == 1


def test_places_that_are_not_walked_are_refused_with_the_nearest_that_is() -> None:
    journeys = [shop_journey(SHOP), lead_journey(SHOP)]
    require_places([budget(), budget(step="cart"), budget(step="form", journey="lead")], journeys)
    with pytest.raises(UsageError, match="no step 'crat' is walked; did you mean 'cart'"):
        require_places([budget(step="crat")], journeys)
    with pytest.raises(UsageError, match="no journey 'shp' is walked; did you mean 'shop'"):
        require_places([budget(journey="shp")], journeys)
    with pytest.raises(UsageError, match="no step 'cart' is walked; expected landing or form"):
        require_places([budget(step="cart", journey="lead")], journeys)


def test_a_budget_names_a_check_that_can_gate() -> None:
    checks = [
        always("a/one", former_ids=("a/first",)),
        always("a/new", status=CheckStatus.PREVIEW),
        always("a/quiet", former_ids=("a/loud",)),
    ]
    given = [budget(), budget("findings", check="a/first"), budget("findings", check="a/one")]
    assert [one.check for one in with_present_checks(given, checks)] == [None, "a/one", "a/one"]
    for check, told in (
        ("a/onee", "there is no check 'a/onee'; did you mean 'a/one'?"),
        ("a/new", "the check 'a/new' is a preview, which never gates; expected a stable one"),
        ("a/quiet", "the check 'a/quiet' is switched off; expected one that is run"),
    ):
        with pytest.raises(UsageError) as raised:
            with_present_checks([budget("findings", check=check)], checks, off=("a/loud",))
        assert str(raised.value) == f"the budget of findings: {told}"


def decided(seed: int, *, slower: float, busy: bool) -> str:
    """The verdict of an audit with adaptive attempts, of a page that takes 1.2 s, with a budget 15 % above."""
    chance = random.Random(seed)
    values: list[float] = []
    while True:
        spike = chance.expovariate(1 / 120) if busy and chance.random() < 0.4 else 0.0
        values.append(1200 * slower * chance.lognormvariate(0, 0.03) + spike)
        run = attempts(*values, noise=0.4 if busy else 0.0)
        (result,) = judge(run, [budget(limit=1380)])
        if result.verdict != "inconclusive" or len(values) == 5:
            return result.verdict


def test_an_unchanged_shop_never_fails_and_a_slower_one_does() -> None:
    assert "over" not in {decided(seed, slower=1, busy=busy) for seed in range(300) for busy in (False, True)}
    quiet = [decided(seed, slower=1.3, busy=False) for seed in range(300)]
    assert quiet.count("over") > 0.98 * len(quiet)
