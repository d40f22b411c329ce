"""Under which conditions figures were measured, in words: no figure is worth more than them."""

from auditor.model.budget import Cache
from auditor.model.result import AuditResult, JourneyResult
from auditor.steadiness import NOISY
from reports.figures import figure
from reports.language import _, counted_in, percent, told
from reports.text import one_line


def conditions_of(path: JourneyResult, result: AuditResult) -> tuple[str, ...]:
    """The conditions of a journey's walks, each in a few words.

    Args:
        path: the journey, with all its attempts or some of them.
        result: the audit's result, which knows them all.
    """
    known = [one for one in result.journeys if (one.id, one.device) == (path.id, path.device)]
    journey = known[0] if known else path
    here = journey.environment or result.environment
    device = told(one_line(journey.device))
    if here.viewport_width and here.viewport_height:
        device = f"{device}, {here.viewport_width} × {here.viewport_height} px"
    words = [device, network_words(here.network), processor_words(here.cpu_slowdown), _attempts(journey)]
    noise = busiest(journey)
    if noise is not None and noise >= NOISY:
        words.append(_("machine busy: other programs took {share} of its processor", share=percent(noise)))
    return tuple(words)


def network_words(network: str) -> str:
    """How the network was slowed down."""
    if network in {"", "none"}:
        return _("network not slowed down")
    return _("network {network}", network=one_line(network))


def processor_words(slowdown: float) -> str:
    """How the processor was slowed down."""
    if slowdown == 1:
        return _("processor not slowed down")
    return _("processor slowed down {times} times", times=figure(slowdown, ""))


def busiest(journey: JourneyResult) -> float | None:
    """The largest share of the processor that other programs took during an attempt; None where nobody looked."""
    return max((one.host_noise for one in journey.attempts if one.host_noise is not None), default=None)


def _attempts(journey: JourneyResult) -> str:
    cold = sum(one.cache is Cache.COLD for one in journey.attempts)
    warm = len(journey.attempts) - cold
    empty = counted_in("{number} attempt with an empty cache", "{number} attempts with an empty cache", cold)
    if not warm:
        return empty
    return empty + counted_in(", {number} with a warm one", ", {number} with a warm one", warm)
