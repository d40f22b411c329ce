"""Whether recognition gives the right answer on a saved page: every role asked as the audit asks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.discovery.buying import rank_add_to_cart, rank_cart_links, rank_checkout
from auditor.discovery.guests import rank_guest
from auditor.discovery.order_forms import main_order_form, may_place_order
from auditor.discovery.overlays import rank_closers, rank_consent_answers
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import (
    cart_is_empty,
    classify_page,
    guest_choices,
    is_out_of_stock,
    is_sign_in,
    order_form_fields,
)
from auditor.discovery.products import rank_listing_links, rank_product_links
from auditor.discovery.ranking import Ranked
from auditor.discovery.results import read_results
from auditor.discovery.search_box import rank_search_fields, rank_search_toggles
from auditor.model.snapshot import ElementSnapshot
from tests.corpus.pages import SavedPage

_FIELD = "field:"
_BROWSING = frozenset({"home", "listing", "results", "nothing", "product", "sold_out", "article", "missing", "popup"})
_WITHOUT = {"add": frozenset({"article", "missing", "wall", "register", "order", "payment"})}
_WITHOUT["product"] = _WITHOUT["add"]
"""Kinds of pages of our own and others' on which there is nothing to put into a cart, and no goods are listed."""


@dataclass(frozen=True)
class Judged:
    """One question put to recognition on one page. `told` says what it answered and why."""

    page: str
    group: str
    language: str
    role: str
    right: bool
    told: str

    @property
    def key(self) -> str:
        """What the question is called in the list of known misses."""
        return f"{self.page} {self.role}"


def judge(page: SavedPage) -> Iterator[Judged]:
    """Every question the page has an answer to."""
    view = PageView(page.dom())

    def judged(role: str, right: object, told: str) -> Judged:
        return Judged(page.name, page.group, page.language, role, bool(right), told)

    for role, answers in page.answers.items():
        if role.startswith(_FIELD):
            yield judged(role, *_field(view, role.removeprefix(_FIELD), answers))
            continue
        ranked = ROLES[role](view)
        yield judged(role, ranked and ranked[0][0] in answers, _told(ranked, answers, view))
    for role in _absent(page):
        ranked = ROLES[role](view)
        yield judged(f"no {role}", not ranked, _told(ranked, [], view))
    if page.kind in _BROWSING:
        asked = [entry.label or entry.placeholder or entry.name for entry in order_form_fields(view)]
        yield judged("no order", not asked, f"fields for an order: {asked}")
    for fact, value in page.facts.items():
        if fact in FACTS:
            said = FACTS[fact](view, page)
            yield judged(fact, said == value, f"{said}, not {value}")


def _absent(page: SavedPage) -> Iterator[str]:
    for role in page.absent:
        if role != "guest" or page.facts.get("kind") == "sign_in":
            yield role
    for role, kinds in _WITHOUT.items():
        if page.kind in kinds and role not in page.answers:
            yield role


Answer = tuple[str, str]
"""A selector and why it was chosen."""


def _of(rank: Callable[[PageView], tuple[Ranked, ...]]) -> Callable[[PageView], list[Answer]]:
    return lambda view: [_answer(entry) for entry in rank(view)]


def _answer(entry: Ranked) -> Answer:
    found = entry.candidate
    return found.selector, f"“{found.name[:40]}” {found.confidence:.2f} ({'; '.join(found.reasons)})"


def _search(view: PageView) -> list[Answer]:
    return _of(rank_search_fields)(view) or _of(rank_search_toggles)(view)


def _guest(view: PageView) -> list[Answer]:
    chosen = [(entry.selector, f"the choice “{entry.label}”") for entry in guest_choices(view) if entry.type == "radio"]
    return chosen or _of(rank_guest)(view)


def _advance(view: PageView) -> list[Answer]:
    form = main_order_form(view)
    return [_answer(entry) for entry in form.submits] if form else []


ROLES: dict[str, Callable[[PageView], list[Answer]]] = {
    "search": _search,
    "listing": _of(rank_listing_links),
    "product": _of(rank_product_links),
    "add": _of(rank_add_to_cart),
    "cart": _of(rank_cart_links),
    "checkout": _of(rank_checkout),
    "guest": _guest,
    "advance": _advance,
    "consent": _of(rank_consent_answers),
    "closer": _of(rank_closers),
}


def _told(ranked: list[Answer], answers: list[str], view: PageView) -> str:
    """What was ranked above the right answer, and why."""
    above = []
    for selector, why in ranked[:4]:
        if selector in answers:
            return " > ".join([*above, f"right: {why}"])
        above.append(why)
    return " > ".join([*above, _unranked(answers, view)])


def _unranked(answers: list[str], view: PageView) -> str:
    parts = (*view.snapshot.elements, *view.snapshot.fields)
    held = {part.selector: part for part in parts}
    right = held.get(answers[0]) if answers else None
    if right is None:
        return "the snapshot does not hold the right one" if answers else "nothing is right here"
    words = right.name or right.text if isinstance(right, ElementSnapshot) else right.label or right.placeholder
    return f"not ranked: the right one, <{right.tag}> “{words}”"


def _field(view: PageView, purpose: str, answers: list[str]) -> tuple[bool, str]:
    fields = [entry for entry in view.snapshot.fields if entry.selector in answers]
    right = bool(fields) and all(view.purpose(entry).value == purpose for entry in fields)
    said = [f"{view.purpose(one).value} (“{one.label or one.placeholder}”, named “{one.name}”)" for one in fields]
    return right, ", ".join(said) or "the snapshot does not hold it"


def _may_order(view: PageView, page: SavedPage) -> object:
    del page
    form = main_order_form(view)
    senders = [entry.element for entry in form.submits if entry.element] if form else []
    return may_place_order(view, form, senders[0]) if form and senders else "no form that can be sent"


def _results(view: PageView, page: SavedPage) -> object:
    return read_results(view, page.facts["query"], frozenset()).count


FACTS: dict[str, Callable[[PageView, SavedPage], object]] = {
    "kind": lambda view, _: classify_page(view)[0].value,
    "open": lambda view, _: bool(order_form_fields(view)) if not is_sign_in(view) else False,
    "sold_out": lambda view, _: is_out_of_stock(view),
    "empty": lambda view, _: cart_is_empty(view),
    "results": _results,
    "may_order": _may_order,
}
