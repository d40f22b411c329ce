"""Pages that stand before a shop, and sheets that hide it for a while."""

from urllib.parse import urlsplit

from auditor.discovery import address_words
from auditor.discovery.age_gates import age_answers, asks_age
from auditor.discovery.buying import rank_cart_links
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, tokens_of
from auditor.discovery.pages import product_proof
from auditor.discovery.ranking import Score, best_first
from auditor.discovery.region_choosers import is_region_chooser, region_answers
from auditor.discovery.scopes import Answer, Scope
from auditor.discovery.search_box import rank_search_fields
from auditor.discovery.shopper import FieldPurpose
from auditor.model.recognition import Basis, Role
from auditor.model.snapshot import ElementSnapshot, Landmark

_SURE_OF_A_CART = 0.5
_PLACES = frozenset({FieldPurpose.COUNTRY, FieldPurpose.REGION, FieldPurpose.CITY, FieldPurpose.POSTCODE})
_MOST_TEXT = 600
_MOST_WAYS = 2
"""A splash says little and offers one way on, or two; ours."""
_FEWEST_WAYS = 3
_MOST_OF_THE_WINDOW = 0.5


def shows_shop(view: PageView) -> bool:
    """Whether anything of a shop can be used here: a search, goods, a cart, a product, a form of the order."""
    asked = set(view.purposes_in(view.order_fields)) - _PLACES
    if view.product_cards or rank_search_fields(view) or asked or view.password_fields:
        return True
    carts = rank_cart_links(view)
    return (bool(carts) and carts[0].confidence >= _SURE_OF_A_CART) or product_proof(view)[0]


def leads_in(view: PageView) -> bool:
    """Whether a page is a shop's, and not merely a form: it shows goods, a search, a cart or a navigation."""
    ways = sum(one.landmark is Landmark.NAV and bool(one.href) for one in view.snapshot.elements)
    return bool(view.product_cards or rank_search_fields(view) or rank_cart_links(view)) or ways >= _FEWEST_WAYS


def gate_answers(view: PageView) -> tuple[Answer, ...]:
    """What a shopper may do on a page that stands before the shop, the likeliest first; empty on any other page."""
    if shows_shop(view):
        return ()
    scope = Scope.of_page(view)
    if asks_age(scope):
        return age_answers(scope)
    if is_region_chooser(scope) and (answers := region_answers(scope)):
        return answers
    return _ways_on(scope)


def _ways_on(scope: Scope) -> tuple[Answer, ...]:
    """The one way on from a page that offers nothing else."""
    view = scope.view
    if view.snapshot.text_length > _MOST_TEXT or any(one.visible for one in view.snapshot.fields):
        return ()
    here = urlsplit(view.snapshot.url)
    ways: dict[str, ElementSnapshot] = {}
    for element in scope.elements:
        target = urlsplit(element.href or "")
        elsewhere = target.netloc not in {"", here.netloc} or target.scheme not in {"", "http", "https"}
        stays = element.href is not None and (target.path, target.query) == (here.path, here.query)
        if elsewhere or (stays and not target.fragment) or tokens_of(target.path) & address_words.NOT_PRODUCTS:
            continue
        ways.setdefault(element.href or element.selector, element)
    said = [one for one in ways.values() if view.element_says(Concept.ENTER_SITE, one)]
    if not said and len(ways) > _MOST_WAYS:
        return ()
    ranked = []
    for element in said or ways.values():
        score = Score()
        score.add_words(view.element_says(Concept.ENTER_SITE, element), "it")
        score.add_words(view.element_says(Concept.CONTINUE, element), "it")
        score.add(0.3, Basis.STRUCTURE, "is one of few ways on")
        score.damp_if(view.element_says(Concept.CLOSE, element), 0.3, "turns back")
        ranked.append(score.candidate_of_element(element))
    return tuple(Answer(Role.OVERLAY, one) for one in best_first(ranked, at_least=0.1, most=2))


def is_veiled(view: PageView) -> bool:
    """Whether a sheet without any control hides all that is in the window, as shops do while they load."""
    tested = [one for one in view.snapshot.elements if one.coverage is not None and one.coverage.tested]
    if not tested or any(one.overlay is not None for one in tested):
        return False
    window = view.snapshot.viewport_width * view.snapshot.viewport_height
    if any(one.box.width * one.box.height > window * _MOST_OF_THE_WINDOW for one in view.snapshot.frames):
        return False
    return all(one.coverage is not None and one.coverage.blocked == one.coverage.tested for one in tested)
