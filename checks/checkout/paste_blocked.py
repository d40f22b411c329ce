"""A field does not let the shopper paste.

What it does:
    Pastes into the form's fields, by an event that a page may prevent and, where it is prevented, with the keyboard.
    Speaks up about fields that keep the paste from happening and hold nothing afterwards.

Why it is friction:
    The shopper has the number or the address at hand and must copy it letter by letter. Password managers fail as well.

How to fix:
    Take the handler away that prevents pasting; check what was pasted instead.

Limits:
    A field that prevents the browser's paste and puts the value in itself, as fields for codes do, lets paste.

References:
    - GOV.UK Design System, Text input, do not stop users from pasting:
      https://design-system.service.gov.uk/components/text-input/
    - W3C, Understanding Success Criterion 3.3.8 Accessible Authentication:
      https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, Evidence, Finding, Severity
from auditor.model.form import TypedHow, Typing, TypingTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say, say_number
from checks.judgement import clip_of, field_of, first_of, label_of, of_fields, of_step

NAMED = 4


class PasteBlocked(TrialCheck[TypingTrial]):
    """Judges whether fields can be pasted into."""

    meta = CheckMeta(
        id="checkout/paste-blocked",
        title="A field cannot be pasted into",
        feels="I cannot paste, and have to type it all.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("TypingTrial",),
        since="0.1.0",
    )

    def applies(self, trial: TypingTrial, visit: Visit, context: Context) -> bool:
        """Something must have been pasted."""
        del visit, context
        return bool(_pasted(trial))

    def evaluate(self, trial: TypingTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all fields that prevent it."""
        pasted = _pasted(trial)
        blocked = tuple(one for one in pasted if one.prevented and not one.held_length)
        if not blocked:
            return
        yield self.finding(
            say_number(
                "{number} {of_fields} of the form{step} cannot be pasted into: {fields}.",
                "{number} {of_fields} of the form{step} cannot be pasted into: {fields}.",
                len(blocked),
                of_fields=of_fields(len(pasted)),
                step=of_step(trial.step_name),
                fields=first_of([label_of(one) for one in blocked], NAMED),
            ),
            context.location(visit),
            identity=trial.form,
            evidence=_evidence(trial, blocked),
        )


def _pasted(trial: TypingTrial) -> tuple[Typing, ...]:
    return tuple(one for one in trial.typings if one.how is TypedHow.PASTED and one.taken)


def _evidence(trial: TypingTrial, blocked: tuple[Typing, ...]) -> Iterator[Evidence]:
    for one in blocked:
        yield field_of(one, say("prevents pasting, and is empty afterwards"))
    if trial.screenshot is not None:
        yield clip_of(trial.screenshot, say("the form"), (one.box for one in blocked if one.box is not None))
