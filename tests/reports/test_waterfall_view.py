"""A waterfall as it is drawn: in percent of an axis from the shopper's act, with words for all that it shows."""

from itertools import combinations

import pytest

from auditor.model.loading import RequestPhases
from auditor.model.result import Milestone, RequestResult, Waterfall
from reports.waterfall_view import Bar, Line, WaterfallView, waterfall_view
from tests.reports import samples


def asked(url: str = "https://shop.example/", **more: object) -> RequestResult:
    fields = {"url": url, "method": "GET", "type": "script", "started_ms": 0, "duration_ms": 500, **more}
    return RequestResult.model_validate(fields)


def drawn(fall: Waterfall | None) -> WaterfallView | None:
    (step, *_) = samples.journey().attempts[0].steps
    return waterfall_view(step.model_copy(update={"waterfall": fall}), "Landing", 1, "waterfall-1-1")


def view(*requests: RequestResult, **milestones: float) -> WaterfallView:
    told = [Milestone.model_validate({"name": name, "at_ms": at_ms}) for name, at_ms in milestones.items()]
    made = drawn(Waterfall(requests=requests, milestones=(Milestone(name="act", at_ms=0), *told)))
    assert made is not None
    return made


def test_phases_follow_one_another_on_the_axis() -> None:
    phases = RequestPhases(blocked_ms=100, dns_ms=20, connect_ms=80, tls_ms=40, send_ms=1, wait_ms=299, receive_ms=0)
    shown = view(asked(started_ms=480, duration_ms=500, phases=phases))
    # The axis ends a fiftieth behind the last moment, which is 980 ms.
    assert shown.rows[0].bars == (
        Bar("blocked", "48.02%", "10%"),
        Bar("connect", "58.02%", "10%"),
        Bar("wait", "68.03%", "30.01%"),
    )
    assert shown.rows[0].spoken == "from 480 ms, queued 100 ms, connecting 100 ms, waiting for the answer 300 ms"
    assert [kind for kind, _ in shown.legend] == ["blocked", "connect", "wait"]


def test_without_phases_there_is_one_bar_and_without_an_end_it_reaches_the_end() -> None:
    shown = view(asked(duration_ms=980), asked(started_ms=490, duration_ms=None))
    assert [row.bars for row in shown.rows] == [(Bar("whole", "0%", "98.04%"),), (Bar("whole", "49.02%", "50.98%"),)]
    assert [row.time for row in shown.rows] == ["980 ms", "unfinished"]


def test_what_is_too_short_to_be_seen_is_drawn_all_the_same() -> None:
    shown = view(asked(duration_ms=60_000), asked(started_ms=60_000, duration_ms=0))
    assert shown.rows[1].bars == (Bar("whole", "98.04%", "0.4%"),)


@pytest.mark.parametrize(
    "moments",
    [
        {"first_byte": 1, "first_paint": 2, "largest_paint": 3, "next_action": 4, "load": 5},
        {"first_byte": 400, "first_paint": 410, "next_action": 2_000, "load": 2_010, "largest_paint": 2_020},
        {"next_action": 80},
    ],
)
def test_labels_of_milestones_never_stand_on_one_another(moments: dict[str, float]) -> None:
    shown = view(asked(duration_ms=2_000), **moments)
    assert len(shown.marks) == len(moments) + 1

    def stretch(mark: Line) -> tuple[float, float]:
        at, width = float(mark.x.rstrip("%")) * 3.3, len(mark.label) * 6.6
        return (at - width, at) if mark.end else (at, at + width)

    for one, other in combinations(shown.marks, 2):
        (left, right), (start, end) = stretch(one), stretch(other)
        assert one.lane != other.lane or right <= start or end <= left, (one.label, other.label)
    assert all(stretch(mark)[0] >= 0 and stretch(mark)[1] <= 330 for mark in shown.marks)


def test_milestones_are_told_in_words_too() -> None:
    shown = view(asked(), first_byte=120, next_action=1_300)
    assert shown.moments == ("first byte 120 ms", "next action possible 1.3 s")
    assert [mark.label for mark in shown.marks] == ["Shopper’s act", "First byte 120 ms", "Next action possible 1.3 s"]
    assert shown.summary == "1 request, next action after 1.3 s"


@pytest.mark.parametrize(
    ("request_made", "name"),
    [
        (asked("https://shop.example/a?b=1"), "/a?b=1"),
        (asked("https://cdn.example/a.js", third_party=True), "cdn.example/a.js"),
        (asked("https://shop.example/order", method="POST"), "POST /order"),
        (asked(f"https://shop.example/{'x' * 90}/app.js"), f"/{'x' * 10}…{'x' * 15}/app.js"),
        (asked(f"https://{'x' * 60}.example/{'y' * 90}/app.js", third_party=True), f"{'x' * 19}……{'y' * 6}/app.js"),
        (asked("https://[nonsense"), "https://[nonsense"),
    ],
)
def test_a_request_is_named_by_what_tells_it_apart(request_made: RequestResult, name: str) -> None:
    assert view(request_made).rows[0].name == name


@pytest.mark.parametrize(
    ("request_made", "status", "failed"),
    [
        (asked(status=200), "200", False),
        (asked(status=404), "404", True),
        (asked(failure="net::ERR_FAILED"), "failed", True),
        (asked(failure="net::ERR_FAILED", held=True), "held back", False),
        (asked(), "no answer", False),
    ],
)
def test_what_became_of_a_request_is_a_word(request_made: RequestResult, status: str, failed: bool) -> None:
    (row,) = view(request_made).rows
    assert (row.status, row.failed) == (status, failed)


def test_paper_has_the_first_and_the_slowest() -> None:
    many = [asked(f"https://shop.example/{number}", started_ms=number, duration_ms=number) for number in range(100)]
    rows = view(*many).rows
    assert [row.name for row in rows if not row.lesser] == [f"/{number}" for number in (*range(8), *range(84, 100))]


def test_a_step_of_which_nothing_is_known_has_no_waterfall() -> None:
    assert drawn(None) is None
    assert drawn(Waterfall(milestones=(Milestone(name="act", at_ms=0),))) is None
