"""The requests of one step, as the browser reported them."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request, ResourceTiming

from auditor.model.loading import RequestPhases, RequestRecord
from auditor.model.redaction import redact_url

# What a page needs before it is whole. Pings, event streams, web sockets, pictures, fonts and media are not waited for.
_AWAITED: Final = frozenset({"document", "xhr", "fetch", "script", "stylesheet"})
# A request still unanswered after this long while the document is quiet is a long poll or a stream.
LONG_POLL_MS: Final = 4_000
_MOST_KEPT: Final = 2_000
_HEADERS_BYTES: Final = 300
"""What an answer's headers count for where only its body is known, as Resource Timing has it (transferSize)."""
_WEIGH_LIMIT_S: Final = 1.0
_MOST_WEIGHED: Final = 200  # asked for one by one; further ones stay unknown
_SAME_REQUEST_MS: Final = 1_000


@dataclass
class SeenRequest:
    """One request while it is under way, and after; `at_ms` is epoch, the other moments are of the monotonic clock."""

    url: str
    method: str
    resource_type: str
    main_document: bool
    awaited: bool
    began: float
    status: int | None = None
    failure: str | None = None
    ended: float | None = None
    at_ms: float = 0
    content_type: str = ""
    length: int | None = None
    weight: int | None = None
    http_version: str = ""


@dataclass(frozen=True)
class Weighed:
    """What the page itself knows of one answer: when it was asked for (epoch ms), its bytes, and the protocol."""

    at_ms: float
    weight: int
    http_version: str = ""


@dataclass
class RequestsSeen:
    """Keeps the requests since a step began."""

    site_host: str
    patience: float = 1.0
    began_ms: float = field(default_factory=lambda: time.time() * 1000)
    _seen: dict[Request, SeenRequest] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin a new step: what is still under way from before no longer counts."""
        self._seen.clear()
        self.began_ms = time.time() * 1000

    def add(self, request: Request) -> SeenRequest | None:
        """Note a request that has just been made; None once too many were made."""
        if len(self._seen) >= _MOST_KEPT:
            return None
        in_main_frame, is_document = _place(request)
        url = request.url
        awaited = request.resource_type in _AWAITED and url.startswith(("http:", "https:"))
        if not in_main_frame and not self.same_site(url):
            awaited = False  # what strangers' frames load is not the shop's page
        seen = SeenRequest(
            url=url,
            method=request.method,
            resource_type=request.resource_type,
            main_document=is_document,
            awaited=awaited,
            began=time.monotonic(),
            at_ms=time.time() * 1000,
        )
        self._seen[request] = seen
        return seen

    def get(self, request: Request) -> SeenRequest | None:
        """Return what is known of a request of this step."""
        return self._seen.get(request)

    def same_site(self, url: str) -> bool:
        """Tell whether an address belongs to the shop: its host, or one above or below it.

        A shop's files under another registrable domain, such as a network's that delivers them, are another site's by
        this: who they belong to, addresses do not say.
        """
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        site = self.site_host.rpartition(":")[0] or self.site_host
        site = site.removeprefix("www.")
        return host == site or host.endswith(f".{site}") or (site.endswith(f".{host}") and "." in host)

    def pending(self) -> list[SeenRequest]:
        """Requests that a page needs and that are unanswered, long polls left out."""
        earliest = time.monotonic() - LONG_POLL_MS * self.patience / 1000
        return [
            seen
            for seen in self._seen.values()
            if seen.awaited and seen.ended is None and (seen.main_document or seen.began > earliest)
        ]

    async def weigh(self, known: Mapping[str, Sequence[Weighed]]) -> None:
        """Learn how many bytes came for each request, at most a second long; what is not known then stays unknown.

        Args:
            known: by address, what the document that stands there says itself. Of answers from other origins it may
                know nothing: their length is told by a header, else by the browser, which is asked for each.

        """
        unknown: list[tuple[Request, SeenRequest]] = []
        for request, seen in self._seen.items():
            if seen.status is None or seen.weight is not None:
                continue
            at_ms = _started_at(request, seen)
            own = min(known.get(seen.url, ()), key=lambda one: abs(one.at_ms - at_ms), default=None)
            if own is not None and abs(own.at_ms - at_ms) < _SAME_REQUEST_MS:
                seen.http_version = own.http_version
            if _from_cache(request):
                seen.weight = 0
            elif own is not None and own.weight and abs(own.at_ms - at_ms) < _SAME_REQUEST_MS:
                seen.weight = own.weight
            elif seen.length is not None:
                seen.weight = seen.length + _HEADERS_BYTES
            elif seen.ended is not None and seen.failure is None:
                unknown.append((request, seen))
        asked = [asyncio.ensure_future(_ask_weight(*one)) for one in unknown[:_MOST_WEIGHED]]
        if asked:
            _, late = await asyncio.wait(asked, timeout=_WEIGH_LIMIT_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    def records(self, guard_held: Callable[[str, str], bool], zero_ms: float | None = None) -> Iterator[RequestRecord]:
        """Return what goes into the network log, addresses without secrets.

        Args:
            guard_held: tells, by method and address, whether the guard answered in the server's place.
            zero_ms: the step's act (epoch ms), from which the requests' beginnings count; None: the step's beginning.

        """
        if zero_ms is None:
            zero_ms = self.began_ms
        for request, seen in self._seen.items():
            timing = request.timing
            lasted = timing["responseEnd"]
            if lasted < 0 and seen.ended is not None:
                lasted = (seen.ended - seen.began) * 1000
            yield RequestRecord(
                url=redact_url(seen.url),
                method=seen.method,
                resource_type=seen.resource_type,
                status=seen.status,
                failure=seen.failure,
                main_document=seen.main_document,
                same_site=self.same_site(seen.url),
                cancelled_by_guard=guard_held(seen.method, seen.url),
                started_ms=round(_started_at(request, seen) - zero_ms, 1),
                duration_ms=None if seen.ended is None else round(lasted, 1),
                phases=_phases(timing),
                transfer_bytes=seen.weight,
                content_type=seen.content_type,
                http_version=seen.http_version,
                from_cache=_from_cache(request),
                redirected=request.redirected_to is not None,
            )


def _started_at(request: Request, seen: SeenRequest) -> float:
    """When a request began, in epoch milliseconds: by the browser's clock, else when we heard of it."""
    return request.timing["startTime"] if request.timing["startTime"] > 0 else seen.at_ms


