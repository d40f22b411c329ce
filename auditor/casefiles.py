"""Records from abbreviated tables: whatever a case leaves out gets a plain default. Used by `auditor.testing`."""

import types
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import urljoin

from auditor.model.base import Box, Record
from auditor.model.journey import Stage

_ADDRESSES = frozenset(
    {"url", "requested_url", "final_url", "page_url", "from_url", "cart_url", "product_url", "href", "src"}
)
_BOX = (100, 100, 200, 40)
_NEVER_FILLED = frozenset({"href", "src", "cart_url"})

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "DomSnapshot": {
        "language": "en",
        "direction": "ltr",
        "ready_state": "complete",
        "viewport_width": 1280,
        "viewport_height": 720,
        "text_length": 600,
    },
    "ElementSnapshot": {"tag": "button", "role": "button", "landmark": "main"},
    "FieldSnapshot": {"tag": "input", "type": "text", "landmark": "main"},
    "FormSnapshot": {"method": "post", "visible": True, "landmark": "main"},
    "ImageSnapshot": {"complete": True, "natural_width": 400, "visible": True, "landmark": "main"},
    "HeadingSnapshot": {"level": 1, "landmark": "main"},
    "TextSnapshot": {"landmark": "main"},
    "CardSnapshot": {"signature": "li.card", "has_image": True, "landmark": "main"},
    "PageResponse": {"status": 200},
    "RequestRecord": {"method": "GET", "resource_type": "fetch", "status": 200},
    "Screenshot": {"blob": "run/blobs/picture.png", "media_type": "image/png", "width": 1280, "height": 720},
    "Candidate": {"confidence": 0.9},
    "Recognition": {"page_kind_proven": True, "exhausted": True},
    "ClickTrial": {"role": "add_to_cart"},
    "CartTrial": {"product_name": "Blue mug"},
    "SearchTrial": {"query_kind": "known", "query": "blue mug", "known_from": "a card of the landing page"},
    "FieldState": {"type": "text", "kept": True},
    "FormSubmission": {"broken_field": "Card number", "broken_purpose": "card_number", "typed": "4242 4242 4242 43"},
    "FormTrial": {"form": "form#order"},
    "Typing": {"purpose": "unknown"},
    "TypingTrial": {"form": "form#order"},
    "ReturnTrial": {"form": "form#address", "from_url": "/checkout/payment"},
    "DoubleSubmitTrial": {"form": "form#order"},
    "LeadAnswer": {"form": "form#enquiry", "status": 200},
    "Confirmation": {"status": 200},
    "Correction": {"form": "form#order", "mistake": "email"},
    "FormField": {"type": "text"},
    "FormStep": {"form": "form#order"},
    "ReloadTrial": {"item": "Blue mug", "in_cart_before": True},
}
"""What the fields of a record are where a case does not tell, by the record's name."""

MIRRORED: Mapping[str, Mapping[str, str]] = {
    "ElementSnapshot": {"text": "name"},
    "FieldSnapshot": {"key": "name", "element_id": "name"},
    "SearchTrial": {"intended": "query"},
    "Typing": {"label": "key"},
    "FieldState": {"label": "key", "purpose": "key", "after": "before"},
    "FieldSign": {"label": "key"},
    "Correction": {"label": "key"},
    "FormField": {"label": "key", "purpose": "key"},
}
"""Fields that, left out, have the value of another one."""

_PAGE_KINDS = {
    Stage.LANDING: "landing",
    Stage.LISTING: "listing",
    Stage.SEARCH: "results",
    Stage.PRODUCT: "product",
    Stage.CART: "cart",
    Stage.CHECKOUT: "checkout",
}


def records_of(union: Any) -> dict[str, type[Record]]:
    """The records of a discriminated union, by their kind."""
    kinds = (kind for kind in _records_in(union) if "kind" in kind.model_fields)
    return {str(kind.model_fields["kind"].default): kind for kind in kinds}


def complete(record: type[Record], table: Mapping[str, Any], *, url: str, stage: Stage, place: int = 0) -> Record:
    """Make a record of a table.

    Args:
        record: its type.
        table: the fields told.
        url: the address of the page; relative addresses are meant from there, and it fills addresses left out.
        stage: the stage of the visit, from which a recognition's kind of page follows.
        place: the record's place among its siblings; indexes left out are numbered by it.

    Raises:
        ValueError: a field is unknown or has a value of the wrong kind.
    """
    name = record.__name__
    told: dict[str, Any] = {**DEFAULTS.get(name, {}), **table}
    for field, other in MIRRORED.get(name, {}).items():
        if field not in told and other in told:
            told[field] = told[other]
    if {"failure", "error"} & told.keys() and "status" not in table:
        told.pop("status", None)
    if name == "Recognition":
        told.setdefault("page_kind", _PAGE_KINDS.get(stage, "other"))
    fields = {}
    for field, info in record.model_fields.items():
        if field in told:
            fields[field] = _value(field, info.annotation, told.pop(field), url=url, stage=stage)
        elif info.is_required():
            fields[field] = _plain(field, info.annotation, url=url, place=place)
    return record(**fields, **told)


def _value(field: str, annotation: Any, told: Any, *, url: str, stage: Stage) -> Any:
    records = list(_records_in(annotation))
    if Box in records and isinstance(told, list) and len(told) == len(_BOX) and not isinstance(told[0], list | dict):
        return Box(**dict(zip(("x", "y", "width", "height"), told, strict=True)))
    if records and isinstance(told, list):
        entries = enumerate(_repeated(told))
        return tuple(complete(records[0], entry, url=url, stage=stage, place=place) for place, entry in entries)
    if records and isinstance(told, dict):
        return complete(records[0], told, url=url, stage=stage)
    if field in _ADDRESSES and isinstance(told, str) and told:
        return urljoin(url, told)
    return told


def _repeated(entries: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The entries, those with `times` as often as they say, `{n}` in their texts counted from 1."""
    for entry in entries:
        if "times" not in entry:
            yield entry
            continue
        for number in range(1, entry["times"] + 1):
            yield {
                key: value.replace("{n}", str(number)) if isinstance(value, str) else value
                for key, value in entry.items()
                if key != "times"
            }


def _plain(field: str, annotation: Any, *, url: str, place: int) -> Any:
    """The plainest value of a required field that nobody told."""
    named = {"selector": f"#at-{place}", "index": place, "attempt": place + 1}
    if field in named:
        return named[field]
    if field in _ADDRESSES - _NEVER_FILLED:
        return url
    kinds = _alternatives(annotation)
    if type(None) in kinds:
        return None
    return _plain_of(kinds[0])


def _plain_of(kind: Any) -> Any:
    if kind is Box:
        return Box(**dict(zip(("x", "y", "width", "height"), _BOX, strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {bool: False, int: 0, float: 0.0, str: ""}.get(kind, ())


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, types.UnionType} else (annotation,)


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    """Every record type named in an annotation, in order."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Record):
            yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _records_in(get_args(annotation)[0])
    else:
        for part in get_args(annotation):
            yield from _records_in(part)
