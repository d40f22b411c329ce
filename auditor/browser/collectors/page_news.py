"""What a page's documents tell by themselves, as they may soon be gone: what was pressed, and how that felt."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_MOST_KEPT: Final = 1_000
_MOST_ERRORS: Final = 100
UNREPORTED_MS: Final = 16.0
"""Event Timing reports nothing that took less (W3C Event Timing, durationThreshold)."""
_SAME_ACT_MS: Final = 8.0


@dataclass(frozen=True)
class InteractionSeen:
    """An interaction as its document told it; `at_ms` in epoch milliseconds."""

    at_ms: float
    duration_ms: float
    type: str = ""
    selector: str = ""


@dataclass(frozen=True)
class ErrorSeen:
    """An error that no script caught; `at_ms` in epoch milliseconds, `acted` as `PageNews.acted` was then."""

    message: str
    source: str
    line: int | None
    stack_top: str
    acted: bool
    at_ms: float


@dataclass(frozen=True)
class _Act:
    """A press or a key, and the document it was made on."""

    at_ms: float
    type: str
    document: float

    def is_of(self, interaction: InteractionSeen) -> bool:
        """Whether a timing is of this act: its moment is that of the same events, rounded."""
        return abs(interaction.at_ms - self.at_ms) < _SAME_ACT_MS


@dataclass
class PageNews:
    """The news of one page. Moments are epoch milliseconds.

    `acted` tells whether anything was pressed or typed on the document that stands there.
    """

    acted: bool = False
    _document: float = 0
    _acts: deque[_Act] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    _interactions: dict[tuple[float, int], InteractionSeen] = field(default_factory=dict)
    _handled: deque[InteractionSeen] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    _errors: deque[ErrorSeen] = field(default_factory=lambda: deque(maxlen=_MOST_ERRORS))

    def take(self, payload: str) -> None:
        """Take one piece of news; what is not one of ours is dropped."""
        try:
            told: dict[str, Any] = json.loads(payload)
            self._take(told)
        except (ValueError, KeyError, TypeError, AttributeError):
            return

    def _take(self, told: dict[str, Any]) -> None:
        match told["news"]:
            case "document":
                self._document, self.acted = float(told["at"]), False
            case "input":
                self.acted = True
            case "act":
                self.acted = True
                self._acts.append(_Act(float(told["at"]), str(told["type"]), self._document))
            case "handled":
                self._handled.append(InteractionSeen(float(told["at"]), float(told["duration"]), str(told["type"])))
            case "interaction" if len(self._interactions) < _MOST_KEPT:
                self._interactions[self._document, int(told["id"])] = InteractionSeen(
                    float(told["at"]), float(told["duration"]), str(told["type"]), str(told["selector"])
                )
            case _:
                return

    def take_error(self, details: Mapping[str, Any], at_ms: float) -> None:
        """Take an error as the protocol's `Runtime.exceptionThrown` has it."""
        frames = (details.get("stackTrace") or {}).get("callFrames") or []
        frame = next((one for one in frames if one.get("url")), None)
        source = str((frame or details).get("url") or "")
        line = int((frame or details).get("lineNumber", 0)) + 1 if source else None
        thrown = details.get("exception") or {}
        text = str(thrown.get("description") or thrown.get("value") or details.get("text") or "")
        lines = text.splitlines() or [""]
        place = f"{source}:{line}" if source else ""
        name = str(frame.get("functionName") or "") if frame else ""
        top = f"{name} ({place})" if name and place else place
        self._errors.append(ErrorSeen(lines[0], source, line, top, self.acted, at_ms))

    def errors_since(self, at_ms: float) -> tuple[ErrorSeen, ...]:
        """Return the errors raised since a moment, in order."""
        return tuple(one for one in self._errors if one.at_ms >= at_ms)

    def act_between(self, from_ms: float, until_ms: float) -> float | None:
        """Return the moment of the last press or key of a span of time; None where there was none."""
        return max((act.at_ms for act in self._acts if from_ms <= act.at_ms <= until_ms), default=None)

    def interactions(self, from_ms: float, until_ms: float) -> tuple[InteractionSeen, ...]:
        """Return the interactions that began in a span of time, in order.

        One that the browser reported no timing of took less than 16 ms, if its document lived on to do so, and is told
        as that. If the document went before the next paint, what its handlers took is told, where that was more than
        the 50 ms of a long task; else nothing is.
        """
        seen = [one for one in self._interactions.values() if from_ms <= one.at_ms <= until_ms]
        for act in self._acts:
            if not from_ms <= act.at_ms <= until_ms or any(act.is_of(one) for one in self._interactions.values()):
                continue
            if act.document == self._document:
                seen.append(InteractionSeen(act.at_ms, UNREPORTED_MS, act.type))
            elif handled := [one for one in self._handled if act.is_of(one)]:
                seen.append(max(handled, key=lambda one: one.duration_ms))
        return tuple(sorted(seen, key=lambda one: one.at_ms))
