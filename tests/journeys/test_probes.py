"""The probes on small odd shops: what they send, what they leave alone, what they make of the answer."""

from pathlib import Path

import pytest

from auditor.model.finding import Severity
from auditor.model.redaction import luhn_valid
from tests.journeys import odd_forms as odd
from tests.journeys import odd_tongues as tongues
from tests.journeys.odd_shops import EVERY_STAGE, WITHOUT_SEARCH, Audited, Shop, assert_smooth, audit

CLEARED = "checkout/form-cleared-on-error"
SILENT = "checkout/silent-failure"


MISTAKES = 5
"""The card's number wrong three times, several mistakes at once, and the form as mended but for the card's number."""


def sent_forms(done: Audited) -> int:
    """How often the order form came to the server."""
    return done.shop.requests.count(("POST", "/checkout"))


def passes(done: Audited, check: str) -> bool:
    """Whether a check was satisfied wherever it had something to judge."""
    return done.outcome_of(check) - {"not_applicable"} == {"passed"}


def test_a_button_that_orders_without_a_card_is_never_pressed(tmp_path: Path) -> None:
    done = audit(odd.OrderWithoutCard(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert sent_forms(done) == 0


def test_a_server_that_takes_any_card_only_ever_sees_the_wrong_one(tmp_path: Path) -> None:
    done = audit(odd.AnyCard(), tmp_path)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert {luhn_valid(number) for number in done.cards_sent()} == {False}, done.cards_sent()
    assert done.certain == set(), done.told()


def test_a_step_that_comes_late_is_tried_as_well(tmp_path: Path) -> None:
    done = audit(odd.LateSecondStep(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert {luhn_valid(number) for number in done.cards_sent()} == {False}, done.cards_sent()


@pytest.mark.parametrize("shop", [odd.Scripted, odd.Reformatting, odd.Refusing422, odd.SlowAnswer])
def test_a_form_that_keeps_everything_and_says_what_is_wrong_is_let_be(shop: type[Shop], tmp_path: Path) -> None:
    done = audit(shop(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert passes(done, CLEARED), done.told()
    assert passes(done, SILENT), done.told()
    assert sent_forms(done) == MISTAKES


def test_a_form_that_clears_itself_is_found(tmp_path: Path) -> None:
    done = audit(odd.Clearing(), tmp_path)
    assert done.certain == {CLEARED}, done.told()
    assert [one.severity for one in done.result.findings if one.check == CLEARED] == [Severity.BLOCKER]
    assert done.exit_code == 1


def test_a_box_that_tells_of_the_mistake_is_a_message(tmp_path: Path) -> None:
    done = audit(odd.AlertingErrors(), tmp_path)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.certain <= {"checkout/error-not-associated"}, done.told()
    assert passes(done, SILENT), done.told()


def test_red_frames_are_a_sign_that_not_everybody_sees(tmp_path: Path) -> None:
    done = audit(odd.RedFrames(), tmp_path)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert "checkout/error-colour-only" in done.certain, done.told()
    assert done.certain <= {"checkout/error-colour-only", "checkout/error-not-associated"}, done.told()
    assert passes(done, SILENT), done.told()


def test_an_account_that_may_be_declined_is_declined(tmp_path: Path) -> None:
    done = audit(odd.AccountTicked(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert sent_forms(done) == MISTAKES
    assert [body for body in done.shop.sent if "open=on" in body] == []


def test_the_browsers_own_bubbles_are_a_message_and_clear_nothing(tmp_path: Path) -> None:
    done = audit(odd.NativeOnly(), tmp_path)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.certain == {"checkout/error-native-bubble-only"}, done.told()
    assert done.exit_code == 0, done.told()
    assert passes(done, CLEARED), done.told()
    assert passes(done, SILENT), done.told()
    assert sent_forms(done) == 0


def test_a_button_that_waits_for_right_answers_is_no_dead_end(tmp_path: Path) -> None:
    done = audit(odd.DisabledUntilValid(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert sent_forms(done) == 0


@pytest.mark.parametrize("shop", [tongues.LatvianByWords, tongues.Arabic, tongues.Esperanto])
def test_a_shop_is_understood_in_whatever_language(shop: type[Shop], tmp_path: Path) -> None:
    done = audit(shop(), tmp_path)
    assert done.reached == EVERY_STAGE, done.told()
    assert done.certain == done.shop.frictions, done.told()
    assert done.result.coverage.not_probed == (), done.told()
    assert done.outcome_of("search/known-item-zero-results") == {"passed"}, done.told()
    assert passes(done, CLEARED), done.told()


def test_words_that_nobody_knows_may_be_a_message(tmp_path: Path) -> None:
    done = audit(tongues.EsperantoFarOff(), tmp_path)
    assert done.certain == set(), done.told()
    assert done.exit_code == 0, done.told()
    assert "“Io ne estas en ordo pri viaj indikoj.” is new on the page" in done.told()
