"""Whether what an audit measures is true: pages with known delays are walked and compared with what they were built to.

The truth is that of the pages themselves (`timed_pages.py`): the server's delays, the pages' timers, which count from
the shopper's click, the geometry of what moves, the bytes sent. They are served by a process of their own and walked
by a journey as a file would have it, without probes. A figure is right within 10 % or, for times, 50 ms, whichever is
larger; what the browser itself takes to draw is part of the error. Figures are medians over the audits.

Ends with 0 once everything has run, whatever the figures are: on a busy machine they are no reason to fail.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditing import NotAuditedError, audit, figures, machine
from serving import NotServedError, serving
from timed_pages import (
    DELAYS,
    EXTRA_BYTES,
    REDIRECT_MS,
    REDIRECTS,
    SHIFTED_HEIGHT,
    SHIFTED_WIDTH,
    SOFT_MS,
    STREAMED_MS,
    VIEWPORT,
)

from auditor.model.result import AuditResult

SHARE, LEAST_MS = 0.1, 50.0
TTFB, FCP, LCP = "time_to_first_byte_ms", "first_contentful_paint_ms", "largest_contentful_paint_ms"
CLS, INP, TBT = "cumulative_layout_shift", "interaction_to_next_paint_ms", "total_blocking_time_ms"
LOAD, NEXT = "load_ms", "time_to_next_action_ms"


def shift(pushed_by: int) -> float:
    """The score of one shift of the pages' box, by the definition of layout-shift: area times way.

    Args:
        pushed_by: how far down it was pushed, in CSS pixels.
    """
    width, height = VIEWPORT
    return SHIFTED_WIDTH * (SHIFTED_HEIGHT + pushed_by) / (width * height) * (pushed_by / max(width, height))


@dataclass(frozen=True)
class Case:
    """A page and what is true of it. `acts` are what is done once it is open; the last one's step is measured."""

    page: str
    what: str
    truths: dict[str, float]
    acts: tuple[str, ...] = ()
    opens: str = ""

    @property
    def steps(self) -> Iterator[str]:
        """The steps of the journey, as its file has them."""
        start = "/soft/" if self.page.startswith("soft") else "/"
        if self.opens:
            yield f"  - {{goto: {self.opens}, id: to-{self.page}, stage: product, optional: true}}"
        else:
            yield f"  - {{goto: {start}, id: before-{self.page}, stage: landing, optional: true}}"
            opening = f"control: {{css: '#{self.page}'}}"
            name = f"to-{self.page}" if self.acts else self.page
            yield f"  - {{open-product: {{{opening}}}, id: {name}, optional: true}}"
        for place, act in enumerate(self.acts):
            name = self.page if place == len(self.acts) - 1 else f"{self.page}-{place}"
            yield f"  - {{{act}, id: {name}, optional: true}}"


SERVER, REDIRECTED = DELAYS["server"], REDIRECTS * REDIRECT_MS + DELAYS["redirected"]
CASES = (
    Case("server", "server delay", {TTFB: SERVER, FCP: SERVER, LCP: SERVER, LOAD: SERVER, NEXT: SERVER}),
    Case("stylesheet", "render-blocking stylesheet", {FCP: 900, LCP: 900, LOAD: 900, NEXT: 900}),
    Case("picture", "late picture", {LCP: 1000, LOAD: 1000}),
    Case(
        "streamed", "answer that comes in two parts", {TTFB: STREAMED_MS[0], LOAD: STREAMED_MS[1], NEXT: STREAMED_MS[1]}
    ),
    Case("hydrated-by-script", "control disabled until a late script", {NEXT: 900, LOAD: 900}),
    Case("hydrated-by-timer", "control disabled until a timer", {NEXT: 1200}),
    Case("control-by-fetch", "control that comes with a late answer", {NEXT: 900}),
    Case("control-by-timer", "control that comes with a timer", {NEXT: 1200}),
    Case("veiled", "veil over the control", {NEXT: 1200}),
    Case("moving", "control that moves", {NEXT: 1200}),
    Case("shift-one-window", "layout that shifts, one session window", {CLS: shift(150) + shift(100)}),
    Case("shift-two-windows", "layout that shifts, two session windows", {CLS: max(shift(100), shift(200))}),
    Case("blocked", "long tasks of 200 and 300 ms after the first paint", {TBT: 150 + 250, LOAD: 900}),
    Case("click", "long task on click", {INP: 300}, ("click: {css: '#work'}",), opens="/click"),
    Case("key", "long task on key", {INP: 250}, ("press: {css: '#note', key: a}",), opens="/key"),
    Case("hops", "redirect chain", {"redirects": REDIRECTS, "redirect_ms": 900, TTFB: REDIRECTED, NEXT: REDIRECTED}),
    Case("soft-late", "soft navigation with a late fetch", {FCP: SOFT_MS, LCP: SOFT_MS, NEXT: SOFT_MS}),
    Case("soft-told", "soft navigation that says at once that it loads", {LCP: SOFT_MS, NEXT: SOFT_MS}),
    Case(
        "many-files",
        "files of the shop and of another site",
        {"requests": 4, "third_party_requests": 1, "third_party_bytes": EXTRA_BYTES},
    ),
    Case(
        "exact-first",
        "exact acts: a control disabled until a timer",
        {NEXT: 1200},
        ("click: {css: '#go'}",),
        opens="/exact-first",
    ),
)
AFTER = {"exact-first": ("  - {click: {css: '#next'}, id: exact-next}",)}


