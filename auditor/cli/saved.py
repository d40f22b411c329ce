"""`friction evaluate` and `friction report`: work on what an earlier audit left; a browser only prints."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.report import Brand

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The output folder of an audit.", show_default=False)]


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("evaluate")(evaluate)
    application.command("report")(report)


def evaluate(
    folder: _Folder,
    fail_on: options.FailOnLevel = None,
    format: options.Format = None,  # noqa: A002 - the option's name
    budget: options.Budgets = None,
    inconclusive: options.OnInconclusive = None,
    *,
    brand_name: options.BrandName = None,
    brand_logo: options.BrandLogo = None,
    brand_colour: options.BrandColour = None,
    browser_path: options.BrowserPath = None,
    lang: options.Language = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> int:
    """Judge a saved run again, without visiting the shop, and write its reports anew."""
    from auditor.audit import evaluate_folder  # noqa: PLC0415 - quick start
    from auditor.cli.github import no_commands_from_pages, tell_github  # noqa: PLC0415 - likewise
    from auditor.cli.telling import Telling  # noqa: PLC0415 - likewise
    from auditor.config import read_option  # noqa: PLC0415 - likewise
    from auditor.model.budget import OnInconclusive  # noqa: PLC0415 - likewise
    from auditor.model.settings import FailOn  # noqa: PLC0415 - likewise

    telling = Telling(quiet=quiet, verbose=verbose, no_color=no_color)
    audited = evaluate_folder(
        folder,
        fail_on=FailOn(read_option("fail-on", fail_on)) if fail_on else None,
        formats=read_option("format", format) if format else None,
        budgets=read_option("budget", budget) if budget else (),
        inconclusive=OnInconclusive(read_option("inconclusive", inconclusive)) if inconclusive else None,
        brand=_brand(brand_name, brand_logo, brand_colour),
        browser_path=browser_path,
        language=read_option("lang", lang) if lang else None,
    )
    with no_commands_from_pages():
        telling.outcome(audited.result, audited.files)
    tell_github(audited.result, audited.language)
    return audited.result.gate.exit_code


def report(
    folder: _Folder,
    format: Annotated[  # noqa: A002 - the option's name
        list[str] | None,
        typer.Option(
            metavar="LIST",
            help="Any of html, json, pdf, junit, sarif, markdown, csv. Default: html.",
            show_default=False,
        ),
    ] = None,
    *,
    brand_name: options.BrandName = None,
    brand_logo: options.BrandLogo = None,
    brand_colour: options.BrandColour = None,
    browser_path: options.BrowserPath = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Their language. Default: that of the audit.", show_default=False),
    ] = None,
) -> int:
    """Write the reports of a saved result again."""
    from auditor.audit import report_folder  # noqa: PLC0415 - quick start
    from auditor.config import read_option  # noqa: PLC0415 - likewise

    audited = report_folder(
        folder,
        read_option("format", format) if format else None,
        brand=_brand(brand_name, brand_logo, brand_colour),
        browser_path=browser_path,
        language=read_option("lang", lang) if lang else None,
    )
    for file in audited.files:
        typer.echo(file)
    return 0


def _brand(name: str | None, logo: Path | None, colour: str | None) -> "Brand":
    """The brand as given; the logo is looked at where it is needed."""
    from auditor.config import read_option  # noqa: PLC0415 - quick start
    from auditor.report import Brand  # noqa: PLC0415 - likewise

    return Brand(
        name=read_option("brand-name", name) if name is not None else "",
        logo=read_option("brand-logo", logo) if logo is not None else None,
        colour=read_option("brand-colour", colour) if colour is not None else "",
    )
