from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from auditor.gating import decide
from auditor.model.artifact import PageResponse
from auditor.model.budget import Cache
from auditor.model.finding import CheckOutcome, Finding
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.loading import PageTimings
from auditor.model.result import AuditResult, GateResult, Score, Timing, Totals
from auditor.model.run import AuditRun, Cause, JourneyRun, Skipped, StepStatus
from auditor.model.settings import FailOn
from auditor.result_assembly import Known, assemble, finding_ids
from tests.unit.makers import audit_run, broken_at, finding, meta, result, screenshot, step, visit, walk


@dataclass(frozen=True)
class Words:
    fix: str
    references: tuple[str, ...]
    what: str = "Looks."


KNOWN = Known(
    metas={"checkout/made-up": meta("checkout/made-up", title="Made up", feels="Oh no.", references=("of the meta",))},
    documents={"checkout/made-up": Words("Mend it.", ("of the document",))},
)


def assembled(
    run: AuditRun | None = None, findings: Sequence[Finding] = (), gating: set[str] | None = None
) -> AuditResult:
    return assemble(
        run or audit_run(),
        [result("checkout/made-up", *findings)],
        findings,
        known=KNOWN,
        gating=gating or set(),
        score=Score(overall=50),
        gate=GateResult(passed=True, exit_code=0),
        phases_ms={"judge": 12.34},
    )


def test_a_finding_is_told_whole() -> None:
    one = finding().model_copy(update={"fingerprint": "1a2b3c4d5e6f7a8b"})
    (told,) = assembled(findings=[one], gating={"1a2b3c4d5e6f7a8b"}).findings
    assert told.rerun == "friction replay F-1a2b3c"
    assert (told.id, told.title, told.feels, told.fix) == ("F-1a2b3c", "Made up", "Oh no.", "Mend it.")
    assert told.references == ("of the document",)
    assert (told.stage, told.step, told.device, told.gates) == (Stage.CHECKOUT, "checkout", "desktop", True)


def test_a_finding_that_does_not_fail_the_gate_says_so() -> None:
    one = finding().model_copy(update={"fingerprint": "1a2b3c4d5e6f7a8b"})
    assert not assembled(findings=[one]).findings[0].gates


def test_ids_are_short_and_longer_only_where_two_would_be_alike() -> None:
    assert finding_ids(["aaaaaa1111111111", "bbbbbb1111111111"]) == {
        "aaaaaa1111111111": "F-aaaaaa",
        "bbbbbb1111111111": "F-bbbbbb",
    }
    assert set(finding_ids(["aaaaaaa111111111", "aaaaaaa222222222"]).values()) == {"F-aaaaaaa1", "F-aaaaaaa2"}


def test_results_name_check_outcome_and_subject() -> None:
    (told,) = assembled().results
    assert (told.check, told.outcome, told.subject) == ("checkout/made-up", CheckOutcome.FAILED, "shop/desktop/1")


def test_durations_and_phases_add_up() -> None:
    told = assembled(audit_run().model_copy(update={"phases_ms": {"walk": 7000.04}}))
    assert told.phases_ms == {"walk": 7000.0, "judge": 12.3}
    assert told.duration_ms == pytest.approx(9012.3)


def timed(attempt: int, paint_ms: float, duration_ms: float) -> JourneyRun:
    timings = PageTimings(largest_contentful_paint_ms=paint_ms, requests=10)
    return walk([step("landing", duration_ms=duration_ms)], [visit("landing", timings)], attempt=attempt)


def test_timings_are_medians_over_the_attempts_that_completed_the_step() -> None:
    broken = walk([step("landing", StepStatus.BROKEN, Cause.SITE, duration_ms=30_000)], attempt=4)
    told = assembled(audit_run(timed(1, 900, 100), timed(2, 700, 300), timed(3, 800, 200), broken))
    paint = Timing(
        journey="shop",
        step="landing",
        metric="largest_contentful_paint_ms",
        median=800,
        low=700,
        high=900,
        attempts=3,
    )
    assert paint in told.timings
    assert [(one.median, one.attempts) for one in told.timings if one.metric == "duration_ms"] == [(200, 3)]


def test_a_step_tells_its_page_its_figures_and_its_picture() -> None:
    pictures = [screenshot("late", purpose="after"), screenshot("arrival")]
    page = visit("landing", PageTimings(load_ms=1200), *pictures)
    told = assembled(audit_run(walk([step("landing")], [page])))
    (shown,) = told.journeys[0].attempts[0].steps
    assert (shown.url, shown.title, shown.screenshot) == (page.url, "landing", "run/blobs/arrival.webp")
    assert shown.metrics.load_ms == 1200
    assert shown.metrics.largest_contentful_paint_ms is None


def test_attempts_stand_together_and_say_how_they_ended() -> None:
    told = assembled(audit_run(walk(), broken_at("cart", Cause.SITE).model_copy(update={"attempt": 2})))
    assert [(one.attempt, one.status) for one in told.journeys[0].attempts] == [(1, "completed"), (2, "broken")]


