"""What a page offers for each role: the candidates, how many were weighed, and which came closest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auditor.discovery.buying import (
    ADD_LOOKED_FOR,
    CART_LOOKED_FOR,
    CHECKOUT_LOOKED_FOR,
    rank_add_to_cart,
    rank_cart_links,
    rank_checkout,
)
from auditor.discovery.guests import GUEST_LOOKED_FOR, rank_guest
from auditor.discovery.leads import CALL_LOOKED_FOR, rank_calls_to_action
from auditor.discovery.page_view import PageView
from auditor.discovery.products import (
    LISTING_LOOKED_FOR,
    PRODUCT_LOOKED_FOR,
    rank_listing_links,
    rank_product_links,
)
from auditor.discovery.ranking import Ranked, Ranking
from auditor.discovery.search_box import LOOKED_FOR as SEARCH_LOOKED_FOR
from auditor.discovery.search_box import rank_search_fields, rank_search_toggles
from auditor.model.recognition import Role

Ranker = Callable[[PageView], tuple[Ranked, ...]]


@dataclass(frozen=True)
class Weighed:
    """Candidates for a role on one page, best first. `closest` fell short, `weighed` counts them all."""

    ranked: tuple[Ranked, ...]
    weighed: int
    closest: Ranked | None
    looked_for: str


_RANKERS: Mapping[Role, tuple[tuple[Ranker, ...], str]] = {
    Role.SEARCH: ((rank_search_fields, rank_search_toggles), SEARCH_LOOKED_FOR),
    Role.LISTING_LINK: ((rank_listing_links,), LISTING_LOOKED_FOR),
    Role.PRODUCT_LINK: ((rank_product_links,), PRODUCT_LOOKED_FOR),
    Role.ADD_TO_CART: ((rank_add_to_cart,), ADD_LOOKED_FOR),
    Role.CART: ((rank_cart_links,), CART_LOOKED_FOR),
    Role.CHECKOUT: ((rank_checkout,), CHECKOUT_LOOKED_FOR),
    Role.CALL_TO_ACTION: ((rank_calls_to_action,), CALL_LOOKED_FOR),
    Role.GUEST: ((rank_guest,), GUEST_LOOKED_FOR),
}


def weigh(role: Role, view: PageView) -> Weighed:
    """Weigh what a page offers for a role: one of search, listing, product, add-to-cart, cart, checkout, guest."""
    rankers, looked_for = _RANKERS[role]
    rankings = [rank(view) for rank in rankers]
    ranked = next((one for one in rankings if one), ())
    left_out = [one.closest for one in rankings if isinstance(one, Ranking) and one.closest]
    return Weighed(
        ranked=ranked,
        weighed=sum(one.weighed if isinstance(one, Ranking) else len(one) for one in rankings),
        closest=max(left_out, key=lambda entry: entry.confidence, default=None),
        looked_for=looked_for,
    )
