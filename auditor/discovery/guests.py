"""Where the checkout asks who one is: the ways on without an account."""

from auditor.discovery import address_words
from auditor.discovery.buying import marks_of
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.pages import is_sign_in
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.sign_in import sign_in_form
from auditor.model.artifact import GuestOffer
from auditor.model.base import Box
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark
from auditor.model.wording import say

GUEST_LOOKED_FOR = say("a link, button or choice that is marked as guest or says to go on without an account")

_SHALLOW = 1.6
"""How many times its font size a link's background must be high to look like a button; ours."""
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_BELOW_PX = 400
"""How far below a heading a control still belongs to it; ours, half a window."""


def rank_guest(view: PageView) -> tuple[Ranked, ...]:
    """Ways on without an account, best first."""
    return best_first(
        (_guest_score(view, element).candidate_of_element(element) for element in view.snapshot.elements),
        at_least=0.3,
        most=4,
    )


def _guest_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    score.add_words(view.element_says(Concept.GUEST_CHECKOUT, element), "it")
    leads = tokens_of(element.href) if element.href else frozenset()
    score.add_if((marks_of(element) | leads) & address_words.GUEST, 0.5, Basis.STRUCTURE, "is marked as guest")
    if not score.bases and _goes_on(view, element):
        heading = _heading_over(view, element)
        score.add_words(view.says(Concept.GUEST_CHECKOUT, heading), "the heading over it")
    score.damp_if(element.landmark in _SITE_PARTS, 0.3, "stands in header or footer")
    return score


def _goes_on(view: PageView, element: ElementSnapshot) -> bool:
    """Whether a control says to go on, and sends no password."""
    sends = element.form
    secret = sends is not None and any(entry.form == sends for entry in view.password_fields)
    return not secret and view.classify(element, Concept.CONTINUE, Concept.CHECKOUT, Concept.SIGN_IN) in {
        Concept.CONTINUE,
        Concept.CHECKOUT,
    }


def _heading_over(view: PageView, element: ElementSnapshot) -> str:
    """The nearest heading above a control, in its own column; empty where there is none near."""
    above = [
        entry
        for entry in view.snapshot.headings
        if 0 <= element.box.y - entry.box.y <= _BELOW_PX and _share_a_column(entry.box, element.box)
    ]
    return max(above, key=lambda entry: entry.box.y).text if above else ""


def _share_a_column(one: Box, other: Box) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width


def rank_newcomers(view: PageView) -> tuple[Ranked, ...]:
    """Ways on for those who are new, best first: some lead to an order form that does without an account after all.

    What sends fields is left out: it would open an account.
    """
    return best_first(
        (
            _newcomer_score(view, element).candidate_of_element(element)
            for element in view.snapshot.elements
            if element.landmark not in _SITE_PARTS and not element.disabled and not _sends_fields(view, element)
        ),
        at_least=0.3,
        most=2,
    )


def _newcomer_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    if view.classify(element, Concept.CREATE_ACCOUNT, Concept.SIGN_IN) is Concept.CREATE_ACCOUNT:
        score.add_words(view.element_says(Concept.CREATE_ACCOUNT, element), "it")
    elif _goes_on(view, element):
        score.add_words(view.says(Concept.CREATE_ACCOUNT, _heading_over(view, element)), "the heading over it")
    return score


def _sends_fields(view: PageView, element: ElementSnapshot) -> bool:
    return element.form is not None and any(
        entry.visible and entry.form == element.form and entry.type not in {"radio", "hidden"}
        for entry in view.snapshot.fields
    )


def as_guest(view: PageView, choice: FieldSnapshot) -> Ranked:
    """A choice of going on without an account as a candidate."""
    score = Score()
    score.add(0.6, Basis.STRUCTURE, "is one of a question's answers")
    score.add_words(view.says(Concept.GUEST_CHECKOUT, choice.label), "it")
    return score.candidate_of_field(choice)


def guest_offer(view: PageView, taken: Ranked) -> GuestOffer | None:
    """How the page offers the way on without an account that was taken, beside its form to sign in with.

    None where the page asks for a password and shows no form for those who have an account.
    """
    known = sign_in_form(view) if is_sign_in(view) else None
    if known is None and view.password_fields:
        return None
    one = taken.candidate
    return GuestOffer(
        page_url=view.snapshot.url,
        selector=one.selector,
        name=one.name,
        box=one.box,
        as_button=taken.element is None or _looks_like_button(view, taken.element),
        below_password=known is not None and _stands_below(view, taken, known.password),
        email_first=known is None,
    )


def _looks_like_button(view: PageView, element: ElementSnapshot) -> bool:
    """Whether a control is no link, or a link around a button, or one with a background high enough."""
    if element.role not in {"link", ""} or element.plate_px > _SHALLOW * element.font_size_px:
        return True
    return any(entry.role == "button" and _holds(element.box, entry.box) for entry in view.snapshot.elements)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box lies within another."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height


def _stands_below(view: PageView, taken: Ranked, password: FieldSnapshot) -> bool:
    """Whether the way stands below a password in its column; one of several choices that begin above it does not."""
    box, choice = taken.target.box, taken.field
    if taken.target.overlay != password.overlay or box.y < password.box.y + password.box.height:
        return False
    if choice is not None and any(
        entry.visible and (entry.type, entry.name) == (choice.type, choice.name) and entry.box.y < password.box.y
        for entry in view.snapshot.fields
    ):
        return False
    return _share_a_column(box, password.box)
