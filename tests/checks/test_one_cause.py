"""One cause of slowness, one finding: which of the checks of timing tells it, with figures as they fall together."""

from dataclasses import dataclass, field

import pytest

from auditor.evaluation import Evaluation, evaluate
from auditor.model.artifact import PageResponse
from auditor.model.loading import NetworkLog, PageTimings, RequestRecord
from auditor.model.settings import Settings
from auditor.undecided import leaves_open
from checks import built_in_checks
from tests.unit.makers import SHOP, answer, audit_run, step, visit, walk

TIMED = [check for check in built_in_checks() if check.meta.timed or check.meta.id == "load/page-unreachable"]
POSTED = NetworkLog(
    requests=(
        RequestRecord(url=f"{SHOP}cart/add", method="POST", resource_type="document", main_document=True, status=303),
        RequestRecord(url=f"{SHOP}cart", method="GET", resource_type="document", main_document=True, status=200),
    )
)


@dataclass(frozen=True)
class Slow:
    """A step with its figures in milliseconds, the same in each of five attempts unless told otherwise."""

    seconds: float
    server: float | None = None
    drawn: float | None = None
    largest: float | None = None
    response: float | None = None
    redirects: tuple[int, float] | None = None
    soft: bool = False
    at: str = "product"
    by_form: bool = False
    status: int = 200
    attempts: int = 5
    expected: set[str] = field(default_factory=set)

    def told(self, off: tuple[str, ...] = ()) -> Evaluation:
        """What all checks of timing say of it."""
        hops, spent = self.redirects or (None, None)
        timings = PageTimings(
            time_to_first_byte_ms=self.server,
            first_contentful_paint_ms=self.drawn,
            largest_contentful_paint_ms=self.largest,
            interaction_to_next_paint_ms=self.response,
            redirects=hops,
            redirect_ms=spent,
            soft_navigation=self.soft,
        )
        artifacts: list[PageResponse | PageTimings | NetworkLog] = [answer(status=self.status), timings]
        visits = [visit("landing"), visit(self.at, *artifacts, *([POSTED] if self.by_form else []))]
        steps = [step("landing"), step(self.at, duration_ms=self.seconds * 1000)]
        runs = [walk(steps, visits, attempt=number) for number in range(1, self.attempts + 1)]
        return evaluate(audit_run(*runs), TIMED, off=off)


def findings(evaluation: Evaluation) -> set[str]:
    return {f"{one.check_id} {one.severity}" for one in evaluation.findings}


def undecided(evaluation: Evaluation) -> set[str]:
    return {f"{one.check_id} {one.severity}" for one in evaluation.inconclusive}


