"""The mistake is put right, and the page still says that it is wrong.

What it does:
    Puts a refused field right, leaves it, waits 1.5 seconds and, where that can be done without harm, sends the form
    once more. Speaks up where the message or the mark is still there: after both it is serious; minor where the form
    could not be sent again.

Why it is friction:
    The shopper has done what was asked, and is told that it is wrong. They change what was right.

How to fix:
    Check a field again when it is left, and take its message and its mark away once it is right.

Limits:
    A form that checks again only when it is sent is none, and is not told where it was sent and the message went. Where
    it could not be sent again, the message may go then: a person should look. What is right for us may be wrong for the
    shop for a reason of its own; the mistake was in form alone, and what is looked for is the same complaint.

References:
    - Baymard Institute, Inline form validation: https://baymard.com/blog/inline-form-validation
    - GOV.UK Design System, Recover from validation errors:
      https://design-system.service.gov.uk/patterns/validation/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import Correction
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say
from checks.form_judgement import BROWSER_ONLY, SAID_BY_FORM, told_of_form
from checks.judgement import because, clip_of, quoted


class ErrorStaysAfterFix(TrialCheck[Correction]):
    """Judges what becomes of a message once the field is right."""

    meta = CheckMeta(
        id="checkout/error-stays-after-fix",
        title="The error stays after it was put right",
        feels="I have corrected it, and it still says that it is wrong.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("Correction",),
        explained_by=("load/page-unreachable", "checkout/only-bad-field-flagged"),
        since="0.1.0",
    )

    def evaluate(self, trial: Correction, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _stays)
        if not told:
            return
        worst = min(told, key=lambda one: one.fact.rank)
        fix, severity = worst.trial, worst.fact
        proved = severity is Severity.SERIOUS
        doubts = () if proved else (say("whether it goes when the form is sent was not seen"),)
        others = {one.trial.key: quoted(one.trial.label or one.trial.key, 40) for one in told}
        others.pop(fix.key, None)
        yield self.finding(
            say(
                "{field} was put right, and {what} was still there 1.5 seconds after the field was left{when}.",
                field=quoted(fix.label or fix.key, 40),
                what=_what(fix),
                when=say(", and when the form had been sent once more") if proved else "",
            )
            + (say(" So it was with {fields}.", fields=listed(others.values())) if others else "")
            + (BROWSER_ONLY if fix.client_side_only and fix.sent_again else "")
            + because(doubts),
            context.location(worst.visit),
            identity=trial.form,
            severity=severity,
            certainty=Certainty.CERTAIN if proved else Certainty.NEEDS_REVIEW,
            evidence=_evidence(fix),
        )


def _stays(trial: Correction) -> Severity | None:
    """How bad it is that the page still complains; None where it does not, or no longer once the form was sent."""
    if not (trial.still_said or trial.still_marked) or trial.accepted:
        return None
    if trial.still_said_after_sending is None:
        return Severity.MINOR
    return Severity.SERIOUS if trial.still_said_after_sending else None


def _what(trial: Correction) -> Phrase:
    if trial.still_said:
        return quoted(trial.said, 60) if trial.said else say("the message")
    return say("the mark of a wrong field")


def _evidence(trial: Correction) -> Iterator[Evidence]:
    if trial.screenshot is not None:
        boxes = () if trial.box is None else (trial.box,)
        yield clip_of(trial.screenshot, say("after the field was put right"), boxes)
    if trial.said:
        yield QuoteEvidence(text=trial.said, source=SAID_BY_FORM)
    if trial.selector:
        box = None if trial.screenshot is not None else trial.box
        yield ElementEvidence(selector=trial.selector, snippet=trial.label, box=box, note=say("was put right"))
