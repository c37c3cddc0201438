"""Work in a child process: answers, limits, deaths and our own mistakes."""

import os
import signal
import time
from collections.abc import Callable
from typing import TypeVar

import psutil
import pytest

from visit_exchange.child_process import (
    ChildFailedError,
    ChildInterruptedError,
    ChildStoppedError,
    Stop,
    asking,
    run_limited,
)

T = TypeVar("T")


def run(function: Callable[..., T], *args: object, memory_mb: int = 256, seconds: int = 5) -> T:
    return run_limited(function, *args, memory_mb=memory_mb, seconds=seconds)


def work_for_ever() -> None:
    while True:
        pass


def sleep_and_say(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def take_memory(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def kill_myself(number: int) -> None:
    os.kill(os.getpid(), number)


def fail_over(value: str) -> None:
    raise ValueError(f"the cell holds {value}")


class PanicError(BaseException):
    """As a Rust library panics: not an Exception."""


def panic() -> None:
    raise PanicError("canary")


def test_the_answer_of_the_child_comes_back() -> None:
    assert run(sorted, [3, 1, 2]) == [1, 2, 3]


def test_an_answer_larger_than_a_pipe_comes_back() -> None:
    assert len(run(bytes, 5 << 20)) == 5 << 20


def test_the_child_is_another_process() -> None:
    assert run(os.getpid) != os.getpid()


@pytest.mark.slow
def test_a_child_that_works_too_long_is_stopped() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run(work_for_ever, seconds=1)

    assert stopped.value.reason is Stop.TIME


@pytest.mark.slow
def test_a_child_that_waits_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "WALL", 1)

    with pytest.raises(ChildStoppedError) as stopped:
        run(time.sleep, 30, seconds=1)

    assert stopped.value.reason is Stop.TIME


@pytest.mark.slow
def test_a_busy_machine_takes_no_time_away_from_a_child() -> None:
    """What others work is not counted: the file is not to blame for it."""
    assert run(sleep_and_say, 1.5, seconds=1) == "done"


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run(take_memory, 512, memory_mb=64)

    assert stopped.value.reason is Stop.MEMORY


@pytest.mark.parametrize(
    ("number", "reason"), [(signal.SIGABRT, Stop.MEMORY), (signal.SIGSEGV, Stop.CRASH)]
)
def test_a_child_that_dies_of_a_signal_is_stopped(number: int, reason: Stop) -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run(kill_myself, number)

    assert stopped.value.reason is reason


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_a_child_that_somebody_stops_says_nothing_of_its_file(number: int) -> None:
    """A worker that is shut down takes its children along: the file is looked at again."""
    with pytest.raises(ChildInterruptedError):
        run(kill_myself, number)


def test_a_panic_of_a_library_is_the_files_fault() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run(panic)

    assert stopped.value.reason is Stop.CRASH


def test_our_own_mistake_is_raised_with_its_place_and_without_the_value() -> None:
    with pytest.raises(ChildFailedError, match=r"ValueError at test_limits\.py:\d+") as bug:
        run(fail_over, "canary")

    assert "canary" not in repr(bug.value)


def test_no_child_is_left_behind() -> None:
    # The session may have children of its own: the servers of other tests.
    before = {child.pid for child in psutil.Process().children()}
    for _ in range(3):
        with pytest.raises(ChildInterruptedError):
            run(kill_myself, signal.SIGKILL)

    assert {child.pid for child in psutil.Process().children()} <= before
