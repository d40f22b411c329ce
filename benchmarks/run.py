"""What an audit costs beside a bare Playwright script that walks the same journey. `make bench` runs it.

The smooth demo shop is served by a process of its own, first as fast as it can, then holding back every document as a
shop at some distance does. Each time whole processes take turns, so that whatever else the machine does meets both
alike: (A) `friction audit`, (B) `bare_journey.py`. Both take the same browser. One of each goes before and is not
counted; it fills the disk cache, and the audit's is the one whose memory is watched, so that the watching costs the
measured ones nothing. Last, three audits of `discovery_share.py` tell what recognition takes (of the fast shop only).

Ends with 0 once everything has run, whatever the figures are: a ratio on a busy machine is no reason to fail.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from memory import PeakMemory

HERE = Path(__file__).resolve().parent
WALK_TARGET, MEMORY_TARGET_MB, DISCOVERY_TARGET = 2.0, 400, 0.1
WHOLE_TARGETS = {0: 8.0, 400: 6.0}
"""The most that a whole audit may take, in bare journeys, by the delay of documents in milliseconds."""
SHARES = 3
RUN_LIMIT_S = 330  # an audit ends itself after 300 s
AUDIT_DONE = (0, 1)  # the exit codes after which there is a whole result
# An installed package keeps its byte code; where Python is told to keep none, ours alone would be compiled every time.
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class NotRunError(Exception):
    """A process that was to be measured did not do its work."""


@dataclass(frozen=True)
class AuditTaken:
    """One audit: the process's wall time and what its result tells."""

    wall_s: float
    phases_s: dict[str, float]
    attempts: int
    findings: int

    @property
    def without_probes_s(self) -> float:
        """The wall time less the probing."""
        return self.wall_s - self.phases_s.get("probe", 0.0)


@dataclass
class Measured:
    """All that was measured, in seconds; memory in bytes, None where the system does not tell."""

    audits: list[AuditTaken] = field(default_factory=list)
    bare_s: list[float] = field(default_factory=list)
    memory_bytes: int | None = None
    discovery_shares: list[float] = field(default_factory=list)


@contextmanager
def shop(document_delay_ms: int) -> Iterator[str]:
    """Serve the demo shop from another process; yields its address."""
    command = [sys.executable, str(HERE / "serve_shop.py"), "--document-delay-ms", str(document_delay_ms)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        if not url:
            raise NotRunError("the demo shop did not start")
        try:
            yield url
        finally:
            server.stdin.close()


def timed(command: Sequence[str], done: Sequence[int], *, watch_memory: bool = False) -> tuple[float, int | None]:
    """Run a process; return its wall time in seconds and, if asked for, its peak memory in bytes.

    Args:
        command: what to run.
        done: the exit codes that say it did its work.
        watch_memory: whether to watch its memory.

    Raises:
        NotRunError: it ended with another exit code, or took longer than any audit may.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=AS_INSTALLED)
    peak = PeakMemory(process.pid) if watch_memory else None
    try:
        _, told = process.communicate(timeout=RUN_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise NotRunError(f"no end after {RUN_LIMIT_S} s: {' '.join(command)}") from None
    wall_s = time.perf_counter() - began
    memory = peak.stop() if peak else None
    if process.returncode not in done:
        raise NotRunError(f"exit code {process.returncode}: {' '.join(command)}\n{told.strip()}")
    return wall_s, memory


def audit_once(url: str, *, watch_memory: bool = False) -> tuple[AuditTaken, int | None]:
    """Audit the shop once."""
    with tempfile.TemporaryDirectory(prefix="friction-bench-") as folder:
        output = Path(folder) / "report"
        command = [sys.executable, "-m", "auditor", "audit", url, "--output", str(output), "--quiet"]
        wall_s, memory = timed(command, AUDIT_DONE, watch_memory=watch_memory)
        try:
            result: dict[str, Any] = json.loads((output / "audit.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotRunError(f"the audit left no result: {error}") from None
    taken = AuditTaken(
        wall_s=wall_s,
        phases_s={name: ms / 1000 for name, ms in result["phases_ms"].items()},
        attempts=max((len(journey["attempts"]) for journey in result["journeys"]), default=0),
        findings=len(result["findings"]),
    )
    return taken, memory


def bare_once(url: str) -> float:
    """Walk the journey once with the bare script; return the process's wall time in seconds."""
    return timed([sys.executable, str(HERE / "bare_journey.py"), url], (0,))[0]


def discovery_share(url: str) -> float:
    """The share of an audit's time that recognition takes, from 0 to 1."""
    command = [sys.executable, str(HERE / "discovery_share.py"), url]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=RUN_LIMIT_S, check=True)
        taken: dict[str, float] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotRunError(f"the share of discovery was not told: {error}") from None
    return taken["discovery_s"] / taken["wall_s"]


