"""Maps of literal walks: what is told of each part, and what is told where nothing was found."""

from auditor.model.artifact import AccountWall
from auditor.model.journey import Stage, lead_journey
from auditor.model.recognition import Attempt, Role
from auditor.model.run import AuditRun, Cause, StepRun, StepStatus, Visit
from auditor.model.shop_map import MappedPart, PartName, PartStatus, ShopMap, Sureness
from auditor.shop_map import assemble_map
from tests.unit.discovery import snapshots as shown
from tests.unit.makers import SHOP, audit_run, step, visit
from tests.unit.maps import (
    LAMP,
    candidate,
    cart_trial,
    ended_at,
    home,
    mapped_run,
    order_form,
    page,
    recognised,
    search_trial,
    smooth_steps,
    smooth_visits,
)


def part(shop_map: ShopMap, name: PartName) -> MappedPart:
    found = shop_map.part(name)
    assert found is not None
    return found


def wall(**facts: object) -> AccountWall:
    """A page that asks for an account."""
    told = {"sought": Role.CHECKOUT, "page_url": f"{SHOP}login", "selector": "#password"}
    return AccountWall.model_validate({**told, **facts})


def statuses(shop_map: ShopMap) -> dict[str, str]:
    return {one.name.value: one.status.value for one in shop_map.parts}


def test_a_walk_to_the_order_form_maps_everything() -> None:
    shop_map = assemble_map(mapped_run())
    assert shop_map.complete
    assert statuses(shop_map) == {
        "search": "found",
        "results": "found",
        "product": "found",
        "add_to_cart": "found",
        "cart": "found",
        "checkout": "found",
        "guest": "not_needed",
    }
    places = {one.name: (one.page, one.leads_to) for one in shop_map.parts}
    assert places[PartName.SEARCH] == ("/", "/search?q=Oak+Lamp")
    assert places[PartName.PRODUCT] == ("/search?q=Oak+Lamp", "/p/1")
    assert places[PartName.CART] == ("/p/1", "/cart")
    assert places[PartName.CHECKOUT] == ("/cart", "/checkout")


def test_a_control_that_did_what_it_should_is_surer_than_its_looks() -> None:
    cart = part(assemble_map(mapped_run()), PartName.CART)
    assert cart.control is not None
    assert (cart.control.name, cart.control.outcome) == ("Cart", Attempt.WORKED)
    assert cart.confidence == 0.94
    assert cart.sureness is Sureness.SURE
    assert cart.reasons == ("is a button", "the cart it opened holds the product")


def test_what_led_to_nothing_is_less_sure_than_its_looks() -> None:
    visits = smooth_visits()
    visits[4] = visits[4].model_copy(update={"artifacts": (page("cart"), cart_trial(in_cart=False))})
    run = ended_at("cart", Cause.NOT_RECOGNISED, "the cart does not hold the product", visits[:5])
    add = part(assemble_map(run), PartName.ADD_TO_CART)
    assert (add.confidence, add.sureness) == (0.45, Sureness.UNSURE)
    assert add.reasons[-1] == "the cart did not hold the product afterwards"


def test_the_order_form_is_told_by_what_it_asks_for() -> None:
    checkout = part(assemble_map(mapped_run()), PartName.CHECKOUT)
    assert "asks for email, full name, street, postcode and 1 more" in checkout.reasons[-1]


def test_runners_up_are_kept_with_what_came_of_them() -> None:
    failed = candidate("Buy now", 0.95, attempt=Attempt.NO_EFFECT)
    visits = smooth_visits()
    tried = recognised(Role.ADD_TO_CART, "p/1", failed, candidate("Add to cart"), chosen=1)
    visits[2] = visits[2].model_copy(update={"artifacts": (tried,)})
    add = part(assemble_map(mapped_run(visits)), PartName.ADD_TO_CART)
    assert add.control is not None
    assert add.control.name == "Add to cart"
    assert [(one.name, one.outcome) for one in add.others] == [("Buy now", Attempt.NO_EFFECT)]


