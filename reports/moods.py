"""The shopper's mood along the journey, from what was found and how long each step took."""

from collections.abc import Iterable
from enum import StrEnum

from auditor.model.finding import Certainty, Severity
from auditor.model.result import FindingResult
from reports.language import N_, Words


class Mood(StrEnum):
    """How a shopper feels at a step, best first."""

    DELIGHTED = "delighted"
    HAPPY = "happy"
    NEUTRAL = "neutral"
    ANNOYED = "annoyed"
    ANGRY = "angry"

    @property
    def level(self) -> int:
        """0 for the best, 4 for the worst."""
        return list(Mood).index(self)


MOOD_WORDS: Words[Mood] = Words(
    {
        Mood.DELIGHTED: N_("delighted"),
        Mood.HAPPY: N_("happy"),
        Mood.NEUTRAL: N_("neutral"),
        Mood.ANNOYED: N_("annoyed"),
        Mood.ANGRY: N_("angry"),
    }
)
_BY_SEVERITY = {
    Severity.MINOR: Mood.HAPPY,
    Severity.MODERATE: Mood.NEUTRAL,
    Severity.SERIOUS: Mood.ANNOYED,
    Severity.BLOCKER: Mood.ANGRY,
}

# Upper ends, in milliseconds, of what each mood puts up with: 1 s keeps the flow of thought and 10 s is the end of
# attention (Nielsen, "Response Times: The 3 Important Limits"); 5 s is RAIL's budget for a first load; past 3 s half
# of mobile visits are given up (Google/SOASTA 2016). The same steps as `load/step-too-slow`.
PATIENCE_MS = ((1_000, Mood.DELIGHTED), (3_000, Mood.HAPPY), (5_000, Mood.NEUTRAL), (10_000, Mood.ANNOYED))


def felt(finding: FindingResult) -> bool:
    """Whether a finding counts towards a mood: it is certain and nobody has suppressed it."""
    return finding.certainty is Certainty.CERTAIN and finding.status != "suppressed"


def mood_of_waiting(duration_ms: float) -> Mood:
    """The mood that a wait leaves behind.

    Args:
        duration_ms: from the shopper's act until the next control could be used, in milliseconds.
    """
    return next((mood for limit, mood in PATIENCE_MS if duration_ms <= limit), Mood.ANGRY)


def mood_of_step(findings: Iterable[FindingResult], duration_ms: float | None) -> Mood:
    """The mood at one step: the worse of its worst finding and its wait.

    Args:
        findings: what was found at the step; only what `felt` counts is regarded.
        duration_ms: how long the step took as the shopper felt it, None where it was not measured.
    """
    moods = [_BY_SEVERITY[finding.severity] for finding in findings if felt(finding)]
    if duration_ms is not None:
        moods.append(mood_of_waiting(duration_ms))
    return max(moods, key=lambda mood: mood.level, default=Mood.DELIGHTED)
