"""What is told of a step's requests and moments: on one axis, the first and the slowest one by one."""

from auditor.model.loading import LongTask, NetworkLog, PageTimings, RequestPhases, RequestRecord
from auditor.model.result import Milestone
from auditor.waterfall import MOST_REQUESTS, waterfall_of
from tests.unit.makers import visit

SHOP = "https://shop.example"


def asked(path: str = "/", started_ms: float = 0, duration_ms: float | None = 10, **more: object) -> RequestRecord:
    fields = {"url": f"{SHOP}{path}", "method": "GET", "resource_type": "script", **more}
    return RequestRecord.model_validate({**fields, "started_ms": started_ms, "duration_ms": duration_ms})


def test_moments_count_from_the_act_and_stand_in_their_order() -> None:
    timings = PageTimings(
        navigation_offset_ms=40,
        time_to_first_byte_ms=100,
        first_contentful_paint_ms=300,
        largest_contentful_paint_ms=900,
        load_ms=700,
        time_to_next_action_ms=500,
        long_tasks=(LongTask(start_ms=310, duration_ms=90),),
    )
    told = waterfall_of(visit("landing", timings))
    assert told is not None
    assert [(one.name, one.at_ms) for one in told.milestones] == [
        ("act", 0),
        ("first_byte", 140),
        ("first_paint", 340),
        ("next_action", 500),
        ("load", 740),
        ("largest_paint", 940),
    ]
    assert told.long_tasks == (LongTask(start_ms=350, duration_ms=90),)


def test_figures_of_a_document_are_no_moments_where_nobody_knows_when_it_began() -> None:
    told = waterfall_of(visit("landing", PageTimings(load_ms=700, time_to_next_action_ms=500)))
    assert told is not None
    assert told.milestones == (Milestone(name="act", at_ms=0), Milestone(name="next_action", at_ms=500))


def test_a_request_is_told_with_what_became_of_it() -> None:
    phases = RequestPhases(wait_ms=80, receive_ms=5)
    log = NetworkLog(
        requests=(
            asked("/app.js", 5, 85, same_site=False, status=200, phases=phases, transfer_bytes=900, from_cache=True),
            asked("/pay", 9, None, method="POST", cancelled_by_guard=True, failure="net::ERR_FAILED"),
        )
    )
    told = waterfall_of(visit("landing", log))
    assert told is not None
    script, payment = told.requests
    assert (script.third_party, script.status, script.phases, script.transfer_bytes) == (True, 200, phases, 900)
    assert (script.from_cache, script.held, payment.held, payment.method) == (True, False, True, "POST")
    assert (payment.duration_ms, payment.failure, told.left_out) == (None, "net::ERR_FAILED", None)


def test_of_many_requests_the_first_and_the_slowest_are_told() -> None:
    many = [asked(f"/{number}", number, 10, transfer_bytes=100) for number in range(300)]
    many[200] = asked("/slow", 200, 5_000)
    many[201] = asked("/never", 201, None)
    many[202] = asked("/other", 202, 9, same_site=False, transfer_bytes=100)
    told = waterfall_of(visit("landing", NetworkLog(requests=tuple(reversed(many)))))
    assert told is not None
    paths = [one.url.removeprefix(SHOP) for one in told.requests]
    assert len(paths) == MOST_REQUESTS
    assert paths[:60] == [f"/{number}" for number in range(60)]
    assert {"/slow", "/never"} <= set(paths)
    assert "/other" not in paths
    assert [one.started_ms for one in told.requests] == sorted(one.started_ms for one in told.requests)
    assert told.left_out is not None
    assert told.left_out.count == 180
    assert (told.left_out.third_party, told.left_out.transfer_bytes, told.left_out.longest_ms) == (1, 18_000, 10)


def test_what_no_network_carried_is_no_request() -> None:
    log = NetworkLog(requests=(asked().model_copy(update={"url": "data:image/png;base64,AAAA"}),))
    assert waterfall_of(visit("landing", log)) is None
    assert waterfall_of(None) is None


def test_an_endless_address_is_cut() -> None:
    told = waterfall_of(visit("landing", NetworkLog(requests=(asked(f"/?q={'x' * 5_000}"),))))
    assert told is not None
    assert len(told.requests[0].url) == 300
    assert told.requests[0].url.endswith("…")
