"""The settings of an audit, whatever they were read from."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import Field

from auditor.model.base import Record
from auditor.model.budget import Budget, OnInconclusive
from auditor.model.finding import Severity
from auditor.model.journey import Credentials


class Safety(StrEnum):
    """How far the audit may go on the site."""

    LOOK = "look"
    PROBE = "probe"
    ORDER = "order"


class FailOn(StrEnum):
    """The least severity that fails the gate."""

    BLOCKER = "blocker"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        """The severity, or None for `never`."""
        return None if self is FailOn.NEVER else Severity(self.value)


class NetworkProfile(StrEnum):
    """How fast the network is made to be on timed walks."""

    NONE = "none"
    FAST_4G = "4g"
    SLOW_4G = "slow-4g"
    SLOW_3G = "3g"


class ProbeFamily(StrEnum):
    """Probes that share a context of their own."""

    SEARCH = "search"
    FORM = "form"
    TYPING = "typing"
    RELOAD = "reload"
    FEEDBACK = "feedback"
    WATCH = "watch"


LANGUAGES: Final = ("de", "en", "lv", "ro", "ru", "zh")
"""The languages of reports: those there are catalogues of, and English, which is that of the sources."""


class Settings(Record):
    """Everything that steers an audit.

    `runs` None: as many timed attempts as the verdict needs. `network` and `cpu_slowdown` slow down timed walks only.
    `probing` names the families of probes that are made; without any the shop is walked and no more.
    """

    target: str
    journeys: tuple[Path, ...] = ()
    queries: tuple[str, ...] = ()
    devices: tuple[str, ...] = ("desktop",)
    runs: int | None = Field(default=None, ge=1, le=20)
    network: NetworkProfile = NetworkProfile.NONE
    cpu_slowdown: float = Field(default=1, ge=1, le=8)
    probing: tuple[ProbeFamily, ...] = tuple(ProbeFamily)
    safety: Safety = Safety.PROBE
    sandbox: bool = False
    allow_hosts: tuple[str, ...] = ()
    locale: str | None = None
    credentials: Credentials | None = None
    output: Path = Path("friction-report")
    formats: tuple[str, ...] = ("html", "json")
    language: str = "en"
    brand_name: str = ""
    brand_logo: Path | None = None
    brand_colour: str = ""
    har: bool = False
    fail_on: FailOn = FailOn.SERIOUS
    budgets: tuple[Budget, ...] = ()
    inconclusive: OnInconclusive = OnInconclusive.PASS
    workers: int | None = Field(default=None, ge=1, le=16)
    timeout_seconds: float = Field(default=300, ge=5, le=86_400)
    browser_path: str | None = None
    user_agent: str | None = None
    headed: bool = False
    off: tuple[str, ...] = ()
