"""Sites that sell nothing: recognised as such, walked to their form, and the form tried without a single request."""

from pathlib import Path

import pytest

from auditor.model.journey import Stage
from auditor.model.settings import Safety
from tests.journeys import odd_leads as odd
from tests.journeys.odd_shops import assert_smooth, audit

UNANSWERED = "lead/no-success-message"


def test_an_enquiry_form_is_reached_by_the_call_to_action_and_tried(tmp_path: Path) -> None:
    shop = odd.Enquiries()
    done = audit(shop, tmp_path)
    assert_smooth(done, {Stage.LANDING, Stage.FORM})
    assert [journey.id for journey in done.result.journeys] == ["lead"]
    assert done.outcome_of("checkout/form-cleared-on-error") == {"passed"}, done.told()
    assert shop.enquiries == []
    assert ("POST", "/anfrage") in shop.requests


def test_an_enquiry_form_that_forgets_is_found_out(tmp_path: Path) -> None:
    shop = odd.ForgetfulEnquiries()
    done = audit(shop, tmp_path)
    assert done.certain == {"checkout/form-cleared-on-error"}, done.told()
    assert done.exit_code == 1
    assert shop.enquiries == []


def test_a_sign_up_on_the_first_page_is_tried_and_opens_no_account(tmp_path: Path) -> None:
    shop = odd.SignUp()
    done = audit(shop, tmp_path)
    assert_smooth(done, {Stage.LANDING, Stage.FORM})
    assert shop.accounts == []


def test_where_no_sandbox_is_declared_nothing_reaches_the_people_behind_a_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.browser.guard_policy.is_loopback", lambda _: False)
    shop = odd.Enquiries()
    done = audit(shop, tmp_path)
    assert_smooth(done, {Stage.LANDING, Stage.FORM})
    assert ("POST", "/anfrage") not in shop.requests


def test_on_a_sandbox_an_enquiry_is_sent_once_without_a_mistake(tmp_path: Path) -> None:
    shop = odd.Enquiries()
    done = audit(shop, tmp_path, safety=Safety.ORDER)
    assert len(shop.enquiries) == 1, done.told()
    assert done.outcome_of(UNANSWERED) == {"passed"}, done.told()


def test_an_enquiry_after_which_nothing_is_said_is_found_out(tmp_path: Path) -> None:
    shop = odd.SilentEnquiries()
    done = audit(shop, tmp_path, safety=Safety.ORDER)
    assert len(shop.enquiries) == 1, done.told()
    assert UNANSWERED in done.certain, done.told()
