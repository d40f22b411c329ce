"""Where does a shopper type what they are looking for?"""

from auditor.discovery import address_words
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

_TYPES = frozenset({"search", "text", ""})
LOOKED_FOR = "a field of type search or in a search form, a field named like a query, or one labelled as a search"


def rank_search_fields(view: PageView) -> tuple[Ranked, ...]:
    """Fields that take a search, best first."""
    return best_first(
        _field_score(view, entry).candidate_of_field(entry)
        for entry in view.snapshot.fields
        if entry.visible and not entry.disabled and not entry.readonly and entry.type in _TYPES and entry.tag == "input"
    )


def rank_search_toggles(view: PageView) -> tuple[Ranked, ...]:
    """Controls that may reveal a search field, or lead to a page with one, best first."""
    return best_first(
        (
            _toggle_score(view, element).candidate_of_element(element)
            for element in view.snapshot.elements
            if not element.disabled
        ),
        at_least=0.35,
        most=4,
    )


def _field_score(view: PageView, entry: FieldSnapshot) -> Score:
    score = Score()
    if entry.type == "search":
        score.add(0.7, Basis.STRUCTURE, "a field of type search")
    form = None if entry.form is None else view.snapshot.forms[entry.form]
    if form is not None and form.role == "search":
        score.add(0.7, Basis.STRUCTURE, "stands in a form of role search")
    if tokens_of(entry.name) & address_words.SEARCH_FIELDS:
        score.add(0.5, Basis.STRUCTURE, f"is named “{entry.name}”")
    if form is not None and tokens_of(form.action) & address_words.SEARCH_PATHS:
        score.add(0.5, Basis.STRUCTURE, "its form leads to a search address")
    if form is not None and form.method == "get" and len(form.fields) == 1:
        score.add(0.15, Basis.STRUCTURE, "is the only field of a form that asks, not sends")
    if "SearchAction" in view.json_ld_types and score.bases:
        score.add(0.2, Basis.STRUCTURE, "the site declares a search")
    score.add_words(view.says(Concept.SEARCH, entry.label, entry.placeholder), "its label")
    if entry.landmark is Landmark.HEADER and score.bases:
        score.add(0.1, Basis.STRUCTURE, "stands in the header")
    if view.purpose(entry) not in {FieldPurpose.SEARCH, FieldPurpose.UNKNOWN}:
        score.damp(0.2, f"asks for {view.purpose(entry).value}")
    return score


def _toggle_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    match = view.element_says(Concept.SEARCH, element)
    marks = tokens_of(
        " ".join(
            element.attributes.get(name, "") for name in ("id", "class", "data-testid", "data-test", "data-action")
        )
    )
    if "search" in marks or marks & address_words.SEARCH_PATHS - {"results", "find"}:
        score.add(0.45, Basis.STRUCTURE, "is marked as search")
    score.add_words(match, "its name")
    if element.href and tokens_of(element.href.split("?", 1)[0].rsplit("/", 1)[-1]) & address_words.SEARCH_PATHS:
        score.add(0.3, Basis.STRUCTURE, "leads to a search address")
    if score.bases and element.landmark is Landmark.HEADER:
        score.add(0.2, Basis.STRUCTURE, "stands in the header")
    if element.attributes.get("type") == "submit" and element.form is not None:
        form = view.snapshot.forms[element.form]
        if any(view.snapshot.fields[index].visible for index in form.fields):
            score.damp(0.1, "sends a form whose field is already to be seen")
    return score
