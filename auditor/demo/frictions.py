"""What can be wrong with the demo shop: every friction by name, and the check it is there to set off."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Friction(StrEnum):
    """One fault of the demo shop; each can be switched on alone and then changes nothing else."""

    FIRST_PAGE_ERROR = "first-page-error"
    SERVER_ERROR_ON_ADD = "server-error-on-add"
    API_ERROR_ON_PRODUCT = "api-error-on-product"
    SLOW_PRODUCT_PAGE = "slow-product-page"
    SLOW_LARGEST_PAINT = "slow-largest-paint"
    BLOCKING_SCRIPT = "blocking-script"
    LATE_BANNER = "late-banner"
    REDIRECT_CHAIN = "redirect-chain"
    SCRIPT_ERROR = "script-error"
    BUSY_BUY_BUTTON = "busy-buy-button"
    SILENT_ADD = "silent-add"
    BROKEN_PRODUCT_IMAGES = "broken-product-images"
    NO_SEARCH = "no-search"
    NO_PRIMARY_CTA = "no-primary-cta"
    NO_PATH_TO_PRODUCTS = "no-path-to-products"
    SEARCH_MISSES_OWN_PRODUCTS = "search-misses-own-products"
    SEARCH_DEAD_END = "search-dead-end"
    SEARCH_QUERY_DROPPED = "search-query-dropped"
    NO_ADD_TO_CART = "no-add-to-cart"
    PRICE_MISSING = "price-missing"
    OVERLAY_OVER_CTA = "overlay-over-cta"
    DEAD_ADD_TO_CART = "dead-add-to-cart"
    ADD_FAILS_SILENTLY = "add-fails-silently"
    NO_CHECKOUT_CTA = "no-checkout-cta"
    CART_LOST_ON_RELOAD = "cart-lost-on-reload"
    CHECKOUT_CLEARS_FORM = "checkout-clears-form"
    CHECKOUT_CLEARS_SELECTS = "checkout-clears-selects"
    CARD_ERROR_CLEARS_FORM = "card-error-clears-form"
    SILENT_CHECKOUT_ERROR = "silent-checkout-error"
    NO_ADVANCE_CTA = "no-advance-cta"
    CHECKOUT_LINK_LOOPS = "checkout-link-loops"
    CARD_CLEARED_BY_OTHER_ERROR = "card-cleared-by-other-error"
    CARD_NUMBER_CUT = "card-number-cut"
    LATIN_NAMES_ONLY = "latin-names-only"
    PASTE_BLOCKED = "paste-blocked"
    NEWSLETTER_TICKED = "newsletter-ticked"
    BACK_LOSES_ADDRESS = "back-loses-address"
    ERRORS_BY_COLOUR = "errors-by-colour"
    NO_LABELS = "no-labels"
    NO_AUTOCOMPLETE = "no-autocomplete"
    BILLING_ASKED_AGAIN = "billing-asked-again"
    SENT_TWICE = "sent-twice"
    CONFIRMATION_WITHOUT_NUMBER = "confirmation-without-number"
    NO_CONFIRMATION = "no-confirmation"


EXPECTED_CHECK: Mapping[Friction, str] = MappingProxyType(
    {
        Friction.FIRST_PAGE_ERROR: "load/page-unreachable",
        Friction.SERVER_ERROR_ON_ADD: "load/server-error-on-step",
        Friction.API_ERROR_ON_PRODUCT: "load/server-error-on-step",
        Friction.SLOW_PRODUCT_PAGE: "load/slow-ttfb",
        Friction.SLOW_LARGEST_PAINT: "load/slow-lcp",
        Friction.BLOCKING_SCRIPT: "load/step-too-slow",
        Friction.LATE_BANNER: "load/layout-shift",
        Friction.REDIRECT_CHAIN: "load/redirect-chain",
        Friction.SCRIPT_ERROR: "load/js-error-on-load",
        Friction.BUSY_BUY_BUTTON: "interaction/slow-response",
        Friction.SILENT_ADD: "interaction/no-feedback",
        Friction.BROKEN_PRODUCT_IMAGES: "load/broken-images",
        Friction.NO_SEARCH: "landing/no-search-entry",
        Friction.NO_PRIMARY_CTA: "landing/no-primary-cta",
        Friction.NO_PATH_TO_PRODUCTS: "landing/no-path-to-products",
        Friction.SEARCH_MISSES_OWN_PRODUCTS: "search/known-item-zero-results",
        Friction.SEARCH_DEAD_END: "search/dead-end-zero-results",
        Friction.SEARCH_QUERY_DROPPED: "search/query-not-kept",
        Friction.NO_ADD_TO_CART: "product/no-add-to-cart",
        Friction.PRICE_MISSING: "product/price-missing",
        Friction.OVERLAY_OVER_CTA: "overlay/covers-primary-cta",
        Friction.DEAD_ADD_TO_CART: "interaction/dead-click",
        Friction.ADD_FAILS_SILENTLY: "cart/add-fails",
        Friction.NO_CHECKOUT_CTA: "cart/no-checkout-cta",
        Friction.CART_LOST_ON_RELOAD: "cart/item-lost",
        Friction.CHECKOUT_CLEARS_FORM: "checkout/form-cleared-on-error",
        Friction.CHECKOUT_CLEARS_SELECTS: "checkout/form-cleared-on-error",
        Friction.CARD_ERROR_CLEARS_FORM: "checkout/form-cleared-on-error",
        Friction.SILENT_CHECKOUT_ERROR: "checkout/silent-failure",
        Friction.NO_ADVANCE_CTA: "checkout/no-advance-cta",
        Friction.CHECKOUT_LINK_LOOPS: "journey/step-broken",
        Friction.CARD_CLEARED_BY_OTHER_ERROR: "checkout/card-number-cleared-on-error",
        Friction.CARD_NUMBER_CUT: "checkout/card-format-rejected",
        Friction.LATIN_NAMES_ONLY: "checkout/latin-only-names",
        Friction.PASTE_BLOCKED: "checkout/paste-blocked",
        Friction.NEWSLETTER_TICKED: "checkout/pre-ticked-consent",
        Friction.BACK_LOSES_ADDRESS: "checkout/back-loses-data",
        Friction.ERRORS_BY_COLOUR: "checkout/error-colour-only",
        Friction.NO_LABELS: "checkout/no-visible-label",
        Friction.NO_AUTOCOMPLETE: "checkout/missing-autocomplete",
        Friction.BILLING_ASKED_AGAIN: "checkout/redundant-entry",
        Friction.SENT_TWICE: "interaction/double-submit",
        Friction.CONFIRMATION_WITHOUT_NUMBER: "confirm/no-reference",
        Friction.NO_CONFIRMATION: "confirm/no-reference",
    }
)
"""The id of the check that each friction, standing alone, must set off."""

AFTER_THE_ORDER: frozenset[Friction] = frozenset({Friction.CONFIRMATION_WITHOUT_NUMBER, Friction.NO_CONFIRMATION})
"""Frictions that only an audit meets which places an order."""

ROUGH: frozenset[Friction] = frozenset(
    {
        Friction.API_ERROR_ON_PRODUCT,
        Friction.SLOW_LARGEST_PAINT,
        Friction.BROKEN_PRODUCT_IMAGES,
        Friction.SEARCH_DEAD_END,
        Friction.SEARCH_QUERY_DROPPED,
        Friction.CART_LOST_ON_RELOAD,
        Friction.CHECKOUT_CLEARS_FORM,
        Friction.CARD_NUMBER_CUT,
        Friction.PASTE_BLOCKED,
        Friction.NEWSLETTER_TICKED,
        Friction.NO_AUTOCOMPLETE,
    }
)
"""Frictions that stand together and still let a shopper who reloads nothing reach the payment step."""
