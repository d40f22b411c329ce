"""README, ARCHITECTURE and their like say what the code does."""

import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from auditor.catalogue import document_of
from auditor.cli import FAILED, INCOMPLETE, PASSED, WRONG_USAGE
from auditor.config import read_config
from auditor.discovery.lexicon import Lexicon
from auditor.journey_file import ACTIONS, LOCATORS, read_journey
from auditor.testing import load_cases, run_case
from checks import built_in_checks
from tests.project.command_line import commands, options
from tests.project.documents import (
    BUDGETS,
    COMPARISON_SCHEMA,
    MAP_SCHEMA,
    README,
    RENEW,
    ROOT,
    SCHEMA,
    checks_table,
    fenced,
    metrics_table,
    schema,
    section,
)

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
JOURNEYS = ROOT / "docs" / "journeys.md"

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def _first_cells(table: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)


def test_the_table_of_checks_is_the_catalogue() -> None:
    assert section(README.read_text(encoding="utf-8"), "checks") == checks_table(), f"renew it with {RENEW}"


def test_the_table_of_metrics_is_the_registry() -> None:
    assert section(BUDGETS.read_text(encoding="utf-8"), "metrics") == metrics_table(), f"renew it with {RENEW}"


def test_the_table_of_options_is_that_of_the_command() -> None:
    table = section(README.read_text(encoding="utf-8"), "options")
    assert set(_first_cells(table)) == options("audit")


def test_every_command_is_told() -> None:
    text = README.read_text(encoding="utf-8")
    table = text.partition("## Commands")[2].partition("\n## ")[0]
    assert [name.removeprefix("friction ") for name in _first_cells(table)] == list(commands())


def test_every_exit_code_is_told() -> None:
    table = README.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    assert [int(code) for code in re.findall(r"^\| +(\d) \|", table, re.MULTILINE)] == [
        PASSED,
        FAILED,
        WRONG_USAGE,
        INCOMPLETE,
    ]


@each_document
def test_options_named_in_commands_exist(document: Path) -> None:
    for block in fenced(document.read_text(encoding="utf-8"), r"(?:console|yaml)"):
        for command, rest in re.findall(r"friction ([a-z]+)([^\n]*)", block):
            assert command in commands()
            assert set(re.findall(r"--[a-z-]+", rest.partition("#")[0])) <= options(command)


@each_document
def test_files_linked_to_exist(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


def test_the_schemas_are_those_printed() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), f"renew it with {RENEW}"
    assert COMPARISON_SCHEMA.read_text(encoding="utf-8") == schema("comparison"), f"renew it with {RENEW}"
    assert MAP_SCHEMA.read_text(encoding="utf-8") == schema("map"), f"renew it with {RENEW}"


def test_the_languages_are_as_many_as_told() -> None:
    told = set(re.findall(r"(\d+) languages", README.read_text(encoding="utf-8")))
    assert told == {str(len(Lexicon.load().languages))}


def test_the_configuration_shown_is_one(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8").partition("## Configuration")[2]
    file = tmp_path / "friction.toml"
    file.write_text(fenced(text, "toml")[0], encoding="utf-8")
    assert read_config(file).values


@pytest.mark.parametrize("document", [README, JOURNEYS], ids=["README.md", "journeys.md"])
def test_the_journeys_shown_are_ones(document: Path, tmp_path: Path) -> None:
    shown = [block for block in fenced(document.read_text(encoding="utf-8"), "yaml") if block.startswith("title:")]
    assert shown
    for number, block in enumerate(shown):
        file = tmp_path / f"journey-{number}.yaml"
        file.write_text(block, encoding="utf-8")
        assert read_journey(file, start_url="https://shop.example/")


def test_every_action_and_locator_is_told() -> None:
    text = JOURNEYS.read_text(encoding="utf-8")
    steps, _, locators = text.partition("## Locators")
    assert set(_first_cells(steps)) - {"id", "stage", "timeout", "optional"} == set(ACTIONS)
    assert {name for name in LOCATORS if f"`{name}`" not in locators} == set()


def test_the_check_that_shows_how_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CONTRIBUTING.md shows judges its cases as they say, with documentation and all."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (tmp_path / "shown_check.py").write_text(fenced(text, "python")[0], encoding="utf-8")
    cases_file = tmp_path / "cases.toml"
    cases_file.write_text(fenced(text, "toml")[0], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        check = import_module("shown_check").NoMainHeading
        assert document_of(check).references
    finally:
        sys.modules.pop("shown_check", None)
    assert check.meta.id not in {one.meta.id for one in built_in_checks()}
    cases = load_cases(cases_file)
    differences = {case.name: run_case(check(), case).differences for case in cases}
    assert differences == dict.fromkeys(differences, ())
    assert any(case.trap for case in cases)


def test_the_layers_are_those_enforced() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    enforced = next(one["layers"] for one in contracts if one["type"] == "layers")
    told = section((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), "layers")
    lines = [line.partition(". ")[2].replace("`", "") for line in told.splitlines() if line]
    assert lines == enforced


def test_places_on_the_map_exist() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Map")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    assert rows
    for row in rows:
        names = re.findall(r"`([^`]+)`", row)
        folder = ROOT / names[0] if names[0].endswith("/") else (ROOT / names[0]).parent
        missing = [name for name in names if not ((ROOT / name).exists() or (folder / name).exists())]
        assert not missing


def test_every_change_is_under_a_version() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    versions = re.findall(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] in {settings["project"]["version"], "Unreleased"}
