"""Banners, pop-ups and gates that stand over a page, and how a shopper answers them."""

from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.age_gates import age_answers, asks_age
from auditor.discovery.buying import rank_add_to_cart, rank_cart_links, rank_checkout
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.region_choosers import is_region_chooser, region_answers
from auditor.discovery.scopes import Answer, Scope
from auditor.discovery.shopper import FieldPurpose, shopper_for
from auditor.model.recognition import Basis, Role
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, OverlaySnapshot
from auditor.model.wording import say

OVERLAY_LOOKED_FOR = say("a control that answers a consent banner, or that closes a pop-up over the page")
_SURE_OF_A_STEP = 0.5
_TYPED = frozenset({"text", "email", "tel"})
_COVERED = 3
_MOST_CONTROLS = 24
"""Controls of a block that asks one thing, lists of shops included; ours."""
_PLACES = frozenset({FieldPurpose.POSTCODE, FieldPurpose.CITY})
_GOING_ON = (Concept.CONTINUE, Concept.ENTER_SITE, Concept.AGE_CONFIRM, Concept.ACCEPT_COOKIES)


def is_consent(view: PageView, overlay: OverlaySnapshot) -> bool:
    """Whether an overlay asks for consent to cookies: by its marks, its words, or its pair of answers.

    Words alone do not tell where it has a field to type into or leads on to the order: newsletters speak of privacy,
    and carts may hold cookies.
    """
    if tokens_of(overlay.marks) & address_words.CONSENT:
        return True
    inside = _inside(view, overlay)
    speaks = (
        bool(tokens_of(overlay.text) & address_words.CONSENT)
        or view.says(Concept.CONSENT_TOPIC, overlay.text) is not None
        or (
            any(view.element_says(Concept.ACCEPT_COOKIES, element) for element in inside)
            and any(view.element_says(Concept.REJECT_COOKIES, element) for element in inside)
        )
    )
    return speaks and not _asks_to_type(view, overlay) and not _holds_step(view, overlay)


def _asks_to_type(view: PageView, overlay: OverlaySnapshot) -> bool:
    fields = view.snapshot.fields
    return any(entry.visible and entry.overlay == overlay.index and entry.type in _TYPED for entry in fields)


def _holds_step(view: PageView, overlay: OverlaySnapshot) -> bool:
    """Whether an overlay is a step of the journey itself: a drawer with the cart, an answer to adding to it."""
    return overlay.index in _overlays_with_steps(view)


@lru_cache(maxsize=4)
def _overlays_with_steps(view: PageView) -> frozenset[int]:
    return frozenset(
        entry.element.overlay
        for entry in (*rank_checkout(view), *rank_cart_links(view), *rank_add_to_cart(view))
        if entry.element is not None and entry.element.overlay is not None and entry.confidence >= _SURE_OF_A_STEP
    )


def _inside(view: PageView, overlay: OverlaySnapshot) -> tuple[ElementSnapshot, ...]:
    return tuple(element for element in view.snapshot.elements if element.overlay == overlay.index)


def answers(view: PageView, *, in_the_way: Collection[int] = ()) -> tuple[Answer, ...]:
    """What a shopper may do about what stands over the page, the likeliest first.

    Args:
        view: the page.
        in_the_way: overlays, by index, that are answered even where they leave the page to be used.
    """
    found = [
        answer
        for overlay in view.snapshot.overlays
        if is_consent(view, overlay) or _is_in_the_way(view, overlay, in_the_way)
        for answer in _answers_to(view, overlay)
    ]
    distinct: dict[tuple[str, str], Answer] = {}
    for answer in found:
        distinct.setdefault(answer.key, answer)
    return tuple(sorted(distinct.values(), key=_is_covered))


def covering(view: PageView, target: ElementSnapshot) -> tuple[int, ...]:
    """The overlays, by index, that keep a control from being pressed."""
    if target.coverage is None or target.coverage.blocked < _COVERED:
        return ()
    return tuple(
        one.index
        for one in view.snapshot.overlays
        if one.index != target.overlay and (one.modal or one.selector == target.coverage.blocker_selector)
    )


def _is_in_the_way(view: PageView, overlay: OverlaySnapshot, in_the_way: Collection[int]) -> bool:
    return (overlay.modal or overlay.index in in_the_way) and not _holds_step(view, overlay)


def _is_covered(answer: Answer) -> bool:
    target = answer.press.element if answer.press else None
    return answer.press is None or (
        target is not None and target.coverage is not None and target.coverage.blocked >= _COVERED
    )


def _answers_to(view: PageView, overlay: OverlaySnapshot) -> tuple[Answer, ...]:
    scope = Scope.of_overlay(view, overlay)
    consenting = tuple(Answer(Role.CONSENT, one, (), scope.place) for one in _consent_answers(view, overlay))
    closing = tuple(Answer(Role.OVERLAY, one, (), scope.place) for one in _closers(view, overlay))
    escape = Answer(Role.OVERLAY, None, (), scope.place)
    if is_consent(view, overlay):
        return (*consenting, *closing)
    if not _is_question(scope) or not _blocks(view, overlay):
        return closing
    if asks_age(scope):
        return (*age_answers(scope), *closing, escape)
    region = region_answers(scope) if is_region_chooser(scope) else ()
    return (*closing, *region, *_going_on(scope), *_picking(scope), escape)


