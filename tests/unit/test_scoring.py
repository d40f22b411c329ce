from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.scoring import score
from tests.unit.makers import finding, location

REACHED = (Stage.LANDING, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT)


def test_a_smooth_shop_scores_one_hundred_everywhere() -> None:
    smooth = score([], REACHED)
    assert smooth.overall == 100
    assert smooth.stages == dict.fromkeys(REACHED, 100)


def test_an_audit_that_saw_nothing_scores_zero() -> None:
    assert score([], ()).overall == 0


def test_every_severity_takes_its_share_of_what_is_left() -> None:
    left = {severity: score([finding(severity=severity)], REACHED).stages[Stage.CHECKOUT] for severity in Severity}
    assert left == {Severity.BLOCKER: 20, Severity.SERIOUS: 80, Severity.MODERATE: 93, Severity.MINOR: 98}
    twice = score([finding(identity="a"), finding(identity="b")], REACHED)
    assert twice.stages[Stage.CHECKOUT] == 64


def test_a_blocker_pulls_the_whole_journey_to_its_stage() -> None:
    assert score([finding(severity=Severity.BLOCKER)], REACHED).overall == 20


def test_a_serious_finding_weighs_between_the_mean_and_the_worst_stage() -> None:
    assert score([finding()], REACHED).overall == round(((100 * 3 + 80) / 4 + 80) / 2)


def test_what_needs_review_and_what_is_in_preview_costs_nothing() -> None:
    doubtful = finding(certainty=Certainty.NEEDS_REVIEW)
    assert score([doubtful, finding("list/new")], REACHED, preview={"list/new"}).overall == 100


def test_a_stage_that_was_tried_and_not_reached_is_scored_by_what_was_found_there() -> None:
    found = finding(severity=Severity.BLOCKER, at=location("checkout"))
    assert score([found], (Stage.LANDING,)).stages == {Stage.LANDING: 100, Stage.CHECKOUT: 20}