def test_what_was_not_found_tells_where_and_among_what_it_was_looked_for() -> None:
    visits = smooth_visits()[:3]
    buttons = [shown.button("Mine!", selector="#mine"), shown.link("Shopping", "/cart/add-ons", selector="#near")]
    visits[2] = visit("product", page("p/1", elements=buttons), recognised(Role.ADD_TO_CART, "p/1"), url=f"{SHOP}p/1")
    shop_map = assemble_map(ended_at("add-to-cart", Cause.NOT_RECOGNISED, "nothing was found", visits))
    add = part(shop_map, PartName.ADD_TO_CART)
    (look,) = add.looked
    assert (add.status, add.note, add.control) == (PartStatus.NOT_FOUND, "nothing was found", None)
    assert (look.page, look.weighed, look.tried) == ("/p/1", 2, ())
    assert "add-to-cart" in look.looked_for
    assert not shop_map.complete
    assert shop_map.ended == "add-to-cart: nothing was found"


def test_the_one_that_came_closest_is_told_with_its_reasons() -> None:
    near = shown.link("To the bag", "/p/2", landmark="footer", selector="#bag", class_="cart")
    visits = [visit("landing", home()), visit("product", page("p/1", elements=[near]), url=f"{SHOP}p/1")]
    shop_map = assemble_map(ended_at("cart", Cause.NOT_RECOGNISED, "the cart was not found", visits))
    (look,) = part(shop_map, PartName.CART).looked
    assert look.closest is not None
    assert look.closest.name == "To the bag"
    assert "stands in the footer" in look.closest.reasons


def test_candidates_that_failed_are_told_where_they_were_tried() -> None:
    visits = smooth_visits()[:5]
    failed = candidate("Go to checkout", attempt=Attempt.WRONG_PLACE)
    artifacts = (page("cart"), cart_trial(), recognised(Role.CHECKOUT, "cart", failed, chosen=None))
    visits[4] = visits[4].model_copy(update={"artifacts": artifacts})
    shop_map = assemble_map(ended_at("checkout", Cause.NOT_RECOGNISED, "does not lead there", visits))
    checkout = part(shop_map, PartName.CHECKOUT)
    assert checkout.status is PartStatus.NOT_FOUND
    assert [(one.name, one.outcome) for one in checkout.looked[0].tried] == [("Go to checkout", Attempt.WRONG_PLACE)]
    assert part(shop_map, PartName.GUEST).status is PartStatus.NOT_REACHED


def test_parts_after_the_end_are_told_as_far_as_they_can_be_seen() -> None:
    shop_map = assemble_map(ended_at("add-to-cart", Cause.NOT_RECOGNISED, "nothing was found", smooth_visits()[:3]))
    cart = part(shop_map, PartName.CART)
    assert (cart.status, cart.page) == (PartStatus.SEEN, "/p/1")
    assert cart.control is not None
    assert (cart.control.name, cart.control.outcome) == ("Cart", Attempt.NOT_TRIED)
    assert part(shop_map, PartName.CHECKOUT).status is PartStatus.NOT_REACHED


def test_looking_alone_is_complete_where_all_that_it_shows_is_there() -> None:
    visits = smooth_visits()[:3]
    buttons = [shown.button("Add to cart", form=0), shown.link("Cart", "/cart", landmark="header")]
    visits[2] = visit(
        "product", page("p/1", elements=buttons, forms=[{"action": "/cart/add"}]), url=f"{SHOP}p/1", name="product-1"
    )
    beyond = {"error": "beyond --safety look"}
    later = [
        step(name, StepStatus.SKIPPED, Cause.BEYOND_SAFETY, **beyond) for name in ("add-to-cart", "cart", "checkout")
    ]
    shop_map = assemble_map(mapped_run(visits, [*smooth_steps()[:4], *later], safety="look"))
    assert shop_map.complete
    told = statuses(shop_map)
    assert (told["add_to_cart"], told["cart"]) == ("seen", "seen")
    assert (told["checkout"], told["guest"]) == ("beyond_safety", "beyond_safety")


def test_an_account_that_is_asked_for_is_told_at_the_guest_path() -> None:
    visits = smooth_visits()
    asked = page("login", fields=[shown.field("password", "Password", type="password", secret=True)])
    visits[5] = visit("checkout", asked, wall(), url=f"{SHOP}login")
    shop_map = assemble_map(
        ended_at("checkout", Cause.ACCOUNT_REQUIRED, "the checkout asks for an account first", visits)
    )
    checkout, guest = part(shop_map, PartName.CHECKOUT), part(shop_map, PartName.GUEST)
    assert (checkout.status, checkout.leads_to) == (PartStatus.FOUND, "/login")
    assert checkout.reasons[-1] == "where it led one is asked to sign in"
    assert (guest.status, guest.looked[0].page) == (PartStatus.NOT_FOUND, "/login")
    assert not shop_map.complete


