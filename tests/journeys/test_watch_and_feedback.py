"""Pages watched beyond their load, and the press that adds to the cart while its answer takes its time."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from auditor.model.journey import Stage
from auditor.model.loading import FeedbackTrial, WatchTrial
from auditor.model.run import MutationOutcome
from auditor.model.settings import ProbeFamily
from auditor.run_folder import load_run
from tests.journeys import odd_arrivals as odd
from tests.journeys.odd_shops import WITHOUT_SEARCH, Shop, audit

BOTH = (ProbeFamily.WATCH, ProbeFamily.FEEDBACK)


def test_late_shifts_and_a_silent_press_are_told(tmp_path: Path) -> None:
    done = audit(odd.SilentAdding(), tmp_path, probing=BOTH)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.result.coverage.not_probed == (), done.told()
    run = load_run(tmp_path).runs[0]
    watched = {visit.stage: trial for visit in run.probe_visits for trial in visit.all(WatchTrial)}
    assert set(watched) == {Stage.LANDING, Stage.PRODUCT}
    late, scrolled = watched[Stage.LANDING], watched[Stage.PRODUCT]
    assert late.layout_shifts
    assert not scrolled.layout_shifts
    assert scrolled.scrolled
    assert "#reviews" in {name for shift in scrolled.shifts_while_scrolling for name in shift.selectors}
    assert ["no reviews" in error.message for error in scrolled.script_errors] == [True]
    press = the_press(tmp_path)
    assert (press.name, press.navigated, press.changed, press.error) == ("Add to cart", False, (), None)
    assert urlsplit(press.asked).path == "/cart/add"
    assert press.held_ms >= 2_000
    sent = [one for one in done.result.mutations if "held back" in one.why]
    assert {(one.method, urlsplit(one.url).path) for one in sent} == {("POST", "/cart/add")}
    assert {one.outcome for one in sent} == {MutationOutcome.SENT}


@pytest.mark.parametrize(("shop", "navigated"), [(odd.HeardAdding, False), (odd.AddingByDocument, True)])
def test_a_press_that_is_heard_or_leads_on_is_told(shop: type[Shop], navigated: bool, tmp_path: Path) -> None:
    audit(shop(), tmp_path, probing=(ProbeFamily.FEEDBACK,))
    press = the_press(tmp_path)
    assert press.navigated == navigated
    assert bool(press.asked) is not navigated
    assert ("text" in press.changed) is not navigated
    assert press.error is None


def the_press(folder: Path) -> FeedbackTrial:
    (press,) = [one for visit in load_run(folder).runs[0].probe_visits for one in visit.all(FeedbackTrial)]
    return press
