"""From the page of arrival no way leads to the goods.

What it does:
    Takes what came of looking for products and for pages that list them: links, navigation, cards, each tried. Speaks
    up where none of them led to goods and no search did either.

Why it is friction:
    Who cannot get to the goods cannot buy them.

How to fix:
    Put plain links to the categories into the navigation, and products on the landing page.

Limits:
    Certain only where the page answered with status 200 and content, every candidate was tried, and no sign-in, age or
    region question stands before the shop. Only the likeliest links are tried.

References:
    - GOV.UK Design System, Navigate a service:
      https://design-system.service.gov.uk/patterns/navigate-a-service/
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import is_shop
from auditor.model.artifact import AccountWall, PageResponse, SearchTrial
from auditor.model.finding import Certainty, CheckMeta, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.recognition import Attempt, PageKind, Recognition, Role
from auditor.model.run import StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import Phrase, say, say_number
from auditor.model.words import ATTEMPTS
from checks.judgement import (
    FIRST_ERROR_STATUS,
    because,
    element_of,
    our_words,
    out_of_sight,
    place_of_way_to_goods,
    recognition,
    trials,
)

OK_STATUS = 200
GATE_SHARE = 0.3
"""The share of the viewport from which a dialog stands before the shop; ours."""
_LATER = (Stage.LISTING, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT)


class NoPathToProducts(VisitCheck):
    """Judges whether the landing page leads to the goods."""

    meta = CheckMeta(
        id="landing/no-path-to-products",
        title="No way to the products",
        feels="I cannot get to the goods.",
        stages=(Stage.LANDING,),
        severity=Severity.BLOCKER,
        requires=("Recognition",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Products must have been looked for, on a page that answered us and is open to all."""
        answer = visit.get(PageResponse)
        if answer is not None and (answer.bot_wall or answer.error or (answer.status or 0) >= FIRST_ERROR_STATUS):
            return False
        arrived = any(step.stage in _LATER and step.status is StepStatus.COMPLETED for step in context.run.steps)
        closed = any(next(one.all(AccountWall), None) for one in context.run.visits)
        return bool(_sought(visit)) and not arrived and not closed

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where nothing led to goods."""
        sought = _sought(visit)
        if any(_served(one) for one in sought) or _search_led_to_goods(context):
            return
        candidates = [candidate for one in sought for candidate in one.candidates]
        tried = sum(candidate.attempt is not Attempt.NOT_TRIED for candidate in candidates)
        doubts = _doubts(visit, sought)
        yield self.finding(
            _told(tried, len(candidates)) + because(doubts),
            place_of_way_to_goods(context, visit),
            identity="products",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=(
                *(element_of(candidate, ATTEMPTS[candidate.attempt]) for candidate in candidates[:5]),
                *(
                    QuoteEvidence(text=our_words(one.looked_for), source=say("looked for"))
                    for one in sought
                    if one.looked_for
                ),
            ),
        )


def _told(tried: int, candidates: int) -> Phrase:
    if not candidates:
        return say("No link on this page leads to a product or to a list of products; none of them looks as if it did.")
    return say_number(
        "No link on this page leads to a product or to a list of products; {tried} of {number} likely link tried.",
        "No link on this page leads to a product or to a list of products; {tried} of {number} likely links tried.",
        candidates,
        tried=tried,
    )


def _sought(visit: Visit) -> tuple[Recognition, ...]:
    found = (recognition(visit, role) for role in (Role.PRODUCT_LINK, Role.LISTING_LINK))
    return tuple(one for one in found if one is not None)


def _served(found: Recognition) -> bool:
    return found.found is not None or any(one.attempt in {Attempt.WORKED, Attempt.HELD} for one in found.candidates)


def _search_led_to_goods(context: Context) -> bool:
    return any(trial.result_count > 0 for trial, _ in trials(context, SearchTrial))


def _doubts(visit: Visit, sought: tuple[Recognition, ...]) -> list[str]:
    doubts: list[str] = []
    answer = visit.get(PageResponse)
    page = visit.get(DomSnapshot)
    if answer is None or answer.status != OK_STATUS or page is None or not page.elements:
        doubts.append(say("the page did not answer with status 200 and content"))
    if {one.role for one in sought} != {Role.PRODUCT_LINK, Role.LISTING_LINK}:
        doubts.append(say("not everything was looked for"))
    if page is not None and not is_shop(PageView(page)):
        doubts.append(say("nothing on the page shows that goods are sold here"))
    if not all(one.exhausted for one in sought):
        doubts.append(say("not every candidate was tried"))
    if any(one.page_kind is PageKind.SIGN_IN for one in sought) or _has_password(page):
        doubts.append(say("the page asks to sign in"))
    if page is not None and any(one.modal or one.viewport_share >= GATE_SHARE for one in page.overlays):
        doubts.append(say("a dialog stands before the shop"))
    doubts.extend(out_of_sight(page))
    return doubts


def _has_password(page: DomSnapshot | None) -> bool:
    return page is not None and any(field.type == "password" and field.visible for field in page.fields)
