"""Where a page asks who one is: whether that bars the way, and the form to sign in with."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.addresses import same_page
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.pages import is_sign_in
from auditor.discovery.ranking import Ranking, Score, best_first
from auditor.discovery.search_box import rank_search_fields
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

_IDENTIFIER_TYPES = frozenset({"text", "email", "tel", "number", ""})
_MOST_SIGN_IN_FIELDS = 3
_ASIDE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV, Landmark.ASIDE})
_NAMES = frozenset({FieldPurpose.FULL_NAME, FieldPurpose.GIVEN_NAME, FieldPurpose.FAMILY_NAME, FieldPurpose.PHONE})


@dataclass(frozen=True)
class SignInForm:
    """The fields by which one who has an account signs in; `submit` is None where only Enter can send them."""

    identifier: FieldSnapshot
    password: FieldSnapshot
    submit: ElementSnapshot | None


def closed_to_guests(view: PageView) -> bool:
    """Whether the page lets nobody in without signing in: it asks for a password and shows neither goods nor search."""
    return (
        is_sign_in(view) and sign_in_form(view) is not None and not view.product_cards and not rank_search_fields(view)
    )


def sign_in_form(view: PageView) -> SignInForm | None:
    """The form for those who have an account already, told from the one that opens an account by how little it asks."""
    found: list[tuple[int, SignInForm]] = []
    for password in view.password_fields:
        if password.autocomplete == "new-password":
            continue
        group = [entry for entry in view.snapshot.fields if entry.visible and entry.form == password.form]
        secrets = [entry for entry in group if entry.type == "password"]
        asked = [entry for entry in group if entry.type in _IDENTIFIER_TYPES and entry.tag == "input"]
        before = [entry for entry in asked if entry.index < password.index]
        if len(secrets) > 1 and password.form is not None:
            continue
        if not before or len(asked) > _MOST_SIGN_IN_FIELDS or _NAMES & {view.purpose(entry) for entry in asked}:
            continue
        named = [entry for entry in before if view.purpose(entry) is FieldPurpose.EMAIL or _names_a_user(entry)]
        form = SignInForm((named or before)[-1], password, _submit(view, password))
        found.append((len(asked), form))
    return min(found, key=lambda entry: entry[0])[1] if found else None


def rank_ways_to_sign_in(view: PageView, before: PageView) -> Ranking:
    """Controls that may bring the form to sign in, on a page with nothing to fill in; none on any other.

    So shops bar the checkout to guests with a notice: its control leads to the form, or unfolds it beneath. What stood
    on the page `before` as well, such as a footer's way to the account, is no part of a notice.
    """
    if any(entry.visible and entry.landmark not in _ASIDE_PARTS for entry in view.snapshot.fields):
        return best_first(())
    sending = {index for form in view.snapshot.forms for index in form.submits}
    stood = {_told(element) for element in before.snapshot.elements}
    return best_first(
        (
            _way_score(view, element).candidate_of_element(element)
            for element in view.snapshot.elements
            if element.landmark not in _ASIDE_PARTS
            and element.index not in sending
            and not element.disabled
            and _told(element) not in stood
        ),
        at_least=0.3,
        most=2,
    )


def _told(element: ElementSnapshot) -> tuple[str, str]:
    return fold(element.name or element.text), urlsplit(element.href or "").path


def _way_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    word = view.classify(element, Concept.SIGN_IN, Concept.CREATE_ACCOUNT, Concept.COUPON, Concept.PLACE_ORDER)
    if word is Concept.SIGN_IN:
        score.add_words(view.element_says(word, element), "it")
    address = tokens_of(urlsplit(element.href or "").path)
    score.add_if(address & address_words.SIGNING_IN, 0.4, Basis.STRUCTURE, "its address speaks of signing in")
    stays = "#" in (element.href or "") and same_page(element.href or "", view.snapshot.url)
    unfolds = stays or element.attributes.get("aria-expanded") == "false"
    score.add_if(unfolds, 0.35, Basis.STRUCTURE, "unfolds something on the page")
    score.damp_if(word in {Concept.COUPON, Concept.PLACE_ORDER}, 0.1, "is about something else")
    return score


def _names_a_user(entry: FieldSnapshot) -> bool:
    return entry.autocomplete in {"username", "email"} or "user" in entry.name.lower() or "login" in entry.name.lower()


def _submit(view: PageView, password: FieldSnapshot) -> ElementSnapshot | None:
    """The control that sends the form: one of its own, the one that speaks of signing in first."""
    submits = view.snapshot.forms[password.form].submits if password.form is not None else ()

    def weigh(element: ElementSnapshot) -> Score:
        score = Score()
        word = view.classify(element, Concept.SIGN_IN, Concept.CREATE_ACCOUNT, Concept.SEARCH)
        score.add_if(element.index in submits, 0.6, Basis.STRUCTURE, "sends the form")
        if word is Concept.SIGN_IN and element.role == "button" and element.form in {None, password.form}:
            score.add_words(view.element_says(word, element), "it")
        score.damp_if(word in {Concept.CREATE_ACCOUNT, Concept.SEARCH}, 0.2, "is about something else")
        return score

    ranked = best_first(
        (weigh(element).candidate_of_element(element) for element in view.snapshot.elements if not element.disabled),
        at_least=0.3,
        most=1,
    )
    return ranked[0].element if ranked else None
