import random
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from auditor.comparison import attempts_needed, cliffs_delta, compare, holm, shift_of
from auditor.errors import MissingPackageError, UsageError
from auditor.model.budget import Cache
from auditor.model.comparison import Comparison, Difference, FigureComparison
from auditor.model.result import (
    AttemptResult,
    AuditResult,
    GateResult,
    JourneyResult,
    Score,
    StepMetrics,
    StepResult,
    ToolInfo,
)
from auditor.model.run import Environment, StepStatus
from tests.unit.makers import ENVIRONMENT, NOON, SHOP, STAGES

STEPS = ("landing", "search", "product", "add-to-cart", "cart", "checkout")
Figures = Mapping[str, Sequence[float]]


def audit(
    metric: str = "duration_ms",
    *,
    cache: Cache = Cache.COLD,
    environment: Environment = ENVIRONMENT,
    noise: float | None = None,
    device: str = "desktop",
    broken: bool = False,
    **values: Sequence[float],
) -> AuditResult:
    """An audit with the figures of one metric for each step, one for each attempt."""
    attempts = []
    for number in range(max((len(one) for one in values.values()), default=0)):
        steps = [
            step(name.replace("_", "-"), metric, figures[number], broken=broken)
            for name, figures in values.items()
            if number < len(figures)
        ]
        attempts.append(
            AttemptResult(attempt=number + 1, status="completed", cache=cache, host_noise=noise, steps=tuple(steps))
        )
    journey = JourneyResult(id="shop", title="Shop", device=device, environment=environment, attempts=tuple(attempts))
    return result(journey)


def step(name: str, metric: str, value: float, *, broken: bool = False) -> StepResult:
    timed = metric == "duration_ms"
    return StepResult(
        id=name,
        stage=STAGES[name],
        status=StepStatus.BROKEN if broken else StepStatus.COMPLETED,
        url=SHOP,
        title=name,
        duration_ms=value if timed else None,
        metrics=StepMetrics() if timed else StepMetrics.model_validate({metric: value}),
    )


def result(*journeys: JourneyResult) -> AuditResult:
    return AuditResult(
        tool=ToolInfo(version="0"),
        target=SHOP,
        started_at=NOON + timedelta(days=1),
        duration_ms=1,
        phases_ms={},
        environment=ENVIRONMENT,
        journeys=journeys,
        score=Score(overall=50),
        gate=GateResult(passed=True, exit_code=0),
    )


def only(comparison: Comparison) -> FigureComparison:
    (figure,) = comparison.figures
    return figure


FIVE = (1000, 1010, 1020, 1030, 1040)
EIGHT = (1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070)


@pytest.mark.parametrize(
    ("metric", "before", "after", "difference"),
    [
        ("duration_ms", FIVE, FIVE, Difference.NONE_SHOWN),
        ("duration_ms", FIVE, [value + 300 for value in FIVE], Difference.SLOWER),
        ("duration_ms", [value + 300 for value in FIVE], FIVE, Difference.FASTER),
        # Wholly apart, and yet not to be noticed: under 10 % of a second, under 50 ms of 200.
        ("duration_ms", FIVE, [value + 90 for value in FIVE], Difference.NONE_SHOWN),
        ("duration_ms", [200, 201, 202, 203, 204], [245, 246, 247, 248, 249], Difference.NONE_SHOWN),
        ("duration_ms", [200, 201, 202, 203, 204], [255, 256, 257, 258, 259], Difference.SLOWER),
        # A raw difference of the medians by half, and yet of no significance.
        ("duration_ms", [900, 1000, 1100, 1900, 2000], [950, 1050, 1500, 1950, 2050], Difference.NONE_SHOWN),
        # One slow attempt is none.
        ("duration_ms", FIVE, [*FIVE[:4], 9000], Difference.NONE_SHOWN),
        # Significant with many attempts, and the effect is not large: delta 0.44.
        (
            "duration_ms",
            [1000 + 10 * number for number in range(40)],
            [1000 + 10 * number + 105 for number in range(40)],
            Difference.NONE_SHOWN,
        ),
        ("duration_ms", (1000, 1010, 1020), (2000, 2010, 2020), Difference.TOO_FEW),
        ("duration_ms", (1000,), (9000,), Difference.TOO_FEW),
        ("duration_ms", (1000, 1010), FIVE, Difference.TOO_FEW),
        ("duration_ms", (1000,), (1000,), Difference.TOO_FEW),
        ("duration_ms", (1000,), (1000, 1000, 1000, 1000, 2000), Difference.TOO_FEW),
        # Ties.
        ("duration_ms", (1000,) * 5, (1000,) * 5, Difference.NONE_SHOWN),
        ("duration_ms", (1000,) * 5, (1200,) * 5, Difference.SLOWER),
        ("requests", (30, 30, 31, 30, 30), (40, 40, 41, 40, 40), Difference.MORE),
        ("requests", (2, 2, 2, 2, 2), (3, 3, 3, 3, 3), Difference.NONE_SHOWN),
        ("transfer_bytes", (90_000,) * 5, (50_000,) * 5, Difference.LESS),
        ("transfer_bytes", (9_000,) * 5, (18_000,) * 5, Difference.NONE_SHOWN),
        ("cumulative_layout_shift", (0.0,) * 5, (0.04,) * 5, Difference.NONE_SHOWN),
        ("cumulative_layout_shift", (0.0,) * 5, (0.06,) * 5, Difference.MORE),
        ("largest_contentful_paint_ms", FIVE, [value * 1.3 for value in FIVE], Difference.SLOWER),
    ],
)
def test_a_difference_is_said_only_where_it_is(
    metric: str, before: Sequence[float], after: Sequence[float], difference: Difference
) -> None:
    told = only(compare(audit(metric, cart=before), audit(metric, cart=after)))
    assert (told.step, told.metric, told.difference) == ("cart", metric, difference)
    assert (told.before, told.after) == (tuple(map(float, before)), tuple(map(float, after)))


