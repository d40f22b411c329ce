"""The shopper has to prove to be human.

What it does:
    Looks for a visible challenge on the forms of the way. Moderate where the page's own source holds it for everybody,
    minor where it appeared to us.

Why it is friction:
    Traffic lights and crossings, to be allowed to pay.

How to fix:
    Tell robots apart without a task, and ask for one only where that fails.

Limits:
    Automation brings up challenges that people never see; hence the lesser severity where it came later. Checks that
    cannot be seen are none. How hard a challenge is we do not try.

References:
    - W3C, Understanding Success Criterion 3.3.8 Accessible Authentication:
      https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum.html
    - W3C, Inaccessibility of CAPTCHA: https://www.w3.org/TR/turingtest/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.form_step import FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.form_steps import of_step


class CaptchaInPath(TrialCheck[FormStep]):
    """Judges whether a form can be sent without solving a task."""

    meta = CheckMeta(
        id="checkout/captcha-in-path",
        title="A challenge to prove that one is human",
        feels="Prove that I am human, to pay?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the challenges of a form."""
        if not trial.captchas:
            return
        for_all = any(captcha.in_markup for captcha in trial.captchas)
        step = of_step(trial)
        told = (
            say(
                "A challenge to prove that one is human stands in the form{step}, for everybody: it is part of the "
                "page's source.",
                step=step,
            )
            if for_all
            else say(
                "A challenge to prove that one is human stands in the form{step}, and came up while we were there.",
                step=step,
            )
        )
        yield self.finding(
            told,
            context.location(visit),
            identity="challenge",
            severity=self.meta.severity if for_all else Severity.MINOR,
            evidence=[ElementEvidence(selector=captcha.selector, box=captcha.box) for captcha in trial.captchas],
        )
