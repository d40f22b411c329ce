"""Formats for programs are told in every language, and what programs go by is the same in each."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from auditor.model.settings import LANGUAGES
from auditor.report import Presentation
from reports.annotations import annotations_of
from reports.csv_table import CsvReport
from reports.junit import JunitReport
from reports.markdown import MOST_BYTES, summary_of
from reports.sarif import SarifReport
from tests.reports import samples


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_cases_are_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    def names(tag: str) -> list[tuple[str | None, str | None, list[str]]]:
        path = JunitReport().write(samples.rough(), tmp_path, Presentation(language=tag))
        cases = ET.fromstring(path.read_bytes()).iter("testcase")  # noqa: S314 - our own file
        return [(case.get("classname"), case.get("name"), [child.tag for child in case]) for case in cases]

    assert names(language) == names("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_levels_and_fingerprints_are_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    def run(tag: str) -> dict[str, Any]:
        path = SarifReport().write(samples.rough(), tmp_path, Presentation(language=tag))
        made: dict[str, Any] = json.loads(path.read_bytes())["runs"][0]
        return made

    def facts(made: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [(one["ruleId"], one["kind"], one["level"], one.get("partialFingerprints")) for one in made["results"]]

    told = run(language)
    assert told["language"] == told["tool"]["driver"]["language"] == language
    assert facts(told) == facts(run("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_programs_go_by_are_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    def rows(tag: str) -> list[list[str]]:
        path = CsvReport().write(samples.rough(), tmp_path, Presentation(language=tag))
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            kept = ("id", "status", "gates", "severity", "certainty", "check", "stage", "step", "url", "fingerprint")
            return [list(table.fieldnames or ()), *([row[name] for name in kept] for row in table)]

    assert rows(language) == rows("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rough", "crowded", "unseen"])
def test_summary_and_annotations_are_made_in_every_language(language: str, name: str) -> None:
    result = getattr(samples, name)()
    assert len(summary_of(result, language).encode()) < MOST_BYTES
    levels = [line.partition(" ")[0] for line in annotations_of(result, language)]
    assert levels == [line.partition(" ")[0] for line in annotations_of(result)]
