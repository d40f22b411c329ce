"""`friction demo`: serve the embedded shop on loopback and audit it."""

import threading
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from auditor.cli.auditing import audit_and_tell, settings_from
from auditor.cli.options import taking_audit_options
from auditor.errors import UsageError
from auditor.suggestion import did_you_mean

SHOPS = ("rough", "smooth")


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("demo")(taking_audit_options(demo))


def demo(
    given: Mapping[str, Any],
    shop: Annotated[str, typer.Option(metavar="NAME", help="rough (default) or smooth.", show_default=False)] = "rough",
    serve: Annotated[bool, typer.Option("--serve", help="Serve the shop only, until Ctrl-C.")] = False,
) -> int:
    """Serve the embedded demo shop on loopback and audit it."""
    if shop not in SHOPS:
        raise UsageError(f"--shop '{shop}': expected rough or smooth{did_you_mean(shop, SHOPS)}")
    settings_from("http://localhost/", given)  # wrong usage is told before anything is served
    from auditor import demo as embedded  # noqa: PLC0415 - quick start

    frictions = embedded.ROUGH if shop == "rough" else frozenset()
    with embedded.serve(embedded.create_shop(frictions)) as server:
        if serve:
            typer.echo(f"The {shop} shop is at {server.url} until Ctrl-C.")
            _until_ctrl_c()
            return 0
        return audit_and_tell(settings_from(server.url, given), given, lasting=False)


def _until_ctrl_c() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
