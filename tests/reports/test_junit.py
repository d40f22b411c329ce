"""`junit.xml` says what the gate says, in the form that build servers read."""

from pathlib import Path
from xml.etree import ElementTree as ET

import junitparser
import pytest

from auditor.model.finding import CheckOutcome, Severity
from auditor.model.result import AuditResult, Breach, GateResult, SubjectResult
from reports.junit import JunitReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES

# What the schema of Jenkins' xUnit plugin (junit-10) allows: attributes (those in capitals must be there) and children.
_COUNTS = {"TESTS", "FAILURES", "ERRORS"}
_ALLOWED = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"NAME", *_COUNTS, "skipped", "time", "timestamp", "hostname"}, {"properties", "testcase"}),
    "properties": (set[str](), {"property"}),
    "property": ({"NAME", "VALUE"}, set[str]()),
    "testcase": ({"NAME", "classname", "time"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"type", "message"}, set[str]()),
    "error": ({"type", "message"}, set[str]()),
    "skipped": ({"type", "message"}, set[str]()),
    "system-out": (set[str](), set[str]()),
}


def faults(element: ET.Element) -> list[str]:
    """What of an element and all in it the schema does not allow."""
    attributes, children = _ALLOWED[element.tag]
    needed = {name.lower() for name in attributes if name.isupper()}
    found = [f"{element.tag} has no {name}" for name in needed - set(element.attrib)]
    allowed = {name.lower() for name in attributes}
    found += [f"{element.tag} has a {name}" for name in set(element.attrib) - allowed]
    found += [f"{element.tag} holds a {child.tag}" for child in element if child.tag not in children]
    return found + [fault for child in element if child.tag in children for fault in faults(child)]


def written(result: AuditResult, folder: Path) -> ET.Element:
    path = JunitReport().write(result, folder)
    assert path == folder / "junit.xml"
    return ET.fromstring(path.read_bytes())  # noqa: S314 - our own file


def came(root: ET.Element) -> dict[str, str]:
    """What came of every case, by suite and name."""
    return {
        f"{suite.get('name')}: {case.get('name')}": next(
            (child.tag for child in case if child.tag != "system-out"), "passed"
        )
        for suite in root
        for case in suite.iter("testcase")
    }


def subject(check: str, at: str, outcome: CheckOutcome, **more: object) -> SubjectResult:
    return SubjectResult.model_validate({"check": check, "outcome": outcome, "subject": f"shop/desktop/1/{at}", **more})


def judged(*results: SubjectResult, **changes: object) -> AuditResult:
    return samples.rough().model_copy(update={"results": results, **changes})


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_has_the_form_that_jenkins_reads(name: str, tmp_path: Path) -> None:
    assert faults(written(getattr(samples, name)(), tmp_path)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_library_reads_it_and_counts_the_same(name: str, tmp_path: Path) -> None:
    root = written(getattr(samples, name)(), tmp_path)
    read = junitparser.JUnitXml.fromfile(str(tmp_path / "junit.xml"))
    kinds = {"failure": junitparser.Failure, "error": junitparser.Error, "skipped": junitparser.Skipped}
    for told, suite in zip(root, read, strict=True):
        outcomes = [[type(one) for one in case.result] for case in suite]
        assert told.get("tests") == str(len(outcomes))
        counts = {kind: sum(type_ in one for one in outcomes) for kind, type_ in kinds.items()}
        assert (told.get("failures"), told.get("errors"), told.get("skipped")) == tuple(map(str, counts.values()))
        assert all(len(one) <= 1 for one in outcomes)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_cases_have_one_name(name: str, tmp_path: Path) -> None:
    root = written(getattr(samples, name)(), tmp_path)
    names = [(suite.get("name"), case.get("classname"), case.get("name")) for suite in root for case in suite]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["rough", "smooth", "unseen", "broken"])
def test_it_fails_where_the_gate_does_and_nowhere_else(name: str, tmp_path: Path) -> None:
    result: AuditResult = getattr(samples, name)()
    root = written(result, tmp_path)
    failed = "failure" in came(root).values()
    incomplete = came(root)["audit: complete"] == "error"
    assert (failed or incomplete) is not result.gate.passed
    assert incomplete is (result.gate.exit_code == 3)


def test_findings_are_cases_of_the_subject_they_were_met_on(tmp_path: Path) -> None:
    result = judged(
        subject("checkout/form-cleared-on-error", "checkout-1/form_trial-1", CheckOutcome.FAILED, findings=("F001",)),
        subject("cart/total-missing", "cart-1", CheckOutcome.FAILED, findings=("F004",)),
        subject("product/no-returns-info", "product-1", CheckOutcome.NEEDS_REVIEW, findings=("F005",)),
        subject("nav/back-lost", "checkout-1", CheckOutcome.FAILED, findings=("F006",)),
        subject("landing/low-contrast", "landing-1", CheckOutcome.FAILED, findings=("F003",)),
        subject("landing/low-contrast", "listing-1", CheckOutcome.FAILED),
        subject("journey/step-broken", "cart", CheckOutcome.FAILED, explained_by=("interaction/dead-click",)),
        subject("load/slow-fcp", "landing-1", CheckOutcome.INCONCLUSIVE),
        subject("load/slow-lcp", "landing-1", CheckOutcome.PASSED),
        subject("mobile/tiny", "landing-1", CheckOutcome.NOT_APPLICABLE),
        subject("nav/menu-lost", "landing-1", CheckOutcome.ERRORED, error="ValueError: no menu"),
        SubjectResult(check="load/whole", outcome=CheckOutcome.PASSED, subject="shop/desktop/1"),
    )
    made = came(written(result, tmp_path))
    own = {name.removeprefix("shop desktop: "): one for name, one in made.items() if name.startswith("shop desktop: ")}
    steps = ("landing", "listing", "search", "product", "add-to-cart", "cart", "checkout")
    assert {name: one for name, one in own.items() if name not in steps} == {
        "checkout/form-cleared-on-error [checkout-1/form_trial-1]": "failure",
        "cart/total-missing [cart-1]": "passed",
        "product/no-returns-info [product-1]": "skipped",
        "nav/back-lost [checkout-1]": "skipped",
        "landing/low-contrast [landing-1]": "failure",
        "landing/low-contrast [listing-1]": "skipped",
        "journey/step-broken [cart]": "skipped",
        "load/slow-fcp [landing-1]": "skipped",
        "load/slow-lcp [landing-1]": "passed",
        "nav/menu-lost [landing-1]": "error",
        "load/whole": "passed",
        "load/step-too-slow [search]": "failure",
    }


