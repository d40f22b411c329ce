"""Under which conditions figures were measured, in words: no figure is worth more than them."""

from auditor.model.budget import Cache
from auditor.model.result import AuditResult, JourneyResult
from auditor.steadiness import NOISY
from reports.figures import figure
from reports.text import counted, one_line


def conditions_of(path: JourneyResult, result: AuditResult) -> tuple[str, ...]:
    """The conditions of a journey's walks, each in a few words.

    Args:
        path: the journey, with all its attempts or some of them.
        result: the audit's result, which knows them all.
    """
    known = [one for one in result.journeys if (one.id, one.device) == (path.id, path.device)]
    journey = known[0] if known else path
    here = journey.environment or result.environment
    size = (
        f", {here.viewport_width} × {here.viewport_height} px" if here.viewport_width and here.viewport_height else ""
    )
    slowed = f"slowed down {figure(here.cpu_slowdown, '')} times"
    told = [
        f"{one_line(journey.device)}{size}",
        "network not slowed down" if here.network in {"", "none"} else f"network {one_line(here.network)}",
        "processor not slowed down" if here.cpu_slowdown == 1 else f"processor {slowed}",
        _attempts(journey),
    ]
    noise = busiest(journey)
    if noise is not None and noise >= NOISY:
        told.append(f"machine busy: other programs took {noise:.0%} of its processor")
    return tuple(told)


def busiest(journey: JourneyResult) -> float | None:
    """The largest share of the processor that other programs took during an attempt; None where nobody looked."""
    return max((one.host_noise for one in journey.attempts if one.host_noise is not None), default=None)


def _attempts(journey: JourneyResult) -> str:
    cold = sum(one.cache is Cache.COLD for one in journey.attempts)
    warm = len(journey.attempts) - cold
    told = counted(cold, "attempt")
    return f"{told} with an empty cache, {warm} with a warm one" if warm else f"{told} with an empty cache"
