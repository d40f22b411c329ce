"""Makes snapshots of pages from short literals; what a literal leaves out gets the defaults of case files."""

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.casefiles import complete
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.model.journey import Stage
from auditor.model.snapshot import DomSnapshot

Part = Mapping[str, Any]

SHOP = "https://shop.example"


def page(path: str = "/", language: str = "en", **parts: Any) -> PageView:
    """A page of the shop.

    Elements and fields tell their form by its place in `forms`; the forms' own lists follow. A button of a form sends
    it unless it is told otherwise by `type`.
    """
    elements: Sequence[Part] = parts.pop("elements", ())
    fields: Sequence[Part] = parts.pop("fields", ())
    forms = [
        {
            "selector": f"form#at-{place}",
            "fields": tuple(index for index, entry in enumerate(fields) if entry.get("form") == place),
            "submits": tuple(index for index, entry in enumerate(elements) if _sends(entry, place)),
            **told,
        }
        for place, told in enumerate(parts.pop("forms", ()))
    ]
    table = {"language": language, "elements": list(elements), "fields": list(fields), "forms": forms, **parts}
    snapshot = complete(DomSnapshot, table, url=SHOP + path, stage=Stage.LANDING)
    assert isinstance(snapshot, DomSnapshot)
    return PageView(snapshot)


def _sends(element: Part, form: int) -> bool:
    kind = element.get("attributes", {}).get("type", "submit")
    return element.get("form") == form and element.get("role", "button") == "button" and kind == "submit"


def button(name: str, **facts: Any) -> Part:
    """A button; keywords that are no facts of an element (`id`, `data_action`, `class_`) are its attributes."""
    return {"name": name, **_with_attributes(facts)}


def link(name: str, href: str, **facts: Any) -> Part:
    """A link."""
    return {"name": name, "href": href, "tag": "a", "role": "link", **_with_attributes(facts)}


_ATTRIBUTES = {"id": "id", "class_": "class", "type": "type", "title": "title", "aria_expanded": "aria-expanded"}


def _with_attributes(facts: Mapping[str, Any]) -> dict[str, Any]:
    named = {
        _ATTRIBUTES.get(fact, fact.replace("_", "-")): value
        for fact, value in facts.items()
        if fact in _ATTRIBUTES or fact.startswith("data_")
    }
    plain = {fact: value for fact, value in facts.items() if fact not in _ATTRIBUTES and not fact.startswith("data_")}
    return {"attributes": named, **plain}


def field(name: str, label: str = "", **facts: Any) -> Part:
    """A field to type into."""
    return {"name": name, "label": label, "selector": f"[name='{name}']", **facts}


def select(name: str, label: str, options: Mapping[str, str], chosen: int | None = 0, **facts: Any) -> Part:
    """A list to choose from: `options` by value."""
    value = list(options)[chosen] if chosen is not None else ""
    told = {"tag": "select", "type": "select-one", "options": tuple(options.items()), "selected_index": chosen}
    return field(name, label, **{**told, "value": value, **facts})


def tick(name: str, label: str, **facts: Any) -> Part:
    """A checkbox."""
    return field(name, label, **{"type": "checkbox", "value": "1", "checked": False, **facts})


def radio(name: str, value: str, label: str, **facts: Any) -> Part:
    """A radio button of the group `name`."""
    told = {"type": "radio", "value": value, "checked": False, "key": f"{name}={value}"}
    return field(name, label, **{**told, "selector": f"[value='{value}']", **facts})


def text(words: str, **facts: Any) -> Part:
    """A text, far below where fields stand unless told otherwise."""
    return {"text": words, "box": [100, 1000, 300, 20], **facts}


def heading(words: str, level: int = 1, **facts: Any) -> Part:
    """A heading."""
    return {"text": words, "level": level, "box": [100, 20, 600, 40], **facts}


def card(name: str, href: str | None, price: str = "", **facts: Any) -> Part:
    """A block of a list that links somewhere."""
    return {"name": name, "href": href, "price_text": price, "text": f"{name} {price}", "link": None, **facts}


def overlay(words: str, **facts: Any) -> Part:
    """A modal block over the page."""
    return {"text": words, "modal": True, "marks": "", **facts}


def names(ranked: Sequence[Ranked]) -> list[str]:
    """The candidates' names, best first."""
    return [entry.candidate.name for entry in ranked]


def best(ranked: Sequence[Ranked]) -> str:
    """The name of the best candidate; empty where there is none."""
    return ranked[0].candidate.name if ranked else ""


def reasons(ranked: Sequence[Ranked], name: str) -> tuple[str, ...]:
    """Why the candidate called `name` is one, and what speaks against it."""
    return next(entry.candidate.reasons for entry in ranked if entry.candidate.name == name)
