"""Serve the pages of a benchmark from a process of their own, so that the answers do not wait for the audit.

Run as a script, with the name of a module that has `create_app`, it serves until standard input ends; the first line
printed is its address. `serving` does that for the length of a `with` block.
"""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.demo.server import serve

STOP_LIMIT_S = 10


class NotServedError(Exception):
    """The server did not start."""


@contextmanager
def serving(module: str, *options: str) -> Iterator[str]:
    """Serve a module's app until the block ends; yields its address.

    Args:
        module: the name of a module beside this one; its `create_app` is given the options.
        options: as text.

    Raises:
        NotServedError: it gave no address.
    """
    command = [sys.executable, str(Path(__file__).resolve()), module, *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            url = server.stdout.readline().strip()
            if not url:
                raise NotServedError(f"{module} was not served")
            yield url
        finally:
            server.stdin.close()
            try:
                server.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                server.kill()


def main() -> None:
    """Serve."""
    module, *options = sys.argv[1:]
    with serve(importlib.import_module(module).create_app(*options)) as server:
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
