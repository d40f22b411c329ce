"""A step of the journey ends, and the shop is what ended it.

What it does:
    Reports every step that broke through the shop's doing and that no other check explains: a link that leads back, a
    page that never becomes usable, an expectation of the journey that does not hold.

Why it is friction:
    Here the shopper's way ends, whatever the reason.

How to fix:
    Walk the step by hand as described, with the browser's console and network open. The pictures and requests recorded
    at the step show what the audit saw.

Limits:
    Steps at which we failed to recognise the way, ran out of time or met a bot protection are no finding; they make the
    audit incomplete. A step that was completed in another attempt needs review. Steps the journey can do without are
    serious, as is a shop that sells to members only.

References:
    - Nielsen Norman Group, Response times, 10 s:
      https://www.nngroup.com/articles/response-times-3-important-limits/
    - The severity is ours: a blocker is what ends the journey.
"""

from collections.abc import Iterator

from auditor.check import Context, JourneyCheck
from auditor.discovery.prices import is_price_on_request
from auditor.model.artifact import CartTrial
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, Location, QuoteEvidence, Severity
from auditor.model.recognition import Role
from auditor.model.run import Cause, StepRun, StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from checks.judgement import (
    because,
    doubts_about_answer,
    doubts_about_cart,
    our_words,
    out_of_sight,
    path_of,
    place_of_act,
    place_of_way_to_goods,
)

BY_THE_SITE = {
    Cause.SITE: say("the shop did not let the shopper go on"),
    Cause.ACCOUNT_REQUIRED: say("the shop asks for an account"),
    Cause.EXPECTATION: say("what the journey expects was not there"),
}


class StepBroken(JourneyCheck):
    """Judges the steps that did not complete."""

    meta = CheckMeta(
        id="journey/step-broken",
        title="The journey ends here",
        feels="I cannot go on.",
        severity=Severity.BLOCKER,
        explained_by=(
            "cart/add-fails",
            "cart/item-lost",
            "cart/no-checkout-cta",
            "checkout/disabled-submit-no-reason",
            "checkout/no-advance-cta",
            "checkout/no-guest-checkout",
            "interaction/dead-click",
            "landing/no-path-to-products",
            "landing/no-search-entry",
            "load/page-unreachable",
            "load/server-error-on-step",
            "overlay/covers-primary-cta",
            "product/no-add-to-cart",
            "search/known-item-zero-results",
        ),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """There must have been steps."""
        return bool(context.run.steps)

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield one finding per step that the shop broke."""
        visit: Visit | None = None
        for step in context.run.steps:
            here = context.run.visit(step.visit_id) or visit
            if step.status is StepStatus.BROKEN and step.cause in BY_THE_SITE:
                yield self._broken(step, here, visit, context)
            visit = here

    def _broken(self, step: StepRun, visit: Visit | None, before: Visit | None, context: Context) -> Finding:
        journey = context.run.journey
        optional = any(one.id == step.step_id and one.optional for one in journey.steps)
        lesser = optional or step.cause is Cause.ACCOUNT_REQUIRED
        doubts = tuple(dict.fromkeys(_doubts(step, visit, before, context)))
        url = visit.url if visit else journey.start_url
        why = step.error or BY_THE_SITE[step.cause or Cause.SITE]
        evidence: list[Evidence] = [
            QuoteEvidence(text=our_words(why), source=say("the step “{step}”", step=step.step_id))
        ]
        return self.finding(
            say(
                "The step “{step}” broke at {path}: {why}.",
                step=step.step_id,
                path=path_of(url),
                why=why.rstrip(".") if why.endswith(".") else why,
            )
            + because(doubts),
            Location(
                journey=journey.id,
                step=_step_at_fault(step, visit, context),
                stage=step.stage,
                device=journey.device,
                url=url,
            ),
            identity="step",
            severity=self.meta.severity.lowered() if lesser else self.meta.severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=evidence,
        )


def _step_at_fault(step: StepRun, visit: Visit | None, context: Context) -> str:
    """The step at which the other checks tell of the same cause.

    Where the cart lacks what was put into it, the step that put it there; where no product was reached, the first step
    towards the products that broke.
    """
    if visit is None:
        return step.step_id
    trial = visit.get(CartTrial)
    if trial is not None and trial.in_cart is False:
        return place_of_act(context, visit, Role.ADD_TO_CART).step
    product = place_of_act(context, visit, Role.PRODUCT_LINK).step
    arrived = any(one.step_id == product and one.status is StepStatus.COMPLETED for one in context.run.steps)
    acts = {one.id: one.action.kind for one in context.run.journey.steps}
    if arrived or acts.get(step.step_id) not in {"open_listing", "open_product"}:
        return step.step_id
    return place_of_way_to_goods(context, visit).step


def _doubts(step: StepRun, visit: Visit | None, before: Visit | None, context: Context) -> Iterator[str]:
    """Why the shop need not be at fault after all; where the other checks doubt, so must this one."""
    if _completed_elsewhere(step, context):
        yield say("the step was completed in another attempt")
    if step.cause is not Cause.SITE or visit is None:
        return
    yield from doubts_about_answer(visit)
    for trial in visit.all(CartTrial):
        if trial.in_cart is False:
            yield from doubts_about_cart(trial, visit)
    for one in (visit, before):
        page = one.get(DomSnapshot) if one else None
        if step.clicks == 0:
            yield from out_of_sight(page)
        if page is not None and any(is_price_on_request(text.text) for text in page.texts if text.card is None):
            yield say("the product may be sold on request only")


def _completed_elsewhere(step: StepRun, context: Context) -> bool:
    return any(
        other.step_id == step.step_id and other.status is StepStatus.COMPLETED
        for run in context.attempts
        if run.id != context.run.id
        for other in run.steps
    )
