"""From the product into the cart, and from the cart to the checkout's first form."""

from collections.abc import Callable
from dataclasses import dataclass

from auditor.browser.acts.choosing import again, choose_variant
from auditor.browser.acts.elsewhere import open_buyable
from auditor.browser.acts.naming import candidates
from auditor.browser.acts.signing_in import account_required, sign_in_again
from auditor.browser.clearing import enter
from auditor.browser.knowledge import Knowledge, SeenProduct
from auditor.browser.pressing import BLOCKED_POINTS
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.addresses import same_page
from auditor.discovery.buying import (
    ADD_LOOKED_FOR,
    CART_LOOKED_FOR,
    rank_add_to_cart,
    rank_cart_links,
    rank_checkout,
    says_to_add,
)
from auditor.discovery.cart_views import holds_item, is_cart, unfolds_cart
from auditor.discovery.folding import fold
from auditor.discovery.in_place import cart_in_place
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import (
    cannot_be_had,
    cart_is_empty,
    classify_page,
    is_sign_in,
    not_shippable,
    product_proof,
)
from auditor.discovery.ranking import Ranked
from auditor.model.artifact import CartTrial, ClickTrial, Effect
from auditor.model.recognition import Attempt, PageKind, Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.snapshot import Landmark
from auditor.model.wording import say

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_MOST_MESSAGES = 5
_MOST_RETRIES = 2
_LATE_ANSWER_MS = 20_000
"""What a slow shop may take to answer to adding; a cart opened before would be empty through nobody's fault. Ours."""
_SENDING = frozenset({Effect.NAVIGATION, Effect.URL_CHANGE, Effect.REQUEST, Effect.DIALOG})


@dataclass
class Added:
    """What adding to the cart brought, until the cart has been looked into."""

    badge_before: int | None
    badge_after: int | None
    effects: tuple[Effect, ...]
    variant: str | None
    messages: tuple[str, ...]
    out_of_stock: bool
    answered: bool


async def add_to_cart(walk: Walk) -> Added:
    """Put the product into the cart, or another one where this one cannot be had or no way to buy it was recognised.

    Raises:
        StepBroken: neither went into the cart; it tells of the first.
    """
    first, home = (walk.known.product_name, walk.known.product_url), walk.tab.page.url
    try:
        return await add_this_to_cart(walk)
    except StepBroken as broken:
        if broken.cause is not Cause.NOT_RECOGNISED or not walk.known.products:
            raise
        left, kept = broken, list(walk.step.on_previous)
    for product in _others(walk)[:_MOST_RETRIES]:
        walk.step.on_previous.clear()
        try:
            await open_other(walk, product)
            return await add_this_to_cart(walk)
        except StepBroken:
            continue
    walk.step.on_previous[:] = kept
    walk.known.product_name, walk.known.product_url = first
    await walk.go_to(home)
    raise left


