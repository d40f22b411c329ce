"""The page answers a click or a key late.

What it does:
    Takes the Interaction to Next Paint of each step: the time from the journey's own clicks and keys to the moment at
    which the page had drawn what came of them, the longest of the step, over the attempts. Up to 200 ms is good; above
    500 ms is moderate; between them the finding is minor. Where attempts lie on both sides of a limit, or too near it,
    it says so and calls nothing slow.

Why it is friction:
    A page that does not move when it is pressed seems stuck. The shopper presses again, and sometimes buys twice.

How to fix:
    Show the pressed state first, then do the work; break up tasks that keep the browser longer than 50 ms, and put off
    what need not be done at the press.

Limits:
    A laboratory figure of the few presses of one journey: the limits are meant for the 75th percentile of real visits
    with all their presses. Chromium alone measures it. A busy machine makes presses slow as well, so the noise of the
    machine widens the range in which nothing is said.

References:
    - web.dev, Interaction to Next Paint: https://web.dev/articles/inp
"""

from collections.abc import Iterator

from auditor.check import Context, VisitCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.loading import Interaction, PageTimings
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot
from auditor.model.wording import say
from checks.judgement import seconds, shortened
from checks.timing_judgement import attempts_at, how_measured, judged, told, told_before

METRIC = "interaction_to_next_paint_ms"
GOOD_MS = 200
LIMITS_MS = ((500, Severity.MODERATE), (GOOD_MS, Severity.MINOR))
"""Milliseconds, web.dev (Core Web Vitals): poor and no longer good."""


class SlowResponse(VisitCheck):
    """Judges how soon the page showed that it had been pressed."""

    meta = CheckMeta(
        id="interaction/slow-response",
        title="The page answers a press late",
        feels="It is sticky. Did I press it?",
        severity=Severity.MODERATE,
        requires=("PageTimings",),
        since="0.1.0",
        timed=True,
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """Only a step with a click or a key has the figure, and it is judged once."""
        timings = visit.get(PageTimings)
        return bool(timings and timings.interaction_to_next_paint_ms is not None and not told_before(visit, context))

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the attempts are beyond a limit, and where they do not tell."""
        timings = visit.get(PageTimings)
        attempts = attempts_at(visit, context, soft=True)
        spread = attempts.spread(lambda one: one.timings.interaction_to_next_paint_ms)
        assert timings is not None, "applies makes sure of a figure"
        assert spread is not None, "applies makes sure of a figure"
        worst = max(timings.interactions, key=lambda one: one.duration_ms, default=None)
        name = _name(worst.selector, context) if worst else ""
        pressed = say(" when “{name}” was pressed", name=shortened(name, 60)) if name else ""
        for found in judged(spread, LIMITS_MS, context.noise):
            yield told(
                self,
                found,
                spread,
                say(
                    "The page showed nothing for {time}{pressed}{measured}; up to {good} is good.",
                    time=seconds(spread.median),
                    pressed=pressed,
                    measured=how_measured(spread, context),
                    good=seconds(GOOD_MS),
                ),
                context.location(visit),
                metric=METRIC,
                evidence=_control(worst, name),
            )


def _name(selector: str, context: Context) -> str:
    """The name of a control on one of the walk's pages; empty where it is not known."""
    pages = (page for visit in context.run.visits if (page := visit.get(DomSnapshot)))
    controls = (one for page in pages for one in page.elements)
    return next((one.name for one in controls if one.selector == selector and one.name), "")


def _control(worst: Interaction | None, name: str) -> list[ElementEvidence]:
    if worst is None or not worst.selector:
        return []
    return [ElementEvidence(selector=worst.selector, snippet=name, note=worst.type)]