CASES = {
    "a slow server is the cause of paints and step, at the step's severity": Slow(
        6.2, server=5_000, drawn=5_200, largest=5_400, expected={"load/slow-ttfb serious"}
    ),
    "a slow server is the cause of a blocked step": Slow(12, server=11_000, expected={"load/slow-ttfb blocker"}),
    "a slow server is the cause of paints where the step was quick": Slow(
        0.5, server=3_500, drawn=3_600, largest=4_500, expected={"load/slow-ttfb serious"}
    ),
    "a slow server is the cause of a search's wait": Slow(
        4, server=3_500, at="search", expected={"load/slow-ttfb moderate"}
    ),
    "a server that is slow, and a step that is slow by itself": Slow(
        6.2, server=1_900, expected={"load/slow-ttfb moderate", "load/step-too-slow serious"}
    ),
    "a server that is slow, and a largest paint that is late by itself": Slow(
        0.9, server=2_000, largest=6_000, expected={"load/slow-ttfb moderate", "load/slow-lcp serious"}
    ),
    "a server that is slow, and a paint whose rest is not good either": Slow(
        0.9, server=4_000, largest=7_000, expected={"load/slow-ttfb moderate", "load/slow-lcp serious"}
    ),
    "a page drawn late is the cause of its step, which tells it": Slow(
        6.2, server=100, drawn=5_800, largest=6_000, expected={"load/step-too-slow serious"}
    ),
    "a page drawn late lends the step its severity": Slow(
        4.8, server=100, drawn=900, largest=4_700, expected={"load/step-too-slow serious"}
    ),
    "results drawn late are told by the search": Slow(
        4.8, server=100, drawn=4_500, at="search", expected={"search/slow-results moderate"}
    ),
    "what is drawn after the step ended is told by itself": Slow(
        1.2, server=100, drawn=600, largest=5_000, expected={"load/step-too-slow minor", "load/slow-lcp serious"}
    ),
    "the largest part drawn late tells of the first": Slow(
        0.9, server=100, drawn=3_400, largest=4_800, expected={"load/slow-lcp serious"}
    ),
    "a white page whose largest part is not known": Slow(
        0.9, server=100, drawn=3_400, expected={"load/slow-fcp moderate"}
    ),
    "a press that keeps the page busy is the cause of its step": Slow(
        5.5, response=5_000, expected={"interaction/slow-response serious"}
    ),
    "a press that is a small part of the step": Slow(
        5.5, response=600, expected={"interaction/slow-response moderate", "load/step-too-slow serious"}
    ),
    "redirects that take most of the server's answer are told by it": Slow(
        0.9, server=2_000, redirects=(4, 1_500), expected={"load/slow-ttfb moderate"}
    ),
    "redirects that take most of the step are told with it": Slow(
        1.3, server=750, redirects=(3, 700), expected={"load/step-too-slow minor"}
    ),
    "redirects that take next to nothing": Slow(
        0.9, server=300, redirects=(3, 60), expected={"load/redirect-chain minor"}
    ),
    "redirects that take next to nothing beside a slow server": Slow(
        0.9, server=2_000, redirects=(3, 60), expected={"load/slow-ttfb moderate", "load/redirect-chain minor"}
    ),
    "a form that is answered late by a redirect": Slow(
        3.3, server=3_000, redirects=(1, 2_800), at="cart", by_form=True, expected={"load/slow-ttfb moderate"}
    ),
    "a page that changed without loading is told by its step": Slow(
        6.2, server=5_000, drawn=5_200, largest=5_400, soft=True, expected={"load/step-too-slow serious"}
    ),
    "a page that changed without loading and was busy": Slow(
        5.5, server=100, response=5_000, soft=True, expected={"interaction/slow-response serious"}
    ),
    "an error that comes late is an error": Slow(
        0.9, server=5_000, drawn=5_200, status=500, expected={"load/page-unreachable blocker"}
    ),
    "nothing is slow": Slow(0.7, server=300, drawn=700, largest=900, response=48, redirects=(1, 40)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_told(name: str) -> None:
    told = CASES[name].told()
    assert findings(told) == CASES[name].expected
    assert undecided(told) == set()


def test_a_cause_that_is_switched_off_hides_nothing() -> None:
    slow = Slow(6.2, server=5_000, largest=5_400)
    assert findings(slow.told(off=("load/slow-ttfb",))) == {"load/step-too-slow serious"}


def test_an_open_cause_of_a_proved_step_is_no_line_of_its_own() -> None:
    told = Slow(1.4, server=900, attempts=1).told()
    assert findings(told) == {"load/step-too-slow minor"}
    assert undecided(told) == set()


def test_an_open_step_is_open_with_its_cause_at_its_severity() -> None:
    told = Slow(1.1, server=900, attempts=1).told()
    assert (findings(told), undecided(told)) == (set(), {"load/slow-ttfb minor"})


def test_what_would_gate_stays_open_beside_a_milder_cause_and_asks_for_another_attempt() -> None:
    slow = Slow(5.1, server=4_500, attempts=1)
    told = slow.told()
    assert findings(told) == {"load/slow-ttfb moderate"}
    assert undecided(told) == {"load/step-too-slow serious"}


def test_a_further_attempt_is_made_while_what_would_gate_is_open() -> None:
    settings = Settings(target=SHOP)
    near = [walk([step("landing", duration_ms=5_100)], [visit("landing")])]
    far = [walk([step("landing", duration_ms=2_000)], [visit("landing")])]
    assert leaves_open(near, settings=settings, checks=TIMED)
    assert not leaves_open(far, settings=settings, checks=TIMED)


def test_proved_and_open_findings_of_one_figure_are_never_made_one() -> None:
    told = Slow(5.1, attempts=1).told()
    (proved,), (near,) = told.findings, told.inconclusive
    assert (proved.severity, near.severity) == ("moderate", "serious")
    assert proved.fingerprint == near.fingerprint
