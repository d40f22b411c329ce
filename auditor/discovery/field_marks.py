"""What can be seen of a field's name, and what the page says of whether it has to be filled."""

from collections.abc import Iterator

from auditor.discovery.folding import fold
from auditor.discovery.form_words import FormWord, form_says
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.model.base import Box
from auditor.model.form_step import Marking, NameSource
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot, Landmark, TextSnapshot

NAMING_PX = 60
"""How far above or beside a field a text may stand and still name it; ours."""
_COLUMN_PX = 240
_BELOW_PX = 24
_ABOVE_FORM_PX = 300
"""How far above a form a text about its fields may stand; ours, as is the distance below."""
_OVERLAP_PX = 4
_LONGEST_NAME = 120
_LONGEST_MARK = 40
_LONGEST_REQUIREMENT = 300
_POSTCODE = "〒"
_ASTERISKS = frozenset("*∗⁎✱✲＊﹡※")
_CHOSEN = frozenset({"radio", "checkbox"})
_FEW = 2
_CONTROLS = frozenset({"button", "link", "tab"})
_SITE_PARTS = frozenset({Landmark.HEADER, Landmark.FOOTER, Landmark.NAV})


def name_source(entry: FieldSnapshot) -> NameSource:
    """Where a field has its name from, also where the snapshot is of the time before anybody asked."""
    if entry.named_by:
        return NameSource(entry.named_by)
    if entry.label:
        return NameSource.LABEL
    return NameSource.PLACEHOLDER if entry.placeholder else NameSource.NONE


class FieldMarks:
    """The texts around the fields of one form."""

    def __init__(self, view: PageView, fields: tuple[FieldSnapshot, ...]) -> None:
        """Take a page and the visible fields of a form on it."""
        self._view = view
        self._fields = fields
        controls = [element for element in view.snapshot.elements if element.role in _CONTROLS]
        self._texts = tuple(
            text
            for text in view.snapshot.texts
            if text.landmark not in _SITE_PARTS and not text.struck and not _is_control(text, controls)
        )
        written = [entry for entry in fields if entry.type not in _CHOSEN]
        self._headings = {fold(one.text) for one in view.snapshot.headings} if len(written) > _FEW else set()
        self._own = {key: fold(_seen(entry)) for entry in fields if (key := entry.key)}

    def name_seen(self, entry: FieldSnapshot) -> bool:
        """Whether text that names a field can be seen: its label, or words beside it or close above."""
        if self._names(_seen(entry)):
            return True
        return any(self._names(text.text) for text in self._by(entry) if not self._is_of_another(text, entry))

    def _names(self, text: str) -> bool:
        """Whether a text has words that are more than a mark; a sign names the postcode in Japan."""
        return (_POSTCODE in text or any(char.isalpha() for char in text)) and not is_mark(self._view, text)

    def _is_of_another(self, text: TextSnapshot, entry: FieldSnapshot) -> bool:
        words = fold(text.text)
        others = (other for other in self._fields if other.key != entry.key)
        return any(words in (self._own[other.key], fold(other.description)) for other in others)

    def _by(self, entry: FieldSnapshot) -> Iterator[TextSnapshot]:
        """Texts over, beside or close above a field, no other field between.

        A heading over several fields names their section; over one or two it may be all the name there is.
        """
        for text in self._texts:
            if len(text.text) > _LONGEST_NAME or fold(text.text) in self._headings:
                continue
            close = _gap(text.box, entry.box) is not None or self._leads(text.box, entry.box)
            if close and not self._parted(text.box, entry):
                yield text

    def _leads(self, text: Box, field: Box) -> bool:
        """Whether a text begins the row in which a field stands, in a column of names."""
        before = field.x - text.x - text.width
        if self._view.snapshot.direction == "rtl":
            before = text.x - field.x - field.width
        down = min(text.y + text.height, field.y + field.height) - max(text.y, field.y)
        return down > 0 and 0 <= before <= _COLUMN_PX

    def _parted(self, box: Box, entry: FieldSnapshot) -> bool:
        """Whether another field stands between a text and a field, or closer to the text in the same row."""
        return any(_between(other.box, box, entry.box) for other in self._fields if other.key != entry.key)

    def marking(self, entry: FieldSnapshot) -> Marking:
        """Whether a field is marked as one to fill or to leave, in its label, inside it or in a few words beside it."""
        own = [_seen(entry)]
        own += [] if entry.value and entry.tag != "select" else [entry.placeholder]
        if entry.tag == "select" and entry.options and not entry.options[0][0]:
            own.append(entry.options[0][1])
        own += [text.text for text in self._texts if self._marks(text) and self._nearest(text) == entry.key]
        if any(self._view.says(Concept.OPTIONAL, text) for text in own):
            return Marking.OPTIONAL
        return Marking.REQUIRED if any(self._says_required(text) for text in own) else Marking.NONE

    def _says_required(self, text: str) -> bool:
        return bool(has_asterisk(text) or form_says(FormWord.REQUIRED, text, self._view.languages))

    def _marks(self, text: TextSnapshot) -> bool:
        """Whether a short text by itself says that something has to be filled, or need not be.

        What explains a star is about all fields.
        """
        languages = self._view.languages
        if len(text.text) > _LONGEST_MARK or form_says(FormWord.REQUIRED_FIELDS, text.text, languages):
            return False
        if has_asterisk(text.text) and form_says(FormWord.REQUIRED, text.text, languages):
            return False
        return self._says_required(text.text) or bool(self._view.says(Concept.OPTIONAL, text.text))

    def _nearest(self, text: TextSnapshot) -> str | None:
        """The field that a text stands nearest to; midway between two it is the lower one's."""
        gaps = [
            (gap * 2 if text.box.y > entry.box.y + entry.box.height else gap, entry.key)
            for entry in self._fields
            if (gap := _gap(text.box, entry.box, _BELOW_PX)) is not None
        ]
        return min(gaps)[1] if gaps else None

    def requirements(self, top: float, bottom: float) -> str:
        """A visible text about which fields have to be filled, between a form's bottom and somewhat above its top."""
        for text in self._texts:
            words = text.text
            inside = top - _ABOVE_FORM_PX <= text.box.y <= bottom
            if not inside or len(words) > _LONGEST_REQUIREMENT or fold(words) in self._own.values():
                continue
            if form_says(FormWord.REQUIRED_FIELDS, words, self._view.languages):
                return words
            explains = has_asterisk(words) or self._view.says(Concept.OPTIONAL, words)
            if explains and form_says(FormWord.REQUIRED, words, self._view.languages):
                return words
        return ""


