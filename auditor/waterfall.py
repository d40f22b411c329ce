"""What a step asked for and when, on one axis that begins with the shopper's act. Pure.

Of many requests the first and the slowest are told one by one: the first show how the page came about, the slowest what
it waited for. The others are summed up.
"""

from collections.abc import Sequence
from typing import Final

from auditor.model.loading import LongTask, NetworkLog, PageTimings, RequestRecord
from auditor.model.result import Milestone, RequestResult, RequestsLeftOut, Waterfall
from auditor.model.run import Visit

MOST_REQUESTS: Final = 120
"""Requests of a step that are told one by one; ours, so that a page of eight steps stays small enough to be mailed."""
_FIRST: Final = 60
_MOST_TASKS: Final = 60
_LONGEST_URL: Final = 300


def waterfall_of(visit: Visit | None) -> Waterfall | None:
    """The waterfall of the step that led to a visit; None where neither a request nor a figure is known.

    Args:
        visit: the visit, with its `NetworkLog` and `PageTimings`.
    """
    if visit is None:
        return None
    log, timings = visit.get(NetworkLog), visit.get(PageTimings)
    asked = [one for one in log.requests if one.url.startswith(("http:", "https:"))] if log else []
    milestones = _milestones(timings) if timings else ()
    if not asked and not milestones:
        return None
    shown = _worth_showing(asked)
    kept = {id(one) for one in shown}
    return Waterfall(
        requests=tuple(_told(one) for one in shown),
        left_out=_summed([one for one in asked if id(one) not in kept]),
        milestones=(Milestone(name="act", at_ms=0), *milestones),
        long_tasks=_long_tasks(timings) if timings else (),
    )


def _worth_showing(asked: Sequence[RequestRecord]) -> list[RequestRecord]:
    ordered = sorted(asked, key=lambda one: one.started_ms)
    if len(ordered) <= MOST_REQUESTS:
        return ordered
    # One that was never answered was waited for to the end.
    slowest = sorted(ordered[_FIRST:], key=lambda one: float("inf") if one.duration_ms is None else one.duration_ms)
    return sorted([*ordered[:_FIRST], *slowest[_FIRST - MOST_REQUESTS :]], key=lambda one: one.started_ms)


def _told(one: RequestRecord) -> RequestResult:
    return RequestResult(
        url=one.url if len(one.url) <= _LONGEST_URL else f"{one.url[: _LONGEST_URL - 1]}…",
        method=one.method,
        type=one.resource_type,
        status=one.status,
        failure=one.failure,
        third_party=not one.same_site,
        held=one.cancelled_by_guard,
        started_ms=one.started_ms,
        duration_ms=one.duration_ms,
        phases=one.phases,
        transfer_bytes=one.transfer_bytes,
        from_cache=one.from_cache,
        redirected=one.redirected,
    )


def _summed(rest: Sequence[RequestRecord]) -> RequestsLeftOut | None:
    if not rest:
        return None
    return RequestsLeftOut(
        count=len(rest),
        third_party=sum(not one.same_site for one in rest),
        transfer_bytes=sum(one.transfer_bytes or 0 for one in rest),
        longest_ms=max(one.duration_ms or 0 for one in rest),
    )


def _milestones(timings: PageTimings) -> tuple[Milestone, ...]:
    """The moments that are known, in their order; those of the document only where it is known when it began."""
    offset = timings.navigation_offset_ms
    known: list[Milestone] = []
    if offset is not None:
        moments = (
            ("first_byte", timings.time_to_first_byte_ms),
            ("first_paint", timings.first_contentful_paint_ms),
            ("largest_paint", timings.largest_contentful_paint_ms),
            ("load", timings.load_ms),
        )
        known = [Milestone(name=name, at_ms=round(offset + at, 1)) for name, at in moments if at is not None]
    if timings.time_to_next_action_ms is not None:
        known.append(Milestone(name="next_action", at_ms=timings.time_to_next_action_ms))
    return tuple(sorted(known, key=lambda one: one.at_ms))


def _long_tasks(timings: PageTimings) -> tuple[LongTask, ...]:
    offset = timings.navigation_offset_ms
    if offset is None:
        return ()
    longest = sorted(timings.long_tasks, key=lambda task: -task.duration_ms)[:_MOST_TASKS]
    return tuple(
        LongTask(start_ms=round(offset + task.start_ms, 1), duration_ms=task.duration_ms)
        for task in sorted(longest, key=lambda task: task.start_ms)
    )
