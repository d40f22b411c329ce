"""The page does not tell the field that is wrong from those that are right.

What it does:
    Makes one mistake in one field, sends the form and looks which fields the page singles out as wrong. Speaks up where
    the one is not among them, neither by a mark, a look, a text nor by name in a message, and where more than two
    fields that were filled in rightly are.

Why it is friction:
    The shopper goes over the whole form for the one field that is wrong, or changes what was right.

How to fix:
    Mark exactly the fields that were refused, each with its own message.

Limits:
    Expiry date and security code may be marked together with the card number. Fields that were left empty, that the
    form emptied, or that hold secrets are not counted among the right ones. Where the page marks another field instead,
    or says something that nobody knows the words of, the refusal may have a reason of its own: a person should look. A
    native box is not judged, nor is a general message where our guard answered in the server's place.

References:
    - W3C, Understanding Success Criterion 3.3.1 Error Identification:
      https://www.w3.org/WAI/WCAG22/Understanding/error-identification.html
    - GOV.UK Design System, Error message: https://design-system.service.gov.uk/components/error-message/
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.check import Context, TrialCheck
from auditor.discovery.folding import fold
from auditor.discovery.page_view import CARD_PURPOSES
from auditor.model.finding import Certainty, CheckMeta, Finding, Severity
from auditor.model.form import FieldSign, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.form_judgement import (
    called_wrong,
    complains,
    labelled,
    likewise,
    looked_at,
    mistake_made,
    side,
    signs_each_time,
    signs_shown,
    told_by_a_box,
    told_of,
    told_of_form,
    words_of,
)
from checks.judgement import because, quoted

MOST_STRANGERS = 2
"""Right fields that may be marked beside the wrong one; more confuse."""
_SINGLE = frozenset({Mistake.EMAIL, Mistake.CARD_NUMBER, Mistake.POSTCODE, Mistake.FORGOTTEN})
_LEAST_WORD, _ENDING = 4, 2


@dataclass(frozen=True)
class _Muddle:
    """`missed` is the wrong field that is not singled out, `strangers` the right ones that are."""

    missed: tuple[FieldSign, ...]
    strangers: tuple[FieldSign, ...]
    doubts: tuple[Phrase, ...]


class OnlyBadFieldFlagged(TrialCheck[FormTrial]):
    """Judges whether the field that is wrong is the one singled out."""

    meta = CheckMeta(
        id="checkout/only-bad-field-flagged",
        title="The wrong field is not singled out",
        feels="Which field is wrong? I cannot see it.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MODERATE,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """One mistake in one field must have been refused with a sign."""
        del visit, context
        return bool(_refusals(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _muddle)
        if not told:
            return
        first = min(told, key=lambda one: len(one.fact.doubts))
        last, muddle = _refusals(first.trial)[-1], first.fact
        yield self.finding(
            _message(muddle, mistake_made(first.trial, last), last)
            + likewise(first.trial, (one for one in told if bool(one.fact.missed) == bool(muddle.missed)))
            + side(_refusals(first.trial))
            + because(muddle.doubts),
            context.location(first.visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if muddle.doubts else Certainty.CERTAIN,
            evidence=(
                *signs_shown(first.trial, last, muddle.missed, say("wrong, and not singled out")),
                *signs_shown(first.trial, last, muddle.strangers, say("right, and called wrong")),
            ),
        )


def _message(muddle: _Muddle, mistake: Phrase, last: FormSubmission) -> Phrase:
    others = say(": {fields}", fields=labelled(muddle.strangers)) if muddle.strangers else ""
    if not muddle.missed:
        return say_number(
            "After it was sent with {mistake}, {number} field filled in rightly was called wrong{others}.",
            "After it was sent with {mistake}, {number} fields filled in rightly were called wrong{others}.",
            len(muddle.strangers),
            mistake=mistake,
            others=others,
        )
    return say(
        "After it was sent with {mistake}, the form was refused{said}, and nothing singles that field out{others}.",
        mistake=mistake,
        said=next((say(" ({text})", text=quoted(text, 60)) for text in words_of(last)), ""),
        others=others,
    )


def _refusals(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Refusals of one mistake in one field that the page told of, our mistake among what was looked at."""
    if trial.mistake not in _SINGLE:
        return ()
    return tuple(
        one
        for one in looked_at(trial)
        if sum(sign.ours for sign in one.signs) == 1 and len(one.wrong) <= 1 and not told_by_a_box(one)
        if words_of(one) or any(sign.told for sign in one.signs)
    )


def _muddle(trial: FormTrial) -> _Muddle | None:
    submissions = _refusals(trial)
    missed = signs_each_time(submissions, _missed)
    strangers = signs_each_time(submissions, _is_stranger)
    if len(strangers) <= MOST_STRANGERS and not missed:
        return None
    doubts = tuple(_doubts(submissions[-1])) if missed else ()
    return _Muddle(missed, strangers, doubts)


def _missed(submission: FormSubmission, sign: FieldSign) -> bool:
    """Whether this is our wrong field, nothing singles it out, and nothing else explains the refusal."""
    if not sign.ours or sign.told or sign.focused or told_of(submission, sign.key):
        return False
    others = [one for one in submission.signs if one.told and not one.ours]
    if any(one.native or not _filled(submission, one) for one in others) or (
        submission.client_side_only and not others
    ):
        return False
    return not any(_names(text, sign) for text in (*words_of(submission), *submission.other_texts))


def _is_stranger(submission: FormSubmission, sign: FieldSign) -> bool:
    """Whether a field that was filled in rightly, and still is, is called wrong."""
    if sign.ours or sign.key in submission.wrong or not called_wrong(sign) or not _filled(submission, sign):
        return False
    wrong = {one.purpose for one in submission.signs if one.ours} | {submission.broken_purpose}
    return not (sign.purpose in CARD_PURPOSES and wrong & CARD_PURPOSES)


def _filled(submission: FormSubmission, sign: FieldSign) -> bool:
    """Whether it held something, and holds it still."""
    return any(
        state.key == sign.key and state.before and state.kept and not state.exempt for state in submission.fields
    )


def _names(text: str, sign: FieldSign) -> bool:
    """Whether a text has a word of the field's name in it, whatever its ending."""
    said, label = _bare(text), sign.label or sign.key
    words = [word for word in map(_bare, label.split()) if len(word) >= _LEAST_WORD]
    return _bare(label) in said or any(word[: max(_LEAST_WORD, len(word) - _ENDING)] in said for word in words)


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _doubts(submission: FormSubmission) -> Iterator[Phrase]:
    others = tuple(one for one in submission.signs if one.told and not one.ours)
    if others:
        yield say("the form may have been refused for {fields}", fields=labelled(others))
    strange = [text for text in (*words_of(submission), *submission.other_texts) if not complains(text)]
    if strange:
        yield say("{text} may name the field or another reason", text=quoted(strange[0], 60))