def _is_control(text: TextSnapshot, controls: list[ElementSnapshot]) -> bool:
    """Whether a text is what a button or a link says."""
    words = fold(text.text)
    return any(
        text.selector == control.selector
        or (words in (fold(control.name), fold(control.text)) and _gap(text.box, control.box) == 0)
        for control in controls
    )


def is_mark(view: PageView, text: str) -> bool:
    """Whether a text says nothing but that something has to be filled, or need not be."""
    said = form_says(FormWord.REQUIRED, text, view.languages)
    optional = view.says(Concept.OPTIONAL, text)
    return bool((said and said.exact) or (optional and optional.exact))


def has_asterisk(text: str) -> bool:
    """Whether a text has a star, of whatever script."""
    return any(char in _ASTERISKS for char in text)


def _seen(entry: FieldSnapshot) -> str:
    return entry.seen_name if entry.named_by else entry.label


def _gap(text: Box, field: Box, below: float = 0) -> float | None:
    """How far a text stands from a field: on it, beside it, above it, or up to `below` below it; None if too far."""
    across = min(text.x + text.width, field.x + field.width) - max(text.x, field.x)
    down = min(text.y + text.height, field.y + field.height) - max(text.y, field.y)
    if across > 0 and down > _OVERLAP_PX:
        return 0
    if down > 0 and -across <= NAMING_PX:
        return max(-across, 0)
    if across > 0 and text.y < field.y and -down <= NAMING_PX:
        return max(-down, 0)
    return -down if across > 0 and text.y > field.y and -down <= below else None


def _between(other: Box, text: Box, field: Box) -> bool:
    """Whether a field's box stands between a text and another field's, above each other or in a row."""
    middle_x, middle_y = other.x + other.width / 2, other.y + other.height / 2
    aligned = other.x < field.x + field.width and field.x < other.x + other.width
    if aligned and text.y + text.height <= middle_y <= field.y:
        return True
    in_row = other.y < field.y + field.height and field.y < other.y + other.height
    left, right = sorted((text.x + text.width / 2, field.x + field.width / 2))
    beside = text.y < field.y + field.height and field.y < text.y + text.height
    return in_row and beside and left < middle_x < right
