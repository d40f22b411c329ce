"""What the shop remembers: sessions with their carts, submissions received, orders placed. All of it in memory."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from auditor.demo.catalogue import BY_SLUG, Product, delivery_cents

SESSION_LIMIT = 2000
MOST_OF_ONE = 20


@dataclass(frozen=True)
class Line:
    """One line of a cart: a product, the choice made of its option, and how many."""

    product: Product
    choice: str | None
    quantity: int

    @property
    def key(self) -> str:
        return f"{self.product.slug}.{self.choice}" if self.choice else self.product.slug

    @property
    def total_cents(self) -> int:
        return self.product.price_cents * self.quantity


@dataclass(frozen=True)
class Order:
    """A placed order; it holds nothing of the card."""

    number: str
    lines: tuple[Line, ...]
    contact: dict[str, str]
    total_cents: int


@dataclass(frozen=True)
class Submission:
    """One form sent to the checkout: which step, and the fields that were not accepted."""

    step: str
    errors: tuple[str, ...]


@dataclass
class Session:
    """One shopper: the cart, what was accepted at the address step, the last order.

    Attributes:
        identity: the value of the session cookie.
        lines: the cart by line key.
        contact: fields of the address step once they were all in order.
        flash: what the next page shall confirm.
        order: the last order placed.
        cart_views: how often the cart was opened since it last changed.
        cart_changed: whether the next view of the cart is the answer to a change.
    """

    identity: str
    lines: dict[str, Line] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    flash: str | None = None
    order: Order | None = None
    cart_views: int = 0
    cart_changed: bool = False

    @property
    def item_count(self) -> int:
        return sum(line.quantity for line in self.lines.values())

    @property
    def goods_cents(self) -> int:
        return sum(line.total_cents for line in self.lines.values())

    def delivery_cents(self) -> int:
        return delivery_cents(self.contact.get("delivery", "standard"), self.goods_cents)

    def total_cents(self) -> int:
        return self.goods_cents + self.delivery_cents()

    def set_quantity(self, key: str, quantity: int) -> None:
        """Put `quantity` (0 to `MOST_OF_ONE`, else cut to that) of a line in the cart; 0 takes the line out."""
        slug, _, choice = key.partition(".")
        product = BY_SLUG.get(slug)
        if product is None:
            return
        quantity = max(0, min(quantity, MOST_OF_ONE))
        if quantity:
            self.lines[key] = Line(product, choice or None, quantity)
        else:
            self.lines.pop(key, None)
        self.cart_views = 0
        self.cart_changed = True


@dataclass
class ShopState:
    """Everything that happened in one shop; tests read it as `app.state.shop`.

    Attributes:
        orders: orders placed, oldest first.
        submissions: checkout forms received, oldest first.
        cart_additions: products put in a cart, by slug, oldest first.
        pause: waits so many seconds; what slow frictions and the document delay are made of.
    """

    orders: list[Order] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    cart_additions: list[str] = field(default_factory=list)
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _sessions: OrderedDict[str, Session] = field(default_factory=OrderedDict)

    def session(self, identity: str | None) -> Session:
        """Return the session of that cookie value, or a new one; the oldest go when there are too many."""
        session = self._sessions.get(identity) if identity else None
        if session is None:
            session = Session(secrets.token_urlsafe(18))
            self._sessions[session.identity] = session
            if len(self._sessions) > SESSION_LIMIT:
                self._sessions.popitem(last=False)
        self._sessions.move_to_end(session.identity)
        return session

    def place_order(self, session: Session) -> Order:
        """Turn the session's cart into an order and empty the cart."""
        number = f"AW-{len(self.orders) + 24001}"
        order = Order(number, tuple(session.lines.values()), dict(session.contact), session.total_cents())
        self.orders.append(order)
        session.order = order
        session.lines.clear()
        session.contact.clear()
        session.cart_changed = True
        return order
