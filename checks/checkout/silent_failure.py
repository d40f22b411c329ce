"""The form is refused without a word.

What it does:
    Sends the form with a mistake in it, one kind at a time, and with nothing filled in, and waits for any sign: a new
    text, a field marked as wrong, the browser's own bubble, a moved focus, a dialog, another address. Speaks up where
    there was none after any of the submissions with one of the mistakes.

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
from auditor.model.form import FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_judgement import (
    AFTER_SENDING,
    likewise,
    mistake_made,
    mistakes_among,
    told_by_a_box,
    told_by_a_bubble,
    told_of_form,
    trials_of_form,
)
from checks.judgement import because, clip_of, either, quoted, refused_in_place, seconds


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
        return bool(_answered(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form where no submission with one of the mistakes was answered by any sign."""
        told = told_of_form(trial, visit, context, _silent)
        if not told:
            return
        first = min(told, key=lambda one: len(tuple(_doubts(one.fact))))
        silent, submissions = first.trial, first.fact
        last = submissions[-1]
        doubts = tuple(_doubts(submissions))
        spoken = [one for one, _ in trials_of_form(trial, visit, context) if _answered(one) and not _silent(one)]
        but = mistakes_among(spoken, [one.trial for one in told])
        yield self.finding(
            _message(silent, submissions)
            + likewise(silent, told)
            + (say(" With {mistakes} there was one.", mistakes=either(but)) if but else "")
            + because(doubts),
            context.location(first.visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(silent, last),
        )


def _message(silent: FormTrial, submissions: tuple[FormSubmission, ...]) -> Phrase:
    last = submissions[-1]
    return say_number(
        "With {mistake}, {button} was pressed in {number} attempt: no message, no marked field and no other sign "
        "within {time}{status}.",
        "With {mistake}, {button} was pressed in {number} attempts: no message, no marked field and no other sign "
        "within {time}{status}.",
        len(submissions),
        mistake=mistake_made(silent, last),
        button=quoted(silent.submit_name, 60) if silent.submit_name else say("the form's button"),
        time=seconds(max(one.waited_ms for one in submissions)),
        status="" if last.status is None else say(" (the server answered {status})", status=last.status),
    )


def _answered(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Refusals that tell of the site: where our guard answered for the server, silence is the guard's."""
    return tuple(one for one in refused_in_place(trial) if _signalled(one) or not one.client_side_only)


def _signalled(submission: FormSubmission) -> bool:
    return (
        submission.error_signalled
        or told_by_a_box(submission)
        or told_by_a_bubble(submission)
        or any(sign.told or sign.focused for sign in submission.signs)
    )


def _silent(trial: FormTrial) -> tuple[FormSubmission, ...] | None:
    """The submissions refused, where none was answered by any sign."""
    submissions = _answered(trial)
    return submissions if submissions and not any(_signalled(one) for one in submissions) else None


def _doubts(submissions: tuple[FormSubmission, ...]) -> Iterator[Phrase]:
    others = next((one.other_texts for one in submissions if one.other_texts), ())
    if others:
        yield say("{text} is new on the page and may be a message", text=quoted(others[0], 60))


def _evidence(trial: FormTrial, last: FormSubmission) -> Iterator[Evidence]:
    if trial.after is not None:
        yield clip_of(trial.after, AFTER_SENDING)
    if trial.submit_selector:
        yield ElementEvidence(selector=trial.submit_selector, snippet=trial.submit_name, note=say("was pressed"))
    if last.typed:
        yield QuoteEvidence(text=last.typed, source=say("typed into “{field}”", field=last.broken_field))
