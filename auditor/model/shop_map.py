"""What was recognised of a shop on the way to its checkout: what `friction map` prints and its JSON document is."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from auditor.model.base import Record
from auditor.model.journey import Locator
from auditor.model.recognition import Attempt
from auditor.model.result import ToolInfo

MAP_SCHEMA_VERSION = 1

SURE = 0.8
LIKELY = 0.5
"""Confidence from which recognition calls itself sure, and likely. The figures are ours."""


class Sureness(StrEnum):
    """Confidence in a word, the same wherever it is told: sure from 0.8, likely from 0.5, else unsure."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"

    @classmethod
    def of(cls, confidence: float) -> "Sureness":
        """The word for a confidence from 0 to 1."""
        if confidence >= SURE:
            return cls.SURE
        return cls.LIKELY if confidence >= LIKELY else cls.UNSURE


class PartName(StrEnum):
    """A part of a shop on the way to its checkout, in the order of the way; the last two where nothing is sold."""

    SEARCH = "search"
    RESULTS = "results"
    LISTING = "listing"
    PRODUCT = "product"
    ADD_TO_CART = "add_to_cart"
    CART = "cart"
    CHECKOUT = "checkout"
    GUEST = "guest"
    CALL_TO_ACTION = "call_to_action"
    FORM = "form"


class PartStatus(StrEnum):
    """What became of looking for a part.

    `found`: it was used and did what it should. `seen`: it is there and was not used. `not_found`: nothing served.
    `absent`: nothing on the page is like it, and the way goes on without. `not_needed`: the way did not ask for it.
    `not_reached`: the walk ended before. `beyond_safety`: `--safety` did not allow to go there.
    """

    FOUND = "found"
    SEEN = "seen"
    NOT_FOUND = "not_found"
    ABSENT = "absent"
    NOT_NEEDED = "not_needed"
    NOT_REACHED = "not_reached"
    BEYOND_SAFETY = "beyond_safety"


class MappedControl(Record):
    """A control: its accessible name, its ARIA role, how to find it again, how sure recognition is of it and why."""

    name: str
    role: str = ""
    selector: str
    locator: Locator | None = None
    href: str | None = None
    confidence: float = Field(ge=0, le=1)
    sureness: Sureness
    reasons: tuple[str, ...] = ()
    outcome: Attempt = Attempt.NOT_TRIED


class Look(Record):
    """A page on which a part was looked for in vain: for what, among how many, and which came closest."""

    page: str
    looked_for: str
    weighed: int
    tried: tuple[MappedControl, ...] = ()
    closest: MappedControl | None = None


class MappedPart(Record):
    """One part of the shop.

    `page` is the path of the page it was recognised on, `leads_to` that of the page it led to; whole addresses where
    they are on another host. `control` is None where the way needed none. `others` are the runners-up.
    """

    name: PartName
    status: PartStatus
    page: str | None = None
    leads_to: str | None = None
    control: MappedControl | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    sureness: Sureness | None = None
    reasons: tuple[str, ...] = ()
    others: tuple[MappedControl, ...] = ()
    looked: tuple[Look, ...] = ()
    note: str | None = None


class Closed(Record):
    """What stood over a page and was answered or closed on the way."""

    what: Literal["consent banner", "pop-up"]
    page: str
    control: MappedControl


class ShopMap(Record):
    """What was recognised of a shop. `complete` says that nothing is missing up to where the walk was to go."""

    schema_version: int = MAP_SCHEMA_VERSION
    tool: ToolInfo
    target: str
    mapped_at: AwareDatetime
    duration_ms: float
    device: str
    locale: str | None = None
    language: str = ""
    safety: str
    query: str | None = None
    complete: bool
    ended: str | None = None
    interrupted: str | None = None
    parts: tuple[MappedPart, ...]
    closed: tuple[Closed, ...] = ()

    def part(self, name: PartName) -> MappedPart | None:
        """The part of a name, where it was looked for."""
        return next((part for part in self.parts if part.name is name), None)
