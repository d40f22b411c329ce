"""Finds the browser to drive. Looks at files only, starts nothing, so it costs no noticeable time."""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import playwright

from auditor.errors import BrowserError

ENVIRONMENT_VARIABLE = "FRICTION_BROWSER"
PLAYWRIGHT_FOLDER_VARIABLE = "PLAYWRIGHT_BROWSERS_PATH"

_COMMANDS = (
    "chromium",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
_USUAL_PLACES = {
    "linux": (
        "/usr/lib/chromium/chromium",
        "/usr/lib64/chromium-browser/chromium-browser",
        "/opt/google/chrome/chrome",
        "/opt/microsoft/msedge/msedge",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
}
_USUAL_PLACES_OF_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
_WINDOWS_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# Playwright's folders, best first: the full browser can also show a window, the headless shell cannot.
_PLAYWRIGHT_BUILDS = (
    (
        "chromium-",
        (
            "chrome-linux*/chrome",
            "chrome-mac*/*.app/Contents/MacOS/*",
            "chrome-win*/chrome.exe",
        ),
    ),
    (
        "chromium_headless_shell-",
        (
            "chrome-*/chrome-headless-shell",
            "chrome-*/headless_shell",
            "chrome-*/chrome-headless-shell.exe",
            "chrome-*/headless_shell.exe",
        ),
    ),
)
# Playwright writes this file once a download is unpacked: without it the folder holds half a browser.
_COMPLETE_MARKER = "INSTALLATION_COMPLETE"

_ADVICE = "run `friction doctor --install` to put one in place, or name one with --browser-path"


class BrowserSource(StrEnum):
    """Where a browser was found."""

    ARGUMENT = "--browser-path"
    ENVIRONMENT = ENVIRONMENT_VARIABLE
    PLAYWRIGHT = "Playwright's download"
    SYSTEM = "installed on this machine"


@dataclass(frozen=True)
class BrowserExecutable:
    """A browser that can be started. `version` is known only once it has run."""

    path: Path
    source: BrowserSource
    version: str | None = None


def find_browser(
    explicit: str | None = None,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> BrowserExecutable:
    """Find the browser to use: the named one, else Playwright's, else one installed on the machine.

    Args:
        explicit: path from the command line or the configuration.
        environ: the environment; `FRICTION_BROWSER` names a browser, `PATH` and the home folders are searched.
        platform: as `sys.platform`.

    Raises:
        BrowserError: the named browser cannot be used, or there is none; the text says what to do.

    """
    for named, source in (
        (explicit, BrowserSource.ARGUMENT),
        (environ.get(ENVIRONMENT_VARIABLE), BrowserSource.ENVIRONMENT),
    ):
        if named:
            return BrowserExecutable(_named_browser(named, source, environ), source)
    for path in _playwright_browsers(environ, platform):
        return BrowserExecutable(path, BrowserSource.PLAYWRIGHT)
    for path in _installed_browsers(environ, platform):
        return BrowserExecutable(path, BrowserSource.SYSTEM)
    raise BrowserError(f"no Chromium, Chrome or Edge was found: {_ADVICE}")


def playwright_folder(environ: Mapping[str, str], platform: str) -> Path:
    """Return the folder Playwright downloads browsers into; it need not exist."""
    chosen = environ.get(PLAYWRIGHT_FOLDER_VARIABLE)
    if chosen == "0":  # Playwright's own sign for "inside the package"
        return Path(playwright.__file__).parent / "driver" / "package" / ".local-browsers"
    if chosen:
        return Path(chosen)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "ms-playwright"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def _named_browser(named: str, source: BrowserSource, environ: Mapping[str, str]) -> Path:
    path = Path(named).expanduser()
    if not path.exists():
        on_path = shutil.which(named, path=environ.get("PATH")) if path.name == named else None
        if on_path is None:
            raise BrowserError(f"{source}: there is no browser at '{named}': {_ADVICE}")
        path = Path(on_path)
    if path.is_dir():
        raise BrowserError(f"{source}: '{named}' is a folder, the browser's program file was expected")
    if not os.access(path, os.X_OK):
        raise BrowserError(f"{source}: '{named}' is not executable")
    return path


def _playwright_browsers(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    folder = playwright_folder(environ, platform)
    for prefix, patterns in _PLAYWRIGHT_BUILDS:
        for build in sorted(folder.glob(f"{prefix}*"), key=_revision, reverse=True):
            if not (build / _COMPLETE_MARKER).exists():
                continue
            for pattern in patterns:
                yield from (path for path in sorted(build.glob(pattern)) if _is_program(path))


def _revision(build: Path) -> int:
    digits = re.search(r"(\d+)$", build.name)
    return int(digits.group(1)) if digits else -1


def _installed_browsers(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    for command in _COMMANDS:
        found = shutil.which(command, path=environ.get("PATH", os.defpath))
        if found and not _asks_for_snap(Path(found)):
            yield Path(found)
    places = [Path(place) for place in _USUAL_PLACES.get(platform, ())]
    if platform == "darwin":
        home = environ.get("HOME", "")
        places += [Path(home + place) for place in _USUAL_PLACES["darwin"] if home]
    if platform == "win32":
        folders = [environ[name] for name in _WINDOWS_PROGRAM_FOLDERS if environ.get(name)]
        places += [Path(folder, *place.split("\\")) for place in _USUAL_PLACES_OF_WINDOWS for folder in folders]
    yield from (place for place in places if _is_program(place))


def _asks_for_snap(path: Path) -> bool:
    """Ubuntu's `chromium-browser` is a script that only asks for the snap to be installed, unless the snap is there."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return True
    return start.startswith(b"#!") and b"snap install" in start and not Path("/snap/bin/chromium").exists()


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