def test_a_figure_tells_shift_effect_and_significance() -> None:
    told = only(compare(audit(cart=FIVE), audit(cart=[value + 300 for value in FIVE])))
    assert (told.shift, told.delta, told.noticeable, told.unit) == (300, 1, 102, "ms")
    assert told.p_value == pytest.approx(2 / 252)
    assert told.p_corrected == told.p_value
    assert (told.before_median, told.after_median) == (1020, 1320)


def test_many_ties_are_approximated() -> None:
    before, after = [1000, 1100] * 10, [1300, 1400] * 10
    told = only(compare(audit(cart=before), audit(cart=after)))
    assert told.difference is Difference.SLOWER


@pytest.mark.parametrize(
    ("before", "after", "delta", "shift"),
    [
        ((1, 2, 3), (4, 5, 6), 1, 3),
        ((4, 5, 6), (1, 2, 3), -1, -3),
        ((1, 2, 3), (1, 2, 3), 0, 0),
        ((1, 2), (2, 3), 0.75, 1),
        ((10,), (5, 20, 30), 1 / 3, 10),
    ],
)
def test_effect_and_shift(before: Sequence[float], after: Sequence[float], delta: float, shift: float) -> None:
    assert cliffs_delta(before, after) == pytest.approx(delta)
    assert shift_of(before, after) == shift


@pytest.mark.parametrize(
    ("given", "corrected"),
    [
        ((), ()),
        ((0.04,), (0.04,)),
        ((0.01, 0.04, 0.03), (0.03, 0.06, 0.06)),
        ((0.5, 0.9), (1.0, 1.0)),
        ((0.02, 0.02), (0.04, 0.04)),
    ],
)
def test_several_are_corrected_for(given: Sequence[float], corrected: Sequence[float]) -> None:
    assert holm(given) == pytest.approx(corrected)


def test_what_is_one_of_many_needs_more_to_be_shown() -> None:
    slower = [value + 300 for value in EIGHT[:4]]
    alone = compare(audit(cart=EIGHT[:4]), audit(cart=slower))
    assert only(alone).difference is Difference.SLOWER
    others = {name.replace("-", "_"): EIGHT[:4] for name in STEPS if name != "cart"}
    among = compare(audit(cart=EIGHT[:4], **others), audit(cart=slower, **others))
    assert {one.difference for one in among.figures} == {Difference.TOO_FEW}
    assert {one.attempts_needed for one in among.figures} == {5}


@pytest.mark.parametrize(("steps", "needed"), [(1, 4), (2, 5), (6, 5), (7, 6), (12, 6), (50, 7)])
def test_how_many_attempts_are_needed(steps: int, needed: int) -> None:
    assert attempts_needed(steps) == needed


def test_other_metrics_and_the_warm_cache_are_corrected_apart() -> None:
    def both(shift: float) -> AuditResult:
        cold = audit(cart=[value + shift for value in EIGHT[:4]]).journeys[0]
        warm = audit(cache=Cache.WARM, cart=[value / 2 + shift for value in EIGHT[:4]]).journeys[0]
        paint = audit("largest_contentful_paint_ms", cart=EIGHT[:4]).journeys[0]
        return result(cold.model_copy(update={"attempts": cold.attempts + warm.attempts + paint.attempts}))

    told = compare(both(0), both(400))
    assert {(one.metric, one.cache, one.difference) for one in told.figures} == {
        ("duration_ms", Cache.COLD, Difference.SLOWER),
        ("duration_ms", Cache.WARM, Difference.SLOWER),
        ("largest_contentful_paint_ms", Cache.COLD, Difference.NONE_SHOWN),
    }


def test_a_step_that_broke_has_no_figure() -> None:
    told = compare(audit(cart=FIVE), audit(cart=FIVE, broken=True))
    assert told.figures == ()
    assert told.told_nothing


