"""Goods ordered from a list on one page: how many of which, and the cart shown on that very page."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.discovery.addresses import same_page
from auditor.discovery.buying import rank_checkout
from auditor.discovery.folding import is_about
from auditor.discovery.page_view import PageView
from auditor.discovery.prices import find_price
from auditor.discovery.shopper import FieldPurpose
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_SURE_OF_CHECKOUT = 0.45
_COUNTED_INPUTS = frozenset({"text", "tel", "number"})


@dataclass(frozen=True)
class Amount:
    """How many to ask for, in the field that takes it; `goods` is what it counts where a list of goods is counted."""

    field: FieldSnapshot
    value: str
    goods: str


def open_amount(view: PageView, add: ElementSnapshot) -> Amount | None:
    """What to ask for where a form would add nothing: all its numbers of pieces are nought or empty."""
    if add.form is None:
        return None
    counted = [entry for entry in view.snapshot.fields if entry.form == add.form and _counts(view, entry)]
    usable = [entry for entry in counted if entry.visible and not entry.disabled and not entry.readonly]
    if not usable or any(_number(entry.value) != 0 for entry in counted):
        return None
    first = usable[0]
    value = next((value for value, _ in first.options if _number(value)), "1")
    return Amount(first, value, first.label if 1 < len(usable) <= _prices(view) else "")


def _counts(view: PageView, entry: FieldSnapshot) -> bool:
    """Whether a field takes a number of pieces: typed, or chosen from a list that begins with nought."""
    if entry.tag == "select":
        values = [value for value, _ in entry.options]
        return len(values) > 1 and _number(values[0]) == 0 and all(_number(value) is not None for value in values)
    counts = entry.type == "number" or view.purpose(entry) is FieldPurpose.QUANTITY
    return counts and entry.type in _COUNTED_INPUTS and _number(entry.value) is not None


def _number(value: str) -> int | None:
    """A number of pieces; nought where nothing is said."""
    bare = value.strip()
    return 0 if not bare else int(bare) if bare.isdecimal() else None


def _prices(view: PageView) -> int:
    return sum(find_price(text.text) is not None for text in view.snapshot.texts if text.landmark not in _SITE_PARTS)


def cart_in_place(before: PageView | None, now: PageView, name: str) -> bool:
    """Whether the page on which something was added shows the cart since then.

    The product is then named there once more, and a way to the checkout has come beside it.
    """
    if before is None or not same_page(before.snapshot.url, now.snapshot.url):
        return False
    return set(_ways_on(now)) > set(_ways_on(before)) and _mentions(now, name) > _mentions(before, name)


def _ways_on(view: PageView) -> Iterator[tuple[str, str]]:
    for ranked in rank_checkout(view):
        element = ranked.element
        sure = ranked.confidence >= _SURE_OF_CHECKOUT
        if sure and element and element.overlay is None and element.landmark not in _SITE_PARTS:
            yield element.name or element.text, element.href or ""


def _mentions(view: PageView, name: str) -> int:
    texts = [text.text for text in view.snapshot.texts if text.landmark not in _SITE_PARTS]
    return sum(bool(name) and is_about(text, name) for text in texts)
