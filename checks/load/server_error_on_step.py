"""A request of the journey fails on the server.

What it does:
    Looks at the requests between the shopper's act and the end of its loading: documents and background requests to
    the shop itself. A status of 500 and above counts, and a connection that failed. Other error statuses count only
    where the step broke.

Why it is friction:
    A wheel that turns for ever, a price that never comes, "something went wrong". What was clicked has not happened,
    and the shopper cannot tell whether it will.

How to fix:
    Look the request up in the server's log by address and time. Until it is mended, say what failed, keep what was
    typed, and offer to try again.

Limits:
    Left out are requests to other sites, measuring and advertising, icons, requests that the page itself called off,
    those our own guard stopped, and those that succeeded when the page repeated them. Answers 401, 403, 404, 409, 422
    and 429 are how a server says no.

References:
    - GOV.UK Design System, There is a problem with the service pages:
      https://design-system.service.gov.uk/patterns/problem-with-the-service-pages/
    - IETF, RFC 9110 HTTP Semantics, status codes: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.check import Context, Transition, TransitionCheck
from auditor.model.artifact import CartTrial, PageResponse
from auditor.model.finding import CheckMeta, Finding, RequestEvidence, Severity
from auditor.model.loading import NetworkLog, RequestRecord
from auditor.model.run import Cause, StepStatus, Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import path_of, path_pattern, trials

SERVER_ERROR = 500
CLIENT_ERROR = 400
REFUSALS = frozenset({401, 403, 404, 409, 422, 429})
"""Statuses by which a server refuses what was asked, RFC 9110 section 15.5."""
JUDGED_TYPES = frozenset({"document", "xhr", "fetch"})
NOT_THE_SITE = re.compile(
    r"net::ERR_(ABORTED|FAILED|BLOCKED_\w+|INTERNET_DISCONNECTED|NETWORK_CHANGED|CACHE_MISS|INSUFFICIENT_RESOURCES)"
)
"""Chromium's codes for requests that the page or the browser called off, or whose cause cannot be told."""
MEASURING = frozenset(
    [
        "analytics",
        "beacon",
        "beacons",
        "collect",
        "gtag",
        "gtm",
        "log",
        "logs",
        "matomo",
        "metrics",
        "piwik",
        "pixel",
        "rum",
        "sentry",
        "stats",
        "telemetry",
        "track",
        "tracker",
        "tracking",
    ]
)
_WORDS = re.compile(r"[a-z]+")


class ServerErrorOnStep(TransitionCheck):
    """Judges the requests of a step."""

    meta = CheckMeta(
        id="load/server-error-on-step",
        title="The server fails during a step",
        feels="It keeps loading. Did my click do anything?",
        severity=Severity.BLOCKER,
        requires=("NetworkLog",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, transition: Transition, context: Context) -> bool:
        """There must be a page whose requests were recorded, and no bot wall before it."""
        visit = _page(transition, context)
        if visit is None or visit.get(NetworkLog) is None:
            return False
        answer = visit.get(PageResponse)
        unanswered = transition.step.cause is Cause.UNANSWERED
        return not unanswered and (answer is None or answer.bot_wall is None)

    def evaluate(self, transition: Transition, context: Context) -> Iterator[Finding]:
        """Yield one finding per failing address."""
        visit = _page(transition, context)
        assert visit is not None, "applies makes sure of a visit"
        requests = tuple(request for log in visit.all(NetworkLog) for request in log.requests)
        broke = transition.step.status is StepStatus.BROKEN and transition.step.cause is Cause.SITE
        told: dict[str, list[RequestRecord]] = {}
        for place, request in enumerate(requests):
            if _failed(request, broke=broke) and not _recovered(request, requests[place + 1 :]):
                told.setdefault(f"{request.method} {path_pattern(request.url)}", []).append(request)
        for identity, failures in told.items():
            first = failures[0]
            stopped = broke or first.main_document or _item_never_arrived(transition, visit, context, first)
            yield self.finding(
                _told(first, len(failures)),
                context.location(visit),
                identity=identity,
                severity=Severity.BLOCKER if stopped else Severity.SERIOUS,
                evidence=[
                    RequestEvidence(method=one.method, url=one.url, status=one.status, failure=one.failure)
                    for one in failures[:3]
                ],
            )


def _page(transition: Transition, context: Context) -> Visit | None:
    """Where the step ended, be it broken."""
    return transition.after or context.run.visit(transition.step.visit_id)


def _failed(request: RequestRecord, *, broke: bool) -> bool:
    if request.resource_type not in JUDGED_TYPES or not request.same_site or request.cancelled_by_guard:
        return False
    if _is_measuring(request.url):
        return False
    if request.status is not None:
        is_refusal = request.status < SERVER_ERROR and (request.status in REFUSALS or not broke)
        return request.status >= CLIENT_ERROR and not is_refusal
    return request.failure is not None and NOT_THE_SITE.search(request.failure) is None


def _is_measuring(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.path.endswith("/favicon.ico"):
        return True
    return bool(MEASURING & {*host.split("."), *_WORDS.findall(parts.path.lower())})


def _recovered(request: RequestRecord, later: tuple[RequestRecord, ...]) -> bool:
    """Whether the page asked again and was served."""
    return any(
        one.url == request.url and one.method == request.method and one.status is not None and one.status < CLIENT_ERROR
        for one in later
    )


def _item_never_arrived(transition: Transition, visit: Visit, context: Context, request: RequestRecord) -> bool:
    """Whether the request was to put a product into the cart, which then did not hold it."""
    act = next((step.action.kind for step in context.run.journey.steps if step.id == transition.step.step_id), "")
    sends = request.method not in {"GET", "HEAD"}
    adds = act == "add_to_cart" or visit.get(CartTrial) is not None
    return adds and sends and any(trial.in_cart is False for trial, _ in trials(context, CartTrial))


def _told(request: RequestRecord, times: int) -> Phrase:
    asked = f"{request.method} {path_of(request.url)}"
    answer = str(request.failure) if request.status is None else say("status {status}", status=str(request.status))
    if times > 1:
        return say_number(
            "{request} failed, {number} time during this step: {answer}.",
            "{request} failed, {number} times during this step: {answer}.",
            times,
            request=asked,
            answer=answer,
        )
    return say("{request} failed during this step: {answer}.", request=asked, answer=answer)
