"""Banners, pop-ups and gates that stand over a page, and how a shopper answers them."""

from auditor.discovery import address_words
from auditor.discovery.buying import rank_cart_links, rank_checkout
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, OverlaySnapshot

OVERLAY_LOOKED_FOR = "a control that answers a consent banner, or that closes a pop-up over the page"
_SURE_OF_A_STEP = 0.5
_TYPED = frozenset({"text", "email", "tel"})


def is_consent(view: PageView, overlay: OverlaySnapshot) -> bool:
    """Whether an overlay asks for consent to cookies: by its marks, its words, or its pair of answers.

    Words alone do not tell where it has a field to type into or leads on to the order: newsletters speak of privacy,
    and carts may hold cookies.
    """
    if tokens_of(overlay.marks) & address_words.CONSENT:
        return True
    inside = _inside(view, overlay)
    speaks = bool(tokens_of(overlay.text) & address_words.CONSENT) or (
        any(view.element_says(Concept.ACCEPT_COOKIES, element) for element in inside)
        and any(view.element_says(Concept.REJECT_COOKIES, element) for element in inside)
    )
    return speaks and not _asks_to_type(view, overlay) and not _holds_step(view, overlay)


def _asks_to_type(view: PageView, overlay: OverlaySnapshot) -> bool:
    fields = view.snapshot.fields
    return any(entry.visible and entry.overlay == overlay.index and entry.type in _TYPED for entry in fields)


def _holds_step(view: PageView, overlay: OverlaySnapshot) -> bool:
    """Whether an overlay is a step of the journey itself: a drawer with the cart, an answer to adding to it."""
    return any(
        entry.element is not None and entry.element.overlay == overlay.index and entry.confidence >= _SURE_OF_A_STEP
        for entry in (*rank_checkout(view), *rank_cart_links(view))
    )


def _inside(view: PageView, overlay: OverlaySnapshot) -> tuple[ElementSnapshot, ...]:
    return tuple(element for element in view.snapshot.elements if element.overlay == overlay.index)


def rank_consent_answers(view: PageView) -> tuple[Ranked, ...]:
    """Controls that answer a consent banner so that it goes away: accepting first, then rejecting."""
    ranked = []
    for overlay in view.snapshot.overlays:
        if not is_consent(view, overlay):
            continue
        buttons = [
            element
            for element in _inside(view, overlay)
            if (element.role == "button" or element.tag in {"button", "input"} or not element.href)
            and not element.disabled
        ]
        for element in buttons:
            score = Score()
            marks = tokens_of(element.attributes.get("id", "") + " " + element.attributes.get("class", ""))
            if marks & {"accept", "allow", "agree", "accepter", "akzeptieren"}:
                score.add(0.5, Basis.STRUCTURE, "is marked as accepting")
            score.add_words(view.element_says(Concept.ACCEPT_COOKIES, element), "it")
            if not score.bases and (match := view.element_says(Concept.REJECT_COOKIES, element)):
                score.add_words(match, "it")
                score.damp(0.7, "rejects")
            if not score.bases and len(buttons) == 1:
                score.add(0.4, Basis.STRUCTURE, "is the banner's only button")
            ranked.append(score.candidate_of_element(element))
    return best_first(ranked, at_least=0.15, most=3)


def rank_closers(view: PageView) -> tuple[Ranked, ...]:
    """Controls that close a modal pop-up which is no consent banner and holds no step of the journey."""
    ranked = []
    for overlay in view.snapshot.overlays:
        if not overlay.modal or is_consent(view, overlay) or _holds_step(view, overlay):
            continue
        for element in _inside(view, overlay):
            score = Score()
            marks = tokens_of(
                " ".join(element.attributes.get(name, "") for name in ("id", "class", "data-testid", "rel"))
            )
            if marks & {"close", "dismiss", "closer"}:
                score.add(0.5, Basis.STRUCTURE, "is marked as closing")
            score.add_words(view.element_says(Concept.CLOSE, element), "it")
            if (element.name or element.text).strip() in {"×", "✕", "✖", "x", "X"}:
                score.add(0.5, Basis.STRUCTURE, "is a cross")
            ranked.append(score.candidate_of_element(element))
    return best_first(ranked, at_least=0.3, most=2)
