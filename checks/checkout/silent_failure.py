"""The form is refused without a word.

What it does:
    Sends the filled form with one mistake in it and waits for any sign: a new text, a field marked as wrong, the
    browser's own bubble, a moved focus, a dialog, another address. Speaks up where there was none after any of the
    submissions.

Why it is friction:
    The shopper presses the button and nothing happens. They cannot know what to mend, or that there is anything to
    mend.

How to fix:
    Say beside the field what is wrong and how to put it right, mark the field for assistive technology, and move the
    focus to the first mistake or to a summary.

Limits:
    Submissions that went through, were still under way when the time was up, or whose button could not be pressed are
    no evidence, nor are those that our guard answered in the server's place. A new text far from the fields may be a
    message in words that are not known: a person should look.

References:
    - W3C, Understanding Success Criterion 3.3.1 Error Identification:
      https://www.w3.org/WAI/WCAG22/Understanding/error-identification.html
    - GOV.UK Design System, Recover from validation errors:
      https://design-system.service.gov.uk/patterns/validation/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import ErrorSource, FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from checks.judgement import because, clip_of, counted, refused_in_place, seconds, shortened


class SilentFailure(TrialCheck[FormTrial]):
    """Judges whether a refused form says so."""

    meta = CheckMeta(
        id="checkout/silent-failure",
        title="The form is refused without a message",
        feels="I press the button, and nothing happens. No message, nothing.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.BLOCKER,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable", "overlay/covers-primary-cta"),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """At least one submission must have been the page's or the server's to answer, and have come back."""
        del visit, context
        return any(_answered(one) for one in refused_in_place(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where no submission was answered by any sign."""
        submissions = tuple(one for one in refused_in_place(trial) if _answered(one))
        if any(one.error_signalled or one.source is ErrorSource.DIALOG for one in submissions):
            return
        last = submissions[-1]
        doubts = tuple(_doubts(submissions))
        button = f"“{shortened(trial.submit_name, 60)}”" if trial.submit_name else "the form's button"
        status = f" (the server answered {last.status})" if last.status is not None else ""
        yield self.finding(
            f"With a mistake in “{shortened(last.broken_field, 40)}”, {button} was pressed in "
            f"{counted(len(submissions), 'attempt')}: no message, no marked field and no other sign within "
            f"{seconds(max(one.waited_ms for one in submissions))}{status}." + because(doubts),
            context.location(visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial, last),
        )


def _answered(submission: FormSubmission) -> bool:
    """Whether what followed tells of the site: where our guard answered for the server, silence is the guard's."""
    return submission.error_signalled or not submission.client_side_only


def _doubts(submissions: tuple[FormSubmission, ...]) -> Iterator[str]:
    others = next((one.other_texts for one in submissions if one.other_texts), ())
    if others:
        yield f"“{shortened(others[0], 60)}” is new on the page and may be a message"


def _evidence(trial: FormTrial, last: FormSubmission) -> Iterator[Evidence]:
    if trial.after is not None:
        yield clip_of(trial.after, "after it was sent")
    if trial.submit_selector:
        yield ElementEvidence(selector=trial.submit_selector, snippet=trial.submit_name, note="was pressed")
    yield QuoteEvidence(text=last.typed, source=f"typed into “{last.broken_field}”")
