"""From the cart to the checkout's first form."""

from auditor.browser.acts.buying import shows_in_cart, take_to_cart
from auditor.browser.acts.naming import candidates, named_control
from auditor.browser.acts.signing_in import account_required, sign_in_again, unfold_sign_in
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.pressing import CLICK_LIMIT_MS
from auditor.browser.walk import Search, StepBroken, Walk
from auditor.discovery.addresses import same_page
from auditor.discovery.buying import CHECKOUT_LOOKED_FOR, rank_checkout
from auditor.discovery.cart_views import is_cart
from auditor.discovery.guests import GUEST_LOOKED_FOR, as_guest, guest_offer, rank_guest, rank_newcomers
from auditor.discovery.order_forms import (
    ADVANCE_LOOKED_FOR,
    form_to_send,
    frames_came,
    main_order_form,
    orders_without_fields,
    rank_advance,
)
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import (
    account_boxes,
    classify_page,
    guest_choices,
    is_sign_in,
    order_form_fields,
    terms_boxes,
)
from auditor.discovery.ranking import Ranked
from auditor.discovery.refusals import refusal_on
from auditor.model.artifact import ClickTrial
from auditor.model.recognition import Attempt, PageKind, Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.snapshot import FieldSnapshot, Landmark
from auditor.model.wording import say, say_number

_MOST_GUESTS = 2
_MOST_OTHERS = 2


async def start_checkout(walk: Walk) -> None:
    """Go from the cart to the first form for order data that can be used without a password.

    Where the shop refuses to sell what is in the cart, as when it cannot be shipped, other products are tried.
    """
    if order_form_fields(walk.page):
        walk.step.already_there = True
        await _arrived_at_checkout(walk, "on the cart's own page")
        return
    try:
        await _try_controls(walk)
    except StepBroken as broken:
        if broken.cause is not Cause.REFUSED:
            raise
        tried, came = await _with_another_product(walk, broken.why)
        if not came:
            told = broken.why
            if tried:
                told = say_number(
                    "{refusal}; so it was with {number} other product",
                    "{refusal}; so it was with {number} other products",
                    tried,
                    refusal=told,
                )
            raise StepBroken(told, Cause.REFUSED) from broken


async def _try_controls(walk: Walk) -> None:
    """Press what may lead to the checkout, the likeliest first, until an order form is there."""
    known = walk.known
    await _agree_to_terms(walk)
    ranked = await candidates(walk, Role.CHECKOUT, rank_checkout)
    proven = shows_in_cart(known, walk.page)
    search = walk.recognised(Role.CHECKOUT, PageKind.CART, ranked, proven=proven, looked_for=CHECKOUT_LOOKED_FOR)
    home, before = walk.tab.page.url, walk.page
    trials: list[ClickTrial] = []
    astray, refusal = False, None
    for place, candidate in enumerate(search.ranked[:3]):
        if place and walk.tab.page.url != home:
            await walk.go_to(home)
        boxes = len(walk.tab.observer.console_log().dialogs)
        trial = await walk.press(candidate, Role.CHECKOUT, primary=True)
        trials.append(trial)
        said = tuple(box.message for box in walk.tab.observer.console_log().dialogs[boxes:])
        await _past_another_cart(walk, home, proven=True)
        reached, guests = await _reaches_form(walk)
        if not reached and await _past_another_cart(walk, home, proven=False):
            reached, guests = await _reaches_form(walk)
        if reached:
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            await _arrived_at_checkout(walk, f"by “{candidate.candidate.name}”")
            return
        back = same_page(walk.tab.page.url, home)
        failed = _answered_with_error(walk)
        refused = None if failed else refusal_on(walk.page, before, said)
        barred = is_sign_in(walk.page) or (
            place == 0 and not (back or failed or refused) and await unfold_sign_in(walk, before)
        )
        if barred:
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            raise account_required(walk, Role.CHECKOUT, guests)
        astray = astray or not (back or failed)
        refusal = refusal or refused
        search.tried(place, _attempt(trial, back=back))
    search.finish(exhausted=True)
    if not ranked:
        raise StepBroken(
            say("nothing that leads to the checkout was found"), Cause.SITE if proven else Cause.NOT_RECOGNISED
        )
    if refusal is not None:
        raise StepBroken(refusal.told, Cause.REFUSED)
    raise StepBroken(
        say("the checkout's control does not lead to an order form"),
        Cause.SITE if proven and not astray and any(trial.performed for trial in trials) else Cause.NOT_RECOGNISED,
    )


