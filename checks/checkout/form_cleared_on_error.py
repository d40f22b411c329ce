"""One mistake in the form, and what was typed is gone.

What it does:
    Fills the form with plausible data, makes a mistake in it (a card number two digits short, an e-mail address
    without @, a required field left empty, several at once), sends it as a shopper would, and compares every field
    with what it held before; the card number three times over. Speaks up about fields that were lost each time: one is
    serious, three or half of the form is a blocker. Tells after which mistakes it happens, and how long the typing
    takes again: 52 words a minute on a desktop, 36 on a phone, a word being five characters.

Why it is friction:
    The shopper has to type everything again for one wrong digit. After the third time they are gone.

How to fix:
    Send the form back with all values in it, right and wrong ones; clear nothing but secrets. Check a card number
    before anything is sent.

Limits:
    Passwords, security codes, one-time codes and captchas may be cleared. Another notation of the same value (spaces,
    capitals, a country prefix) is no loss. Submissions that went through, led to another form or did not settle are no
    evidence, nor are fields that are not on the page any more. Where the mistake was elsewhere and nothing but card
    number and expiry date is gone, `checkout/card-number-cleared-on-error` tells it. Where our guard answered in the
    server's place, the message says so. A single lost field is never half a form. Three fields and half the form are
    ours.

References:
    - GOV.UK Design System, Error message, keep the answers:
      https://design-system.service.gov.uk/components/error-message/
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
    - Baymard Institute, Preserve card details on error: https://baymard.com/blog/preserve-card-details-on-error
    - Dhakal et al., Observations on Typing from 136 Million Keystrokes, CHI 2018:
      https://doi.org/10.1145/3173574.3174220
    - Palin et al., How do People Type on Mobile Devices?, MobileHCI 2019: https://doi.org/10.1145/3338286.3340120
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Evidence, Finding, Severity
from auditor.model.form import FieldState, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_judgement import (
    CARD_DATA,
    Told,
    answered_in_place,
    as_pictured,
    before_and_after,
    fields_table,
    labelled,
    lost_each_time,
    mistake_made,
    mistakes_among,
    said_and_typed,
    side,
    told_of_form,
    trials_of_form,
    work_again,
)
from checks.judgement import either, of_filled_fields, of_step

BLOCKER_FIELDS = 3
BLOCKER_SHARE = 0.5
LEAST_FOR_SHARE = 2
"""Fields lost, and the share of those filled (with at least this many), from which the loss is a blocker; ours."""


@dataclass(frozen=True)
class _Loss:
    submissions: tuple[FormSubmission, ...]
    lost: tuple[FieldState, ...]
    filled: int

    @property
    def severity(self) -> Severity:
        half = len(self.lost) >= LEAST_FOR_SHARE and len(self.lost) >= self.filled * BLOCKER_SHARE
        return Severity.BLOCKER if len(self.lost) >= BLOCKER_FIELDS or half else Severity.SERIOUS


class FormClearedOnError(TrialCheck[FormTrial]):
    """Judges what a form keeps after a mistake."""

    meta = CheckMeta(
        id="checkout/form-cleared-on-error",
        title="The form is cleared after a mistake",
        feels="Everything I typed is gone. I am not typing it again.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """At least one submission with something to lose must have come back to the same form."""
        del visit, context
        return trial.mistake is not Mistake.NOTHING_FILLED and bool(answered_in_place(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form: the worst loss, and what came of other mistakes."""
        losses = told_of_form(trial, visit, context, _loss)
        if not losses:
            return
        worst = min(losses, key=lambda one: (one.fact.severity.rank, -len(one.fact.lost)))
        tried = [one for one, _ in trials_of_form(trial, visit, context)]
        place = context.location(worst.visit)
        yield self.finding(
            _message(worst, context.run.environment.device)
            + _of_others(worst, losses, tried)
            + side(worst.fact.submissions),
            place,
            identity=trial.form,
            severity=worst.fact.severity,
            evidence=_evidence(worst),
        )


def _loss(trial: FormTrial) -> _Loss | None:
    """What was lost every time; not card data alone where the card was not what was wrong."""
    submissions = answered_in_place(trial)
    lost = lost_each_time(submissions, lambda _, state: not state.exempt)
    if trial.mistake is Mistake.NOTHING_FILLED or not lost:
        return None
    if trial.mistake is not Mistake.CARD_NUMBER and all(state.purpose in CARD_DATA for state in lost):
        return None
    filled = max(trial.filled, sum(bool(state.before) and not state.exempt for state in submissions[-1].fields))
    return _Loss(submissions, lost, filled)


def _message(told: Told[FormTrial, _Loss], device: str) -> Phrase:
    trial, loss = told.trial, told.fact
    times = len(loss.submissions)
    again = work_again(loss.lost, device)
    return say(
        "After it was sent with {mistake}, the form{step} had lost {lost} {of_fields}{every}: {fields}{again}.",
        mistake=mistake_made(trial, loss.submissions[-1]),
        step=of_step(trial.step_name),
        lost=len(loss.lost),
        of_fields=of_filled_fields(loss.filled),
        every=say_number(", each of {number} time", ", each of {number} times", times) if times > 1 else "",
        fields=labelled(loss.lost),
        again=say("; {work}", work=again) if again else "",
    )


def _of_others(
    worst: Told[FormTrial, _Loss], losses: tuple[Told[FormTrial, _Loss], ...], tried: list[FormTrial]
) -> Phrase:
    """What came of the same form's other mistakes: which cost something too, and after which it kept everything."""
    also = Phrase("")
    for other in losses:
        if mistakes := mistakes_among([other.trial], [worst.trial]):
            also += say_number(
                " With {mistake} it lost {number} field.",
                " With {mistake} it lost {number} fields.",
                len(other.fact.lost),
                mistake=mistakes[0],
            )
    usable = (one for one in tried if one.mistake is not Mistake.NOTHING_FILLED and answered_in_place(one))
    kept = mistakes_among((one for one in usable if not _loss(one)), [one.trial for one in losses])
    return also + (say(" With {mistakes} it kept them.", mistakes=either(kept)) if kept else "")


def _evidence(told: Told[FormTrial, _Loss]) -> Iterator[Evidence]:
    last, lost = told.fact.submissions[-1], told.fact.lost
    yield fields_table(last.fields, lost)
    yield from before_and_after(told.trial.before, told.trial.after, as_pictured(told.fact.submissions, lost))
    yield from said_and_typed(last)
