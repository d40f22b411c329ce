"""The walk through small odd shops: how far it comes, what it complains about, what it leaves alone."""

from pathlib import Path

import pytest

from auditor.model.journey import Stage
from auditor.model.run import Cause
from tests.journeys import odd_browsing as odd
from tests.journeys import odd_detours as detours
from tests.journeys import odd_lookalikes as alike
from tests.journeys.odd_shops import EVERY_STAGE, FORM_ONLY, SEARCH_ONLY, WITHOUT_SEARCH, Shop, assert_smooth, audit
from tests.journeys.odd_single_page import HashRoutes, SinglePage


@pytest.mark.parametrize(
    "shop",
    [odd.SearchBehindIcon, odd.SearchInMenu, odd.SearchByButton, odd.LiveSearch, odd.SlidingHeader, alike.SingleHit],
)
def test_a_search_is_found_and_used_however_it_is_built(shop: type[Shop], tmp_path: Path) -> None:
    done = audit(shop(), tmp_path, probing=SEARCH_ONLY)
    assert_smooth(done, EVERY_STAGE)
    assert done.outcome_of("search/known-item-zero-results") == {"passed"}, done.told()


def test_without_a_search_the_walk_goes_by_category(tmp_path: Path) -> None:
    done = audit(odd.ByCategory(), tmp_path, probing=FORM_ONLY)
    assert_smooth(done, WITHOUT_SEARCH | {Stage.LISTING})


def test_pictures_of_departments_are_taken_for_no_products(tmp_path: Path) -> None:
    done = audit(odd.TilesOfDepartments(), tmp_path, probing=SEARCH_ONLY)
    assert_smooth(done, EVERY_STAGE | {Stage.LISTING})
    assert done.outcome_of("search/known-item-zero-results") == {"passed"}, done.told()


@pytest.mark.parametrize(
    "shop",
    [
        SinglePage,
        HashRoutes,
        odd.RadioSizes,
        odd.SelectSizes,
        alike.CartLikeAProduct,
        odd.SwatchSizes,
        odd.PlainSwatches,
        odd.SoldOutUntilChosen,
        odd.Drawer,
        odd.OnlyABadge,
        odd.CartIsCheckout,
        alike.ShippingEstimate,
        odd.Banners,
        odd.Alerting,
        odd.NewTabs,
        odd.FirstSoldOut,
        odd.PagesOfVariants,
        odd.OrderList,
        odd.FirstNotForSale,
        odd.GuestByLink,
        odd.GuestByButton,
        odd.GuestByRadio,
    ],
)
def test_the_walk_comes_to_the_checkout_and_has_nothing_to_complain_about(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [detours.CartBehindDrawer, detours.AccountOffered])
def test_a_detour_to_the_checkout_is_walked_to_its_end(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


def test_where_all_that_was_found_is_sold_out_something_else_is_bought(tmp_path: Path) -> None:
    done = audit(detours.SearchFindsSoldOut(), tmp_path)
    assert_smooth(done, EVERY_STAGE)
    assert [path for _, path in done.shop.requests if path == "/tell"] == []


def test_a_choice_that_cannot_be_recognised_is_nothing_to_accuse_the_shop_of(tmp_path: Path) -> None:
    done = audit(odd.UnknownSizes(), tmp_path)
    assert done.certain == set(), done.told()
    assert done.exit_code == 3, done.told()


def test_an_account_that_a_notice_asks_for_is_told_as_such(tmp_path: Path) -> None:
    done = audit(detours.AccountBehindNotice(), tmp_path)
    assert done.cause_of("checkout") is Cause.ACCOUNT_REQUIRED, done.told()
    assert ("POST", "/login") not in done.shop.requests


def test_an_account_that_is_forced_is_told_as_such_and_never_green(tmp_path: Path) -> None:
    done = audit(odd.AccountForced(), tmp_path)
    assert done.reached == WITHOUT_SEARCH - {Stage.CHECKOUT}, done.told()
    assert done.cause_of("checkout") is Cause.ACCOUNT_REQUIRED
    assert done.exit_code != 0
    assert ("POST", "/login") not in done.shop.requests


def test_what_would_end_the_session_or_delete_the_account_is_never_asked_for(tmp_path: Path) -> None:
    done = audit(odd.WaysOut(), tmp_path)
    assert_smooth(done, WITHOUT_SEARCH)
    assert [path for _, path in done.shop.requests if "logout" in path or "delete" in path] == []
