"""A step's waterfall as the page draws it: places in percent of an axis that begins with the shopper's act."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from auditor.model.result import Milestone, RequestResult, RequestsLeftOut, StepResult, Waterfall
from reports.figures import duration, figure
from reports.language import N_, Words, _, amid, counted_in, in_a_row, together
from reports.text import clipped, one_line

LANE_HEIGHT: Final = 15
_TICKS_HEIGHT: Final = 18
_NARROW_PX: Final = 330
"""How wide the axis is on the narrowest screen that is designed for; labels that do not collide there never do."""
_LETTER_PX: Final = 6.6
_LEAST_WIDTH: Final = 0.4
_LONGEST_NAME: Final = 34
_LONGEST_HOST: Final = 20
_PRINTED_FIRST, _PRINTED_SLOWEST = 8, 16
_MOMENTS: Final[Words[str]] = Words(
    {
        "act": N_("Shopper’s act"),
        "first_byte": N_("First byte"),
        "first_paint": N_("First paint"),
        "largest_paint": N_("Largest paint"),
        "next_action": N_("Next action possible"),
        "load": N_("Load"),
    }
)
_KINDS: Final[Words[str]] = Words(
    {
        "document": N_("page"),
        "stylesheet": N_("style"),
        "image": N_("picture"),
        "xhr": N_("data"),
        "fetch": N_("data"),
        "script": N_("script"),
        "font": N_("font"),
        "media": N_("media"),
        "other": N_("other"),
    }
)
_PHASES: Final[Words[str]] = Words(
    {
        "blocked": N_("queued"),
        "connect": N_("connecting"),
        "wait": N_("waiting for the answer"),
        "receive": N_("receiving"),
        "whole": N_("under way"),
    }
)


@dataclass(frozen=True)
class Bar:
    """A stretch of time: `kind` is a phase, `x` and `width` are percentages."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Line:
    """A milestone or a tick on the axis; `end` is where its label is anchored, `lane` the row of the label."""

    kind: str
    x: str
    label: str
    end: bool
    lane: int = 0

    @property
    def y(self) -> int:
        """The base line of its label."""
        return self.lane * LANE_HEIGHT + LANE_HEIGHT - 4


@dataclass(frozen=True)
class Row:
    """One request. `spoken` says in words what the bars show; `lesser` ones are left out on paper."""

    name: str
    url: str
    kind: str
    third_party: bool
    status: str
    failed: bool
    size: str
    time: str
    bars: tuple[Bar, ...]
    spoken: str
    lesser: bool


@dataclass(frozen=True)
class WaterfallView:
    """The waterfall of a step.

    Attributes:
        summary: what it comes to, in a few words.
        moments: the milestones in words, in their order.
        lanes: how many rows the labels of the milestones take.
        busy: when scripts kept the page from answering.
        legend: the phases that occur, with their words.
        left_out: the requests that are not among the rows, summed up in words.
        unprinted: how many rows are left out on paper.
    """

    name: str
    number: int
    anchor: str
    summary: str
    moments: tuple[str, ...]
    marks: tuple[Line, ...]
    ticks: tuple[Line, ...]
    lanes: int
    busy: tuple[Bar, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]
    left_out: str
    unprinted: int
    painted: str
    moved: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def height(self) -> int:
        """How high the axis is with its labels, in px."""
        return self.lanes * LANE_HEIGHT + _TICKS_HEIGHT


