"""How a page arrived: its figures, its requests, how the control that was pressed answered. Facts, no judgement."""

from typing import Literal

from pydantic import Field

from auditor.model.base import Box, Record


class LayoutShift(Record):
    """One shift of the worst session window: its score, when (ms as `PageTimings`), and the nodes that moved."""

    value: float
    at_ms: float
    selectors: tuple[str, ...] = ()


class LongTask(Record):
    """A task that kept the page's main thread for more than 50 ms; times as `PageTimings`."""

    start_ms: float
    duration_ms: float


class Interaction(Record):
    """One of the journey's own clicks or keys, until the next paint showed something of it.

    `at_ms` counts from the step's act; `type` is the event that took longest, such as `click` or `keydown`.
    """

    at_ms: float
    duration_ms: float
    type: str = ""
    selector: str = ""


class PageTimings(Record):
    """The figures of one step, in milliseconds; None where unknown.

    They count from the navigation's start, as the metrics' specifications have it; where the page changed without
    loading a document (`soft_navigation`), from the shopper's act. `navigation_offset_ms` is the time from the act to
    that zero, so that figures, requests and milestones can be put on one axis that begins with the act.
    `interaction_to_next_paint_ms` is that of the act itself and of what was typed for it, wherever it was made.
    `third_party_bytes` and `third_party_requests` count what other sites than the shop's own were asked for.
    """

    kind: Literal["page_timings"] = "page_timings"
    time_to_first_byte_ms: float | None = None
    first_contentful_paint_ms: float | None = None
    largest_contentful_paint_ms: float | None = None
    largest_contentful_paint_selector: str | None = None
    cumulative_layout_shift: float | None = None
    layout_shifts: tuple[LayoutShift, ...] = ()
    interaction_to_next_paint_ms: float | None = None
    interactions: tuple[Interaction, ...] = ()
    total_blocking_time_ms: float | None = None
    long_tasks: tuple[LongTask, ...] = ()
    dom_content_loaded_ms: float | None = None
    load_ms: float | None = None
    redirects: int | None = None
    redirect_ms: float | None = None
    requests: int | None = None
    transfer_bytes: int | None = None
    third_party_requests: int | None = None
    third_party_bytes: int | None = None
    soft_navigation: bool = False
    navigation_offset_ms: float | None = None
    time_to_next_action_ms: float | None = None


class RequestPhases(Record):
    """Where a request's time went, in milliseconds, as HAR 1.2 names it; None where it did not apply or is unknown."""

    blocked_ms: float | None = None
    dns_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    send_ms: float | None = None
    wait_ms: float | None = None
    receive_ms: float | None = None


class RequestRecord(Record):
    """One request of a step. `cancelled_by_guard` requests never reached the site; `started_ms` counts from the act."""

    url: str
    method: str
    resource_type: str
    status: int | None = None
    failure: str | None = None
    main_document: bool = False
    same_site: bool = True
    cancelled_by_guard: bool = False
    started_ms: float = 0
    duration_ms: float | None = None
    phases: RequestPhases | None = None
    transfer_bytes: int | None = None
    content_type: str = ""
    http_version: str = ""
    from_cache: bool = False
    redirected: bool = False


class NetworkLog(Record):
    """The requests made between a step's act and the end of its settling."""

    kind: Literal["network"] = "network"
    requests: tuple[RequestRecord, ...] = ()


class ScriptError(Record):
    """An error that no script caught. `source` is the script's address, `stack_top` the innermost place in it.

    `same_site`: the script is the shop's own. `before_act`: the page raised it by itself, before anything was pressed
    or typed on it.
    """

    message: str
    source: str = ""
    line: int | None = None
    stack_top: str = ""
    same_site: bool = False
    before_act: bool = True


class FeedbackTrial(Record):
    """A control pressed while the answer to its request was held back: how soon the page showed that it had heard.

    `first_change_ms` counts from the press and is None where nothing changed to see until the answer was let through,
    `held_ms` after the press. `changed` tells what changed first, such as `text`, `disabled`, `busy`, `spinner`,
    `dialog`, `pixels`. `asked` is the request that was held, empty where the press made none; `navigated`: it asked for
    a document, for which browsers show progress themselves.
    """

    kind: Literal["feedback_trial"] = "feedback_trial"
    selector: str
    name: str
    box: Box | None = None
    url: str = ""
    asked: str = ""
    navigated: bool = False
    held_ms: float = 0
    first_change_ms: float | None = None
    changed: tuple[str, ...] = ()
    error: str | None = None


class WatchTrial(Record):
    """A page opened anew and watched beyond its load, then scrolled to its end: what moved late.

    The figures are the worst session window's, before and after the scrolling apart; `watched_ms` counts from the load.
    """

    kind: Literal["watch_trial"] = "watch_trial"
    url: str
    watched_ms: float
    scrolled: bool = False
    cumulative_layout_shift: float | None = None
    layout_shifts: tuple[LayoutShift, ...] = ()
    shift_while_scrolling: float | None = None
    shifts_while_scrolling: tuple[LayoutShift, ...] = ()
    script_errors: tuple[ScriptError, ...] = Field(default=())
