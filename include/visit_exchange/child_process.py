"""Work on a file that we do not trust, in a child process with a memory and a time limit.

A fork, because it is cheap (milliseconds, imports inherited) and because an Airflow task process is
daemonic: ``multiprocessing`` refuses to start children there. The kernel keeps the limits, so a
child that is deep in a C or Rust library is ended as surely as one in Python.
"""

import faulthandler
import gc
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import TypeVar, TypeVarTuple, cast

from visit_exchange.errors import TellableError

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")
MEGABYTE = 1 << 20
# How much longer than it may work a child may take: a busy machine makes it wait for its turn.
WALL = 5
# Sent by whoever shuts a worker down, to all of its processes; never by what a file does.
FROM_OUTSIDE = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL}


class Stop(StrEnum):
    """Why a child ended without an answer."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class ChildStoppedError(Exception):
    """The child died of the file it worked on: ``reason`` says how. Holds nothing of the file."""

    def __init__(self, reason: Stop) -> None:
        super().__init__(f"the child process stopped: {reason}")
        self.reason = reason


class ChildInterruptedError(TellableError):
    """Somebody stopped the child, which says nothing of the file: look at it again."""


class ChildFailedError(TellableError):
    """Our own code raised in the child: a bug. Holds the error's type and place, never its text."""


def run_limited(
    function: Callable[[*Arguments], Result],
    *args: *Arguments,
    memory_mb: int,
    seconds: int,
) -> Result:
    """Return ``function(*args)`` as a child computed it; the result must pickle.

    ``memory_mb`` is what the child may take on top of what it inherits, ``seconds`` how long
    it may work (processor time). Raises ChildStoppedError when the child used up a limit or
    crashed, ChildInterruptedError when it was stopped from outside, ChildFailedError when the
    function raised.
    """
    receive, send = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        with _Answering(send):
            receive.close()
            _limit(memory_mb, seconds)
            send.send((function(*args), None))
    send.close()
    return cast(Result, _await(receive, child))


class _Answering:
    """Ends the child whatever happens, telling the parent what went wrong."""

    def __init__(self, send: Connection) -> None:
        self._send = send

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # No cleanup and no exception handler of the parent may run in its copy.
        try:
            if kind is not None:
                self._send.send((None, _failure(kind, traceback)))
        finally:
            os._exit(0 if kind is None else 1)


def _failure(kind: type[BaseException], traceback: TracebackType | None) -> Stop | str:
    if issubclass(kind, MemoryError):
        return Stop.MEMORY
    # A panic of a Rust library derives from BaseException alone: the file killed it, not our code.
    if not issubclass(kind, Exception):
        return Stop.CRASH
    place = traceback
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return kind.__name__
    where = Path(place.tb_frame.f_code.co_filename).name
    return f"{kind.__name__} at {where}:{place.tb_lineno}"


def _limit(memory_mb: int, seconds: int) -> None:
    gc.disable()  # the inherited pages stay shared, and the child is short-lived
    for number in (signal.SIGPROF, signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(seconds * WALL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        most = _address_space() + memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    faulthandler.disable()  # a child that dies is an answer, not a crash to report
    # Libraries print cell contents when they panic.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _await(receive: Connection, child: int) -> object:
    try:
        with receive:
            result, failure = receive.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        result, failure = None, Stop.CRASH
    finally:
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise _ended(os.WTERMSIG(status))
    if isinstance(failure, Stop):
        raise ChildStoppedError(failure)
    if failure is not None:
        raise ChildFailedError(failure)
    return result


def _ended(number: int) -> Exception:
    """Return the error for a child that died of a signal."""
    if number in FROM_OUTSIDE:
        return ChildInterruptedError(f"the child process was stopped by signal {number}")
    # Rust aborts when an allocation fails.
    by_signal = {
        signal.SIGPROF: Stop.TIME,
        signal.SIGALRM: Stop.TIME,
        signal.SIGABRT: Stop.MEMORY,
    }
    return ChildStoppedError(by_signal.get(signal.Signals(number), Stop.CRASH))
