"""A journey file written from a map: what was walked, for a person to read, correct and walk again.

Every step stands with what was recognised for it, how sure that is and why. Where recognition was sure, the step is
left to it and the control stands there as a comment, ready to be taken; where it was not, or where other candidates had
failed before, the control is named. Products are never named: goods come and go.
"""

import hashlib
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path

import yaml

from auditor.errors import UsageError
from auditor.model.journey import (
    AddToCart,
    FillForm,
    Goto,
    Journey,
    Locator,
    OpenCart,
    OpenForm,
    OpenListing,
    OpenProduct,
    PlaceOrder,
    Search,
    StartCheckout,
    Step,
)
from auditor.model.map_words import PART_NAMES, STATUS_WORDS, control_in_words, how_sure, look_in_words, plain
from auditor.model.recognition import Attempt
from auditor.model.shop_map import MappedPart, PartName, PartStatus, ShopMap, Sureness

_MARK = "# Written by friction map"
_WIDTH = 110
_DEFAULT_TIMEOUT_MS = 15_000
_WORDS: dict[type, tuple[str, PartName | None]] = {
    Search: ("search", PartName.SEARCH),
    OpenListing: ("open-listing", PartName.LISTING),
    OpenProduct: ("open-product", PartName.PRODUCT),
    AddToCart: ("add-to-cart", PartName.ADD_TO_CART),
    OpenCart: ("open-cart", PartName.CART),
    StartCheckout: ("start-checkout", PartName.CHECKOUT),
    PlaceOrder: ("place-order", None),
    OpenForm: ("open-form", PartName.CALL_TO_ACTION),
    FillForm: ("fill-form", None),
}
_INTRODUCTION = (
    "Correct what is wrong and pass it back as shown. A step finds its control by itself; where it takes the wrong "
    "one, take the sign # away before `control` and name the right one there (docs/journeys.md tells how)."
)


def is_worth_writing(shop_map: ShopMap) -> bool:
    """Whether there is anything in a map that a journey could tell."""
    return any(part.status in {PartStatus.FOUND, PartStatus.SEEN} for part in shop_map.parts)


def require_writable(path: Path, *, force: bool) -> None:
    """See that a journey may be written there, before anything is walked for it.

    Raises:
        UsageError: something stands there that a person wrote or changed, or the folder is missing.
    """
    told = f"--write {path}"
    if not path.parent.is_dir():
        raise UsageError(f"{told}: there is no folder {path.parent}")
    if path.is_dir():
        raise UsageError(f"{told}: a folder is in the way: expected the name of a file, such as journey.yaml")
    if force or not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.startswith(_MARK):
        raise UsageError(f"{told}: there is a file already that friction map did not write: name another, or --force")
    if not is_untouched(text):
        raise UsageError(f"{told}: the file was changed since friction map wrote it: name another, or --force")


def is_untouched(text: str) -> bool:
    """Whether a journey file is as it was written here, without a correction of anybody's."""
    first, _, rest = text.partition("\n")
    return first.startswith(_MARK) and first.endswith(f" {_digest(rest)}")


