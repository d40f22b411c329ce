"""Reads the figures of a step off the document it ended on and the requests it made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.async_api import Page

from auditor.browser.collectors.page_news import InteractionSeen
from auditor.browser.collectors.page_world import PageAwayError, PageSilentError, world_of
from auditor.browser.collectors.recorder import ask_recorder
from auditor.browser.requests_seen import Weighed
from auditor.model.loading import Interaction, LayoutShift, LongTask, NetworkLog, PageTimings

_MOST_SHIFTS: Final = 10
_MOST_TASKS: Final = 50
_MOST_INTERACTIONS: Final = 50
_LONG_MS: Final = 50
_LARGER: Final = 2
"""How much larger content must be that the browser does not trace to the act, to be taken for what the shopper awaits:
behind a sign of waiting, the content itself may come by ways that cannot be traced."""
_ASKING: Final = frozenset({"xhr", "fetch"})


@dataclass(frozen=True)
class StepTimings:
    """The figures of a step, and what the document knows of its requests' sizes, by address."""

    timings: PageTimings = field(default_factory=PageTimings)
    weighed: Mapping[str, Sequence[Weighed]] = field(default_factory=dict)


async def collect_timings(
    page: Page,
    acted_at_ms: float = 0,
    *,
    prepared_from_ms: float | None = None,
    rested_at_ms: float | None = None,
    until_ms: float | None = None,
) -> StepTimings:
    """Return the figures of a step; all unknown where the page does not answer.

    Definitions are those of the metrics' own specifications (web.dev/articles/vitals, W3C): the largest contentful
    paint before the first input; the worst session window of layout shifts, 1 s apart and 5 s long, without those that
    follow an input by less than 500 ms; blocking time beyond 50 ms per long task after the first contentful paint, what
    our own scripts took left out; the longest of the step's interactions, from 16 ms up.

    Where the document is older than the act, everything counts from the act. First and largest contentful paint are
    then those of content that appeared after it: as the browser reports them (`interaction-contentful-paint`) where it
    can trace them to the act, else by the frame after the document changed.

    Args:
        page: the page.
        acted_at_ms: the shopper's act, in epoch milliseconds; 0: the document's own beginning.
        prepared_from_ms: since when what was pressed and typed was for that act; None: since the act.
        rested_at_ms: when the page had come to rest after the act; what the browser does not trace to the act counts up
            to then. None: no such limit.
        until_ms: until when what happened belongs to the step, in epoch milliseconds; None: until now.

    """
    limits = {"rested": rested_at_ms, "until": until_ms}
    question = {"acted": acted_at_ms, **{name: at for name, at in limits.items() if at is not None}}
    try:
        told = await ask_recorder(page, "timings", question)
    except (PageSilentError, PageAwayError):
        return StepTimings()
    since = acted_at_ms if prepared_from_ms is None else prepared_from_ms
    seen = world_of(page).news.interactions(since - 1, until_ms or float("inf"))
    zero = acted_at_ms or told["origin"]
    timings = _timings(told, acted_at_ms).model_copy(
        update={
            "interaction_to_next_paint_ms": max((one.duration_ms for one in seen), default=None),
            "interactions": tuple(_interaction(one, zero) for one in _longest(seen)),
        }
    )
    return StepTimings(timings, _weighed(told["bytes"]))


def _timings(told: Mapping[str, Any], acted_at_ms: float) -> PageTimings:
    first, largest = _appeared(told["appeared"]) if told["soft"] else (None, None)
    paint = largest if told["soft"] else told["lcp"]
    loaded = told["loaded"] or {}
    redirects = told["redirects"]
    return PageTimings(
        time_to_first_byte_ms=told["ttfb"],
        first_contentful_paint_ms=first if told["soft"] else told["fcp"],
        largest_contentful_paint_ms=paint["at"] if paint else None,
        largest_contentful_paint_selector=paint["selector"] if paint else None,
        cumulative_layout_shift=told["shift"],
        layout_shifts=_shifts(told["shifts"]),
        total_blocking_time_ms=_blocking_time(told["tasks"], 0 if told["soft"] else told["fcp"]),
        long_tasks=tuple(LongTask(start_ms=start, duration_ms=took) for start, took in told["tasks"][:_MOST_TASKS]),
        dom_content_loaded_ms=loaded.get("content"),
        load_ms=loaded.get("all"),
        redirects=redirects[0] if redirects else None,
        redirect_ms=redirects[1] if redirects and redirects[0] else None,
        soft_navigation=told["soft"],
        navigation_offset_ms=round(told["origin"] - acted_at_ms, 1) if acted_at_ms else None,
    )


