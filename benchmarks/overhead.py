"""What measuring costs the pages that are measured: their own figures in an audit's walk and in a bare Playwright run.

Pages that take half a second or more are loaded in turn by (A) the walk of an audit and (B) a bare Playwright script
that injects one PerformanceObserver and no more. Both take the same browser with the same flags, start it anew each
time, and click the same links. The pages read their figures themselves, in the same way whoever loads them, and tell
them to the server: time to first byte, first and largest contentful paint, load, blocking time, and a stopwatch of
their own around a fixed amount of work. One of each goes before and is not counted.

Ends with 0 once everything has run, whatever the figures are: on a busy machine they are no reason to fail.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence

from auditing import NotAuditedError, audit, machine
from loaded_pages import FIGURES, PAGES
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, ViewportSize, async_playwright
from serving import NotServedError, serving

from auditor.browser.executable import find_browser
from auditor.browser.launching import launch_browser
from auditor.errors import BrowserError

VIEWPORT: ViewportSize = {"width": 1366, "height": 768}
TARGET = 0.05
LEAST_MS = 50.0
"""Figures shorter than this are told, but no share of them: a few ms would be much of them."""
ASK_LIMIT_S, TOLD_LIMIT_S, RUN_LIMIT_S = 10, 10, 120
TOLD = "css=html[data-told]"
"""What a page says once it has told its figures."""
OBSERVER = """new PerformanceObserver(() => {}).observe({ type: "largest-contentful-paint", buffered: true });"""
JOURNEY = "\n".join(
    [
        "title: Pages that take their time",
        "steps:",
        *(
            f"  - {{goto: /, id: before-{name}, stage: landing}}\n"
            f"  - {{open-product: {{control: {{css: '#{name}'}}}}, id: {name}}}\n"
            f"  - {{wait-for: '{TOLD}', id: {name}-told}}"
            for name in PAGES
        ),
    ]
)
Figures = dict[tuple[str, str], dict[str, float]]
"""What was told: by run and page, the value of each figure in ms."""


class NotLoadedError(Exception):
    """A run that was to be compared did not load its pages."""


def ask(url: str) -> str:
    """Ask the server."""
    with urllib.request.urlopen(url, timeout=ASK_LIMIT_S) as answer:  # noqa: S310 - our own server on loopback
        return str(answer.read().decode())


def figures(url: str) -> Figures:
    """What the pages have told so far; of a page that was loaded more than once in a run, the first time."""
    found: Figures = {}
    for told in json.loads(ask(f"{url}figures")):
        if told["page"] in PAGES:
            values = {name: float(told[name]) for name in FIGURES if told[name] != "undefined"}
            found.setdefault((told["run"], told["page"]), values)
    return found


def audited_run(url: str) -> None:
    """Let an audit walk the pages once."""
    result = audit(url, JOURNEY, runs=1, timeout_seconds=RUN_LIMIT_S)
    for step in result.journeys[0].attempts[0].steps:
        if step.status != "completed":
            raise NotLoadedError(f"the audit's step {step.id} was {step.status}: {step.error}")


async def bare_run(url: str) -> None:
    """Load the pages with nothing but Playwright and an observer."""
    async with asyncio.timeout(RUN_LIMIT_S), async_playwright() as playwright:
        browser = await launch_browser(playwright, find_browser())
        try:
            page = await browser.new_page(viewport=VIEWPORT, locale="en-US")
            await page.add_init_script(OBSERVER)
            for name in PAGES:
                await _load(page, url, name)
        finally:
            await browser.close()


async def _load(page: Page, url: str, name: str) -> None:
    await page.goto(url)
    await page.click(f"#{name}")
    await page.wait_for_selector(TOLD)


def all_told(url: str, run: str) -> None:
    """Wait until every page has told its figures.

    Raises:
        NotLoadedError: one has not.
    """
    ends = time.monotonic() + TOLD_LIMIT_S
    missing = set(PAGES)
    while missing and time.monotonic() < ends:
        known = figures(url)
        missing = {page for page in PAGES if (run, page) not in known}
        if missing:
            time.sleep(0.05)
    if missing:
        raise NotLoadedError(f"{run}: no figures came from {', '.join(sorted(missing))}")


def load_in_turn(url: str, pairs: int) -> Figures:
    """Both in alternation, the first pair not counted; which of the two goes first changes from pair to pair."""
    for number in range(pairs + 1):
        kinds = ("audit", "bare") if number % 2 else ("bare", "audit")
        for kind in kinds:
            run = f"{kind} {number}"
            ask(f"{url}now?run={run.replace(' ', '+')}")
            if kind == "audit":
                audited_run(url)
            else:
                asyncio.run(bare_run(url))
            all_told(url, run)
        print(f"  pair {number} of {pairs}" + ("" if number else ", not counted"), flush=True)
    return {(run, page): told for (run, page), told in figures(url).items() if not run.endswith(" 0")}


def told(found: Figures) -> Iterator[str]:
    """The table in lines."""
    values: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for (run, page), figures_of_page in found.items():
        for name, value in figures_of_page.items():
            values[page, name, run.split()[0]].append(value)
    head = f"{'page':<10} {'figure':<10} {'bare':>8} {'middle half':>16} {'audit':>8} {'change':>16}"
    yield f"{head}   under {TARGET:.0%}"
    over = 0
    for page in PAGES:
        for name in FIGURES:
            bare, ours = values[page, name, "bare"], values[page, name, "audit"]
            if not bare or not ours:
                continue
            middle, changed = statistics.median(bare), statistics.median(ours)
            told_share, told_verdict = "", "-"
            if middle >= LEAST_MS:
                share = changed / middle - 1
                over += share >= TARGET
                told_share, told_verdict = f"{share:+.1%}", "NO" if share >= TARGET else "yes"
            change = f"{changed - middle:+.1f} {told_share:>8}"
            spread = middle_half(bare)
            yield f"{page:<10} {name:<10} {middle:8.1f} {spread:>16} {changed:8.1f} {change:>16}   {told_verdict}"
    yield f"Medians in ms. {over} figures of {LEAST_MS:.0f} ms or more changed by {TARGET:.0%} or more."
    yield "A change that is small beside the middle half of the bare runs is the machine's, not the audit's."


def middle_half(values: Sequence[float]) -> str:
    """Between which values half of them lie, those below and above left out alike."""
    if len(values) < 2:  # noqa: PLR2004 - one value has no spread
        return "-"
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{low:.1f} to {high:.1f}"


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "pairs", nargs="?", type=int, default=20, metavar="PAIRS", help="how many of each; 20 by default"
    )
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error("PAIRS is at least 1")
    print(machine(), flush=True)
    try:
        with serving("loaded_pages") as url:
            found = load_in_turn(url, given.pairs)
    except (BrowserError, NotAuditedError, NotServedError, NotLoadedError, PlaywrightError, TimeoutError) as error:
        print(f"Could not be measured: {error}", file=sys.stderr)
        return 1
    for line in told(found):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