def save_journey(path: Path, text: str) -> None:
    """Write a journey file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"--write {path}: cannot be written: {error.strerror or error}") from error


def journey_text(shop_map: ShopMap, journey: Journey, *, name: str = "journey.yaml") -> str:
    """The journey as a file that `--journey` reads.

    Args:
        shop_map: what was recognised on the way.
        journey: what was walked.
        name: what the file will be called.
    """
    rest = "\n".join((*_head(shop_map, journey, name), *_steps(shop_map, journey))) + "\n"
    return f"{_MARK} {plain(shop_map.tool.version)}, content {_digest(rest)}\n{rest}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _head(shop_map: ShopMap, journey: Journey, name: str) -> Iterator[str]:
    day = shop_map.mapped_at.date().isoformat()
    yield from _comment(f"What was recognised at {plain(shop_map.target)} on {day}, and how sure that is.", "# ")
    yield from _comment(_INTRODUCTION, "# ")
    yield "#"
    yield f"#   friction audit {plain(shlex.quote(shop_map.target))} --journey {plain(shlex.quote(name))}"
    if shop_map.ended:
        yield from _comment(f"The walk ended early: {plain(shop_map.ended)}", "# ")
    yield f"title: {_scalar(journey.title)}"
    if journey.device != "desktop":
        yield f"device: {_scalar(journey.device)}"
    if journey.locale:
        yield f"locale: {_scalar(journey.locale)}"
    for one in shop_map.closed:
        told = f"Closed on the way: a {one.what} on {plain(one.page)}, by {control_in_words(one.control)}."
        yield from _comment(told, "# ")
    yield "steps:"


def _steps(shop_map: ShopMap, journey: Journey) -> Iterator[str]:
    for place, step in enumerate(journey.steps):
        if place or not isinstance(step.action, Goto):
            yield from _step(shop_map, step)


def _step(shop_map: ShopMap, step: Step) -> Iterator[str]:
    word, name = _WORDS[type(step.action)]
    part = shop_map.part(name) if name else None
    guest = shop_map.part(PartName.GUEST) if name is PartName.CHECKOUT else None
    product = shop_map.part(PartName.PRODUCT)
    if part is None and name is PartName.LISTING and product and product.status is PartStatus.FOUND:
        yield from _comment("A page that lists products: the way did not need one.")
    for one in (part, guest):
        if one is not None:
            yield from _comment(f"{PART_NAMES[one.name]}: {_found(one)}")
            yield from _evidence(one)
    query = shop_map.query or step.action.query if isinstance(step.action, Search) else None
    yield f"  - {word}:"
    if query:
        yield f"      query: {_scalar(query)}"
    yield from _control("control", part)
    yield from _control("guest", guest)
    if step.id != word:
        yield f"    id: {_scalar(step.id)}"
    if step.timeout_ms != _DEFAULT_TIMEOUT_MS:
        yield f"    timeout: {step.timeout_ms / 1000:g}"
    if step.optional:
        yield "    optional: true"


def _found(part: MappedPart) -> str:
    if part.status not in {PartStatus.FOUND, PartStatus.SEEN}:
        return f"{STATUS_WORDS[part.status]}{f' ({plain(part.note)})' if part.note else ''}."
    what = control_in_words(part.control) if part.control else plain(part.reasons[0] if part.reasons else "")
    where = f" on {plain(part.page)}" if part.page else ""
    leads = f", leads to {plain(part.leads_to)}" if part.leads_to and part.leads_to != part.page else ""
    note = f" ({plain(part.note)})" if part.note else ""
    return f"{what}{where}{leads}; {how_sure(part.confidence or 0)}.{note}"


def _evidence(part: MappedPart) -> Iterator[str]:
    if part.control and part.reasons:
        yield from _comment(f"Why: {plain('; '.join(part.reasons))}.", "  #   ")
    for look in part.looked:
        told = look_in_words(look)
        yield from _comment(f"{told[0].upper()}{told[1:]}.", "  #   ")


def _control(key: str, part: MappedPart | None) -> Iterator[str]:
    """The line that names the control: in force where recognition needs it, else as a comment to be taken."""
    if part is None:
        return
    near = [look.closest for look in part.looked if look.closest]
    control = part.control or next(iter((*part.others, *near)), None)
    if control is None or control.locator is None:
        return
    sign = "" if _needs_naming(part) else "# "
    yield f"      {sign}{key}: {_locator(control.locator)}"


def _needs_naming(part: MappedPart) -> bool:
    if part.status is not PartStatus.FOUND or part.control is None or part.name is PartName.PRODUCT:
        return False
    failed = {Attempt.NO_EFFECT, Attempt.WRONG_PLACE, Attempt.NOT_USABLE}
    return part.sureness is Sureness.UNSURE or any(one.outcome in failed for one in part.others)


def _locator(locator: Locator) -> str:
    told = locator.model_dump(exclude_defaults=True)
    parts = (f"{key.replace('_', '-')}: {_scalar(value)}" for key, value in told.items())
    return f"{{{', '.join(parts)}}}"


def _scalar(value: object) -> str:
    """A value as YAML, on one line and fit to stand in a list or mapping; what cannot be seen is escaped."""
    seen = not isinstance(value, str) or value.isprintable()
    style = None if seen else '"'
    text = yaml.safe_dump([value], default_flow_style=True, default_style=style, allow_unicode=seen, width=float("inf"))
    return text.strip()[1:-1]


def _comment(text: str, start: str = "  # ") -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