def test_what_the_gate_lets_pass_passes_and_is_told(tmp_path: Path) -> None:
    mild = samples.finding(severity=Severity.MINOR, gates=False)
    root = written(judged(findings=(mild,)), tmp_path)
    (case,) = (one for one in root.iter("testcase") if one.get("name") == "checkout/too-many-fields [checkout]")
    assert [child.tag for child in case] == ["system-out"]
    assert "The form asks for 23 fields" in (case[0].text or "")


def test_steps_have_their_seconds(tmp_path: Path) -> None:
    root = written(samples.rough(), tmp_path)
    times = {case.get("name"): case.get("time") for case in root[0].iter("testcase")}
    assert (times["search"], times["checkout"], times["load/step-too-slow [search]"]) == ("6.420", "4.100", "0.000")


def test_a_broken_step_fails_where_it_is_the_sites_and_is_an_error_where_nobody_knows(tmp_path: Path) -> None:
    broken = samples.broken()
    assert came(written(broken, tmp_path))["shop desktop: cart"] == "failure"
    gate = GateResult(passed=False, exit_code=3, breaches=(Breach(kind="incomplete", what="checkout was not reached"),))
    made = came(written(broken.model_copy(update={"gate": gate}), tmp_path))
    assert (made["shop desktop: cart"], made["audit: complete"]) == ("error", "error")
    gate = GateResult(passed=True, exit_code=0)
    made = came(written(broken.model_copy(update={"gate": gate}), tmp_path))
    assert (made["shop desktop: cart"], made["audit: complete"]) == ("skipped", "passed")


def test_what_is_inconclusive_fails_only_where_the_gate_says_so(tmp_path: Path) -> None:
    result = judged(subject("load/slow-fcp", "landing-1", CheckOutcome.INCONCLUSIVE), findings=())
    budget = "budgets: time_to_next_action_ms <= 6500 at search on desktop"
    made = came(written(result, tmp_path))
    assert (made["shop desktop: load/slow-fcp [landing-1]"], made[budget]) == ("skipped", "skipped")
    breaches = (
        Breach(kind="finding", inconclusive=True, what="load/slow-fcp (serious) at step landing: 1.9 s"),
        Breach(kind="budget", inconclusive=True, what="time_to_next_action_ms at search on desktop: 7100 ms"),
    )
    strict = result.model_copy(
        update={
            "gate": GateResult(passed=False, exit_code=1, breaches=breaches),
            "inconclusive": tuple(one.model_copy(update={"gates": True}) for one in result.inconclusive),
        }
    )
    made = came(written(strict, tmp_path))
    assert (made["shop desktop: load/slow-fcp [landing-1]"], made[budget]) == ("failure", "skipped")
    failing = tuple(one.model_copy(update={"level": "error"}) for one in strict.budgets)
    made = came(written(strict.model_copy(update={"budgets": failing}), tmp_path))
    assert made[budget] == "failure"


def test_budgets_are_cases_of_their_own(tmp_path: Path) -> None:
    made = came(written(samples.rough(), tmp_path))
    assert {name: one for name, one in made.items() if name.startswith("budgets: ")} == {
        "budgets: transfer_bytes <= 3000000 at landing on desktop [warm]": "passed",
        "budgets: time_to_next_action_ms <= 6500 at search on desktop": "skipped",
        "budgets: largest_contentful_paint_ms <= 2500 at landing on desktop": "failure",
    }


def test_what_was_not_reached_or_not_probed_is_skipped_with_its_reason(tmp_path: Path) -> None:
    root = written(samples.unseen(), tmp_path)
    reasons = {case.get("name"): case[0].get("message") for case in root.iter("testcase") if len(case)}
    why = "the first page did not answer (net::ERR_CONNECTION_REFUSED)"
    assert reasons == {"complete": why, "reached [landing]": why, "reached [checkout]": why}
    assert "audit: reached [confirmation]" not in came(written(samples.smooth(), tmp_path))


def test_control_codes_do_not_break_the_document(tmp_path: Path) -> None:
    text = "a\x00b\x1b\x0b\ud83d\ufffe\uffff\u202e<&>]]>"
    root = written(judged(findings=(samples.finding(message=text, step=text, check=f"x/{text}"),)), tmp_path)
    assert any("<&>]]>" in (one.get("message") or "") for one in root.iter("failure"))


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    first = JunitReport().write(samples.rough(), tmp_path).read_bytes()
    assert JunitReport().write(samples.rough(), tmp_path).read_bytes() == first
