"""What collectors and probes bring back. Artifacts are facts; judging them is the checks' affair."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.model.base import Box, Record
from auditor.model.form import (
    Confirmation,
    Correction,
    DoubleSubmitTrial,
    FormTrial,
    LeadAnswer,
    ReturnTrial,
    TypingTrial,
)
from auditor.model.form_step import FormStep
from auditor.model.loading import FeedbackTrial, NetworkLog, PageTimings, ScriptError, WatchTrial
from auditor.model.picture import Screenshot
from auditor.model.recognition import Recognition, Role
from auditor.model.snapshot import DomSnapshot


class PageResponse(Record):
    """How the address answered. `error` is the browser's own code, such as `net::ERR_CONNECTION_REFUSED`."""

    kind: Literal["page_response"] = "page_response"
    requested_url: str
    final_url: str
    status: int | None = None
    error: str | None = None
    redirects: tuple[str, ...] = ()
    bot_wall: str | None = None
    attempts: int = 1


class DialogRecord(Record):
    """A native dialog box the page opened; it was answered by us (dismissed, beforeunload accepted)."""

    type: str
    message: str


class ConsoleLog(Record):
    """Script errors, unhandled rejections, console errors and native dialogs of a step."""

    kind: Literal["console"] = "console"
    errors: tuple[str, ...] = ()
    unhandled: tuple[str, ...] = ()
    script_errors: tuple[ScriptError, ...] = ()
    dialogs: tuple[DialogRecord, ...] = ()
    downloads: tuple[str, ...] = ()
    pages_opened: tuple[str, ...] = ()
    left_hosts: tuple[str, ...] = ()


class Effect(StrEnum):
    """What a click brought about."""

    NAVIGATION = "navigation"
    URL_CHANGE = "url_change"
    REQUEST = "request"
    DOM_CHANGE = "dom_change"
    DIALOG = "dialog"
    NEW_PAGE = "new_page"
    DOWNLOAD = "download"
    FOCUS = "focus"
    SCROLL = "scroll"
    VALUE = "value"
    STYLE = "style"


class ClickTrial(Record):
    """A click on a stage's primary control, as a person would make it.

    `blocked_points` of `tested_points` were covered by `blocker_*` after the control had been scrolled into view and
    a second look a second later. `effects` is empty where nothing happened within `waited_ms`; `clicks` tells how
    often it was pressed. `performed` is false where only the cover was tested.
    """

    kind: Literal["click_trial"] = "click_trial"
    role: Role
    selector: str
    name: str
    box: Box | None = None
    enabled: bool = True
    tested_points: int = 0
    blocked_points: int = 0
    blocker_selector: str | None = None
    blocker_snippet: str | None = None
    blocker_box: Box | None = None
    blocker_is_consent: bool = False
    performed: bool = True
    clicks: int = 0
    effects: tuple[Effect, ...] = ()
    waited_ms: float = 0
    error: str | None = None


class CartTrial(Record):
    """Putting one product into the cart and looking into the cart.

    `in_cart` is None where the cart could not be looked into. `retried_with` names a second product tried.
    """

    kind: Literal["cart_trial"] = "cart_trial"
    product_name: str
    product_url: str
    variant: str | None = None
    badge_before: int | None = None
    badge_after: int | None = None
    add_effects: tuple[Effect, ...] = ()
    messages: tuple[str, ...] = ()
    out_of_stock: bool = False
    in_cart: bool | None = None
    cart_lines: tuple[str, ...] = ()
    cart_url: str | None = None
    retried_with: str | None = None
    retry_in_cart: bool | None = None


class QueryKind(StrEnum):
    """Why a search was made."""

    KNOWN = "known"
    MISSPELLED = "misspelled"
    NONSENSE = "nonsense"


class SearchTrial(Record):
    """One search. `result_names` are the cards' names (first ten); `known_from` is where the product was seen.

    `fallback_results` of a KNOWN trial: cards found for the two most distinctive words, None if not tried.
    `recovery` lists what the page offers beyond header, footer and navigation when nothing was found.
    """

    kind: Literal["search_trial"] = "search_trial"
    query_kind: QueryKind
    query: str
    intended: str
    known_from: str = ""
    result_count: int
    result_names: tuple[str, ...] = ()
    intended_found: bool | None = None
    states_no_results: bool = False
    fallback_query: str | None = None
    fallback_results: int | None = None
    control_query: str | None = None
    control_results: int | None = None
    query_kept: bool | None = None
    search_box_visible: bool = True
    recovery: tuple[str, ...] = ()
    submitted_by: str = "enter"
    url: str = ""
    settled: bool = True
    screenshot: Screenshot | None = None


class ReloadTrial(Record):
    """The cart looked at again after a reload and in a second tab of the same session."""

    kind: Literal["reload_trial"] = "reload_trial"
    url: str
    item: str
    in_cart_before: bool
    in_cart_after_reload: bool | None
    in_cart_second_tab: bool | None = None
    timer_text: str | None = None
    screenshot: Screenshot | None = None


class AccountWall(Record):
    """A page that asks for an account before the shopper may go on to what was sought.

    `guests_tried` are controls that speak of going on as a guest and did not lead to a form; `signed_in` tells whether
    the walk then went on with the credentials given to it.
    """

    kind: Literal["account_wall"] = "account_wall"
    sought: Role
    page_url: str
    selector: str
    label: str = ""
    box: Box | None = None
    guests_tried: tuple[str, ...] = ()
    signed_in: bool = False


class GuestOffer(Record):
    """A way on without an account that led to the order form.

    `as_button`: it is a button, a tab or a choice, or a link that looks like one. `below_password`: it stands lower
    than the password of the form to sign in with, in the same column. `email_first`: the page asked for no password.
    """

    kind: Literal["guest_offer"] = "guest_offer"
    page_url: str
    selector: str
    name: str
    box: Box | None = None
    as_button: bool = True
    below_password: bool = False
    email_first: bool = False


Artifact = Annotated[
    DomSnapshot
    | PageResponse
    | PageTimings
    | NetworkLog
    | ConsoleLog
    | Screenshot
    | Recognition
    | ClickTrial
    | CartTrial
    | SearchTrial
    | FormStep
    | FormTrial
    | Correction
    | TypingTrial
    | ReturnTrial
    | DoubleSubmitTrial
    | ReloadTrial
    | FeedbackTrial
    | WatchTrial
    | AccountWall
    | GuestOffer
    | Confirmation
    | LeadAnswer,
    Field(discriminator="kind"),
]
