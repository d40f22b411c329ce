"""The page of arrival offers no search, in a shop with many products.

What it does:
    Looks for a search on the landing page: a field that structure or words mark as one, or a control that reveals it.
    Speaks up where none is there and more than 20 different products were seen on the landing and listing pages.

Why it is friction:
    Many shoppers arrive knowing what they want. Without a search they must guess in which category it was put.

How to fix:
    Put a search field in the header of every page, to be seen without a click on wide screens.

Limits:
    Small shops are left alone. A search that is there and does not work is judged by other checks; one that was used
    later in the journey is taken as an entry. The limit of 20 products is ours.

References:
    - Baymard Institute, E-commerce search query types: https://baymard.com/blog/ecommerce-search-query-types
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.page_view import PageView
from auditor.model.artifact import SearchTrial
from auditor.model.finding import Certainty, CheckMeta, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import Attempt, Recognition, Role
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say, say_number
from checks.judgement import LIKELY, because, element_of, our_words, out_of_sight, place_of_act, recognition, trials

MANY_PRODUCTS = 20
"""Different products above which a shop needs a search; ours."""


class NoSearchEntry(VisitCheck):
    """Judges whether the landing page offers a search."""

    meta = CheckMeta(
        id="landing/no-search-entry",
        title="No search to be found",
        feels="I know what I want, but I cannot ask for it.",
        stages=(Stage.LANDING,),
        severity=Severity.MODERATE,
        requires=("Recognition",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The search must have been looked for, in a shop with many products."""
        return recognition(visit, Role.SEARCH) is not None and len(_products(context)) > MANY_PRODUCTS

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where no search was found anywhere on the way."""
        sought = recognition(visit, Role.SEARCH)
        assert sought is not None, "applies makes sure of it"
        if _search_was_used(context) or any(candidate.confidence >= LIKELY for candidate in sought.candidates):
            return
        page = visit.get(DomSnapshot)
        doubts = list(out_of_sight(page))
        if not sought.exhausted:
            doubts.append(say("not every candidate was tried"))
        if page is not None and any(field.type == "search" for field in page.fields):
            doubts.append(say("the page holds a search field that is not to be seen"))
        yield self.finding(
            say_number(
                "This page offers no search, and the shop shows {number} product and more.",
                "This page offers no search, and the shop shows {number} products and more.",
                len(_products(context)),
            )
            + because(doubts),
            place_of_act(context, visit, Role.SEARCH),
            identity="search",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=(
                *(element_of(candidate, say("was tried as a search")) for candidate in sought.candidates[:3]),
                *(
                    [QuoteEvidence(text=our_words(sought.looked_for), source=say("looked for"))]
                    if sought.looked_for
                    else []
                ),
            ),
        )


def _search_was_used(context: Context) -> bool:
    used = {Attempt.WORKED, Attempt.HELD}
    found = (
        recognition
        for visit in context.all_visits()
        for recognition in visit.all(Recognition)
        if recognition.role is Role.SEARCH
    )
    served = any(one.found is not None or any(each.attempt in used for each in one.candidates) for one in found)
    return served or next(trials(context, SearchTrial), None) is not None


def _products(context: Context) -> frozenset[str]:
    """The addresses of the products seen on landing and listing pages, without query and fragment."""
    visits = (*context.visits_at(Stage.LANDING), *context.visits_at(Stage.LISTING))
    cards = (card.href for visit in visits for page in visit.all(DomSnapshot) for card in PageView(page).product_cards)
    links = (
        candidate.href
        for visit in visits
        for found in visit.all(Recognition)
        if found.role is Role.PRODUCT_LINK
        for candidate in found.candidates
    )
    return frozenset(href.split("#", 1)[0].split("?", 1)[0] for href in (*cards, *links) if href)
