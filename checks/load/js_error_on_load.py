"""A script of the shop breaks while a page loads.

What it does:
    Takes the errors that no script caught on the pages of the walk, raised by the page itself before anything was
    pressed or typed on it, by scripts of the shop's own site. The same error on several pages is one finding.

Why it is friction:
    What the script was to do after it broke is silently missing: a price, a button that works, the reviews.

How to fix:
    Open the page with the browser's console, follow the error to its place and mend it, or catch what may fail.

Limits:
    Scripts of other sites and of browser extensions are left out, and so is “Script error.”, by which browsers keep
    errors of other origins to themselves. What the script had left to do is not known: it may be nothing. Where a
    request of the page was held back by the audit itself, a person has to look.

References:
    - Datadog, Frustration signals, error click:
      https://docs.datadoghq.com/real_user_monitoring/application_monitoring/browser/frustration_signals/
    - WHATWG, HTML, runtime script errors:
      https://html.spec.whatwg.org/multipage/webappapis.html#runtime-script-errors
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.artifact import ConsoleLog
from auditor.model.finding import Certainty, CheckMeta, CheckStatus, Finding, QuoteEvidence, Severity
from auditor.model.loading import NetworkLog, ScriptError
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import because, path_of, path_pattern, shortened

KEPT_BACK = "script error"
"""What browsers tell of an error in a script of another origin that did not allow more, WHATWG HTML."""
_LONGEST = 120


class JsErrorOnLoad(JourneyCheck):
    """Judges the errors that no script caught."""

    meta = CheckMeta(
        id="load/js-error-on-load",
        title="A script breaks on load",
        feels="Something is missing here, and I cannot say what.",
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("ConsoleLog",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield one finding for each error, at the first page that raised it."""
        met: dict[str, list[tuple[ScriptError, Visit]]] = {}
        for visit in context.run.visits:
            for error in (one for log in visit.all(ConsoleLog) for one in log.script_errors):
                if _counts(error):
                    place = error.stack_top or f"{error.source}:{error.line} {error.message}"
                    met.setdefault(place, []).append((error, visit))
        for group in met.values():
            yield self._told(group, context)

    def _told(self, group: list[tuple[ScriptError, Visit]], context: Context) -> Finding:
        error, visit = group[0]
        pages = len({one.url for _, one in group})
        held = say("a request was held back by the audit")
        doubts = () if any(not _held_back(one) for _, one in group) else (held,)
        return self.finding(
            _raised(error, pages) + because(doubts),
            context.location(visit),
            identity=path_pattern(error.source),
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[QuoteEvidence(text=shortened(error.message, _LONGEST), source=path_of(error.source))],
        )


def _raised(error: ScriptError, pages: int) -> Phrase:
    script, message = path_of(error.source), shortened(error.message, _LONGEST)
    place = script if error.line is None else say("{script}, line {line}", script=script, line=str(error.line))
    if pages > 1:
        return say_number(
            "{place}: an error on {number} page that nothing caught: “{message}”.",
            "{place}: an error on {number} pages that nothing caught: “{message}”.",
            pages,
            place=place,
            message=message,
        )
    return say("{place}: an error that nothing caught: “{message}”.", place=place, message=message)


def _counts(error: ScriptError) -> bool:
    return error.same_site and error.before_act and error.message.strip(" .").casefold() != KEPT_BACK


def _held_back(visit: Visit) -> bool:
    return any(request.cancelled_by_guard for log in visit.all(NetworkLog) for request in log.requests)
