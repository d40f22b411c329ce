"""Starts and ends the shop's process, and tells what was ordered."""

import atexit
import functools
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from tests.shops.oscar.wares import LANGUAGES, Language

ROOT = Path(__file__).parents[3]
BUILD_LIMIT = 120
"""Seconds a build may take before it is given up; it takes a few."""
START_LIMIT = 60
"""Seconds the shop may take to give its first answer; it takes one or two."""
END_LIMIT = 10
"""Seconds between asking the process to end and ending it by force."""


class ShopDidNotStartError(Exception):
    """The shop's process gave no first answer in time, or ended before it; holds what it logged."""


@dataclass(frozen=True)
class OscarShop:
    """A running shop. `url` has no path and no trailing slash; `folder` holds its database, index and pictures."""

    url: str
    language: Language
    folder: Path

    def orders(self) -> int:
        """How many orders were placed since the shop started."""
        with closing(sqlite3.connect(f"file:{self.folder / 'shop.sqlite3'}?mode=ro", uri=True)) as database:
            (count,) = database.execute("SELECT COUNT(*) FROM order_order").fetchone()
        return int(count)


@dataclass(frozen=True)
class Manner:
    """How a shop differs from oscar's ordinary one.

    `variants` sells one product in variants: its page has no basket button of its own, and the shop lists it first.
    `unshipped` sells only what needs no shipping. `members_only` lets nobody order without an account.
    """

    variants: bool = False
    unshipped: bool = False
    members_only: bool = False

    def environment(self) -> dict[str, str]:
        """What tells the shop's process so."""
        return {f"SHOP_{name.upper()}": str(int(wanted)) for name, wanted in asdict(self).items()}


ORDINARY = Manner()


@functools.cache
def prepared_folder(language: Language, manner: Manner) -> Path:
    """A folder with the freshly built shop, made once per choice and process and deleted when the process ends.

    Raises:
        subprocess.CalledProcessError: The build failed; its log is in the error's `stderr`.
        subprocess.TimeoutExpired: It took more than `BUILD_LIMIT` seconds.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"oscar-{language}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "tests.shops.oscar.build"],
        cwd=ROOT,
        env=_environment(language, folder, manner),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=BUILD_LIMIT,
    )
    return folder


@contextmanager
def start_oscar(language: str, manner: Manner = ORDINARY, *, port: int = 0) -> Iterator[OscarShop]:
    """Runs a fresh shop in a process of its own on loopback, and ends it on the way out.

    Args:
        language: The one language the shop speaks, one of `LANGUAGES`.
        manner: How it differs from oscar's ordinary shop.
        port: TCP port on 127.0.0.1; 0 takes a free one.

    Raises:
        ValueError: The shop does not speak `language`.
        ShopDidNotStartError: No first answer within `START_LIMIT` seconds.
    """
    spoken = next((known for known in LANGUAGES if known == language), None)
    if spoken is None:
        raise ValueError(f"the shop speaks {', '.join(LANGUAGES)}, not {language!r}")
    with tempfile.TemporaryDirectory(prefix=f"oscar-{spoken}-shop-") as parent:
        folder = Path(parent) / "shop"
        shutil.copytree(prepared_folder(spoken, manner), folder, symlinks=True)
        with _served(spoken, folder, manner, port) as url:
            yield OscarShop(url=url, language=spoken, folder=folder)


@contextmanager
def _served(language: Language, folder: Path, manner: Manner, port: int) -> Iterator[str]:
    log = folder / "shop.log"
    # The listening socket is opened here and inherited: no port is guessed free, and the first request simply waits.
    with socket.create_server(("127.0.0.1", port)) as listening, log.open("wb") as written:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.shops.oscar.serve", str(listening.fileno())],
            cwd=ROOT,
            env=_environment(language, folder, manner),
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=subprocess.STDOUT,
            pass_fds=[listening.fileno()],
            # A Ctrl-C at the terminal is for this process, which then ends the shop in order.
            start_new_session=True,
        )
    try:
        _await_first_answer(url, log)
        yield url
    finally:
        _end(process)


def _await_first_answer(url: str, log: Path) -> None:
    try:
        with httpx.Client(trust_env=False, timeout=START_LIMIT) as client:
            client.get(f"{url}/catalogue/").raise_for_status()
    except httpx.HTTPError as error:
        raise ShopDidNotStartError(f"{error!r}\n{log.read_text(errors='replace')}") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(END_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(language: Language, folder: Path, manner: Manner) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.shops.oscar.settings",
        "SHOP_LANGUAGE": language,
        "SHOP_FOLDER": str(folder),
        **manner.environment(),
    }
