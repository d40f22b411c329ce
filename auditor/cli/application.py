"""The commands put together, and wrong usage told in one line."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from auditor import __version__
from auditor.cli import (
    auditing,
    catalogue_commands,
    compare_command,
    demo_command,
    doctor_command,
    map_command,
    replay_command,
    saved,
)
from auditor.errors import UsageError
from auditor.suggestion import did_you_mean, listed

_EPILOG = "Exit codes: 0 passed, 1 the gate failed, 2 wrong usage, 3 the audit is incomplete."


class _Commands(TyperGroup):
    """Commands in the order they are most used, with a word on a mistyped one."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            hint = did_you_mean(args[0], self.commands) or f"; expected {listed(self.commands)}"
            if args[0].startswith(("http://", "https://")):
                hint = f"; did you mean 'friction audit {args[0]}'?"
            raise UsageError(f"there is no command '{args[0]}'{hint}")
        return super().resolve_command(ctx, args)


def build() -> typer.Typer:
    """The application with all its commands."""
    application = typer.Typer(
        name="friction",
        cls=_Commands,
        help="Walk a shop as a shopper does, in a real browser, and report where it hurts.",
        epilog=_EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    application.callback()(_version_option)
    for command in (
        auditing,
        map_command,
        replay_command,
        saved,
        compare_command,
        catalogue_commands,
        demo_command,
        doctor_command,
    ):
        command.register(application)
    return application


def carry_out(arguments: Sequence[str]) -> int:
    """Carry out a command; its exit code is the result.

    Raises:
        UsageError: the arguments are not right; the text names the nearest right one.
    """
    command = typer.main.get_command(build())
    try:
        outcome = command.main(args=list(arguments), prog_name="friction", standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _misused(error)
    return outcome if isinstance(outcome, int) else 0


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"friction-audit {__version__}")
        raise typer.Exit


def _version_option(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    del version  # its callback has answered


def _misused(error: Any) -> int:
    """Turn the parser's complaint into a line of ours."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        error.show()
        return 2
    option = getattr(error, "option_name", None)
    context = getattr(error, "ctx", None)
    if kind == "NoSuchOption":
        hint = did_you_mean(str(option), _options(context)) or _see_help(context)
        raise UsageError(f"there is no option '{option}'{hint}") from None
    if kind == "MissingParameter":
        name = error.param.metavar or str(error.param.name).upper()
        raise UsageError(f"{name} is missing{_see_help(context)}") from None
    if option:
        raise UsageError(f"{option} needs a value{_see_help(context)}") from None
    raise UsageError(f"{str(error.format_message()).rstrip('.')}{_see_help(context)}") from None


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [name for parameter in context.command.params for name in parameter.opts if name.startswith("--")]


def _see_help(context: Any) -> str:
    return f"; see {context.command_path} --help" if context is not None else ""
