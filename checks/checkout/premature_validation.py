"""A field complains before the shopper has finished typing.

What it does:
    Types the first characters of an e-mail address, stays in the field, and looks for a message that it is wrong.

Why it is friction:
    Being told off half-way through a word disturbs, and teaches to pass messages over.

How to fix:
    Check a field when it is left or the form is sent; take a message back as soon as the value is right.

Limits:
    A colour or an icon without words is not counted, nor are counters of characters and lists of what a password needs.

References:
    - GOV.UK Design System, Recover from validation errors:
      https://design-system.service.gov.uk/patterns/validation/
    - Baymard Institute, Inline form validation: https://baymard.com/blog/inline-form-validation
    - Nielsen Norman Group, Hostile error messages: https://www.nngroup.com/articles/hostile-error-messages/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, CheckStatus, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import TypedHow, Typing, TypingTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say, say_number
from checks.judgement import field_of, label_of, of_step, quoted


class PrematureValidation(TrialCheck[TypingTrial]):
    """Judges whether a field waits until it is left."""

    meta = CheckMeta(
        id="checkout/premature-validation",
        title="A field complains while it is being typed into",
        feels="It is red before I have finished.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("TypingTrial",),
        since="0.1.0",
    )

    def applies(self, trial: TypingTrial, visit: Visit, context: Context) -> bool:
        """Something must have been begun and not finished."""
        del visit, context
        return bool(_begun(trial))

    def evaluate(self, trial: TypingTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding for each field that has a message for what is not finished."""
        for one in _begun(trial):
            if not one.refused or not one.text.strip():
                continue
            evidence: list[Evidence] = [
                field_of(one, say("was still in use")),
                QuoteEvidence(text=one.text, source=say("message while the field was in use")),
            ]
            yield self.finding(
                say_number(
                    "After {number} character of an e-mail address in {field}{step}, the field still in use, the form "
                    "says {text}.",
                    "After {number} characters of an e-mail address in {field}{step}, the field still in use, the "
                    "form says {text}.",
                    one.typed_length,
                    field=label_of(one),
                    step=of_step(trial.step_name),
                    text=quoted(one.text, 80),
                ),
                context.location(visit),
                identity=f"{trial.form} {one.key}",
                evidence=evidence,
            )


def _begun(trial: TypingTrial) -> tuple[Typing, ...]:
    return tuple(one for one in trial.typings if one.how is TypedHow.UNFINISHED and one.taken)
