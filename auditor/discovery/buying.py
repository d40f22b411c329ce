"""Controls on the way from a product to the order: add to cart, the cart, checkout, guest."""

from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import ADDRESS_PURPOSES, CARD_PURPOSES, PageView, tokens_in_order, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.shopper import FieldPurpose
from auditor.discovery.variants import waits_for_choice
from auditor.model.recognition import Basis, Role
from auditor.model.snapshot import ElementSnapshot, Landmark
from auditor.model.wording import say

ADD_LOOKED_FOR = say("a button in a form that leads to the cart, one marked as add-to-cart, or one that says so")
CART_LOOKED_FOR = say("a link or button whose address, mark, number or name speaks of the cart")
CHECKOUT_LOOKED_FOR = say("a link or button whose address, form or name speaks of the checkout")

_REMOVING = frozenset({"remove", "delete"})
_ASKED_OF_ORDERS = ADDRESS_PURPOSES | CARD_PURPOSES
_BUTTONS = frozenset({"button", "input", "a", "div", "span", "label"})


def marks_of(element: ElementSnapshot) -> frozenset[str]:
    """The words of a control's identifiers, classes and data attributes."""
    return tokens_of(
        " ".join(
            value
            for name, value in element.attributes.items()
            if name in {"id", "class", "name", "action"} or name.startswith("data-")
        )
    )


def _form_action(view: PageView, element: ElementSnapshot) -> frozenset[str]:
    return frozenset() if element.form is None else tokens_of(route_of(view.snapshot.forms[element.form].action))


def rank_add_to_cart(view: PageView) -> tuple[Ranked, ...]:
    """Controls that may put the page's product into the cart, best first; disabled ones too."""
    return best_first(
        (
            _add_score(view, element).candidate_of_element(element)
            for element in view.snapshot.elements
            if element.tag in _BUTTONS and element.landmark not in {Landmark.FOOTER, Landmark.NAV}
        ),
        at_least=0.3,
        most=5,
    )


def says_to_add(ranked: Ranked) -> bool:
    """Whether a control says by its words or its marks that it adds to the cart, not only by where it stands."""
    marks = marks_of(ranked.element) if ranked.element is not None else frozenset()
    return Basis.LEXICON in ranked.candidate.basis or _marked_as_adding(marks)


def _add_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    marks = marks_of(element)
    action = _form_action(view, element)
    address = tokens_of(element.href) if element.href else frozenset()
    is_button = element.role == "button" or element.tag in {"button", "input"}
    to_cart = is_button and action & address_words.CART and not action & address_words.WISHES
    score.add_if(
        to_cart, 0.45 if _submits(view, element) else 0.2, Basis.STRUCTURE, "sends a form that leads to the cart"
    )
    amount = is_button and _submits(view, element) and _sends_amount(view, element)
    score.add_if(amount, 0.35, Basis.STRUCTURE, "sends a form that asks how many")
    score.add_if(_marked_as_adding(marks), 0.55, Basis.STRUCTURE, "is marked as add-to-cart")
    adds = address & address_words.ADDING and address & address_words.CART
    score.add_if(adds, 0.4, Basis.STRUCTURE, "its address adds to the cart")
    word = view.classify(element, Concept.ADD_TO_CART, Concept.BUY_NOW, Concept.CART, Concept.CHECKOUT)
    if word in {Concept.ADD_TO_CART, Concept.BUY_NOW}:
        score.add_words(view.element_says(word, element), "it")
    waits = word is None and waits_for_choice(view, element)
    score.add_if(waits, 0.4, Basis.STRUCTURE, "cannot be pressed before a choice is made")
    if not score.bases:
        return score
    score.add_if("Product" in view.json_ld_types, 0.1, Basis.STRUCTURE, "the page declares a product")
    score.add_if(is_button, 0.15, Basis.STRUCTURE, "is a button")
    gone = word is None and not waits and view.element_says(Concept.OUT_OF_STOCK, element)
    score.damp_if(gone, 0.1, "speaks of what is out of stock")
    at_once = word is Concept.BUY_NOW
    means_order = at_once and (_offers_adding(view) or view.purposes_in(view.order_fields).keys() & _ASKED_OF_ORDERS)
    score.damp_if(at_once, 0.4 if means_order else 0.75, "speaks of buying at once")
    speaks_of_cart = word in {Concept.CART, Concept.CHECKOUT} and not (amount and action & address_words.ADDING)
    score.damp_if(speaks_of_cart, 0.2, "speaks of the cart or the checkout")
    score.damp_if(view.in_card(element), 0.35, "stands in the card of another product")
    beside = element.landmark in {Landmark.HEADER, Landmark.ASIDE}
    score.damp_if(beside, 0.6, "stands beside the page's main part")
    score.damp_if((marks | action) & address_words.WISHES, 0.05, "is about a wish list or a comparison")
    score.damp_if((marks | action) & _REMOVING, 0.1, "removes")
    return score


