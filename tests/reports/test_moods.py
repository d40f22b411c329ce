"""Moods follow the worst finding and the wait, and never blame the shop without proof."""

from typing import Any

import pytest

from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from reports.journey_path import journey_paths
from reports.moods import Mood, mood_of_step, mood_of_waiting
from tests.reports import samples


@pytest.mark.parametrize(
    ("milliseconds", "mood"),
    [
        (0, Mood.DELIGHTED),
        (1_000, Mood.DELIGHTED),
        (1_001, Mood.HAPPY),
        (3_000, Mood.HAPPY),
        (5_000, Mood.NEUTRAL),
        (10_000, Mood.ANNOYED),
        (10_001, Mood.ANGRY),
    ],
)
def test_a_wait_wears_the_mood_down(milliseconds: float, mood: Mood) -> None:
    assert mood_of_waiting(milliseconds) is mood


def test_the_worse_of_finding_and_wait_decides() -> None:
    minor, serious = samples.finding(severity=Severity.MINOR), samples.finding(severity=Severity.SERIOUS)
    assert mood_of_step([minor, serious], 100) is Mood.ANNOYED
    assert mood_of_step([minor], 20_000) is Mood.ANGRY
    assert mood_of_step([], None) is Mood.DELIGHTED


@pytest.mark.parametrize("changes", [{"certainty": Certainty.NEEDS_REVIEW}, {"status": "suppressed"}])
def test_what_is_unproved_or_set_aside_annoys_nobody(changes: dict[str, Any]) -> None:
    assert mood_of_step([samples.finding(severity=Severity.BLOCKER, **changes)], 500) is Mood.DELIGHTED


def test_a_broken_step_without_a_finding_has_no_mood() -> None:
    result = samples.broken().model_copy(update={"findings": ()})
    assert journey_paths(result)[0].steps[-1].mood is None
    assert journey_paths(samples.broken())[0].steps[-1].mood is Mood.ANGRY


def test_a_probes_finding_counts_at_the_last_step_of_its_stage() -> None:
    found = samples.finding(stage=Stage.CART, step="reload-probe")
    path = journey_paths(samples.smooth().model_copy(update={"findings": (found,)}))[0]
    assert [step.step.id for step in path.steps if step.findings] == ["cart"]


def test_a_finding_of_another_device_leaves_this_path_alone() -> None:
    found = samples.finding(device="mobile")
    path = journey_paths(samples.smooth().model_copy(update={"findings": (found,)}))[0]
    assert [step for step in path.steps if step.findings] == []


def test_most_attempts_decide_which_is_shown() -> None:
    path = journey_paths(samples.broken())[0]
    assert path.stop is path.steps[-1]
    assert path.note == "1 of 3 attempts went through."
