"""One mistake in the form, and what was typed is gone.

What it does:
    Fills the form with plausible data, makes one mistake in it (a card number two digits short, an e-mail address
    without @, a required field left empty), sends it as a shopper would, and compares every field with what it held
    before; up to three times. Speaks up about fields that were lost each time: one is serious, three or half of the
    form is a blocker.

Why it is friction:
    The shopper has to type everything again for one wrong digit. After the third time they are gone.

How to fix:
    Send the form back with all values in it, right and wrong ones; clear nothing but secrets. Check a card number
    before anything is sent.

Limits:
    Passwords, security codes, one-time codes and captchas may be cleared. Another notation of the same value (spaces,
    capitals, a country prefix) is no loss. Submissions that went through, led to another form or did not settle are no
    evidence, nor are fields that are not on the page any more. Where our guard answered in the server's place, the
    message says so. A single lost field is never half a form. Three fields and half the form are ours.

References:
    - GOV.UK Design System, Error message, keep the answers:
      https://design-system.service.gov.uk/components/error-message/
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
    - Baymard Institute, Preserve card details on error: https://baymard.com/blog/preserve-card-details-on-error
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Evidence, FieldsEvidence, Finding, QuoteEvidence, Severity
from auditor.model.form import FieldState, FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from checks.judgement import clip_of, counted, refused_in_place, shortened

BLOCKER_FIELDS = 3
BLOCKER_SHARE = 0.5
LEAST_FOR_SHARE = 2
"""Fields lost, and the share of those filled (with at least this many), from which the loss is a blocker; ours."""
NAMED = 4
_NOT_TYPED = frozenset({"checkbox", "radio", "select", "select-one", "select-multiple"})


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
        """At least one submission must have come back to the same form."""
        del visit, context
        return bool(_usable(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields that were lost every time."""
        submissions = _usable(trial)
        last = submissions[-1]
        every_time = frozenset.intersection(*(frozenset(state.key for state in _lost(one)) for one in submissions))
        lost = tuple(state for state in _lost(last) if state.key in every_time)
        if not lost:
            return
        filled = max(trial.filled, sum(bool(state.before) and not state.exempt for state in last.fields))
        yield self.finding(
            _message(trial, submissions, lost, filled),
            context.location(visit),
            identity=trial.form,
            severity=_severity(len(lost), filled),
            evidence=_evidence(trial, last, lost),
        )


def _usable(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Submissions refused in place; at another address only where a message says so."""
    return tuple(
        one
        for one in refused_in_place(trial)
        if not one.url_changed or one.messages or one.invalid_marked or one.native_message_shown
    )


def _lost(submission: FormSubmission) -> tuple[FieldState, ...]:
    return tuple(state for state in submission.lost if state.before and state.present_after and not state.reformatted)


def _severity(lost: int, filled: int) -> Severity:
    half = lost >= LEAST_FOR_SHARE and lost >= filled * BLOCKER_SHARE
    return Severity.BLOCKER if lost >= BLOCKER_FIELDS or half else Severity.SERIOUS


def _message(
    trial: FormTrial, submissions: tuple[FormSubmission, ...], lost: tuple[FieldState, ...], filled: int
) -> str:
    times = len(submissions)
    labels = [f"“{shortened(state.label or state.key, 40)}”" for state in lost]
    more = f" and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
    keys = sum(len(state.before) for state in lost if state.type not in _NOT_TYPED)
    again = f" and {counted(keys, 'character')} to type again" if keys else ""
    every = "" if times == 1 else f", each of {times} times"
    step = f" of “{shortened(trial.step_name, 40)}”" if trial.step_name else ""
    side = (
        " Seen in the browser only: the form was kept from the server."
        if all(one.client_side_only for one in submissions)
        else ""
    )
    return (
        f"After one mistake in “{shortened(submissions[-1].broken_field, 40)}” the form{step} lost {len(lost)} of "
        f"{counted(filled, 'filled field')}{every}: {', '.join(labels[:NAMED])}{more}{again}.{side}"
    )


def _evidence(trial: FormTrial, last: FormSubmission, lost: tuple[FieldState, ...]) -> Iterator[Evidence]:
    yield FieldsEvidence(
        rows=tuple(
            (state.label or state.key, state.before, state.after or "", _verdict(state, lost))
            for state in last.fields
            if state.before
        )
    )
    if trial.before is not None:
        yield clip_of(trial.before, "before it was sent")
    if trial.after is not None:
        yield clip_of(trial.after, "afterwards", (state.box_after for state in lost if state.box_after is not None))
    yield QuoteEvidence(text=last.typed, source=f"typed into “{last.broken_field}”")
    for message in last.messages[:3]:
        yield QuoteEvidence(text=message.text, source="message of the form")


def _verdict(state: FieldState, lost: tuple[FieldState, ...]) -> str:
    if any(state.key == one.key for one in lost):
        return "lost"
    if state.exempt:
        return "may be cleared"
    if not state.present_after:
        return "not on the page any more"
    if state.reformatted:
        return "kept, written differently"
    return "kept" if state.kept else "lost once"