async def _past_another_cart(walk: Walk, home: str, *, proven: bool) -> bool:
    """Go on where a drawer's or a message's way to the checkout led to the whole cart; whether it was pressed.

    Where the address does not prove that it is a cart, only a link is pressed: a button beside the lines may order.
    """
    known, view = walk.known, walk.page
    if same_page(view.snapshot.url, home) or not is_cart(view, known.product_name, known.product_url):
        return False
    kind = classify_page(view)
    if proven is not (kind == (PageKind.CART, True)):
        return False
    onward = [entry for entry in rank_checkout(view) if proven or _leads_on(view, entry)]
    if onward:
        await walk.press(onward[0], Role.CHECKOUT, primary=True)
    return bool(onward)


async def _agree_to_terms(walk: Walk) -> None:
    """Tick the boxes of the cart without which some shops let nobody go on."""
    ticked = [await _toggle(walk, box, on=True) for box in terms_boxes(walk.page)]
    if any(ticked):
        await walk.rest()


async def _toggle(walk: Walk, box: FieldSnapshot, *, on: bool) -> bool:
    locator = locate(walk.tab.page, walk.page.snapshot, box)
    try:
        await locator.set_checked(on, force=True, timeout=walk.tab.patient(CLICK_LIMIT_MS))
    except PAGE_FAILURES:
        return False
    walk.step.clicks += 1
    return True


def _leads_on(view: PageView, entry: Ranked) -> bool:
    element = entry.element
    if element is None or not element.href or element.landmark in {Landmark.FOOTER, Landmark.NAV}:
        return False
    return not same_page(element.href, view.snapshot.url)


async def _with_another_product(walk: Walk, refused: str) -> tuple[int, bool]:
    """Come as a new shopper and take another product to the checkout; how many were refused too, and if one was not."""
    known = walk.known
    first, kept = (known.product_name, known.product_url), list(walk.step.on_previous)
    others = [product for product in known.products if product.href and not same_page(product.href, known.product_url)]
    tried = 0
    for product in others[:_MOST_OTHERS]:
        try:
            await walk.start_afresh()
            if known.sign_in_url:
                await sign_in_again(walk)
            await take_to_cart(walk, product)
            await _try_controls(walk)
        except StepBroken as broken:
            tried += broken.cause is Cause.REFUSED
            continue
        walk.step.on_previous[:] = kept
        walk.step.reached_by += f", with “{product.name}”, after “{first[0]}” was refused: {refused}"
        return tried, True
    walk.step.on_previous[:] = kept
    known.product_name, known.product_url = first
    return tried, False


def _attempt(trial: ClickTrial, *, back: bool) -> Attempt:
    if not trial.performed:
        return Attempt.NOT_USABLE
    return Attempt.NO_EFFECT if back and not trial.effects else Attempt.WRONG_PLACE


def _answered_with_error(walk: Walk) -> bool:
    response = walk.tab.observer.main_response()
    return response is not None and (response.status or 0) >= 400  # noqa: PLR2004 - HTTP


