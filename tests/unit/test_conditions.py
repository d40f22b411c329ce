"""What the profiles of slow networks and processors are."""

import pytest

from auditor.browser.conditions import LINES, Conditions
from auditor.model.run import Environment
from auditor.model.settings import NetworkProfile, Settings


@pytest.mark.parametrize(
    ("profile", "down", "up", "latency"),
    [
        (NetworkProfile.FAST_4G, 1_012_500, 168_750, 165),
        (NetworkProfile.SLOW_4G, 180_000, 84_375, 562.5),
        (NetworkProfile.SLOW_3G, 50_000, 50_000, 2_000),
    ],
)
def test_the_profiles_are_those_of_the_developer_tools(
    profile: NetworkProfile, down: float, up: float, latency: float
) -> None:
    line = LINES[profile]
    assert (line.download, line.upload, line.latency_ms) == pytest.approx((down, up, latency))


def test_every_profile_but_none_is_a_line() -> None:
    assert set(LINES) == set(NetworkProfile) - {NetworkProfile.NONE}


@pytest.mark.parametrize(
    ("network", "cpu", "patience"),
    [
        (NetworkProfile.NONE, 1, 1),
        (NetworkProfile.SLOW_4G, 1, 3),
        (NetworkProfile.NONE, 4, 4),
        (NetworkProfile.SLOW_3G, 4, 6),
    ],
)
def test_everything_is_waited_for_as_much_longer_as_the_slower_of_both_asks_for(
    network: NetworkProfile, cpu: float, patience: float
) -> None:
    settings = Settings(target="https://shop.example/", network=network, cpu_slowdown=cpu)
    assert Conditions.of(settings).patience == patience


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ""),
        ({"network": "slow-4g"}, "over slow-4g"),
        ({"cpu_slowdown": 1.5}, "processor slowed 1.5 times"),
        ({"network": "3g", "cpu_slowdown": 4.0}, "over 3g, processor slowed 4 times"),
    ],
)
def test_the_conditions_are_told_in_a_few_words(given: dict[str, object], told: str) -> None:
    environment = Environment.model_validate({"browser": "Chromium 1", "device": "desktop", **given})
    assert environment.conditions == told