async def add_this_to_cart(walk: Walk) -> Added:
    """Choose what must be chosen and put the product into the cart; raise where no control does anything."""
    if not walk.known.product_name:
        declared = walk.page.declared_product
        walk.known.product_name = str(declared.get("name", "")) if declared else walk.page.main_heading
        walk.known.product_url = walk.tab.page.url
    ranked = await candidates(walk, Role.ADD_TO_CART, rank_add_to_cart)
    if not ranked and await open_buyable(walk):
        ranked = rank_add_to_cart(walk.page)
    kind, proven = _product_page(walk.page)
    out_of_stock = cannot_be_had(walk.page)
    search = walk.recognised(Role.ADD_TO_CART, kind, ranked, proven=proven, looked_for=ADD_LOOKED_FOR)
    home, before = walk.tab.page.url, walk.page
    trials: list[ClickTrial] = []
    for place, candidate in enumerate(search.ranked[:3]):
        if _is_beside_the_point(candidate, search.ranked, trials):
            continue
        if place and walk.tab.page.url != home:
            await walk.go_to(home)
        trial, variant = await _press_add(walk, candidate)
        if is_sign_in(walk.page) and not is_sign_in(before):
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            raise account_required(walk, Role.ADD_TO_CART)
        if _may_have_added(trial, trials) or _badge(walk.page) != _badge(before):
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            walk.known.added_by = candidate.candidate.selector
            walk.step.reached_by = f"by “{candidate.candidate.name}”"
            walk.step.anchor = _anchor(walk.page)
            return Added(
                _badge(before),
                _badge(walk.page),
                trial.effects,
                variant,
                _new_messages(before, walk.page),
                out_of_stock,
                answered=walk.settled is None or walk.settled.settled,
            )
        trials.append(trial)
        search.tried(place, Attempt.NOT_USABLE if not trial.performed else Attempt.NO_EFFECT)
    search.finish(exhausted=True)
    if out_of_stock and not any(trial.enabled for trial in trials):
        raise StepBroken(say("the product is out of stock"), Cause.NOT_RECOGNISED)
    if not ranked:
        raise StepBroken(
            say("nothing that adds the product to the cart was found"), Cause.SITE if proven else Cause.NOT_RECOGNISED
        )
    raise StepBroken(say("pressing the add-to-cart control did nothing"), _whose(trials))


async def _press_add(walk: Walk, candidate: Ranked) -> tuple[ClickTrial, str | None]:
    """Choose what is open and press; where a message is all that comes, choose what it may ask for and press again."""
    heading = walk.page.main_heading
    variant = await choose_variant(walk, candidate)
    before = chosen = walk.known.before_adding = walk.page
    trial = await walk.press(again(before, candidate), Role.ADD_TO_CART, primary=True)
    if Effect.REQUEST in trial.effects and walk.settled is not None and not walk.settled.settled:
        await walk.rest(_LATE_ANSWER_MS)
    in_place = trial.error is None and trial.effects and not _SENDING & set(trial.effects)
    if in_place and _badge(walk.page) == _badge(before) and _new_messages(before, walk.page):
        more = await choose_variant(walk, candidate, refused=True)
        if more:
            variant = more
            chosen = walk.known.before_adding = walk.page
            walk.step.on_previous.remove(trial)
            trial = await walk.press(again(chosen, candidate), Role.ADD_TO_CART, primary=True)
    # Only what the choice has made of the page renames the product: pressing may have led to the cart.
    if variant and chosen.main_heading not in {"", heading} and product_proof(chosen)[0]:
        walk.known.product_name, walk.known.product_url = chosen.main_heading, chosen.snapshot.url
    return trial, variant


def _may_have_added(trial: ClickTrial, earlier: list[ClickTrial]) -> bool:
    """Whether a press may have put the product into the cart.

    Where a better control could not be pressed, what merely changed the page is more likely to be a choice to make.
    """
    if trial.error is not None:
        return False
    waiting = any(not one.enabled for one in earlier)
    return bool(_SENDING & set(trial.effects)) if waiting else bool(trial.effects)


def _is_beside_the_point(candidate: Ranked, ranked: list[Ranked], earlier: list[ClickTrial]) -> bool:
    """Whether a control does something else: one that says to add cannot be pressed now, and this one does not say so.

    Beside a button that waits, pages offer to send word when the goods are back, or a wish list.
    """
    waiting = {trial.selector for trial in earlier if not trial.enabled}
    return not says_to_add(candidate) and any(
        entry.candidate.selector in waiting and says_to_add(entry) for entry in ranked
    )


def _product_page(view: PageView) -> tuple[PageKind, bool]:
    is_product, proven = product_proof(view)
    return (PageKind.PRODUCT if is_product else classify_page(view)[0]), proven


def _whose(trials: list[ClickTrial]) -> Cause:
    dead = any(trial.performed and not trial.effects and trial.error is None for trial in trials)
    covered = any(trial.blocked_points >= BLOCKED_POINTS for trial in trials)
    return Cause.SITE if dead or covered else Cause.NOT_RECOGNISED


