"""Walks of which a map is made, literal: the pages as recognition sees them, and what was tried on them."""

from collections.abc import Sequence
from typing import Any

from auditor.model.artifact import CartTrial, SearchTrial
from auditor.model.journey import Journey, Locator, shop_journey
from auditor.model.recognition import Attempt, Candidate, PageKind, Recognition, Role
from auditor.model.run import AuditRun, Cause, JourneyRun, StepRun, StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from tests.unit.discovery import snapshots as shown
from tests.unit.makers import SHOP, audit_run, step, visit, walk

LAMP, QUERY = "Oak Lamp", "Oak Lamp"


def candidate(name: str, confidence: float = 0.9, **facts: Any) -> Candidate:
    """A button called `name`."""
    plain = {"selector": f"#{name.lower().replace(' ', '-')}", "aria_role": "button", "reasons": ("is a button",)}
    named = {"locator": Locator(role="button", name=name, exact=True)}
    return Candidate.model_validate({"name": name, "confidence": confidence, **plain, **named, **facts})


def recognised(role: Role, path: str, *candidates: Candidate, chosen: int | None = 0) -> Recognition:
    """A search for a role on a page, of whose candidates the one at `chosen` served."""
    tried = tuple(
        one.model_copy(update={"attempt": Attempt.WORKED}) if place == chosen else one
        for place, one in enumerate(candidates)
    )
    kept = chosen if candidates else None
    told = {"page_kind": PageKind.OTHER, "page_kind_proven": True, "url": f"{SHOP}{path}"}
    return Recognition.model_validate({"role": role, "candidates": tried, "chosen": kept, **told})


def page(path: str, **parts: Any) -> DomSnapshot:
    """A page of the shop."""
    return shown.page(f"/{path}", **parts).snapshot


def home(**parts: Any) -> DomSnapshot:
    """A first page with a search field and products."""
    field = shown.field("q", "Search products", type="search")
    return page("", fields=[field], cards=[shown.card(LAMP, f"/p/{one}", "€ 9") for one in range(4)], **parts)


def search_trial(count: int = 3, **facts: Any) -> SearchTrial:
    """A search for the lamp."""
    names = tuple(f"{LAMP} {number}" for number in range(count))
    told = {"query_kind": "known", "query": QUERY, "intended": QUERY, "result_count": count, "result_names": names}
    return SearchTrial.model_validate(
        {**told, "url": f"{SHOP}search?q=Oak+Lamp", "intended_found": count > 0 or None, **facts}
    )


def cart_trial(**facts: Any) -> CartTrial:
    """The lamp, put into the cart."""
    return CartTrial.model_validate({"product_name": LAMP, "product_url": f"{SHOP}p/1", "in_cart": True, **facts})


def order_form() -> DomSnapshot:
    """A form that asks where to send the lamp."""
    asked = {"email": "E-mail", "name": "Full name", "street": "Street", "postcode": "Postcode", "city": "City"}
    fields = [shown.field(name, label, form=0, autocomplete=_TOKENS[name]) for name, label in asked.items()]
    return page("checkout", fields=fields, forms=[{"action": "/checkout"}], elements=[shown.button("Go on", form=0)])


_TOKENS = {
    "email": "email",
    "name": "name",
    "street": "street-address",
    "postcode": "postal-code",
    "city": "address-level2",
}


def smooth_visits() -> list[Visit]:
    """What a walk that came to the order form has left."""
    search = candidate("Search products", aria_role="searchbox", locator=Locator(label="Search products", exact=True))
    product = candidate(LAMP, aria_role="link", href=f"{SHOP}p/1")
    return [
        visit(
            "landing",
            home(),
            recognised(Role.SEARCH, "", search),
            recognised(Role.PRODUCT_LINK, "", product),
            recognised(Role.CONSENT, "", candidate("Accept all")),
        ),
        visit(
            "search",
            page("search?q=Oak+Lamp"),
            search_trial(),
            recognised(Role.PRODUCT_LINK, "search?q=Oak+Lamp", product),
            url=f"{SHOP}search?q=Oak+Lamp",
        ),
        visit(
            "product",
            page("p/1", elements=[shown.link("Cart", "/cart", landmark="header")]),
            recognised(Role.ADD_TO_CART, "p/1", candidate("Add to cart"), candidate("Buy now", 0.4)),
            url=f"{SHOP}p/1",
        ),
        visit("add-to-cart", recognised(Role.CART, "p/1", candidate("Cart", 0.7, aria_role="link")), url=f"{SHOP}p/1"),
        visit(
            "cart",
            page("cart"),
            cart_trial(),
            recognised(Role.CHECKOUT, "cart", candidate("Go to checkout", aria_role="link")),
            url=f"{SHOP}cart",
        ),
        visit("checkout", order_form(), url=f"{SHOP}checkout"),
    ]


def smooth_steps() -> list[StepRun]:
    """Its steps."""
    names = ("landing", "search", "product", "add-to-cart", "cart", "checkout")
    steps = [step(name) for name in names]
    steps.insert(1, step("listing", StepStatus.SKIPPED, Cause.NOT_NEEDED, error="products can be seen already"))
    return steps


def mapped_run(
    visits: Sequence[Visit] | None = None,
    steps: Sequence[StepRun] | None = None,
    *,
    journey: Journey | None = None,
    **facts: Any,
) -> AuditRun:
    """A run with this one walk; the smooth one unless told otherwise."""
    one: JourneyRun = walk(
        list(steps) if steps is not None else smooth_steps(),
        visits if visits is not None else smooth_visits(),
        journey=journey or shop_journey(SHOP),
    )
    return audit_run(one).model_copy(update=facts)


def ended_at(name: str, cause: Cause, error: str, visits: Sequence[Visit]) -> AuditRun:
    """A run whose walk ended at a step."""
    taken = smooth_steps()
    place = next(at for at, one in enumerate(taken) if one.step_id == name)
    known = {one.id for one in visits}
    last = step(name, StepStatus.BROKEN, cause, error=error)
    steps = [one for one in taken[:place] if one.visit_id is None or one.visit_id in known]
    return mapped_run(visits, [*steps, last])
