"""How busy others keep the machine, told from clocks that are made up."""

import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from auditor.browser.host_noise import Clocks, host_noise, usable_cores, window


@dataclass
class Machine:
    """A machine on which each piece of work takes a millisecond of the processor and `share` of the time is others'.

    The clock of a thread ticks every `tick` seconds. Where `quiet_after` is given, others leave after so many pieces.
    """

    share: float = 0.0
    tick: float = 1e-6
    quiet_after: int | None = None
    passed: float = 0.0
    spent: float = 0.0
    pieces: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self) -> None:
        with self.lock:
            self.pieces += 1
            disturbed = self.quiet_after is None or self.pieces <= self.quiet_after
            self.passed += 0.001 / (1 - self.share) if disturbed else 0.001
            self.spent += 0.001

    def thread(self) -> float:
        return self.spent // self.tick * self.tick

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.passed, self.thread, self.work)

    def noise(self) -> float:
        return asyncio.run(host_noise(self.clocks, threads=1, pause_s=0))


@pytest.mark.parametrize("share", [0.0, 0.05, 0.33, 0.5, 0.9])
def test_what_others_take_is_the_time_that_passed_without_being_spent_here(share: float) -> None:
    assert Machine(share).noise() == pytest.approx(share, abs=0.02)


def test_a_clock_that_ticks_coarsely_is_not_taken_for_somebody_else() -> None:
    assert Machine(tick=0.015625).noise() == pytest.approx(0, abs=0.1)
    assert Machine(0.5, tick=0.015625).noise() == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("pieces", [12, 40])
def test_who_is_soon_gone_does_not_count(pieces: int) -> None:
    machine = Machine(0.5, quiet_after=pieces)
    assert machine.noise() == pytest.approx(0, abs=0.05)


def test_a_window_ends_even_where_the_clock_stands_still() -> None:
    machine = Machine(tick=1e9)
    passed, spent = window(machine.clocks)
    assert passed > 0
    assert spent == 0


def test_it_runs_on_this_machine_with_all_its_threads() -> None:
    assert 0 <= asyncio.run(host_noise()) <= 1


@pytest.mark.parametrize(
    ("content", "most"),
    [("max 100000", 8), ("100000 100000", 1), ("50000 100000", 1), ("200000 100000", 2), ("nonsense", 8)],
)
def test_no_more_threads_are_used_than_a_container_may_keep_busy(tmp_path: Path, content: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(f"{content}\n", encoding="ascii")
    assert 1 <= usable_cores(tmp_path) <= most


def test_the_older_control_groups_limit_it_too(tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    for name, value in (("cpu.cfs_quota_us", 100_000), ("cpu.cfs_period_us", 100_000)):
        (tmp_path / "cpu" / name).write_text(f"{value}\n", encoding="ascii")
    assert usable_cores(tmp_path) == 1
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text("-1\n", encoding="ascii")
    assert usable_cores(tmp_path) == usable_cores(tmp_path / "nowhere")
