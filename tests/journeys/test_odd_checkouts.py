"""However the way from the cart to the order form is built, it is found."""

from pathlib import Path

import pytest

from auditor.model.run import Cause
from tests.journeys import odd_checkouts as odd
from tests.journeys.odd_shops import FORM_ONLY, WITHOUT_SEARCH, Shop, assert_smooth, audit, walk


@pytest.mark.parametrize(
    "shop",
    [
        odd.ShippingEstimate,
        odd.TermsInCart,
        odd.TermsEnable,
        odd.EmailFirst,
        odd.GuestByTab,
        odd.GuestForm,
        odd.GuestUnderHeading,
        odd.NewcomersAreGuests,
        odd.SignInModal,
        odd.Accordion,
        odd.GuestHidesPassword,
        odd.CartHoldsOne,
        odd.NothingToSend,
        odd.CartLinkAfterReload,
    ],
)
def test_the_order_form_is_found(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(walk(shop(), tmp_path), WITHOUT_SEARCH)


@pytest.mark.parametrize("shop", [odd.TermsInCart, odd.GuestHidesPassword, odd.SignInModal])
def test_probes_find_it_too(shop: type[Shop], tmp_path: Path) -> None:
    assert_smooth(audit(shop(), tmp_path, probing=FORM_ONLY), WITHOUT_SEARCH)


def test_what_a_box_of_the_browser_says_is_quoted_as_the_obstacle(tmp_path: Path) -> None:
    done = walk(odd.LeastValue(), tmp_path)
    assert done.cause_of("checkout") is Cause.REFUSED, done.told()
    assert odd.LeastValue.refusal in done.told()
    assert done.certain == set(), done.told()
    assert done.exit_code == 3, done.told()
