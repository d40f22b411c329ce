"""One mistake elsewhere in the form, and the card number is gone.

What it does:
    Makes a mistake in another field than the card number (an e-mail address without @, a postcode in a wrong format, a
    required field left empty), sends the form, and looks whether card number and expiry date are still there. Speaks up
    where they were emptied each time, and the page did not say that they were wrong, or keeps them where the card's
    number alone is wrong.

Why it is friction:
    Sixteen digits are typed again, from a card that is back in the wallet, for a mistake that had nothing to do with
    them.

How to fix:
    Check everything else before the card is sent, keep the card's fields mounted while messages change around them, or
    turn the card into a token first and keep that.

Limits:
    The security code may be cleared. Fields that cannot be read afterwards, such as those of a payment provider's frame
    that was built anew, are not judged. Where the mistake was in the card number
    `checkout/form-cleared-on-error` tells what was lost. Where our guard answered in the server's place, the message
    says so.

References:
    - Baymard Institute, Preserve card details on error: https://baymard.com/blog/preserve-card-details-on-error
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Evidence, Finding, Severity
from auditor.model.form import FieldState, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.form_judgement import (
    CARD_DATA,
    Told,
    answered_in_place,
    before_and_after,
    card_was_wrong,
    fields_table,
    labelled,
    likewise,
    lost_each_time,
    mistake_made,
    said_and_typed,
    side,
    told_of,
    told_of_form,
    trials_of_form,
    work_again,
)


class CardNumberClearedOnError(TrialCheck[FormTrial]):
    """Judges what is left of the card after a mistake elsewhere."""

    meta = CheckMeta(
        id="checkout/card-number-cleared-on-error",
        title="The card number is cleared after a mistake elsewhere",
        feels="My card number was right. Now I have to get the card out again.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable", "checkout/form-cleared-on-error"),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """Card data must have been filled, and be readable after a refusal that had other reasons."""
        kept = _kept_when_wrong(trial, visit, context)
        return any(_card_data(one, kept) for one in _elsewhere(trial, kept))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        kept = _kept_when_wrong(trial, visit, context)
        told = told_of_form(trial, visit, context, lambda one: _lost(one, kept))
        if not told:
            return
        first = told[0]
        submissions = _elsewhere(first.trial, kept)
        place = context.location(first.visit)
        yield self.finding(
            _message(first, submissions[-1], context.run.environment.device)
            + likewise(first.trial, told)
            + side(submissions),
            place,
            identity=trial.form,
            evidence=_evidence(first, submissions[-1]),
        )


def _message(told: Told[FormTrial, tuple[FieldState, ...]], last: FormSubmission, device: str) -> Phrase:
    mistake, fields = mistake_made(told.trial, last), labelled(told.fact)
    work = work_again(told.fact, device)
    again = say(": {work}", work=work) if work else ""
    if _unsaid(last, told.fact):
        return say(
            "After it was sent with {mistake}, the form had emptied {fields}, which it did not call wrong{again}.",
            mistake=mistake,
            fields=fields,
            again=again,
        )
    return say(
        "After it was sent with {mistake}, the form had emptied {fields}, which it keeps where the card's number alone "
        "is wrong{again}.",
        mistake=mistake,
        fields=fields,
        again=again,
    )


def _kept_when_wrong(trial: FormTrial, visit: Visit, context: Context) -> frozenset[str]:
    """The card's fields that this form keeps where the card's number alone is wrong."""
    alone = [one for one, _ in trials_of_form(trial, visit, context) if one.mistake is Mistake.CARD_NUMBER]
    states = [state for one in alone for refused in answered_in_place(one) for state in refused.fields]
    card = [state for state in states if state.purpose in CARD_DATA and state.before and state.present_after]
    return frozenset(state.key for state in card) - frozenset(state.key for state in card if not state.kept)


def _elsewhere(trial: FormTrial, kept: frozenset[str]) -> tuple[FormSubmission, ...]:
    """Refusals for which the card number gave no reason, or none to empty it."""
    if trial.mistake in {Mistake.NOTHING_FILLED, Mistake.CARD_NUMBER}:
        return ()
    return tuple(one for one in answered_in_place(trial) if kept or not card_was_wrong(one))


def _unsaid(submission: FormSubmission, lost: tuple[FieldState, ...]) -> bool:
    return not any(told_of(submission, state.key) for state in lost)


def _card_data(submission: FormSubmission, kept: frozenset[str]) -> tuple[FieldState, ...]:
    """What was filled in of the card, was no reason to empty it, and can be read afterwards."""
    return tuple(
        state
        for state in submission.fields
        if state.purpose in CARD_DATA and state.before and state.present_after and state.after is not None
        if state.key not in submission.wrong and (state.key in kept or not told_of(submission, state.key))
    )


def _lost(trial: FormTrial, kept: frozenset[str]) -> tuple[FieldState, ...] | None:
    """What was emptied of the card every time."""
    return lost_each_time(_elsewhere(trial, kept), lambda one, state: state in _card_data(one, kept)) or None


def _evidence(told: Told[FormTrial, tuple[FieldState, ...]], last: FormSubmission) -> Iterator[Evidence]:
    yield fields_table(last.fields, told.fact)
    yield from before_and_after(told.trial.before, told.trial.after, told.fact)
    yield from said_and_typed(last)
