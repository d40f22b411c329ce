"""`junit.xml`: a case for every step, every check on every subject and every budget, for build servers.

What fails the gate is a failure and nothing else is, so that the file and the exit code say the same. The form is that
of the schema of Jenkins' xUnit plugin (junit-10), which GitLab reads too.
"""

import re
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

from auditor.model.result import AuditResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.junit_cases import Case, Suite, suites_of
from reports.language import speaking
from reports.text import clean, clipped

_LONGEST_NAME = 250
_LONGEST_MESSAGE = 1_000
_LONGEST_TEXT = 8_000
# What XML 1.0 has no place for beside what is cleaned away anyway.
_UNFIT_FOR_XML = re.compile("[\ufffe\uffff]")


class JunitReport(Report):
    """Writes the result as a JUnit document."""

    format: ClassVar[str] = "junit"
    file_name: ClassVar[str] = "junit.xml"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `junit.xml`; messages are in the report's language, names of cases are the same in each."""
        with speaking(presentation.language, result.wordings):
            suites = suites_of(result)
        started = f"{result.started_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        every = [case for suite in suites for case in suite.cases]
        root = ET.Element("testsuites", {"name": _fit(result.tool.name), **_counts(every)})
        root.attrib.pop("skipped")  # the schema has no place for it here
        for suite in suites:
            root.append(_suite(suite, started))
        ET.indent(root)
        return write_atomically(folder / self.file_name, ET.tostring(root, "utf-8", xml_declaration=True) + b"\n")


def _suite(suite: Suite, started: str) -> ET.Element:
    made = ET.Element("testsuite", {"name": _name(suite.name), **_counts(suite.cases), "timestamp": started})
    if suite.facts:
        properties = ET.SubElement(made, "properties")
        for name, value in suite.facts:
            ET.SubElement(properties, "property", {"name": name, "value": _fit(value)})
    for case in suite.cases:
        made.append(_case(case))
    return made


def _case(case: Case) -> ET.Element:
    made = ET.Element(
        "testcase", {"classname": _name(case.group), "name": _name(case.name), "time": f"{case.seconds:.3f}"}
    )
    text = clipped(_fit(case.text), _LONGEST_TEXT)
    if case.came == "passed":
        if text:
            ET.SubElement(made, "system-out").text = text
        return made
    message = clipped(_fit(case.message), _LONGEST_MESSAGE)
    inner = ET.SubElement(made, case.came, {"type": _name(case.kind), "message": message})
    if text:
        inner.text = text
    return made


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    number = {came: str(sum(case.came == came for case in cases)) for came in ("failure", "error", "skipped")}
    return {
        "tests": str(len(cases)),
        "failures": number["failure"],
        "errors": number["error"],
        "skipped": number["skipped"],
        "time": f"{sum(case.seconds for case in cases):.3f}",
    }


def _name(text: str) -> str:
    return clipped(" ".join(_fit(text).split()), _LONGEST_NAME)


def _fit(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNFIT_FOR_XML.sub("\ufffd", clean(text))