async def _reaches_form(walk: Walk) -> tuple[bool, tuple[str, ...]]:
    """Whether an order form is there, if need be by the guest's way; and the guest's controls that led nowhere."""

    def ready(view: PageView) -> bool:
        return bool(order_form_fields(view)) or is_sign_in(view)

    await walk.look_until(lambda view: ready(view) or bool(guest_choices(view)))
    if order_form_fields(walk.page):
        return True, ()
    named = await named_control(walk, Role.GUEST)
    if named is None and await _choose_guest(walk):
        return True, ()
    ranked = _guests_and_newcomers(walk.page) if named is None else (named,)
    view, asked = walk.page, walk.tab.page.url
    search = walk.recognised(Role.GUEST, PageKind.SIGN_IN, ranked, proven=False, looked_for=GUEST_LOOKED_FOR)
    for place, guest in enumerate(ranked[:_MOST_GUESTS]):
        if place and walk.tab.page.url != asked:
            await walk.go_to(asked)
        await walk.press(guest, Role.GUEST)
        found = bool(await walk.look_until(order_form_fields, limit_ms=1_500))
        search.tried(place, Attempt.WORKED if found else Attempt.WRONG_PLACE)
        if found:
            if named is not None or rank_guest(view):
                _keep_offer(walk, view, guest)
            break
    search.finish(exhausted=len(ranked) <= _MOST_GUESTS)
    if search.worked is None and ranked and walk.tab.page.url != asked and not orders_without_fields(walk.page):
        await walk.go_to(asked)
    if orders_without_fields(walk.page) and not guest_choices(walk.page):
        return True, ()
    guests = {guest.candidate.selector for guest in rank_guest(view)}
    tried = (one.candidate for one in ranked[:_MOST_GUESTS])
    return search.worked is not None, tuple(one.name for one in tried if one.selector in guests)


def _guests_and_newcomers(view: PageView) -> tuple[Ranked, ...]:
    """The ways of guests; where there are none, those of newcomers, which may do without an account after all."""
    return rank_guest(view) or (rank_newcomers(view) if is_sign_in(view) else ())


async def _choose_guest(walk: Walk) -> bool:
    """Take the guest's choice where one is offered, and send it on; whether that leads to the order form."""
    for box in account_boxes(walk.page)[:2]:
        if await _toggle(walk, box, on=not box.checked) and order_form_fields(await walk.rest()):
            return True
    for choice in guest_choices(walk.page)[:2]:
        if choice.type != "radio":
            continue
        try:
            await locate(walk.tab.page, walk.page.snapshot, choice).check(
                force=True, timeout=walk.tab.patient(CLICK_LIMIT_MS)
            )
        except PAGE_FAILURES:
            continue
        walk.step.clicks += 1
        view, guest = walk.page, as_guest(walk.page, choice)
        taken = walk.recognised(Role.GUEST, PageKind.SIGN_IN, (guest,), proven=False, looked_for=GUEST_LOOKED_FOR)
        found = bool(order_form_fields(await walk.rest()))
        for advance in () if found else rank_advance(walk.page, choice.form)[:1]:
            await walk.press(advance, Role.ADVANCE)
            found = bool(await walk.look_until(order_form_fields))
        taken.tried(0, Attempt.WORKED if found else Attempt.WRONG_PLACE)
        taken.finish(exhausted=not found)
        if found:
            _keep_offer(walk, view, guest)
            return True
    return False


def _keep_offer(walk: Walk, view: PageView, guest: Ranked) -> None:
    """Keep how the page offered the guest's way that led to the order form."""
    offer = guest_offer(view, guest)
    if offer is not None:
        walk.step.artifacts.append(offer.model_copy(update={"page_url": redact_url(offer.page_url)}))


async def _arrived_at_checkout(walk: Walk, how: str) -> None:
    await walk.look_until(form_to_send)
    await walk.look_until(frames_came)
    view = walk.page
    walk.known.checkout_reached = True
    walk.step.reached_by = how
    fields = order_form_fields(view)
    walk.step.anchor = fields[0].selector if fields else None
    note_advance(walk)


def note_advance(walk: Walk) -> Search | None:
    """Write down whether the checkout's form has a control that sends it."""
    form = main_order_form(walk.page)
    if form is None:
        return None
    search = walk.recognised(
        Role.ADVANCE, PageKind.CHECKOUT, form.submits, proven=True, looked_for=ADVANCE_LOOKED_FOR, at_once=True
    )
    usable = [place for place, entry in enumerate(form.submits) if entry.element is not None]
    if usable:
        search.tried(usable[0], Attempt.WORKED)
    search.finish(exhausted=not usable)
    return search