def waterfall_view(step: StepResult, name: str, number: int, anchor: str) -> WaterfallView | None:
    """The waterfall of a step; None where nothing is known of it.

    Args:
        step: the step.
        name: what the shopper does there.
        number: its place on the path.
        anchor: a name for it in the page.
    """
    fall = step.waterfall
    if fall is None or (not fall.requests and len(fall.milestones) < 2):  # noqa: PLR2004 - the act and one more
        return None
    axis = _Axis(_end(fall))
    rows = tuple(_row(one, axis, lesser=lesser) for one, lesser in zip(fall.requests, _lesser(fall), strict=True))
    kinds = {bar.kind for row in rows for bar in row.bars}
    marks = tuple(_marks(fall.milestones, axis))
    return WaterfallView(
        name=name,
        number=number,
        anchor=anchor,
        summary=_summary(fall),
        moments=tuple(f"{amid(_MOMENTS[one.name])} {duration(one.at_ms)}" for one in fall.milestones if one.at_ms),
        marks=marks,
        ticks=tuple(axis.ticks()),
        lanes=max((mark.lane for mark in marks), default=-1) + 1,
        busy=tuple(axis.bar("busy", task.start_ms, task.duration_ms) for task in fall.long_tasks),
        rows=rows,
        legend=tuple((kind, words) for kind, words in _PHASES.items() if kind in kinds),
        left_out=_left_out(fall.left_out),
        unprinted=sum(row.lesser for row in rows),
        painted=step.largest_contentful_paint_selector or "",
        moved=tuple(
            (_("{shift} at {time}", shift=figure(shift.value, ""), time=duration(shift.at_ms)), shift.selectors)
            for shift in step.layout_shifts
        ),
    )


@dataclass(frozen=True)
class _Axis:
    """The axis, from the act (0) to `end_ms`."""

    end_ms: float

    def place(self, at_ms: float) -> float:
        return min(max(at_ms / self.end_ms, 0), 1) * 100

    def bar(self, kind: str, start_ms: float, duration_ms: float) -> Bar:
        x = min(self.place(start_ms), 100 - _LEAST_WIDTH)
        width = max(self.place(start_ms + duration_ms) - x, _LEAST_WIDTH)
        return Bar(kind, _percent(x), _percent(width))

    def ticks(self) -> Iterator[Line]:
        rough = self.end_ms / 4
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
        for number in range(int(self.end_ms / step) + 1):
            x = self.place(number * step)
            yield Line("tick", _percent(x), duration(number * step) if number else "0", end=x > 85)  # noqa: PLR2004


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def _end(fall: Waterfall) -> float:
    """The last moment of all, with a little room behind it."""
    ends = [one.started_ms + (one.duration_ms or 0) for one in fall.requests]
    ends += [one.at_ms for one in fall.milestones]
    ends += [one.start_ms + one.duration_ms for one in fall.long_tasks]
    return max([*ends, 1]) * 1.02


