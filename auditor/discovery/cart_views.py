"""Carts as pages and panels show them: whether one is there, and whether it holds what was put into it."""

from auditor.discovery.addresses import same_page
from auditor.discovery.buying import rank_checkout
from auditor.discovery.folding import fold, is_about
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import classify_page
from auditor.model.recognition import PageKind
from auditor.model.snapshot import Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_SURE_OF_A_WAY = 0.5


def holds_item(view: PageView, name: str, url: str) -> bool:
    """Whether a page shows the product as a line outside header, footer and navigation: by its name or its address.

    The product's own page names it anyway: there only a drawer or a dialog counts.
    """
    if url and same_page(view.snapshot.url, url):
        return any(is_about(overlay.text, name) for overlay in view.snapshot.overlays)
    for element in view.snapshot.elements:
        in_site_part = element.landmark in _SITE_PARTS and element.overlay is None
        if in_site_part:
            continue
        if url and element.href and same_page(element.href, url):
            return True
        if name and is_about(element.name or element.text, name):
            return True
    shown = [(entry.text, entry.landmark) for entry in view.snapshot.texts]
    shown += [(entry.text, entry.landmark) for entry in view.snapshot.headings]
    return any(landmark not in _SITE_PARTS and is_about(text, name) for text, landmark in shown)


def is_cart(view: PageView, known_name: str, known_url: str) -> bool:
    """Whether this is a cart that holds the item, with a way to the checkout; not the product's own page."""
    if same_page(view.snapshot.url, known_url):
        return any(overlay.modal or overlay.viewport_share > 0 for overlay in view.snapshot.overlays) and _in_overlay(
            view, known_name
        )
    kind = classify_page(view)[0]
    if kind is PageKind.CART:
        return True
    return holds_item(view, known_name, known_url) and bool(rank_checkout(view)) and kind is not PageKind.PRODUCT


def _in_overlay(view: PageView, name: str) -> bool:
    inside = [element for element in view.snapshot.elements if element.overlay is not None]
    named = any(fold(name) in fold(overlay.text) for overlay in view.snapshot.overlays)
    checkouts = {entry.candidate.selector for entry in rank_checkout(view)}
    return named and any(element.selector in checkouts for element in inside)


def unfolds_cart(view: PageView, before: PageView, name: str) -> bool:
    """Whether a panel with the item and a way to the checkout has come to be seen on the page since `before`."""
    if not same_page(view.snapshot.url, before.snapshot.url):
        return False
    known = {entry.candidate.selector for entry in rank_checkout(before)}
    ways = [one for one in rank_checkout(view) if one.confidence >= _SURE_OF_A_WAY]
    texts = {entry.selector for entry in before.snapshot.texts}
    return any(one.candidate.selector not in known for one in ways) and any(
        entry.selector not in texts and is_about(entry.text, name) for entry in view.snapshot.texts
    )
