"""A walk as it can be asked about: which step did what, what it recognised where, what its pages offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from auditor.discovery.naming import named
from auditor.discovery.page_view import PageView
from auditor.discovery.weighing import weigh
from auditor.model.journey import Action, Step
from auditor.model.recognition import Attempt, Candidate, Recognition, Role
from auditor.model.run import JourneyRun, StepRun, StepStatus, Visit
from auditor.model.shop_map import Look, MappedControl, Sureness
from auditor.model.snapshot import DomSnapshot

HAPPENED = 0.8
"""What it weighs that a control did what it was taken for, as a doubt of its own beside those of its looks."""


@dataclass(frozen=True)
class Taken:
    """A step of the journey with what became of it; `run` is None where the walk did not come to it."""

    step: Step
    run: StepRun | None
    visit: Visit | None

    @property
    def completed(self) -> bool:
        """Whether it came to its end."""
        return self.run is not None and self.run.status is StepStatus.COMPLETED

    @property
    def error(self) -> str | None:
        """Why it did not."""
        return self.run.error if self.run else None


@dataclass(frozen=True)
class Walked:
    """One attempt at a journey."""

    run: JourneyRun
    target: str

    def taken(self, kind: type[Action]) -> Taken | None:
        """The first step of a kind; None where the journey has none."""
        step = next((one for one in self.run.journey.steps if isinstance(one.action, kind)), None)
        if step is None:
            return None
        run = next((one for one in self.run.steps if one.step_id == step.id), None)
        return Taken(step, run, self.run.visit(run.visit_id) if run else None)

    @cached_property
    def recognitions(self) -> tuple[Recognition, ...]:
        """All that was sought, in order; those from before addresses were kept get their visit's."""
        return tuple(
            one if one.url else one.model_copy(update={"url": visit.url})
            for visit in self.run.visits
            for one in visit.all(Recognition)
        )

    def sought(self, role: Role) -> tuple[Recognition, ...]:
        """The searches for a role, in order."""
        return tuple(one for one in self.recognitions if one.role is role)

    def found(self, role: Role) -> Recognition | None:
        """The last search for a role that found something; a candidate pressed goes before one only noted."""
        return next((one for one in reversed(self.sought(role)) if one.found is not None), None)

    def path(self, url: str) -> str:
        """An address as a person reads it: without the shop's own host."""
        parts, home = urlsplit(url), urlsplit(self.target)
        if parts.netloc != home.netloc:
            return url
        rest = parts.path or "/"
        return f"{rest}{f'?{parts.query}' if parts.query else ''}{f'#{parts.fragment}' if parts.fragment else ''}"

    def pages(self, *visits: Visit | None) -> tuple[tuple[Visit, PageView], ...]:
        """The pages of visits as recognition sees them, each once, those without a snapshot left out."""
        seen: dict[str, tuple[Visit, PageView]] = {}
        for visit in visits:
            snapshot = visit.get(DomSnapshot) if visit else None
            if visit is not None and snapshot is not None:
                seen[self.path(snapshot.url)] = (visit, PageView(snapshot))
        return tuple(seen.values())

    def looks(self, role: Role, *visits: Visit | None) -> tuple[Look, ...]:
        """Where a role was looked for in vain, and how near anything came."""
        looks = []
        for _, view in self.pages(*visits):
            page, weighed = self.path(view.snapshot.url), weigh(role, view)
            tried = [
                control(one)
                for sought in self.sought(role)
                if self.path(sought.url) == page
                for one in sought.candidates
                if one.attempt not in {Attempt.NOT_TRIED, Attempt.WORKED}
            ]
            near = weighed.ranked[0] if weighed.ranked and not tried else weighed.closest
            looks.append(
                Look(
                    page=page,
                    looked_for=weighed.looked_for,
                    weighed=weighed.weighed,
                    tried=tuple(tried),
                    closest=control(named(view, near)) if near else None,
                )
            )
        return tuple(looks)

    def seen(self, role: Role, *visits: Visit | None) -> tuple[str, tuple[MappedControl, ...]] | None:
        """The page and the candidates for a role on the last of the pages that has any, none of them tried."""
        for _, view in reversed(self.pages(*visits)):
            ranked = weigh(role, view).ranked
            if ranked:
                return self.path(view.snapshot.url), tuple(control(named(view, one)) for one in ranked)
        return None


def control(candidate: Candidate, happened: str | None = None, *, against: str | None = None) -> MappedControl:
    """A candidate as the map tells of it.

    Args:
        candidate: what recognition found.
        happened: says, in plain words, that it did what it was taken for.
        against: says that something else came of it; half of the confidence is left.
    """
    confidence = candidate.confidence
    reasons: Iterable[str] = candidate.reasons
    if happened:
        confidence = round(1 - (1 - confidence) * (1 - HAPPENED), 4)
        reasons = (*reasons, happened)
    if against:
        confidence = round(confidence / 2, 4)
        reasons = (*reasons, against)
    return MappedControl(
        name=candidate.name,
        role=candidate.aria_role,
        selector=candidate.selector,
        locator=candidate.locator,
        href=candidate.href,
        confidence=confidence,
        sureness=Sureness.of(confidence),
        reasons=tuple(reasons),
        outcome=candidate.attempt,
    )


def others(recognition: Recognition) -> tuple[MappedControl, ...]:
    """The runners-up: every candidate but the one that served."""
    return tuple(control(one) for place, one in enumerate(recognition.candidates) if place != recognition.chosen)
