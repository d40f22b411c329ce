"""Puts what was read in frames of other origins into the snapshot of the page that holds them. Pure."""

from collections.abc import Iterable

from auditor.model.base import Box
from auditor.model.snapshot import (
    DomSnapshot,
    ElementSnapshot,
    FieldSnapshot,
    FormSnapshot,
    FrameSnapshot,
    Landmark,
    OverlaySnapshot,
    TextSnapshot,
)

_LONGEST_OVERLAY_TEXT = 400  # as the script that reads pages


def with_frame(page: DomSnapshot, index: int, inside: DomSnapshot) -> DomSnapshot:
    """Return the page's snapshot with what a frame of another origin holds.

    Taken are its fields, what sends them and, where it has fields, its texts; all of its controls and texts where the
    frame stands over the page. Fields that nothing in the frame sends belong to the form around the frame, as those of
    a card do whose every field a payment service hosts in a frame of its own.

    Args:
        page: the page.
        index: the frame, as counted in `page.frames`: 1 is the first.
        inside: the frame's own snapshot, in its own coordinates.

    """
    holder = page.frames[index - 1]
    if not (any(entry.visible for entry in inside.fields) or holder.overlay is not None):
        return page
    return _Merging(page, index, holder, inside).merged()


class _Merging:
    """The counts and places of one frame's parts in the page's snapshot."""

    def __init__(self, page: DomSnapshot, index: int, holder: FrameSnapshot, inside: DomSnapshot) -> None:
        self._page, self._index, self._holder, self._inside = page, index, holder, inside
        edge = max(0.0, (holder.box.width - inside.viewport_width) / 2)  # a border is as wide on either side
        self._left = holder.box.x + edge
        self._top = holder.box.y + edge - inside.scroll_y
        taken = [entry for entry in inside.elements if self._is_taken(entry)]
        self._elements = {entry.index: len(page.elements) + place for place, entry in enumerate(taken)}
        kept = [form for form in inside.forms if any(one in self._elements for one in form.submits)]
        self._forms = {form.index: len(page.forms) + place for place, form in enumerate(kept)}
        self._fields = {entry.index: len(page.fields) + place for place, entry in enumerate(inside.fields)}

    def merged(self) -> DomSnapshot:
        """The page with the frame's parts."""
        page, inside = self._page, self._inside
        keys = {entry.key for entry in page.fields}
        fields = tuple(self._field(entry, keys) for entry in inside.fields)
        elements = tuple(self._element(entry) for entry in inside.elements if entry.index in self._elements)
        forms = tuple(self._form(form) for form in inside.forms if form.index in self._forms)
        focused = page.focused_selector
        if focused == self._holder.selector and inside.focused_selector:
            focused = inside.focused_selector
        return page.model_copy(
            update={
                "fields": page.fields + fields,
                "elements": page.elements + elements,
                "forms": self._forms_around(fields) + forms,
                "texts": page.texts + tuple(self._text(entry) for entry in inside.texts),
                "overlays": tuple(self._overlay(entry) for entry in page.overlays),
                "frames": page.frames + tuple(self._frame(entry) for entry in inside.frames),
                "focused_selector": focused,
                "closed_shadow_hosts": page.closed_shadow_hosts + inside.closed_shadow_hosts,
                "truncated": page.truncated or inside.truncated,
            }
        )

    def _is_taken(self, entry: ElementSnapshot) -> bool:
        if self._holder.overlay is not None:
            return True
        return entry.form is not None and any(
            self._inside.fields[field].visible for field in self._inside.forms[entry.form].fields
        )

    def _frame_of(self, index: int) -> int:
        """A frame's number in the page; the frame's own document is the frame itself."""
        return self._index if index == 0 else len(self._page.frames) + index

    def _form_of(self, index: int | None) -> int | None:
        return self._holder.form if index is None or index not in self._forms else self._forms[index]

    def _moved(self, box: Box) -> Box:
        return box.model_copy(update={"x": round(box.x + self._left, 1), "y": round(box.y + self._top, 1)})

    def _landmark(self, own: Landmark) -> Landmark:
        return own if self._holder.landmark is Landmark.NONE else self._holder.landmark

    def _field(self, entry: FieldSnapshot, keys: set[str]) -> FieldSnapshot:
        base, key, times = entry.key, entry.key, 1
        while key in keys:
            times += 1
            key = f"{base} #{times}"
        keys.add(key)
        return entry.model_copy(
            update={
                "index": self._fields[entry.index],
                "key": key,
                "box": self._moved(entry.box),
                "visible": entry.visible and self._holder.visible,
                "form": self._form_of(entry.form),
                "landmark": self._landmark(entry.landmark),
                "overlay": self._holder.overlay,
                "frame": self._frame_of(entry.frame),
                "foreign": True,
            }
        )

    def _element(self, entry: ElementSnapshot) -> ElementSnapshot:
        box = self._moved(entry.box)
        return entry.model_copy(
            update={
                "index": self._elements[entry.index],
                "box": box,
                "in_viewport": entry.in_viewport and self._in_viewport(box),
                "form": self._form_of(entry.form),
                "landmark": self._landmark(entry.landmark),
                "card": None,
                "overlay": self._holder.overlay,
                "group": None,
                "frame": self._frame_of(entry.frame),
            }
        )

    def _in_viewport(self, box: Box) -> bool:
        page = self._page
        across = box.x < page.viewport_width and box.x + box.width > 0
        return across and page.scroll_y < box.y + box.height and box.y < page.scroll_y + page.viewport_height

    def _form(self, form: FormSnapshot) -> FormSnapshot:
        return form.model_copy(
            update={
                "index": self._forms[form.index],
                "box": self._moved(form.box),
                "visible": form.visible and self._holder.visible,
                "landmark": self._landmark(form.landmark),
                "fields": tuple(self._fields[one] for one in form.fields),
                "submits": tuple(self._elements[one] for one in form.submits if one in self._elements),
                "frame": self._frame_of(form.frame),
            }
        )

    def _forms_around(self, fields: Iterable[FieldSnapshot]) -> tuple[FormSnapshot, ...]:
        """The page's forms; that around the frame holds the fields which nothing in the frame sends."""
        around = tuple(entry.index for entry in fields if entry.form == self._holder.form)
        return tuple(
            form.model_copy(update={"fields": form.fields + around}) if form.index == self._holder.form else form
            for form in self._page.forms
        )

    def _text(self, entry: TextSnapshot) -> TextSnapshot:
        return entry.model_copy(
            update={
                "box": self._moved(entry.box),
                "landmark": self._landmark(entry.landmark),
                "card": None,
                "form": self._form_of(entry.form),
            }
        )

    def _overlay(self, entry: OverlaySnapshot) -> OverlaySnapshot:
        if entry.index != self._holder.overlay:
            return entry
        said = " ".join((entry.text, *(text.text for text in self._inside.texts)))
        return entry.model_copy(update={"text": said[:_LONGEST_OVERLAY_TEXT].strip()})

    def _frame(self, entry: FrameSnapshot) -> FrameSnapshot:
        return entry.model_copy(
            update={
                "box": self._moved(entry.box),
                "readable": False,
                "frame": self._frame_of(entry.frame),
                "visible": entry.visible and self._holder.visible,
                "landmark": self._landmark(entry.landmark),
                "form": self._form_of(entry.form),
                "overlay": self._holder.overlay,
            }
        )
