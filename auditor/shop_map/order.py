"""From the product to the order form: add-to-cart, cart, checkout, guest path."""

from auditor.discovery.guests import as_guest, rank_guest
from auditor.discovery.naming import named
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import guest_choices, order_form_fields
from auditor.model.artifact import AccountWall, CartTrial
from auditor.model.journey import AddToCart, OpenCart, OpenProduct, StartCheckout
from auditor.model.recognition import Role
from auditor.model.run import Cause, Visit
from auditor.model.shop_map import MappedPart, PartName, PartStatus
from auditor.model.snapshot import DomSnapshot
from auditor.shop_map.parts import (
    account_wall,
    leads_to,
    needing_no_control,
    not_found,
    not_taken,
    purposes_in_words,
    served,
    unreached,
    visit_of,
)
from auditor.shop_map.walked import Taken, Walked, control


def _cart_trial(walked: Walked) -> CartTrial | None:
    visit = visit_of(walked, OpenCart)
    return visit.get(CartTrial) if visit else None


def add_to_cart(walked: Walked) -> MappedPart:
    taken = walked.taken(AddToCart)
    part = not_taken(PartName.ADD_TO_CART, walked, taken, Role.ADD_TO_CART)
    if part is not None or taken is None:
        return part or unreached(PartName.ADD_TO_CART, None)
    found, trial = walked.found(Role.ADD_TO_CART), _cart_trial(walked)
    if found is None or not taken.completed:
        looks = walked.looks(Role.ADD_TO_CART, visit_of(walked, OpenProduct))
        return not_found(PartName.ADD_TO_CART, looks, taken.error)
    arrived = trial is not None and (trial.in_cart or trial.retry_in_cart)
    happened = "the cart then held the product" if arrived else None
    note = None
    if trial is not None and trial.variant:
        note = f"after choosing {trial.variant}"
    missed = trial is not None and not arrived and trial.in_cart is False
    against = "the cart did not hold the product afterwards" if missed else None
    return served(PartName.ADD_TO_CART, walked, found, happened, against=against, note=note)


def cart(walked: Walked) -> MappedPart:
    taken = walked.taken(OpenCart)
    part = not_taken(PartName.CART, walked, taken, Role.CART)
    if part is not None or taken is None:
        return part or unreached(PartName.CART, None)
    found, trial = walked.found(Role.CART), _cart_trial(walked)
    holds = trial is not None and (trial.in_cart or trial.retry_in_cart)
    happened = "the cart it opened holds the product" if holds else "it opened the cart"
    if found is not None and (taken.completed or trial is not None):
        note = None if taken.completed else taken.error
        return served(PartName.CART, walked, found, happened, **leads_to(walked, taken), note=note)
    if taken.completed and taken.visit:
        reasons = ("adding the product led there", *(("it holds the product",) if holds else ()))
        part = needing_no_control(PartName.CART, walked.path(taken.visit.url), *reasons)
        seen = walked.seen(Role.CART, visit_of(walked, OpenProduct))
        return part.model_copy(update={"others": seen[1] if seen else ()})
    return not_found(PartName.CART, walked.looks(Role.CART, visit_of(walked, AddToCart, OpenProduct)), taken.error)


def checkout(walked: Walked) -> MappedPart:
    taken = walked.taken(StartCheckout)
    part = not_taken(PartName.CHECKOUT, walked, taken, Role.CHECKOUT)
    if part is not None or taken is None:
        return part or unreached(PartName.CHECKOUT, None)
    found = walked.found(Role.CHECKOUT)
    asked = _asked_for(taken.visit)
    reason = f"there is an order form that asks for {asked}" if asked else "there is an order form"
    if taken.completed and taken.visit:
        if found is None:
            return needing_no_control(
                PartName.CHECKOUT, walked.path(taken.visit.url), reason, note="on the cart's own page"
            )
        return served(PartName.CHECKOUT, walked, found, f"where it led {reason}", **leads_to(walked, taken))
    if found is not None and _is_account_required(taken):
        happened = "where it led one is asked to sign in"
        return served(PartName.CHECKOUT, walked, found, happened, **leads_to(walked, taken), note=taken.error)
    return not_found(PartName.CHECKOUT, walked.looks(Role.CHECKOUT, visit_of(walked, OpenCart)), taken.error)


def _is_account_required(taken: Taken) -> bool:
    return taken.run is not None and taken.run.cause is Cause.ACCOUNT_REQUIRED


def _asked_for(visit: Visit | None) -> str:
    """What the order form asks for."""
    snapshot = visit.get(DomSnapshot) if visit else None
    if snapshot is None:
        return ""
    view = PageView(snapshot)
    return purposes_in_words(view, order_form_fields(view))


def guest(walked: Walked) -> MappedPart:
    wall, taken = account_wall(walked), walked.taken(StartCheckout)
    if wall is not None:
        return _guest_refused(walked, wall)
    part = not_taken(PartName.GUEST, walked, taken, Role.GUEST)
    if part is not None or taken is None:
        return part or unreached(PartName.GUEST, None)
    found = walked.found(Role.GUEST)
    if found is not None and taken.completed:
        return served(PartName.GUEST, walked, found, "it led to the order form", **leads_to(walked, taken))
    if taken.completed:
        return _guest_offered(walked, taken)
    return unreached(PartName.GUEST, None)


def _guest_refused(walked: Walked, wall: AccountWall) -> MappedPart:
    """The guest path of a shop that asks for an account; nothing is missing where the walk went on with one."""
    page = walked.path(wall.page_url)
    looks = tuple(one for one in walked.looks(Role.GUEST, *walked.run.visits) if one.page == page)
    if wall.signed_in:
        note = f"an account is asked for on {page}; signed in with the credentials given"
        return MappedPart(name=PartName.GUEST, status=PartStatus.ABSENT, looked=looks, note=note)
    return not_found(PartName.GUEST, looks, f"an account is asked for on {page}")


def _guest_offered(walked: Walked, taken: Taken) -> MappedPart:
    """The guest path where the order form could be used without taking one."""
    for _, view in walked.pages(taken.visit):
        choices = sorted(guest_choices(view), key=lambda choice: not choice.checked)
        ranked = [as_guest(view, choice) for choice in choices] or rank_guest(view)
        if ranked:
            best = control(named(view, ranked[0]))
            return MappedPart(
                name=PartName.GUEST,
                status=PartStatus.FOUND,
                page=walked.path(view.snapshot.url),
                control=best,
                confidence=best.confidence,
                sureness=best.sureness,
                reasons=best.reasons,
                note="offered; the order form could be used as it came",
            )
    note = "the order form comes without asking for an account"
    return MappedPart(name=PartName.GUEST, status=PartStatus.NOT_NEEDED, note=note)