def _marks(milestones: Sequence[Milestone], axis: _Axis) -> Iterator[Line]:
    """The milestones with a row for each label in which it collides with no other, even where the axis is narrow."""
    taken: list[list[tuple[float, float]]] = []
    for one in milestones:
        label = _MOMENTS[one.name] if not one.at_ms else f"{_MOMENTS[one.name]} {duration(one.at_ms)}"
        place = axis.place(one.at_ms)
        at, width = place / 100 * _NARROW_PX, len(label) * _LETTER_PX + 8
        end = at + width > _NARROW_PX
        stretch = (at - width, at) if end else (at, at + width)
        lane = next(
            (
                number
                for number, others in enumerate(taken)
                if all(stretch[1] <= left or right <= stretch[0] for left, right in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append(stretch)
        yield Line(one.name.replace("_", "-"), _percent(place), label, end, lane)


def _lesser(fall: Waterfall) -> list[bool]:
    """Which requests paper does without: neither among the first nor among the slowest."""
    by_length = sorted(
        range(len(fall.requests)),
        key=lambda place: -(math.inf if (ms := fall.requests[place].duration_ms) is None else ms),
    )
    worthy = {*range(_PRINTED_FIRST), *by_length[:_PRINTED_SLOWEST]}
    return [place not in worthy for place in range(len(fall.requests))]


def _row(one: RequestResult, axis: _Axis, *, lesser: bool) -> Row:
    stretches = list(_stretches(one, axis.end_ms))
    start = max(one.started_ms, 0)
    spoken = [_("from {time}", time=duration(start))]
    spoken += [f"{_PHASES[kind]} {duration(ms)}" for kind, _, ms in stretches]
    status, failed = _status(one)
    return Row(
        name=_name(one),
        url=one.url,
        kind=_KINDS.get(one.type, one_line(one.type)),
        third_party=one.third_party,
        status=status,
        failed=failed,
        size=_size(one),
        time=_("unfinished") if one.duration_ms is None else duration(one.duration_ms),
        bars=tuple(axis.bar(kind, at, ms) for kind, at, ms in stretches),
        spoken=in_a_row(spoken),
        lesser=lesser,
    )


def _stretches(one: RequestResult, end_ms: float) -> Iterator[tuple[str, float, float]]:
    """The phases with where they begin and how long they take; one for all where the phases are not known."""
    length = max(end_ms - one.started_ms, 0) if one.duration_ms is None else one.duration_ms
    phases = one.phases
    if phases is None:
        yield "whole", one.started_ms, length
        return
    at = one.started_ms
    known = (
        ("blocked", phases.blocked_ms or 0),
        ("connect", (phases.dns_ms or 0) + (phases.connect_ms or 0)),
        ("wait", (phases.send_ms or 0) + (phases.wait_ms or 0)),
        ("receive", phases.receive_ms or 0),
    )
    for kind, ms in known:
        if ms > 0:
            yield kind, at, ms
            at += ms
    if not any(ms > 0 for _, ms in known):
        yield "whole", one.started_ms, length


def _size(one: RequestResult) -> str:
    if one.from_cache:
        return _("cache")
    return "" if one.transfer_bytes is None else figure(one.transfer_bytes, "bytes")


def _status(one: RequestResult) -> tuple[str, bool]:
    if one.held:
        return _("held back"), False
    if one.status is not None:
        return str(one.status), one.status >= 400  # noqa: PLR2004 - HTTP
    return (_("failed"), True) if one.failure else (_("no answer"), False)


def _name(one: RequestResult) -> str:
    """The path, with the host before it where it is another's; of long ones the end, which tells files apart."""
    try:
        parts = urlsplit(one.url)
    except ValueError:
        host, path = "", one.url
    else:
        host = parts.netloc if one.third_party else ""
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    host, path = clipped(one_line(host), _LONGEST_HOST), one_line(path)
    room = _LONGEST_NAME - len(host)
    if len(path) > room:
        head = 0 if host else room // 3
        path = f"{path[:head]}…{path[head + 1 - room :]}"
    return f"{host}{path}" if one.method == "GET" else f"{clipped(one_line(one.method), 10)} {host}{path}"


def _summary(fall: Waterfall) -> str:
    rest = fall.left_out or RequestsLeftOut(count=0)
    count = len(fall.requests) + rest.count
    strangers = sum(one.third_party for one in fall.requests) + rest.third_party
    sizes = sum(one.transfer_bytes or 0 for one in fall.requests) + rest.transfer_bytes
    parts = [counted_in("{number} request", "{number} requests", count) if count else _("no request")]
    if strangers:
        parts.append(counted_in("{number} of third parties", "{number} of third parties", strangers))
    if sizes:
        parts.append(figure(sizes, "bytes"))
    action = next((one.at_ms for one in fall.milestones if one.name == "next_action"), None)
    if action is not None:
        parts.append(_("next action after {time}", time=duration(action)))
    return in_a_row(parts)


def _left_out(rest: RequestsLeftOut | None) -> str:
    if rest is None:
        return ""
    facts = [_("the longest of them took {time}", time=duration(rest.longest_ms))]
    if rest.third_party:
        facts.insert(0, counted_in("{number} of third parties", "{number} of third parties", rest.third_party))
    if rest.transfer_bytes:
        facts.insert(0, _("{size} in all", size=figure(rest.transfer_bytes, "bytes")))
    return counted_in(
        "And {number} more request, shorter than those shown: {facts}.",
        "And {number} more requests, shorter than those shown: {facts}.",
        rest.count,
        facts=together(facts),
    )
