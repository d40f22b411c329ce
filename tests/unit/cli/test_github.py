"""GitHub Actions is told in its own words, and nobody else is."""

from pathlib import Path

import pytest

from auditor import audit
from auditor.cli import main
from auditor.cli.github import no_commands_from_pages, tell_github
from tests.reports import samples
from tests.unit.makers import Gathering, answer, step, visit, walk


@pytest.fixture
def summary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the job's summary goes, within a workflow."""
    path = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_elsewhere_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    with no_commands_from_pages():
        tell_github(samples.rough())
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_a_workflow_gets_annotations_and_a_summary(summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary.write_text("before\n", encoding="utf-8")
    tell_github(samples.rough())
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("::error title=The form forgets what was typed (Checkout%2C desktop)::After a card")
    assert {line.split(" ")[0] for line in lines} == {"::error", "::notice"}
    assert summary.read_text(encoding="utf-8").startswith("before\n## ❌ Friction audit: Not passed\n")


def test_words_of_a_page_are_no_commands_meanwhile(summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del summary
    with no_commands_from_pages():
        print("::error::said by a page")  # noqa: T201
    first, said, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::stop-commands::")
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert (said, last) == ("::error::said by a page", f"::{token}::")


def test_a_summary_that_cannot_be_written_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, summary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del summary
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    tell_github(samples.smooth())
    assert capsys.readouterr().err.startswith(f"friction: the summary of the job ({tmp_path}) cannot be written: ")


@pytest.mark.parametrize("command", ["audit", "evaluate"])
def test_the_commands_tell_it(
    command: str, summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = Gathering(walk([step("landing")], [visit("landing", answer())]))
    monkeypatch.setattr(audit, "browser_gatherer", lambda: walked)
    output = str(tmp_path / "out")
    main(["audit", "http://localhost/", "--output", output, "--format", "json"])
    if command == "evaluate":
        capsys.readouterr()
        summary.unlink()
        main(["evaluate", output, "--format", "json"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::stop-commands::")
    stopped = lines.index(f"::{lines[0].removeprefix('::stop-commands::')}::")
    assert any(line.startswith("INCOMPLETE") for line in lines[:stopped])
    assert all(line.startswith("::error title=The audit is incomplete::") for line in lines[stopped + 1 :])
    assert len(lines) > stopped + 1
    assert summary.read_text(encoding="utf-8").startswith("## ⚠️ Friction audit: Incomplete\n")
