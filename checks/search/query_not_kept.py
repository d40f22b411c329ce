"""The result page forgets what was searched for.

What it does:
    Reads the search fields on the result page and compares them with the query, spelling variants folded. Speaks up
    where none of them holds it after any of the searches made.

Why it is friction:
    Whoever wants to add a word or mend a letter must type everything again, on a phone letter by letter.

How to fix:
    Fill the search field of the result page with the query.

Limits:
    Judged only where a search field is to be seen on the result page; a field that opens on a click is opened first.
    Where the query is kept after some searches and lost after others, the check is silent.

References:
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.model.artifact import SearchTrial
from auditor.model.finding import CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say, say_number
from checks.judgement import clip_of, trials


class QueryNotKept(JourneyCheck):
    """Judges whether result pages keep the query."""

    meta = CheckMeta(
        id="search/query-not-kept",
        title="The search forgets the query",
        feels="I must type it all again to change one word.",
        stages=(Stage.SEARCH,),
        severity=Severity.MODERATE,
        requires=("SearchTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """There must be a result page on which a search field is to be seen."""
        return bool(_usable(context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding where no search kept its query."""
        searches = _usable(context)
        if any(trial.query_kept for trial, _ in searches):
            return
        first, visit = searches[0]
        evidence: list[Evidence] = [
            QuoteEvidence(text=first.query, source=say("query, not in the search field afterwards"))
        ]
        if first.screenshot is not None:
            evidence.append(clip_of(first.screenshot, say("the result page")))
        yield self.finding(
            say_number(
                "After {number} search the search field of the result page was empty or held something else, "
                "the first time for “{query}”.",
                "After {number} searches the search field of the result page was empty or held something else, "
                "the first time for “{query}”.",
                len(searches),
                query=first.query,
            ),
            context.location(visit),
            identity="query",
            evidence=evidence,
        )


def _usable(context: Context) -> list[tuple[SearchTrial, Visit]]:
    return [
        (trial, visit)
        for trial, visit in trials(context, SearchTrial)
        if trial.settled and trial.search_box_visible and trial.query_kept is not None
    ]
