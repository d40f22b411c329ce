"""`friction doctor`: what is installed, which browser, what to do."""

from typing import Annotated

import typer

from auditor.cli.options import BrowserPath


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("doctor")(doctor)


def doctor(
    install: Annotated[bool, typer.Option("--install", help="Put a browser in place.")] = False,
    browser_path: BrowserPath = None,
) -> int:
    """Look whether everything is there, and say what to do where it is not."""
    from auditor.cli.doctor import doctor as look  # noqa: PLC0415 - quick start

    return look(install=install, browser_path=browser_path)