def _badge(view: PageView) -> int | None:
    numbers = [
        entry.element.badge_number
        for entry in rank_cart_links(view)
        if entry.element is not None and entry.element.badge_number is not None
    ]
    return numbers[0] if numbers else None


def _new_messages(before: PageView, after: PageView) -> tuple[str, ...]:
    known = {fold(entry.text) for entry in before.snapshot.texts}
    return tuple(
        entry.text
        for entry in after.snapshot.texts
        if (entry.live or entry.error_look) and fold(entry.text) not in known
    )[:_MOST_MESSAGES]


def _anchor(view: PageView) -> str | None:
    ranked = rank_checkout(view) or rank_cart_links(view)
    return ranked[0].target.selector if ranked else None


def shows_in_cart(known: Knowledge, view: PageView) -> bool:
    """Whether a page shows the product in the cart, be it on the very page on which it was added."""
    name = known.product_name
    return holds_item(view, name, known.product_url) or cart_in_place(known.before_adding, view, name)


async def open_cart(walk: Walk, added: Added | None) -> None:
    """Open the cart and see whether the product is in it; where it is not, try with another product."""
    known = walk.known
    name, url = known.product_name, known.product_url
    await reach_cart(walk)
    known.cart_reached = True
    in_cart = shows_in_cart(known, walk.page) or walk.step.unfolded
    if added is not None and not (in_cart or added.answered):
        raise StepBroken(say("adding to the cart had not been answered when the cart was opened"), Cause.TIME_LIMIT)
    retry = await _retry_with_another(walk) if added is not None and not in_cart else None
    if in_cart and not_shippable(walk.page) and not rank_checkout(walk.page):
        await _take_one_that_ships(walk)
    if added is not None:
        trial = _trial(walk, added, name, url, in_cart=in_cart)
        walk.step.artifacts.append(
            trial.model_copy(update={"retried_with": retry[0], "retry_in_cart": retry[1]}) if retry else trial
        )
    ranked = rank_checkout(walk.page)
    walk.step.anchor = ranked[0].target.selector if ranked else None
    if not in_cart and not (retry and retry[1]) and (cart_is_empty(walk.page) or not ranked):
        raise StepBroken(say("the cart does not hold the product"), Cause.SITE)


async def _retry_with_another(walk: Walk) -> tuple[str, bool] | None:
    """Put another product into the cart: one that asks for no choices may arrive where the first did not.

    Returns:
        The product tried and whether it arrived; None where there was none to try. The walk goes on with the one that
        arrived, else with the first.
    """
    known, cart_url = walk.known, walk.tab.page.url
    first, kept, outcome = (known.product_name, known.product_url), list(walk.step.on_previous), None
    for product in _others(walk)[:_MOST_RETRIES]:
        try:
            await take_to_cart(walk, product)
        except StepBroken:
            continue
        outcome = (product.name, shows_in_cart(known, walk.page))
        if outcome[1]:
            break
    walk.step.on_previous[:] = kept
    if not (outcome and outcome[1]):
        known.product_name, known.product_url = first
        await walk.go_to(cart_url)
    return outcome


async def _take_one_that_ships(walk: Walk) -> None:
    """Come again with another product where the cart says that it cannot ship what it holds; else with the same."""
    known = walk.known
    first, kept = SeenProduct(known.product_name, known.product_url, ""), list(walk.step.on_previous)
    for product in (*_others(walk)[:_MOST_RETRIES], first):
        await walk.start_afresh()
        try:
            if known.sign_in_url:
                await sign_in_again(walk)
            await take_to_cart(walk, product)
        except StepBroken:
            continue
        if not not_shippable(walk.page):
            break
    walk.step.on_previous[:] = kept


