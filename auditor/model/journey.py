"""What is to be walked: a journey of steps, each an intent or an exact act."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.model.base import Record
from auditor.model.wording import say


class Stage(StrEnum):
    """Where in a shopper's journey a step stands. A stage is an intent, not a URL."""

    LANDING = "landing"
    LISTING = "listing"
    SEARCH = "search"
    PRODUCT = "product"
    CART = "cart"
    CHECKOUT = "checkout"
    CONFIRMATION = "confirmation"
    FORM = "form"


class Locator(Record):
    """Ways to find one element, tried in order, in Playwright's locator vocabulary.

    Exactly one of `css`, `role`, `label`, `placeholder`, `text`, `test_id` is set; `name` goes with `role`.
    """

    css: str | None = None
    role: str | None = None
    name: str | None = None
    label: str | None = None
    placeholder: str | None = None
    text: str | None = None
    test_id: str | None = None
    exact: bool = False
    nth: int | None = None


class Goto(Record):
    """Open an address; `url` may be relative to the journey's start."""

    kind: Literal["goto"] = "goto"
    url: str


class Search(Record):
    """Use the shop's search; without `query` one is taken from what the shop itself sells.

    `control`, here and in the other intents, is the one to use instead of what recognition would take: here the field,
    or what reveals it.
    """

    kind: Literal["search"] = "search"
    query: str | None = None
    control: Locator | None = None


class OpenListing(Record):
    """Go from the landing page to a page that lists products."""

    kind: Literal["open_listing"] = "open_listing"
    control: Locator | None = None


class OpenProduct(Record):
    """Open a product from what the current page offers."""

    kind: Literal["open_product"] = "open_product"
    control: Locator | None = None


class AddToCart(Record):
    """Put the product into the cart, choosing a variant first where one must be chosen."""

    kind: Literal["add_to_cart"] = "add_to_cart"
    control: Locator | None = None


class OpenCart(Record):
    """Open the cart."""

    kind: Literal["open_cart"] = "open_cart"
    control: Locator | None = None


class StartCheckout(Record):
    """Go from the cart to the first form for order data that can be used without a password.

    `guest` is the way on without an account, to be taken after `control`.
    """

    kind: Literal["start_checkout"] = "start_checkout"
    control: Locator | None = None
    guest: Locator | None = None


class PlaceOrder(Record):
    """Complete the purchase with test data, once; taken only at the safety level `order`."""

    kind: Literal["place_order"] = "place_order"


class OpenForm(Record):
    """Go to the form for those who are interested or want to join, on a site that sells nothing to put into a cart."""

    kind: Literal["open_form"] = "open_form"
    control: Locator | None = None


class FillForm(Record):
    """Fill the page's main form with plausible data, unsubmitted; `values` override by field label or name."""

    kind: Literal["fill_form"] = "fill_form"
    values: dict[str, str] = Field(default_factory=dict)


class Click(Record):
    """Click an element."""

    kind: Literal["click"] = "click"
    target: Locator


class Fill(Record):
    """Replace the text of a field."""

    kind: Literal["fill"] = "fill"
    target: Locator
    value: str


class Select(Record):
    """Choose an option of a select by its value or its label."""

    kind: Literal["select"] = "select"
    target: Locator
    option: str


class Press(Record):
    """Press a key, in the named element or where the focus is."""

    kind: Literal["press"] = "press"
    key: str
    target: Locator | None = None


class Scroll(Record):
    """Scroll an element into view, or to the end of the page without one."""

    kind: Literal["scroll"] = "scroll"
    target: Locator | None = None


class WaitFor(Record):
    """Wait until an element is visible."""

    kind: Literal["wait_for"] = "wait_for"
    target: Locator


class Expect(Record):
    """State what must hold: an element visible, a text on the page, an address that contains `url_contains`."""

    kind: Literal["expect"] = "expect"
    target: Locator | None = None
    text: str | None = None
    url_contains: str | None = None


