"""The command `friction`: reads its arguments, calls the audit, tells the outcome, ends with the exit code.

Start-up stays quick because a command imports what it needs only when it is carried out.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from auditor.errors import AuditorError, UsageError

PASSED, FAILED, WRONG_USAGE, INCOMPLETE = 0, 1, 2, 3
_BROKEN_PIPE = 141  # what a shell reports of a program that SIGPIPE ended
_CTRL_C = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command.

    Args:
        arguments: what was typed after `friction`; taken from the process by default.

    Returns:
        0 passed, 1 the gate failed, 2 wrong usage or configuration, 3 the audit is incomplete or we could not work.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _carry_out(given)
    except UsageError as error:
        return _refuse(error, WRONG_USAGE)
    except AuditorError as error:
        return _refuse(error, INCOMPLETE)
    except KeyboardInterrupt:
        return _CTRL_C
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or flushing at exit complains
        return _BROKEN_PIPE
    except Exception:  # noqa: BLE001 - a fault of ours must not look like a failed gate
        traceback.print_exc()
        return INCOMPLETE


def _carry_out(given: list[str]) -> int:
    from auditor.cli.application import carry_out  # noqa: PLC0415 - quick start

    return carry_out(given)


def _refuse(error: AuditorError, exit_code: int) -> int:
    print(f"friction: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201 - the one line there is to say
    return exit_code
