"""What a shop says when it will not sell what is in the cart: the obstacle in its own words."""

from dataclasses import dataclass

from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView, is_home
from auditor.model.snapshot import Landmark
from auditor.model.wording import say

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_LONGEST = 200
_LEAST_LETTERS = 12
"""Letters of the one message of a page below which it says too little to be quoted as the obstacle; ours."""
_MOST_MESSAGES = 3
_FIRST_SIGN = "\u2e80"
_UNFINISHED = ("…", "...")


@dataclass(frozen=True)
class Refusal:
    """A message by which the shop refuses to go on: what it says, whether it is about delivery, whether it is all."""

    quote: str
    shipping: bool = False
    alone: bool = False

    @property
    def told(self) -> str:
        """The obstacle, for a person."""
        if self.alone:
            return say("the checkout shows nothing but a message: “{quote}”", quote=self.quote)
        if self.shipping:
            return say("what is in the cart cannot be shipped: “{quote}”", quote=self.quote)
        return say("the shop refuses what is in the cart: “{quote}”", quote=self.quote)


def refusal_on(view: PageView, before: PageView, boxes: tuple[str, ...] = ()) -> Refusal | None:
    """The message that came when the checkout was asked for, else one that stands on the page as an error.

    `boxes` are the texts of native dialogs that opened.

    A message that says no more than that something went wrong is the shop's failure, and no refusal.
    """
    known = {fold(entry.text) for entry in before.snapshot.texts}
    controls = {fold(name) for element in view.snapshot.elements for name in (element.name, element.text)}
    # Sent back to the first page one sees what it always says, be it red.
    sent_home = is_home(view.snapshot.url) and not is_home(before.snapshot.url)
    messages = [
        entry
        for entry in view.snapshot.texts
        if (entry.live or (entry.error_look and not sent_home))
        and entry.landmark not in _SITE_PARTS
        and fold(entry.text) not in controls
        and _weight(entry.text) >= _LEAST_LETTERS
    ]
    fresh = [text for text in boxes if text.strip()]
    fresh += [entry.text for entry in messages if fold(entry.text) not in known]
    standing = [entry.text for entry in messages if entry.error_look]
    anywhere = [entry.text for entry in view.snapshot.texts if entry.landmark not in _SITE_PARTS]
    for text in (*fresh, *standing, *anywhere):
        if fold(text) not in known and view.says(Concept.NOT_SHIPPABLE, text):
            return Refusal(text[:_LONGEST], shipping=True)
    for text in (*fresh, *standing):
        if not view.says(Concept.GENERIC_ERROR, text) and not view.says(Concept.ADDED_TO_CART, text):
            return Refusal(text[:_LONGEST])
    said = next((text for text in anywhere if view.says(Concept.NOT_SHIPPABLE, text)), None)
    return Refusal(said[:_LONGEST], shipping=True) if said else _sole_message(view)


def _weight(text: str) -> int:
    """The letters of a text; a sign of the scripts that write words by signs counts for three."""
    return sum(3 if letter >= _FIRST_SIGN else 1 for letter in text if letter.isalpha())


def _sole_message(view: PageView) -> Refusal | None:
    """The message of a page that holds nothing else: no field, no control, no picture, and few words."""
    fields = any(field.visible for field in view.snapshot.fields)
    controls = any(element.landmark not in _SITE_PARTS for element in view.snapshot.elements)
    if fields or controls or view.snapshot.frames or any(image.visible for image in view.snapshot.images):
        return None
    texts = [entry.text.strip() for entry in view.snapshot.texts if entry.landmark not in _SITE_PARTS]
    quote = " ".join(text for text in texts if text)
    letters = sum(letter.isalpha() for letter in quote)
    if not _LEAST_LETTERS <= letters <= _LONGEST or len(texts) > _MOST_MESSAGES or quote.endswith(_UNFINISHED):
        return None
    return None if view.says(Concept.GENERIC_ERROR, quote) else Refusal(quote[:_LONGEST], alone=True)