def _appeared(paints: Sequence[Mapping[str, Any]]) -> tuple[float | None, Mapping[str, Any] | None]:
    """The first and the largest paint of what appeared, by the browser's report where that can be trusted."""
    reported = [paint for paint in paints if paint["reported"]]
    noticed = [paint for paint in paints if not paint["reported"]]
    largest = max(reported, key=lambda paint: paint["size"], default=None)
    unreported = max(noticed, key=lambda paint: paint["size"], default=None)
    if largest is None or (unreported and unreported["size"] > largest["size"] * _LARGER):
        largest = unreported
    return min((paint["at"] for paint in reported or noticed), default=None), largest


def _blocking_time(tasks: Sequence[tuple[float, float]], from_ms: float | None) -> float | None:
    """The part of every long task beyond 50 ms, from a moment on; unknown without it."""
    if from_ms is None:
        return None
    return sum(max(0.0, min(took, start + took - from_ms) - _LONG_MS) for start, took in tasks)


def _shifts(told: Sequence[Mapping[str, Any]]) -> tuple[LayoutShift, ...]:
    """The largest shifts of the worst window, largest first."""
    largest = sorted(told, key=lambda shift: -shift["value"])[:_MOST_SHIFTS]
    return tuple(
        LayoutShift(value=one["value"], at_ms=one["at"], selectors=tuple(dict.fromkeys(one["nodes"])))
        for one in largest
    )


def _longest(seen: Sequence[InteractionSeen]) -> list[InteractionSeen]:
    """The longest interactions, in the order in which they were made."""
    kept = sorted(seen, key=lambda one: -one.duration_ms)[:_MOST_INTERACTIONS]
    return sorted(kept, key=lambda one: one.at_ms)


def _interaction(seen: InteractionSeen, zero_ms: float) -> Interaction:
    return Interaction(
        at_ms=round(seen.at_ms - zero_ms, 1), duration_ms=seen.duration_ms, type=seen.type, selector=seen.selector
    )


def _weighed(told: Sequence[Sequence[Any]]) -> dict[str, list[Weighed]]:
    known: dict[str, list[Weighed]] = defaultdict(list)
    for url, at_ms, weight, protocol in told:
        known[url].append(Weighed(at_ms, weight, protocol))
    return dict(known)


def with_requests(timings: PageTimings, log: NetworkLog, way: tuple[int, float | None]) -> PageTimings:
    """Add what the requests tell: how many, their bytes, other sites' share, redirects, the first byte in place.

    Requests count from the act on; what the guard answered, and what never left the browser's memory such as `data:`,
    does not. Time to first byte of a page changed in place is that of the first request for data it made of the shop.
    A chain of redirects over several sites is known from outside the document only, so the longer one is told.

    Args:
        timings: the figures of the document.
        log: the step's requests, counted from the act.
        way: redirects that led to the document, and the milliseconds they took.

    """
    made = [
        one
        for one in log.requests
        if one.started_ms >= -1 and not one.cancelled_by_guard and one.url.startswith(("http:", "https:"))
    ]
    strangers = [one for one in made if not one.same_site]
    figures: dict[str, Any] = {
        "requests": len(made),
        "transfer_bytes": _sum([one.transfer_bytes for one in made]),
        "third_party_requests": len(strangers),
        "third_party_bytes": _sum([one.transfer_bytes for one in strangers]) if strangers else 0,
    }
    if timings.soft_navigation:
        asked = next((one for one in made if one.same_site and one.resource_type in _ASKING), None)
        if asked and asked.phases and asked.phases.receive_ms is not None and asked.duration_ms is not None:
            answered = asked.started_ms + asked.duration_ms - asked.phases.receive_ms
            figures["time_to_first_byte_ms"] = round(answered, 1)
    elif way[0] > (timings.redirects or 0):
        figures |= {"redirects": way[0], "redirect_ms": way[1]}
    return timings.model_copy(update=figures)


def _sum(weights: Sequence[int | None]) -> int | None:
    known = [one for one in weights if one is not None]
    return sum(known) if known or not weights else None
