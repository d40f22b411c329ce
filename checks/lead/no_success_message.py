"""The form was sent, and nothing says so.

What it does:
    Sends the form with valid data on a site declared to be a sandbox, waits until the page is at rest, and looks for
    a text that tells of success, an announcement to assistive technology, another address, a form that is gone or empty
    again.

Why it is friction:
    Was it sent? The shopper sends it again, or waits for an answer that never comes.

How to fix:
    Say where the form stood that it arrived, and what happens next; announce it by a status.

Limits:
    Only on sandboxes, with `--safety order`. Nothing is judged where the server answered with an error, where the form
    still names mistakes, or where the page did not come to rest. A new text in words that are not known may be the
    message: a person should look.

References:
    - W3C, Understanding Success Criterion 4.1.3 Status Messages:
      https://www.w3.org/WAI/WCAG22/Understanding/status-messages.html
    - GOV.UK Design System, Confirmation pages: https://design-system.service.gov.uk/patterns/confirmation-pages/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import LeadAnswer
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import FIRST_ERROR_STATUS, because, clip_of, seconds, shortened

FIRST_GOOD_STATUS = 200
"""The status from which an answer tells of success, RFC 9110 section 15."""


class NoSuccessMessage(TrialCheck[LeadAnswer]):
    """Judges whether a form that was sent says so."""

    meta = CheckMeta(
        id="lead/no-success-message",
        title="Nothing says that the form was sent",
        feels="Was it sent?",
        stages=(Stage.FORM,),
        severity=Severity.SERIOUS,
        requires=("LeadAnswer",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, trial: LeadAnswer, visit: Visit, context: Context) -> bool:
        """The server must have taken the form, and the page be at rest without mistakes."""
        del visit, context
        taken = trial.status is not None and FIRST_GOOD_STATUS <= trial.status < FIRST_ERROR_STATUS
        return taken and trial.settled and not trial.errors

    def evaluate(self, trial: LeadAnswer, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where nothing at all tells of success."""
        if trial.says or trial.announced or trial.url_changed or trial.form_gone or trial.form_reset:
            return
        texts = trial.other_texts
        doubts = (
            (say("“{text}” is new on the page and may be the message", text=shortened(texts[0], 60)),) if texts else ()
        )
        yield self.finding(
            _told(trial) + because(doubts),
            context.location(visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial),
        )


def _told(trial: LeadAnswer) -> Phrase:
    status, waited = str(trial.status), seconds(trial.waited_ms)
    if trial.submit_name:
        return say(
            "After “{button}” was pressed and the server answered {status}, no text, no other address and no change "
            "of the form tells within {waited} that it arrived.",
            button=shortened(trial.submit_name, 60),
            status=status,
            waited=waited,
        )
    return say(
        "After the form was sent and the server answered {status}, no text, no other address and no change "
        "of the form tells within {waited} that it arrived.",
        status=status,
        waited=waited,
    )


def _evidence(trial: LeadAnswer) -> Iterator[Evidence]:
    if trial.screenshot is not None:
        yield clip_of(trial.screenshot, say("after it was sent"))
    for text in trial.other_texts[:3]:
        yield QuoteEvidence(text=text, source=say("new on the page"))
