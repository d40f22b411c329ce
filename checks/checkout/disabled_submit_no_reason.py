"""The button is grey, and nothing says why.

What it does:
    Looks whether the control that sends the form can be pressed, as the form comes and once it is filled in. A control
    that stays disabled on a complete form is a blocker. One that waits for the form to be complete, without a visible
    text that says what is wanted, is moderate; minor where an unticked box for terms beside it explains it.

Why it is friction:
    The button is grey and no one says why.

How to fix:
    Leave the button enabled, and say on pressing what is missing.

Limits:
    That a form is complete is certain only where we knew what to put into each of its fields, and not where it asks for
    a card, something we do not know, a challenge, or says what is still wanted. Then a control that says nothing is
    taken to wait for that; where a text says what it waits for, a person has to look.

References:
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
    - GOV.UK Design System, Button, disabled buttons: https://design-system.service.gov.uk/components/button/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.form_step import FormStep, SubmitControl
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.form_steps import asks_for_card, demanded, of_step, own_fields
from checks.judgement import because, quoted

_NOT_FILLED = frozenset({FieldPurpose.UNKNOWN, FieldPurpose.CAPTCHA, FieldPurpose.ONE_TIME_CODE})
"""What we do not fill in."""


class DisabledSubmitNoReason(TrialCheck[FormStep]):
    """Judges whether a form can be sent, or says why not."""

    meta = CheckMeta(
        id="checkout/disabled-submit-no-reason",
        title="The button is disabled without a reason",
        feels="The button is grey and no one says why.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """There must be a control that sends the form."""
        del visit, context
        return trial.submit is not None

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the control is disabled and nothing tells why."""
        submit = trial.submit
        if submit is None:
            return
        name = quoted(submit.name, 60) if submit.name else say("The control that sends the form")
        step = of_step(trial)
        unexplained = submit.disabled and not (submit.reason or trial.requirements)
        doubts = tuple(_doubts_about_completeness(trial, submit))
        if submit.disabled_when_filled and not (doubts and unexplained):
            told = say("{name} stays disabled though every field of the form{step} is filled in.", name=name, step=step)
            severity = Severity.BLOCKER
        elif unexplained:
            doubts = () if any(own_fields(trial)) else (say("the page may not have been ready"),)
            terms = say("; beside it stands a box for terms, not ticked") if submit.terms_beside else ""
            told = (
                say(
                    "{name} is disabled as the form{step} comes, and when we had filled it in, and no text says "
                    "why{terms}.",
                    name=name,
                    step=step,
                    terms=terms,
                )
                if submit.disabled_when_filled
                else say(
                    "{name} is disabled as the form{step} comes, and no text says why{terms}.",
                    name=name,
                    step=step,
                    terms=terms,
                )
            )
            severity = Severity.MINOR if submit.terms_beside else self.meta.severity
        else:
            return
        yield self.finding(
            told + because(doubts),
            context.location(visit),
            identity=submit.selector,
            severity=severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                ElementEvidence(selector=submit.selector, snippet=submit.name, box=submit.box, note=say("disabled"))
            ],
        )


def _doubts_about_completeness(step: FormStep, submit: SubmitControl) -> Iterator[Phrase]:
    """Why the form may have been less than complete when it was filled in."""
    if submit.reason:
        yield say("a text beside it says {text}", text=quoted(submit.reason, 60))
    if asks_for_card(step) or any(field.foreign for field in step.fields):
        yield say("it may have refused the made-up card")
    if any(field.purpose in _NOT_FILLED and demanded(field) for field in step.fields) or step.captchas:
        yield say("something in it is not for us to fill in")
    if submit.terms_beside:
        yield say("a box for terms stands beside it")
