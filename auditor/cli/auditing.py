"""`friction audit`: walk, judge, report, gate."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.options import taking_audit_options

if TYPE_CHECKING:
    from auditor.model.settings import Settings

_NOT_SETTINGS = frozenset({"config", "quiet", "verbose", "no_color"})
_FLAGS = frozenset({"sandbox", "har", "headed"})


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("audit")(taking_audit_options(audit))


def audit(
    url: Annotated[str, typer.Argument(metavar="URL", help="The shop's address.", show_default=False)],
    given: Mapping[str, Any],
) -> int:
    """Walk a shop, judge what was seen, write the report, gate a deploy."""
    return audit_and_tell(settings_from(url, given), given)


def settings_from(url: str, given: Mapping[str, Any]) -> "Settings":
    """The settings of an audit.

    Raises:
        UsageError: the command line or the configuration is not right.
    """
    from auditor.config import make_settings, read_config  # noqa: PLC0415 - quick start
    from auditor.errors import UsageError  # noqa: PLC0415 - likewise

    options = {
        name.replace("_", "-"): (value or None) if name in _FLAGS else value
        for name, value in given.items()
        if name not in _NOT_SETTINGS
    }
    settings = make_settings(url, options, read_config(given["config"]))
    if settings.browser_path and not Path(settings.browser_path).exists():
        raise UsageError(f"--browser-path '{settings.browser_path}': there is no such file")
    return settings


def audit_and_tell(settings: "Settings", given: Mapping[str, Any], *, lasting: bool = True) -> int:
    """Audit, with progress on stderr and the outcome on stdout; returns the gate's exit code.

    A site that is not `lasting` is gone when the audit has ended.
    """
    from auditor.audit import carry_out  # noqa: PLC0415 - quick start
    from auditor.cli.github import no_commands_from_pages, tell_github  # noqa: PLC0415 - likewise
    from auditor.cli.telling import Telling  # noqa: PLC0415 - likewise
    from auditor.model.run import Environment  # noqa: PLC0415 - likewise

    telling = Telling(quiet=given["quiet"], verbose=given["verbose"], no_color=given["no_color"])
    walked = Environment(browser="", device="", network=settings.network.value, cpu_slowdown=settings.cpu_slowdown)
    with no_commands_from_pages():
        with telling.progress(walked.conditions) as progress:
            audited = carry_out(settings, progress)
        telling.outcome(audited.result, audited.files, lasting=lasting)
    tell_github(audited.result, audited.language)
    return audited.result.gate.exit_code
