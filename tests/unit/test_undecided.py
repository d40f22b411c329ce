from collections.abc import Iterator

import pytest

from auditor.check import Check, Context, VisitCheck
from auditor.model.budget import Budget
from auditor.model.finding import Certainty, Finding, Severity
from auditor.model.loading import PageTimings
from auditor.model.run import Visit
from auditor.model.settings import FailOn, Settings
from auditor.undecided import leaves_open
from tests.unit.makers import PREVIEW, SHOP, meta, step, visit, walk

RUN = walk([step("cart")], [visit("cart", PageTimings(load_ms=2400))])


def doubting(
    severity: Severity = Severity.SERIOUS, certainty: Certainty = Certainty.INCONCLUSIVE, **facts: object
) -> type[Check]:
    """A check that cannot tell, or as sure as it is told to be."""

    class Doubting(VisitCheck):
        def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
            yield self.finding("Hm.", context.location(visit), identity="x", severity=severity, certainty=certainty)

    Doubting.meta = meta("load/doubting", **{"timed": True, **facts})
    return Doubting


@pytest.mark.parametrize(
    ("check", "fail_on", "left_open"),
    [
        (doubting(), FailOn.SERIOUS, True),
        (doubting(Severity.MODERATE), FailOn.SERIOUS, False),
        (doubting(Severity.MODERATE), FailOn.MODERATE, True),
        (doubting(), FailOn.NEVER, False),
        (doubting(timed=False), FailOn.SERIOUS, False),
        (doubting(status=PREVIEW), FailOn.SERIOUS, False),
    ],
)
def test_a_timed_check_leaves_open_what_it_cannot_tell_and_would_gate(
    check: type[Check], fail_on: FailOn, left_open: bool
) -> None:
    settings = Settings(target=SHOP, fail_on=fail_on)
    assert leaves_open([RUN], settings=settings, checks=[check]) is left_open


@pytest.mark.parametrize("fail_on", [FailOn.SERIOUS, FailOn.NEVER])
@pytest.mark.parametrize(
    ("budget", "left_open"),
    [
        (Budget(metric="load_ms", limit=2500), True),
        (Budget(metric="load_ms", limit=2500, level="warn"), True),
        (Budget(metric="load_ms", limit=2500, level="off"), False),
        (Budget(metric="load_ms", limit=4000), False),
        (Budget(metric="load_ms", limit=1000), True),
        (Budget(metric="load_ms", limit=1000, level="warn"), False),
        (Budget(metric="load_ms", limit=2500, step="landing"), False),
        (Budget(metric="requests", limit=10), False),
        (Budget(metric="findings", limit=0), False),
    ],
)
def test_a_budget_leaves_open_what_its_figures_do_not_tell(budget: Budget, left_open: bool, fail_on: FailOn) -> None:
    settings = Settings(target=SHOP, budgets=(budget,), fail_on=fail_on)
    assert leaves_open([RUN], settings=settings, checks=[]) is left_open


@pytest.mark.parametrize(
    ("certainty", "again"), [(Certainty.CERTAIN, True), (Certainty.NEEDS_REVIEW, False), (Certainty.INCONCLUSIVE, True)]
)
def test_no_time_fails_a_gate_by_one_attempt_alone(certainty: Certainty, again: bool) -> None:
    sure, settings = doubting(certainty=certainty), Settings(target=SHOP)
    assert leaves_open([RUN], settings=settings, checks=[sure]) is again
    second = RUN.model_copy(update={"attempt": 2})
    assert leaves_open([RUN, second], settings=settings, checks=[sure]) is (certainty is Certainty.INCONCLUSIVE)


def test_a_budget_that_two_attempts_are_beyond_is_decided() -> None:
    settings = Settings(target=SHOP, budgets=(Budget(metric="load_ms", limit=1000),))
    assert not leaves_open([RUN, RUN.model_copy(update={"attempt": 2})], settings=settings, checks=[])
