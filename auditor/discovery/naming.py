"""How a person would name a control in a journey file: by role and name where that is plain, else by its selector."""

from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.model.journey import Locator
from auditor.model.recognition import Candidate
from auditor.model.snapshot import ElementSnapshot

_LONGEST_NAME = 60
_NAMED_ROLES = frozenset({"button", "link", "menuitem", "tab", "radio", "checkbox", "option"})


def named(view: PageView, ranked: Ranked) -> Candidate:
    """The candidate with its locator, where it stands in the page itself and not in a frame of it."""
    return ranked.candidate.model_copy(update={"locator": locator_of(view, ranked)})


def locator_of(view: PageView, ranked: Ranked) -> Locator | None:
    """How a journey file names the candidate; None inside a frame.

    Role and name are what a person reads on the page, but only a name that one control alone bears will find it again.
    """
    if ranked.target.frame:
        return None
    if ranked.field is not None:
        return _locator_of_field(view, ranked)
    element = ranked.element
    assert element is not None, "a candidate is made of an element or a field"
    if _is_plain(element) and sum(_alike(element, other) for other in view.snapshot.elements) == 1:
        return Locator(role=element.role, name=element.name, exact=True)
    return Locator(css=element.selector)


def _is_plain(element: ElementSnapshot) -> bool:
    return element.role in _NAMED_ROLES and _is_readable(element.name)


def _is_readable(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and name.isprintable()


def _alike(element: ElementSnapshot, other: ElementSnapshot) -> bool:
    return element.role == other.role and element.name == other.name


def _locator_of_field(view: PageView, ranked: Ranked) -> Locator:
    field = ranked.field
    assert field is not None, "asked only of fields"
    label = field.label
    if _is_readable(label) and sum(label == other.label for other in view.snapshot.fields) == 1:
        return Locator(label=label, exact=True)
    return Locator(css=field.selector)
