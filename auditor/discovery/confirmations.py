"""The page after an order: what confirms it, its number, what comes next, whom to ask.

An order's number is told by its build, not by words: a run of digits, or of letters and digits, that stood on no page
before and is no price, date, phone number or something the shopper typed. Words only choose between several.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from auditor.discovery import address_words
from auditor.discovery.addresses import route_of
from auditor.discovery.folding import fold, fold_digits
from auditor.discovery.form_comparison import COMPLAINTS, is_same_form
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, is_home, tokens_of
from auditor.discovery.pages import order_form_fields
from auditor.discovery.prices import find_prices
from auditor.model.form import Confirmation
from auditor.model.snapshot import Landmark, TextSnapshot

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_ERRORS = (*COMPLAINTS, Concept.EMPTY_CART)
_LEAST_DIGITS = 4
_LEAST_MIXED = 5
_LONGEST_TOLD = 300
_SENTENCE_WORDS = 5
_SENTENCE_SIGNS = 12
"""From so many words, or signs where none are set apart, a text says something; ours."""

_TOKEN = re.compile(
    r"(?P<mark>#\s?|\b(?:no|nr|n)\.\s?|\b(?:no|nr)\s)?(?<![a-z0-9])(?P<token>[a-z0-9]+(?:[-/_.][a-z0-9]+)*)"
)
_NEVER = re.compile(
    r"\S+@\S+"
    r"|(?:https?://|www\.)\S+"
    r"|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,}(?: ?[a-z0-9]{1,4})?\b"  # IBAN, ISO 13616
    r"|\d{1,4}([./-])\d{1,2}\1\d{1,4}"
    r"|\d{4}[年년]|\d{1,2}:\d{2}"
    r"|\+\d[\d\s().-]{5,}\d"
    r"|\(\d{2,5}\)\s?\d[\d\s-]{3,}\d"
    r"|\b0\d{1,4}(?:[ -]\d{2,4}){2,}"
    r"|\b(?:1[ -])?\d{3}[ -]\d{3}[ -]\d{4}\b"
)
_NUMBER_SIGNS = str.maketrans({"№": "#", "º": ".", "°": "."})
"""Folding makes letters of them."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(r"\d+[a-z]{1,3}|\d+x\d+[a-z]*|[a-z]\d{1,3}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Before:
    """What was known before the order: the pages seen, the fields of the form sent, what had been typed."""

    pages: tuple[PageView, ...]
    keys: tuple[str, ...] = ()
    typed: frozenset[str] = frozenset()


def confirms(view: PageView, before: Before) -> bool:
    """Whether new words on the page, in a language that is known, say that the order was taken."""
    return bool(_in_words(view, _new(view, before)))


def may_be_confirmation(view: PageView, before: Before) -> bool:
    """Whether the page may be what follows an order: its form has gone and nothing is asked for any more."""
    gone = not before.keys or not is_same_form(view, before.keys)
    return gone and not order_form_fields(view) and not _says_any(view, _new(view, before), _ERRORS)


def confirmation_of(view: PageView, before: Before) -> Confirmation:
    """What the page tells of the order.

    Args:
        view: the page.
        before: what was known beforehand.
    """
    fresh = _new(view, before)
    says = _in_words(view, fresh) or _announced(view, fresh) or _heading(view, before) or _sentence(view, fresh)
    return Confirmation(
        url=view.snapshot.url,
        says=says[:_LONGEST_TOLD],
        reference=_reference(view, before, fresh, says),
        next_step=_next_step(view, fresh, says, before.typed)[:_LONGEST_TOLD],
        contact=_contact(view, before.typed)[:_LONGEST_TOLD],
    )


def _new(view: PageView, before: Before) -> tuple[TextSnapshot, ...]:
    """Texts outside the site's own parts that stood on no page before."""
    known = {fold(entry.text) for page in before.pages for entry in page.snapshot.texts}
    return tuple(
        entry for entry in view.snapshot.texts if entry.landmark not in _SITE_PARTS and fold(entry.text) not in known
    )


def _says_any(view: PageView, texts: Iterable[TextSnapshot], concepts: Collection[Concept]) -> bool:
    return any(view.says(concept, entry.text) for concept in concepts for entry in texts)


def _in_words(view: PageView, fresh: Collection[TextSnapshot]) -> str:
    """The text that confirms the order in so many words: a heading before others."""
    headings = {fold(entry.text) for entry in view.snapshot.headings}
    saying = [entry for entry in fresh if not entry.error_look and view.says(Concept.ORDER_CONFIRMED, entry.text)]
    return next((one.text for one in sorted(saying, key=lambda entry: fold(entry.text) not in headings)), "")


def _announced(view: PageView, fresh: Collection[TextSnapshot]) -> str:
    """A text that is announced as the state of things and does not tell of a mistake."""
    told = (entry for entry in fresh if entry.role == "status" or entry.live)
    return next((one.text for one in told if not one.error_look and not _says_any(view, (one,), _ERRORS)), "")