def test_an_optional_step_that_broke_does_not_break_the_attempt() -> None:
    steps = [step("landing"), step("search", StepStatus.BROKEN, Cause.SITE), step("product")]
    assert assembled(audit_run(walk(steps))).journeys[0].attempts[0].status == "completed"


def test_walks_with_a_warm_cache_are_figures_of_their_own() -> None:
    again = timed(1, 400, 300).model_copy(update={"cache": Cache.WARM, "host_noise": 0.1})
    told = assembled(audit_run(timed(1, 1000, 900), again))
    assert [(one.cache, one.median, one.attempts) for one in told.timings if one.metric == "duration_ms"] == [
        (Cache.COLD, 900, 1),
        (Cache.WARM, 300, 1),
    ]
    assert [(one.attempt, one.cache, one.host_noise) for one in told.journeys[0].attempts] == [
        (1, Cache.COLD, None),
        (1, Cache.WARM, 0.1),
    ]
    assert told.totals.seconds == 0.9


def test_what_only_a_walk_with_a_warm_cache_met_neither_covers_a_stage_nor_shuts_the_audit_out() -> None:
    again = walk([*(step(name) for name in ("landing", "checkout"))]).model_copy(update={"cache": Cache.WARM})
    wall = PageResponse(requested_url="https://shop.example/", final_url="https://shop.example/", bot_wall="a wall")
    again = again.model_copy(update={"visits": (visit("landing", wall),)})
    run = audit_run(broken_at("cart", Cause.NOT_RECOGNISED), again)
    assert Stage.CHECKOUT not in assembled(run).coverage.reached
    told = decide(run, [], [], preview=frozenset(), fail_on=FailOn.SERIOUS)
    assert not [one.what for one in told.breaches if "bot protection" in one.what]


def test_a_journey_tells_how_it_was_slowed_down() -> None:
    slow = timed(1, 1000, 900)
    environment = slow.environment.model_copy(update={"network": "slow-4g", "cpu_slowdown": 4.0})
    (journey,) = assembled(audit_run(slow.model_copy(update={"environment": environment}))).journeys
    assert journey.environment is not None
    assert journey.environment.conditions == "over slow-4g, processor slowed 4 times"
    assert timed(1, 1, 1).environment.conditions == ""


def test_totals_are_those_of_the_first_walk() -> None:
    steps = [step("landing", clicks=1), step("search", clicks=1, keystrokes=9), step("cart", fields=2)]
    pages = [visit("landing", url="u"), visit("search", url="v"), visit("cart", url="v")]
    told = assembled(audit_run(walk(steps, pages), walk(attempt=2)))
    assert told.totals == Totals(clicks=2, keystrokes=9, fields=2, pages=2, seconds=1.5)
    asked = [(one.clicks, one.keystrokes, one.fields) for one in told.journeys[0].attempts[0].steps]
    assert asked == [(1, 0, 0), (1, 9, 0), (0, 0, 2)]


def test_the_last_step_of_a_stage_tells_how_many_fields_its_forms_show() -> None:
    def field(key: str, type_: str = "text", **changes: Any) -> FormField:
        return FormField(key=key, label=key, purpose="other", type=type_, selector=f"#{key}", **changes)

    contact = (field("name"), field("mail"), field("send", "submit"), field("closed", disabled=True))
    delivery = (field("courier", "radio", group="by"), field("post", "radio", group="by"), field("street"))
    forms = [
        FormStep(place=place, form="form", page_url="u", fields=fields)
        for place, fields in ((1, contact), (2, delivery), (2, contact))
    ]
    steps = [step("cart"), step("checkout"), step("checkout")]
    run = walk(steps).model_copy(update={"probe_visits": tuple(visit("checkout", form) for form in forms)})
    told = assembled(audit_run(run)).journeys[0].attempts[0].steps
    assert [one.fields_shown for one in told] == [None, None, 4]


def test_coverage_names_what_was_not_reached_and_not_probed() -> None:
    run = audit_run(broken_at("cart", Cause.SITE, "the cart answered with status 500"))
    run = run.model_copy(update={"skipped": (Skipped(probe="form", stage=Stage.CHECKOUT, why="no checkout"),)})
    told = assembled(run).coverage
    assert told.reached == (Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT)
    assert [(one.stage, one.why) for one in told.unreached] == [
        (Stage.CART, "the cart answered with status 500"),
        (Stage.CHECKOUT, "the cart answered with status 500"),
    ]
    assert [one.why for one in told.not_probed] == ["form: no checkout"]


def test_an_audit_that_saw_nothing_still_has_a_result() -> None:
    told = assembled(audit_run(interrupted="stopped").model_copy(update={"runs": ()}))
    assert (told.journeys, told.interrupted, told.totals) == ((), "stopped", Totals())
