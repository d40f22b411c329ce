"""Two audits compared by rank tests with effect sizes, never by the raw difference of two figures. Pure.

A time is called slower only where all of these hold:

- the Mann-Whitney test, two-sided, has p under 5 % after Holm's correction over the steps of the metric;
- the effect is large: Cliff's delta is at least 0.474;
- the shift (Hodges-Lehmann) is larger than what can be noticed: 50 ms and 10 % of the earlier median, that to which
  figures are true (see docs/comparing.md for the other units);
- both audits were made under equal conditions.

The test is exact: by its distribution where no two figures are equal, else over all ways to share the figures out; only
where these are very many, by the normal approximation with correction for ties.
"""

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from auditor.errors import MissingPackageError, UsageError
from auditor.model.budget import Cache
from auditor.model.comparison import Comparison, Difference, FigureComparison, JourneyComparison, Side
from auditor.model.metric import METRICS, Metric
from auditor.model.result import AuditResult, JourneyResult
from auditor.model.run import Environment, StepStatus

ALPHA: Final = 0.05
"""How often, of comparisons of figures that did not change, any step of a metric may seem to have; the usual 5 %."""
LARGE: Final = 0.474
"""Cliff's delta from which an effect is called large: Romano, Kromrey, Coraggio and Skowronek, 2006, "Appropriate
statistics for ordinal level data"."""
NOTICEABLE_SHARE: Final = 0.1
"""The share of the earlier median that a shift has to exceed: figures are no truer than that."""
NOTICEABLE: Final[Mapping[str, float]] = {"ms": 50.0, "bytes": 10_000.0, "cumulative_layout_shift": 0.05}
"""What a shift has to exceed in any case, by metric or unit: 50 ms, to which times are true; half of the layout shift
that still is good (web.dev/articles/cls); 10 kB, ours."""
_NOTICEABLE_COUNT = 1.0
_UNEQUAL_NOISE = 0.1  # the share of the processor by which the machine may have been busier; ours
_MOST_ARRANGEMENTS = 20_000  # a sixth of a second


@dataclass(frozen=True)
class _Pair:
    """One metric of one step in both audits."""

    journey: str
    device: str
    step: str
    metric: str
    cache: Cache
    before: tuple[float, ...]
    after: tuple[float, ...]
    comparable: bool

    @property
    def family(self) -> tuple[str, Cache]:
        """What Holm's correction takes together."""
        return self.metric, self.cache


def compare(before: AuditResult, after: AuditResult, *, names: tuple[str, str] = ("before", "after")) -> Comparison:
    """Compare two audits.

    Args:
        before: the earlier result.
        after: the later one.
        names: what they are called.

    Raises:
        UsageError: they have no journey on the same device in common.
        MissingPackageError: scipy is not installed.
    """
    earlier, later = _by_name(before), _by_name(after)
    common = [name for name in earlier if name in later]
    if not common:
        was, is_ = (", ".join(f"{one} on {device}" for one, device in side) or "nothing" for side in (earlier, later))
        raise UsageError(f"nothing to compare: {names[0]} walked {was}, {names[1]} walked {is_}")
    journeys = [_journey(earlier[name], later[name], before, after) for name in common]
    pairs = [
        pair
        for name, told in zip(common, journeys, strict=True)
        for pair in _pairs(earlier[name], later[name], comparable=not told.differences)
    ]
    return Comparison(
        before=Side(name=names[0], target=before.target, started_at=before.started_at),
        after=Side(name=names[1], target=after.target, started_at=after.started_at),
        journeys=tuple(journeys),
        only_before=tuple(f"{one} on {device}" for one, device in earlier if (one, device) not in later),
        only_after=tuple(f"{one} on {device}" for one, device in later if (one, device) not in earlier),
        figures=tuple(_compared(pairs)),
    )


def cliffs_delta(before: Sequence[float], after: Sequence[float]) -> float:
    """How much more often a later figure is higher than an earlier one than lower, from -1 to 1."""
    signs = [(later > earlier) - (later < earlier) for earlier, later in product(before, after)]
    return sum(signs) / len(signs)


