"""What the guard holds back or lets wait: the record of it, what was asked for, the answer in a server's place."""

import asyncio
import base64
import binascii
import hashlib
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from auditor.browser.guard_policy import PausedRequest, Verdict

_BY_SCRIPTS: Final = frozenset({"XHR", "Fetch"})
_LONGEST_DELAY_S: Final = 5.0
_BORDER: Final = re.compile(r"boundary=\"?([^\s\";]+)", re.IGNORECASE)


@dataclass(frozen=True)
class HeldRequest:
    """A request that was answered with 204 instead of being sent.

    `at` is a monotonic time in seconds. Two requests of one browser are alike in method, address and body where their
    `digest` is the same; it is salted and tells nothing of them. `once` stands for the key by which a server is asked
    to act on equal requests only once (`Idempotency-Key`). `told` counts what it carries of what was typed.
    """

    context: str
    step: str
    method: str
    url: str
    verdict: Verdict
    is_navigation: bool
    at: float = 0
    digest: str = ""
    once: str = ""
    told: int = 0
    own_site: bool = True
    is_beacon: bool = False

    @property
    def may_change_something(self) -> bool:
        """Whether its method is one that servers act on."""
        return self.method.upper() not in {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Hold:
    """What a hold asks beyond holding: texts to look for in what is held, and when to answer it."""

    texts: tuple[str, ...] = ()
    answer_after: asyncio.Event | None = None


@dataclass(frozen=True)
class DelayedRequest:
    """A request that waited before it left. `at` is a monotonic time in seconds, `own_site`: it goes to the shop."""

    method: str
    url: str
    own_site: bool
    at: float = field(default_factory=time.monotonic)

    @property
    def may_change_something(self) -> bool:
        """Whether its method is one that servers act on."""
        return self.method.upper() not in {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Delay:
    """A span in which what scripts ask for waits, and what has waited."""

    released: asyncio.Event
    requests: list[DelayedRequest] = field(default_factory=list)

    def applies_to(self, request: PausedRequest) -> bool:
        """Whether a request has to wait now."""
        return request.resource_type in _BY_SCRIPTS and not self.released.is_set()

    async def wait(self, request: DelayedRequest) -> None:
        """Let a request wait until the span ends."""
        self.requests.append(request)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.released.wait(), _LONGEST_DELAY_S)


@dataclass(frozen=True)
class LeftHost:
    """A navigation of a window that was stopped because it led off the allowed hosts."""

    host: str
    url: str
    step: str


def digest_of(salt: str, request: PausedRequest, headers: dict[str, str]) -> str:
    """Return what is equal for requests alike; the random border between the parts of a body is left out."""
    border = _BORDER.search(header(headers, "content-type"))
    body = (request.body or "").replace(border.group(1), "") if border else request.body or ""
    told = f"{salt}\n{request.method}\n{request.url}\n{body}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def header(headers: dict[str, str], wanted: str) -> str:
    """Return a header of a request; empty where it has none. `wanted` is written small."""
    return next((value for name, value in headers.items() if name.lower() == wanted), "")


def body_of(request: dict[str, Any]) -> str | None:
    """Return the whole body as text; None where there is none or a part of it (a file) was not handed over."""
    entries = request.get("postDataEntries")
    if not entries:
        return request.get("postData")
    try:
        parts = [base64.b64decode(entry["bytes"]) for entry in entries]
    except (KeyError, binascii.Error):
        return None
    return b"".join(parts).decode(errors="replace")


def empty_answer(event: dict[str, Any]) -> dict[str, Any]:
    """Answer 204; a script of another origin is allowed to read it, or it would take the answer for a dead network."""
    headers = {name.lower(): value for name, value in event["request"].get("headers", {}).items()}
    answer: Callable[[str, str], dict[str, str]] = lambda name, value: {"name": name, "value": value}  # noqa: E731
    allowed = [
        answer("Access-Control-Allow-Origin", headers.get("origin", "*")),
        answer("Access-Control-Allow-Credentials", "true"),
    ]
    return {
        "requestId": event["requestId"],
        "responseCode": 204,
        "responseHeaders": [*allowed, answer("Cache-Control", "no-store")],
    }
