"""The error message does not say what is wrong.

What it does:
    Compares what the page says of a field that was left empty with what it says of the same field filled in wrongly,
    and what it says of two fields that are wrong in different ways, such as an e-mail address without @ and a postcode
    of one digit. Looks for messages that are nothing but a general phrase shorter than 25 characters, such as
    “Invalid”. Speaks up where one text serves for two mistakes, or where a general phrase was all that was said.

Why it is friction:
    “Invalid” leaves the shopper to guess what would be valid. Guessing takes several attempts, and many stop before.

How to fix:
    Say for each mistake what is missing and how to put it right: “Enter an e-mail address”, “The card number is two
    digits short”.

Limits:
    Phrases are known in the languages of the word list; Chinese, Japanese and Korean are brief by nature, so there one
    text for two mistakes is all that counts. The browser's own words are not the shop's. A general message where our
    guard answered in the server's place may be about our answer and does not count.

References:
    - GOV.UK Design System, Error message, be specific:
      https://design-system.service.gov.uk/components/error-message/
    - Baymard Institute, Adaptive validation error messages:
      https://baymard.com/blog/adaptive-validation-error-messages
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept, Lexicon
from auditor.model.finding import CheckMeta, CheckStatus, Finding, QuoteEvidence, Severity
from auditor.model.form import FieldSign, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from checks.form_judgement import (
    SAID_BY_FORM,
    labelled,
    looked_at,
    mistake_made,
    signs_shown,
    told_of_form,
    trials_of_form,
    words_of,
)
from checks.judgement import quoted, refused_in_place

SHORTER_THAN = 25
"""Characters; a general phrase that is longer says more than the phrase. Of the catalogue."""
_EMPTY = frozenset({Mistake.NOTHING_FILLED, Mistake.FORGOTTEN})
_WRONG = frozenset({Mistake.EMAIL, Mistake.POSTCODE, Mistake.SEVERAL, Mistake.CARD_NUMBER})
_BRIEF = frozenset({"zh", "ja", "ko"})
_GENERAL = (Concept.INVALID_ERROR, Concept.GENERIC_ERROR)


class ErrorGeneric(TrialCheck[FormTrial]):
    """Judges whether messages say what is wrong."""

    meta = CheckMeta(
        id="checkout/error-generic",
        title="An error message does not say what is wrong",
        feels="“Invalid.” Invalid how?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("FormTrial",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, trial: FormTrial, visit: Visit, context: Context) -> bool:
        """The page must have said something."""
        del visit, context
        return any(words_of(one) for one in refused_in_place(trial))

    def evaluate(self, trial: FormTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for the form: one text for two mistakes, else a general phrase."""
        yield from self._same_text(trial, visit, context) or self._phrase(trial, visit, context)

    def _same_text(self, trial: FormTrial, visit: Visit, context: Context) -> tuple[Finding, ...]:
        if trial.mistake not in _WRONG:
            return ()
        tried = trials_of_form(trial, visit, context)
        of_empty = _texts(one for one, _ in tried if one.mistake in _EMPTY)
        of_wrong = [*_texts(one for one, _ in tried if one.mistake in _WRONG).values()]
        for key, (sign, submission) in _texts([trial]).items():
            alike = _wrong_otherwise(sign, submission, of_wrong)
            signs = [sign] if key in of_empty else [sign, *alike]
            text, label = quoted(sign.text, 60), quoted(sign.label or sign.key, 40)
            if key in of_empty:
                told = say("{text} is said of {field} left empty and filled in wrongly alike.", text=text, field=label)
            elif alike:
                told = say(
                    "{text} is said of {field} and of {others} alike, which were wrong in different ways.",
                    text=text,
                    field=label,
                    others=labelled(alike),
                )
            else:
                continue
            finding = self.finding(
                told,
                context.location(visit),
                identity=trial.form,
                evidence=signs_shown(trial, submission, signs, say("the same text for two mistakes")),
            )
            return (finding,)
        return ()

    def _phrase(self, trial: FormTrial, visit: Visit, context: Context) -> tuple[Finding, ...]:
        page = visit.get(DomSnapshot)
        language = page.language if page else None
        if (language or "").lower().partition("-")[0] in _BRIEF:
            return ()
        told = told_of_form(trial, visit, context, lambda one: _general(one, language))
        if not told:
            return ()
        first = told[0]
        last = refused_in_place(first.trial)[-1]
        finding = self.finding(
            say(
                "After it was sent with {mistake}, all that the form said is {text}.",
                mistake=mistake_made(first.trial, last),
                text=quoted(first.fact, 60),
            ),
            context.location(first.visit),
            identity=trial.form,
            evidence=[QuoteEvidence(text=first.fact, source=SAID_BY_FORM)],
        )
        return (finding,)


def _texts(trials: Iterator[FormTrial] | list[FormTrial]) -> dict[tuple[str, str], tuple[FieldSign, FormSubmission]]:
    """What the page itself said of fields that were wrong, by field and folded text."""
    return {
        (sign.key, fold(sign.text)): (sign, one)
        for trial in trials
        for one in looked_at(trial)
        for sign in one.signs
        if sign.text
        and not sign.native
        and (sign.ours or sign.key in one.wrong or trial.mistake is Mistake.NOTHING_FILLED)
    }


def _wrong_otherwise(
    sign: FieldSign, submission: FormSubmission, others: list[tuple[FieldSign, FormSubmission]]
) -> list[FieldSign]:
    """The fields for something else that were filled in wrongly, as this one was, and of which the same was said."""
    if not _was_filled(sign, submission):
        return []
    return [
        other
        for other, sent in others
        if other.purpose != sign.purpose and fold(other.text) == fold(sign.text) and _was_filled(other, sent)
    ]


def _was_filled(sign: FieldSign, submission: FormSubmission) -> bool:
    return any(state.key == sign.key and state.before for state in submission.fields)


def _general(trial: FormTrial, language: str | None) -> str | None:
    """The general phrase that was all the form said each time; None where it said more, or nothing."""
    submissions = [
        one for one in refused_in_place(trial) if not one.client_side_only or any(sign.told for sign in one.signs)
    ]
    said = [words_of(one) for one in submissions]
    if not said or not all(said) or any(sign.named for one in submissions for sign in one.signs):
        return None
    return said[-1][0] if all(_is_phrase(text, language) for texts in said for text in texts) else None


def _is_phrase(text: str, language: str | None) -> bool:
    lexicon = Lexicon.load()
    found = (lexicon.match(concept, text, lexicon.languages_for(language)) for concept in _GENERAL)
    return len(text) < SHORTER_THAN and any(match is not None and match.exact for match in found)
