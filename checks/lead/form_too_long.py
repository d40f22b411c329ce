"""A form by which people reach out asks for more than an answer needs.

What it does:
    Counts the fields that stand open in a form for enquiries, calls or quotes: a group of radio buttons is one, what is
    folded away is none. More than 7 are minor, more than 12 moderate.

Why it is friction:
    Too much, just to ask.

How to fix:
    Ask for what the answer needs, and for the rest when there is a conversation.

Limits:
    A quote for insurance or credit may need more. Forms of several steps are counted step by step. Both limits are
    ours.

References:
    - web.dev, Sign-up form best practices, ask as little as possible:
      https://web.dev/articles/sign-up-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Finding, MeasurementEvidence, Severity
from auditor.model.form_step import FormStep
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say_number
from checks.form_steps import elements_of, of_step, questions

MINOR_OVER = 7
MODERATE_OVER = 12
"""Fields beyond which a form is too long to ask something, and much too long; ours."""


class FormTooLong(TrialCheck[FormStep]):
    """Judges how much a form of enquiry asks."""

    meta = CheckMeta(
        id="lead/form-too-long",
        title="The form asks for too much",
        feels="Too much, just to ask.",
        stages=(Stage.FORM,),
        severity=Severity.MINOR,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """It must be a form of enquiry that asks something."""
        del context
        return visit.stage is Stage.FORM and bool(questions(trial))

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where there are too many fields."""
        fields = questions(trial)
        if len(fields) <= MINOR_OVER:
            return
        much = len(fields) > MODERATE_OVER
        limit = MODERATE_OVER if much else MINOR_OVER
        yield self.finding(
            say_number(
                "The form{step} asks for {number} field; up to {most} are bearable.",
                "The form{step} asks for {number} fields; up to {most} are bearable.",
                len(fields),
                step=of_step(trial),
                most=MINOR_OVER,
            ),
            context.location(visit),
            identity=trial.form,
            severity=Severity.MODERATE if much else self.meta.severity,
            evidence=[
                MeasurementEvidence(metric="fields", value=len(fields), limit=limit, unit="fields"),
                *elements_of(fields),
            ],
        )
