"""What the doctor says and how it ends, without a browser."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.browser.diagnosis import Diagnosis, Remedy, diagnose
from auditor.browser.executable import BrowserExecutable, BrowserSource
from auditor.cli import doctor
from auditor.errors import BrowserError

WELL = Diagnosis(
    tool_version="1.2.3",
    python_version="3.11.0",
    playwright_version="1.50.0",
    system="Linux",
    as_root=False,
    browser=BrowserExecutable(Path("/opt/[chromium]"), BrowserSource.SYSTEM, "130.0"),
    start_ms=900.0,
    scripts_without_font=(),
    remedies=(),
)
UNWELL = replace(
    WELL,
    browser=None,
    start_ms=None,
    remedies=(Remedy("no browser was found", "friction doctor --install", needed=True),),
)


def answering(monkeypatch: pytest.MonkeyPatch, *answers: Diagnosis) -> None:
    left = list(answers)

    async def answer(_: str | None) -> Diagnosis:
        return left.pop(0)

    monkeypatch.setattr(doctor, "diagnose", answer)


def test_a_machine_that_is_ready(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answering(monkeypatch, WELL)
    assert doctor.doctor() == 0
    said = capsys.readouterr().out
    assert "/opt/[chromium] (installed on this machine)" in said
    assert "Ready: an audit can run." in said


def test_a_note_does_not_keep_an_audit_from_running(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = Remedy("no font for Korean", "install one", needed=False)
    answering(monkeypatch, replace(WELL, scripts_without_font=("Korean",), remedies=(note,)))
    assert doctor.doctor() == 0
    assert "Note: no font for Korean\n  install one" in capsys.readouterr().out


def test_a_machine_without_a_browser(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answering(monkeypatch, UNWELL)
    assert doctor.doctor() == 3
    said = capsys.readouterr().out
    assert "Missing: no browser was found\n  friction doctor --install" in said
    assert "Not ready" in said


def test_installing_tells_what_it_does_and_looks_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, UNWELL, WELL)
    monkeypatch.setattr(doctor, "install_browser", lambda report: report("Downloading [bold] ..."))
    assert doctor.doctor(install=True) == 0
    assert "Downloading [bold] ..." in capsys.readouterr().err


def test_an_installation_that_fails_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise BrowserError("no browser could be put in place")

    answering(monkeypatch, UNWELL, UNWELL)
    monkeypatch.setattr(doctor, "install_browser", fail)
    assert doctor.doctor(install=True) == 3
    assert "no browser could be put in place" in capsys.readouterr().err


def test_nothing_is_installed_where_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError

    answering(monkeypatch, WELL)
    monkeypatch.setattr(doctor, "install_browser", refuse)
    assert doctor.doctor(install=True) == 0


async def test_a_named_browser_that_is_not_there_is_what_is_missing(tmp_path: Path) -> None:
    diagnosis = await diagnose(str(tmp_path / "missing"))
    assert not diagnosis.ready
    assert diagnosis.browser is None
    assert [str(tmp_path / "missing") in remedy.what for remedy in diagnosis.remedies] == [True]


async def test_a_program_that_is_no_browser_is_found_out(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    diagnosis = await diagnose(str(program))
    assert not diagnosis.ready
    assert [remedy.what.startswith(f"the browser {program} did not start") for remedy in diagnosis.remedies] == [True]
