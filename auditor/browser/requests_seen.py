"""The requests of one step, as the browser reported them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request

from auditor.model.loading import RequestRecord
from auditor.model.redaction import redact_url

# What a page needs before it is whole. Pings, event streams, web sockets, pictures, fonts and media are not waited for.
_AWAITED: Final = frozenset({"document", "xhr", "fetch", "script", "stylesheet"})
# A request still unanswered after this long while the document is quiet is a long poll or a stream.
LONG_POLL_MS: Final = 4_000
_MOST_KEPT: Final = 2_000


@dataclass
class SeenRequest:
    """One request while it is under way, and after."""

    url: str
    method: str
    resource_type: str
    main_document: bool
    awaited: bool
    began: float
    status: int | None = None
    failure: str | None = None
    ended: float | None = None


@dataclass
class RequestsSeen:
    """Keeps the requests since a step began; times are those of the monotonic clock, in seconds."""

    site_host: str
    patience: float = 1.0
    began: float = field(default_factory=time.monotonic)
    _seen: dict[Request, SeenRequest] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin a new step: what is still under way from before no longer counts."""
        self._seen.clear()
        self.began = time.monotonic()

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
        )
        self._seen[request] = seen
        return seen

    def get(self, request: Request) -> SeenRequest | None:
        """Return what is known of a request of this step."""
        return self._seen.get(request)

    def same_site(self, url: str) -> bool:
        """Tell whether an address belongs to the shop: its host, or one above or below it."""
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

    def records(self, guard_held: Callable[[str, str], bool]) -> Iterator[RequestRecord]:
        """Return what goes into the network log, addresses without secrets."""
        for seen in self._seen.values():
            yield RequestRecord(
                url=redact_url(seen.url),
                method=seen.method,
                resource_type=seen.resource_type,
                status=seen.status,
                failure=seen.failure,
                main_document=seen.main_document,
                same_site=self.same_site(seen.url),
                cancelled_by_guard=guard_held(seen.method, seen.url),
                started_ms=round((seen.began - self.began) * 1000, 1),
                duration_ms=None if seen.ended is None else round((seen.ended - seen.began) * 1000, 1),
            )


def _place(request: Request) -> tuple[bool, bool]:
    """Tell whether a request comes from the main frame, and whether it is for the main document."""
    try:
        in_main_frame = request.frame.parent_frame is None
    except PlaywrightError:  # a navigation's request before its frame is known, or a service worker's
        in_main_frame = True
    return in_main_frame, in_main_frame and request.is_navigation_request()
