"""The form is refused, and what says so is out of view.

What it does:
    Sends the filled form with a mistake in it and looks for two seconds whether a message or a field marked as wrong is
    in the viewport and uncovered, or the focus is moved to one. Speaks up where neither happened after any of the
    submissions, though there was something to see elsewhere on the page.

Why it is friction:
    The shopper presses the button and sees nothing change. The message is there, a screen further up.

How to fix:
    Move the focus to a summary of the mistakes, or to the first field that is wrong, and scroll it clear of fixed bars.

Limits:
    Messages in a native box or in the browser's own bubble are always in view. Signs without a place on the page are
    not judged. Where our guard answered in the server's place and no field was singled out, the message may be about
    our answer: a person should look.

References:
    - GOV.UK Design System, Error summary: https://design-system.service.gov.uk/components/error-summary/
    - web.dev, Payment and address form best practices: https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.form import FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.form_judgement import (
    likewise,
    mistake_made,
    side,
    signs_shown,
    told_by_a_box,
    told_by_a_bubble,
    told_of_form,
    words_of,
)
from checks.judgement import because, quoted, refused_in_place


class ErrorOutOfView(TrialCheck[FormTrial]):
    """Judges whether what tells of a refusal can be seen."""

    meta = CheckMeta(
        id="checkout/error-out-of-view",
        title="The error message is out of view",
        feels="I press the button and nothing seems to happen.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable", "checkout/error-colour-only"),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """Something with a place on the page must have told of the refusal."""
        del visit, context
        return bool(_placed(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _unseen)
        if not told:
            return
        first = told[0]
        last = first.fact[-1]
        signs = tuple(sign for sign in last.signs if sign.told)
        doubts = (say("it may be about our guard's answer"),) if last.client_side_only and not signs else ()
        said = next((say(" ({text})", text=quoted(text, 60)) for text in words_of(last)), "")
        yield self.finding(
            say(
                "After it was sent with {mistake}, the form was refused, and within 2 seconds neither the "
                "message{said} nor a field marked as wrong was in view, nor was the focus moved to one.",
                mistake=mistake_made(first.trial, last),
                said=said,
            )
            + likewise(first.trial, told)
            + side(first.fact)
            + because(doubts),
            context.location(first.visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=signs_shown(first.trial, last, signs, say("was out of view")),
        )


def _placed(trial: FormTrial) -> tuple[FormSubmission, ...]:
    return tuple(one for one in refused_in_place(trial) if one.sign_in_view is not None)


def _unseen(trial: FormTrial) -> tuple[FormSubmission, ...] | None:
    """The submissions whose signs were out of view, where all were."""
    submissions = _placed(trial)
    return submissions if submissions and not any(_seen(one) for one in submissions) else None


def _seen(submission: FormSubmission) -> bool:
    return bool(
        submission.sign_in_view
        or submission.focus_moved
        or any(sign.in_view or (sign.told and sign.focused) for sign in submission.signs if sign.told)
        or told_by_a_box(submission)
        or told_by_a_bubble(submission)
    )
