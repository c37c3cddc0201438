"""The program that children are forked from: started with nothing in its memory but our code.

It imports what is asked for, once, so that a child finds it in memory; it never looks at an upload.
Each child has a keeper, which ends it when its time has passed or nobody waits for it any more.
"""

import contextlib
import gc
import os
import pickle
import select
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from visit_exchange.child_process.messages import (
    BY_ITSELF,
    KILLED,
    LATE,
    Ended,
    Limits,
    receive,
)
from visit_exchange.child_process.walls import missing_walls
from visit_exchange.child_process.working import work

Prepared = set[tuple[str, bytes]]  # what was imported, and made ready
HEADER_SECONDS = 10  # a caller that says nothing keeps no other waiting for longer


def main() -> None:
    """Serve until the last process that may ask has ended."""
    address, listening, life = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    missing_walls()  # asked here, for a child could not look for the libraries any more
    # Keepers are nobody's to wait for. Whoever asks decides when the server ends, by ending.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with socket.socket(fileno=listening) as server:
        _serve(server, life)
    with contextlib.suppress(OSError):
        Path(address).unlink()
        Path(address).parent.rmdir()


def _serve(server: socket.socket, life: int) -> None:
    prepared: Prepared = set()
    while True:
        asked, _, _ = select.select([server.fileno(), life], [], [])
        if life in asked:
            return  # nobody writes to it: it can be read when its other end is closed
        connection, _ = server.accept()
        with connection:
            _take(server, connection, prepared)


def _take(server: socket.socket, connection: socket.socket, prepared: Prepared) -> None:
    connection.settimeout(HEADER_SECONDS)
    try:
        header = bytes(receive(connection))
    except (EOFError, OSError):
        return
    connection.settimeout(None)
    limits = _made_ready(header, prepared)
    if os.fork() == 0:
        server.close()
        _keep(connection, limits)


def _made_ready(header: bytes, prepared: Prepared) -> Limits:
    """Import what a question needs and do what makes it ready, once; return its limits."""
    limits: Limits
    limits, module, ready = pickle.loads(header)  # noqa: S301  # from our own task
    if (module, ready) not in prepared:
        # What fails here fails in the child as well, which tells of it; the server goes on.
        with contextlib.suppress(Exception):
            import_module(module)
            make_ready = pickle.loads(ready)  # noqa: S301
            if make_ready is not None:
                make_ready()
        prepared.add((module, ready))
        # What is imported never goes: a collection in a child would copy all of it for nothing.
        gc.collect()
        gc.freeze()
    return limits


def _keep(connection: socket.socket, limits: Limits) -> NoReturn:
    """Have a child do the work, and say behind its answer how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        work(connection, limits)
    ended = _watched(child, connection, limits.wall)
    with contextlib.suppress(OSError):
        connection.sendall(ended.written())
    os._exit(0)


def _watched(child: int, connection: socket.socket, wall: float) -> Ended:
    watching = select.poll()
    watching.register(os.pidfd_open(child), select.POLLIN)
    watching.register(connection, 0)  # a caller that goes is told of without being asked for
    happened = watching.poll(wall * 1000)
    if not any(what & select.POLLIN for _, what in happened):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not happened:
        return Ended(LATE)
    if os.WIFSIGNALED(status):
        return Ended(KILLED, os.WTERMSIG(status))
    return Ended(BY_ITSELF)


if __name__ == "__main__":
    main()
