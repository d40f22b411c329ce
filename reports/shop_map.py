"""The map of a shop in the terminal: every part with where it is, how sure that is and why."""

import shlex
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.model.map_words import (
    OUTCOME_WORDS,
    PART_NAMES,
    STATUS_WORDS,
    control_in_words,
    how_sure,
    look_in_words,
    plain,
)
from auditor.model.recognition import Attempt
from auditor.model.shop_map import Closed, MappedControl, MappedPart, PartName, PartStatus, ShopMap, Sureness
from reports.figures import duration
from reports.printing import print_apart
from reports.text import clipped

_STYLES = {Sureness.SURE: "green", Sureness.LIKELY: "yellow", Sureness.UNSURE: "magenta"}
_STATUS_STYLES = {PartStatus.NOT_FOUND: "bold red", PartStatus.NOT_REACHED: "yellow"}
_THERE = frozenset({PartStatus.FOUND, PartStatus.SEEN})
_LONGEST = 300


def map_summary(shop_map: ShopMap, console: Console, *, verbose: bool = False, written: str | None = None) -> None:
    """Print a map.

    Args:
        shop_map: the map.
        console: where to; its width and its colours are respected.
        verbose: tell the runners-up too.
        written: the journey file written of it, if one was.
    """
    parts: list[RenderableType] = [_head(shop_map), _table(shop_map, verbose=verbose)]
    if shop_map.closed:
        parts.append(_closed(shop_map.closed))
    parts.append(_next(shop_map, written))
    print_apart(parts, console)


def map_line(shop_map: ShopMap) -> str:
    """The outcome in one line."""
    missing = _missing(shop_map)
    if shop_map.interrupted:
        return f"INCOMPLETE: {plain(shop_map.interrupted)}"
    if shop_map.complete:
        if shop_map.part(PartName.FORM) is not None:
            return "MAPPED: nothing to buy was found, the way to the site's form was recognised"
        used = "everything up to the checkout was recognised"
        seen = "everything that looking alone shows was recognised, the cart and the checkout were not entered"
        return f"MAPPED: {used if _all_used(shop_map) else seen}"
    return f"INCOMPLETE: {'; '.join(missing)}"


def _all_used(shop_map: ShopMap) -> bool:
    return not any(part.status in {PartStatus.SEEN, PartStatus.BEYOND_SAFETY} for part in shop_map.parts)


def _missing(shop_map: ShopMap) -> list[str]:
    lacking = (PartStatus.NOT_FOUND, PartStatus.NOT_REACHED)
    groups = {status: [part for part in shop_map.parts if part.status is status] for status in lacking}
    return [
        f"{STATUS_WORDS[status]}: {', '.join(PART_NAMES[part.name].lower() for part in parts)}"
        for status, parts in groups.items()
        if parts
    ]


def _head(shop_map: ShopMap) -> RenderableType:
    verdict, _, rest = map_line(shop_map).partition(": ")
    head = Text(verdict, style="bold green" if shop_map.complete else "bold yellow")
    head.append(f"  {clipped(plain(shop_map.target), 120)}", style="not bold default")
    lines = [head, Text(f"{rest[:1].upper()}{rest[1:]}.")]
    if shop_map.ended:
        lines.append(Text(f"The walk ended at {clipped(plain(shop_map.ended), _LONGEST)}."))
    told = [f"on {plain(shop_map.device)}" if shop_map.device else "", plain(shop_map.language)]
    told += [f"searched for “{plain(shop_map.query)}”" if shop_map.query else "", duration(shop_map.duration_ms)]
    lines.append(Text(", ".join(one for one in told if one), style="dim"))
    return Group(*lines)


def _table(shop_map: ShopMap, *, verbose: bool) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for part in shop_map.parts:
        told = [line for line in _told(part) if line.plain]
        if verbose:
            told += [_runner_up(one) for one in part.others]
        table.add_row(Text(PART_NAMES[part.name], style="bold"), _standing(part), Text("\n").join(told))
    return Padding(table, (0, 0, 0, 2))


def _standing(part: MappedPart) -> Text:
    if part.status is PartStatus.FOUND and part.sureness is not None:
        return Text(how_sure(part.confidence or 0), style=_STYLES[part.sureness])
    if part.status is PartStatus.SEEN and part.sureness is not None:
        return Text(how_sure(part.confidence or 0), style="dim")
    return Text(STATUS_WORDS[part.status], style=_STATUS_STYLES.get(part.status, "dim"))


def _told(part: MappedPart) -> Iterator[Text]:
    reasons = [plain(reason) for reason in part.reasons]
    if part.status in _THERE:
        what = control_in_words(part.control) if part.control else reasons.pop(0) if reasons else ""
        line = Text(clipped(what, _LONGEST))
        if part.page:
            line.append(f" on {clipped(plain(part.page), 120)}")
        if part.leads_to and part.leads_to != part.page:
            line.append(f", leads to {clipped(plain(part.leads_to), 120)}")
        yield line
        yield Text(clipped("; ".join(reasons), _LONGEST), style="dim")
    if part.note:
        yield Text(clipped(plain(part.note), _LONGEST), style="" if part.status in _STATUS_STYLES else "dim")
    for look in part.looked:
        yield Text(clipped(look_in_words(look), 2 * _LONGEST), style="dim")


def _runner_up(control: MappedControl) -> Text:
    line = Text(f"or {control_in_words(control)}: {how_sure(control.confidence)}", style="cyan")
    if control.outcome is not Attempt.NOT_TRIED:
        line.append(f", {OUTCOME_WORDS[control.outcome]}")
    line.append(f" ({clipped(plain('; '.join(control.reasons)), 160)})", style="dim")
    return line


def _closed(closed: tuple[Closed, ...]) -> RenderableType:
    lines = [Text("Closed on the way", style="bold")]
    for one in closed:
        line = Text(f"  {one.what} on {clipped(plain(one.page), 80)}: {control_in_words(one.control)}, ")
        line.append(how_sure(one.control.confidence), style=_STYLES[one.control.sureness])
        lines.append(line)
    return Group(*lines)


def _next(shop_map: ShopMap, written: str | None) -> RenderableType:
    """Which command is the next to run."""
    target = plain(shlex.quote(shop_map.target))
    if written is not None:
        name = plain(shlex.quote(written))
        commands = [(f"friction audit {target} --journey {name}", f"audit this way; correct {name} before if need be")]
    elif shop_map.complete:
        commands = [(f"friction audit {target}", "walk it again, probe it and judge it")]
    elif not any(part.status in _THERE for part in shop_map.parts):
        commands = [(f"friction map {target} --headed", "watch what the browser shows")]
    else:
        commands = [
            (f"friction map {target} --write journey.yaml", "save the way as far as it is known, to be corrected"),
            (f"friction map {target} --verbose", "see what else was weighed"),
        ]
    shown = [Group(Text(f"  {command}", style="bold"), Text(f"    {what}", style="dim")) for command, what in commands]
    return Group(Text("Next", style="bold"), *shown)