async def take_to_cart(walk: Walk, product: SeenProduct) -> None:
    """Open a product's page by its address, put it into the cart and open the cart; raise where that fails."""
    await open_other(walk, product)
    await add_this_to_cart(walk)
    await reach_cart(walk)


async def open_other(walk: Walk, product: SeenProduct) -> None:
    """Open another product's page by its address; raise where that one cannot be had either."""
    await enter(walk, product.href or "")
    if cannot_be_had(walk.page):
        raise StepBroken(say("the product is out of stock"), Cause.NOT_RECOGNISED)
    if not_shippable(walk.page):
        raise StepBroken(say("the product cannot be shipped"), Cause.NOT_RECOGNISED)
    walk.known.product_name, walk.known.product_url = product.name, walk.tab.page.url


def _others(walk: Walk) -> list[SeenProduct]:
    """The other products seen, by address."""
    known = walk.known
    return [one for one in known.products if one.href and not same_page(one.href, known.product_url)]


async def reach_cart(walk: Walk) -> None:
    """Open the cart, unless the page is one that holds the product; raise where no cart was found."""
    known = walk.known
    walk.step.already_there = True
    walk.step.reached_by = "already there after adding"
    if is_cart(walk.page, known.product_name, known.product_url) and not cart_is_empty(walk.page):
        return
    home = walk.tab.page.url
    ranked = () if _in_place(walk) else await candidates(walk, Role.CART, rank_cart_links)
    if not ranked and _in_place(walk):
        return
    walk.step.already_there = False
    if not ranked:
        # Some headers show the way to the cart only once the server has drawn the page anew.
        await walk.go_to(home)
        ranked = await walk.look_until(rank_cart_links)
    search = walk.recognised(Role.CART, classify_page(walk.page)[0], ranked, proven=False, looked_for=CART_LOOKED_FOR)
    for place, candidate in enumerate(search.ranked[:4]):
        if place and walk.tab.page.url != home:
            await walk.go_to(home)
        before = walk.page
        await walk.press(candidate, Role.CART)
        if not await walk.look_until(_cart_seen(walk, before), limit_ms=1_500):
            if is_sign_in(walk.page) and classify_page(walk.page)[0] is PageKind.SIGN_IN:
                search.tried(place, Attempt.WORKED)
                search.finish(exhausted=False)
                raise account_required(walk, Role.CART)
            search.tried(place, Attempt.WRONG_PLACE if walk.tab.page.url != home else Attempt.NO_EFFECT)
            continue
        search.tried(place, Attempt.WORKED)
        search.finish(exhausted=False)
        walk.step.reached_by = f"by “{candidate.candidate.name}”"
        return
    search.finish(exhausted=True)
    if not is_cart(walk.page, known.product_name, known.product_url):
        raise StepBroken(say("the cart was not found"), Cause.NOT_RECOGNISED)


def _in_place(walk: Walk) -> bool:
    """Whether the cart is shown where the product was added and nowhere else: no control leads to one."""
    known = walk.known
    return cart_in_place(known.before_adding, walk.page, known.product_name) and not rank_cart_links(walk.page)


def _cart_seen(walk: Walk, before: PageView) -> Callable[[PageView], bool]:
    name, url = walk.known.product_name, walk.known.product_url

    def seen(view: PageView) -> bool:
        walk.step.unfolded = unfolds_cart(view, before, name)
        return walk.step.unfolded or is_cart(view, name, url) or cart_is_empty(view)

    return seen


def _trial(walk: Walk, added: Added, name: str, url: str, *, in_cart: bool) -> CartTrial:
    return CartTrial(
        product_name=name,
        product_url=redact_url(url),
        variant=added.variant,
        badge_before=added.badge_before,
        badge_after=added.badge_after,
        add_effects=added.effects,
        messages=added.messages,
        out_of_stock=added.out_of_stock,
        in_cart=in_cart,
        cart_url=redact_url(walk.tab.page.url),
    )
