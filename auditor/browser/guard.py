"""The network guard: stands between the browser and every site, on Chromium's own protocol.

One `Fetch` session of the whole browser sees every document, XHR, fetch and beacon of all contexts before it leaves:
those of pop-ups, frames and workers too, from their first request on. What must not leave is answered with an empty
204: the page stays, its values stay, the server sees nothing. Images, styles, fonts and scripts are not intercepted
and the HTTP cache works as ever, which `page.route` would switch off.

Limits: `Fetch` does not see WebSocket and WebRTC traffic, nor what a page sends in the host names it looks up. Service
workers send on their own account: contexts have to be created with `service_workers="block"`, and with
`accept_downloads=False`, because a download is not a page.
"""

import asyncio
import secrets
import time
from collections import Counter, deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self

from playwright.async_api import Browser, BrowserContext, CDPSession
from playwright.async_api import Error as PlaywrightError

from auditor.browser.frames import FrameMap
from auditor.browser.guard_policy import (
    CardGate,
    GuardPolicy,
    Mode,
    PausedRequest,
    Verdict,
    carried_texts,
    carries_number,
)
from auditor.browser.held import (
    Delay,
    DelayedRequest,
    HeldRequest,
    Hold,
    LeftHost,
    body_of,
    digest_of,
    empty_answer,
    header,
)
from auditor.model.redaction import redact_url
from auditor.model.run import Mutation, MutationOutcome

_INTERCEPTED: Final = ("Document", "XHR", "Fetch", "Ping", "Other")
_CLOSE_LIMIT_S: Final = 5.0
_LATEST_ANSWER_S: Final = 3.0
_REMEMBERED_REQUESTS: Final = 256  # ids of requests let through under a card gate, to know their redirects


@dataclass
class _Watched:
    """A context under guard, and what it may do at this moment."""

    label: str
    step: str = ""
    why: str = ""
    mode: Mode = Mode.WALK
    holds: int = 0
    kept: list[Hold] = field(default_factory=list)
    delays: list[Delay] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    gate: CardGate | None = None
    # Windows whose page was there while an order control was pressed: what it sends late is still held.
    suspects: set[str] = field(default_factory=set)
    spans: list[list[HeldRequest]] = field(default_factory=list)
    passed_ids: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED_REQUESTS))

    def mode_for(self, window: str | None) -> Mode:
        """Return the mode for a window of this context; None: a frame whose window is not known."""
        if self.holds:
            return Mode.HOLD
        suspect = bool(self.suspects) if window is None else window in self.suspects
        return max(self.mode, Mode.AFTERMATH) if suspect and self.gate is None else self.mode

    def release(self) -> None:
        """Let go what waits."""
        for delay in self.delays:
            delay.released.set()

    def clear(self, window: str) -> None:
        """Note that a window loads another document: what it sends is no longer due to the control pressed."""
        self.suspects.discard(window)
        if not self.suspects and not self.holds and self.gate is None:
            self.spans.clear()


