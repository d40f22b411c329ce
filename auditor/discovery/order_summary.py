"""What a step of the checkout tells of the order, and of how far the shopper has come."""

import re
from decimal import Decimal

from auditor.discovery.folding import fold, fold_digits, is_about, words
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.prices import Price, find_price, find_prices
from auditor.discovery.shopper import FieldPurpose
from auditor.model.base import Box
from auditor.model.form_step import OrderSummary
from auditor.model.snapshot import ElementSnapshot, HeadingSnapshot, Landmark, StepListSnapshot, TextSnapshot

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_ROW_PX = 16
_UNDER_PX = 48
_LONGEST_LABEL = 60
_LONGEST_QUANTITY = 24
_MOST_PIECES = 99
_TIMES = re.compile(r"(?<![\d.,])\d{1,2}\s*[x×✕х](?!\w)|(?<!\w)[x×✕х]\s*\d{1,2}(?![\d.,])")
_LONE_NUMBER = re.compile(r"(?<![\d.,:/-])\d{1,2}(?![\d.,:/%-]*\d|%)")
_TWO_NUMBERS = re.compile(r"^\D{0,30}(?<!\d)([1-9])([^\d–—-]{1,10})([1-9])(?!\d)(?:\W.*|\w{0,8})$")
_LONGEST_PROGRESS = 60
_ABOVE_PX = 500
_LEAST_STEPS = 3
_SHORTENED = ("…", "...")
_LEAST_WORDS = 2


def order_summary(view: PageView, product_name: str) -> OrderSummary:
    """What a page tells of the order. Where nobody knows what is in the cart, it counts as named."""
    return OrderSummary(
        item_named=not product_name or _names_item(view, product_name),
        quantity_shown=_shows_quantity(view),
        total=_total(view),
        foldable=any(_unfolds(view, element, product_name) for element in view.snapshot.elements),
    )


def is_line_of_order(view: PageView, text: str, product: str) -> bool:
    """Whether a text with a sum in it tells of the order: of the goods, how many there are, what they cost in all."""
    if not find_prices(text):
        return False
    of_goods = bool(product) and is_about(text, product)
    return of_goods or bool(_TIMES.search(fold_digits(fold(text))) or view.says(Concept.PRICE_TOTAL, text))


def _body(view: PageView) -> list[TextSnapshot]:
    return [text for text in view.snapshot.texts if text.landmark not in _SITE_PARTS and not text.struck]


def _names_item(view: PageView, product: str) -> bool:
    shown = [text.text for text in _body(view)]
    shown += [text.text for text in view.snapshot.headings if text.landmark not in _SITE_PARTS]
    shown += [entry.name for entry in view.snapshot.elements if entry.landmark not in _SITE_PARTS]
    shown += [entry.alt for entry in view.snapshot.images if entry.visible and entry.landmark not in _SITE_PARTS]
    return any(is_about(text, product) or _begins(text, product) for text in shown)


def _begins(text: str, product: str) -> bool:
    """Whether a text is the product's name cut short."""
    if not text.rstrip().endswith(_SHORTENED):
        return False
    told = words(text)[:-1]
    return len(told) >= _LEAST_WORDS and words(product)[: len(told)] == told


def _shows_quantity(view: PageView) -> bool:
    if any(entry.visible and view.purpose(entry) is FieldPurpose.QUANTITY for entry in view.snapshot.fields):
        return True
    labels = {fold(entry.label) for entry in view.snapshot.fields}
    labels |= {fold(label) for entry in view.snapshot.fields for _, label in entry.options}
    for text in _body(view):
        plain = fold_digits(fold(text.text))
        if _TIMES.search(plain):
            return True
        short = len(plain) <= _LONGEST_QUANTITY and plain not in labels and not find_prices(text.text)
        if short and any(0 < int(found.group()) <= _MOST_PIECES for found in _LONE_NUMBER.finditer(plain)):
            return True
    return False


def _total(view: PageView) -> str:
    """The largest sum that stands with a word for a total, else the largest sum of the page; empty if there is none."""
    texts = _body(view)
    prices = [(text, price) for text in texts for price in find_prices(text.text) if price.amount >= 0]
    if not prices:
        return ""
    totals = [text for text in texts if len(text.text) <= _LONGEST_LABEL and view.says(Concept.PRICE_TOTAL, text.text)]
    near = [price for text, price in prices if any(text is label or _belongs(label.box, text.box) for label in totals)]
    labels = " ".join(entry.label for entry in view.snapshot.fields)
    others = [price for text, price in prices if fold(text.text) not in fold(labels)]
    found: list[Price] = near or others
    return max(found, key=lambda price: (price.amount, -len(price.text))).text if found else ""


