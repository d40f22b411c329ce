"""What an audit tells while it works."""

from typing import Protocol

from auditor.model.journey import Stage
from auditor.model.run import StepRun


class Progress(Protocol):
    """Receives news of an audit as it happens. Calls are quick and never raise."""

    def phase(self, name: str) -> None:
        """A phase begins: `walk`, `probe`, `judge` or `report`."""

    def step_started(self, step_id: str, stage: Stage, attempt: int) -> None:
        """A step of the walk begins."""

    def step_done(self, step: StepRun, attempt: int) -> None:
        """A step of the walk ended."""

    def probe_started(self, name: str) -> None:
        """A probe begins."""

    def probe_done(self, name: str, outcome: str) -> None:
        """A probe ended; `outcome` in a few words."""

    def note(self, text: str) -> None:
        """Something a person should know."""


class Silence:
    """Progress that nobody listens to."""

    def phase(self, name: str) -> None:
        """Ignore."""

    def step_started(self, step_id: str, stage: Stage, attempt: int) -> None:
        """Ignore."""

    def step_done(self, step: StepRun, attempt: int) -> None:
        """Ignore."""

    def probe_started(self, name: str) -> None:
        """Ignore."""

    def probe_done(self, name: str, outcome: str) -> None:
        """Ignore."""

    def note(self, text: str) -> None:
        """Ignore."""
