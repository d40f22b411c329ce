from auditor.findings import MOST_EVIDENCE, fold
from auditor.model.finding import Certainty, CheckMeta, CheckResult, Finding, Severity
from auditor.model.run import AuditRun, Cause
from tests.unit.makers import PREVIEW, audit_run, broken_at, element, finding, location, meta, result


def folded(*results: CheckResult, metas: list[CheckMeta] | None = None, run: AuditRun | None = None) -> list[Finding]:
    return [one for kept in all_folded(*results, metas=metas, run=run) for one in kept.findings]


def all_folded(
    *results: CheckResult, metas: list[CheckMeta] | None = None, run: AuditRun | None = None
) -> tuple[CheckResult, ...]:
    known = {one.check: meta(one.check) for one in results} | {one.id: one for one in metas or []}
    return fold(results, known, run or audit_run())


CAUSE = finding("a/cause")
EFFECT = finding("a/effect", identity="#effect")
EXPLAINED = meta("a/effect", explained_by=("a/cause",))


def test_an_effect_is_left_to_its_cause_and_its_result_says_so() -> None:
    cause, effect = all_folded(result("a/cause", CAUSE), result("a/effect", EFFECT), metas=[EXPLAINED])
    assert [one.check_id for one in cause.findings] == ["a/cause"]
    assert effect.findings == ()
    assert effect.outcome == "failed"
    assert effect.explained_by == ("a/cause",)


def test_a_cause_at_another_step_explains_nothing() -> None:
    elsewhere = CAUSE.model_copy(update={"location": location("landing")})
    assert len(folded(result("a/cause", elsewhere), result("a/effect", EFFECT), metas=[EXPLAINED])) == 2


def test_a_cause_on_the_page_before_explains_a_broken_step() -> None:
    cause = CAUSE.model_copy(update={"location": location("cart")})
    run = audit_run(broken_at("checkout", Cause.SITE))
    kept = folded(result("a/cause", cause), result("a/effect", EFFECT), metas=[EXPLAINED], run=run)
    assert [one.check_id for one in kept] == ["a/cause"]


def test_a_cause_one_step_earlier_at_the_same_stage_explains() -> None:
    cause = CAUSE.model_copy(update={"location": location("add-to-cart")})
    effect = EFFECT.model_copy(update={"location": location("cart")})
    kept = folded(result("a/cause", cause), result("a/effect", effect), metas=[EXPLAINED])
    assert [one.check_id for one in kept] == ["a/cause"]


def test_a_guess_explains_no_proved_finding() -> None:
    guess = CAUSE.model_copy(update={"certainty": Certainty.NEEDS_REVIEW})
    assert len(folded(result("a/cause", guess), result("a/effect", EFFECT), metas=[EXPLAINED])) == 2


def test_a_check_in_preview_explains_no_stable_one() -> None:
    metas = [EXPLAINED, meta("a/cause", status=PREVIEW)]
    assert len(folded(result("a/cause", CAUSE), result("a/effect", EFFECT), metas=metas)) == 2


def test_a_cause_is_as_severe_as_what_it_brings_about() -> None:
    worse = EFFECT.model_copy(update={"severity": Severity.BLOCKER})
    (kept,) = folded(result("a/cause", CAUSE), result("a/effect", worse), metas=[EXPLAINED])
    assert (kept.check_id, kept.severity) == ("a/cause", Severity.BLOCKER)


def test_an_effect_that_needs_review_makes_no_proved_cause_worse() -> None:
    doubtful = EFFECT.model_copy(update={"severity": Severity.BLOCKER, "certainty": Certainty.NEEDS_REVIEW})
    (kept,) = folded(result("a/cause", CAUSE), result("a/effect", doubtful), metas=[EXPLAINED])
    assert kept.severity is Severity.SERIOUS


def test_in_a_chain_the_first_cause_is_told() -> None:
    last = finding("a/last", identity="#last")
    metas = [EXPLAINED, meta("a/last", explained_by=("a/effect",))]
    results = (result("a/cause", CAUSE), result("a/effect", EFFECT), result("a/last", last))
    kept = all_folded(*results, metas=metas)
    assert [(one.check, one.explained_by) for one in kept] == [
        ("a/cause", ()),
        ("a/effect", ("a/cause",)),
        ("a/last", ("a/cause",)),
    ]


def test_findings_that_only_explain_one_another_are_kept() -> None:
    metas = [EXPLAINED, meta("a/cause", explained_by=("a/effect",))]
    assert len(folded(result("a/cause", CAUSE), result("a/effect", EFFECT), metas=metas)) == 2


def test_a_result_keeps_what_is_not_explained() -> None:
    other = finding("a/effect", at=location("landing"))
    _, effect = all_folded(result("a/cause", CAUSE), result("a/effect", EFFECT, other), metas=[EXPLAINED])
    assert [one.location.step for one in effect.findings] == ["landing"]
    assert effect.explained_by == ()


def test_one_element_on_many_pages_is_told_once_with_its_other_places() -> None:
    places = [location("landing"), location("product"), location("cart")]
    results = [
        result("a/b", finding("a/b", at=place, evidence=[element("#menu")], identity="#menu")) for place in places
    ]
    (kept,) = folded(*results)
    assert kept.location == places[0]
    assert kept.places == tuple(places[1:])


def test_the_worst_meeting_with_an_element_is_told() -> None:
    mild = finding("a/b", Severity.MINOR, at=location("landing"), evidence=[element()])
    bad = finding("a/b", Severity.SERIOUS, at=location("cart"), evidence=[element()])
    (kept,) = folded(result("a/b", mild), result("a/b", bad))
    assert (kept.severity, kept.location.step) == (Severity.SERIOUS, "cart")


def test_a_proved_meeting_is_told_before_a_worse_one_in_doubt() -> None:
    doubtful = finding("a/b", Severity.BLOCKER, certainty=Certainty.NEEDS_REVIEW, evidence=[element()])
    proved = finding("a/b", Severity.MINOR, at=location("cart"), evidence=[element()])
    (kept,) = folded(result("a/b", doubtful), result("a/b", proved))
    assert kept.certainty is Certainty.CERTAIN


def test_a_metric_at_two_steps_is_two_findings() -> None:
    results = [result("a/b", finding("a/b", at=location(name), identity="lcp")) for name in ("landing", "cart")]
    assert [one.location.step for one in folded(*results)] == ["landing", "cart"]


def test_two_elements_of_one_page_are_two_findings() -> None:
    both = [finding("a/b", evidence=[element(name)], identity=name) for name in ("#one", "#other")]
    assert len(folded(result("a/b", *both))) == 2


def test_the_same_metric_on_two_devices_is_one_finding() -> None:
    devices = [location(device="desktop"), location(device="mobile")]
    (kept,) = folded(*(result("a/b", finding("a/b", at=place, identity="lcp")) for place in devices))
    assert (kept.location, kept.places) == (devices[0], (devices[1],))


def test_siblings_that_differ_by_a_number_only_share_their_evidence_up_to_a_limit() -> None:
    many = [
        finding("a/b", evidence=[element(f"#line-{100 + number}")], identity=f"#line-{100 + number}")
        for number in range(MOST_EVIDENCE + 5)
    ]
    (kept,) = folded(result("a/b", *many))
    assert kept.places == ()
    assert len(kept.evidence) == MOST_EVIDENCE
    assert kept.evidence[0] == element("#line-100")


def test_every_finding_has_a_fingerprint() -> None:
    assert all(len(one.fingerprint) == 16 for one in folded(result("a/cause", CAUSE), result("a/effect", EFFECT)))
