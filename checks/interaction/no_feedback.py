"""A press shows nothing while its answer is under way.

What it does:
    Presses a control whose press asks the server for something from within the page, holds the answer back, and
    watches for the first change that can be seen: a text, a spinner, a disabled or busy control, a dialog. Speaks up
    where for more than a second there was none.

Why it is friction:
    After a second without a sign the shopper takes the press for lost and presses again: two in the cart, two orders.

How to fix:
    Disable the control and say at once, beside it, that it is being done.

Limits:
    Tried with an answer that is held back, as on a slow connection; answers that are fast everywhere hide it. A press
    that opens another document is not judged, because browsers show themselves that it loads. A sign that is drawn and
    leaves no other trace in the page is found by comparing pictures: where that came late, or could not be done, a
    person has to look.

References:
    - Nielsen Norman Group, Response times, 1 s:
      https://www.nngroup.com/articles/response-times-3-important-limits/
    - GOV.UK Design System, Button, on slow connections: https://design-system.service.gov.uk/components/button/
"""

from collections.abc import Iterator

from auditor.check import Context, Spread, TrialCheck
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.loading import FeedbackTrial
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import because, path_of, seconds, shortened
from checks.timing_judgement import judged, measurement, too_near

LIMIT_MS = 1_000
"""Milliseconds without a sign, Nielsen Norman Group."""
PIXELS = "pixels"


class NoFeedback(TrialCheck[FeedbackTrial]):
    """Judges how soon a control shows that it was heard."""

    meta = CheckMeta(
        id="interaction/no-feedback",
        title="A press shows nothing while it waits",
        feels="Did it hear me? I press again.",
        severity=Severity.MODERATE,
        requires=("FeedbackTrial",),
        explained_by=("interaction/dead-click",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, trial: FeedbackTrial, visit: Visit, context: Context) -> bool:
        """An answer must have been held back until a sign came or for long enough, and not that of a document."""
        del visit, context
        told = trial.first_change_ms is not None or trial.held_ms > LIMIT_MS
        return bool(trial.asked) and trial.error is None and told and not trial.navigated

    def evaluate(self, trial: FeedbackTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the first sign was late or missing."""
        waited = trial.held_ms if trial.first_change_ms is None else trial.first_change_ms
        doubts = _doubts(trial)
        spread = Spread((waited,))
        for found in judged(spread, ((LIMIT_MS, Severity.MODERATE),), context.noise):
            doubtful = found.proved and doubts
            yield self.finding(
                _told(trial) + ("" if found.proved else too_near(LIMIT_MS)) + because(doubts),
                context.location(visit),
                identity=trial.selector,
                severity=found.severity,
                certainty=Certainty.NEEDS_REVIEW if doubtful else found.certainty,
                evidence=[
                    ElementEvidence(selector=trial.selector, snippet=trial.name, box=trial.box),
                    measurement("first_change_ms", spread, LIMIT_MS),
                ],
            )


def _told(trial: FeedbackTrial) -> Phrase:
    name, asked = shortened(trial.name, 60), path_of(trial.asked)
    if trial.first_change_ms is None:
        return say(
            "“{name}” was pressed and asked for {asked}; "
            "for {time}, until the answer was let through, nothing changed to see.",
            name=name,
            asked=asked,
            time=seconds(trial.held_ms),
        )
    return say(
        "“{name}” was pressed and asked for {asked}; "
        "the first change to see came after {time}, while the answer was held back.",
        name=name,
        asked=asked,
        time=seconds(trial.first_change_ms),
    )


def _doubts(trial: FeedbackTrial) -> tuple[str, ...]:
    """Why a sign may have been there all the same."""
    if trial.first_change_ms is None:
        return () if trial.box else (say("pictures of it could not be compared"),)
    return (say("only its look changed"),) if set(trial.changed) == {PIXELS} else ()
