"""The figures an audit knows, by name: what they are called, their unit, what they belong to, whether they vary."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from auditor.model.wording import Phrase, say


class Of(StrEnum):
    """What a figure belongs to."""

    STEP = "step"
    JOURNEY = "journey"
    FINDINGS = "findings"


@dataclass(frozen=True)
class Metric:
    """A figure.

    Attributes:
        label: what it is called in a sentence.
        unit: `ms`, `s`, `bytes` or empty for counts and ratios.
        of: what it belongs to.
        varies: whether it differs from one attempt at the same thing to the next.
        decimals: how many are told.
    """

    label: str
    unit: str = ""
    of: Of = Of.STEP
    varies: bool = True
    decimals: int = 0

    def told(self, value: float) -> Phrase:
        """A figure with its unit, such as `2500 ms`."""
        rounded = round(value, self.decimals)
        figure = int(rounded) if rounded == int(rounded) else rounded
        match self.unit:
            case "ms":
                return say("{figure} ms", figure=figure)
            case "s":
                return say("{figure} s", figure=figure)
            case "bytes":
                return say("{figure} bytes", figure=figure)
        return say("{figure}", figure=figure)


METRICS: Final[Mapping[str, Metric]] = {
    "duration_ms": Metric("time until the shopper could go on", "ms"),
    "time_to_first_byte_ms": Metric("time to first byte", "ms"),
    "first_contentful_paint_ms": Metric("first contentful paint", "ms"),
    "largest_contentful_paint_ms": Metric("largest contentful paint", "ms"),
    "cumulative_layout_shift": Metric("cumulative layout shift", decimals=3),
    "interaction_to_next_paint_ms": Metric("interaction to next paint", "ms"),
    "total_blocking_time_ms": Metric("total blocking time", "ms"),
    "load_ms": Metric("load", "ms"),
    "time_to_next_action_ms": Metric("time to next action", "ms"),
    "redirects": Metric("redirects", varies=False),
    "redirect_ms": Metric("time in redirects", "ms"),
    "requests": Metric("requests", decimals=1),
    "transfer_bytes": Metric("bytes transferred", "bytes"),
    "third_party_requests": Metric("requests to third parties", decimals=1),
    "third_party_bytes": Metric("bytes from third parties", "bytes"),
    "third_party_share": Metric("share of the bytes that third parties sent, from 0 to 1", decimals=2),
    "clicks": Metric("clicks", of=Of.JOURNEY, varies=False),
    "keystrokes": Metric("keystrokes", of=Of.JOURNEY, varies=False),
    "fields": Metric("fields filled in", of=Of.JOURNEY, varies=False),
    "pages": Metric("pages", of=Of.JOURNEY, varies=False),
    "seconds": Metric("seconds of waiting from landing to the furthest stage", "s", of=Of.JOURNEY, decimals=2),
    "findings": Metric("findings that are proved", of=Of.FINDINGS, varies=False),
}
"""Every figure that a budget may name."""
