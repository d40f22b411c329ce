"""What a page is, and whether structure proves it."""

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.buying import destination_of, rank_add_to_cart, rank_cart_links, rank_checkout
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import ADDRESS_PURPOSES, CARD_PURPOSES, PageView, is_home, tokens_of
from auditor.discovery.prices import find_price
from auditor.discovery.ranking import Ranked
from auditor.discovery.shopper import FieldPurpose
from auditor.discovery.variants import waits_for_choice
from auditor.model.recognition import PageKind, Role
from auditor.model.snapshot import DomSnapshot, FieldSnapshot, Landmark

LEAST_TEXT = 40
"""Characters of visible text below which a page without pictures and controls counts as empty; ours."""
_SURE_OF_ADDING = 0.45
_LIST_OF_GOODS = 3
"""The number of forms that each add something from which a page lists goods, and sells no one product; ours."""
_SURE_OF_A_CART = 0.6
_SHORT_MESSAGE = 60
_A_LINE = 60
"""CSS pixels that a price beside a heading may stand higher than it; ours."""
_LONG_MESSAGE = 160
_SHOP_TYPES = frozenset({"Store", "OnlineStore", "Product", "Offer", "OfferCatalog", "ItemList"})
_REGION_PURPOSES = frozenset(
    {FieldPurpose.COUNTRY, FieldPurpose.REGION, FieldPurpose.CITY, FieldPurpose.POSTCODE, FieldPurpose.QUANTITY}
)
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_ASIDE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV, Landmark.ASIDE})


def product_proof(view: PageView) -> tuple[bool, bool]:
    """Whether a page is one product's, and whether structure proves it.

    Proof is a single declared Product; short of it, a control that adds to the cart outside any card, or a price near
    a main heading with no list of products before it, make a page look like a product's.
    """
    if view.declared_product is not None:
        return True, True
    if view.snapshot.meta.get("og:type", "").lower() in {"product", "og:product", "product.item"}:
        return True, True
    adds = [entry for entry in rank_add_to_cart(view) if entry.element is not None and not view.in_card(entry.element)]
    sure = [entry for entry in adds if entry.confidence >= _SURE_OF_ADDING]
    if _only_in_rows(sure):
        return _has_priced_heading(view) and is_out_of_stock(view), False
    if sure:
        priced = any(
            find_price(text.text)
            for text in view.snapshot.texts
            if not view.in_card(text) and text.landmark not in _ASIDE_PARTS
        )
        return True, bool(priced and adds[0].candidate.basis and view.main_heading)
    named = bool(tokens_of(view.path) & address_words.PRODUCT_PATHS)
    return _has_priced_heading(view) and (named or is_out_of_stock(view)), False


def _only_in_rows(adds: list[Ranked]) -> bool:
    """Whether all that adds stands in one column of a list, with forms of their own; a product's own stands apart."""
    elements = [entry.element for entry in adds if entry.element is not None]
    forms = {element.form for element in elements} - {None}
    return len(forms) >= _LIST_OF_GOODS and len({round(element.box.x) for element in elements}) == 1


def _has_priced_heading(view: PageView) -> bool:
    """Whether a price stands below the main heading, or beside it, and no list of products before it."""
    headings = [entry for entry in view.snapshot.headings if entry.text == view.main_heading]
    if not headings:
        return False
    top = headings[0].box.y
    first = min((card.box.y for card in view.product_cards if card.box.y > top), default=float("inf"))
    return any(
        find_price(text.text) is not None
        for text in view.snapshot.texts
        if not view.in_card(text) and text.landmark not in _SITE_PARTS and top - _A_LINE <= text.box.y < first
    )


