"""A part of a page that stands before the shop, and what a shopper does about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.model.recognition import Role
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark, OverlaySnapshot

_TYPED = frozenset({"text", "email", "tel", "search", "password", "number", "url", ""})


@dataclass(frozen=True)
class Answer:
    """What to put into fields first (an option's value, a text, `on` for a tick), and what to press.

    `press` is None where the Escape key is the answer.
    """

    role: Role
    press: Ranked | None
    entries: tuple[tuple[FieldSnapshot, str], ...] = ()
    place: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Equal for answers that do the same to the same thing."""
        return self.place, self.press.target.selector if self.press else ""


@dataclass(frozen=True)
class Scope:
    """A block over the page, or the page itself, as the place of a question."""

    view: PageView
    text: str
    elements: tuple[ElementSnapshot, ...]
    fields: tuple[FieldSnapshot, ...]
    place: str = ""

    @classmethod
    def of_overlay(cls, view: PageView, overlay: OverlaySnapshot) -> "Scope":
        """What stands in a block over the page."""
        return cls(
            view,
            overlay.text,
            tuple(one for one in view.snapshot.elements if one.overlay == overlay.index and not one.disabled),
            tuple(one for one in view.snapshot.fields if one.overlay == overlay.index and not one.disabled),
            overlay.selector,
        )

    @classmethod
    def of_page(cls, view: PageView) -> "Scope":
        """The page without its footer."""
        snapshot = view.snapshot
        texts = [one.text for one in snapshot.headings if one.landmark is not Landmark.FOOTER]
        texts += [one.text for one in snapshot.texts if one.landmark is not Landmark.FOOTER]
        return cls(
            view,
            " ".join((view.snapshot.title, *texts)),
            tuple(one for one in view.snapshot.elements if one.landmark is not Landmark.FOOTER and not one.disabled),
            tuple(one for one in view.snapshot.fields if one.landmark is not Landmark.FOOTER and not one.disabled),
        )

    @property
    def typed(self) -> Iterator[FieldSnapshot]:
        """The visible fields that one types into."""
        return (one for one in self.fields if one.visible and one.tag == "input" and one.type in _TYPED)

    @property
    def buttons(self) -> tuple[ElementSnapshot, ...]:
        """The controls that answer rather than lead elsewhere."""
        return tuple(one for one in self.elements if one.role == "button" or one.tag in {"button", "input"})

    def sends(self, element: ElementSnapshot, entry: FieldSnapshot) -> bool:
        """Whether a control sends the form of a field."""
        return entry.form is not None and element.index in self.view.snapshot.forms[entry.form].submits
