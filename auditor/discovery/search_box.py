"""Where does a shopper type what they are looking for?"""

from urllib.parse import parse_qsl, urlsplit

from auditor.discovery import address_words
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark
from auditor.model.wording import say

_TYPES = frozenset({"search", "text", ""})
_TYPED = _TYPES | {"email", "tel", "password", "number", "url"}
_SAYS_SEARCH = address_words.SEARCH_FIELDS - {"q", "s", "text", "term"}
_MENU_MARKS = frozenset({"menu", "hamburger", "burger", "toggler", "drawer", "offcanvas"})
_SURE_OF_SEARCH = 0.5
LOOKED_FOR = say("a field of type search or in a search form, a field named like a query, or one labelled as a search")


def rank_search_fields(view: PageView) -> tuple[Ranked, ...]:
    """Fields that take a search, best first."""
    return best_first(
        _field_score(view, entry).candidate_of_field(entry) for entry in view.snapshot.fields if _takes(entry)
    )


def _takes(entry: FieldSnapshot, *, seen: bool = True) -> bool:
    usable = not entry.disabled and not entry.readonly and entry.type in _TYPES and entry.tag == "input"
    return usable and entry.visible is seen


def hides_search(view: PageView) -> bool:
    """Whether a field that is not to be seen now is a search's by its build alone."""
    hidden = (_field_score(view, entry) for entry in view.snapshot.fields if _takes(entry, seen=False))
    return any(score.confidence >= _SURE_OF_SEARCH and Basis.STRUCTURE in score.bases for score in hidden)


def _opens_menu(element: ElementSnapshot) -> bool:
    """Whether a control opens a part of the site's head that is closed now, such as the menu of a small screen."""
    if element.landmark not in {Landmark.HEADER, Landmark.NAV} or element.role != "button":
        return False
    marks = tokens_of(f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}")
    return element.attributes.get("aria-expanded") == "false" or bool(marks & _MENU_MARKS)


def rank_search_toggles(view: PageView) -> tuple[Ranked, ...]:
    """Controls that may reveal a search field, or lead to a page with one, best first."""
    hidden = hides_search(view)
    return best_first(
        (
            _toggle_score(view, element, hidden=hidden).candidate_of_element(element)
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
    _add_names(score, entry)
    if form is not None:
        leads = tokens_of(form.action) & address_words.SEARCH_PATHS
        score.add_if(leads, 0.5, Basis.STRUCTURE, "its form leads to a search address")
        asks = form.method == "get" and len(form.fields) == 1
        score.add_if(asks, 0.15, Basis.STRUCTURE, "is the only field of a form that asks, not sends")
    asked = entry.value and fold(entry.value) in _asked_by_address(view)
    score.add_if(asked, 0.5, Basis.STRUCTURE, "holds what the address asks for")
    if "SearchAction" in view.json_ld_types and score.bases:
        score.add(0.2, Basis.STRUCTURE, "the site declares a search")
    score.add_words(view.says(Concept.SEARCH, entry.label, entry.placeholder), "its label")
    if not score.bases and _is_headers_only(view, entry):
        score.add(0.35, Basis.STRUCTURE, "is the only field to type into in the header")
    score.add_if(entry.landmark is Landmark.HEADER and score.bases, 0.1, Basis.STRUCTURE, "stands in the header")
    if view.purpose(entry) not in {FieldPurpose.SEARCH, FieldPurpose.UNKNOWN}:
        score.damp(0.2, f"asks for {view.purpose(entry).value}")
    return score


def _asked_by_address(view: PageView) -> frozenset[str]:
    """The values of the address's parameters."""
    parts = urlsplit(view.snapshot.url)
    return frozenset(fold(value) for _, value in parse_qsl(f"{parts.query}&{urlsplit(parts.fragment).query}"))


def _add_names(score: Score, entry: FieldSnapshot) -> None:
    if tokens_of(entry.name) & address_words.SEARCH_FIELDS:
        score.add(0.5, Basis.STRUCTURE, f"is named “{entry.name}”")
    elif tokens_of(entry.element_id) & _SAYS_SEARCH:
        score.add(0.4, Basis.STRUCTURE, f"has the id “{entry.element_id}”")


def _is_headers_only(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether nothing else of a page's header can be typed into, and nothing says that it asks for something else."""
    beside = [
        other
        for other in view.snapshot.fields
        if other.visible and other.landmark is Landmark.HEADER and other.type in _TYPED
    ]
    return beside == [entry] and view.purpose(entry) in {FieldPurpose.SEARCH, FieldPurpose.UNKNOWN}


def _toggle_score(view: PageView, element: ElementSnapshot, *, hidden: bool) -> Score:
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
    opens = hidden and _opens_menu(element)
    score.add_if(opens, 0.4, Basis.STRUCTURE, "opens a part of the header, and a search field is hidden")
    score.damp_if(element.landmark is Landmark.FOOTER, 0.3, "stands in the footer")
    if element.attributes.get("type") == "submit" and element.form is not None:
        form = view.snapshot.forms[element.form]
        if any(view.snapshot.fields[index].visible for index in form.fields):
            score.damp(0.1, "sends a form whose field is already to be seen")
    return score
