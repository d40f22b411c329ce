"""What recognition sought on a page, what it found, and what became of each candidate."""

from enum import StrEnum
from typing import Literal

from auditor.model.base import Box, Record
from auditor.model.journey import Locator


class Role(StrEnum):
    """What recognition looks for on a page."""

    SEARCH = "search"
    LISTING_LINK = "listing_link"
    PRODUCT_LINK = "product_link"
    ADD_TO_CART = "add_to_cart"
    CART = "cart"
    CHECKOUT = "checkout"
    GUEST = "guest"
    ADVANCE = "advance"
    CALL_TO_ACTION = "call_to_action"
    CONSENT = "consent"
    OVERLAY = "overlay"


class Basis(StrEnum):
    """What a recognition rests on, strongest first."""

    STRUCTURE = "structure"
    BEHAVIOUR = "behaviour"
    LEXICON = "lexicon"


class Attempt(StrEnum):
    """What became of a candidate."""

    NOT_TRIED = "not_tried"
    WORKED = "worked"
    NO_EFFECT = "no_effect"
    WRONG_PLACE = "wrong_place"
    NOT_USABLE = "not_usable"
    HELD = "held"


class Candidate(Record):
    """An element that may play the role sought; `confidence` from 0 to 1, reasons in plain words.

    `aria_role` is what assistive technology calls it, such as `button`; `locator` is how a journey file would name it.
    """

    selector: str
    name: str
    aria_role: str = ""
    locator: Locator | None = None
    box: Box | None = None
    href: str | None = None
    confidence: float
    basis: tuple[Basis, ...] = ()
    reasons: tuple[str, ...] = ()
    attempt: Attempt = Attempt.NOT_TRIED


class PageKind(StrEnum):
    """What a page is, as far as it shows."""

    LANDING = "landing"
    LISTING = "listing"
    RESULTS = "results"
    PRODUCT = "product"
    CART = "cart"
    CHECKOUT = "checkout"
    SIGN_IN = "sign_in"
    CONFIRMATION = "confirmation"
    ERROR = "error"
    OTHER = "other"


class Recognition(Record):
    """The search for one role on one page: candidates best first, the one that served, what the page itself is.

    `page_kind_proven` says that structure, not wording, shows what the page is (JSON-LD Product, a cart that holds
    the item just added, a form with delivery fields). `url` is where it was sought, secrets masked.
    """

    kind: Literal["recognition"] = "recognition"
    role: Role
    page_kind: PageKind
    page_kind_proven: bool
    candidates: tuple[Candidate, ...] = ()
    chosen: int | None = None
    exhausted: bool = False
    looked_for: str = ""
    url: str = ""

    @property
    def found(self) -> Candidate | None:
        """The candidate that served, if any did."""
        return None if self.chosen is None else self.candidates[self.chosen]