def test_with_an_account_of_ones_own_nothing_is_missing() -> None:
    visits = smooth_visits()
    visits[5] = visits[5].model_copy(update={"artifacts": (*visits[5].artifacts, wall(signed_in=True))})
    shop_map = assemble_map(mapped_run(visits))
    guest = part(shop_map, PartName.GUEST)
    assert (guest.status, shop_map.complete) == (PartStatus.ABSENT, True)
    assert guest.note == "an account is asked for on /login; signed in with the credentials given"


def test_a_shop_that_shows_nothing_without_an_account_is_told_as_such() -> None:
    asked = visit("product", wall(sought=Role.PRODUCT_LINK, page_url=SHOP), url=SHOP)
    shop_map = assemble_map(
        ended_at("product", Cause.ACCOUNT_REQUIRED, "the shop shows nothing without an account", [home_visit(), asked])
    )
    told = statuses(shop_map)
    assert (told["search"], told["product"], told["guest"]) == ("not_reached", "not_found", "not_found")
    assert part(shop_map, PartName.PRODUCT).note == "the shop shows nothing without an account"


def home_visit() -> Visit:
    """The first page, on which one can but sign in."""
    return visit("landing", page("", fields=[shown.field("password", "Password", type="password", secret=True)]))


def test_a_guest_choice_that_is_made_already_is_told() -> None:
    choice = shown.radio("who", "guest", "Continue as guest", checked=True)
    visits = smooth_visits()
    form = order_form()
    fields = [*form.model_dump()["fields"], choice]
    visits[5] = visit(
        "checkout", page("checkout", fields=fields, forms=[{"action": "/checkout"}]), url=f"{SHOP}checkout"
    )
    guest = part(assemble_map(mapped_run(visits)), PartName.GUEST)
    assert guest.control is not None
    assert (guest.status, guest.control.name, guest.page) == (PartStatus.FOUND, "Continue as guest", "/checkout")


def test_a_guest_path_that_was_taken_is_found() -> None:
    visits = smooth_visits()
    guest = recognised(Role.GUEST, "login", candidate("Continue as guest"))
    visits[4] = visits[4].model_copy(update={"artifacts": (*visits[4].artifacts, guest)})
    found = part(assemble_map(mapped_run(visits)), PartName.GUEST)
    assert (found.status, found.page, found.leads_to) == (PartStatus.FOUND, "/login", "/checkout")


def test_a_shop_without_a_search_is_complete_without_one() -> None:
    visits = smooth_visits()
    visits[0] = visit("landing", page(""), recognised(Role.SEARCH, ""))
    del visits[1]
    steps = smooth_steps()
    steps[2] = step("search", StepStatus.SKIPPED, Cause.NOT_NEEDED, error="no search was found")
    shop_map = assemble_map(mapped_run(visits, steps))
    search = part(shop_map, PartName.SEARCH)
    assert (search.status, search.looked[0].page) == (PartStatus.ABSENT, "/")
    assert part(shop_map, PartName.RESULTS).status is PartStatus.NOT_NEEDED
    assert shop_map.complete


def test_a_search_that_brings_nothing_is_not_complete() -> None:
    visits = smooth_visits()
    visits[1] = visit("search", page("search"), search_trial(0, states_no_results=True), url=f"{SHOP}search")
    shop_map = assemble_map(mapped_run(visits))
    results = part(shop_map, PartName.RESULTS)
    assert (results.status, results.looked[0].page) == (PartStatus.NOT_FOUND, "/search")
    assert not shop_map.complete


def test_a_cart_that_opens_by_itself_needs_no_control() -> None:
    visits = [one for one in smooth_visits() if one.step_id != "add-to-cart"]
    added = visit("add-to-cart", url=f"{SHOP}cart")
    cart = part(assemble_map(mapped_run([*visits[:3], added, *visits[3:]])), PartName.CART)
    assert (cart.status, cart.control, cart.page) == (PartStatus.FOUND, None, "/cart")
    assert [one.name for one in cart.others] == ["Cart"]


