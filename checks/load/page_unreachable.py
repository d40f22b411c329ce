"""A page of the journey answers with an error, or with nothing at all.

What it does:
    Looks at the answer to every page the shopper comes to: an error status (400 and above), a connection that failed,
    or a page on which, after it settled, stands next to no text, no picture, no field and no control.

Why it is friction:
    The shopper sees an error or a white page where the goods should be. Nobody reloads a shop they do not know yet:
    they go back to the results they came from.

How to fix:
    Find the address in the server's log and mend its answer; redirect addresses that have moved. Where a page really
    is gone, say so in plain words and offer the search and the categories.

Limits:
    A page of a bot protection is no fault of the shop and never a finding, nor is 429 (too many requests). 401 and 403
    need a look by a person: they may be meant for us alone. Answers 400, 409 and 422 to a form that was sent are how a
    server refuses an input; a server's error after a form was sent is told by the check of requests. If the very first
    page cannot be connected to, the audit is incomplete and nothing is judged. The least amount of text, 40
    characters, is ours: no published figure exists.

References:
    - GOV.UK Design System, Page not found pages: https://design-system.service.gov.uk/patterns/page-not-found-pages/
    - Nielsen Norman Group, Response times: https://www.nngroup.com/articles/response-times-3-important-limits/
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.pages import is_empty
from auditor.model.artifact import PageResponse
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, RequestEvidence, Severity
from auditor.model.recognition import Recognition, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import FIRST_ERROR_STATUS, REFUSED_INPUT, because, doubts_about_answer, path_of, was_sent

FIRST_SERVER_ERROR = 500
TOO_MANY_REQUESTS = 429
_SHOWS_GOODS = frozenset({Role.PRODUCT_LINK, Role.ADD_TO_CART, Role.CHECKOUT})


class PageUnreachable(VisitCheck):
    """Judges how a page answered."""

    meta = CheckMeta(
        id="load/page-unreachable",
        title="The page cannot be reached",
        feels="The shop is broken. I will look elsewhere.",
        severity=Severity.BLOCKER,
        requires=("PageResponse",),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """A bot wall, and a first page without connection, tell nothing about the shop."""
        answer = visit.get(PageResponse)
        if answer is None or answer.bot_wall is not None or answer.status == TOO_MANY_REQUESTS:
            return False
        return not (answer.error and context.run.visits[:1] == (visit,))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding: the failed connection, the error status or the empty page."""
        answer = visit.get(PageResponse)
        assert answer is not None, "the check requires a PageResponse"
        path = path_of(answer.final_url or visit.url)
        if answer.error:
            told = say("{path} could not be loaded: the connection failed with {error}.", path=path, error=answer.error)
            identity = "connection"
            doubts: tuple[str, ...] = ()
        elif answer.status is not None and answer.status >= FIRST_ERROR_STATUS:
            if was_sent(visit) and (answer.status in REFUSED_INPUT or answer.status >= FIRST_SERVER_ERROR):
                return
            told, identity = _with_status(path, answer), "status"
            doubts = _doubts_about_status(answer.status, visit)
        elif (page := visit.get(DomSnapshot)) is not None and is_empty(page):
            told = say("{path} stays empty: no text to speak of, no picture, no field, no control.", path=path)
            identity = "empty"
            doubts = ()
        else:
            return
        yield self.finding(
            told + because(doubts),
            context.location(visit),
            identity=identity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(answer),
        )


def _evidence(answer: PageResponse) -> tuple[Evidence, ...]:
    url = answer.final_url or answer.requested_url
    return (RequestEvidence(method="GET", url=url, status=answer.status, failure=answer.error),)


def _with_status(path: str, answer: PageResponse) -> Phrase:
    status = str(answer.status)
    if answer.attempts > 1:
        return say_number(
            "{path} answers with status {status}, {number} time in a row.",
            "{path} answers with status {status}, {number} times in a row.",
            answer.attempts,
            path=path,
            status=status,
        )
    return say("{path} answers with status {status}.", path=path, status=status)


def _doubts_about_status(status: int, visit: Visit) -> tuple[str, ...]:
    doubts = doubts_about_answer(visit)
    found = any(one.found is not None for one in visit.all(Recognition) if one.role in _SHOWS_GOODS)
    if status < FIRST_SERVER_ERROR and found:
        doubts = (*doubts, say("the page shows its usual content all the same"))
    return doubts
