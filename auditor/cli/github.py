"""What GitHub Actions is told when an audit runs there: annotations, and a summary of the job."""

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import typer

from auditor.model.result import AuditResult


def runs_in_actions(environment: Mapping[str, str] | None = None) -> bool:
    """Whether this process is a step of a workflow."""
    return (os.environ if environment is None else environment).get("GITHUB_ACTIONS") == "true"


@contextmanager
def no_commands_from_pages() -> Iterator[None]:
    """While the block lasts, the runner takes no line for a workflow command: words of a page may begin like one."""
    if not runs_in_actions():
        yield
        return
    token = secrets.token_hex(16)
    _line(f"::stop-commands::{token}")
    try:
        yield
    finally:
        sys.stderr.flush()
        _line(f"::{token}::")


def tell_github(result: AuditResult, language: str = "en") -> None:
    """Print annotations, and add the summary to that of the job (`GITHUB_STEP_SUMMARY`); elsewhere nothing.

    Args:
        result: the audit's result.
        language: the language of the report.
    """
    if not runs_in_actions():
        return
    from reports.annotations import annotations_of  # noqa: PLC0415 - quick start
    from reports.markdown import summary_of  # noqa: PLC0415 - likewise

    for command in annotations_of(result, language):
        _line(command)
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{summary_of(result, language)}\n")
    except OSError as error:
        typer.echo(f"friction: the summary of the job ({path}) cannot be written: {error.strerror or error}", err=True)


def _line(text: str) -> None:
    typer.echo(text)
    sys.stdout.flush()
