"""`findings.sarif` fits the schema of OASIS and says of every finding what code scanning asks for."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.model.result import AuditResult
from reports.sarif import SarifReport, page_path
from tests.reports import samples
from tests.reports.conftest import SAMPLES
from tests.reports.sarif_schema import sarif_schema


def run_of(result: AuditResult, folder: Path) -> dict[str, Any]:
    written = SarifReport().write(result, folder)
    assert written == folder / "findings.sarif"
    document: dict[str, Any] = json.loads(written.read_bytes())
    validator = jsonschema.validators.validator_for(sarif_schema())(
        sarif_schema(), format_checker=jsonschema.FormatChecker()
    )
    assert [f"{list(fault.path)}: {fault.message}" for fault in validator.iter_errors(document)] == []
    (run,) = document["runs"]
    made: dict[str, Any] = run
    return made


def by_id(run: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["properties"].get("id", one["ruleId"]): one for one in run["results"]}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_fits_the_schema_of_oasis(name: str, tmp_path: Path) -> None:
    result: AuditResult = getattr(samples, name)()
    run = run_of(result, tmp_path)
    assert len(run["results"]) == len(result.findings) + len(result.inconclusive)


def test_the_schema_refuses_what_is_none() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"tool": {}}]}, sarif_schema())


def test_what_is_certain_fails_and_the_rest_has_no_level(tmp_path: Path) -> None:
    made = by_id(run_of(samples.rough(), tmp_path))
    told = {name: (one["kind"], one["level"]) for name, one in made.items()}
    assert told == {
        "F001": ("fail", "error"),
        "F002": ("fail", "error"),
        "F003": ("fail", "warning"),
        "F004": ("fail", "note"),
        "F005": ("review", "none"),
        "F006": ("fail", "error"),
        "load/slow-fcp": ("open", "none"),
    }


def test_what_is_known_or_suppressed_says_so(tmp_path: Path) -> None:
    made = by_id(run_of(samples.rough(), tmp_path))
    assert made["F001"]["baselineState"] == "new"
    assert made["F004"]["baselineState"] == "unchanged"
    assert made["F006"]["suppressions"] == [{"kind": "external", "status": "accepted"}]
    assert "suppressions" not in made["F001"]


def test_a_place_is_a_page_as_code_scanning_takes_it(tmp_path: Path) -> None:
    one = by_id(run_of(samples.rough(), tmp_path))["F003"]
    (place,) = one["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "shop.example"}
    assert place["physicalLocation"]["region"]["startLine"] == 1
    assert [it["kind"] for it in place["logicalLocations"]] == ["module", "element"]
    assert one["properties"]["url"] == "https://shop.example/"
    assert [it["physicalLocation"]["artifactLocation"]["uri"] for it in one["relatedLocations"]] == [
        "shop.example/teapots"
    ]
    assert one["partialFingerprints"] == {"friction/v1": "0000000000000003"}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://shop.example/a b/ü?token=1#x", "shop.example/a%20b/%C3%BC"),
        ("http://127.0.0.1:8080/cart/", "127.0.0.1_8080/cart"),
        ("https://shop.example/../../etc/passwd", "shop.example/etc/passwd"),
        ("https://shop.example/a%2Fb:c", "shop.example/a%2Fb%3Ac"),
        ("javascript:alert(1)", "unknown-page"),
        ("https://[broken", "unknown-page"),
        ("", "unknown-page"),
    ],
)
def test_a_page_is_a_relative_address(url: str, path: str) -> None:
    assert page_path(url) == path


def test_rules_bring_their_help(tmp_path: Path) -> None:
    rules = {rule["id"]: rule for rule in run_of(samples.rough(), tmp_path)["tool"]["driver"]["rules"]}
    rule = rules["checkout/form-cleared-on-error"]
    assert rule["shortDescription"]["text"] == "The form forgets what was typed"
    assert rule["helpUri"] == "https://design-system.service.gov.uk/patterns/validation/"
    assert "Everything I typed is gone." in rule["help"]["markdown"]
    assert "clear nothing but the security code" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["ux", "checkout"]


def test_every_result_names_its_rule_by_number(tmp_path: Path) -> None:
    run = run_of(samples.crowded(), tmp_path)
    rules = run["tool"]["driver"]["rules"]
    assert {rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"]} == {True}


def test_what_could_not_be_looked_at_is_told_of_the_invocation(tmp_path: Path) -> None:
    (unseen,) = run_of(samples.unseen(), tmp_path)["invocations"]
    assert (unseen["executionSuccessful"], unseen["exitCode"]) == (False, 3)
    assert {one["descriptor"]["id"] for one in unseen["toolExecutionNotifications"]} == {"incomplete", "not-reached"}
    (rough,) = run_of(samples.rough(), tmp_path)["invocations"]
    assert (rough["executionSuccessful"], rough["exitCode"]) == (True, 1)
    assert [one["message"]["text"] for one in rough["toolExecutionNotifications"]] == [
        "The check nav/menu-lost could not judge landing: ValueError: no menu",
        "cart: The reload probe was skipped after two time-outs.",
    ]


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    first = SarifReport().write(samples.rough(), tmp_path).read_bytes()
    assert SarifReport().write(samples.rough(), tmp_path).read_bytes() == first
