"""A box that consents to advertising comes ticked.

What it does:
    Looks at the boxes for newsletters and offers as the form came, before anybody touched it. Speaks up about each
    that was ticked.

Why it is friction:
    I never asked for the newsletter.

How to fix:
    Leave the box empty and let shoppers tick it.

Limits:
    What a box is for is told by its words, in the languages we know. Boxes for terms, for an account, for remembering
    data and for using one address twice may come ticked.

References:
    - Directive 2011/83/EU on consumer rights, Article 22: https://eur-lex.europa.eu/eli/dir/2011/83/oj
    - Regulation (EU) 2016/679, recital 32, pre-ticked boxes are no consent:
      https://eur-lex.europa.eu/eli/reg/2016/679/oj
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form_step import FormField, FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.form_steps import elements_of, label_of, of_step


class PreTickedConsent(TrialCheck[FormStep]):
    """Judges whether consent to advertising is left to the shopper."""

    meta = CheckMeta(
        id="checkout/pre-ticked-consent",
        title="Consent to advertising comes ticked",
        feels="I never asked for the newsletter.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """There must be a box for advertising."""
        del visit, context
        return any(_asks_consent(field) for field in trial.fields)

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding for each box that came ticked."""
        for field in trial.fields:
            if _asks_consent(field) and field.ticked:
                yield self.finding(
                    say(
                        "The box {box} of the form{step} was ticked as the page came.",
                        box=label_of(field),
                        step=of_step(trial),
                    ),
                    context.location(visit),
                    identity=field.key,
                    evidence=elements_of((field,)),
                )


def _asks_consent(field: FormField) -> bool:
    return field.type == "checkbox" and field.purpose == FieldPurpose.NEWSLETTER and not field.foreign
