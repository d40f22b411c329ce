"""What every check in the catalogue must have: an id like its file, documentation, cases, causes that exist."""

from collections import Counter
from pathlib import Path

import pytest

from auditor.catalogue import HEADINGS, document_of
from auditor.check import Check
from auditor.model.finding import CheckOutcome
from auditor.plugins import artifact_names
from auditor.testing import load_cases
from checks import built_in_checks
from tests.checks.test_cases import CASES, cases_file

CHECKS = built_in_checks()
IDS = frozenset(check.meta.id for check in CHECKS)

each_check = pytest.mark.parametrize("check", CHECKS, ids=[check.meta.id for check in CHECKS])


@each_check
def test_file_and_class_are_named_like_the_id(check: type[Check]) -> None:
    folder, name = check.meta.id.split("/")
    assert check.__module__ == f"checks.{folder}.{name.replace('-', '_')}"
    assert check.__name__ == "".join(part.capitalize() for part in name.split("-"))


@each_check
def test_documentation_is_whole(check: type[Check]) -> None:
    document = document_of(check)
    assert document.summary.endswith("."), "the first sentence names the friction"
    assert all(reference for reference in document.references)
    assert any("https://" in reference for reference in document.references), "a source that can be read"
    assert not any(heading in document.fix for heading in HEADINGS)


@each_check
def test_what_it_states_about_itself(check: type[Check]) -> None:
    meta = check.meta
    assert meta.title
    assert meta.feels.rstrip()[-1] in ".?!", "what the shopper feels is a sentence"
    assert set(meta.requires) <= artifact_names()


@each_check
def test_its_causes_exist(check: type[Check]) -> None:
    assert set(check.meta.explained_by) <= IDS - {check.meta.id}


@each_check
def test_cases_fail_pass_and_set_traps(check: type[Check]) -> None:
    assert cases_file(check).is_file(), f"no cases for {check.meta.id}"
    cases = load_cases(cases_file(check))
    outcomes = {case.expect for case in cases}
    assert CheckOutcome.FAILED in outcomes, "no case in which the friction is there"
    assert CheckOutcome.PASSED in outcomes, "no case in which it is not"
    assert any(case.trap for case in cases), "no case that looks like the friction and is not"


@each_check
def test_a_trap_is_quieter_than_the_friction(check: type[Check]) -> None:
    cases = load_cases(cases_file(check))
    loud = [case for case in cases if case.trap and case.expect is CheckOutcome.FAILED and case.severity is None]
    assert not loud, "a trap that fails all the same has to say how it is milder"


def test_ids_are_unique() -> None:
    ids = [name for check in CHECKS for name in (check.meta.id, *check.meta.former_ids)]
    assert not [name for name, times in Counter(ids).items() if times > 1]


def test_every_module_of_a_check_folder_holds_a_check() -> None:
    package = Path(__file__).parents[2] / "checks"
    modules = {
        f"{path.parent.name}/{path.stem.replace('_', '-')}"
        for path in package.glob("*/*.py")
        if path.stem != "__init__"
    }
    assert modules == IDS


def test_every_file_of_cases_belongs_to_a_check() -> None:
    files = {str(path.relative_to(CASES).with_suffix("")).replace("_", "-") for path in CASES.rglob("*.toml")}
    assert files == IDS


def test_folders_of_checks_do_not_import_one_another() -> None:
    package = Path(__file__).parents[2] / "checks"
    folders = {path.name for path in package.iterdir() if path.is_dir() and not path.name.startswith("_")}
    strangers = {
        f"{path.name} imports checks.{folder}"
        for path in package.glob("*/*.py")
        for folder in folders
        if f"checks.{folder}" in path.read_text(encoding="utf-8")
    }
    assert not strangers