def _is_question(scope: Scope) -> bool:
    """Whether a block is small enough to be a question: applications draw whole shops in one block over all."""
    view = scope.view
    holds_goods = any(
        card.link is not None and view.snapshot.elements[card.link] in scope.elements for card in view.product_cards
    )
    searches = any(view.purpose(one) is FieldPurpose.SEARCH for one in scope.typed)
    return not holds_goods and not searches and (len(scope.elements) <= _MOST_CONTROLS or is_region_chooser(scope))


def _blocks(view: PageView, overlay: OverlaySnapshot) -> bool:
    """Whether a block keeps anything else in the window from being used; a picture that fills the window does not."""
    outside = [
        one.coverage
        for one in view.snapshot.elements
        if one.overlay != overlay.index and one.coverage is not None and one.coverage.tested
    ]
    return not outside or any(one.blocked >= _COVERED for one in outside)


def _going_on(scope: Scope) -> tuple[Answer, ...]:
    """The button that says to go on, or the only one, of a block that asks for nothing."""
    if any(True for _ in scope.typed):
        return ()
    view, ranked = scope.view, []
    for element in scope.elements:
        score = Score()
        for concept in _GOING_ON:
            score.add_words(view.element_says(concept, element), "it")
        alone = len(scope.buttons) == 1 and element in scope.buttons
        score.add_if(alone, 0.4, Basis.STRUCTURE, "is the block's only button")
        ranked.append(score.candidate_of_element(element))
    return tuple(Answer(Role.OVERLAY, one, (), scope.place) for one in best_first(ranked, at_least=0.3, most=1))


def _picking(scope: Scope) -> tuple[Answer, ...]:
    """Choices of a shop or a place: the first of a list, or a postcode to send."""
    typed = tuple(scope.typed)
    if typed:
        return _naming_a_place(scope, typed)
    kinds: dict[tuple[str, str, int], list[ElementSnapshot]] = {}
    for element in scope.elements:
        kinds.setdefault((element.tag, element.role, round(element.box.height)), []).append(element)
    alike = next((kind for kind in kinds.values() if len(kind) > 1), [])
    score = Score()
    score.add(0.2, Basis.STRUCTURE, "is the first of several choices")
    return tuple(Answer(Role.OVERLAY, score.candidate_of_element(one), (), scope.place) for one in alike[:1])


def _naming_a_place(scope: Scope, typed: tuple[FieldSnapshot, ...]) -> tuple[Answer, ...]:
    view = scope.view
    if len(typed) != 1 or view.purpose(typed[0]) not in _PLACES:
        return ()
    shopper = shopper_for(view.snapshot.language, urlsplit(view.snapshot.url).netloc)
    value = shopper.postcode if view.purpose(typed[0]) is FieldPurpose.POSTCODE else shopper.city
    score = Score()
    score.add(0.3, Basis.STRUCTURE, "sends the place")
    senders = [one for one in scope.elements if scope.sends(one, typed[0])] or list(scope.buttons)
    return tuple(
        Answer(Role.OVERLAY, score.candidate_of_element(one), ((typed[0], value),), scope.place) for one in senders[:1]
    )


def rank_consent_answers(view: PageView) -> tuple[Ranked, ...]:
    """Controls that answer a consent banner so that it goes away: accepting first, then rejecting."""
    ranked = [one for overlay in view.snapshot.overlays for one in _consent_answers(view, overlay)]
    return best_first(ranked, at_least=0.15, most=3)


def _consent_answers(view: PageView, overlay: OverlaySnapshot) -> tuple[Ranked, ...]:
    if not is_consent(view, overlay):
        return ()
    buttons = [
        element
        for element in _inside(view, overlay)
        if (element.role == "button" or element.tag in {"button", "input"} or not element.href) and not element.disabled
    ]
    ranked = []
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
    ranked = [
        one
        for overlay in view.snapshot.overlays
        if overlay.modal and not is_consent(view, overlay) and not _holds_step(view, overlay)
        for one in _closers(view, overlay)
    ]
    return best_first(ranked, at_least=0.3, most=2)


def _closers(view: PageView, overlay: OverlaySnapshot) -> tuple[Ranked, ...]:
    ranked = []
    for element in _inside(view, overlay):
        score = Score()
        marks = tokens_of(" ".join(element.attributes.get(name, "") for name in ("id", "class", "data-testid", "rel")))
        if marks & {"close", "dismiss", "closer"}:
            score.add(0.5, Basis.STRUCTURE, "is marked as closing")
        score.add_words(view.element_says(Concept.CLOSE, element), "it")
        if (element.name or element.text).strip() in {"×", "✕", "✖", "x", "X"}:
            score.add(0.5, Basis.STRUCTURE, "is a cross")
        ranked.append(score.candidate_of_element(element))
    return best_first(ranked, at_least=0.3, most=2)
