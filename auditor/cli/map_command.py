"""`friction map`: walk a shop once and tell what was recognised."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.auditing import settings_from
from auditor.cli.options import MAP_OPTIONS, taking_options
from auditor.errors import UsageError
from auditor.suggestion import did_you_mean, listed

if TYPE_CHECKING:
    from auditor.audit import Mapped

_MAPPED, _INCOMPLETE = 0, 3
_FORMATS = ("text", "json")


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("map")(taking_options(map_, MAP_OPTIONS))


def map_(
    url: Annotated[str, typer.Argument(metavar="URL", help="The shop's address.", show_default=False)],
    given: Mapping[str, Any],
    write: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Save an editable journey.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of that name.")] = False,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option(metavar="NAME", help="text (default) or json.", show_default=False)
    ] = "text",
) -> int:
    """Walk a shop and tell what was recognised, how sure that is and why."""
    if format not in _FORMATS:
        raise UsageError(f"--format '{format}': expected {listed(_FORMATS)}{did_you_mean(format, _FORMATS)}")
    if force and write is None:
        raise UsageError("--force is for --write FILE")
    if len(given["device"] or ()) > 1:
        raise UsageError("--device: a map is made on one device; map again for the other")
    if given["safety"] == "order":
        raise UsageError("--safety 'order': a map orders nothing; expected look or probe")
    settings = settings_from(url, given)
    if write is not None:
        from auditor.journey_writing import require_writable  # noqa: PLC0415 - quick start

        require_writable(write, force=force)
    from auditor.audit import map_shop  # noqa: PLC0415 - quick start
    from auditor.cli.telling import Telling  # noqa: PLC0415 - likewise

    telling = Telling(quiet=given["quiet"], verbose=given["verbose"], no_color=given["no_color"])
    with telling.progress() as progress:
        mapped = map_shop(settings, progress)
    written = _written(mapped, write) if write is not None else None
    if format == "json":
        typer.echo(mapped.shop_map.model_dump_json(indent=2))
    else:
        telling.map_outcome(mapped.shop_map, written)
    return _MAPPED if mapped.shop_map.complete else _INCOMPLETE


def _written(mapped: "Mapped", path: Path) -> str | None:
    """Where the journey was saved; None where there was nothing to save."""
    from auditor.journey_writing import is_worth_writing, journey_text, save_journey  # noqa: PLC0415 - quick start

    if not is_worth_writing(mapped.shop_map):
        typer.echo(f"friction: --write {path}: nothing was recognised, so nothing was written", err=True)
        return None
    save_journey(path, journey_text(mapped.shop_map, mapped.journey, name=str(path)))
    return str(path)
