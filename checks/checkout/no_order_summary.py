"""The step that pays does not show what is paid for.

What it does:
    Looks on the step that pays for the names of the goods, their quantity and the total, on the page or behind a
    control that opens them. Speaks up where the goods or the total are missing.

Why it is friction:
    What am I paying for, and how much was it again?

How to fix:
    Show goods, quantities and total beside the payment, on small screens behind a line with the total.

Limits:
    A summary that is folded away counts. A missing quantity alone is no finding. Goods are known by the names under
    which they were put into the cart.

References:
    - W3C, Understanding Success Criterion 3.3.4 Error Prevention:
      https://www.w3.org/WAI/WCAG22/Understanding/error-prevention-legal-financial-data.html
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, CheckStatus, ElementEvidence, Finding, Severity
from auditor.model.form_step import FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.form_steps import asks_for_card, of_step

_MISSING = {
    (True, False, False): say("the goods"),
    (True, True, False): say("the goods and their quantity"),
    (True, False, True): say("the goods and the total"),
    (True, True, True): say("the goods, their quantity and the total"),
    (False, False, True): say("the total"),
    (False, True, True): say("their quantity and the total"),
}
"""What is not shown, by whether goods, quantity and total are missing."""


class NoOrderSummary(TrialCheck[FormStep]):
    """Judges whether the order can be seen where it is paid."""

    meta = CheckMeta(
        id="checkout/no-order-summary",
        title="No summary of the order at the payment",
        feels="What am I paying for?",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """It must be the step that pays."""
        del visit, context
        submit = trial.submit
        says_order = submit is not None and submit.says_order
        goes_on = submit is not None and submit.says_on and not says_order
        pays = asks_for_card(trial) or says_order or (bool(trial.payments) and not goes_on)
        return trial.may_place_order and pays

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where goods or total are missing."""
        summary = trial.summary
        if summary.foldable or (summary.item_named and summary.total):
            return
        submit = trial.submit
        yield self.finding(
            say(
                "The step{step} that pays for the order does not show {missing}.",
                step=of_step(trial),
                missing=_MISSING[(not summary.item_named, not summary.quantity_shown, not summary.total)],
            ),
            context.location(visit),
            identity="summary",
            evidence=[ElementEvidence(selector=submit.selector, snippet=submit.name, box=submit.box)] if submit else [],
        )
