"""The walk through shops with something before them or over them: pages to pass, sheets to answer."""

from pathlib import Path

import pytest

from tests.journeys import odd_gates as odd
from tests.journeys.odd_shops import FORM_ONLY, WITHOUT_SEARCH, Shop, assert_smooth, audit, walk


@pytest.mark.parametrize(
    "shop",
    [
        odd.AgePage,
        odd.BirthDatePage,
        odd.CountryPage,
        odd.CountryList,
        odd.Splash,
        odd.Interstitial,
        odd.AgeSheet,
        odd.BirthSheet,
        odd.RegionSheet,
        odd.StoreSheet,
        odd.ShadowWall,
        odd.FramedBanner,
        odd.Preloader,
        odd.ChatBubble,
        odd.AsksNatively,
        odd.RefusesRobots,
    ],
)
def test_what_stands_before_a_shop_is_answered_and_passed(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(walk(shop(), tmp_path), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [odd.BirthDatePage, odd.RegionSheet])
def test_probes_pass_it_too_each_as_a_new_visitor(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [odd.LateNewsletter, odd.OverTheCart, odd.OverTheForm, odd.LeavingSheet])
def test_what_comes_late_is_answered_when_it_is_in_the_way_and_told_as_nothing_else(
    shop: type[Shop], tmp_path: Path
) -> None:
    done = audit(shop(), tmp_path, probing=FORM_ONLY)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.certain <= {"overlay/covers-primary-cta"}, done.told()
