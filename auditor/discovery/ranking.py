"""Evidence adds up: how sure recognition is of a candidate, and why.

Signals are combined as independent doubts: two of weight 0.5 leave a quarter of the doubt. What speaks against a
candidate multiplies its confidence down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from auditor.discovery.lexicon import TermMatch, Tier
from auditor.model.recognition import Basis, Candidate
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot

_FIELD_ROLES = {"search": "searchbox", "radio": "radio", "checkbox": "checkbox"}
_WORD_WEIGHTS = {Tier.PAGE: (0.6, 0.45), Tier.ENGLISH: (0.5, 0.4), Tier.OTHER: (0.4, 0.3)}


@dataclass(frozen=True)
class Ranked:
    """A candidate together with the part of the snapshot it was made of."""

    candidate: Candidate
    element: ElementSnapshot | None = None
    field: FieldSnapshot | None = None

    @property
    def confidence(self) -> float:
        """From 0 to 1."""
        return self.candidate.confidence

    @property
    def target(self) -> ElementSnapshot | FieldSnapshot:
        """What to act on."""
        target = self.element or self.field
        assert target is not None, "a candidate is made of an element or a field"
        return target


class Ranking(tuple[Ranked, ...]):  # noqa: SLOT001 - a tuple cannot have slots of its own
    """Candidates, best first; knows also how many were weighed and which came closest of those left out."""

    weighed: int
    closest: Ranked | None

    def __new__(cls, kept: Iterable[Ranked], weighed: int, closest: Ranked | None = None) -> Self:
        """Take the candidates kept, how many there were, and the best of those that fell short."""
        ranking = super().__new__(cls, tuple(kept))
        ranking.weighed = weighed
        ranking.closest = closest
        return ranking


@dataclass
class Score:
    """Confidence in the making."""

    doubt: float = 1.0
    damping: float = 1.0
    bases: list[Basis] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, basis: Basis, reason: str) -> None:
        """Count a signal of `weight` between 0 and 1."""
        self.doubt *= 1 - weight
        self.reasons.append(reason)
        if basis not in self.bases:
            self.bases.append(basis)

    def add_if(self, holds: object, weight: float, basis: Basis, reason: str) -> None:
        """Count a signal where it holds."""
        if holds:
            self.add(weight, basis, reason)

    def add_words(self, match: TermMatch | None, what: str) -> None:
        """Count words of the lexicon, if there are any."""
        if match is not None:
            exact, contained = _WORD_WEIGHTS[match.tier]
            self.add(
                exact if match.exact else contained, Basis.LEXICON, f"{what} says “{match.term}” ({match.language})"
            )

    def damp(self, factor: float, reason: str) -> None:
        """Count what speaks against it."""
        self.damping *= factor
        self.reasons.append(reason)

    def damp_if(self, holds: object, factor: float, reason: str) -> None:
        """Count what speaks against it, where it holds."""
        if holds:
            self.damp(factor, reason)

    @property
    def confidence(self) -> float:
        """From 0 to 1, rounded so that equal evidence gives equal figures everywhere."""
        return round((1 - self.doubt) * self.damping, 4)

    def candidate_of_element(self, element: ElementSnapshot) -> Ranked:
        """The finished candidate for an element."""
        return Ranked(
            Candidate(
                selector=element.selector,
                name=element.name or element.text,
                aria_role=element.role,
                box=element.box,
                href=element.href,
                confidence=self.confidence,
                basis=tuple(self.bases),
                reasons=tuple(self.reasons),
            ),
            element=element,
        )

    def candidate_of_field(self, entry: FieldSnapshot) -> Ranked:
        """The finished candidate for a field."""
        return Ranked(
            Candidate(
                selector=entry.selector,
                name=entry.label or entry.placeholder or entry.name,
                aria_role=_FIELD_ROLES.get(entry.type, "textbox"),
                box=entry.box,
                confidence=self.confidence,
                basis=tuple(self.bases),
                reasons=tuple(self.reasons),
            ),
            field=entry,
        )


def best_first(ranked: Iterable[Ranked], *, at_least: float = 0.2, most: int = 8) -> Ranking:
    """Order candidates by confidence, then by place on the page; drop the hopeless."""
    weighed = list(ranked)
    weighed.sort(key=lambda entry: (-entry.confidence, entry.target.box.y, entry.target.box.x, entry.target.index))
    kept = [entry for entry in weighed if entry.confidence >= at_least]
    left_out = weighed[len(kept) : len(kept) + 1]
    closest = left_out[0] if left_out and left_out[0].confidence > 0 else None
    return Ranking(kept[:most], len(weighed), closest)
