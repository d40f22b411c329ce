"""Which browser is taken, and what is said when none can be."""

from pathlib import Path

import pytest

from auditor.browser.executable import BrowserSource, find_browser, playwright_folder
from auditor.browser.launching import complaint, launch_arguments
from auditor.errors import BrowserError


def program(path: Path, content: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    return path


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    return {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path / "home")}


def downloaded(tmp_path: Path, build: str, *, complete: bool = True) -> Path:
    folder = tmp_path / "home" / ".cache" / "ms-playwright" / build
    inner = (
        "chrome-linux64/chrome"
        if build.startswith("chromium-")
        else "chrome-headless-shell-linux64/chrome-headless-shell"
    )
    path = program(folder / inner)
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return path


def test_the_named_browser_wins(tmp_path: Path, environ: dict[str, str]) -> None:
    named, other = program(tmp_path / "mine"), program(tmp_path / "other")
    program(tmp_path / "bin" / "chromium")
    environ["FRICTION_BROWSER"] = str(other)
    found = find_browser(str(named), environ, "linux")
    assert (found.path, found.source) == (named, BrowserSource.ARGUMENT)
    found = find_browser(None, environ, "linux")
    assert (found.path, found.source) == (other, BrowserSource.ENVIRONMENT)


def test_a_bare_command_name_is_looked_up(tmp_path: Path, environ: dict[str, str]) -> None:
    named = program(tmp_path / "bin" / "my-chrome")
    assert find_browser("my-chrome", environ, "linux").path == named


def test_playwrights_download_comes_before_an_installed_browser(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path / "bin" / "chromium")
    downloaded(tmp_path, "chromium-999")
    newest = downloaded(tmp_path, "chromium-1200")
    found = find_browser(None, environ, "linux")
    assert (found.path, found.source) == (newest, BrowserSource.PLAYWRIGHT)


def test_half_a_download_is_passed_over(tmp_path: Path, environ: dict[str, str]) -> None:
    downloaded(tmp_path, "chromium-1200", complete=False)
    older = downloaded(tmp_path, "chromium-1100")
    assert find_browser(None, environ, "linux").path == older


def test_the_headless_shell_is_taken_where_there_is_no_full_browser(tmp_path: Path, environ: dict[str, str]) -> None:
    shell = downloaded(tmp_path, "chromium_headless_shell-1300")
    assert find_browser(None, environ, "linux").path == shell
    full = downloaded(tmp_path, "chromium-1200")
    assert find_browser(None, environ, "linux").path == full


@pytest.mark.parametrize("command", ["chromium", "google-chrome", "chromium-browser", "microsoft-edge"])
def test_an_installed_browser_is_found_on_the_path(tmp_path: Path, environ: dict[str, str], command: str) -> None:
    installed = program(tmp_path / "bin" / command)
    found = find_browser(None, environ, "no such system")
    assert (found.path, found.source) == (installed, BrowserSource.SYSTEM)


def test_the_usual_places_of_windows_are_searched(tmp_path: Path, environ: dict[str, str]) -> None:
    edge = program(tmp_path / "Program Files" / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    environ["PROGRAMFILES"] = str(tmp_path / "Program Files")
    assert find_browser(None, environ, "win32").path == edge


def test_a_script_that_only_asks_for_a_snap_is_no_browser(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path / "bin" / "chromium-browser", "#!/bin/sh\necho Please run: snap install chromium\nexit 1\n")
    with pytest.raises(BrowserError):
        find_browser(None, environ, "no such system")


def test_without_any_browser_the_error_says_what_to_run(environ: dict[str, str]) -> None:
    with pytest.raises(BrowserError, match="friction doctor --install") as caught:
        find_browser(None, environ, "no such system")
    assert "\n" not in str(caught.value)


def test_a_named_browser_that_cannot_be_used_is_an_error_naming_it(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path / "bin" / "chromium")
    text = tmp_path / "notes.txt"
    text.write_text("")
    text.chmod(0o644)
    for named, complaint_about_it in (
        (tmp_path / "missing", "there is no browser at"),
        (tmp_path, "is a folder"),
        (text, "is not executable"),
    ):
        with pytest.raises(BrowserError, match=complaint_about_it) as caught:
            find_browser(str(named), environ, "linux")
        assert str(named) in str(caught.value)
        assert "--browser-path" in str(caught.value)
    with pytest.raises(BrowserError, match=r"FRICTION_BROWSER.*missing"):
        find_browser(None, {**environ, "FRICTION_BROWSER": str(tmp_path / "missing")}, "linux")


@pytest.mark.parametrize(
    ("platform", "extra", "expected"),
    [
        ("linux", {}, "/home/anna/.cache/ms-playwright"),
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches/ms-playwright"),
        ("darwin", {}, "/home/anna/Library/Caches/ms-playwright"),
        ("win32", {"LOCALAPPDATA": "/data"}, "/data/ms-playwright"),
        ("win32", {}, "/home/anna/AppData/Local/ms-playwright"),
        ("linux", {"PLAYWRIGHT_BROWSERS_PATH": "/browsers"}, "/browsers"),
    ],
)
def test_playwrights_folder_on_each_system(platform: str, extra: dict[str, str], expected: str) -> None:
    assert playwright_folder({"HOME": "/home/anna", **extra}, platform) == Path(expected)


def test_playwrights_folder_inside_its_package() -> None:
    assert playwright_folder({"PLAYWRIGHT_BROWSERS_PATH": "0"}, "linux").name == ".local-browsers"


def test_the_sandbox_is_given_up_only_for_root() -> None:
    assert "--no-sandbox" in launch_arguments(as_root=True)
    assert "--no-sandbox" not in launch_arguments(as_root=False)


def test_the_line_that_says_why_the_browser_did_not_start_is_picked() -> None:
    message = (
        "BrowserType.launch: Failed to launch the browser process\nBrowser logs:\n\n<launching> /x/chrome\n"
        "[pid=7][err] /x/chrome: error while loading shared libraries: libnss3.so: cannot open shared object file"
    )
    assert complaint(message).endswith("libnss3.so: cannot open shared object file")
    assert complaint("Timeout 30000ms exceeded.\n") == "Timeout 30000ms exceeded."
    assert complaint("") == "no reason was given"
