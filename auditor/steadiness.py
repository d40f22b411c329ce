"""Whether figures that vary are beyond a limit: within, over, or not to be told. Pure.

What disturbs a timing makes it longer, hardly ever shorter: the least of several attempts is nearest to what the site
itself takes. So a site is only called too slow where *every* attempt was, and a median below the limit is not undone
by one slow attempt. In between nothing is said: the verdict is inconclusive, neither a pass nor a failure.

A further attempt is worth its time exactly while the verdict is inconclusive; the same function decides both.
"""

import statistics
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

ENOUGH: Final = 5
"""Attempts after which no more are made. Five of five above a limit that is the true median have a chance of one in
32 (sign test, one-sided), under the usual 5 %."""
FEW: Final = 3
"""Attempts from which a figure clearly beyond a limit is told."""
_BEYOND: Final = {1: 1.25, 2: 1.2, 3: 1.1, 4: 1.05, 5: 1.02}
"""How far beyond its limit, as a factor, the least of so many attempts has to be; ours."""
_BELOW: Final = 0.85
"""How far below its limit, as a factor, one or two attempts have to be; ours."""
_OUTLIERS: Final = 0.25
"""The share of attempts that may be over the limit while their median is within it; ours."""
NOISY: Final = 0.2
"""The share of the processor's time others took, from which the machine counts as busy; ours."""
_BEYOND_ON_A_BUSY_MACHINE: Final = {1: 3.0, 2: 2.0, 3: 1.25, 4: 1.15, 5: 1.05}
"""As `_BEYOND`, where others took the processor meanwhile: what disturbs one attempt may last for the next; ours."""


class Verdict(StrEnum):
    """What figures say of a limit."""

    WITHIN = "within"
    OVER = "over"
    INCONCLUSIVE = "inconclusive"


def verdict(values: Sequence[float], limit: float, *, noise: float = 0.0) -> Verdict:
    """Judge the figures of several attempts at the same thing.

    Args:
        values: one figure for each attempt, in any unit; at least one.
        limit: the most that is within, in the same unit.
        noise: how much of the processor's time other programs took while they were measured, from 0 (none) to 1.
    """
    attempts = len(values)
    distances = _BEYOND_ON_A_BUSY_MACHINE if noise >= NOISY else _BEYOND
    beyond = distances[min(attempts, ENOUGH)]
    below = _BELOW if attempts < FEW else 1.0
    if min(values) > limit * beyond or (limit == 0 and min(values) > 0):
        return Verdict.OVER
    over = sum(value > limit for value in values)
    if statistics.median(values) <= limit * below and over <= attempts * _OUTLIERS:
        return Verdict.WITHIN
    return Verdict.INCONCLUSIVE
