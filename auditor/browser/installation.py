"""Puts a browser in place: Playwright's download, else the system's package manager."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from auditor.browser.executable import BrowserExecutable, find_browser
from auditor.browser.launching import runs_as_root
from auditor.errors import BrowserError

_DOWNLOAD_HOST_VARIABLE: Final = "PLAYWRIGHT_DOWNLOAD_HOST"
_REACH_LIMIT_S: Final = 8
_CONNECT_LIMIT_MS: Final = 10_000
_DOWNLOAD_LIMIT_S: Final = 300  # about 170 MB: 5 Mbit/s suffice
_INSTALL_LIMIT_S: Final = 600
_QUESTION_LIMIT_S: Final = 20


@dataclass(frozen=True)
class _PackageManager:
    command: str
    refresh: tuple[str, ...] | None
    install: tuple[str, ...]
    packages: tuple[tuple[str, ...], ...]
    as_root: bool = True


# Fonts go with it: on a bare machine there are none, and text without a font has no size.
_PACKAGE_MANAGERS: Final = (
    _PackageManager(
        "apt-get",
        ("update", "--quiet"),
        ("install", "--quiet", "--yes", "--no-install-recommends"),
        (("chromium", "fonts-liberation"), ("chromium-browser", "fonts-liberation")),
    ),
    _PackageManager("dnf", None, ("install", "--assumeyes"), (("chromium", "liberation-fonts"), ("chromium",))),
    _PackageManager("pacman", None, ("-Sy", "--noconfirm", "--needed"), (("chromium", "ttf-liberation"),)),
    _PackageManager(
        "zypper", None, ("--non-interactive", "install"), (("chromium", "liberation-fonts"), ("chromium",))
    ),
    _PackageManager("apk", None, ("add", "--no-cache"), (("chromium", "font-liberation"), ("chromium",))),
    _PackageManager("brew", None, ("install", "--cask"), (("google-chrome",),), as_root=False),
)


def install_browser(report: Callable[[str], None], environ: Mapping[str, str] = os.environ) -> BrowserExecutable:
    """Put a browser in place and return it.

    Args:
        report: told in plain words, a line at a time, what is being done and what came of it.
        environ: the environment; Playwright's own variables (mirror, folder, proxies) are respected.

    Raises:
        BrowserError: neither way worked; the text says what to do by hand.

    """
    for attempt in (_download, _install_package):
        if attempt(report, environ):
            return _check(report, environ)
    raise BrowserError(
        "no browser could be put in place: install Chromium or Chrome by hand, then name it with --browser-path"
        " or FRICTION_BROWSER"
    )


def _download(report: Callable[[str], None], environ: Mapping[str, str]) -> bool:
    if _DOWNLOAD_HOST_VARIABLE not in environ and not _download_server_answers():
        report("Playwright's download server cannot be reached from here.")
        return False
    report("Downloading Chromium with Playwright (about 170 MB) ...")
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(_CONNECT_LIMIT_MS)}
    done = _run([sys.executable, "-m", "playwright", "install", "chromium"], {**patience, **environ}, _DOWNLOAD_LIMIT_S)
    report("Chromium is downloaded." if done.succeeded else f"The download failed: {done.last_line}")
    return done.succeeded


def _install_package(report: Callable[[str], None], environ: Mapping[str, str]) -> bool:
    for manager in _PACKAGE_MANAGERS:
        program = shutil.which(manager.command, path=environ.get("PATH", os.defpath))
        if program is None:
            continue
        rights = _rights(manager, environ)
        if rights is None:
            report(f"{manager.command} is here, but may not be used: it needs {_needed(manager)}.")
            continue
        return _install_with(manager, [*rights, program], report, environ)
    report("No package manager could be used.")
    return False


def _install_with(
    manager: _PackageManager,
    command: Sequence[str],
    report: Callable[[str], None],
    environ: Mapping[str, str],
) -> bool:
    if manager.refresh:
        report(f"Refreshing the package lists ({manager.command} {manager.refresh[0]}) ...")
        refreshed = _run([*command, *manager.refresh], environ, _INSTALL_LIMIT_S)
        if not refreshed.succeeded:
            report(f"That failed, the lists at hand are used: {refreshed.last_line}")
    for packages in manager.packages:
        report(f"Installing {', '.join(packages)} with {manager.command} ...")
        done = _run([*command, *manager.install, *packages], environ, _INSTALL_LIMIT_S)
        if done.succeeded:
            report("Installed.")
            return True
        report(f"That failed: {done.last_line}")
    return False


def _check(report: Callable[[str], None], environ: Mapping[str, str]) -> BrowserExecutable:
    """Ask the new browser for its version: a download may lack the system libraries it needs."""
    executable = find_browser(None, {name: environ[name] for name in environ if name != "FRICTION_BROWSER"})
    if sys.platform == "win32":  # chrome.exe --version opens a window instead of answering
        return executable
    answer = _run([str(executable.path), "--version"], environ, _QUESTION_LIMIT_S)
    if not answer.succeeded and _may_add_libraries(environ):
        report("The browser lacks system libraries; installing them ...")
        added = _run([sys.executable, "-m", "playwright", "install-deps", "chromium"], environ, _INSTALL_LIMIT_S)
        report("Installed." if added.succeeded else f"That failed: {added.last_line}")
        answer = _run([str(executable.path), "--version"], environ, _QUESTION_LIMIT_S)
    if not answer.succeeded:
        raise BrowserError(f"the browser {executable.path} is in place but does not run: {answer.last_line}")
    return replace(executable, version=answer.last_line)


def _may_add_libraries(environ: Mapping[str, str]) -> bool:
    return (
        shutil.which("apt-get", path=environ.get("PATH", os.defpath)) is not None
        and _rights(_PACKAGE_MANAGERS[0], environ) is not None
    )


def _rights(manager: _PackageManager, environ: Mapping[str, str]) -> list[str] | None:
    """Return what to put before the command, or None where the command may not be run without asking a person."""
    if not manager.as_root:
        return None if runs_as_root() else []
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if runs_as_root():
        return quiet
    sudo = shutil.which("sudo", path=environ.get("PATH", os.defpath))
    if sudo and _run([sudo, "-n", "true"], environ, _QUESTION_LIMIT_S).succeeded:
        return [sudo, "-n", *quiet]
    return None


def _needed(manager: _PackageManager) -> str:
    return "root or a sudo that asks for no password" if manager.as_root else "an ordinary user"


def _download_server_answers() -> bool:
    request = urllib.request.Request("https://cdn.playwright.dev", method="HEAD")
    opener = urllib.request.build_opener()
    try:
        with opener.open(request, timeout=_REACH_LIMIT_S):
            return True
    except urllib.error.HTTPError:
        return True  # it answered; whether it has the file is for the download to find out
    except OSError:
        return False


@dataclass(frozen=True)
class _Done:
    succeeded: bool
    last_line: str


def _run(command: Sequence[str], environ: Mapping[str, str], limit_s: float) -> _Done:
    try:
        # The commands are written in this file; only the browser's own path comes from elsewhere.
        process = subprocess.Popen(  # noqa: S603
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return _Done(succeeded=False, last_line=str(error))
    with process:
        try:
            output, _ = process.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            _end(process)
            return _Done(succeeded=False, last_line=f"no end after {limit_s:g} seconds")
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    return _Done(succeeded=process.returncode == 0, last_line=lines[-1][:300] if lines else "no reason was given")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command with all it started: a download runs in a child of the child."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
