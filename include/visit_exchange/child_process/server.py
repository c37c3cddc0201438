"""The program that children are forked from: started with nothing in its memory but our code.

It imports what is asked for, once, so that a child finds it in memory; it never looks at an upload.
It ends a child when its time has passed or nobody waits for it any more.
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

from visit_exchange.child_process.children import Children
from visit_exchange.child_process.messages import Limits, receive
from visit_exchange.child_process.walls import make_ready as make_walls_ready
from visit_exchange.child_process.working import work

Prepared = set[tuple[str, bytes]]  # what was imported, and made ready
HEADER_SECONDS = 10  # a caller that says nothing keeps no other waiting for longer


def main() -> None:
    """Serve until the last process that may ask has ended."""
    address, listening, life = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    make_walls_ready()
    # Whoever asks decides when the server ends, by ending.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with socket.socket(fileno=listening) as server:
        _serve(server, life)
    with contextlib.suppress(OSError):
        Path(address).unlink()
        Path(address).parent.rmdir()


def _serve(server: socket.socket, life: int) -> None:
    watching = select.poll()
    watching.register(server, select.POLLIN)
    # Nobody writes to it: something happens to it when its other end is closed.
    watching.register(life, select.POLLIN)
    children, prepared = Children(watching), Prepared()
    while True:
        happened = dict(watching.poll(children.milliseconds_to_next()))
        if life in happened:
            return
        children.see_to(happened)
        if server.fileno() in happened:
            _take(server, children, prepared)


def _take(server: socket.socket, children: Children, prepared: Prepared) -> None:
    connection, _ = server.accept()
    connection.settimeout(HEADER_SECONDS)
    try:
        header = bytes(receive(connection))
    except (EOFError, OSError):
        connection.close()
        return
    connection.settimeout(None)
    limits = _made_ready(header, prepared)
    child = os.fork()
    if child == 0:
        work(connection, limits)
    children.add(child, connection, limits.wall)


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


if __name__ == "__main__":
    main()
