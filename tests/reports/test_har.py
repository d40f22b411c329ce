"""HTTP archives: as HAR 1.2 has them, with the phases adding up and nothing secret in them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.async_api import Browser

from auditor.har import archive_of, archives_of
from auditor.model.loading import NetworkLog, PageTimings, RequestPhases, RequestRecord
from auditor.model.run import JourneyRun
from tests.unit.makers import NOON, SHOP, audit_run, step, visit, walk

# The mandatory fields of http://www.softwareishard.com/blog/har-12-spec/ with their types.
_TEXT, _NUMBER, _LIST = {"type": "string"}, {"type": "number", "minimum": -1}, {"type": "array"}
_MS = {"type": "number", "minimum": 0}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$"}


def _record(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": required | optional | {"comment": _TEXT},
        "patternProperties": {"^_": {}},
        "additionalProperties": False,
    }


_PAIRS = {"type": "array", "items": _record({"name": _TEXT, "value": _TEXT})}
_TOOL = _record({"name": _TEXT, "version": _TEXT})
_MESSAGE = {"httpVersion": _TEXT, "cookies": _LIST, "headers": _PAIRS, "headersSize": _NUMBER, "bodySize": _NUMBER}
_CONTENT = _record({"size": _NUMBER, "mimeType": _TEXT})
_STATUS = {"status": _MS, "statusText": _TEXT, "content": _CONTENT, "redirectURL": _TEXT}
_ENTRY = _record(
    {
        "startedDateTime": _MOMENT,
        "time": _MS,
        "request": _record({"method": _TEXT, "url": _TEXT, "queryString": _PAIRS, **_MESSAGE}),
        "response": _record({**_STATUS, **_MESSAGE}),
        "cache": {"type": "object"},
        "timings": _record(
            {"send": _MS, "wait": _MS, "receive": _MS}, blocked=_NUMBER, dns=_NUMBER, connect=_NUMBER, ssl=_NUMBER
        ),
    },
    pageref=_TEXT,
)
_PAGE = _record(
    {
        "startedDateTime": _MOMENT,
        "id": _TEXT,
        "title": _TEXT,
        "pageTimings": _record({}, onContentLoad=_NUMBER, onLoad=_NUMBER),
    }
)
HAR_SCHEMA = _record(
    {
        "log": _record(
            {"version": {"const": "1.2"}, "creator": _TOOL, "entries": {"type": "array", "items": _ENTRY}},
            browser=_TOOL,
            pages={"type": "array", "items": _PAGE},
        )
    }
)


def asked(url: str, **more: object) -> RequestRecord:
    return RequestRecord.model_validate({"url": url, "method": "GET", "resource_type": "document", **more})


def walked() -> JourneyRun:
    """A landing with a document, a script and a beacon, then a search that changed the page in place."""
    phases = RequestPhases(
        blocked_ms=2, dns_ms=3, connect_ms=20, tls_ms=12, send_ms=0.5, wait_ms=100.25, receive_ms=4.25
    )
    landing = NetworkLog(
        requests=(
            asked(
                SHOP,
                started_ms=5,
                duration_ms=130,
                phases=phases,
                status=200,
                content_type="text/html",
                http_version="h2",
                transfer_bytes=5_120,
                main_document=True,
            ),
            asked("https://cdn.example/a.js?v=1&empty=", started_ms=200, duration_ms=50, resource_type="script"),
            asked("https://stats.example/t", started_ms=300, method="POST", resource_type="ping"),
            asked("data:text/plain,no", started_ms=1),
        )
    )
    search = NetworkLog(
        requests=(
            asked(f"{SHOP}search?q=tea&token=***", started_ms=10, duration_ms=40, status=200, from_cache=True),
            asked(f"{SHOP}order", started_ms=12, method="POST", failure="net::ERR_FAILED", cancelled_by_guard=True),
        )
    )
    document = PageTimings(navigation_offset_ms=4, dom_content_loaded_ms=300, load_ms=420, time_to_next_action_ms=380)
    in_place = PageTimings(soft_navigation=True, navigation_offset_ms=0, load_ms=420)
    return walk(
        [step("landing", started_at=NOON), step("search", started_at=NOON + timedelta(seconds=4))],
        [visit("landing", landing, document), visit("search", search, in_place)],
    )


def test_the_archive_is_har_1_2() -> None:
    jsonschema.validate(archive_of(walked(), "0.1.0"), HAR_SCHEMA)


def test_steps_are_pages_that_begin_with_the_act() -> None:
    pages = archive_of(walked(), "0.1.0")["log"]["pages"]
    assert [(page["id"], page["startedDateTime"]) for page in pages] == [
        ("1-landing", "2025-06-01T12:00:00.000+00:00"),
        ("2-search", "2025-06-01T12:00:04.000+00:00"),
    ]
    assert pages[0]["pageTimings"] == {"onContentLoad": 304, "onLoad": 424, "_timeToNextAction": 380}
    assert pages[1]["pageTimings"] == {"onContentLoad": -1, "onLoad": -1, "_timeToNextAction": -1}


def test_every_request_stands_at_its_page_and_its_moment() -> None:
    entries = archive_of(walked(), "0.1.0")["log"]["entries"]
    assert [(entry["pageref"], entry["startedDateTime"][17:23], entry["request"]["url"]) for entry in entries] == [
        ("1-landing", "00.005", SHOP),
        ("1-landing", "00.200", "https://cdn.example/a.js?v=1&empty="),
        ("1-landing", "00.300", "https://stats.example/t"),
        ("2-search", "04.010", f"{SHOP}search?q=tea&token=***"),
        ("2-search", "04.012", f"{SHOP}order"),
    ]
    assert entries[1]["request"]["queryString"] == [{"name": "v", "value": "1"}, {"name": "empty", "value": ""}]
    assert entries[4]["comment"] == "kept from the server by the audit"
    assert entries[4]["response"]["_error"] == "net::ERR_FAILED"
    assert entries[2]["comment"] == "not answered in full while the step was watched"


def test_phases_add_up_to_the_time_with_connecting_securely_counted_once() -> None:
    entries = archive_of(walked(), "0.1.0")["log"]["entries"]
    for entry in entries:
        phases = {name: ms for name, ms in entry["timings"].items() if ms != -1 and name != "ssl"}
        assert entry["time"] == pytest.approx(sum(phases.values()))
    assert entries[0]["time"] == 130
    assert entries[0]["timings"]["ssl"] == 12
    assert entries[1]["timings"] == {
        "blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": 50, "receive": 0
    }  # fmt: skip


def test_neither_cookies_nor_headers_that_tell_who_asked() -> None:
    entries = archive_of(walked(), "0.1.0")["log"]["entries"]
    assert {header["name"] for entry in entries for header in entry["response"]["headers"]} == {"Content-Type"}
    assert all(entry["request"]["headers"] == [] for entry in entries)
    assert all(entry[side]["cookies"] == [] for entry in entries for side in ("request", "response"))


def test_one_file_for_each_journey_and_device_of_the_first_attempt() -> None:
    odd = walk(journey=walked().journey.model_copy(update={"id": "../Evil Shop"}), device="iPhone 13")
    odd = odd.model_copy(update={"journey": odd.journey.model_copy(update={"device": "iPhone 13"})})
    again = walked().model_copy(update={"attempt": 2, "steps": ()})
    made = archives_of(audit_run(walked(), again, odd))
    assert list(made) == ["shop-desktop.har", "evil-shop-iphone-13.har"]
    assert len(made["shop-desktop.har"]["log"]["pages"]) == 2


def test_without_the_moment_of_an_act_pages_follow_one_another() -> None:
    steps = [one.model_copy(update={"started_at": None}) for one in walked().steps]
    pages = archive_of(walked().model_copy(update={"steps": tuple(steps)}), "0.1.0")["log"]["pages"]
    assert [page["startedDateTime"][17:23] for page in pages] == ["00.000", "00.300"]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_browser_driver_reads_it(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "shop-desktop.har"
    path.write_text(json.dumps(archive_of(walked(), "0.1.0")), encoding="ascii")
    context = await browser.new_context()
    await context.route_from_har(path, not_found="abort")
    page = await context.new_page()
    answer = await page.goto(SHOP)
    await context.close()
    assert answer is not None
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html")