def _from_cache(request: Request) -> bool:
    """Whether an answer came out of the browser's cache: it has one, and nothing was ever sent."""
    timing = request.timing
    return timing["startTime"] > 0 and timing["responseStart"] >= 0 and timing["requestStart"] < 0


def _phases(timing: ResourceTiming) -> RequestPhases | None:
    """The phases as HAR has them: connecting includes TLS, and sending is not told apart from waiting."""
    if timing["startTime"] <= 0 or timing["responseStart"] < 0:
        return None

    moments: Mapping[str, float] = {
        name: float(value) for name, value in timing.items() if isinstance(value, float | int)
    }

    def between(first: str, last: str) -> float | None:
        if moments[first] < 0 or moments[last] < 0:
            return None
        return round(max(moments[last] - moments[first], 0), 2)

    steps = ("domainLookupStart", "connectStart", "requestStart")
    return RequestPhases(
        blocked_ms=next((round(moments[step], 2) for step in steps if moments[step] >= 0), None),
        dns_ms=between("domainLookupStart", "domainLookupEnd"),
        connect_ms=between("connectStart", "connectEnd"),
        tls_ms=between("secureConnectionStart", "connectEnd"),
        wait_ms=between("requestStart", "responseStart"),
        receive_ms=between("responseStart", "responseEnd"),
    )


async def _ask_weight(request: Request, seen: SeenRequest) -> None:
    try:
        sizes = await request.sizes()
    except PlaywrightError:
        return
    seen.weight = max(sizes["responseBodySize"] + sizes["responseHeadersSize"], 0)


def _place(request: Request) -> tuple[bool, bool]:
    """Tell whether a request comes from the main frame, and whether it is for the main document."""
    try:
        in_main_frame = request.frame.parent_frame is None
    except PlaywrightError:  # a navigation's request before its frame is known, or a service worker's
        in_main_frame = True
    return in_main_frame, in_main_frame and request.is_navigation_request()
