"""Where a check saw a finding: on which subjects, each time by itself.

Folding is undone here: a finding that is told once may have been seen on several pages and devices, and one that was
left to its cause was seen all the same. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.check import Check
from auditor.evaluation import judged
from auditor.fingerprints import fingerprint, identity_pattern, path_pattern
from auditor.model.base import Record
from auditor.model.finding import Certainty, CheckResult, ElementEvidence, Finding
from auditor.model.run import AuditRun, JourneyRun, Visit
from auditor.reach import attempts


@dataclass(frozen=True)
class Sighting:
    """One time that a check saw the finding."""

    result: CheckResult
    finding: Finding

    @property
    def walk(self) -> tuple[str, str]:
        """Journey and device."""
        return self.finding.location.journey, self.finding.location.device

    @property
    def page(self) -> tuple[str, str]:
        """The finding by what its fingerprint is made of, but for the step."""
        place = self.finding.location
        return path_pattern(place.url, place.stage), identity_pattern(self.finding.identity)


@dataclass(frozen=True)
class Seen:
    """What a check made of a run: its results as judged, before anything is folded."""

    run: AuditRun
    results: tuple[CheckResult, ...]

    @classmethod
    def judge(cls, run: AuditRun, check: type[Check]) -> "Seen":
        """Judge a run by one check."""
        return cls(run, judged(run, (check,)))

    def all(self) -> Iterator[Sighting]:
        """Yield every finding where it was seen."""
        for result in self.results:
            for finding in result.findings:
                yield Sighting(result, finding)

    def of(self, wanted: str) -> tuple[Sighting, ...]:
        """Every sighting of the finding with a fingerprint: that of the same element elsewhere too."""
        told = [one for one in self.all() if one.finding.certainty is not Certainty.INCONCLUSIVE]
        first = [one for one in told if fingerprint(one.finding) == wanted]
        elements = {one.finding.identity for one in first if _is_of_element(one.finding)}
        return tuple(
            one for one in told if one in first or (_is_of_element(one.finding) and one.finding.identity in elements)
        )

    def again(self, before: Sequence[Sighting]) -> tuple[Sighting, ...]:
        """Every sighting of what was seen before, however certain."""
        prints = {fingerprint(one.finding) for one in before}
        pages = {one.page for one in before}
        return tuple(one for one in self.all() if fingerprint(one.finding) in prints or one.page in pages)

    def walked(self, walk: tuple[str, str]) -> JourneyRun | None:
        """The first attempt at a journey on a device."""
        groups = {(group[0].journey.id, group[0].journey.device): group for group in attempts(self.run)}
        return groups[walk][0] if walk in groups else None


@dataclass(frozen=True)
class Subject:
    """What a result's subject names: a walk, and on it a visit, a step or a trial."""

    name: str
    visit: Visit | None
    trial: Record | None

    @classmethod
    def of(cls, subject: str, walked: JourneyRun) -> "Subject":
        """Read a subject's name."""
        name = subject.removeprefix(walked.id).strip("/")
        page, _, kind_and_number = name.partition("/")
        visit = next((one for one in (*walked.visits, *walked.probe_visits) if one.id == page), None)
        kind, _, number = kind_and_number.rpartition("-")
        made = [one for one in visit.artifacts if one.kind == kind] if visit else []
        trial = made[int(number) - 1] if number.isdecimal() and int(number) <= len(made) else None
        return cls(name, visit, trial)


def _is_of_element(finding: Finding) -> bool:
    return bool(finding.identity and finding.evidence and isinstance(finding.evidence[0], ElementEvidence))
