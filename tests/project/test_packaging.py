"""What is built holds all it needs, and the sources keep the house's measure."""

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditor import __version__
from tests.project.documents import ROOT

LONGEST_MODULE = 400
PACKAGES = ("auditor", "checks", "reports")


def test_modules_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for package in PACKAGES
        for ending in ("py", "js")
        for path in (ROOT / package).rglob(f"*.{ending}")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= LONGEST_MODULE
    }
    assert not long, "divide them"


def test_the_version_is_one() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["version"] == __version__


def test_the_licence_is_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["license"] == "Apache-2.0"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    build = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sources <= set(ZipFile(wheel).namelist())


def test_the_wheel_holds_one_of_each_kind(wheel: Path) -> None:
    """Should the packages move, the test above could become empty; these files are known to be needed."""
    names = set(ZipFile(wheel).namelist())
    assert {
        "auditor/py.typed",
        "checks/py.typed",
        "reports/py.typed",
        "auditor/discovery/lexicon.yaml",
        "auditor/browser/collectors/snapshot/main.js",
        "auditor/browser/collectors/recorder/recorder.js",
        "auditor/demo/templates/base.html",
        "auditor/demo/static/shop.css",
        "reports/assets/page.css",
    } <= names


def test_the_wheel_names_command_and_plugins(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        entry_points = archive.read(name).decode()
        holds_licence = any(name.endswith("licenses/LICENSE") for name in archive.namelist())
    for line in ("friction = auditor.cli:main", "builtin = checks:built_in_checks", "[friction.reports]"):
        assert line in entry_points
    assert holds_licence


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {*PACKAGES, f"friction_audit-{__version__}.dist-info"}
