"""The field that is wrong does not say so to assistive technology.

What it does:
    Sends the filled form with a mistake in it and looks at every field in which we made one and which the page singles
    out. Speaks up where such a field is not marked by `aria-invalid`, or refers to no text that says what is wrong
    (`aria-describedby`, `aria-errormessage`, its label).

Why it is friction:
    Who hears the page read out comes to the field and hears its name, and nothing of what is wrong with it.

How to fix:
    Set `aria-invalid` on the field and point `aria-describedby` at its message.

Limits:
    Native validation tells assistive technology by itself. Fields that the page does not single out are another
    friction.

References:
    - W3C, Understanding Success Criterion 3.3.1 Error Identification:
      https://www.w3.org/WAI/WCAG22/Understanding/error-identification.html
    - W3C, Using aria-invalid to indicate an error field: https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA21
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form import FieldSign, FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say
from checks.form_judgement import (
    labelled,
    likewise,
    looked_at,
    mistake_made,
    signs_each_time,
    signs_shown,
    told_of_form,
)


class ErrorNotAssociated(TrialCheck[FormTrial]):
    """Judges whether a field that is wrong says so itself."""

    meta = CheckMeta(
        id="checkout/error-not-associated",
        title="An error message is not tied to its field",
        feels="My screen reader says nothing about what is wrong with this field.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable", "checkout/error-colour-only"),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """The page must have singled out a field in which we made a mistake."""
        del visit, context
        return any(_failing(one, sign) for one in looked_at(trial) for sign in one.signs)

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _mute)
        if not told:
            return
        first = max(told, key=lambda one: len(one.fact))
        last = looked_at(first.trial)[-1]
        ways = dict.fromkeys(way for sign in first.fact for way in _missing(sign))
        yield self.finding(
            say(
                "After it was sent with {mistake}, the page calls {fields} wrong, and assistive technology is not "
                "told: {missing}.",
                mistake=mistake_made(first.trial, last),
                fields=labelled(first.fact),
                missing=listed(ways),
            )
            + likewise(first.trial, told),
            context.location(first.visit),
            identity=trial.form,
            evidence=signs_shown(first.trial, last, first.fact, say("not told to assistive technology")),
        )


def _failing(submission: FormSubmission, sign: FieldSign) -> bool:
    return sign.told and (sign.ours or sign.key in submission.wrong)


def _mute(trial: FormTrial) -> tuple[FieldSign, ...] | None:
    """The failing fields that do not say so themselves, each time."""
    found = signs_each_time(
        looked_at(trial), lambda one, sign: _failing(one, sign) and not sign.native and any(_missing(sign))
    )
    return found or None


def _missing(sign: FieldSign) -> Iterator[Phrase]:
    if not sign.marked:
        yield say("no aria-invalid")
    if not sign.associated:
        yield say("no text that the field refers to")
