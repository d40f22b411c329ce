"""What a shop says when it will not sell what is in the cart: the obstacle in its own words."""

from dataclasses import dataclass

from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.model.snapshot import Landmark

_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})
_LONGEST = 200


@dataclass(frozen=True)
class Refusal:
    """A message by which the shop refuses to go on: what it says, and whether it is about delivery."""

    quote: str
    shipping: bool = False

    @property
    def told(self) -> str:
        """The obstacle, for a person."""
        obstacle = "what is in the cart cannot be shipped" if self.shipping else "the shop refuses what is in the cart"
        return f"{obstacle}: “{self.quote}”"


def refusal_on(view: PageView, before: PageView) -> Refusal | None:
    """The message that came when the checkout was asked for, else one that stands on the page as an error.

    A message that says no more than that something went wrong is the shop's failure, and no refusal.
    """
    known = {fold(entry.text) for entry in before.snapshot.texts}
    messages = [
        entry
        for entry in view.snapshot.texts
        if (entry.live or entry.error_look) and entry.landmark not in _SITE_PARTS and entry.text.strip()
    ]
    fresh = [entry.text for entry in messages if fold(entry.text) not in known]
    standing = [entry.text for entry in messages if entry.error_look]
    anywhere = [entry.text for entry in view.snapshot.texts if entry.landmark not in _SITE_PARTS]
    for text in (*fresh, *standing, *anywhere):
        if fold(text) not in known and view.says(Concept.NOT_SHIPPABLE, text):
            return Refusal(text[:_LONGEST], shipping=True)
    for text in (*fresh, *standing):
        if not view.says(Concept.GENERIC_ERROR, text) and not view.says(Concept.ADDED_TO_CART, text):
            return Refusal(text[:_LONGEST])
    return None