def _heading(view: PageView, before: Before) -> str:
    """The page's main heading where it is new; the first page's own says nothing of an order."""
    known = {fold(page.main_heading) for page in before.pages}
    text = view.main_heading
    wrong = any(view.says(concept, text) for concept in _ERRORS)
    return "" if is_home(view.snapshot.url) or fold(text) in known or wrong else text


def _sentence(view: PageView, fresh: Collection[TextSnapshot]) -> str:
    """The first new text that says something, whatever its words; not on the first page, which has news of its own."""
    told = (entry.text for entry in fresh if not entry.error_look and not _says_any(view, (entry,), _ERRORS))
    plain = (text for text in told if not find_prices(text) and (len(text.split()) > 1 or not text.isascii()))
    return "" if is_home(view.snapshot.url) else next(plain, "")


def _reference(view: PageView, before: Before, fresh: Collection[TextSnapshot], thanks: str) -> str:
    """What looks like the order's number; of several the one marked so, or next to words about the order."""
    known = set(_words_before(before))
    best: tuple[int, str] = (0, "")
    spoken = 0
    for entry in view.snapshot.texts:
        if entry.landmark in _SITE_PARTS:
            continue
        says = 2 * (view.says(Concept.ORDER_CONFIRMED, entry.text) is not None)
        if entry in fresh or says:
            for token, marked in _identifiers(entry.text):
                if token in known:
                    continue
                weight = 4 * marked + 2 * max(says, spoken) + _is_long(token)
                if weight > best[0] and (_is_long(token) or marked or says):
                    best = (weight, _as_shown(entry.text, token))
        spoken = min(says, 1) if entry.text == thanks else says
    return best[1]


def _is_long(token: str) -> bool:
    digits = sum(char.isdigit() for char in token)
    mixed = any(char.isalpha() for char in token) and digits > 0 and len(token) >= _LEAST_MIXED
    return digits >= _LEAST_DIGITS or mixed


def _identifiers(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of letters and digits that may be a number given to something, folded, and whether a sign marks them so."""
    plain = fold_digits(fold(text.translate(_NUMBER_SIGNS)))
    for price in find_prices(text):
        plain = plain.replace(price.text, " ; ")
    plain = _NEVER.sub(" ; ", plain)
    for hit in _TOKEN.finditer(plain):
        token, marked = hit["token"].strip("."), bool(hit["mark"])
        if not any(char.isdigit() for char in token):
            continue
        if marked or not (_YEAR.fullmatch(token) or _UNIT.fullmatch(token)):
            yield token, marked


def _words_before(before: Before) -> Iterator[str]:
    texts = [entry.text for page in before.pages for entry in page.snapshot.texts]
    texts += [entry.name for page in before.pages for entry in page.snapshot.elements]
    for text in (*texts, *before.typed):
        plain = fold_digits(fold(text))
        yield from (hit["token"] for hit in _TOKEN.finditer(plain))
        yield re.sub(r"\W", "", plain)


def _as_shown(text: str, token: str) -> str:
    found = re.search(re.escape(token), fold_digits(text), re.IGNORECASE)
    return text[found.start() : found.end()] if found else token


def _next_step(view: PageView, fresh: Collection[TextSnapshot], says: str, typed: Collection[str]) -> str:
    """The text that tells what comes next: where a message goes, when the goods come; else a new sentence."""
    addresses = [value for value in typed if "@" in value]
    others = [entry for entry in fresh if fold(entry.text) != fold(says) and not entry.error_look]
    for entry in others:
        if any(fold(address) in fold(entry.text) for address in addresses) and fold(entry.text) not in addresses:
            return entry.text
    sentences = [entry for entry in others if _is_sentence(entry.text) and not find_prices(entry.text)]
    told = [entry for entry in sentences if view.says(Concept.SHIPPING_INFO, entry.text)]
    return next((entry.text for entry in (*told, *sentences)), "")


def _is_sentence(text: str) -> bool:
    plain = fold(text)
    return len(plain.split()) >= _SENTENCE_WORDS or (not plain.isascii() and len(plain) >= _SENTENCE_SIGNS)


def _contact(view: PageView, typed: Collection[str]) -> str:
    """Whom to ask: a link that writes or calls, an address in a text, a link to where one gets in touch."""
    own = {fold(value) for value in typed}
    for element in view.snapshot.elements:
        if element.href and element.href.split(":", 1)[0] in {"mailto", "tel", "whatsapp"}:
            return element.name or element.href
    for entry in view.snapshot.texts:
        if any(fold(address) not in own for address in _MAIL.findall(entry.text)):
            return entry.text
    for element in view.snapshot.elements:
        if element.href and tokens_of(route_of(element.href)) & address_words.ENQUIRIES:
            return element.name
    return ""
