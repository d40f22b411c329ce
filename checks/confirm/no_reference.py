"""After the order nothing says that it arrived, or under which number.

What it does:
    Places an order with test data on a site declared to be a sandbox, and looks on the page that answers for a text
    that confirms it, for a number of the order, for what comes next, and for whom to ask.

Why it is friction:
    Did it go through? Without a word the shopper orders again or writes; without a number they cannot even ask.

How to fix:
    Say that the order arrived, show its number, tell what happens next and how to reach somebody.

Limits:
    Only on sandboxes, with `--safety order`. Pages that answered with an error or did not come to rest are no evidence.
    Where a number is shown, and words that confirm are not known to us, a person has to look.

References:
    - GOV.UK Design System, Confirmation pages: https://design-system.service.gov.uk/patterns/confirmation-pages/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.form import Confirmation
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import FIRST_ERROR_STATUS, because, path_of


class NoReference(TrialCheck[Confirmation]):
    """Judges what the page after an order says."""

    meta = CheckMeta(
        id="confirm/no-reference",
        title="No confirmation or number of the order",
        feels="Did it go through? What is my number?",
        stages=(Stage.CHECKOUT, Stage.CONFIRMATION),
        severity=Severity.MODERATE,
        requires=("Confirmation",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, trial: Confirmation, visit: Visit, context: Context) -> bool:
        """The page must be at rest, and the order answered without an error."""
        del visit, context
        return trial.settled and trial.status is not None and trial.status < FIRST_ERROR_STATUS

    def evaluate(self, trial: Confirmation, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding for the text that is missing, else for the number."""
        if trial.says and trial.reference:
            return
        doubts = (say("the page shows what may be the order's number"),) if trial.reference else ()
        yield self.finding(
            _missing(trial) + _also(trial) + because(doubts),
            context.location(visit),
            identity="number" if trial.says else "confirmation",
            severity=Severity.MODERATE if trial.says else Severity.SERIOUS,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial),
        )


def _missing(trial: Confirmation) -> Phrase:
    path = path_of(trial.url)
    if trial.says:
        return say("The page after the order, {path}, shows no number of the order.", path=path)
    return say("The page after the order, {path}, has no text that says that the order has arrived.", path=path)


def _also(trial: Confirmation) -> str:
    """What it tells all the same."""
    if trial.next_step and trial.contact:
        return say(" It does tell what comes next and tell whom to ask.")
    if trial.next_step:
        return say(" It does tell what comes next.")
    return say(" It does tell whom to ask.") if trial.contact else ""


def _evidence(trial: Confirmation) -> Iterator[Evidence]:
    sources = (
        (trial.says, say("confirms the order")),
        (trial.reference, say("may be the order's number")),
        (trial.next_step, say("what comes next")),
        (trial.contact, say("whom to ask")),
    )
    for text, source in sources:
        if text:
            yield QuoteEvidence(text=text, source=source)
