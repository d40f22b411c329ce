"""What figures that vary say of a limit."""

import random

import pytest

from auditor.steadiness import ENOUGH, NOISY, Verdict, verdict


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((700,), Verdict.WITHIN),
        ((900,), Verdict.INCONCLUSIVE),
        ((1_100,), Verdict.INCONCLUSIVE),
        ((1_300,), Verdict.OVER),
        ((900, 950), Verdict.INCONCLUSIVE),
        ((900, 950, 980), Verdict.WITHIN),
        ((900, 950, 1_080), Verdict.INCONCLUSIVE),
        ((900, 950, 1_080, 960), Verdict.WITHIN),
        ((1_150, 1_120, 1_300), Verdict.OVER),
        ((1_050, 1_060, 1_060), Verdict.INCONCLUSIVE),
        ((1_050, 1_060, 1_060, 1_070, 1_100), Verdict.OVER),
        ((990, 1_200, 1_200, 1_200, 1_200), Verdict.INCONCLUSIVE),
        ((600, 2_000, 2_000, 700, 650), Verdict.INCONCLUSIVE),
    ],
)
def test_a_limit_of_a_thousand(values: tuple[float, ...], expected: Verdict) -> None:
    assert verdict(values, 1_000) is expected


def test_a_busy_machine_asks_for_more_distance() -> None:
    assert verdict((1_030,) * ENOUGH, 1_000) is Verdict.OVER
    assert verdict((1_030,) * ENOUGH, 1_000, noise=NOISY) is Verdict.INCONCLUSIVE
    assert verdict((1_300,), 1_000, noise=NOISY) is Verdict.INCONCLUSIVE
    assert verdict((2_500,), 1_000, noise=NOISY) is Verdict.INCONCLUSIVE
    assert verdict((1_900, 1_900), 1_000, noise=NOISY) is Verdict.INCONCLUSIVE
    assert verdict((1_130,) * ENOUGH, 1_000, noise=NOISY) is Verdict.OVER


def test_a_limit_of_nothing() -> None:
    assert verdict((0,), 0) is Verdict.WITHIN
    assert verdict((0.1,), 0) is Verdict.OVER


def test_an_unchanged_page_never_fails_a_budget_above_its_median_and_a_slower_one_does() -> None:
    """Noise that only ever adds, up to two fifths and mostly little, as other programs bring it."""
    chance = random.Random(5)

    def attempts(true_ms: float) -> list[float]:
        taken: list[float] = []
        while not taken or (len(taken) < ENOUGH and verdict(taken, 1_150, noise=0.4) is Verdict.INCONCLUSIVE):
            taken.append(true_ms * (1 + 0.4 * chance.random() ** 6))
        return taken

    unchanged = [verdict(attempts(1_000), 1_150, noise=0.4) for _ in range(2_000)]
    slower = [verdict(attempts(1_300), 1_150, noise=0.4) for _ in range(2_000)]
    assert Verdict.OVER not in unchanged
    assert slower.count(Verdict.OVER) >= 0.98 * len(slower)
