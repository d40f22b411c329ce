import asyncio
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from auditor.interruption import Interrupted, Interruption


async def forever(cleaned: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        cleaned.append("cleaned")


async def answer() -> int:
    return 42


def run_forever(interruption: Interruption, cleaned: list[str], *, seconds: float = 60) -> None:
    interruption.run(forever(cleaned), seconds=seconds, told_as="the time was up")


async def test_work_that_ends_in_time_returns_its_result() -> None:
    interruption = Interruption()
    assert await asyncio.to_thread(interruption.run, answer(), seconds=60, told_as="") == 42
    assert interruption.reason is None


async def test_an_error_of_the_work_comes_through() -> None:
    async def failing() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await asyncio.to_thread(Interruption().run, failing(), seconds=60, told_as="")


async def test_the_time_limit_cancels_the_work_lets_it_clean_up_and_says_why() -> None:
    cleaned: list[str] = []
    with pytest.raises(Interrupted, match="the time was up"):
        await asyncio.to_thread(run_forever, Interruption(), cleaned, seconds=0)
    assert cleaned == ["cleaned"]


async def test_work_that_resists_is_not_waited_for() -> None:
    async def stubborn() -> None:
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if asyncio.current_task().cancelling() > 1:  # type: ignore[union-attr]
                    raise

    with pytest.raises(Interrupted):
        await asyncio.to_thread(Interruption(0.01).run, stubborn(), seconds=0, told_as="the time was up")


async def test_what_goes_wrong_while_cleaning_up_does_not_hide_the_reason() -> None:
    async def clumsy() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise RuntimeError("the browser is gone")

    with pytest.raises(Interrupted, match="the time was up"):
        await asyncio.to_thread(Interruption().run, clumsy(), seconds=0, told_as="the time was up")


PROGRAM = """
import asyncio, sys
from auditor.interruption import Interrupted, Interruption

async def work():
    print("ready", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        print("cleaned", flush=True)
        if sys.argv[1] == "stubborn":
            await asyncio.Event().wait()

with Interruption() as interruption:
    try:
        interruption.run(work(), seconds=60, told_as="")
    except Interrupted as reason:
        print(reason, flush=True)
"""


def started(kind: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), kind], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGINT, "stopped by Ctrl-C (SIGINT)"),
        (signal.SIGTERM, "stopped from outside (SIGTERM)"),
    ],
)
def test_a_signal_ends_the_work_in_good_order(number: signal.Signals, reason: str) -> None:
    with started("willing") as process:
        process.send_signal(number)
        told, _ = process.communicate(timeout=30)
    assert told == f"cleaned\n{reason}\n"
    assert process.returncode == 0


def test_a_second_signal_ends_the_process_at_once() -> None:
    with started("stubborn") as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "cleaned\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == -signal.SIGINT


def test_signals_are_given_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Interruption():
        assert signal.getsignal(signal.SIGTERM) != before[1]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
