"""What is wrong is said by colour or an icon alone.

What it does:
    Sends the filled form with a mistake in it and looks how the page tells which field is wrong. Speaks up where a
    field turned to the look of a refused one, by colour or an icon, and not a word was said anywhere: no message on the
    page, no bubble of the browser, no box.

Why it is friction:
    A red frame says that something is wrong and not what. Who does not tell red from grey, or hears the page read out,
    learns nothing at all.

How to fix:
    Say in words beside the field what is wrong and how to put it right; colour may go with it.

Limits:
    A new text of which nothing says that it is a message may be one in words that are not known: a person should look.
    So should they where our guard answered in the server's place, whose answer may have brought words.

References:
    - W3C, Understanding Success Criterion 1.4.1 Use of Color:
      https://www.w3.org/WAI/WCAG22/Understanding/use-of-color.html
    - W3C, Understanding Success Criterion 3.3.1 Error Identification:
      https://www.w3.org/WAI/WCAG22/Understanding/error-identification.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.form import FieldSign, FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.form_judgement import (
    has_letters,
    labelled,
    likewise,
    looked_at,
    mistake_made,
    signs_each_time,
    signs_shown,
    told_by_a_box,
    told_by_a_bubble,
    told_of_form,
    words_of,
)
from checks.judgement import because, quoted


class ErrorColourOnly(TrialCheck[FormTrial]):
    """Judges whether a refusal is told in words."""

    meta = CheckMeta(
        id="checkout/error-colour-only",
        title="A mistake is told by colour alone",
        feels="Something turned red. What does it want from me?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """The page must have told of the refusal somehow."""
        del visit, context
        return any(sign.told for one in looked_at(trial) for sign in one.signs)

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _wordless)
        if not told:
            return
        first = min(told, key=lambda one: len(tuple(_doubts(one.trial))))
        last, doubts = looked_at(first.trial)[-1], tuple(_doubts(first.trial))
        yield self.finding(
            say(
                "After it was sent with {mistake}, {fields} changed colour or got an icon, and no word on the page "
                "says what is wrong.",
                mistake=mistake_made(first.trial, last),
                fields=labelled(first.fact),
            )
            + likewise(first.trial, told)
            + because(doubts),
            context.location(first.visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=signs_shown(first.trial, last, first.fact, say("looks wrong, without words")),
        )


def _wordless(trial: FormTrial) -> tuple[FieldSign, ...] | None:
    """The fields that looked wrong each time, where not a word was said at any."""
    submissions = looked_at(trial)
    if any(_in_words(one) for one in submissions):
        return None
    return signs_each_time(submissions, lambda _, sign: sign.looks_wrong) or None


def _in_words(submission: FormSubmission) -> bool:
    return bool(
        words_of(submission)
        or told_by_a_box(submission)
        or told_by_a_bubble(submission)
        or any(sign.named or has_letters(sign.text) for sign in submission.signs)
    )


def _doubts(trial: FormTrial) -> Iterator[Phrase]:
    submissions = looked_at(trial)
    text = next((one.other_texts[0] for one in submissions if one.other_texts), "")
    if text:
        yield say("{text} is new on the page and may be a message", text=quoted(text, 60))
    if any(one.client_side_only for one in submissions):
        yield say("the server, which was not asked, may have said more")