def _belongs(label: Box, sum_: Box) -> bool:
    """Whether a sum stands in a label's row or right under it."""
    in_row = abs((label.y + label.height / 2) - (sum_.y + sum_.height / 2)) <= _ROW_PX
    under = 0 <= sum_.y - label.y - label.height <= _UNDER_PX
    across = min(label.x + label.width, sum_.x + sum_.width) - max(label.x, sum_.x)
    return in_row or (under and across > 0)


def _unfolds(view: PageView, element: ElementSnapshot, product: str) -> bool:
    """Whether a control opens something and is named by a sum, the cart or the goods."""
    opens = element.tag == "summary" or "aria-expanded" in element.attributes or element.popup is not None
    if not opens or element.landmark is Landmark.FOOTER:
        return False
    price = find_price(element.name) or find_price(element.text)
    if price is not None and price.amount > Decimal(0):
        return True
    named = view.says(Concept.CART, element.name) or view.says(Concept.PRICE_TOTAL, element.name)
    return bool(named) or bool(product and is_about(element.name, product))


def progress_of(view: PageView, top: float) -> str:
    """The text of what tells how far the shopper has come, above or around a form that begins at `top`; else empty.

    A list with an entry marked as the present step, a bar of progress, a list of three entries or more above the form,
    “2/4”, or texts numbered from one to three.
    """
    lists = [one for one in view.snapshot.step_lists if one.landmark is not Landmark.FOOTER]
    for one in sorted(lists, key=lambda entry: not entry.current):
        if one.current or _tells_steps(one, top):
            return one.text
    for text in view.snapshot.texts:
        if text.landmark is not Landmark.FOOTER and text.box.y <= top + _ROW_PX and _counts_steps(text.text):
            return text.text
    return _numbered(view)


def _tells_steps(one: StepListSnapshot, top: float) -> bool:
    """Whether a list above a form is one of steps: a bar, a list in order, or one that is no menu of links."""
    if not top - _ABOVE_PX <= one.box.y <= top or any(find_prices(item) for item in one.items):
        return False
    if one.bar:
        return True
    numbered = all(words(item)[:1] == (str(place),) for place, item in enumerate(one.items, 1))
    ordered = one.ordered or numbered or one.links < len(one.items)
    menu = one.landmark in _SITE_PARTS and one.links >= len(one.items)
    return len(one.items) >= _LEAST_STEPS and ordered and not menu


def _counts_steps(text: str) -> bool:
    plain = fold_digits(fold(text))
    if len(plain) > _LONGEST_PROGRESS or find_prices(text):
        return False
    found = _TWO_NUMBERS.match(plain)
    return found is not None and int(found[1]) <= int(found[3]) and int(found[3]) > 1


def _numbered(view: PageView) -> str:
    """Texts or headings that begin with one, two and three, or so after a word they share; in a column or a row."""
    every: list[TextSnapshot | HeadingSnapshot] = [*view.snapshot.texts, *view.snapshot.headings]
    shown = [one for one in every if one.landmark is not Landmark.FOOTER]
    shown = [one for one in shown if len(one.text) <= _LONGEST_PROGRESS and not find_prices(one.text)]
    shared = {begun[0] for one in shown if len(begun := words(one.text)) > 1 and begun[1] == "1"}
    return next(
        (found for begin in ((), *((word,) for word in sorted(shared))) if (found := _in_order(shown, begin))), ""
    )


def _in_order(shown: list[TextSnapshot | HeadingSnapshot], begin: tuple[str, ...]) -> str:
    place = len(begin) + 1
    first = [[one for one in shown if words(one.text)[:place] == (*begin, digit)] for digit in "123"]
    for one in first[0]:
        for two in first[1]:
            for three in first[2]:
                boxes = (one.box, two.box, three.box)
                row = max(box.y for box in boxes) - min(box.y for box in boxes) <= _ROW_PX
                column = max(box.x for box in boxes) - min(box.x for box in boxes) <= _ROW_PX
                forward = boxes[0].y < boxes[1].y < boxes[2].y
                if row or (column and forward):
                    return " · ".join(text.text for text in (one, two, three))
    return ""
