"""`friction compare`: say of two audits what became slower, and only that."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import options
from auditor.errors import UsageError
from auditor.suggestion import did_you_mean, listed

_NOTHING_SLOWER, _SLOWER, _NOT_COMPARABLE, _TOO_FEW = 0, 1, 2, 3
_FORMATS = ("text", "json")


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("compare")(compare)


def compare(
    before: Annotated[
        Path, typer.Argument(metavar="BEFORE", help="The output folder of the earlier audit.", show_default=False)
    ],
    after: Annotated[
        Path, typer.Argument(metavar="AFTER", help="The output folder of the later audit.", show_default=False)
    ],
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option(metavar="NAME", help="text (default) or json.", show_default=False)
    ] = "text",
    *,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
) -> int:
    """Compare the timings of two audits by a rank test; "slower" is said only when it is."""
    if format not in _FORMATS:
        raise UsageError(f"--format '{format}': expected {listed(_FORMATS)}{did_you_mean(format, _FORMATS)}")
    from auditor.cli.telling import Telling  # noqa: PLC0415 - quick start
    from auditor.comparison import compare as compare_results  # noqa: PLC0415 - likewise
    from auditor.saved_result import load_result  # noqa: PLC0415 - likewise

    compared = compare_results(load_result(before), load_result(after), names=(str(before), str(after)))
    if format == "json":
        typer.echo(compared.model_dump_json(indent=2))
    else:
        Telling(quiet=quiet, no_color=no_color).comparison(compared)
    if not compared.comparable:
        return _NOT_COMPARABLE
    if compared.slower:
        return _SLOWER
    return _TOO_FEW if compared.told_nothing else _NOTHING_SLOWER
