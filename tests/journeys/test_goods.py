"""The walk through shops whose goods are odd to find, to choose, to add, or cannot be had at all."""

from pathlib import Path

import pytest

from auditor.model.journey import Stage
from tests.journeys import odd_goods as odd
from tests.journeys.odd_shops import EVERY_STAGE, FORM_ONLY, WITHOUT_SEARCH, Shop, assert_smooth, audit, walk


@pytest.mark.parametrize("shop", [odd.NestedCategories, odd.CategoryTiles])
def test_goods_are_found_two_levels_down(shop: type[Shop], tmp_path: Path) -> None:
    done = walk(shop(), tmp_path)
    assert done.reached - {Stage.LISTING} == WITHOUT_SEARCH, done.told()
    assert done.certain == set(), done.told()


@pytest.mark.parametrize(
    "shop",
    [odd.ButtonsInTurn, odd.NoneAtFirst, odd.Modal, odd.Toast, odd.MiniCart, odd.CheckoutInWindow, odd.HashRoutes],
)
def test_the_walk_comes_to_the_checkout_and_has_nothing_to_complain_about(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(walk(shop(), tmp_path), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [odd.NoneAtFirst, odd.HashRoutes])
def test_probes_come_to_the_checkout_too(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


@pytest.mark.parametrize(
    "shop",
    [
        odd.MostSoldOut,
        odd.SoldOutInSize,
        odd.SoldOutInEverySize,
        odd.Unshippable,
        odd.UnshippableInCart,
        odd.RefusedAtCheckout,
    ],
)
def test_what_cannot_be_had_is_left_for_what_can(shop: type[Shop], tmp_path: Path) -> None:
    done = walk(shop(), tmp_path)
    assert done.reached == WITHOUT_SEARCH, done.told()
    assert done.certain == set(), done.told()


@pytest.mark.parametrize("shop", [odd.EnterOnly, odd.ButtonOnly, odd.LiveSheet])
def test_a_search_is_used_however_it_is_sent(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(walk(shop(), tmp_path), EVERY_STAGE)
