"""A search without results leaves the shopper with nowhere to go.

What it does:
    Searches for a word that no shop sells and looks at what the empty result page offers beyond what every page of the
    shop has in its header, navigation and footer: another spelling, categories, products, a way to ask.

Why it is friction:
    A mistyped word ends in a blank page. The shopper must think of something else, and many do not.

How to fix:
    Offer what was probably meant, the categories nearest to it, what sells well, and a contact.

Limits:
    Where the page does not say that nothing was found, the results may only not have been seen: needs review. A shop
    that shows products all the same has no empty page and is passed. Result lists that open below the search box are
    judged by what they show.

References:
    - Algolia, Avoid no-results pages: https://www.algolia.com/blog/product/avoid-no-results-pages
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.artifact import QueryKind, SearchTrial
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.judgement import because, clip_of


class DeadEndZeroResults(TrialCheck[SearchTrial]):
    """Judges what an empty result page offers."""

    meta = CheckMeta(
        id="search/dead-end-zero-results",
        title="An empty search result is a dead end",
        feels="Nothing found, and nothing else to do here.",
        stages=(Stage.SEARCH,),
        severity=Severity.SERIOUS,
        requires=("SearchTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: SearchTrial, visit: Visit, context: Context) -> bool:
        """Only a search for nonsense that ended without results tells."""
        del visit, context
        return trial.query_kind is QueryKind.NONSENSE and trial.settled and trial.result_count == 0

    def evaluate(self, trial: SearchTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the page offers no way on."""
        if trial.recovery:
            return
        doubts = () if trial.states_no_results else (say("the page does not say that nothing was found"),)
        box = "" if trial.search_box_visible else say(" Not even the search box is left.")
        evidence: list[Evidence] = [QuoteEvidence(text=trial.query, source=say("query, 0 results"))]
        if trial.screenshot is not None:
            evidence.append(clip_of(trial.screenshot, say("the result page")))
        yield self.finding(
            say(
                "The result page for “{query}” offers no product, no category, no other spelling and no contact "
                "beyond what every page has.",
                query=trial.query,
            )
            + box
            + because(doubts),
            context.location(visit),
            identity="zero-results",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=evidence,
        )
