"""Sites that sell nothing to put into a cart: the call to action, and the form it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.lexicon import Concept
from auditor.discovery.order_forms import OrderForm, form_at
from auditor.discovery.page_view import CARD_PURPOSES, PageView, tokens_of
from auditor.discovery.pages import shows_cart
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark
from auditor.model.wording import say

CALL_LOOKED_FOR = say("a link or button that asks to get in touch, to try, to book or to sign up")
FORM_LOOKED_FOR = say("a form that asks who one is: name, e-mail, phone, a message or a new password")

_SURE_OF_ADDING = 0.45
_WHO = frozenset(
    {
        FieldPurpose.EMAIL,
        FieldPurpose.PHONE,
        FieldPurpose.FULL_NAME,
        FieldPurpose.GIVEN_NAME,
        FieldPurpose.FAMILY_NAME,
        FieldPurpose.COMPANY,
        FieldPurpose.COMMENT,
        FieldPurpose.USERNAME,
        FieldPurpose.BIRTH_DATE,
    }
)
_LEAST_ASKED = 2
_BUTTON_ROLES = frozenset({"button", "link"})


@dataclass(frozen=True)
class LeadForm:
    """A form that asks who one is; `signs_up` where it opens an account."""

    form: OrderForm
    signs_up: bool


def sells(view: PageView) -> bool:
    """Whether a page offers to put something into a cart, or a cart to look into."""
    adds = rank_add_to_cart(view)
    return shows_cart(view) or bool(adds and adds[0].confidence >= _SURE_OF_ADDING)


def lead_form(view: PageView) -> LeadForm | None:
    """The page's form for those who are interested or want to join: the one that asks for the most.

    No such form are a search, a sign-in, a newsletter, and whatever asks for a card.
    """
    forms = (replace(form_at(view, index), submits=_senders(view, index)) for index in _groups(view))
    found = [one for form in forms if (one := _as_lead_form(view, form)) is not None]
    return max(found, key=lambda one: len(one.form.fields)) if found else None


def lead_order_form(view: PageView) -> OrderForm | None:
    """The same form as its fields and what sends it."""
    found = lead_form(view)
    return found.form if found else None


def _groups(view: PageView) -> Iterator[int | None]:
    yield from (form.index for form in view.snapshot.forms if form.visible)
    yield None


def _senders(view: PageView, index: int | None) -> tuple[Ranked, ...]:
    """Controls that send such a form, best first."""
    own = view.snapshot.forms[index].submits if index is not None else ()

    def weigh(element: ElementSnapshot) -> Score:
        score = Score()
        score.add_if(element.index in own, 0.6, Basis.STRUCTURE, "sends the form")
        word = view.classify(element, Concept.LEAD_SUBMIT, Concept.CREATE_ACCOUNT, Concept.CONTINUE)
        if word is not None and element.role == "button" and element.form in {None, index}:
            score.add_words(view.element_says(word, element), "it")
        return score

    return best_first((weigh(one).candidate_of_element(one) for one in view.snapshot.elements), at_least=0.25, most=5)


def _as_lead_form(view: PageView, form: OrderForm) -> LeadForm | None:
    shown = [entry for entry in form.fields if entry.visible and not entry.disabled]
    purposes = {view.purpose(entry) for entry in shown}
    if purposes & (CARD_PURPOSES | {FieldPurpose.SEARCH}) or any(view.is_subscription(entry) for entry in shown):
        return None
    secrets = [entry for entry in shown if entry.type == "password"]
    asked = purposes & _WHO
    joins = _says(view, form, Concept.CREATE_ACCOUNT)
    if secrets:
        opens = _new_password(secrets) or len(asked) >= _LEAST_ASKED or joins
        return LeadForm(form, signs_up=True) if opens and asked else None
    writes = any(entry.tag == "textarea" for entry in shown)
    enough = len(asked) >= _LEAST_ASKED or (asked and writes)
    alone = FieldPurpose.EMAIL in asked and (joins or _says(view, form, Concept.LEAD_SUBMIT))
    return LeadForm(form, signs_up=joins) if enough or alone else None


def _new_password(secrets: list[FieldSnapshot]) -> bool:
    return len(secrets) > 1 or any(entry.autocomplete == "new-password" for entry in secrets)


def _says(view: PageView, form: OrderForm, concept: Concept) -> bool:
    """Whether the control that sends the form says the concept."""
    first = form.submits[0].element if form.submits else None
    return first is not None and view.element_says(concept, first) is not None


def rank_calls_to_action(view: PageView) -> tuple[Ranked, ...]:
    """Controls that may lead to such a form, best first."""
    return best_first(
        (_call_score(view, element).candidate_of_element(element) for element in view.snapshot.elements),
        at_least=0.3,
        most=6,
    )


def _call_score(view: PageView, element: ElementSnapshot) -> Score:
    score = Score()
    if element.disabled or element.role not in _BUTTON_ROLES:
        return score
    if element.href and element.href.split(":", 1)[0] in {"mailto", "tel", "sms", "whatsapp", "javascript"}:
        return score
    address = tokens_of(route_of(element.href)) if element.href else frozenset()
    word = view.classify(
        element, Concept.LEAD_SUBMIT, Concept.CREATE_ACCOUNT, Concept.SIGN_IN, Concept.SEARCH, Concept.ACCEPT_COOKIES
    )
    score.add_if(address & address_words.ENQUIRIES, 0.45, Basis.STRUCTURE, "its address speaks of getting in touch")
    score.add_if(address & address_words.SIGNING_UP, 0.45, Basis.STRUCTURE, "its address speaks of joining")
    if word in {Concept.LEAD_SUBMIT, Concept.CREATE_ACCOUNT}:
        score.add_words(view.element_says(word, element), "it")
    if not score.bases:
        return score
    score.add_if(element.landmark is Landmark.MAIN, 0.2, Basis.STRUCTURE, "stands in the page's main part")
    score.add_if(element.in_viewport, 0.15, Basis.STRUCTURE, "is seen at once")
    score.damp_if(word in {Concept.SIGN_IN, Concept.SEARCH, Concept.ACCEPT_COOKIES}, 0.1, "is about something else")
    score.damp_if(element.landmark is Landmark.FOOTER, 0.6, "stands in the footer")
    return score