def shift_of(before: Sequence[float], after: Sequence[float]) -> float:
    """By how much the later figures are higher: the median of all differences of pairs (Hodges and Lehmann)."""
    return statistics.median(later - earlier for earlier, later in product(before, after))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p values corrected for being several (Holm, 1979), in their order."""
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        highest = max(highest, min(1.0, p_values[place] * (len(p_values) - rank)))
        corrected[place] = highest
    return tuple(corrected)


def attempts_needed(steps: int) -> int:
    """How many attempts each audit needs, so that a difference at one of so many steps can be shown at all."""
    attempts = 2
    while 2 / math.comb(2 * attempts, attempts) * steps > ALPHA:
        attempts += 1
    return attempts


def _by_name(result: AuditResult) -> dict[tuple[str, str], JourneyResult]:
    return {(one.id, one.device): one for one in result.journeys}


def _journey(
    earlier: JourneyResult, later: JourneyResult, before: AuditResult, after: AuditResult
) -> JourneyComparison:
    was, is_ = earlier.environment or before.environment, later.environment or after.environment
    return JourneyComparison(
        journey=earlier.id,
        device=earlier.device,
        conditions=was.conditions,
        differences=(*_unlike(was, is_), *_unlike_noise(earlier, later)),
    )


def _unlike(was: Environment, is_: Environment) -> Iterator[str]:
    told = {
        "network": (was.network, is_.network),
        "processor slowed": (f"{was.cpu_slowdown:g} times", f"{is_.cpu_slowdown:g} times"),
        "browser": (_major(was.browser), _major(is_.browser)),
        "locale": (was.locale, is_.locale),
        "viewport": (f"{was.viewport_width}×{was.viewport_height}", f"{is_.viewport_width}×{is_.viewport_height}"),
    }
    for name, (one, other) in told.items():
        if one != other:
            yield f"{name} {one or 'unknown'} before, {other or 'unknown'} after"


def _major(browser: str) -> str:
    """The browser with its major version only."""
    found = re.match(r"\D*\d+", browser)
    return found[0] if found else browser


def _unlike_noise(earlier: JourneyResult, later: JourneyResult) -> Iterator[str]:
    was, is_ = _noise(earlier), _noise(later)
    if was is not None and is_ is not None and abs(was - is_) > _UNEQUAL_NOISE:
        yield f"other programs took {was:.0%} of the processor before, {is_:.0%} after"


def _noise(journey: JourneyResult) -> float | None:
    known = [one.host_noise for one in journey.attempts if one.host_noise is not None]
    return statistics.median(known) if known else None


def _pairs(earlier: JourneyResult, later: JourneyResult, *, comparable: bool) -> Iterator[_Pair]:
    was, is_ = _measured(earlier), _measured(later)
    for key, before in was.items():
        after = is_.get(key)
        if after:
            step, metric, cache = key
            yield _Pair(
                journey=earlier.id,
                device=earlier.device,
                step=step,
                metric=metric,
                cache=cache,
                before=tuple(before),
                after=tuple(after),
                comparable=comparable,
            )


def _measured(journey: JourneyResult) -> dict[tuple[str, str, Cache], list[float]]:
    """The figures that vary by step, metric and cache, one for each attempt that completed the step."""
    found: dict[tuple[str, str, Cache], list[float]] = {}
    for attempt in journey.attempts:
        for step in attempt.steps:
            if step.status is not StepStatus.COMPLETED:
                continue
            for metric, value in {"duration_ms": step.duration_ms, **step.metrics.model_dump()}.items():
                if value is not None and METRICS[metric].varies:
                    found.setdefault((step.id, metric, attempt.cache), []).append(float(value))
    return found


def _compared(pairs: Sequence[_Pair]) -> Iterator[FigureComparison]:
    """Yield what is said of each; only what is comparable is tested and takes part in the correction."""
    families: dict[tuple[str, Cache], list[_Pair]] = {}
    for one in pairs:
        if one.comparable:
            families.setdefault(one.family, []).append(one)
    p_values = {one: _p_value(one.before, one.after) for family in families.values() for one in family}
    corrected = {
        one: value
        for family in families.values()
        for one, value in zip(family, holm([p_values[one] for one in family]), strict=True)
    }
    for one in pairs:
        yield _told(one, p_values.get(one), corrected.get(one), steps=len(families.get(one.family, [one])))


def _told(pair: _Pair, p_value: float | None, p_corrected: float | None, *, steps: int) -> FigureComparison:
    metric = METRICS[pair.metric]
    shift, delta = shift_of(pair.before, pair.after), cliffs_delta(pair.before, pair.after)
    noticeable = _noticeable(pair.metric, metric, pair.before)
    difference = Difference.NONE_SHOWN
    if p_corrected is None:
        difference = Difference.NOT_COMPARABLE
    elif _too_few(pair, steps):
        difference = Difference.TOO_FEW
    elif p_corrected < ALPHA and abs(delta) >= LARGE and abs(shift) > noticeable:
        higher, lower = (
            (Difference.SLOWER, Difference.FASTER) if metric.unit == "ms" else (Difference.MORE, Difference.LESS)
        )
        difference = higher if shift > 0 else lower
    return FigureComparison(
        journey=pair.journey,
        device=pair.device,
        step=pair.step,
        metric=pair.metric,
        unit=metric.unit,
        cache=pair.cache,
        difference=difference,
        before=pair.before,
        after=pair.after,
        before_median=statistics.median(pair.before),
        after_median=statistics.median(pair.after),
        shift=shift,
        delta=round(delta, 4),
        p_value=p_value,
        p_corrected=p_corrected,
        noticeable=noticeable,
        attempts_needed=attempts_needed(steps),
    )


def _too_few(pair: _Pair, steps: int) -> bool:
    """Whether not even figures that lie wholly apart could show a difference at one of the steps."""
    arrangements = math.comb(len(pair.before) + len(pair.after), len(pair.before))
    return 2 / arrangements * steps > ALPHA


def _noticeable(name: str, metric: Metric, before: Iterable[float]) -> float:
    least = NOTICEABLE.get(name, NOTICEABLE.get(metric.unit, _NOTICEABLE_COUNT))
    return max(least, NOTICEABLE_SHARE * statistics.median(before))


def _p_value(before: Sequence[float], after: Sequence[float]) -> float:
    """Of the Mann-Whitney test, two-sided."""
    try:
        from scipy.stats import PermutationMethod, mannwhitneyu  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise MissingPackageError(
            "friction compare needs scipy, which is not installed: pip install 'friction-audit[stats]'"
        ) from None
    method: object = "exact"
    if len({*before, *after}) < len(before) + len(after):
        many = math.comb(len(before) + len(after), len(before)) > _MOST_ARRANGEMENTS
        single = min(len(before), len(after)) == 1  # which scipy does not rearrange; it shows nothing either way
        method = "asymptotic" if many or single else PermutationMethod(n_resamples=_MOST_ARRANGEMENTS)
    return min(1.0, float(mannwhitneyu(before, after, alternative="two-sided", method=method).pvalue))
