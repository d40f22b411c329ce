"""The ways to pay that a step of the checkout offers."""

from collections import defaultdict

from auditor.discovery.folding import fold
from auditor.discovery.form_words import FormWord, form_says
from auditor.discovery.lexicon import Concept
from auditor.discovery.order_forms import OrderForm, chooses_payment
from auditor.discovery.page_view import PageView, tokens_in_order
from auditor.discovery.phrases import Hit
from auditor.discovery.shopper import FieldPurpose
from auditor.model.snapshot import FieldSnapshot, FrameSnapshot, Landmark

CARD = "card"
"""What a form that asks for a card is told as, where nothing names it."""
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_PRESSED = frozenset({"button", "tab", "radio", "option", "menuitemradio"})
_LONGEST = 80
_LONGEST_BUTTON = 60
_SMALLEST_BUTTON = (40, 20)
_HOLDS_SEVERAL_PX = 100
"""From this height on a frame may hold more than one field of a card, and so a choice of its own; ours."""
_UNKNOWN_CHOICE = ("pay", "card", "checkout")


def ways_to_pay(view: PageView, form: OrderForm) -> tuple[str, ...]:
    """The labels of the ways to pay that a page offers, each once; none where a frame keeps them to itself."""
    choices = _choices(view) or _tabs(view, form)
    ways = list(choices)
    if not choices and any(_asks_for_card(view, entry) for entry in view.snapshot.fields):
        ways.append(CARD)
    ways += _wallets(view, form)
    distinct = tuple(dict.fromkeys(way for way in ways if way))
    return () if len(distinct) < len(("one", "other")) and _keeps_a_choice(view) else distinct


def _asks_for_card(view: PageView, entry: FieldSnapshot) -> bool:
    return entry.visible and view.purpose(entry) is FieldPurpose.CARD_NUMBER


def _way(view: PageView, text: str) -> Hit | None:
    return form_says(FormWord.WAY_TO_PAY, text, view.languages)


def _choices(view: PageView) -> list[str]:
    """The labels of the radio buttons and the entries of the lists by which one chooses how to pay."""
    ways: list[str] = []
    groups: dict[tuple[int | None, str], list[FieldSnapshot]] = defaultdict(list)
    for entry in view.snapshot.fields:
        if not entry.visible or entry.landmark in _SITE_PARTS:
            continue
        if entry.type == "radio":
            groups[entry.form, entry.name].append(entry)
        elif chooses_payment(view, entry):
            ways += [
                label for value, label in entry.options if value.strip() and not view.says(Concept.SELECT_OPTION, label)
            ]
    for group in groups.values():
        labels = [entry.label for entry in group]
        named = sum(_way(view, label) is not None for label in labels)
        told = any(chooses_payment(view, entry) for entry in group) or 2 * named > len(labels)
        if told and not any(view.says(Concept.SAME_ADDRESS, label) for label in labels):
            ways += [label[:_LONGEST] or entry.value for label, entry in zip(labels, group, strict=True)]
    return ways


def _tabs(view: PageView, form: OrderForm) -> list[str]:
    """Names of the tabs and unfolding buttons that stand for a way to pay, where there are several."""
    submit = form.submits[0].element if form.submits else None
    found = [
        element.name
        for element in view.snapshot.elements
        if element.landmark not in _SITE_PARTS
        and (submit is None or element.index != submit.index)
        and (element.role in _PRESSED - {"button"} or {"aria-expanded", "aria-selected"} & set(element.attributes))
        and len(element.name) <= _LONGEST_BUTTON
        and _way(view, element.name)
    ]
    return found if len(found) > 1 else []


def _wallets(view: PageView, form: OrderForm) -> list[str]:
    """Buttons of payment services, and frames that are such buttons."""
    submit = form.submits[0].element if form.submits else None
    brands: dict[str, str] = {}
    for element in view.snapshot.elements:
        if element.landmark in _SITE_PARTS or element.role != "button" or len(element.name) > _LONGEST_BUTTON:
            continue
        if (submit is not None and element.index == submit.index) or {"aria-expanded"} & set(element.attributes):
            continue
        hit = _way(view, element.name)
        if hit is not None and hit.phrase.language == "any":
            brands.setdefault(hit.phrase.text, element.name)
    for frame in view.snapshot.frames:
        if _is_button(frame):
            hit = _way(view, frame.title) or _way(view, " ".join(tokens_in_order(frame.url.split("?")[0])))
            if hit is not None and hit.phrase.language == "any":
                brands.setdefault(hit.phrase.text, frame.title.strip() or hit.phrase.text)
    return list(brands.values())


def _is_button(frame: FrameSnapshot) -> bool:
    width, height = _SMALLEST_BUTTON
    wide = frame.visible and frame.box.width >= width and frame.box.height >= height
    return wide and not frame.readable and frame.landmark not in _SITE_PARTS


def _keeps_a_choice(view: PageView) -> bool:
    """Whether a frame that nobody may look into may offer several ways to pay."""
    return any(
        not frame.readable
        and frame.box.height >= _HOLDS_SEVERAL_PX
        and any(word in fold(f"{frame.url} {frame.title}") for word in _UNKNOWN_CHOICE)
        for frame in view.snapshot.frames
    )
