"""Two audits compared, in the terminal: the outcome first, then the steps, then every other figure that differs."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.model.comparison import Comparison, Difference, FigureComparison
from auditor.model.metric import METRICS
from reports.printing import print_apart
from reports.text import clipped, counted, one_line

_STEP_METRIC = "duration_ms"
_WORDS = {
    Difference.SLOWER: "slower",
    Difference.FASTER: "faster",
    Difference.MORE: "more",
    Difference.LESS: "less",
    Difference.NONE_SHOWN: "no difference shown",
    Difference.TOO_FEW: "too few attempts",
    Difference.NOT_COMPARABLE: "not compared",
}
_STYLES = {Difference.SLOWER: "bold red", Difference.FASTER: "green", Difference.TOO_FEW: "yellow"}
_SHOWN = frozenset({Difference.SLOWER, Difference.FASTER, Difference.MORE, Difference.LESS})


def comparison_summary(comparison: Comparison, console: Console) -> None:
    """Print a comparison.

    Args:
        comparison: what was compared.
        console: where to; its width and its colours are respected.
    """
    steps = [one for one in comparison.figures if one.metric == _STEP_METRIC]
    others = [one for one in comparison.figures if one.metric != _STEP_METRIC]
    differing = [one for one in others if one.difference in _SHOWN]
    parts: list[RenderableType] = [_head(comparison)]
    parts += _conditions(comparison)
    if steps:
        parts.append(_table("Until the shopper could go on", steps, named=False))
    if differing:
        parts.append(_table("Other figures that differ", differing, named=True))
    rest = _rest(others)
    if rest:
        parts.append(Text(rest, style="dim"))
    print_apart(parts, console)


def comparison_line(comparison: Comparison) -> str:
    """The outcome in one line."""
    if not comparison.comparable:
        differences = [told for one in comparison.journeys for told in one.differences]
        return f"NOT COMPARABLE: {'; '.join(dict.fromkeys(differences))}"
    if comparison.slower:
        places = dict.fromkeys(f"{one.step} on {one.device}" for one in comparison.slower)
        return f"SLOWER: {', '.join(places)}"
    if not comparison.figures:
        return "NOTHING COMPARED: no step was completed in both"
    if comparison.told_nothing:
        return f"TOO FEW ATTEMPTS: {_too_few(comparison.figures)}"
    return "NOTHING SLOWER: no time of any step is shown to be longer"


def _head(comparison: Comparison) -> RenderableType:
    style = "bold green"
    if comparison.slower:
        style = "bold red"
    elif not comparison.comparable or comparison.told_nothing:
        style = "bold yellow"
    sides = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for name, side in (("before", comparison.before), ("after", comparison.after)):
        told = f"{_safe(side.target)}  {side.started_at:%Y-%m-%d %H:%M} UTC  {_safe(side.name)}"
        sides.add_row(Text(name, style="dim"), Text(told))
    return Group(Text(_safe(comparison_line(comparison), 600), style=style), sides)


def _conditions(comparison: Comparison) -> list[RenderableType]:
    lines = [
        Text(f"{one.journey} on {one.device}: {told}", style="yellow")
        for one in comparison.journeys
        for told in one.differences
    ]
    lines += [
        Text(f"{one.journey} on {one.device}: {one.conditions}", style="dim")
        for one in comparison.journeys
        if one.conditions and not one.differences
    ]
    lines += [Text(f"only before: {_safe(one)}", style="dim") for one in comparison.only_before]
    lines += [Text(f"only after: {_safe(one)}", style="dim") for one in comparison.only_after]
    return [Group(*lines)] if lines else []


def _table(title: str, rows: Sequence[FigureComparison], *, named: bool) -> RenderableType:
    several = len({(one.journey, one.device) for one in rows}) > 1
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("step", overflow="fold")
    if named:
        table.add_column("figure", overflow="fold")
    for head in ("before", "after", "shift"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for one in rows:
        metric = METRICS[one.metric]
        place = f"{one.step}, {one.journey} on {one.device}" if several else one.step
        cells = [Text(_safe(f"{place}, warm" if one.cache == "warm" else place, 60))]
        cells += [Text(metric.label)] if named else []
        cells += [Text(metric.told(one.before_median)), Text(metric.told(one.after_median))]
        cells += [Text(("+" if one.shift > 0 else "") + metric.told(one.shift)), _verdict(one)]
        table.add_row(*cells)
    return Group(Text(title, style="bold"), Padding(table, (0, 0, 0, 2)))


def _verdict(one: FigureComparison) -> Text:
    told = Text(_WORDS[one.difference], style=_STYLES.get(one.difference, ""))
    attempts = f"{len(one.before)} and {counted(len(one.after), 'attempt')}"
    if one.p_corrected is not None and one.difference is not Difference.TOO_FEW:
        told.append(f"  p {one.p_corrected:.2g}, effect {one.delta:+.2f}, {attempts}", style="dim")
    else:
        told.append(f"  {attempts}", style="dim")
    return told


def _rest(others: Sequence[FigureComparison]) -> str:
    told = []
    for difference in (Difference.NONE_SHOWN, Difference.TOO_FEW, Difference.NOT_COMPARABLE):
        count = sum(one.difference is difference for one in others)
        if count:
            told.append(f"{counted(count, 'further figure')}: {_WORDS[difference]}")
    few = _too_few(others)
    return "; ".join(told) + (f" ({few})" if few and told else "")


def _too_few(figures: Sequence[FigureComparison]) -> str:
    few = [one for one in figures if one.difference is Difference.TOO_FEW]
    if not few:
        return ""
    needed = max(one.attempts_needed for one in few)
    return f"{needed} in each audit show a difference: friction audit --runs {needed}"


def _safe(text: str, limit: int = 300) -> str:
    return clipped(one_line(text), limit)
