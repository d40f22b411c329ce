"""How busy others keep the machine, measured beside the timed walks: as the share of the processor they take.

For a few hundredths of a second as many threads as this process has cores compute digests, which lets go of Python's
lock, and compare the time the processor spent on them with the time that passed. On a quiet machine both are the same;
what is missing went to others. Nothing of ours may run meanwhile, so it is measured after a walk's window has closed,
and again where the browser may still be tidying up: what that does is over soon, what others do goes on.

A container's share of the processor counts as all there is: threads beyond it would only hinder one another.
"""

import asyncio
import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WINDOW_S: Final = 0.02
"""How long is measured at once: two of a usual scheduler's time slices."""
_LONGEST_S: Final = 0.08
"""How long a window is held open for a thread's clock that ticks coarsely, as it does on Windows (15.6 ms)."""
_MOST_THREADS: Final = 8
"""More would wait for Python's lock instead of the processor; a machine with more cores is busy when these are."""
_QUIET: Final = 0.1
"""Below this share nothing is measured again; ours."""
_LOOKS: Final = 6
"""How many times it is measured at most."""
_PAUSE_S: Final = 0.05
"""How long the browser is left to itself between two looks."""
_CGROUP: Final = Path("/sys/fs/cgroup")
_BUFFER: Final = bytes(256 * 1024)


@dataclass(frozen=True)
class Clocks:
    """The time that passes and the time the processor spends on the calling thread, in seconds; work to fill it."""

    wall: Callable[[], float] = time.perf_counter
    thread: Callable[[], float] = time.thread_time
    work: Callable[[], object] = lambda: hashlib.sha256(_BUFFER).digest()


_REAL: Final = Clocks()


async def host_noise(clocks: Clocks = _REAL, *, threads: int | None = None, pause_s: float = _PAUSE_S) -> float:
    """The share of the processor's time that others take just now, from 0 to 1: the least of a few looks.

    Args:
        clocks: what is measured with.
        threads: how many to measure with; None: one for each core that may be used.
        pause_s: how long to leave the browser to itself between two looks.
    """
    number = threads or usable_cores()
    least = await asyncio.to_thread(_share_of_others, clocks, number)
    for _ in range(_LOOKS - 1):
        if least < _QUIET:
            break
        await asyncio.sleep(pause_s)
        least = min(least, await asyncio.to_thread(_share_of_others, clocks, number))
    return least


def _share_of_others(clocks: Clocks, threads: int) -> float:
    measured: list[tuple[float, float]] = []
    together = threading.Barrier(threads)

    def measure() -> None:
        together.wait()
        measured.append(window(clocks))

    others = [threading.Thread(target=measure, daemon=True) for _ in range(threads - 1)]
    for one in others:
        one.start()
    measure()
    for one in others:
        one.join()
    passed = sum(wall for wall, _ in measured)
    spent = sum(thread for _, thread in measured)
    return round(min(max(1 - spent / passed, 0.0), 1.0), 3) if passed > 0 else 0.0


def window(clocks: Clocks) -> tuple[float, float]:
    """Work for a window; tell how much time passed and how much of it the processor gave to this thread.

    The window begins and ends as the thread's clock ticks, so that a coarse one is not taken for somebody else.
    """
    opened, seen = clocks.wall(), clocks.thread()
    while (began := clocks.thread()) == seen and clocks.wall() - opened < _LONGEST_S:
        clocks.work()
    began_at = clocks.wall()
    last = began
    while True:
        clocks.work()
        now, now_at = clocks.thread(), clocks.wall()
        ticked, last = now != last, now
        if now_at - began_at >= (WINDOW_S if ticked else _LONGEST_S):
            return now_at - began_at, now - began


def usable_cores(cgroup: Path = _CGROUP) -> int:
    """How many cores this process may keep busy: those it may run on, within its container's share, at most eight."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = _container_share(cgroup)
    return max(1, min(cores, _MOST_THREADS, int(share) if share is not None else cores))


def _container_share(cgroup: Path) -> float | None:
    """The cores' time that a container may use, as its control group says; None where nothing limits it."""
    try:
        quota, period = (cgroup / "cpu.max").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        try:
            quota = (cgroup / "cpu" / "cpu.cfs_quota_us").read_text(encoding="ascii")
            period = (cgroup / "cpu" / "cpu.cfs_period_us").read_text(encoding="ascii")
        except (OSError, ValueError):
            return None
    try:
        return int(quota) / int(period) if int(quota) > 0 else None
    except (ValueError, ZeroDivisionError):  # "max": no limit
        return None
