"""What ends a step, a probe or an audit can be told in another language, from where it is said to the result."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from auditor.browser.collectors.page_world import PageSilentError
from auditor.browser.failures import first_line
from auditor.browser.probes.setbacks import GivenUp, Setbacks
from auditor.browser.walk import StepBroken, StepNotNeeded
from auditor.budgeting import judge
from auditor.gating import budget_told, decide
from auditor.model.budget import Aggregate, Budget, Cache
from auditor.model.finding import Severity
from auditor.model.journey import Stage, shop_journey
from auditor.model.metric import METRICS
from auditor.model.result import AuditResult, BudgetResult, Score
from auditor.model.run import AuditRun, Cause, Environment, Mutation, Skipped, StepStatus
from auditor.model.settings import Settings
from auditor.model.wording import Phrase, Wording, say, say_number, wordings_in
from auditor.reach import coverage
from auditor.result_assembly import Known, assemble
from auditor.run_folder import RunFolder, load_run
from reports.language import Language
from tests.unit.makers import ENVIRONMENT, NOON, SHOP, broken_at, finding, result, step, visit, walk
from tests.unit.makers import audit_run as made_up

SECRET = "hunter2-hunter2"
LATVIAN = {
    "took longer than {limit:g} s": "ilga vairāk nekā {limit:g} s",
    "expected the text “{text}”": "gaidīts teksts “{text}”",
    "{stages} was not reached: {why}": "{stages} netika sasniegts: {why}",
    "checkout": "pirkuma noformēšana",
    "{probe}: {why}": "{probe}: {why}",
    "typing": "rakstīšana",
    "step {step} with a warm cache": "solis {step} ar siltu kešatmiņu",
    "the time limit of {limit:g} s was reached (--timeout)": "laiks, {limit:g} s, beidzies (--timeout)",
}


def gathered(output: Path) -> AuditRun:
    """What an audit gathered that came to no good end, read again from its folder."""
    store = RunFolder.create(output, Settings(target=SHOP))
    store.keep_secret(SECRET)
    store.begin(SHOP, NOON, "probe", sandbox=False)
    key = store.run_started(shop_journey(SHOP), 1, ENVIRONMENT)
    for name in ("landing", "listing", "search", "product", "add-to-cart", "cart"):
        store.step(key, step(name), [visit(name)])
    why = say("expected the text “{text}”", text=f"Hello {SECRET}")
    store.step(key, step("checkout", StepStatus.BROKEN, Cause.TIME_LIMIT, error=why), [visit("checkout")])
    why = say("step {step} with a warm cache", step="cart")
    store.mutation(Mutation(method="POST", url=f"{SHOP}cart", step="cart", why=why))
    store.skipped(Skipped(probe="typing", stage=Stage.CHECKOUT, why=say("took longer than {limit:g} s", limit=120.0)))
    store.run_finished(key, complete=True)
    store.finish(say("the time limit of {limit:g} s was reached (--timeout)", limit=0.5))
    store.close()
    return load_run(output)


def assembled(run: AuditRun) -> AuditResult:
    return assemble(
        run,
        [result("checkout/made-up")],
        (),
        known=Known(metas={}, documents={}),
        gating=(),
        score=Score(overall=50),
        gate=decide(run, [result("checkout/made-up")], ()),
        phases_ms={},
    )


def in_latvian(result: AuditResult, text: str) -> str:
    catalogue = Catalog(locale="lv")
    for english, latvian in LATVIAN.items():
        catalogue.add(english, latvian)
    return Language("lv", catalogue, result.wordings).worded(result.wordings[text])


def test_every_reason_in_a_result_can_be_told_in_another_language(tmp_path: Path) -> None:
    run = gathered(tmp_path)
    whole = assembled(run)
    (broken,) = [one for one in whole.journeys[0].attempts[0].steps if one.error]
    (unreached,) = [one for one in whole.coverage.unreached if one.stage is Stage.CHECKOUT]
    (unprobed,) = whole.coverage.not_probed
    assert broken.error == unreached.why == "expected the text “Hello ••••”"
    assert in_latvian(whole, str(broken.error)) == "gaidīts teksts “Hello ••••”"
    assert unprobed.why == "typing: took longer than 120 s"
    assert in_latvian(whole, unprobed.why) == "rakstīšana: ilga vairāk nekā 120 s"
    assert in_latvian(whole, whole.mutations[0].why) == "solis cart ar siltu kešatmiņu"
    assert in_latvian(whole, str(whole.interrupted)) == "laiks, 0,5 s, beidzies (--timeout)"
    (missing,) = [one.what for one in whole.gate.breaches if one.what.startswith("checkout")]
    assert missing == "checkout was not reached: expected the text “Hello ••••”"
    assert in_latvian(whole, missing) == "pirkuma noformēšana netika sasniegts: gaidīts teksts “Hello ••••”"


def test_a_reason_without_values_is_known_as_ours_inside_another_sentence(tmp_path: Path) -> None:
    store = RunFolder.create(tmp_path, Settings(target=SHOP))
    store.begin(SHOP, NOON, "probe", sandbox=False)
    key = store.run_started(shop_journey(SHOP), 1, ENVIRONMENT)
    store.step(key, step("landing"), [visit("landing")])
    why = say("the cart was not found")
    store.step(key, step("cart", StepStatus.BROKEN, Cause.NOT_RECOGNISED, error=why), [visit("cart")])
    store.skipped(Skipped(probe="watch", stage=Stage.CART, why=say("no page of the walk came again by its address")))
    store.finish()
    store.close()
    whole = assembled(load_run(tmp_path))
    (gap,) = whole.coverage.not_probed
    (missing,) = [one.what for one in whole.gate.breaches if "cart" in one.what]
    said = {one for text in (gap.why, missing) for one in _sentences(whole.wordings[text])}
    assert {"the cart was not found", "no page of the walk came again by its address", "watch"} <= said
    assert str(why) not in whole.wordings


def test_wordings_hide_what_their_sentences_hide(tmp_path: Path) -> None:
    whole = assembled(gathered(tmp_path))
    assert SECRET not in whole.model_dump_json()
    assert SECRET not in (tmp_path / "run/journal.jsonl").read_text(encoding="utf-8")
    assert {text for text, wording in whole.wordings.items() if wording.english() != text} == set()


def test_a_result_that_was_saved_tells_its_wordings_still(tmp_path: Path) -> None:
    whole = assembled(gathered(tmp_path))
    again = AuditResult.model_validate_json(whole.model_dump_json())
    assert again.wordings == whole.wordings


@pytest.mark.parametrize("end", [StepBroken, GivenUp, StepNotNeeded])
def test_what_is_raised_keeps_its_wording(end: type[Exception]) -> None:
    why = say("took longer than {limit:g} s", limit=2)
    raised = StepBroken(why, Cause.OURS) if end is StepBroken else end(why)
    assert str(raised) == "took longer than 2 s"
    assert isinstance(getattr(raised, "why", None), Phrase)


def test_what_we_say_of_a_page_that_fails_keeps_its_wording() -> None:
    told = first_line(PageSilentError(say("no answer within {limit:.0f} ms", limit=3000)))
    assert isinstance(told, Phrase)
    assert told.wording.values == {"limit": 3000}
    assert not isinstance(first_line(PageSilentError("Target closed")), Phrase)


def test_a_page_that_fails_too_often_is_told_with_its_last_failure() -> None:
    setbacks = Setbacks()

    def fail() -> None:
        with setbacks.passing_over():
            raise PageSilentError(say("no answer within {limit:.0f} ms", limit=3000))

    fail()
    with pytest.raises(GivenUp, match="given up after 2 failures, the last: no answer within 3000 ms") as given_up:
        fail()
    assert wordings_in(given_up.value.why)


def met(**more: object) -> BudgetResult:
    fields: Mapping[str, object] = {
        "metric": "load_ms",
        "where": say("{journey} on {device}", journey="shop", device="desktop"),
        "limit": 2500,
        "median": 3104,
        "measured": 3104,
        "low": 3000.4,
        "high": 3200,
        "attempts": 3,
        "verdict": "over",
        "level": "error",
        "cache": Cache.WARM,
        "conditions": Environment(browser="", device="", network="slow-4g", cpu_slowdown=4).conditions,
    }
    return BudgetResult.model_validate({**fields, **more})


@pytest.mark.parametrize("aggregate", Aggregate)
def test_how_a_budget_was_met_is_told_whole(aggregate: Aggregate) -> None:
    told = budget_told(met(aggregate=aggregate))
    assert told == (
        f"load_ms at shop on desktop: 3104 ms, limit 2500 ms ({aggregate.value} of 3 attempts, 3000 ms to 3200 ms)"
        "; warm cache; over slow-4g, processor slowed 4 times"
    )
    sentences = set(_sentences(wordings_in(told)[told]))
    assert {"{met}; {conditions}", "; warm cache", "over {network}", "{figure} ms"} <= sentences
    assert {"{journey} on {device}", "processor slowed {factor:g} times"} & sentences


@pytest.mark.parametrize(
    ("metric", "value", "told"),
    [
        ("load_ms", 2500.4, "2500 ms"),
        ("seconds", 12.5, "12.5 s"),
        ("seconds", 12.0, "12 s"),
        ("transfer_bytes", 1234567.0, "1234567 bytes"),
        ("cumulative_layout_shift", 0.1, "0.1"),
        ("cumulative_layout_shift", 0.0004, "0"),
        ("requests", 3.0, "3"),
        ("third_party_share", 0.255, "0.26"),
        ("clicks", 10.0, "10"),
    ],
)
def test_a_figure_is_told_with_its_unit_and_no_idle_digits(metric: str, value: float, told: str) -> None:
    assert METRICS[metric].told(value) == told


def test_what_a_budget_is_about_is_told_part_by_part() -> None:
    budget = Budget(metric="findings", limit=0, severity=Severity.SERIOUS, stage=Stage.CART, device="mobile")
    (told,) = judge(made_up(), [budget], [finding()])
    assert told.where == "serious or worse, stage cart, on mobile"
    wording = wordings_in(told)[told.where]
    assert wording.comma
    assert [one.text for one in wording.parts if isinstance(one, Wording)] == [
        "{severity} or worse",
        "stage {stage}",
        "on {device}",
    ]


def test_stages_missed_for_one_reason_are_told_together() -> None:
    run = made_up(broken_at("cart", Cause.NOT_RECOGNISED, say("the cart was not found")))
    (breach,) = decide(run, [result("checkout/made-up")], ()).breaches
    assert breach.what == "cart and checkout were not reached: the cart was not found"
    wording = wordings_in(breach)[breach.what]
    assert (wording.number, wording.plural) == (2, "{stages} were not reached: {why}")


def test_where_several_journeys_were_walked_a_gap_is_told_with_its_journey() -> None:
    why = say_number("{number} thing", "{number} things", 2)
    run = made_up(broken_at("cart", Cause.SITE, why), walk(device="mobile"))
    (gap,) = [one for one in coverage(run).unreached if one.stage is Stage.CHECKOUT]
    assert gap.why == "shop on desktop: 2 things"
    assert "{number} thing" in set(_sentences(wordings_in(gap)[gap.why]))


def _sentences(wording: Wording) -> Iterator[str]:
    if wording.text:
        yield wording.text
    for one in (*wording.parts, *wording.values.values()):
        if isinstance(one, Wording):
            yield from _sentences(one)
