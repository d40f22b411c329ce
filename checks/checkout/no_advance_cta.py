"""A step of the checkout offers no way on.

What it does:
    Looks on each page of the checkout for the control that takes the shopper further: the button of the form that
    holds the visible fields, else one that says so in any known language. Speaks up where none is there.

Why it is friction:
    Everything is filled in, and there is no next.

How to fix:
    End every step with one clear button that says what comes next.

Limits:
    Certain only where the fields prove the page to be a checkout and every candidate was looked at. A button that
    cannot be pressed may wait for the form to be complete; a payment service's button may stand in a frame that cannot
    be read; both are for a person to look at. Where the form could be sent, a way on is there.

References:
    - GOV.UK Design System, Button: https://design-system.service.gov.uk/components/button/
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.form import FormTrial
from auditor.model.journey import Stage
from auditor.model.recognition import PageKind, Role
from auditor.model.run import Visit
from checks.judgement import absence, because, element_of, recognition, shortened, trials


class NoAdvanceCta(VisitCheck):
    """Judges whether a step of the checkout leads on."""

    meta = CheckMeta(
        id="checkout/no-advance-cta",
        title="No way on in the checkout",
        feels="There is no way forward.",
        stages=(Stage.CHECKOUT,),
        severity=Severity.BLOCKER,
        requires=("Recognition",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The control must have been sought, and the form not been sent by it elsewhere."""
        sent = any(
            trial.page_url == visit.url and any(one.pressed for one in trial.submissions)
            for trial, _ in trials(context, FormTrial)
        )
        return recognition(visit, Role.ADVANCE) is not None and not sent

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where nothing served."""
        missing = absence(visit, Role.ADVANCE)
        if missing is None:
            return
        doubts = list(missing.doubts)
        if missing.recognition.page_kind is not PageKind.CHECKOUT:
            doubts.append("the page may be no step of the checkout")
        if missing.unusable:
            doubts.append("it may wait for the form to be complete")
            told = f"“{shortened(missing.unusable[0].name, 60)}” is there and cannot be pressed"
        else:
            told = "This step of the checkout has fields to fill in and nothing that leads on"
        yield self.finding(
            f"{told}; {missing.effort}." + because(doubts),
            context.location(visit),
            identity="advance",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                element_of(candidate, candidate.attempt.value) for candidate in missing.recognition.candidates[:3]
            ],
        )