Action = Annotated[
    Goto
    | Search
    | OpenListing
    | OpenProduct
    | AddToCart
    | OpenCart
    | StartCheckout
    | PlaceOrder
    | OpenForm
    | FillForm
    | Click
    | Fill
    | Select
    | Press
    | Scroll
    | WaitFor
    | Expect,
    Field(discriminator="kind"),
]


PLACE_ORDER = "place-order"
ORDER_TIMEOUT_MS = 90_000
"""What filling in every step of a checkout and waiting for a payment may take; ours."""


class Step(Record):
    """One step of a journey. A broken step ends the journey unless it is `optional`."""

    id: str
    stage: Stage
    action: Action
    timeout_ms: int = Field(default=15_000, ge=100, le=120_000)
    optional: bool = False


class Credentials(Record):
    """The account to sign in with where a site asks for one.

    Texts in which `${NAME}` stands for a variable of the environment; the password is nothing but one, so that no
    record of the journey holds it.
    """

    username: str
    password: str = Field(pattern=r"^\$\{\w+\}$")


class Journey(Record):
    """A named sequence of steps from a start address; `credentials` serve only where the site asks for an account."""

    id: str
    title: str
    start_url: str
    steps: tuple[Step, ...]
    device: str = "desktop"
    locale: str | None = None
    credentials: Credentials | None = None


def shop_journey(
    start_url: str,
    *,
    queries: tuple[str, ...] = (),
    device: str = "desktop",
    locale: str | None = None,
    credentials: Credentials | None = None,
    ordering: bool = False,
) -> Journey:
    """The default journey of a shopper, made of semantic steps only.

    Args:
        start_url: where the shopper arrives.
        queries: what to search for; the first is used by the walk. Empty: taken from what the shop sells.
        device: `desktop`, `mobile` or a Playwright device name.
        locale: the browser's locale; None follows the site's own language.
        credentials: the account to sign in with where the shop asks for one.
        ordering: whether the purchase is completed.
    """
    order = Step(id=PLACE_ORDER, stage=Stage.CONFIRMATION, action=PlaceOrder(), timeout_ms=ORDER_TIMEOUT_MS)
    return Journey(
        id="shop",
        title=say("From landing to confirmation") if ordering else say("From landing to checkout"),
        start_url=start_url,
        device=device,
        locale=locale,
        credentials=credentials,
        steps=(
            Step(id="landing", stage=Stage.LANDING, action=Goto(url=start_url), timeout_ms=30_000),
            Step(id="listing", stage=Stage.LISTING, action=OpenListing(), optional=True),
            Step(id="search", stage=Stage.SEARCH, action=Search(query=queries[0] if queries else None), optional=True),
            Step(id="product", stage=Stage.PRODUCT, action=OpenProduct()),
            Step(id="add-to-cart", stage=Stage.CART, action=AddToCart()),
            Step(id="cart", stage=Stage.CART, action=OpenCart()),
            Step(id="checkout", stage=Stage.CHECKOUT, action=StartCheckout()),
            *((order,) if ordering else ()),
        ),
    )


def without_order(journey: Journey) -> Journey:
    """The journey up to where the order is placed: one audit places one order for each journey and device."""
    places = [place for place, step in enumerate(journey.steps) if isinstance(step.action, PlaceOrder)]
    return journey.model_copy(update={"steps": journey.steps[: places[0]]}) if places else journey


def lead_journey(start_url: str, *, device: str = "desktop", locale: str | None = None) -> Journey:
    """The journey on a site that sells nothing to put into a cart: by its call to action to its form.

    Args:
        start_url: where the visitor arrives.
        device: `desktop`, `mobile` or a Playwright device name.
        locale: the browser's locale; None follows the site's own language.
    """
    return Journey(
        id="lead",
        title=say("From the first page to its form"),
        start_url=start_url,
        device=device,
        locale=locale,
        steps=(
            Step(id="landing", stage=Stage.LANDING, action=Goto(url=start_url), timeout_ms=30_000),
            Step(id="form", stage=Stage.FORM, action=OpenForm()),
        ),
    )
