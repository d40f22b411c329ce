"""`friction replay`: look at one finding again, and say whether it is fixed."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import options

_FIXED, _STILL_THERE, _COULD_NOT_CHECK = 0, 1, 3
_DEFAULT = Path("friction-report")


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("replay")(replay)


def replay(
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help="Its id, such as F-1a2b3c, or its check where it is the only one.",
            show_default=False,
        ),
    ],
    from_: Annotated[
        Path,
        typer.Option("--from", metavar="DIR", help="The audit's output. Default: friction-report.", show_default=False),
    ] = _DEFAULT,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep there what is seen. Default: nothing.", show_default=False)
    ] = None,
    timeout: options.Timeout = None,
    browser_path: options.BrowserPath = None,
    *,
    headed: options.Headed = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> int:
    """Walk what one finding needs, and say FIXED, STILL THERE or COULD NOT CHECK."""
    from auditor.cli.telling import Telling  # noqa: PLC0415 - quick start
    from auditor.config import read_option  # noqa: PLC0415 - likewise
    from auditor.errors import UsageError  # noqa: PLC0415 - likewise
    from auditor.replaying import Verdict, Wanted  # noqa: PLC0415 - likewise
    from auditor.replaying import replay as look_again  # noqa: PLC0415 - likewise

    seconds = read_option("timeout", timeout) if timeout else None
    if browser_path and not Path(browser_path).exists():
        raise UsageError(f"--browser-path '{browser_path}': there is no such file")
    telling = Telling(quiet=quiet, verbose=verbose, no_color=no_color)
    wanted = Wanted(headed=headed, browser_path=browser_path, timeout_seconds=seconds, output=output)
    with telling.progress() as progress:
        replayed = look_again(from_, finding, wanted, progress)
    telling.replayed(replayed)
    ends = {Verdict.FIXED: _FIXED, Verdict.STILL_THERE: _STILL_THERE, Verdict.COULD_NOT_CHECK: _COULD_NOT_CHECK}
    return ends[replayed.answer.verdict]
