"""`friction checks`, `friction explain` and `friction schema`: what the tool knows, for people and for programs."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.errors import UsageError
from auditor.suggestion import did_you_mean, listed

if TYPE_CHECKING:
    from auditor.check import Check

_WIDTH = 100


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("checks")(checks)
    application.command("explain")(explain)
    application.command("schema")(schema)


def checks() -> int:
    """List the checks: id, usual severity, stages, title."""
    from auditor.plugins import load_checks  # noqa: PLC0415 - quick start

    metas = [check.meta for check in load_checks()]
    longest = max(len(meta.id) for meta in metas)
    for meta in metas:
        status = "" if meta.status == "stable" else f" ({meta.status})"
        typer.echo(f"{meta.id:<{longest}}  {meta.severity:<8}  {meta.title}{status}")
    return 0


def explain(
    check: Annotated[str, typer.Argument(metavar="ID", help="A check's id.", show_default=False)],
) -> int:
    """Explain a check: what it sees, why it is friction, how to mend it, its limits."""
    from auditor.catalogue import document_of  # noqa: PLC0415 - quick start

    found = _find(check)
    meta, document = found.meta, document_of(found)
    stages = ", ".join(meta.stages) or "any"
    typer.echo(f"{meta.id}: {meta.title}\n{meta.severity}, {meta.status}, at: {stages}, since {meta.since}\n")
    typer.echo(_wrapped(document.summary))
    if meta.feels:
        typer.echo("\n" + _wrapped(f"“{meta.feels}”"))
    sections = {
        "What it does": document.what,
        "Why it is friction": document.why,
        "How to fix": document.fix,
        "Limits": document.limits,
    }
    for heading, text in sections.items():
        typer.echo(f"\n{heading}:\n{_wrapped(text, indent='  ')}")
    typer.echo("\nReferences:")
    for reference in document.references:
        typer.echo(f"  - {reference}")
    return 0


def schema(
    document: Annotated[
        str, typer.Argument(metavar="[DOCUMENT]", help="audit (default), map or comparison.", show_default=False)
    ] = "audit",
) -> int:
    """Print the JSON Schema of audit.json, or of what friction map or friction compare prints."""
    from auditor.model.base import Record  # noqa: PLC0415 - quick start
    from auditor.model.comparison import Comparison  # noqa: PLC0415 - likewise
    from auditor.model.result import AuditResult  # noqa: PLC0415 - likewise
    from auditor.model.shop_map import ShopMap  # noqa: PLC0415 - likewise

    documents: dict[str, type[Record]] = {"audit": AuditResult, "map": ShopMap, "comparison": Comparison}
    if document not in documents:
        raise UsageError(
            f"there is no schema of '{document}': expected {listed(documents)}{did_you_mean(document, documents)}"
        )
    described = documents[document].model_json_schema(mode="serialization")
    typer.echo(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}, indent=2))
    return 0


def _find(check: str) -> "type[Check]":
    from auditor.catalogue import nearest  # noqa: PLC0415 - quick start
    from auditor.plugins import load_checks  # noqa: PLC0415 - likewise

    known = {name: one for one in load_checks() for name in (*one.meta.former_ids, one.meta.id)}
    if check not in known:
        near = nearest(check, known)
        hint = f"did you mean '{near}'?" if near else "see friction checks"
        raise UsageError(f"there is no check '{check}'; {hint}")
    return known[check]


def _wrapped(text: str, indent: str = "") -> str:
    import textwrap  # noqa: PLC0415 - quick start

    paragraphs = text.split("\n\n")
    return "\n\n".join(
        textwrap.fill(one, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        for one in paragraphs
    )
