"""Where a shop asks for an account or will not sell: the obstacle is named, and passed where it can be."""

from pathlib import Path

import pytest

from auditor.model.journey import Credentials, Stage
from auditor.model.run import Cause
from auditor.run_folder import load_run
from tests.journeys import odd_accounts as odd
from tests.journeys.odd_shops import FORM_ONLY, WITHOUT_SEARCH, Shop, assert_smooth, audit, walk

ACCOUNT = Credentials(username="${SHOP_USER}", password="${SHOP_PASSWORD}")


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_USER", odd.MEMBER[0])
    monkeypatch.setenv("SHOP_PASSWORD", odd.MEMBER[1])


def _written(folder: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("shop", "step"),
    [(odd.MembersOnly, "checkout"), (odd.CartForMembers, "add-to-cart")],
)
def test_a_forced_account_is_a_friction_of_its_own(shop: type[Shop], step: str, tmp_path: Path) -> None:
    done = audit(shop(), tmp_path)
    assert done.certain == {"checkout/no-guest-checkout"}, done.told()
    assert done.cause_of(step) is Cause.ACCOUNT_REQUIRED, done.told()
    assert done.exit_code == 1, done.told()
    assert ("POST", "/account/login") not in done.shop.requests


@pytest.mark.parametrize("shop", [odd.MembersOnly, odd.CartForMembers])
def test_with_credentials_the_walk_goes_on_and_the_friction_stays(shop: type[Shop], tmp_path: Path) -> None:
    done = audit(shop(), tmp_path, credentials=ACCOUNT)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.certain == {"checkout/no-guest-checkout"}, done.told()
    assert done.result.coverage.not_probed == (), done.told()


def test_a_shop_closed_to_guests_is_named_once(tmp_path: Path) -> None:
    done = audit(odd.ClosedToGuests(), tmp_path)
    assert done.certain == {"journey/step-broken"}, done.told()
    assert len(done.result.findings) == 1, done.told()
    assert done.cause_of("product") is Cause.ACCOUNT_REQUIRED, done.told()


def test_a_shop_closed_to_guests_is_walked_with_credentials(tmp_path: Path) -> None:
    done = audit(odd.ClosedToGuests(), tmp_path, credentials=ACCOUNT)
    assert_smooth(done, WITHOUT_SEARCH)
    assert all(secret not in _written(tmp_path) for secret in odd.MEMBER)


def test_wrong_credentials_are_told_as_ours_and_nothing_shows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "no such horse 4711")
    done = audit(odd.MembersOnly(), tmp_path, credentials=ACCOUNT)
    assert done.exit_code == 3, done.told()
    assert "signing in with the credentials given did not work" in done.told()
    assert "no such horse" not in _written(tmp_path)
    assert odd.MEMBER[0] not in _written(tmp_path)


@pytest.mark.parametrize("shop", [odd.BoxBeside, odd.PasswordIfYouLike])
def test_a_password_that_bars_nothing_is_no_wall(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [odd.GuestLinkBelow, odd.GuestLinkAbove])
def test_a_guests_way_that_is_a_line_of_text_is_easily_overlooked(shop: type[Shop], tmp_path: Path) -> None:
    done = walk(shop(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    (finding,) = done.result.findings
    assert finding.check == "checkout/guest-not-prominent", done.told()
    assert "is a plain link" in finding.message
    assert ("below the password" in finding.message) is (shop is odd.GuestLinkBelow)


@pytest.mark.parametrize("shop", [odd.GuestButtonBeside, odd.GuestButtonAbove])
def test_a_guests_button_beside_or_above_the_sign_in_is_seen(shop: type[Shop], tmp_path: Path) -> None:
    done = walk(shop(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert done.outcome_of("checkout/guest-not-prominent") == {"passed"}, done.told()


def test_another_product_is_taken_where_the_first_cannot_be_shipped(tmp_path: Path) -> None:
    done = audit(odd.CannotBeShipped(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    checkout = load_run(tmp_path).runs[0].visits_at(Stage.CHECKOUT)[-1]
    assert odd.CannotBeShipped.refusal in checkout.reached_by


def test_where_nothing_can_be_shipped_the_shop_is_quoted(tmp_path: Path) -> None:
    done = audit(odd.NothingCanBeShipped(), tmp_path)
    assert done.reached == WITHOUT_SEARCH - {Stage.CHECKOUT}, done.told()
    assert done.cause_of("checkout") is Cause.REFUSED, done.told()
    assert odd.CannotBeShipped.refusal in done.told()
    assert done.certain == set(), done.told()
    assert done.exit_code == 3, done.told()
