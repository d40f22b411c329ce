"""An HTTP archive (HAR 1.2) of a walk, made from what was kept of its requests. Pure.

The format: http://www.softwareishard.com/blog/har-12-spec/. Steps are its pages, and a page begins with the shopper's
act. Addresses are those of the run, without secrets; cookies, headers that could tell who asked, and bodies are never
in it, because they are never kept. Fields whose names begin with an underscore are those that browsers add themselves.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from auditor.model.loading import NetworkLog, PageTimings, RequestRecord
from auditor.model.run import AuditRun, Environment, JourneyRun, StepRun, Visit
from auditor.reach import attempts

_UNKNOWN: Final = -1
_TOOL: Final = "friction-audit"


def archives_of(run: AuditRun) -> dict[str, dict[str, Any]]:
    """The archive of the first attempt at every journey on every device, by file name.

    Args:
        run: what was gathered.
    """
    made: dict[str, dict[str, Any]] = {}
    for group in attempts(run):
        name = plain = _file_name(group[0])
        number = 1
        while f"{name}.har" in made:
            number += 1
            name = f"{plain}-{number}"
        made[f"{name}.har"] = archive_of(group[0], run.tool_version)
    return made


def archive_of(walk: JourneyRun, tool_version: str) -> dict[str, Any]:
    """The archive of one attempt.

    Args:
        walk: the attempt.
        tool_version: the version of the tool that walked.
    """
    pages: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    began = walk.started_at
    for step in walk.steps:
        visit = walk.visit(step.visit_id)
        log = visit.get(NetworkLog) if visit else None
        if visit is None or log is None:
            continue
        began = step.started_at or began
        page = _page(len(pages) + 1, step, visit, began)
        pages.append(page)
        made = list(_entries(log.requests, page["id"], began))
        entries += made
        # Where nobody noted when the next step began, it began no earlier than this one's last request.
        began += timedelta(milliseconds=max((one.started_ms for one in log.requests), default=0))
    browser, _, version = walk.environment.browser.partition(" ")
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": _TOOL, "version": tool_version},
            "browser": {"name": browser or "unknown", "version": version or "unknown"},
            "pages": pages,
            "entries": sorted(entries, key=lambda entry: str(entry["startedDateTime"])),
            "comment": _conditions(walk),
        }
    }


def _file_name(walk: JourneyRun) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", f"{walk.journey.id}-{walk.journey.device}".lower()).strip("-")
    return name[:80] or "journey"


def _conditions(walk: JourneyRun) -> str:
    environment: Environment = walk.environment
    return (
        f"{walk.journey.title}; device {walk.journey.device}, network {environment.network}, "
        f"processor slowed down {environment.cpu_slowdown:g} times; first attempt, "
        f"{walk.cache.value} cache; pages begin with the shopper's act; no headers, cookies or bodies are kept"
    )


def _page(number: int, step: StepRun, visit: Visit, began: datetime) -> dict[str, Any]:
    timings = visit.get(PageTimings) or PageTimings()
    # Without a document of its own a step has none of a document's moments.
    offset = None if timings.soft_navigation else timings.navigation_offset_ms
    return {
        "startedDateTime": _moment(began),
        "id": f"{number}-{step.step_id}",
        "title": f"{number}. {step.step_id}: {visit.title or visit.url}",
        "pageTimings": {
            "onContentLoad": _after(offset, timings.dom_content_loaded_ms),
            "onLoad": _after(offset, timings.load_ms),
            "_timeToNextAction": _after(0, timings.time_to_next_action_ms),
        },
    }


def _entries(asked: Sequence[RequestRecord], page: str, began: datetime) -> Iterator[dict[str, Any]]:
    for one in asked:
        parts = urlsplit(one.url)
        if parts.scheme not in {"http", "https"}:
            continue
        timings = _timings(one)
        yield {
            "pageref": page,
            "startedDateTime": _moment(began + timedelta(milliseconds=one.started_ms)),
            # The time to connect securely is part of the time to connect.
            "time": round(sum(ms for name, ms in timings.items() if name != "ssl" and ms != _UNKNOWN), 3),
            "request": _request(one, parts.query),
            "response": _response(one),
            "cache": {},
            "timings": timings,
            "_resourceType": one.resource_type,
            **({"_fromCache": "disk"} if one.from_cache else {}),
            **({"comment": why} if (why := _remark(one)) else {}),
        }


def _request(one: RequestRecord, query: str) -> dict[str, Any]:
    return {
        "method": one.method,
        "url": one.url,
        "httpVersion": one.http_version or "unknown",
        "cookies": [],
        "headers": [],
        "queryString": [{"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)],
        "headersSize": _UNKNOWN,
        "bodySize": _UNKNOWN,
    }


def _response(one: RequestRecord) -> dict[str, Any]:
    size = _UNKNOWN if one.transfer_bytes is None else one.transfer_bytes
    return {
        "status": one.status or 0,
        "statusText": "",
        "httpVersion": one.http_version or "unknown",
        "cookies": [],
        "headers": [{"name": "Content-Type", "value": one.content_type}] if one.content_type else [],
        "content": {"size": _UNKNOWN, "mimeType": one.content_type or "x-unknown"},
        "redirectURL": "",
        "headersSize": _UNKNOWN,
        "bodySize": 0 if one.from_cache else _UNKNOWN,
        "_transferSize": size,
        **({"_error": one.failure} if one.failure else {}),
    }


def _remark(one: RequestRecord) -> str:
    if one.cancelled_by_guard:
        return "kept from the server by the audit"
    if one.duration_ms is None:
        return "not answered in full while the step was watched"
    return "answered by a redirect" if one.redirected else ""


def _timings(one: RequestRecord) -> Mapping[str, float]:
    """The phases in ms; the three that the format wants of every request are 0 where they are not known."""
    phases = one.phases
    optional = {
        "blocked": phases.blocked_ms if phases else None,
        "dns": phases.dns_ms if phases else None,
        "connect": phases.connect_ms if phases else None,
        "ssl": phases.tls_ms if phases else None,
    }
    known = {name: _UNKNOWN if ms is None else _length(ms) for name, ms in optional.items()}
    send = _length(phases.send_ms if phases else None)
    receive = _length(phases.receive_ms if phases else None)
    wait = phases.wait_ms if phases else one.duration_ms
    return {**known, "send": send, "wait": _length(wait), "receive": receive}


def _length(ms: float | None) -> float:
    return round(max(ms or 0, 0), 3)


def _after(offset: float | None, ms: float | None) -> float:
    return _UNKNOWN if offset is None or ms is None else round(offset + ms, 3)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
