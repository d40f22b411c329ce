"""A name in the letters of the shop's own language is refused.

What it does:
    Fills in names, city and street in the letters of the site's language (ā, ș, щ, 王, an apostrophe, a hyphen), beside
    a mistake elsewhere that has the form refused, and looks whether the page calls those fields wrong. The same form
    with a name in plain Latin letters is the counter-trial: a field that is called wrong then as well is none.

Why it is friction:
    People are told that their own name is invalid. Some write it wrong, then the parcel is not handed out; some leave.

How to fix:
    Take any letter of any script in names and addresses, apostrophes, hyphens and spaces too.

Limits:
    The name on the card may be asked in Latin letters, and names in kana in kana. Without a counter-trial the field may
    have been refused for another reason: a person should look. Some countries require Latin letters for customs; that
    cannot be told from the page.

References:
    - GOV.UK Design System, Names: https://design-system.service.gov.uk/patterns/names/
    - web.dev, Payment and address form best practices: https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.mistakes import PERSON_PURPOSES
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import FieldSign, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say
from checks.form_judgement import (
    Told,
    called_wrong,
    labelled,
    looked_at,
    side,
    signs_each_time,
    signs_shown,
    told_of,
    told_of_form,
    trials_of_form,
)
from checks.judgement import because, quoted

_LARGEST_SAMPLE = 3


class LatinOnlyNames(TrialCheck[FormTrial]):
    """Judges whether names may be written in the letters of the site's language."""

    meta = CheckMeta(
        id="checkout/latin-only-names",
        title="Names are taken in Latin letters only",
        feels="It says that my own name is invalid.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """A form with such names must have been refused, and its fields looked at."""
        del visit, context
        return trial.mistake is Mistake.OWN_SCRIPT and any(
            _written(one, sign) for one in looked_at(trial) for sign in one.signs
        )

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form."""
        told = told_of_form(trial, visit, context, _refused)
        if not told:
            return
        first = told[0]
        plain = [one for one, _ in trials_of_form(trial, visit, context) if one.mistake is not Mistake.OWN_SCRIPT]
        refused = tuple(sign for sign in first.fact if not any(_told_in(one, sign.key) for one in plain))
        if not refused:
            return
        passed = tuple(sign for sign in refused if any(_taken_in(one, sign.key) for one in plain))
        shown = passed or refused
        doubts = () if passed else (say("it was not seen whether plain Latin letters are taken"),)
        than = say(", and not with plain Latin letters in it") if passed else ""
        last = looked_at(first.trial)[-1]
        yield self.finding(
            say(
                "{fields} with {samples} in it was called wrong{than}.",
                fields=labelled(shown),
                samples=_samples(last, shown),
                than=than,
            )
            + side(looked_at(first.trial))
            + because(doubts),
            context.location(first.visit),
            identity=trial.form,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(first, last, shown),
        )


def _written(submission: FormSubmission, sign: FieldSign) -> bool:
    """Whether this is a field for a name or a place, filled in with letters beyond the plain ones."""
    if sign.ours or sign.key in submission.wrong or sign.purpose not in PERSON_PURPOSES:
        return False
    value = _value(submission, sign.key)
    return bool(value) and not _is_plain(value)


def _refused(trial: FormTrial) -> tuple[FieldSign, ...] | None:
    """The fields with such names that were called wrong each time, and not because the form had emptied them."""
    if trial.mistake is not Mistake.OWN_SCRIPT:
        return None

    def counts(submission: FormSubmission, sign: FieldSign) -> bool:
        kept = all(state.kept for state in submission.fields if state.key == sign.key)
        return kept and _written(submission, sign) and called_wrong(sign)

    return signs_each_time(looked_at(trial), counts) or None


def _told_in(plain: FormTrial, key: str) -> bool:
    """Whether the field was called wrong in the counter-trial, or another that wrote it in plain letters, too."""
    counter = plain.mistake is Mistake.PLAIN_NAME
    return any(
        told_of(one, key)
        for one in plain.submissions
        if key not in one.wrong and (counter or _is_plain(_value(one, key) or "a"))
    )


def _taken_in(plain: FormTrial, key: str) -> bool:
    """Whether plain letters were taken: the form went on with them, or was refused without calling the field wrong."""
    for one in plain.submissions:
        value = _value(one, key)
        if not (one.pressed and one.settled) or key in one.wrong or told_of(one, key):
            continue
        if one.accepted and plain.mistake is Mistake.PLAIN_NAME:
            return True
        if value and _is_plain(value) and one.signs:
            return True
    return False


def _value(submission: FormSubmission, key: str) -> str:
    return next((state.before for state in submission.fields if state.key == key), "")


def _is_plain(text: str) -> bool:
    """Whether a text is made of unaccented Latin letters, digits, spaces, stops and commas."""
    return text.isascii() and all(character.isalnum() or character in " .,/" for character in text)


def _samples(submission: FormSubmission, signs: tuple[FieldSign, ...]) -> Phrase:
    values = dict.fromkeys(_value(submission, sign.key) for sign in signs[:_LARGEST_SAMPLE])
    return listed(quoted(value, 40) for value in values)


def _evidence(
    told: Told[FormTrial, tuple[FieldSign, ...]], last: FormSubmission, signs: tuple[FieldSign, ...]
) -> Iterator[Evidence]:
    for sign in signs:
        field = sign.label or sign.key
        yield QuoteEvidence(text=_value(last, sign.key), source=say("typed into “{field}”", field=field))
        if sign.text:
            yield QuoteEvidence(text=sign.text, source=say("message of “{field}”", field=field))
    yield from signs_shown(told.trial, last, signs, say("called wrong"))
