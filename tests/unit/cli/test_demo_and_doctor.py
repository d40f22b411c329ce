import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from auditor import audit
from auditor.cli import doctor, main
from auditor.config import is_loopback
from auditor.run_folder import load_manifest
from tests.unit.makers import Gathering, walk


@pytest.mark.parametrize("shop", ["rough", "smooth"])
def test_the_demo_shop_is_served_on_loopback_as_a_sandbox_and_audited(
    shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FRICTION_BROWSER", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(audit, "browser_gatherer", lambda: Gathering(walk()))
    assert main(["demo", "--shop", shop, "--quiet", "--output", "out"]) == 0
    settings = load_manifest(tmp_path / "out")["settings"]
    assert is_loopback(settings["target"])
    assert settings["sandbox"]
    assert capsys.readouterr().out.startswith("PASSED")


def test_the_demo_shop_can_be_served_only_until_ctrl_c(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "auditor", "demo", "--serve", "--shop", "smooth"]
    # Tests that a shell started in the background ignore Ctrl-C, and so would what they start.
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment)
    finally:
        signal.signal(signal.SIGINT, former)
    with process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            url = next(word for word in line.split() if word.startswith("http://"))
            with urlopen(url) as response:  # noqa: S310 - our own loopback server
                assert response.status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_is_asked_with_what_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bool, str | None]] = []

    def look(*, install: bool, browser_path: str | None) -> int:
        asked.append((install, browser_path))
        return 3

    monkeypatch.setattr(doctor, "doctor", look)
    monkeypatch.delenv("FRICTION_BROWSER", raising=False)
    assert main(["doctor"]) == 3
    assert main(["doctor", "--install", "--browser-path", "/opt/chrome"]) == 3
    assert asked == [(False, None), (True, "/opt/chrome")]
