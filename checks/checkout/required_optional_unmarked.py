"""Nothing says which fields have to be filled.

What it does:
    Looks at forms in which some fields have to be filled and others do not. Speaks up where neither kind is marked and
    no text above the form tells.

Why it is friction:
    Do I have to give them my telephone number?

How to fix:
    Mark both: what has to be filled, and what is optional.

Limits:
    What the server alone demands cannot be seen. Boxes to tick, vouchers, notes to the order and search are left out:
    nobody thinks that they have to be filled.

References:
    - Baymard Institute, Mark both required and optional fields:
      https://baymard.com/blog/required-optional-form-fields
    - W3C, Understanding Success Criterion 3.3.2 Labels or Instructions:
      https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import CheckMeta, CheckStatus, Finding, Severity
from auditor.model.form_step import FormField, FormStep, Marking
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say, say_number
from checks.form_steps import CHOICES, elements_of, is_list, named, of_step, own_fields
from checks.judgement import of_fields

_NEEDLESS_TO_SAY = frozenset(
    {
        FieldPurpose.COUPON,
        FieldPurpose.COMMENT,
        FieldPurpose.SEARCH,
        FieldPurpose.QUANTITY,
        FieldPurpose.CAPTCHA,
        FieldPurpose.NEWSLETTER,
        FieldPurpose.UNKNOWN,
    }
)


class RequiredOptionalUnmarked(TrialCheck[FormStep]):
    """Judges whether a form tells what has to be filled."""

    meta = CheckMeta(
        id="checkout/required-optional-unmarked",
        title="Required and optional fields look alike",
        feels="Do I have to fill this in?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, trial: FormStep, visit: Visit, context: Context) -> bool:
        """Both kinds must be there."""
        del visit, context
        required, optional = _kinds(trial)
        return bool(required and optional)

    def evaluate(self, trial: FormStep, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where neither kind is marked."""
        required, optional = _kinds(trial)
        marked = any(field.marking is not Marking.NONE for field in trial.fields)
        if not required or not optional or marked or trial.requirements:
            return
        yield self.finding(
            say_number(
                "{number} {of_fields} of the form{step} have to be filled and look like the others: nothing marks "
                "either kind. Optional without saying so: {fields}.",
                "{number} {of_fields} of the form{step} have to be filled and look like the others: nothing marks "
                "either kind. Optional without saying so: {fields}.",
                len(required),
                of_fields=of_fields(len(required) + len(optional)),
                step=of_step(trial),
                fields=named(optional),
            ),
            context.location(visit),
            identity=trial.form,
            evidence=elements_of(optional, say("need not be filled")),
        )


def _kinds(step: FormStep) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """The fields that have to be filled, and those that need not be; a list that comes chosen is neither."""
    judged = tuple(
        field
        for field in own_fields(step)
        if field.type not in CHOICES and field.purpose not in _NEEDLESS_TO_SAY and not (is_list(field) and field.filled)
    )
    return (
        tuple(field for field in judged if field.required),
        tuple(field for field in judged if not field.required),
    )
