"""Where gathered records go as soon as they exist."""

from collections.abc import Sequence
from typing import Protocol

from auditor.model.budget import Cache
from auditor.model.journey import Journey
from auditor.model.run import Environment, JourneyRun, Mutation, Skipped, StepRun, Visit


class Undecided(Protocol):
    """Tells whether another timed attempt is worth its time."""

    def __call__(self, attempts: Sequence[JourneyRun]) -> bool:
        """Whether the attempts so far at one journey on one device leave a verdict open that the gate hangs on."""


class RunStore(Protocol):
    """Keeps what an audit gathers, record by record, so that a killed audit keeps all it saw."""

    def keep_secret(self, value: str) -> None:
        """Mask a value in whatever is kept from now on."""

    def run_started(
        self, journey: Journey, attempt: int, environment: Environment, *, cache: Cache = Cache.COLD
    ) -> str:
        """An attempt begins; returns its key for the records that follow."""

    def step(self, key: str, step: StepRun, visits: Sequence[Visit]) -> None:
        """A step ended; `visits` are new ones, and earlier ones (same id) about which more is known now."""

    def probe_visit(self, key: str, visit: Visit) -> None:
        """A probe ended with this visit."""

    def run_finished(self, key: str, *, complete: bool, host_noise: float | None = None) -> None:
        """An attempt ended; `host_noise` as in `JourneyRun`."""

    def run_withdrawn(self, key: str) -> None:
        """An attempt turned out to be the wrong journey for the site: it is no part of the audit."""

    def mutation(self, mutation: Mutation) -> None:
        """A request that may have changed something was made or held."""

    def skipped(self, skipped: Skipped) -> None:
        """A probe was not made."""

    def phase(self, name: str, duration_ms: float) -> None:
        """A phase took so long."""
