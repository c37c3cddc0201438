"""The children that are at work, and what their callers are told when they have ended."""

import contextlib
import os
import select
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from visit_exchange.child_process.messages import BY_ITSELF, KILLED, LATE, Ended

# A child that has used so many of the processor's seconds gives way to all others: they do not wait
# for it. It is looked at as often.
QUICK, GIVES_WAY = 3, 5


@dataclass
class _Child:
    process: int
    connection: socket.socket
    ends_at: float
    next_at: float  # when it is to be looked at
    is_late: bool = False
    gives_way: bool = False


class Children:
    """Every child, watched until its caller has been told how it ended."""

    def __init__(self, watching: select.poll) -> None:
        self._watching = watching
        self._by_process: dict[int, _Child] = {}  # by a descriptor of the process
        self._by_caller: dict[int, _Child] = {}
        self._untold: dict[int, tuple[socket.socket, bytes]] = {}

    def add(self, process: int, connection: socket.socket, wall: float) -> None:
        """Watch a child that has just been made; it may take ``wall`` seconds."""
        now = monotonic()
        child = _Child(process, connection, now + wall, now + min(QUICK, wall))
        handle = os.pidfd_open(process)
        self._by_process[handle] = self._by_caller[connection.fileno()] = child
        self._watching.register(handle, select.POLLIN)
        self._watching.register(connection, 0)  # that a caller goes is told without being asked for

    def milliseconds_to_next(self) -> float | None:
        """Return how long nothing needs to be done unless something happens; None for ever."""
        waiting = [c.next_at for c in self._by_process.values() if not c.is_late]
        return max(0.0, min(waiting) - monotonic()) * 1000 if waiting else None

    def see_to(self, happened: Mapping[int, int]) -> None:
        """Do what is due, and what has become of children and callers (descriptor to events)."""
        for descriptor in happened.keys() & self._untold.keys():
            self._tell(*self._untold.pop(descriptor))
        for descriptor in happened.keys() & self._by_caller.keys():
            self._watching.unregister(descriptor)
            _kill(self._by_caller.pop(descriptor))
        for handle in happened.keys() & self._by_process.keys():
            self._end(handle, self._by_process.pop(handle))
        now = monotonic()
        for child in self._by_process.values():
            if child.next_at <= now:
                _hurry(child, now)

    def _end(self, handle: int, child: _Child) -> None:
        self._watching.unregister(handle)
        os.close(handle)
        if self._by_caller.pop(child.connection.fileno(), None):
            self._watching.unregister(child.connection)
        _, status = os.waitpid(child.process, 0)
        ended = Ended(BY_ITSELF)
        if os.WIFSIGNALED(status):
            ended = Ended(LATE) if child.is_late else Ended(KILLED, os.WTERMSIG(status))
        child.connection.setblocking(False)
        self._tell(child.connection, ended.written())

    def _tell(self, connection: socket.socket, words: bytes) -> None:
        """Say how a child ended, when its caller has taken what it answered."""
        try:
            connection.sendall(words)
        except BlockingIOError:
            self._untold[connection.fileno()] = connection, words
            self._watching.register(connection, select.POLLOUT)
            return
        except OSError:
            pass  # nobody waits for it
        with contextlib.suppress(KeyError):
            self._watching.unregister(connection)
        connection.close()


def _hurry(child: _Child, now: float) -> None:
    if now >= child.ends_at:
        child.is_late = True
        _kill(child)
        return
    child.next_at = min(now + QUICK, child.ends_at)
    if not child.gives_way and _used(child.process) >= QUICK:
        usual = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, child.process, usual + GIVES_WAY)
        child.gives_way = True


def _used(process: int) -> float:
    """Return the seconds of the processor that a process has used."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")


def _kill(child: _Child) -> None:
    os.kill(child.process, signal.SIGKILL)
