"""`friction doctor`: what is installed, whether it works, what to do."""

import asyncio

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from auditor.browser.diagnosis import Diagnosis, diagnose
from auditor.browser.installation import install_browser
from auditor.errors import BrowserError

EXIT_READY = 0
EXIT_NOT_READY = 3


def doctor(install: bool = False, browser_path: str | None = None) -> int:
    """Print what is installed and return the exit code: 0 when an audit can run, else 3.

    With `install` a browser is put in place first, unless one that works is there already.
    """
    out, progress = Console(highlight=False), Console(stderr=True, highlight=False)
    diagnosis = asyncio.run(diagnose(browser_path))
    if install and not diagnosis.ready:
        try:
            install_browser(lambda line: progress.print(escape(line)))
        except BrowserError as error:
            progress.print(escape(str(error)), style="red")
        diagnosis = asyncio.run(diagnose(browser_path))
    _print(out, diagnosis)
    return EXIT_READY if diagnosis.ready else EXIT_NOT_READY


def _print(out: Console, diagnosis: Diagnosis) -> None:
    table = Table.grid(padding=(0, 2))
    for name, value in _facts(diagnosis):
        table.add_row(escape(name), escape(value))
    out.print(table)
    for remedy in diagnosis.remedies:
        out.print(f"\n{'Missing' if remedy.needed else 'Note'}: {escape(remedy.what)}", soft_wrap=True)
        out.print(f"  {escape(remedy.advice)}", soft_wrap=True)
    out.print("\nReady: an audit can run." if diagnosis.ready else "\nNot ready: an audit cannot run yet.")


def _facts(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    browser = diagnosis.browser
    facts = [
        ("friction-audit", diagnosis.tool_version),
        ("Python", diagnosis.python_version),
        ("Playwright", diagnosis.playwright_version),
        ("System", diagnosis.system),
        ("Browser", f"{browser.path} ({browser.source})" if browser else "none"),
    ]
    if browser and browser.version:
        facts.append(("Browser version", browser.version))
    if diagnosis.start_ms is not None:
        facts.append(("Starts", f"yes, first page drawn after {diagnosis.start_ms / 1000:.1f} s"))
    if browser and diagnosis.as_root:
        facts.append(("Sandbox", "off: this is root, and Chromium starts no sandbox as root"))
    if diagnosis.ready:
        missing = ", ".join(diagnosis.scripts_without_font)
        facts.append(("Fonts", f"none for {missing}" if missing else "for every script looked at"))
    return facts
