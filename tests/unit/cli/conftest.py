"""Where commands are called from."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration lies about, no browser is named, lines are not cut, and no workflow runs this."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FRICTION_BROWSER", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
