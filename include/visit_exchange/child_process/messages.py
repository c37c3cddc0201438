"""What goes between the one who asks, the server and the child."""

import signal
import socket
from dataclasses import dataclass

from visit_exchange.child_process.stops import ChildInterruptedError, ChildStoppedError, Stop

LENGTH = 8
PIECE = 1 << 20
# How a child's answer begins, and how many bytes the server puts behind it when it has ended.
ANSWER, FAILURE = b"a", b"f"
END = 2
# Sent by whoever shuts a worker down, to all of its processes; never by what a file does.
FROM_OUTSIDE = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL}
# Rust aborts when an allocation fails.
BY_SIGNAL = {
    signal.SIGPROF: Stop.TIME,
    signal.SIGXCPU: Stop.TIME,
    signal.SIGALRM: Stop.TIME,
    signal.SIGABRT: Stop.MEMORY,
}


@dataclass(frozen=True)
class Limits:
    """What a child may take: bytes, seconds of the processor, seconds that pass."""

    memory: int
    seconds: int
    wall: int


@dataclass(frozen=True)
class Ended:
    """How a child ended: by itself, by a signal, or because its time had passed."""

    how: bytes
    signal: int = 0

    def written(self) -> bytes:
        """Return it in ``END`` bytes."""
        return self.how + bytes([self.signal])

    @classmethod
    def read(cls, written: bytes) -> "Ended":
        """Return what ``written`` wrote."""
        return cls(written[:1], written[1])

    @property
    def error(self) -> Exception | None:
        """The error for a child that did not end by itself."""
        if self.how == BY_ITSELF:
            return None
        if self.how == LATE:
            return ChildStoppedError(Stop.TIME)
        if self.signal in FROM_OUTSIDE:
            return ChildInterruptedError(f"the child process was stopped by signal {self.signal}")
        return ChildStoppedError(BY_SIGNAL.get(signal.Signals(self.signal), Stop.CRASH))


BY_ITSELF, KILLED, LATE = b"e", b"k", b"t"


def send(connection: socket.socket, content: bytes) -> None:
    """Send a message, its length first."""
    connection.sendall(len(content).to_bytes(LENGTH, "big"))
    connection.sendall(content)


def receive(connection: socket.socket) -> bytearray:
    """Return a message that ``send`` sent; EOFError when the other side went before its end."""
    return _exactly(connection, int.from_bytes(_exactly(connection, LENGTH), "big"))


def _exactly(connection: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    view, at = memoryview(content), 0
    while at < length:
        got = connection.recv_into(view[at : at + PIECE])
        if not got:
            raise EOFError
        at += got
    return content