def measure(url: str, pairs: int, shares: int) -> Measured:
    """One of each to warm up, then `pairs` of both in turn; last as many audits of recognition as `shares` says."""
    measured = Measured()
    measured.memory_bytes = audit_once(url, watch_memory=PeakMemory.available())[1]
    bare_once(url)
    for number in range(1, pairs + 1):
        audit, _ = audit_once(url)
        bare_s = bare_once(url)
        measured.audits.append(audit)
        measured.bare_s.append(bare_s)
        print(
            f"  pair {number} of {pairs}: audit {audit.wall_s:5.1f} s, without probes {audit.without_probes_s:5.1f} s, "
            f"bare {bare_s:5.1f} s",
            flush=True,
        )
    measured.discovery_shares = [discovery_share(url) for _ in range(shares)]
    return measured


def spread(values: Sequence[float]) -> str:
    """Median, lowest and highest."""
    return f"{statistics.median(values):6.2f} s  ({min(values):.2f} to {max(values):.2f})"


def told(measured: Measured, delay_ms: int) -> Iterator[str]:
    """The outcome in lines."""
    target = WHOLE_TARGETS.get(delay_ms)
    audits, bare = measured.audits, statistics.median(measured.bare_s)
    walked, whole = [one.without_probes_s for one in audits], [one.wall_s for one in audits]
    yield "Wall time of the process, median (lowest to highest)"
    yield f"  bare script            {spread(measured.bare_s)}"
    yield f"  audit without probes   {spread(walked)}"
    yield f"  whole audit            {spread(whole)}"
    yield "Ratio of the medians"
    yield f"  without probes / bare  {statistics.median(walked) / bare:6.2f}    target: at most {WALK_TARGET}"
    aim = "" if target is None else f"    target: at most {target}"
    yield f"  whole audit / bare     {statistics.median(whole) / bare:6.2f}{aim}"
    yield "Phases of the audit, median (lowest to highest)"
    for name in dict.fromkeys(name for one in audits for name in one.phases_s):
        yield f"  {name:<21}  {spread([one.phases_s.get(name, 0.0) for one in audits])}"
    rest = [one.wall_s - sum(one.phases_s.values()) for one in audits]
    yield f"  {'start, browser, end':<21}  {spread(rest)}"
    yield from _share_told(measured.discovery_shares)
    attempts, findings = _counts([one.attempts for one in audits]), _counts([one.findings for one in audits])
    yield f"Timed attempts: {attempts}; findings: {findings}"
    memory = measured.memory_bytes
    seen = "n/a on this system" if memory is None else f"{memory / 2**20:.0f} MB"
    yield "Peak memory beside the browser (Python and Playwright's driver)"
    yield f"  {seen}    target: at most {MEMORY_TARGET_MB} MB"


def _share_told(shares: Sequence[float]) -> Iterator[str]:
    if shares:
        yield "Share of recognition in the whole audit, median (lowest to highest)"
        yield (
            f"  discovery            {statistics.median(shares):8.1%}  ({min(shares):.1%} to {max(shares):.1%})    "
            f"target: under {DISCOVERY_TARGET:.0%}"
        )


def _counts(values: Sequence[int]) -> str:
    return f"{min(values)}" if min(values) == max(values) else f"{min(values)} to {max(values)}"


def _load() -> str:
    """How busy the machine is: the figures mean little where that is more than one process a core."""
    if not hasattr(os, "getloadavg"):
        return "not told"
    return ", ".join(f"{one:.2f}" for one in os.getloadavg())


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=int, default=5, metavar="PAIRS", help="how many of each; 5 by default")
    parser.add_argument(
        "--document-delay-ms",
        type=int,
        nargs="+",
        default=list(WHOLE_TARGETS),
        metavar="MS",
        help="hold every page of the shop back for so long; several are measured one after the other; 0 400 by default",
    )
    given = parser.parse_args()
    if given.pairs < 1 or min(given.document_delay_ms) < 0:
        parser.error("PAIRS is at least 1, --document-delay-ms at least 0")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"Load of the last 1, 5 and 15 minutes before: {_load()}", flush=True)
    for delay_ms in given.document_delay_ms:
        print(f"\nDocuments held back for {delay_ms} ms", flush=True)
        try:
            with shop(delay_ms) as url:
                measured = measure(url, given.pairs, 0 if delay_ms else SHARES)
        except NotRunError as error:
            print(f"Could not be measured: {error}", file=sys.stderr)
            return 1
        print(f"Load after: {_load()}")
        for line in told(measured, delay_ms):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