class Guard:
    """Lets requests through or answers them itself, and writes down every one that may change something.

    Public records, in order of time: `mutations`, `held`, `left_hosts`; `telemetry` counts beacons to other hosts by
    host; `faults` holds what went wrong in the guard itself (the request concerned was then held).
    """

    def __init__(self, session: CDPSession, policy: GuardPolicy) -> None:
        self.policy = policy
        self.mutations: list[Mutation] = []
        self.held: list[HeldRequest] = []
        self.left_hosts: list[LeftHost] = []
        self.telemetry: Counter[str] = Counter()
        self.faults: list[str] = []
        self._session = session
        self._frames = FrameMap(session)
        self._watched: dict[BrowserContext, _Watched] = {}
        self._answers: set[asyncio.Task[None]] = set()
        self._salt = secrets.token_hex(16)

    @classmethod
    async def install(cls, browser: Browser, policy: GuardPolicy) -> Self:
        """Put a guard before everything the browser sends from now on."""
        guard = cls(await browser.new_browser_cdp_session(), policy)
        guard._session.on("Fetch.requestPaused", guard._on_paused)
        await guard._frames.start()
        await guard._session.send("Fetch.enable", {"patterns": [{"resourceType": kind} for kind in _INTERCEPTED]})
        return guard

    async def watch(self, context: BrowserContext, label: str, mode: Mode = Mode.WALK) -> None:
        """Take a context under guard by name; contexts that nobody watches get the strictest mode of the watched."""
        self._watched[context] = _Watched(label, mode=mode)
        context.on("close", self._on_context_closed)
        await self._frames.watch(context)

    def label(self, context: BrowserContext, step_id: str, why: str) -> None:
        """Say what the requests of a context are made for from now on, for the mutation log."""
        watched = self._watched[context]
        watched.step, watched.why = step_id, why

    def set_mode(self, context: BrowserContext, mode: Mode) -> None:
        """Change what a context may send; never below what the policy's safety level asks."""
        self._watched[context].mode = mode

    @contextmanager
    def holding(
        self,
        context: BrowserContext,
        *,
        numbers: Collection[str] = (),
        texts: Collection[str] = (),
        answer_after: asyncio.Event | None = None,
    ) -> Iterator[list[HeldRequest]]:
        """Hold every navigation and every request that may change something; yields the list of what was held.

        The pages present stay suspect afterwards: what they still send late (anything but GET) is held and added to the
        list until their window loads another document.

        Args:
            context: whose requests.
            numbers: card numbers; what carries one, or how it begins, is held from now on whatever its method, since
                pages send late.
            texts: what was typed; `HeldRequest.told` says how many of them a request carries.
            answer_after: requests are answered only once this is set, or after three seconds: servers take their time.
        """
        watched = self._watched[context]
        kept = Hold(tuple(texts), answer_after)
        watched.numbers.update(numbers)
        with self._span(context, watched) as span:
            watched.holds += 1
            watched.kept.append(kept)
            try:
                yield span
            finally:
                watched.holds -= 1
                watched.kept.remove(kept)

    @contextmanager
    def delaying(self, context: BrowserContext, until: asyncio.Event) -> Iterator[list[DelayedRequest]]:
        """Let what scripts ask for (XHR, fetch) wait before it leaves, as if the server took its time over it.

        Documents, beacons and files do not wait. Nothing passes that would not pass otherwise: a request is judged when
        it is made and once more when it goes on. Yields the list of those that were made to wait.

        Args:
            context: whose requests.
            until: they go on once this is set. It is set at the end of the span and where the context closes, and no
                request waits longer than five seconds.
        """
        watched = self._watched[context]
        delay = Delay(until)
        watched.delays.append(delay)
        try:
            yield delay.requests
        finally:
            watched.delays.remove(delay)
            until.set()

    @contextmanager
    def require_invalid_card(self, context: BrowserContext, digits: str) -> Iterator[list[HeldRequest]]:
        """Let only requests through that carry this wrong card number; yields the list of what was held.

        Raises:
            ValueError: the number satisfies the Luhn sum or is no card number.

        """
        watched = self._watched[context]
        before, gate = watched.gate, CardGate(digits)
        with self._span(context, watched) as span:
            watched.gate = gate
            try:
                yield span
            finally:
                watched.gate = before

    @contextmanager
    def around_order_control(self, context: BrowserContext, wrong_card: str | None) -> Iterator[list[HeldRequest]]:
        """Press a control that may place an order inside this.

        On a sandbox requests with the wrong card number pass. Elsewhere, and where the page took no card number
        (`wrong_card` None), nothing passes.
        """
        if self.policy.sandbox and wrong_card is not None:
            with self.require_invalid_card(context, wrong_card) as span:
                yield span
        else:
            with self.holding(context) as span:
                yield span

    async def close(self) -> None:
        """Close the contexts still watched, which unguarded might send what was held, and let go of the browser."""
        for context, watched in list(self._watched.items()):
            watched.release()
            context.remove_listener("close", self._on_context_closed)
            try:
                await context.close()
            except PlaywrightError:
                continue  # closed already, or the whole browser is
        self._watched.clear()
        if self._answers:
            await asyncio.wait(set(self._answers), timeout=_CLOSE_LIMIT_S)
        self._session.remove_listener("Fetch.requestPaused", self._on_paused)
        await self._frames.stop()
        try:
            await self._session.detach()  # ends the interception with it
        except PlaywrightError:
            return  # the browser is gone already

    @contextmanager
    def _span(self, context: BrowserContext, watched: _Watched) -> Iterator[list[HeldRequest]]:
        span: list[HeldRequest] = []
        watched.spans.append(span)
        # Noted at the start: a window whose document changes inside the span is no suspect afterwards.
        before = self._frames.windows_of(context)
        watched.suspects |= before
        try:
            yield span
        finally:
            watched.suspects |= self._frames.windows_of(context) - before

    def _on_context_closed(self, context: BrowserContext) -> None:
        watched = self._watched.pop(context, None)
        if watched is not None:
            watched.release()

    def _on_paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        """Answer a paused request, whatever happens: an unanswered one would hang its page."""
        passes = False
        try:
            passes = await self._judge(event)
            if not passes:
                await self._take_time(event)
        except Exception as error:  # noqa: BLE001 - a fault of ours must neither hang the page nor open the gate
            self.faults.append(f"{type(error).__name__}: {error}")
        finally:
            if passes:
                await self._send("Fetch.continueRequest", {"requestId": event["requestId"]})
            else:
                await self._send("Fetch.fulfillRequest", empty_answer(event))

    async def _take_time(self, event: dict[str, Any]) -> None:
        """Wait with the answer to a held request for as long as its hold asks."""
        context, _ = await self._frames.find(event.get("frameId", ""))
        watched = self._watched.get(context) if context else None
        for kept in tuple(watched.kept) if watched else ():
            if kept.answer_after is not None:
                with suppress(TimeoutError):
                    await asyncio.wait_for(kept.answer_after.wait(), _LATEST_ANSWER_S)

    async def _send(self, method: str, parameters: dict[str, Any]) -> None:
        try:
            await self._session.send(method, parameters)
        except PlaywrightError:
            return  # "Invalid InterceptionId": the page went away with its request; or the browser is closed

    async def _judge(self, event: dict[str, Any]) -> bool:
        frame_id = event.get("frameId", "")
        context, window = await self._frames.find(frame_id)
        watched = self._watched.get(context) if context else None
        request = self._read(event, watched)
        verdict = self._verdict(request, watched, window)
        if verdict is Verdict.PASSED and watched is not None and await self._delayed(request, watched):
            # What has begun meanwhile applies to it as well.
            watched = self._watched.get(context) if context else None
            verdict = self._verdict(request, watched, window)
        passes = verdict is Verdict.PASSED
        self._note(request, verdict, watched, event["request"].get("headers", {}))
        if passes and watched is not None:
            if watched.gate is not None:
                watched.passed_ids.append(event["requestId"])
            if request.is_main_frame and request.is_document:
                watched.clear(frame_id)
        return passes

    async def _delayed(self, request: PausedRequest, watched: _Watched) -> bool:
        """Let a request wait where that was asked for; tell whether it did."""
        waits = [delay for delay in watched.delays if delay.applies_to(request)]
        for delay in waits:
            own_site = self.policy.allows_host(request.host)
            await delay.wait(DelayedRequest(request.method, redact_url(request.url), own_site))
        return bool(waits)

    def _verdict(self, request: PausedRequest, watched: _Watched | None, window: str | None) -> Verdict:
        if watched is None:
            verdict = self._judge_unknown(request)
        else:
            verdict = self.policy.judge(request, watched.mode_for(window), watched.gate)
        typed = watched.numbers if watched is not None else self._all_numbers()
        if verdict is Verdict.PASSED and any(carries_number(request, number) for number in typed):
            return Verdict.CARD_TYPED
        return verdict

    def _all_numbers(self) -> set[str]:
        return {number for watched in self._watched.values() for number in watched.numbers}

    def _judge_unknown(self, request: PausedRequest) -> Verdict:
        """Judge a request whose context is not known (any more): by the strictest of all watched contexts."""
        contexts = list(self._watched.values())
        mode = max((one.mode_for(None) for one in contexts), default=self.policy.base_mode)
        gated = any(one.gate is not None for one in contexts)
        return self.policy.judge(request, Mode.HOLD if gated else mode)

    def _read(self, event: dict[str, Any], watched: _Watched | None) -> PausedRequest:
        request = event["request"]
        return PausedRequest(
            method=request["method"],
            url=request["url"] + request.get("urlFragment", ""),
            resource_type=event["resourceType"],
            is_main_frame=self._frames.is_window(event.get("frameId", "")),
            body=body_of(request),
            follows_passed=watched is not None and event.get("redirectedRequestId") in watched.passed_ids,
        )

    def _note(
        self, request: PausedRequest, verdict: Verdict, watched: _Watched | None, headers: dict[str, str]
    ) -> None:
        label, step, why = (watched.label, watched.step, watched.why) if watched else ("", "", "")
        url = redact_url(request.url)
        if verdict is not Verdict.PASSED:
            held = HeldRequest(
                label,
                step,
                request.method,
                url,
                verdict,
                request.is_document,
                at=time.monotonic(),
                digest=digest_of(self._salt, request, headers),
                once=header(headers, "idempotency-key"),
                told=max((carried_texts(request, kept.texts) for kept in watched.kept), default=0) if watched else 0,
                own_site=self.policy.allows_host(request.host),
                is_beacon=request.resource_type == "Ping",
            )
            self.held.append(held)
            for span in watched.spans if watched else ():
                span.append(held)
        if verdict is Verdict.FOREIGN_HOST:
            self.left_hosts.append(LeftHost(request.host, url, step))
        if not request.may_change_something:
            return
        if request.resource_type == "Ping" and not self.policy.allows_host(request.host):
            self.telemetry[request.host] += 1
            return
        outcome = MutationOutcome.SENT if verdict is Verdict.PASSED else MutationOutcome.HELD
        self.mutations.append(Mutation(method=request.method, url=url, step=step, why=why, outcome=outcome))