def test_what_stood_over_the_page_is_told() -> None:
    (closed,) = assemble_map(mapped_run()).closed
    assert (closed.what, closed.page, closed.control.name) == ("consent banner", "/", "Accept all")


def test_the_way_over_a_list_is_told_only_where_it_was_gone() -> None:
    visits = smooth_visits()
    lamps = recognised(Role.LISTING_LINK, "", candidate("Lamps", 0.5, aria_role="link"))
    visits[0] = visits[0].model_copy(update={"artifacts": (*visits[0].artifacts, lamps)})
    visits.insert(1, visit("listing", url=f"{SHOP}lamps"))
    steps = [step("listing") if one.step_id == "listing" else one for one in smooth_steps()]
    listing = part(assemble_map(mapped_run(visits, steps)), PartName.LISTING)
    assert (listing.page, listing.leads_to) == ("/", "/lamps")
    assert assemble_map(mapped_run()).part(PartName.LISTING) is None


def test_pages_of_other_hosts_are_told_whole() -> None:
    visits = smooth_visits()
    visits[5] = visits[5].model_copy(update={"url": "https://pay.example/order"})
    assert part(assemble_map(mapped_run(visits)), PartName.CHECKOUT).leads_to == "https://pay.example/order"


def test_a_walk_that_never_began_has_every_part_unreached() -> None:
    shop_map = assemble_map(audit_run(interrupted="the time limit was reached").model_copy(update={"runs": ()}))
    assert set(statuses(shop_map).values()) == {"not_reached"}
    assert not shop_map.complete


def test_an_interrupted_walk_is_never_complete() -> None:
    assert not assemble_map(mapped_run(interrupted="Ctrl-C")).complete


def test_words_for_confidence() -> None:
    assert [Sureness.of(one).value for one in (0.8, 0.79, 0.5, 0.49)] == ["sure", "likely", "likely", "unsure"]
    assert part(assemble_map(mapped_run()), PartName.PRODUCT).control.name == LAMP  # type: ignore[union-attr]


def lead_run(*visits: Visit, error: str | None = None) -> AuditRun:
    """A walk on a site that sells nothing."""
    ended = {"status": StepStatus.BROKEN, "cause": Cause.NOT_RECOGNISED, "error": error} if error else {}
    form = {"step_id": "form", "stage": Stage.FORM, "status": StepStatus.COMPLETED, "visit_id": "form-1", **ended}
    return mapped_run(visits, [step("landing"), StepRun.model_validate(form)], journey=lead_journey(SHOP))


def asking_page() -> Visit:
    """A page with a form for enquiries."""
    asked = {"name": "Your name", "email": "E-mail", "message": "Message"}
    fields = [shown.field(name, label, form=0) for name, label in asked.items()]
    shot = page("ask", fields=fields, forms=[{"action": "/ask"}], elements=[shown.button("Send", form=0)])
    return Visit(id="form-1", step_id="form", stage=Stage.FORM, url=f"{SHOP}ask", artifacts=(shot,))


def test_a_site_that_sells_nothing_has_a_call_to_action_and_a_form() -> None:
    call = recognised(Role.CALL_TO_ACTION, "", candidate("Ask us", 0.7, aria_role="link"))
    shop_map = assemble_map(lead_run(visit("landing", call), asking_page()))
    action, form = shop_map.parts
    assert (action.name, action.page, action.leads_to) == (PartName.CALL_TO_ACTION, "/", "/ask")
    assert (form.name, form.page, form.status) == (PartName.FORM, "/ask", PartStatus.FOUND)
    assert "email" in form.reasons[0]
    assert shop_map.complete


def test_where_the_form_stands_on_the_first_page_no_call_is_needed() -> None:
    action, _ = assemble_map(lead_run(visit("landing"), asking_page())).parts
    assert action.status is PartStatus.NOT_NEEDED


def test_a_form_that_was_not_found_tells_where_it_was_looked_for() -> None:
    plain = page("", elements=[shown.link("Imprint", "/imprint", landmark="footer")])
    shop_map = assemble_map(lead_run(visit("landing", plain), error="no form was found"))
    assert [(one.status, one.looked[0].page) for one in shop_map.parts] == [(PartStatus.NOT_FOUND, "/")] * 2
    assert not shop_map.complete