def journey(cases: tuple[Case, ...]) -> str:
    """The journey through all pages, as a file would have it.

    A step that comes after a measured one may not be optional where it names the control that is waited for.
    """
    steps = [line for case in cases for line in (*case.steps, *AFTER.get(case.page, ()))]
    return "\n".join(("title: Pages with known delays", "steps:", *steps))


def tolerance(metric: str, truth: float) -> float:
    """How far from the truth is right still, in the figure's own unit."""
    return max(SHARE * truth, LEAST_MS) if metric.endswith("_ms") else SHARE * truth


@dataclass(frozen=True)
class Compared:
    """A figure beside its truth; `measured` None where there was none."""

    case: Case
    metric: str
    truth: float
    measured: float | None
    low: float = 0
    high: float = 0

    @property
    def right(self) -> bool:
        """Whether it is within its tolerance."""
        return self.measured is not None and abs(self.measured - self.truth) <= tolerance(self.metric, self.truth)


def compared(results: Sequence[AuditResult], cases: tuple[Case, ...]) -> Iterator[Compared]:
    """Every figure that has a truth."""
    for case in cases:
        for metric, truth in case.truths.items():
            values = [value for result in results for value in figures(result, case.page, metric)]
            if values:
                yield Compared(case, metric, truth, statistics.median(values), min(values), max(values))
            else:
                yield Compared(case, metric, truth, None)


def told(all_compared: list[Compared]) -> Iterator[str]:
    """The table in lines."""
    yield f"{'page':<52} {'figure':<30} {'truth':>9} {'median':>9} {'error':>9}  {'lowest to highest':<20} right"
    for one in all_compared:
        digits = 4 if one.metric == CLS else 0
        if one.measured is None:
            middle = f"{'none':>9} {'':>9}  {'':<20}"
        else:
            spread = f"{one.low:.{digits}f} to {one.high:.{digits}f}"
            middle = f"{one.measured:9.{digits}f} {one.measured - one.truth:+9.{digits}f}  {spread:<20}"
        yield f"{one.case.what:<52} {one.metric:<30} {one.truth:9.{digits}f} {middle} {'yes' if one.right else 'NO'}"
    right = sum(one.right for one in all_compared)
    yield f"{right} of {len(all_compared)} figures are within {SHARE:.0%} or {LEAST_MS:.0f} ms of the truth."


def unfinished(results: Sequence[AuditResult]) -> Iterator[str]:
    """The steps that did not complete, and why."""
    for number, result in enumerate(results, start=1):
        for step in result.journeys[0].attempts[0].steps:
            if step.status != "completed":
                yield f"Audit {number}: the step {step.id} was {step.status}: {step.error}"


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("audits", nargs="?", type=int, default=5, metavar="AUDITS", help="how many; 5 by default")
    parser.add_argument("--only", nargs="+", choices=[case.page for case in CASES], metavar="PAGE", help="these pages")
    given = parser.parse_args()
    if given.audits < 1:
        parser.error("AUDITS is at least 1")
    cases = tuple(case for case in CASES if given.only is None or case.page in given.only)
    print(machine(), flush=True)
    try:
        with serving("timed_pages") as url:
            # One attempt each: of several, each would be walked with a warm cache as well.
            results = [audit(url, journey(cases), runs=1) for _ in range(given.audits)]
    except (NotAuditedError, NotServedError) as error:
        print(f"Could not be measured: {error}", file=sys.stderr)
        return 1
    for line in (*unfinished(results), *told(list(compared(results, cases)))):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
