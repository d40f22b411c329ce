"""Which timed walks are made, and when; without a browser and without a clock."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from auditor.browser.knowledge import Choices, Knowledge
from auditor.browser.timed_walks import Another, TimedWalks, another_attempt, broke_off, warm_wanted
from auditor.model.budget import Budget, BudgetLevel, Cache
from auditor.model.journey import Journey, PlaceOrder, shop_journey
from auditor.model.progress import Silence
from auditor.model.run import Cause, JourneyRun, StepStatus
from auditor.model.settings import Safety, Settings
from tests.unit.makers import SHOP, broken_at, step, walk


def settings(**given: Any) -> Settings:
    return Settings.model_validate({"target": SHOP, **given})


def always_open(_: Sequence[JourneyRun]) -> bool:
    return True


def never_open(_: Sequence[JourneyRun]) -> bool:
    return False


def another(number: int, *, runs: int | None = None, is_open: bool = True, left: float = 60) -> Another:
    attempts = [walk(attempt=place + 1) for place in range(number)]
    undecided = always_open if is_open else never_open
    return another_attempt(attempts, settings(runs=runs), undecided, seconds_left=left)


@pytest.mark.parametrize(("number", "runs"), [(1, 2), (2, 3), (6, 7), (19, 20)])
def test_as_many_attempts_are_made_as_were_asked_for_however_long_they_take(number: int, runs: int) -> None:
    assert another(number, runs=runs, is_open=False, left=-1) is Another.YES
    assert another(runs, runs=runs, left=60) is Another.ENOUGH


def test_while_a_verdict_is_open_there_is_another_attempt_up_to_five() -> None:
    assert [another(number) for number in range(1, 6)] == [Another.YES] * 4 + [Another.ENOUGH]


def test_where_every_verdict_is_clear_one_attempt_is_enough() -> None:
    assert another(1, is_open=False) is Another.ENOUGH


def test_without_time_left_no_attempt_is_begun_and_that_is_told_apart() -> None:
    assert another(1, left=0) is Another.NO_TIME
    assert another(1, is_open=False, left=0) is Another.ENOUGH


def test_a_walk_that_broke_off_is_not_repeated_for_its_figures() -> None:
    attempts = [broken_at("cart", Cause.SITE)]
    assert another_attempt(attempts, settings(), always_open, seconds_left=60) is Another.ENOUGH
    assert another_attempt(attempts, settings(runs=2), always_open, seconds_left=60) is Another.YES


def test_an_optional_step_that_broke_does_not_break_off_a_walk() -> None:
    taken = [step("landing"), step("search", StepStatus.BROKEN, Cause.SITE), step("product")]
    assert not broke_off(walk(taken))
    assert broke_off(broken_at("product", Cause.SITE))


def budget(level: BudgetLevel, cache: Cache) -> Budget:
    return Budget(metric="largest_contentful_paint_ms", limit=1, level=level, cache=cache)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, False),
        ({"runs": 1}, False),
        ({"runs": 2}, True),
        ({"budgets": (budget(BudgetLevel.ERROR, Cache.COLD),)}, False),
        ({"budgets": (budget(BudgetLevel.WARN, Cache.WARM),)}, True),
        ({"budgets": (budget(BudgetLevel.OFF, Cache.WARM),)}, False),
    ],
)
def test_a_warm_cache_is_measured_where_several_attempts_or_a_budget_ask_for_it(
    given: dict[str, Any], wanted: bool
) -> None:
    assert warm_wanted(settings(**given)) is wanted


@dataclass
class Told(Silence):
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(text)


@dataclass
class Walks(TimedWalks):
    """Timed walks without a browser: what each attempt was given, and a smooth run in return."""

    made: list[tuple[int, Journey, Choices]] = field(default_factory=list)

    async def attempt(self, journey: Journey, number: int, known: Knowledge) -> tuple[JourneyRun, ...]:
        self.made.append((number, journey, known.before))
        known.query, known.searched, known.cart_reached = f"lamp {number}", True, True
        cold = walk(attempt=number, journey=journey)
        return (cold, cold.model_copy(update={"cache": Cache.WARM}))


@dataclass
class Finished:
    noises: list[float | None] = field(default_factory=list)

    def run_finished(self, key: str, *, complete: bool, host_noise: float | None = None) -> None:
        assert key
        assert complete
        self.noises.append(host_noise)


def test_whether_another_walk_is_needed_is_judged_with_the_noise_that_is_written_down() -> None:
    """A walk stands between two looks at the machine; the more disturbed one counts."""
    looks = iter([0.4, 0.1, 0.0])

    async def noise() -> float:
        return next(looks)

    store, nothing = Finished(), cast(Any, None)
    made = TimedWalks(nothing, settings(), cast(Any, store), Told(), always_open, 60, noise)
    runs = [asyncio.run(made._finished(walk())) for _ in range(3)]
    assert [run.host_noise for run in runs] == store.noises == [0.4, 0.4, 0.1]


def test_walks_with_a_warm_cache_are_no_attempts_of_their_own() -> None:
    runs = [walk(), walk().model_copy(update={"cache": Cache.WARM})]
    assert another_attempt(runs, settings(runs=2), never_open, seconds_left=60) is Another.YES


def walks(given: Settings, told: Told, limit_s: float = 60) -> Walks:
    nothing = cast(Any, None)
    return Walks(nothing, given, nothing, told, always_open, limit_s)


def test_every_further_attempt_takes_what_the_first_took_and_orders_nothing() -> None:
    made = walks(settings(runs=3, safety=Safety.ORDER), Told())
    journey = shop_journey(SHOP, ordering=True)
    walked = asyncio.run(made.walk(journey))
    assert [(number, before.query) for number, _, before in made.made] == [(1, ""), (2, "lamp 1"), (3, "lamp 1")]
    ordering = [any(isinstance(one.action, PlaceOrder) for one in given.steps) for _, given, _ in made.made]
    assert ordering == [True, False, False]
    assert (walked.run.attempt, walked.known.query) == (1, "lamp 1")


def test_that_the_time_for_walks_is_over_is_told() -> None:
    told = Told()
    made = walks(settings(), told, limit_s=-1)
    asyncio.run(made.walk(shop_journey(SHOP)))
    assert len(made.made) == 1
    assert "--timeout" in told.notes[0]
