"""What is wrong is said in the browser's own bubble alone.

What it does:
    Sends the filled form with a mistake in it. Speaks up where the browser's own bubble was shown, and the page itself
    said nothing in words.

Why it is friction:
    The bubble stands for a few seconds and is gone, tells of one field at a time, speaks the browser's language instead
    of the shop's, and is small on a phone.

How to fix:
    Show messages of the page's own beside the fields and let them stay; keep native validation as a fallback.

Limits:
    A bubble counts as shown only where the browser fired the event that brings it up. Where a new text stands on the
    page that may be a message, the bubble is not alone.

References:
    - GOV.UK Design System, Recover from validation errors:
      https://design-system.service.gov.uk/patterns/validation/
    - MDN, Client-side form validation:
      https://developer.mozilla.org/en-US/docs/Learn_web_development/Extensions/Forms/Form_validation
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Finding, Severity
from auditor.model.form import FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say, say_number
from checks.form_judgement import (
    likewise,
    mistake_made,
    signs_shown,
    told_by_a_box,
    told_by_a_bubble,
    told_of_form,
    words_of,
)
from checks.judgement import refused_in_place


class ErrorNativeBubbleOnly(TrialCheck[FormTrial]):
    """Judges whether anything but the browser tells of a refusal in words."""

    meta = CheckMeta(
        id="checkout/error-native-bubble-only",
        title="A mistake is told by the browser's bubble alone",
        feels="There was a bubble, and it was gone before I had read it.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """The form must have been refused with a sign."""
        del visit, context
        return any(one.error_signalled or told_by_a_bubble(one) for one in refused_in_place(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _bubbles)
        if not told:
            return
        first = told[0]
        last = first.fact[-1]
        signs = tuple(sign for sign in last.signs if sign.native)
        yield self.finding(
            say_number(
                "Sent with {mistake} in {number} attempt, the form said nothing in words of its own: only the "
                "browser's bubble was shown.",
                "Sent with {mistake} in {number} attempts, the form said nothing in words of its own: only the "
                "browser's bubble was shown.",
                len(first.fact),
                mistake=mistake_made(first.trial, last),
            )
            + likewise(first.trial, told),
            context.location(first.visit),
            identity=trial.form,
            evidence=signs_shown(first.trial, last, signs, say("had the browser's bubble")),
        )


def _bubbles(trial: FormTrial) -> tuple[FormSubmission, ...] | None:
    """The submissions refused, where a bubble was all the words there were after each."""
    submissions = refused_in_place(trial)
    return submissions if submissions and all(_bubble_alone(one) for one in submissions) else None


def _bubble_alone(submission: FormSubmission) -> bool:
    said = words_of(submission) or submission.other_texts or told_by_a_box(submission)
    return told_by_a_bubble(submission) and not said
