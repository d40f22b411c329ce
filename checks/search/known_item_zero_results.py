"""The search does not find products that the shop itself sells.

What it does:
    Searches for names of products seen in this very shop. A search that ends with no result for one of them is
    serious, for two and more a blocker; one severity lower where the two most distinctive words of each name do find
    something.

Why it is friction:
    "They do not have it." The shopper leaves for another shop, though the product is there.

How to fix:
    Index the full names, model numbers and brands of all products that can be bought; match by words, not by the whole
    phrase; let a query of several words fall back to fewer.

Limits:
    Certain where the page says that nothing was found, or another query at the same shop finds products. A query that
    was given and not seen in the shop needs review. Searches that did not settle are no evidence; products whose stock
    ran out in between may be missing rightly. One of several equal searches that succeeds clears the name.

References:
    - Baymard Institute, E-commerce search query types: https://baymard.com/blog/ecommerce-search-query-types
    - The limits of one and two names are ours.
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.discovery.folding import fold, is_about
from auditor.model.artifact import QueryKind, SearchTrial
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import listed, say, say_number
from checks.judgement import because, clip_of, trials

BLOCKER_NAMES = 2
"""From how many of the shop's own names without a result the search counts as unusable; ours."""
SHOWN = 5


class KnownItemZeroResults(JourneyCheck):
    """Judges all searches for products of the shop."""

    meta = CheckMeta(
        id="search/known-item-zero-results",
        title="The search misses the shop's own products",
        feels="They do not sell it. I will buy it elsewhere.",
        stages=(Stage.SEARCH,),
        severity=Severity.SERIOUS,
        requires=("SearchTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """A product of the shop must have been searched for, to the end."""
        return bool(_by_name(context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield one finding for all names that were not found."""
        names = _by_name(context)
        missed = [found for found in names.values() if all(trial.result_count == 0 for trial, _ in found)]
        if not missed:
            return
        candidates = [found[0] for found in missed]
        proved = [one for one in candidates if _is_proved(one[0])]
        first = proved or candidates
        rescued = all(trial.fallback_results for trial, _ in first)
        usual = Severity.BLOCKER if len(first) >= BLOCKER_NAMES else self.meta.severity
        doubts = () if proved else (say("nothing proves that the shop sells it and the search had answered"),)
        aside = say(" Fewer words of the same names do find products.") if rescued else ""
        yield self.finding(
            say_number(
                "The search finds nothing for {missed} of {number} product name taken from this shop: {queries}.",
                "The search finds nothing for {missed} of {number} product names taken from this shop: {queries}.",
                len(names),
                missed=len(first),
                queries=listed(say("“{text}”", text=trial.query) for trial, _ in first[:3]),
            )
            + aside
            + because(doubts),
            context.location(first[0][1]),
            identity="known-item",
            severity=usual.lowered() if rescued else usual,
            certainty=Certainty.CERTAIN if proved else Certainty.NEEDS_REVIEW,
            evidence=_evidence(first),
        )


def _by_name(context: Context) -> dict[str, list[tuple[SearchTrial, Visit]]]:
    """The settled searches for own products, by the product's name."""
    found: dict[str, list[tuple[SearchTrial, Visit]]] = {}
    for trial, visit in trials(context, SearchTrial):
        if trial.query_kind is QueryKind.KNOWN and trial.settled and not _shown_all_the_same(trial):
            found.setdefault(fold(trial.intended or trial.query), []).append((trial, visit))
    return found


def _shown_all_the_same(trial: SearchTrial) -> bool:
    """Whether the result page names the product in a form that we did not count as a result."""
    silent = trial.result_count == 0 and not trial.states_no_results
    return silent and any(is_about(offer, trial.intended) for offer in trial.recovery)


def _is_proved(trial: SearchTrial) -> bool:
    """Whether the shop sells what was searched for, and the empty result is the search's answer."""
    return bool(trial.known_from) and (trial.states_no_results or bool(trial.control_results))


def _evidence(missed: list[tuple[SearchTrial, Visit]]) -> Iterator[Evidence]:
    for trial, _ in missed[:SHOWN]:
        source = say("query, 0 results")
        if trial.known_from:
            source = say("query, 0 results, seen at {place}", place=trial.known_from)
        yield QuoteEvidence(text=trial.query, source=source)
        if trial.control_query and trial.control_results:
            compared = say_number(
                "query to compare, {number} result", "query to compare, {number} results", trial.control_results
            )
            yield QuoteEvidence(text=trial.control_query, source=compared)
    shot = next((trial.screenshot for trial, _ in missed if trial.screenshot), None)
    if shot is not None:
        yield clip_of(shot, say("the result page"))
