"""The site's own way from a later step of the checkout back to an earlier one."""

from collections.abc import Iterable

from auditor.discovery.addresses import same_page
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept, Tier
from auditor.discovery.order_forms import main_order_form
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranking, Score, best_first
from auditor.model.recognition import Basis
from auditor.model.snapshot import ElementSnapshot, Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_ONWARD = (Concept.PLACE_ORDER, Concept.BUY_NOW, Concept.CONTINUE, Concept.CHECKOUT, Concept.COUPON)
_ELSEWHERE = (Concept.CART, Concept.SIGN_IN, Concept.CLOSE, Concept.REMOVES)
_SHORTEST_HEADING = 3
_PRESSABLE = frozenset({"button", "link", "tab"})


def rank_ways_back(view: PageView, earlier: PageView) -> Ranking:
    """Controls of a later step that may lead to an earlier one, best first.

    Links that name the earlier step's address; controls that say to go back, to change or to edit; headings of the
    earlier step that can be pressed, as in an accordion. What sends the later step's form is none of them unless it
    says so, and nothing that speaks of ordering ever is.

    Args:
        view: the later step.
        earlier: the earlier one, as it stood.
    """
    headings = {fold(heading.text) for heading in earlier.snapshot.headings if heading.landmark not in _SITE_PARTS}
    here = {fold(heading.text) for heading in view.snapshot.headings[:1]}
    form = main_order_form(view)
    senders = {ranked.element.index for ranked in form.submits[:1] if ranked.element} if form else set()
    return best_first(
        (
            _score(
                view, element, earlier.snapshot.url, headings - here, sends=element.index in senders
            ).candidate_of_element(element)
            for element in view.snapshot.elements
        ),
        at_least=0.3,
        most=3,
    )


def _score(
    view: PageView, element: ElementSnapshot, earlier_url: str, headings: Iterable[str], *, sends: bool
) -> Score:
    score = Score()
    if (
        element.disabled
        or element.landmark is Landmark.FOOTER
        or element.role not in _PRESSABLE
        or view.is_listed(element)
    ):
        return score
    if any(view.element_says(concept, element) for concept in _ONWARD):
        return score
    leads = bool(element.href) and same_page(element.href or "", earlier_url)
    if leads and not same_page(element.href or "", view.snapshot.url):
        weight = 0.35 if element.landmark in _SITE_PARTS else 0.7
        score.add(weight, Basis.STRUCTURE, "leads to the earlier step's address")
    elif element.href and not element.href.split("#", 1)[0].startswith(view.snapshot.url.split("#", 1)[0]):
        return score
    back = view.element_says(Concept.GO_BACK, element)
    if back is not None and back.tier <= Tier.ENGLISH and element.landmark not in _SITE_PARTS:
        score.add_words(back, "it")
    said = fold(element.name or element.text)
    if element.landmark not in _SITE_PARTS and any(
        len(heading) >= _SHORTEST_HEADING and heading in said for heading in headings
    ):
        score.add(0.4, Basis.STRUCTURE, "bears the earlier step's heading")
    score.damp_if(any(view.element_says(concept, element) for concept in _ELSEWHERE), 0.2, "leads elsewhere")
    score.damp_if(sends and back is None, 0, "sends the form")
    return score