def order_form_fields(view: PageView) -> tuple[FieldSnapshot, ...]:
    """The fields for order data that can be used without a password; empty where there are none.

    Fields that stand in one form with a password are usable only where the page offers a way on as a guest.
    """
    demanded = tuple(entry for entry in view.password_fields if not _may_stay_empty(view, entry))
    guarded = {entry.form for entry in demanded if entry.form is not None}
    offered = {choice.form for choice in (*guest_choices(view), *account_offers(view))}
    guarded -= offered
    loose_password = any(entry.form is None for entry in demanded) and None not in offered
    fields = tuple(
        entry
        for entry in view.order_fields
        if entry.form not in guarded and not (entry.form is None and loose_password and not offers_guest(view))
    )
    purposes = view.purposes_in(fields)
    if not purposes:
        return ()
    rich = (
        ADDRESS_PURPOSES | CARD_PURPOSES | {FieldPurpose.FULL_NAME, FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME}
    )
    if set(purposes) & rich:
        return () if _only_estimates(view, frozenset(purposes)) else fields
    if offers_guest(view) or _address_says_checkout(view):
        return tuple(entry for entry in fields if _leads_on(view, entry))
    return ()


def _leads_on(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether a lone e-mail is asked for on the way to the order: its form says to go on, or its address does.

    Newsletters ask for it too, on any page.
    """
    if view.purpose(entry) is not FieldPurpose.EMAIL:
        return False
    form = None if entry.form is None else view.snapshot.forms[entry.form]
    if form is None or not form.submits or tokens_of(route_of(form.action)) & address_words.CHECKOUT:
        return True
    concepts = (Concept.CONTINUE, Concept.CHECKOUT, Concept.GUEST_CHECKOUT, Concept.SIGN_IN)
    return any(view.classify(view.snapshot.elements[place], *concepts) is not None for place in form.submits)


def _only_estimates(view: PageView, purposes: frozenset[FieldPurpose]) -> bool:
    """Whether all that is asked for is a region, as estimates of shipping do beside a product or a cart's lines."""
    if not purposes <= _REGION_PURPOSES:
        return False
    place = destination_of(view.snapshot.url)
    if place is Role.CHECKOUT:
        return False
    return place is Role.CART or bool(rank_checkout(view)) or bool(rank_add_to_cart(view))


def _may_stay_empty(view: PageView, password: FieldSnapshot) -> bool:
    """Whether a password is only offered: it is called optional, or is not required where other fields of its form are.

    So forms ask guests who may open an account by the way.
    """
    if password.required:
        return False
    if view.says(Concept.OPTIONAL, password.label, password.placeholder, password.description):
        return True
    return any(
        entry.required and entry.form == password.form and entry in view.order_fields for entry in view.snapshot.fields
    )


def account_offers(view: PageView) -> tuple[FieldSnapshot, ...]:
    """Boxes that open an account by the way when ticked, some of them ticked beforehand: without, one is a guest.

    Beside nothing but an e-mail address and a password such a box turns a sign-in into a registration.
    """
    delivering = {entry.form for entry in view.order_fields if view.purpose(entry) in ADDRESS_PURPOSES}
    boxes = (entry for entry in view.snapshot.fields if entry.visible and entry.form in delivering)
    return tuple(entry for entry in boxes if opens_account(view, entry))


def opens_account(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether a field is a box that may be left unticked by those who want no account."""
    if entry.type != "checkbox" or entry.required or entry.disabled or entry.landmark in _ASIDE_PARTS:
        return False
    if view.purpose(entry) in {FieldPurpose.NEWSLETTER, FieldPurpose.TERMS}:
        return False
    named = tokens_of(f"{entry.name} {entry.element_id}")
    return bool(
        named & address_words.ACCOUNT_OPENING
        or {"create", "account"} <= named
        or view.says(Concept.CREATE_ACCOUNT, entry.label)
    )


def guest_choices(view: PageView) -> tuple[FieldSnapshot, ...]:
    """Radio buttons and selects that let one go on without an account."""
    return tuple(
        entry
        for entry in view.snapshot.fields
        if entry.visible and entry.landmark not in _ASIDE_PARTS and _is_guest_choice(view, entry)
    )


def _is_guest_choice(view: PageView, entry: FieldSnapshot) -> bool:
    if entry.type != "radio" and entry.tag != "select":
        return False
    labels = [entry.label, *(label for _, label in entry.options)]
    values = tokens_of(entry.value) if entry.type == "radio" else frozenset()
    return view.says(Concept.GUEST_CHECKOUT, *labels) is not None or bool(values & address_words.GUEST)


def account_boxes(view: PageView) -> tuple[FieldSnapshot, ...]:
    """Boxes that turn a form that opens an account into a guest's: to be ticked, or to be unticked where they are."""
    return tuple(
        entry
        for entry in view.snapshot.fields
        if entry.visible and entry.type == "checkbox" and not entry.disabled and _turns_into_guests(view, entry)
    )


def _turns_into_guests(view: PageView, entry: FieldSnapshot) -> bool:
    named = tokens_of(f"{entry.name} {entry.element_id}")
    if not entry.checked:
        return view.says(Concept.GUEST_CHECKOUT, entry.label) is not None or bool(named & address_words.GUEST)
    return opens_account(view, entry)


def terms_boxes(view: PageView) -> tuple[FieldSnapshot, ...]:
    """Boxes by which one agrees to the terms, not ticked yet."""
    return tuple(
        entry
        for entry in view.snapshot.fields
        if entry.type == "checkbox"
        and not entry.checked
        and not entry.disabled
        and entry.landmark not in _ASIDE_PARTS
        and view.purpose(entry) is FieldPurpose.TERMS
    )


def offers_guest(view: PageView) -> bool:
    """Whether the page says that one can go on without an account."""
    return bool(guest_choices(view)) or any(
        view.element_says(Concept.GUEST_CHECKOUT, element) is not None
        for element in view.snapshot.elements
        if element.landmark not in _ASIDE_PARTS
    )


def _address_says_checkout(view: PageView) -> bool:
    tokens = tokens_of(view.path)
    return bool(tokens & address_words.CHECKOUT) and not tokens & address_words.FOLLOWING


def is_sign_in(view: PageView) -> bool:
    """Whether the page asks for a password and offers no order form that does without one.

    A box for signing in beside the page's own matter, in header, footer, navigation or margin, is no demand.
    """
    asked = [entry for entry in view.password_fields if entry.landmark not in _ASIDE_PARTS or entry.overlay is not None]
    return bool(asked) and not order_form_fields(view)


def classify_page(view: PageView) -> tuple[PageKind, bool]:
    """What the page is, and whether structure proves it. Search results are told by the act, not by the page."""
    if view.says(Concept.PAGE_NOT_FOUND, view.snapshot.title, view.main_heading):
        return PageKind.ERROR, False
    form = order_form_fields(view)
    tokens = tokens_of(view.path)
    if form and (_address_says_checkout(view) or set(view.purposes_in(form)) & (ADDRESS_PURPOSES | CARD_PURPOSES)):
        return PageKind.CHECKOUT, True
    if is_sign_in(view):
        return PageKind.SIGN_IN, True
    # An address that adds may answer with the product's page again, to ask for what was left out.
    if tokens & address_words.CART and not tokens & address_words.ADDING:
        return PageKind.CART, bool(rank_checkout(view))
    if _is_titled_cart(view):
        return PageKind.CART, False
    return _goods_page(view)


def _is_titled_cart(view: PageView) -> bool:
    """Whether a page is called a cart and is empty or leads to the checkout, whatever its address."""
    titled = view.says(Concept.CART, view.main_heading)
    if titled is None or not titled.exact or view.declared_product is not None:
        return False
    ways = rank_checkout(view)
    return cart_is_empty(view) or bool(ways and ways[0].confidence >= _SURE_OF_A_CART)


def _goods_page(view: PageView) -> tuple[PageKind, bool]:
    product, proven = product_proof(view)
    if product:
        return PageKind.PRODUCT, proven
    if not view.product_cards:
        return PageKind.OTHER, False
    return (PageKind.LANDING if is_home(view.snapshot.url) else PageKind.LISTING), True


def is_empty(page: DomSnapshot) -> bool:
    """Whether there is nothing on a page that a person could read, look at or use."""
    if page.text_length >= LEAST_TEXT or page.has_canvas_or_video or page.frames or page.truncated:
        return False
    has_picture = any(image.visible and image.natural_width > 0 for image in page.images)
    has_field = any(field.visible for field in page.fields)
    return not (has_picture or has_field or page.elements or page.closed_shadow_hosts)


def is_shop(view: PageView) -> bool:
    """Whether anything shows that goods are sold here: a cart, a price, or structured data of a shop."""
    if view.json_ld_types & _SHOP_TYPES or any(card.price_text for card in view.snapshot.cards):
        return True
    return shows_cart(view)


def shows_cart(view: PageView) -> bool:
    """Whether a page surely leads to a cart."""
    carts = rank_cart_links(view)
    return bool(carts) and carts[0].confidence >= _SURE_OF_A_CART


def is_out_of_stock(view: PageView) -> bool:
    """Whether the page says that its product cannot be bought now: by structured data, else by its words."""
    product = view.declared_product
    if product is not None:
        offers = product.get("offers", {})
        offers = offers if isinstance(offers, list) else [offers]
        states = {
            str(offer.get("availability", "")).rsplit("/", 1)[-1] for offer in offers if isinstance(offer, dict)
        } - {""}
        if states:
            return not states & {"InStock", "InStoreOnly", "OnlineOnly", "LimitedAvailability", "PreOrder", "PreSale"}
    passed_over = _SITE_PARTS if _is_sold_aside(view) else _ASIDE_PARTS
    return any(
        view.says(Concept.OUT_OF_STOCK, text.text) is not None
        for text in view.snapshot.texts
        if not view.in_card(text) and text.landmark not in passed_over and len(text.text) < _SHORT_MESSAGE
    )


def cannot_be_had(view: PageView) -> bool:
    """Whether the page's product is out of stock whatever is chosen.

    Where choices are open, a button that says so may only mean that nothing chosen is nothing in stock.
    """
    return is_out_of_stock(view) and not any(waits_for_choice(view, one) for one in view.snapshot.elements)


def _is_sold_aside(view: PageView) -> bool:
    """Whether prices stand beside the main part only, as they do where one buys in a box at the edge."""
    priced = {
        text.landmark for text in view.snapshot.texts if not view.in_card(text) and find_price(text.text) is not None
    }
    return priced - _SITE_PARTS == {Landmark.ASIDE}


def newly_out_of_stock(view: PageView, before: PageView, control: str) -> bool:
    """Whether the page says since `before` that what it offers cannot be bought: in a message, or on the `control`."""
    known = set(_own_words(before, control))
    return any(
        words not in known and view.says(Concept.OUT_OF_STOCK, words) is not None
        for words in _own_words(view, control)
        if len(words) < _SHORT_MESSAGE
    )


def _own_words(view: PageView, control: str) -> list[str]:
    """What the page itself says, without lists of other goods and without choices that speak for themselves alone."""
    snapshot = view.snapshot
    choices = {one.text for one in snapshot.elements if one.selector != control}
    texts = [one.text for one in snapshot.texts if not view.in_card(one) and one.landmark not in _ASIDE_PARTS]
    return [text for text in texts if text not in choices] + [
        one.name for one in snapshot.elements if one.selector == control
    ]


def not_shippable(view: PageView) -> str:
    """What the page says of not shipping what it shows, outside cards, header and footer; empty if nothing."""
    return next(
        (
            one.text
            for one in view.snapshot.texts
            if not view.in_card(one)
            and one.landmark not in _ASIDE_PARTS
            and len(one.text) < _LONG_MESSAGE
            and view.says(Concept.NOT_SHIPPABLE, one.text) is not None
        ),
        "",
    )


def cart_is_empty(view: PageView) -> bool:
    """Whether the page says that the cart is empty, outside header and footer."""
    return any(
        view.says(Concept.EMPTY_CART, text.text) is not None
        for text in view.snapshot.texts
        if text.landmark not in {Landmark.HEADER, Landmark.FOOTER, Landmark.NAV}
    )