def _offers_adding(view: PageView) -> bool:
    """Whether anything outside cards says that it adds to the cart: what says to buy at once is then something else."""
    return any(
        view.classify(element, Concept.ADD_TO_CART, Concept.BUY_NOW) is Concept.ADD_TO_CART
        for element in view.snapshot.elements
        if element.tag in _BUTTONS and not view.in_card(element)
    )


def _submits(view: PageView, element: ElementSnapshot) -> bool:
    return element.form is not None and element.index in view.snapshot.forms[element.form].submits


def _sends_amount(view: PageView, element: ElementSnapshot) -> bool:
    """Whether the form that a control sends is about one thing and asks how many; a cart's asks so of every line."""
    form = None if element.form is None else view.snapshot.forms[element.form]
    if form is None or form.method != "post":
        return False
    asked = [view.snapshot.fields[index] for index in form.fields]
    amounts = [entry for entry in asked if view.purpose(entry) is FieldPurpose.QUANTITY and entry.visible]
    return len(amounts) == 1 and not tokens_of(view.path) & address_words.CART


def _marked_as_adding(marks: frozenset[str]) -> bool:
    return ("add" in marks and bool(marks & {"cart", "basket", "bag"})) or bool(marks & {"addtocart", "addtobasket"})


def rank_cart_links(view: PageView) -> tuple[Ranked, ...]:
    """Controls that may open the cart, best first."""
    controls = [element for element in view.snapshot.elements if not element.disabled and element.tag in _BUTTONS]
    known = best_first(
        (_cart_score(view, element).candidate_of_element(element) for element in controls), at_least=0.3, most=6
    )
    if known:
        return known
    return best_first((_number_score(element).candidate_of_element(element) for element in controls), most=2) or known


def _number_score(element: ElementSnapshot) -> Score:
    """Where nothing speaks of a cart: what wears a number in the header holds things, in a cart or a list of wishes."""
    score = Score()
    wears = element.badge_number is not None and element.landmark is Landmark.HEADER
    score.add_if(
        wears and not marks_of(element) & address_words.WISHES, 0.3, Basis.STRUCTURE, "wears a number in the header"
    )
    return score


def _cart_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    address = tokens_of(route_of(element.href)) if element.href else frozenset()
    marks = marks_of(element)
    leads = destination_of(element.href) is Role.CART and not address & (address_words.ADDING | address_words.DELETE)
    score.add_if(leads, 0.6, Basis.STRUCTURE, "its address speaks of the cart")
    marked = marks & address_words.CART or any("cart" in mark or "basket" in mark for mark in marks)
    score.add_if(marked, 0.4, Basis.STRUCTURE, "is marked as cart")
    word = view.classify(element, Concept.CART, Concept.ADD_TO_CART, Concept.CHECKOUT, Concept.BUY_NOW)
    if word is Concept.CART:
        score.add_words(view.element_says(Concept.CART, element), "it")
    if not score.bases:
        return score
    in_reach = element.landmark is Landmark.HEADER or element.overlay is not None
    score.add_if(element.badge_number is not None, 0.3, Basis.STRUCTURE, "carries a number")
    score.add_if(in_reach, 0.15, Basis.STRUCTURE, "stands in the header or in a drawer")
    adds = word is Concept.ADD_TO_CART or marks & {"add", "addtocart"} or address & address_words.ADDING
    score.damp_if(adds, 0.1, "adds to the cart")
    past = destination_of(element.href) is Role.CHECKOUT
    # Some shops show the cart on the checkout's own page: a link marked as cart, and as nothing else, leads there.
    called_cart = marked and word is not Concept.CHECKOUT and not marks & address_words.CHECKOUT
    score.damp_if(past and called_cart, 0.8, "leads to the checkout")
    score.damp_if(word is Concept.CHECKOUT or (past and not called_cart), 0.4, "leads past the cart")
    sent = _form_action(view, element) if _submits(view, element) else frozenset()
    score.damp_if(sent & (address_words.ADDING | address_words.DELETE), 0.1, "sends a form that changes the cart")
    closes = marks & {"close", "dismiss"} or view.element_says(Concept.CLOSE, element)
    score.damp_if(closes, 0.1, "closes something")
    score.damp_if(element.landmark is Landmark.FOOTER, 0.6, "stands in the footer")
    score.damp_if(view.is_listed(element), 0.3, "stands in a listed product's card")
    score.damp_if(marks & address_words.WISHES, 0.1, "is about a wish list or a comparison")
    return score


