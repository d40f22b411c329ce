"""The browser's own boxes that ask something: when a shopper who wants to buy says yes."""

from auditor.discovery.lexicon import Concept, Lexicon, Tier
from auditor.discovery.page_view import PageView
from auditor.model.recognition import Role
from auditor.model.snapshot import ElementSnapshot

_HARMLESS = frozenset({Role.SEARCH, Role.LISTING_LINK, Role.PRODUCT_LINK, Role.ADD_TO_CART, Role.CART, Role.GUEST})


def agrees(view: PageView, role: Role, pressed: ElementSnapshot | None, message: str) -> bool:
    """Whether to say yes to a question that follows a press: never to one that takes away or orders.

    Args:
        view: the page as it was before the question.
        role: what was being pressed.
        pressed: the control.
        message: the question.
    """
    removes = view.says(Concept.REMOVES, message)
    if (removes and removes.tier is not Tier.OTHER) or view.says(Concept.PLACE_ORDER, message):
        return False
    if role in _HARMLESS:
        return pressed is None or view.classify(pressed, Concept.ADD_TO_CART, Concept.BUY_NOW) is not Concept.BUY_NOW
    goes_on = view.says(Concept.CHECKOUT, message) or view.says(Concept.CONTINUE, message)
    return role is Role.CHECKOUT and goes_on is not None


def agrees_unasked(message: str) -> bool:
    """Whether to say yes to what a page asks of itself: to being old enough, and to cookies."""
    lexicon = Lexicon.load()
    languages = lexicon.languages_for(None)
    return any(lexicon.match(topic, message, languages) for topic in (Concept.AGE_TOPIC, Concept.CONSENT_TOPIC))
