"""What an audit is to walk: the default journey or those of files, on every device, known to be walkable."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import ConfigError, JourneyFileError
from auditor.journey_file import read_journey
from auditor.model.journey import Journey, lead_journey, shop_journey
from auditor.model.settings import Safety, Settings


def journeys_of(settings: Settings) -> tuple[Journey, ...]:
    """The journeys, each once for every device.

    Raises:
        JourneyFileError: a journey file cannot be used.
        ConfigError: the environment lacks a variable that the credentials name.
        UsageError: a device is unknown.
    """
    journeys = _named(settings)
    _require_devices(journeys)
    require_environment(journeys)
    return journeys


def possible_journeys(settings: Settings, journeys: tuple[Journey, ...]) -> tuple[Journey, ...]:
    """The journeys and what may take their place: of a site that sells nothing, the way to its form is walked."""
    if settings.journeys:
        return journeys
    return (*journeys, *(lead_journey(settings.target, device=device) for device in settings.devices))


def _named(settings: Settings) -> tuple[Journey, ...]:
    if not settings.journeys:
        return tuple(
            shop_journey(
                settings.target,
                queries=settings.queries,
                device=device,
                locale=settings.locale,
                credentials=settings.credentials,
                ordering=settings.safety is Safety.ORDER,
            )
            for device in settings.devices
        )
    files: dict[str, Path] = {}
    for path in settings.journeys:
        other = files.setdefault(path.stem, path)
        if other is not path:
            raise JourneyFileError(f"--journey {path}: {other} is called '{path.stem}' too: rename one of the files")
    return tuple(
        journey
        for path in files.values()
        for journey in read_journey(
            path,
            start_url=settings.target,
            devices=settings.devices,
            locale=settings.locale,
            credentials=settings.credentials,
        )
    )


def require_environment(journeys: Iterable[Journey]) -> None:
    """See that the variables of credentials are there: one that is missing is found out before the walk.

    Raises:
        ConfigError: the environment lacks a variable.
    """
    for journey in journeys:
        if journey.credentials is not None:
            given = journey.credentials.username + journey.credentials.password
            missing = [name for name in re.findall(r"\$\{(\w+)\}", given) if name not in os.environ]
            if missing:
                raise ConfigError(f"credentials: the environment has no variable {missing[0]}")


def _require_devices(journeys: Iterable[Journey]) -> None:
    strange = [journey.device for journey in journeys if journey.device not in {"desktop", "mobile"}]
    if strange:
        from auditor.browser.devices import require_devices  # noqa: PLC0415 - slow, and seldom needed

        require_devices(strange)
