"""What the command line is made of and prints, without a process of its own."""

import contextlib
import io
from typing import Any

import typer

from auditor.cli.application import build, carry_out


def printed(*arguments: str) -> str:
    """What `friction` with these arguments prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert carry_out(arguments) == 0
    return out.getvalue()


def commands() -> dict[str, Any]:
    """The commands by name."""
    group: Any = typer.main.get_command(build())
    return dict(group.commands)


def options(command: str) -> set[str]:
    """The long names of a command's options, without `--help`."""
    return {
        name
        for parameter in commands()[command].params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--") and name != "--help"
    }
