"""The shopper is sent from address to address before a page comes.

What it does:
    Counts the redirects before each page and the time they took, over the attempts. Three or more are a finding, and
    so is more than 600 ms spent in them.

Why it is friction:
    Each of them is a way to the server and back before anything can be shown, and on a phone these ways are long.

How to fix:
    Link to the final address, and answer an old one with a single redirect to it.

Limits:
    The answer to a form that was sent is a redirect by good custom: it is not counted, nor is its time, in which the
    server works on what was sent. Before the first page of a visit redirects may be for a first visit only, such as
    those to a language; there the finding needs a look by a person. Browsers keep the time spent on addresses of
    another origin to themselves. Where the redirects are the larger part of a slow answer or a slow step, those tell
    it and name the redirects. The limits are ours.

References:
    - web.dev, Time to First Byte, which counts redirects in: https://web.dev/articles/ttfb
    - Fetch standard, redirects: https://fetch.spec.whatwg.org/#http-redirect-fetch
"""

from collections.abc import Iterator

from auditor.check import Context, Spread, VisitCheck
from auditor.model.finding import Certainty, CheckMeta, CheckStatus, Evidence, Finding, RequestEvidence, Severity
from auditor.model.loading import NetworkLog, PageTimings
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import because, path_of, seconds
from checks.timing_judgement import Attempts, Judged, Measured, attempts_at, how_measured, is_first_told, judged, told

LEAST_HOPS = 3
LIMIT_MS = 600
"""Redirects, and milliseconds spent in them; ours."""
SHOWN = 6
"""How many addresses the evidence holds at most."""


class RedirectChain(VisitCheck):
    """Judges the redirects before a page."""

    meta = CheckMeta(
        id="load/redirect-chain",
        title="A chain of redirects",
        feels="Nothing happens for a moment, each time.",
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("PageTimings",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a document of its own has redirects, and it is judged once."""
        timings = visit.get(PageTimings)
        return bool(timings and timings.redirects is not None and is_first_told(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding for too many of them, or for those that take too long."""
        attempts = attempts_at(visit, context)
        hops = attempts.spread(_hops)
        assert hops is not None, "applies makes sure of a figure"
        first = context.run.visits[:1] == (visit,)
        doubts = (say("on a later visit there may be fewer"),) if first else ()
        for found, spread in _found(hops, attempts, context.noise):
            finding = told(
                self,
                found,
                spread,
                _reached(visit, hops, attempts)
                + how_measured(spread, context, "ms" if spread is not hops else "")
                + say(".")
                + because(doubts),
                context.location(visit),
                metric="redirects" if spread is hops else "redirect_ms",
                unit="" if spread is hops else "ms",
                evidence=_addresses(visit),
                effect_of=attempts.causes_of_redirects(),
            )
            doubtful = found.proved and doubts
            yield finding.model_copy(update={"certainty": Certainty.NEEDS_REVIEW}) if doubtful else finding


def _reached(visit: Visit, hops: Spread, attempts: Attempts) -> Phrase:
    path, number = path_of(visit.url), round(hops.median)
    if attempts.redirected:
        return say_number(
            "{path} was reached through {number} redirect, which took {time}",
            "{path} was reached through {number} redirects, which took {time}",
            number,
            path=path,
            time=seconds(attempts.redirected),
        )
    return say_number(
        "{path} was reached through {number} redirect",
        "{path} was reached through {number} redirects",
        number,
        path=path,
    )


def _hops(one: Measured) -> float | None:
    """The redirects before a page, without the one by which a form is answered."""
    redirects = one.timings.redirects
    return None if redirects is None else max(redirects - one.by_form, 0)


def _found(hops: Spread, attempts: Attempts, noise: float) -> Iterator[tuple[Judged, Spread]]:
    """Yield what is wrong with the redirects, with its figures: their number, else their time."""
    if hops.low >= LEAST_HOPS:
        yield Judged(LEAST_HOPS, Severity.MINOR, Certainty.CERTAIN), hops
        return
    spent = attempts.spread(lambda one: one.redirect_ms)
    if hops.median and spent:
        yield from ((found, spent) for found in judged(spent, ((LIMIT_MS, Severity.MINOR),), noise))


def _addresses(visit: Visit) -> list[Evidence]:
    """The page's own requests in the order they were made."""
    requests = [one for log in visit.all(NetworkLog) for one in log.requests if one.main_document]
    return [RequestEvidence(method=one.method, url=one.url, status=one.status) for one in requests[:SHOWN]]
