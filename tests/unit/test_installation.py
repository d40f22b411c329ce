"""The ways to a browser, with package managers made of shell scripts."""

import sys
from pathlib import Path

import pytest

from auditor.browser import installation
from auditor.browser.installation import install_browser
from auditor.errors import BrowserError


def script(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A machine with nothing on it, on which the download server does not answer."""
    (tmp_path / "bin").mkdir()
    script(tmp_path / "bin", "env", 'shift; exec "$@"')
    monkeypatch.setattr(installation, "_download_server_answers", lambda: False)
    monkeypatch.setattr(installation, "runs_as_root", lambda: True)
    return {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "BIN": str(tmp_path / "bin")}


APT = """echo "apt-get $*" >> "$HOME/log"
case "$*" in *"chromium fonts"*)
  printf '#!/bin/sh\\necho Chromium 130.0\\n' > "$BIN/chromium"
  /bin/chmod 755 "$BIN/chromium";;
esac"""


def test_the_package_manager_steps_in_where_the_download_cannot_be_reached(
    machine: dict[str, str], tmp_path: Path
) -> None:
    script(tmp_path / "bin", "apt-get", APT)
    said: list[str] = []
    found = install_browser(said.append, machine)
    assert (found.path, found.version) == (tmp_path / "bin" / "chromium", "Chromium 130.0")
    assert [line.split()[1] for line in (tmp_path / "log").read_text().splitlines()] == ["update", "install"]
    assert said == [
        "Playwright's download server cannot be reached from here.",
        "Refreshing the package lists (apt-get update) ...",
        "Installing chromium, fonts-liberation with apt-get ...",
        "Installed.",
    ]


def test_another_package_name_is_tried_and_failures_are_told(machine: dict[str, str], tmp_path: Path) -> None:
    script(tmp_path / "bin", "apt-get", 'echo "E: unable to locate"; exit 100')
    said: list[str] = []
    with pytest.raises(BrowserError, match="by hand"):
        install_browser(said.append, machine)
    assert "Installing chromium-browser, fonts-liberation with apt-get ..." in said
    assert said[-1] == "That failed: E: unable to locate"


def test_an_ordinary_user_without_sudo_installs_nothing(
    machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "runs_as_root", lambda: False)
    script(tmp_path / "bin", "apt-get", APT)
    script(tmp_path / "bin", "sudo", "echo a password is required; exit 1")
    said: list[str] = []
    with pytest.raises(BrowserError):
        install_browser(said.append, machine)
    assert not (tmp_path / "log").exists()
    assert "apt-get is here, but may not be used: it needs root or a sudo that asks for no password." in said


def test_sudo_without_a_password_is_used(
    machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "runs_as_root", lambda: False)
    script(tmp_path / "bin", "apt-get", APT)
    script(tmp_path / "bin", "sudo", 'shift; [ "$1" = true ] || exec "$@"')
    assert install_browser(lambda _: None, machine).path == tmp_path / "bin" / "chromium"


def test_a_browser_that_is_in_place_but_does_not_run_is_an_error(
    machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "_may_add_libraries", lambda _: False)
    script(tmp_path / "bin", "apt-get", "exit 0")
    script(tmp_path / "bin", "chromium", "echo cannot open shared object file; exit 127")
    with pytest.raises(BrowserError, match="does not run: cannot open shared object file"):
        install_browser(lambda _: None, machine)


def test_a_command_that_does_not_end_is_ended_with_its_children(tmp_path: Path) -> None:
    script(tmp_path, "slow", f'echo $$ > {tmp_path}/pid; {sys.executable} -c "import time; time.sleep(600)"')
    done = installation._run([str(tmp_path / "slow")], {"PATH": "/usr/bin:/bin"}, 0.3)
    assert (done.succeeded, done.last_line) == (False, "no end after 0.3 seconds")
