"""Something lies over the control that the shopper needs next.

What it does:
    Scrolls the stage's primary control into view, waits for movement to end, and tests five points of it: the middle
    and four points near the corners. Speaks up where something else covers three of them or more.

Why it is friction:
    The button is to be seen in part and cannot be hit; the click lands on a banner or a chat.

How to fix:
    Keep room free for bars that stay on the screen, let them be closed for good, and never place a floating box where
    the main button is.

Limits:
    The control's own parts do not cover it. What was covered at first and free a second later is not reported. A
    consent dialog counts one severity lower, for the law asks for it. Three of five points are ours.

References:
    - W3C, Understanding Success Criterion 2.4.11 Focus Not Obscured (Minimum):
      https://www.w3.org/WAI/WCAG22/Understanding/focus-not-obscured-minimum.html
    - Google Search Central, Avoid intrusive interstitials and dialogs:
      https://developers.google.com/search/docs/appearance/avoid-intrusive-interstitials
    - GOV.UK Design System, Cookie banner: https://design-system.service.gov.uk/components/cookie-banner/
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.artifact import ClickTrial
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import place_of_act, shortened

COVERED_POINTS = 3
"""Covered points, of five, from which a control counts as covered; ours."""


class CoversPrimaryCta(TrialCheck[ClickTrial]):
    """Judges whether a primary control lies free."""

    meta = CheckMeta(
        id="overlay/covers-primary-cta",
        title="The main control is covered",
        feels="Something sits on the button.",
        severity=Severity.SERIOUS,
        requires=("ClickTrial",),
        since="0.1.0",
    )

    def applies(self, trial: ClickTrial, visit: Visit, context: Context) -> bool:
        """Enough points must have been tested."""
        del visit, context
        return trial.tested_points >= COVERED_POINTS

    def evaluate(self, trial: ClickTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where too many points are covered."""
        if trial.blocked_points < COVERED_POINTS:
            return
        yield self.finding(
            _told(trial),
            place_of_act(context, visit, trial.role),
            identity=trial.blocker_selector or trial.selector,
            severity=self.meta.severity.lowered() if trial.blocker_is_consent else self.meta.severity,
            evidence=_evidence(trial),
        )


def _told(trial: ClickTrial) -> Phrase:
    words = say(" (“{text}”)", text=shortened(trial.blocker_snippet, 60)) if trial.blocker_snippet else ""
    if trial.blocker_is_consent:
        return say_number(
            "“{name}” is covered at {covered} of {number} point by the consent dialog{words}.",
            "“{name}” is covered at {covered} of {number} points by the consent dialog{words}.",
            trial.tested_points,
            name=shortened(trial.name, 60),
            covered=trial.blocked_points,
            words=words,
        )
    return say_number(
        "“{name}” is covered at {covered} of {number} point by another element{words}.",
        "“{name}” is covered at {covered} of {number} points by another element{words}.",
        trial.tested_points,
        name=shortened(trial.name, 60),
        covered=trial.blocked_points,
        words=words,
    )


def _evidence(trial: ClickTrial) -> Iterator[ElementEvidence]:
    if trial.blocker_selector:
        yield ElementEvidence(
            selector=trial.blocker_selector,
            snippet=trial.blocker_snippet or "",
            box=trial.blocker_box,
            note=say("lies on top"),
        )
    yield ElementEvidence(selector=trial.selector, snippet=trial.name, box=trial.box, note=say("is covered"))
