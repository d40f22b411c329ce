"""The DOM snapshot: everything about a page that recognition and checks need, from one script."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from auditor.model.base import Box, Record


class Landmark(StrEnum):
    """The part of the page an element stands in, by landmark element or role, nearest first."""

    HEADER = "header"
    NAV = "nav"
    MAIN = "main"
    ASIDE = "aside"
    FOOTER = "footer"
    DIALOG = "dialog"
    NONE = ""


class Coverage(Record):
    """Hit-testing of five points (centre and four inset corners). Points outside the viewport are not tested."""

    tested: int
    blocked: int
    blocker_selector: str | None = None
    blocker_text: str | None = None


class ElementSnapshot(Record):
    """A visible interactive element (or one that only looks so: `clickable_look`).

    Buttons and options of one `group` stand in one block, as the answers to a question do. `plate_px` is how high the
    background or border of a link is, 0 where it has none of its own.
    """

    index: int
    tag: str
    role: str
    name: str
    text: str
    selector: str
    box: Box
    landmark: Landmark
    attributes: dict[str, str] = Field(default_factory=dict)
    href: str | None = None
    disabled: bool = False
    in_viewport: bool = False
    fixed: bool = False
    clickable_look: bool = False
    font_size_px: float = 16
    background: str = ""
    color: str = ""
    coverage: Coverage | None = None
    form: int | None = None
    card: int | None = None
    overlay: int | None = None
    group: int | None = None
    icon_only: bool = False
    badge_number: int | None = None
    popup: str | None = None
    frame: int = 0
    plate_px: float = 0


class FieldSnapshot(Record):
    """A form field, visible or not. `value` of a secret field is masked before it leaves the page.

    `named_by` is where its name comes from, as `NameSource`, empty where nobody looked. `seen_name` is what can be seen
    of labels and of the text before it, with what styles write there, such as an asterisk.
    `foreign` fields stand in a frame of another origin, as a payment service's do.
    """

    index: int
    key: str
    tag: str
    type: str
    name: str
    element_id: str
    label: str
    placeholder: str
    autocomplete: str
    inputmode: str
    value: str
    secret: bool = False
    checked: bool | None = None
    selected_index: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    disabled: bool = False
    readonly: bool = False
    maxlength: int | None = None
    pattern: str | None = None
    valid: bool = True
    validation_message: str = ""
    user_invalid: bool = False
    aria_invalid: bool = False
    error_look: bool = False
    description: str = ""
    visible: bool = True
    box: Box
    selector: str
    form: int | None = None
    landmark: Landmark = Landmark.NONE
    overlay: int | None = None
    frame: int = 0
    named_by: str = ""
    seen_name: str = ""
    foreign: bool = False


class FormSnapshot(Record):
    """A form, or a group of fields that act as one; `submits` are indexes of elements that can submit it."""

    index: int
    selector: str
    action: str
    method: str
    role: str
    name: str
    box: Box
    visible: bool
    landmark: Landmark
    fields: tuple[int, ...] = ()
    submits: tuple[int, ...] = ()
    novalidate: bool = False
    frame: int = 0


class ImageSnapshot(Record):
    """An `img` that takes part in the layout."""

    src: str
    alt: str
    complete: bool
    natural_width: int
    natural_height: int
    visible: bool
    lazy: bool
    selector: str
    box: Box
    landmark: Landmark
    card: int | None = None


class HeadingSnapshot(Record):
    """A visible heading."""

    level: int
    text: str
    box: Box
    landmark: Landmark


class TextSnapshot(Record):
    """A visible run of text: the own text of one element."""

    text: str
    selector: str
    box: Box
    landmark: Landmark
    role: str = ""
    live: bool = False
    error_look: bool = False
    struck: bool = False
    card: int | None = None
    form: int | None = None


class CardSnapshot(Record):
    """A candidate product card: the largest block around one link target that holds no other such target.

    `signature` is equal for siblings of the same build, so that repeated cards can be grouped.
    """

    index: int
    selector: str
    signature: str
    href: str | None
    link: int | None
    name: str
    has_image: bool
    price_text: str
    text: str
    box: Box
    landmark: Landmark
    visible: bool = True


class OverlaySnapshot(Record):
    """A dialog, or a fixed or sticky block that stands over the page."""

    index: int
    selector: str
    role: str
    text: str
    marks: str
    box: Box
    modal: bool = False
    viewport_share: float = 0


class FrameSnapshot(Record):
    """A frame of the page; `readable` is false where its origin forbids a look inside. `title` is title and name.

    Of such a frame only fields, what sends them and what is said are read (all of it where it stands over the page).
    `frame` is the frame that holds it, counted as everywhere: 0 is the page, 1 the first of `frames`. `form` is the
    form of the page that the frame stands in. `loading`: its document had not come yet, or not whole.
    """

    url: str
    selector: str
    readable: bool
    box: Box
    frame: int = 0
    title: str = ""
    visible: bool = True
    landmark: Landmark = Landmark.NONE
    form: int | None = None
    overlay: int | None = None
    loading: bool = False


class ChallengeSnapshot(Record):
    """A visible frame or block marked as a challenge to prove that one is human; `pinned` ones do not scroll along."""

    selector: str
    marks: str
    box: Box
    pinned: bool = False
    landmark: Landmark = Landmark.NONE
    form: int | None = None


class StepListSnapshot(Record):
    """A visible list of a few short entries, or a bar of progress.

    `current`: one entry is marked as the step one is on. `links` is how many links it holds.
    """

    selector: str
    text: str
    box: Box
    landmark: Landmark = Landmark.NONE
    items: tuple[str, ...] = ()
    ordered: bool = False
    bar: bool = False
    current: bool = False
    links: int = 0


class DomSnapshot(Record):
    """One page at one moment. Boxes are in document coordinates; `scroll_y` is where the viewport stood."""

    kind: Literal["dom"] = "dom"
    url: str
    title: str
    language: str
    direction: str
    ready_state: str
    viewport_width: int
    viewport_height: int
    scroll_y: float = 0
    document_height: float = 0
    text_length: int = 0
    has_canvas_or_video: bool = False
    focused_selector: str | None = None
    meta: dict[str, str] = Field(default_factory=dict)
    json_ld: tuple[Any, ...] = ()
    elements: tuple[ElementSnapshot, ...] = ()
    fields: tuple[FieldSnapshot, ...] = ()
    forms: tuple[FormSnapshot, ...] = ()
    images: tuple[ImageSnapshot, ...] = ()
    headings: tuple[HeadingSnapshot, ...] = ()
    texts: tuple[TextSnapshot, ...] = ()
    cards: tuple[CardSnapshot, ...] = ()
    overlays: tuple[OverlaySnapshot, ...] = ()
    frames: tuple[FrameSnapshot, ...] = ()
    challenges: tuple[ChallengeSnapshot, ...] = ()
    step_lists: tuple[StepListSnapshot, ...] = ()
    closed_shadow_hosts: int = 0
    truncated: bool = False