def rank_checkout(view: PageView) -> tuple[Ranked, ...]:
    """Controls of a cart page or drawer that may lead to the checkout, best first; disabled ones too."""
    return best_first(
        (
            _checkout_score(view, element).candidate_of_element(element)
            for element in view.snapshot.elements
            if element.tag in _BUTTONS
        ),
        at_least=0.3,
        most=6,
    )


def _checkout_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    address = tokens_of(route_of(element.href)) if element.href else frozenset()
    to_checkout = destination_of(element.href) is Role.CHECKOUT
    score.add_if(to_checkout, 0.65, Basis.STRUCTURE, "its address speaks of the checkout")
    ordering = address & address_words.ORDERING and not address & address_words.FOLLOWING
    score.add_if(ordering and not to_checkout, 0.3, Basis.STRUCTURE, "its address speaks of ordering")
    form = None if element.form is None or not _submits(view, element) else view.snapshot.forms[element.form]
    sends = form is not None and destination_of(form.action) is Role.CHECKOUT
    score.add_if(sends, 0.55, Basis.STRUCTURE, "sends a form that leads to the checkout")
    score.add_if(marks_of(element) & address_words.CHECKOUT, 0.5, Basis.STRUCTURE, "is marked as checkout")
    concepts = (Concept.CHECKOUT, Concept.PLACE_ORDER, Concept.CART, Concept.CONTINUE, Concept.ADD_TO_CART)
    word = view.classify(element, *concepts)
    if word in {Concept.CHECKOUT, Concept.PLACE_ORDER}:
        score.add_words(view.element_says(word, element), "it")
    goes_on = word is Concept.CONTINUE and element.landmark is not Landmark.NAV
    score.add_if(goes_on, 0.2, Basis.LEXICON, "it says to go on")
    if not score.bases:
        return score
    beside_lines = element.landmark is Landmark.MAIN or element.overlay is not None
    score.add_if(beside_lines, 0.2, Basis.STRUCTURE, "stands with the cart's lines")
    aside = element.landmark in {Landmark.FOOTER, Landmark.NAV}
    score.damp_if(aside, 0.5, "stands in the navigation or the footer")
    in_header = element.landmark is Landmark.HEADER and element.overlay is None
    score.damp_if(in_header, 0.8, "stands in the header")
    score.damp_if(word is Concept.CART and not to_checkout, 0.2, "speaks of the cart")
    score.damp_if(view.is_listed(element), 0.4, "stands in a listed product's card")
    score.damp_if(view.is_behind_dialog(element), 0.5, "lies behind an open dialog")
    # A bare “#” is where scripts hook in.
    stays = bool(urlsplit(element.href or "").fragment) and not to_checkout
    score.damp_if(stays, 0.5, "stays on the page")
    return score


def destination_of(address: str | None) -> Role | None:
    """Whether an address leads to the cart or to the checkout; where it names both, the last word counts."""
    tokens = tokens_in_order(route_of(address or ""))
    if address_words.FOLLOWING.intersection(tokens):
        return None
    for token in reversed(tokens):
        if token in address_words.CART:
            return Role.CART
        if token in address_words.CHECKOUT:
            return Role.CHECKOUT
    return None
