"""Where the checkout asks who one is: the ways on without an account."""

from auditor.discovery import address_words
from auditor.discovery.buying import marks_of
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.model.base import Box
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

GUEST_LOOKED_FOR = "a link, button or choice that is marked as guest or says to go on without an account"

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
