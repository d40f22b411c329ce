"""What was gathered: runs of journeys, their steps and visits."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from pydantic import AwareDatetime, Field

from auditor.model.artifact import Artifact
from auditor.model.base import Record
from auditor.model.budget import Cache
from auditor.model.journey import Journey, Stage
from auditor.model.wording import Phrase, Told, listed, say

ArtifactT = TypeVar("ArtifactT")


class StepStatus(StrEnum):
    """What became of a step."""

    COMPLETED = "completed"
    SKIPPED = "skipped"
    BROKEN = "broken"


class Cause(StrEnum):
    """Why a step did not complete. Only `SITE` is provably the site's doing."""

    SITE = "site"
    NOT_RECOGNISED = "not_recognised"
    NOT_NEEDED = "not_needed"
    BEYOND_SAFETY = "beyond_safety"
    BLOCKED = "blocked"
    UNANSWERED = "unanswered"
    ACCOUNT_REQUIRED = "account_required"
    REFUSED = "refused"
    TIME_LIMIT = "time_limit"
    EXPECTATION = "expectation"
    OURS = "ours"


class Environment(Record):
    """Where and how the journey was walked."""

    browser: str
    device: str
    network: str = "none"
    cpu_slowdown: float = 1
    locale: str = ""
    user_agent: str = ""
    viewport_width: int = 0
    viewport_height: int = 0

    @property
    def conditions(self) -> Phrase:
        """How the walk was slowed down, such as "over slow-4g, processor slowed 4 times"; empty where it was not."""
        network = say("over {network}", network=self.network) if self.network != "none" else ""
        processor = say("processor slowed {times:g} times", times=self.cpu_slowdown) if self.cpu_slowdown > 1 else ""
        return listed(part for part in (network, processor) if part)


class Visit(Record):
    """One stay on a page at one stage, with what was gathered there.

    `step_id` is the step that led here; `reached_by` tells how in plain words.
    """

    id: str
    step_id: str
    stage: Stage
    url: str
    title: str = ""
    reached_by: str = ""
    artifacts: tuple[Artifact, ...] = ()

    def get(self, kind: type[ArtifactT]) -> ArtifactT | None:
        """The first artifact of a kind, or None."""
        return next((artifact for artifact in self.artifacts if isinstance(artifact, kind)), None)

    def all(self, kind: type[ArtifactT]) -> Iterator[ArtifactT]:
        """Every artifact of a kind, in the order gathered."""
        return (artifact for artifact in self.artifacts if isinstance(artifact, kind))


class StepRun(Record):
    """One step as walked. `duration_ms` runs from the shopper's act until the next control could be used.

    `started_at` is the moment of that act, from which the requests of the step count; None where there was none.
    """

    step_id: str
    stage: Stage
    status: StepStatus
    duration_ms: float | None = None
    error: Told | None = None
    cause: Cause | None = None
    visit_id: str | None = None
    started_at: AwareDatetime | None = None
    clicks: int = 0
    keystrokes: int = 0
    fields: int = 0


class JourneyRun(Record):
    """One attempt at a journey. `probe` visits come from the contexts in which the probes acted.

    `cache` WARM: the same journey walked again by a browser that kept what it had loaded, without cookies. `host_noise`
    is the share of the processor's time that other programs took, from 0 to 1; None where it was not measured.
    """

    journey: Journey
    attempt: int
    environment: Environment
    started_at: AwareDatetime
    complete: bool = True
    cache: Cache = Cache.COLD
    host_noise: float | None = None
    steps: tuple[StepRun, ...] = ()
    visits: tuple[Visit, ...] = ()
    probe_visits: tuple[Visit, ...] = ()

    @property
    def id(self) -> str:
        """The journey's id with device and attempt, and a warm cache where it had one."""
        warm = "/warm" if self.cache is Cache.WARM else ""
        return f"{self.journey.id}/{self.journey.device}/{self.attempt}{warm}"

    def visit(self, visit_id: str | None) -> Visit | None:
        """The visit of an id, or None."""
        return next((visit for visit in self.visits if visit.id == visit_id), None)

    def visits_at(self, stage: Stage) -> tuple[Visit, ...]:
        """The walk's visits at a stage, in order."""
        return tuple(visit for visit in self.visits if visit.stage is stage)


class MutationOutcome(StrEnum):
    """Whether a mutating request reached its server."""

    SENT = "sent"
    HELD = "held"


class Mutation(Record):
    """A request that may have changed something on the site, secrets masked."""

    method: str
    url: str
    step: str
    why: Told
    outcome: MutationOutcome = MutationOutcome.SENT


class Skipped(Record):
    """A probe that was not carried out, and why."""

    probe: str
    stage: Stage
    why: Told


class AuditRun(Record):
    """Everything one audit gathered. A run folder holds exactly this; judging it needs nothing else."""

    run_version: int = 1
    tool_version: str
    target: str
    started_at: AwareDatetime
    finished_at: AwareDatetime | None = None
    safety: str = "probe"
    sandbox: bool = False
    interrupted: Told | None = None
    runs: tuple[JourneyRun, ...] = ()
    mutations: tuple[Mutation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    phases_ms: dict[str, float] = Field(default_factory=dict)
