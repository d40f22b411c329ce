"""A main control does nothing when it is pressed.

What it does:
    Presses the stage's primary control as a person would and watches for any effect: a request, another address, a
    change of the page or its look, a dialog, a download, another window, a moved focus, a scrolled page. Speaks up
    where there was none within three seconds, twice.

Why it is friction:
    The shopper presses, waits, presses again, and takes the shop for broken.

How to fix:
    Look for a script error before the click's handler is bound, or a handler that gives up silently. Show at once that
    the click was heard.

Limits:
    Disabled and covered controls are judged by other checks. Requests that only measure visits are no effect. A click
    tried once only is no proof, nor is one where another control served; a control that had an effect at another time
    is passed. A blocker where the walk ended at this control, else serious.

References:
    - Datadog, Frustration signals, dead click:
      https://docs.datadoghq.com/real_user_monitoring/application_monitoring/browser/frustration_signals/
    - Sentry, slow and dead clicks: https://github.com/getsentry/sentry-javascript/issues/8379
    - The wait of 3 s is ours; Sentry waits 7 s, as we do while a request is under way.
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.artifact import ClickTrial
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.run import StepStatus, Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import because, place_of_act, seconds, shortened, trials

LEAST_WAIT_MS = 3_000
"""Milliseconds without an effect from which a click counts as dead; ours."""
PROVING_CLICKS = 2
COVERED_POINTS = 3


class DeadClick(TrialCheck[ClickTrial]):
    """Judges what came of a click."""

    meta = CheckMeta(
        id="interaction/dead-click",
        title="The control does nothing",
        feels="I press, and nothing happens.",
        severity=Severity.SERIOUS,
        requires=("ClickTrial",),
        explained_by=("overlay/covers-primary-cta", "load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, trial: ClickTrial, visit: Visit, context: Context) -> bool:
        """The control must have been pressed, free and enabled, and watched long enough."""
        del visit, context
        pressed = trial.performed and trial.clicks > 0 and trial.enabled and trial.error is None
        watched = bool(trial.effects) or trial.waited_ms >= LEAST_WAIT_MS
        return pressed and watched and trial.blocked_points < COVERED_POINTS

    def evaluate(self, trial: ClickTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where no click on the control had an effect."""
        of_role = [other for other, _ in trials(context, ClickTrial) if other.role is trial.role]
        if any(other.effects for other in of_role if other.selector == trial.selector):
            return
        place = place_of_act(context, visit, trial.role)
        ended = any(step.step_id == place.step and step.status is StepStatus.BROKEN for step in context.run.steps)
        doubts = []
        if trial.clicks < PROVING_CLICKS:
            doubts.append(say("it was pressed once only"))
        if any(other.effects for other in of_role):
            doubts.append(say("another control served"))
        yield self.finding(
            _told(trial) + because(doubts),
            place,
            identity=trial.selector,
            severity=Severity.BLOCKER if ended else self.meta.severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[ElementEvidence(selector=trial.selector, snippet=trial.name, box=trial.box)],
        )


def _told(trial: ClickTrial) -> Phrase:
    name, waited = shortened(trial.name, 60), seconds(trial.waited_ms)
    if trial.clicks == PROVING_CLICKS:
        return say(
            "“{name}” was pressed twice; within {waited} no request was sent and nothing on the page changed.",
            name=name,
            waited=waited,
        )
    return say_number(
        "“{name}” was pressed once; within {waited} no request was sent and nothing on the page changed.",
        "“{name}” was pressed {number} times; within {waited} no request was sent and nothing on the page changed.",
        trial.clicks,
        name=name,
        waited=waited,
    )
