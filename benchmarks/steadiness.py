"""Whether a gate on timings holds: many audits of one shop, unchanged and 30 % slower, while the other core is busy.

First the shop's medians are taken, by ten attempts on the machine as it is. Budgets are set 15 % above them, on each
figure of its step that is a time of half a second or more. Then the unchanged shop is audited again and again while a
process of ours keeps one core busy: each audit has to pass or be inconclusive, never to fail. Then the same with a
server that holds the page back for so much longer that the step takes 30 % longer: 49 of 50 have to fail.

`python benchmarks/steadiness.py 50` is the whole proof and takes less than 20 minutes. Ends with 0 once everything has
run, whatever the outcome is.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import TimeoutError as TooLateError
from multiprocessing import get_context
from multiprocessing.pool import Pool

from auditing import NotAuditedError, audit, cold_attempts, figures, machine
from serving import NotServedError, serving

from auditor.model.budget import Budget
from auditor.model.result import AuditResult

STEP = "landing"
JOURNEY = "title: One step\nsteps:\n  - {goto: /, id: landing, stage: landing}"
DELAY_MS = 850
ABOVE, SLOWER = 1.15, 1.3
MEDIAN_OF = 10
LEAST_MS = 500
NEXT = "time_to_next_action_ms"
TIMES = ("time_to_first_byte_ms", "first_contentful_paint_ms", "largest_contentful_paint_ms", "load_ms", NEXT)
ONE_MAY_PASS_OF = 50
AUDIT_LIMIT_S = 120
BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent:\n    sum(range(100_000))"


class StuckError(Exception):
    """An audit had no end, not even after its own time limit."""


@dataclass(frozen=True)
class Audited:
    """What one audit said: `passed`, `inconclusive`, `failed` or `incomplete`, and how it came to it."""

    outcome: str
    seconds: float
    attempts: int = 0
    next_ms: tuple[float, ...] = ()
    noise: float | None = None
    told: str = ""


@contextmanager
def one_core_busy(wanted: bool) -> Iterator[None]:
    """Keep one core busy until the block ends."""
    if not wanted:
        yield
        return
    with subprocess.Popen([sys.executable, "-c", BUSY]) as process:
        try:
            yield
        finally:
            process.kill()


def outcome_of(result: AuditResult) -> str:
    """What the gate and the budgets say, in one word."""
    if result.gate.exit_code > 1:
        return "incomplete"
    if not result.gate.passed:
        return "failed"
    return "inconclusive" if any(one.verdict == "inconclusive" for one in result.budgets) else "passed"


def audit_once(url: str, budgets: Sequence[Budget], runs: int | None = None) -> tuple[AuditResult, float]:
    """Audit the shop; the second is how long that took, in seconds. Runs in a process beside the one that is busy."""
    began = time.perf_counter()
    result = audit(url, JOURNEY, budgets=tuple(budgets), runs=runs, timeout_seconds=AUDIT_LIMIT_S)
    return result, time.perf_counter() - began


def in_process(pool: Pool, url: str, budgets: Sequence[Budget], runs: int | None = None) -> tuple[AuditResult, float]:
    """As `audit_once`, in the pool's process.

    Raises:
        NotAuditedError: it could not be made, or ended early.
        StuckError: it took longer than any audit may.
    """
    try:
        return pool.apply_async(audit_once, (url, budgets, runs)).get(AUDIT_LIMIT_S * 1.5)
    except TooLateError:
        raise StuckError(f"an audit had no end after {AUDIT_LIMIT_S * 1.5:g} s") from None


def audited(pool: Pool, url: str, budgets: Sequence[Budget], count: int) -> Iterator[Audited]:
    """Audit so many times, and say what came of each."""
    for _ in range(count):
        began = time.perf_counter()
        try:
            result, seconds = in_process(pool, url, budgets)
        except NotAuditedError as error:
            yield Audited("incomplete", time.perf_counter() - began, told=str(error))
            continue
        noises = [one.host_noise for one in cold_attempts(result) if one.host_noise is not None]
        yield Audited(
            outcome=outcome_of(result),
            attempts=len(cold_attempts(result)),
            seconds=seconds,
            next_ms=tuple(figures(result, STEP, NEXT)),
            noise=max(noises, default=None),
            told="; ".join(one.what for one in result.gate.breaches),
        )


def medians(result: AuditResult) -> dict[str, float]:
    """The median of every figure that is a time long enough."""
    found = {metric: figures(result, STEP, metric) for metric in TIMES}
    told = {metric: statistics.median(values) for metric, values in found.items() if values}
    return {metric: value for metric, value in told.items() if value >= LEAST_MS}


def tell_each(what: str, outcomes: Iterator[Audited], count: int) -> list[Audited]:
    """Print a line for each as it comes."""
    kept: list[Audited] = []
    for place, one in enumerate(outcomes, start=1):
        kept.append(one)
        times = ", ".join(f"{value:.0f}" for value in one.next_ms)
        noise = "not told" if one.noise is None else f"{one.noise:.2f}"
        why = f"  ({one.told})" if one.outcome == "incomplete" else ""
        print(
            f"  {what} {place} of {count}: {one.outcome:<12} next action after {times} ms; noise {noise}; "
            f"{one.seconds:.1f} s{why}",
            flush=True,
        )
    return kept


def told(what: str, kept: list[Audited], good: int, wanted: str, *, enough: bool) -> Iterator[str]:
    """The outcome in lines."""
    counts = Counter(one.outcome for one in kept)
    attempts = Counter(one.attempts for one in kept)
    yield f"{what}: {len(kept)} audits"
    yield "  " + ", ".join(f"{name} {counts[name]}" for name in ("passed", "inconclusive", "failed", "incomplete"))
    yield "  attempts needed: " + ", ".join(f"{number} in {count} audits" for number, count in sorted(attempts.items()))
    yield f"  seconds an audit: {statistics.median(one.seconds for one in kept):.1f} (median)"
    yield f"  {wanted}: {good} of {len(kept)}, {'as it should be' if enough else 'NOT as it should be'}"


def prove(pool: Pool, count: int, *, busy: bool) -> None:
    """Take the medians, set the budgets, audit unchanged and slower."""
    with serving("steady_shop", str(DELAY_MS)) as url:
        in_process(pool, url, (), 1)  # fills the disk's cache
        taken, _ = in_process(pool, url, (), MEDIAN_OF)
        middle = medians(taken)
        if NEXT not in middle:
            raise NotAuditedError("the step's time to next action was not measured")
        budgets = [Budget(metric=metric, limit=round(value * ABOVE, 1), step=STEP) for metric, value in middle.items()]
        for one in budgets:
            print(f"  {one.metric:<28} median {middle[one.metric]:7.0f} ms, budget {one.limit:7.0f} ms")
        with one_core_busy(busy):
            same = tell_each("unchanged", audited(pool, url, budgets, count), count)
    longer = DELAY_MS + (SLOWER - 1) * middle[NEXT]
    with serving("steady_shop", f"{longer:.0f}") as url, one_core_busy(busy):
        slower = tell_each("slower", audited(pool, url, budgets, count), count)
    good = sum(one.outcome in {"passed", "inconclusive"} for one in same)
    print(*told("Unchanged", same, good, "passed or inconclusive", enough=good == count), sep="\n")
    good = sum(one.outcome == "failed" for one in slower)
    wanted = "failed, all but one in fifty wanted"
    print(*told("30 % slower", slower, good, wanted, enough=good >= count - count // ONE_MAY_PASS_OF), sep="\n")


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "audits", nargs="?", type=int, default=5, metavar="AUDITS", help="how many of each; 5 by default"
    )
    parser.add_argument("--idle", action="store_true", help="keep no core busy")
    given = parser.parse_args()
    if given.audits < 1:
        parser.error("AUDITS is at least 1")
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - one for the audit, one for the others
        print("This machine has one core: there is no other one to keep busy.", file=sys.stderr)
    began = time.perf_counter()
    print(machine(), flush=True)
    try:
        # A process of its own, so that what is kept busy beside it is no part of the audit.
        with get_context("spawn").Pool(1) as pool:
            prove(pool, given.audits, busy=not given.idle)
    except (NotAuditedError, NotServedError, StuckError) as error:
        print(f"Could not be measured: {error}", file=sys.stderr)
        return 1
    print(f"{time.perf_counter() - began:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