SLOWED = ENVIRONMENT.model_copy(update={"network": "slow-4g", "cpu_slowdown": 4})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"network": "slow-4g"}, "network none before, slow-4g after"),
        ({"cpu_slowdown": 4}, "processor slowed 1 times before, 4 times after"),
        ({"browser": "Chromium 2.1"}, "browser Chromium 1 before, Chromium 2 after"),
        ({"locale": "de-DE"}, "locale unknown before, de-DE after"),
        ({"viewport_width": 390}, "viewport 1280×720 before, 390×720 after"),
    ],
)
def test_nothing_is_slower_under_other_conditions(change: dict[str, object], told: str) -> None:
    other = ENVIRONMENT.model_copy(update=change)
    compared = compare(audit(cart=FIVE), audit(cart=[value * 3 for value in FIVE], environment=other))
    assert compared.journeys[0].differences == (told,)
    assert only(compared).difference is Difference.NOT_COMPARABLE
    assert (compared.comparable, compared.slower) == (False, ())


def test_a_minor_version_of_the_browser_is_no_other_condition() -> None:
    one = ENVIRONMENT.model_copy(update={"browser": "Chromium 156.0.1"})
    other = ENVIRONMENT.model_copy(update={"browser": "Chromium 156.2.3"})
    assert compare(audit(cart=FIVE, environment=one), audit(cart=FIVE, environment=other)).comparable


def test_a_machine_that_became_busier_is_another_condition() -> None:
    slower = [value * 2 for value in FIVE]
    busier = compare(audit(cart=FIVE, noise=0.02), audit(cart=slower, noise=0.4))
    assert busier.journeys[0].differences == ("other programs took 2% of the processor before, 40% after",)
    assert only(busier).difference is Difference.NOT_COMPARABLE
    assert only(compare(audit(cart=FIVE, noise=0.4), audit(cart=slower, noise=0.35))).difference is Difference.SLOWER
    assert only(compare(audit(cart=FIVE), audit(cart=slower, noise=0.35))).difference is Difference.SLOWER


def test_equal_conditions_are_told() -> None:
    slow = audit(cart=FIVE, environment=SLOWED)
    (journey,) = compare(slow, slow).journeys
    assert "slow-4g" in journey.conditions


def test_what_only_one_walked_is_named() -> None:
    desktop, mobile = audit(cart=FIVE).journeys[0], audit(cart=FIVE, device="mobile").journeys[0]
    told = compare(result(desktop, mobile), result(desktop))
    assert (told.only_before, told.only_after) == (("shop on mobile",), ())
    with pytest.raises(UsageError, match="a walked shop on desktop, b walked shop on mobile"):
        compare(result(desktop), result(mobile), names=("a", "b"))
    with pytest.raises(UsageError, match="nothing to compare: a walked nothing"):
        compare(result(), result(mobile), names=("a", "b"))


def test_without_scipy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'friction-audit\[stats\]'"):
        compare(audit(cart=FIVE), audit(cart=FIVE))


def walked(chance: random.Random, attempts: int, spread: float, slower: float = 1.0) -> dict[str, list[float]]:
    """The durations of the steps of a shop, in so many attempts."""
    return {
        name.replace("-", "_"): [
            1000 * (slower if name == "cart" else 1.0) * chance.lognormvariate(0, spread) for _ in range(attempts)
        ]
        for name in STEPS
    }


def test_an_unchanged_shop_is_told_slower_no_more_often_than_is_allowed_for() -> None:
    """With a spread so wide that the shift holds nothing back: of 5 %, half are slower and half are faster."""
    told = {Difference.SLOWER: 0, Difference.FASTER: 0}
    for seed in range(400):
        chance = random.Random(seed)
        compared = compare(audit(**walked(chance, 5, 0.5)), audit(**walked(chance, 5, 0.5)))
        for one in {figure.difference for figure in compared.figures} & told.keys():
            told[one] += 1
    assert 3 < told[Difference.SLOWER] < 18
    assert 3 < told[Difference.FASTER] < 18


def test_an_unchanged_shop_of_usual_spread_is_never_slower() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        compared = compare(audit(**walked(chance, 5, 0.04)), audit(**walked(chance, 5, 0.04)))
        assert compared.slower == ()


@pytest.mark.parametrize(("attempts", "spread", "found"), [(5, 0.04, 0.99), (8, 0.08, 0.97)])
def test_a_step_that_became_slower_by_30_percent_is_found_and_hardly_ever_another(
    attempts: int, spread: float, found: float
) -> None:
    seeds = 150
    hits = others = 0
    for seed in range(seeds):
        chance = random.Random(seed)
        compared = compare(
            audit(**walked(chance, attempts, spread)), audit(**walked(chance, attempts, spread, slower=1.3))
        )
        steps = {one.step for one in compared.slower}
        hits += "cart" in steps
        others += len(steps - {"cart"})
    assert hits >= found * seeds
    assert others <= 0.025 * seeds
