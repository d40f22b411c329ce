"""The parts of the documents that follow from the code, as text."""

import re
from pathlib import Path

from auditor.model.metric import METRICS
from checks import built_in_checks
from tests.project.command_line import printed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SCHEMA = ROOT / "docs" / "audit.schema.json"
BUDGETS = ROOT / "docs" / "budgets.md"
COMPARISON_SCHEMA = ROOT / "docs" / "comparison.schema.json"
MAP_SCHEMA = ROOT / "docs" / "map.schema.json"
RENEW = "python -m tests.project.renew"


def section(text: str, name: str) -> str:
    """What stands between the marks `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ValueError: the marks are not there.
    """
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"no section {name}")
    return found.group(1)


def with_section(text: str, name: str, content: str) -> str:
    """The text with another content between the marks."""
    return text.replace(
        f"<!-- {name} -->\n{section(text, name)}<!-- /{name} -->", f"<!-- {name} -->\n{content}<!-- /{name} -->"
    )


def checks_table() -> str:
    """The catalogue as a table."""
    rows = [
        (f"`{check.meta.id}`", check.meta.title, str(check.meta.severity), str(check.meta.status))
        for check in built_in_checks()
    ]
    return _table(("Id", "What the shopper meets", "Severity", "Status"), rows)


def metrics_table() -> str:
    """The figures that a budget may name as a table."""
    rows = [
        (f"`{name}`", one.label[:1].upper() + one.label[1:], one.unit, one.of, "yes" if one.varies else "no")
        for name, one in METRICS.items()
    ]
    return _table(("Metric", "What it is", "Unit", "Of", "Varies"), rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |\n"
        for line in lines
    )


def schema(document: str = "audit") -> str:
    """What `friction schema` prints of a document."""
    return printed("schema", document)


def fenced(text: str, language: str) -> list[str]:
    """The code blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
