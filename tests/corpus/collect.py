"""Take the corpus' snapshots anew: `python -m tests.corpus.collect [GROUP ...]`; without a group all that can be taken.

Our own storefronts need nothing but the browser; the demo shop and django-oscar are started for it.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Route, async_playwright

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.browser.executable import find_browser
from auditor.browser.launching import launch_browser
from auditor.model.snapshot import DomSnapshot
from tests.corpus.pages import SavedPage, write
from tests.corpus.storefronts import STRUCTURES, pages_of
from tests.corpus.storefronts.base import Page as OwnPage
from tests.corpus.storefronts.base import Storefront

_ORIGIN = "https://shop.example"
_ANSWERS = (Path(__file__).parent / "answers.js").read_text(encoding="utf-8")
_SALT = "corpus"
_ASKED_OF_EVERY_PAGE = ("guest", "consent", "closer")
"""Roles that a page without a mark for them has nothing of: pressing anything as such would be a mistake."""


async def saved_page(
    page: Page,
    group: str,
    language: str,
    kind: str,
    *,
    facts: Mapping[str, Any],
    roles: Mapping[str, str] | None = None,
) -> SavedPage:
    """What the page shows now, with the answers marked in it and those named by CSS in `roles`."""
    dom = await collect_dom(page, salt=_SALT)
    assert not dom.truncated, f"the snapshot of {group}/{language}/{kind} is incomplete"
    selectors = _selectors(dom)
    answers: dict[str, list[str]] = await page.evaluate(_ANSWERS, {"selectors": selectors, "roles": dict(roles or {})})
    absent = [role for role in _ASKED_OF_EVERY_PAGE if role not in answers]
    snapshot = dom.model_dump(mode="json", exclude_defaults=True)
    return SavedPage(group, language, kind, dict(facts), answers, absent, snapshot)


def _selectors(dom: DomSnapshot) -> list[str]:
    parts: Iterable[Any] = (*dom.elements, *dom.fields, *dom.cards)
    return list(dict.fromkeys(part.selector for part in parts if not getattr(part, "frame", 0)))


async def take_storefront(browser: Browser, structure: type[Storefront]) -> list[SavedPage]:
    """All pages of one structure."""
    shown: list[OwnPage] = []

    async def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            await route.fulfill(content_type="text/html; charset=utf-8", body=shown[-1].html)
        else:
            await route.fulfill(status=204)

    taken = []
    context = await browser.new_context(viewport={"width": 1366, "height": 900}, locale="en")
    await context.route("**/*", answer)
    page = await context.new_page()
    for language, kind, own in pages_of(structure):
        shown.append(own)
        await page.goto("about:blank")  # addresses that differ in a hash route only would not load anew
        await page.goto(_ORIGIN + own.path)
        taken.append(await saved_page(page, structure.structure, language, kind, facts=own.facts))
    await context.close()
    return taken


async def collect(wanted: list[str]) -> None:
    """Take the groups named, or all.

    Raises:
        SystemExit: there is no such group.
    """
    from tests.corpus.shops import TAKERS  # noqa: PLC0415 - they need the shops' own packages

    known = {*(structure.structure for structure in STRUCTURES), *TAKERS}
    if unknown := set(wanted) - known:
        raise SystemExit(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    async with async_playwright() as playwright:
        browser = await launch_browser(playwright, find_browser())
        for structure in STRUCTURES:
            if not wanted or structure.structure in wanted:
                _tell(write(structure.structure, await take_storefront(browser, structure)))
        for group, take in TAKERS.items():
            if not wanted or group in wanted:
                _tell(write(group, await take(browser)))
        await browser.close()


def _tell(path: Path) -> None:
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1024:.0f} kB\n")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.collect", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help="a group of pages (default: all)")
    asyncio.run(collect(parser.parse_args().groups))


if __name__ == "__main__":
    main()
