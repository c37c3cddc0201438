"""The server of this process and of those forked from it: started when it is first needed.

It is a program of its own, so that it has nothing of this one's memory. Whoever can reach its
socket can have it run what they like, so that lies in a folder of this user's alone.
"""

import logging
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from visit_exchange.child_process.walls import missing_walls

MODULE = "visit_exchange.child_process.server"
LONGEST = 70  # letters: with what is added a socket's name may have 107
WAITING = 64  # connections that may wait for the server to take them
# The only variables that it is given: where our lists are described, and how words are written.
GIVEN = ("VISIT_EXCHANGE_EXPECTATIONS", "TZ", "COVERAGE_PROCESS_START")
log = logging.getLogger(__name__)


@dataclass
class _Server:
    """Where it listens; it ends when the last process that holds ``life`` has."""

    address: str
    life: int
    process: "subprocess.Popen[bytes]"


_server: _Server | None = None


def connected() -> socket.socket:
    """Return a connection to the server, which is started if it is not there."""
    if _server is not None and (connection := _connection(_server.address)):
        return connection
    if connection := _connection(start()):
        return connection
    raise ConnectionRefusedError("the server of child processes does not listen")


def start() -> str:
    """Start a server and return its address. Whoever forks others from this process does it first.

    The kernel keeps those waiting that come while it is still being made ready.
    """
    global _server
    folder = Path(tempfile.mkdtemp(prefix="visit-exchange-", dir=_place()))  # nobody else's
    address = str(folder / "s")
    ours, theirs = os.pipe()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(WAITING)
        process = subprocess.Popen(
            [sys.executable, "-s", "-m", MODULE, address, str(listening.fileno()), str(ours)],
            env=_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(listening.fileno(), ours),
        )
    os.close(ours)
    _server = _Server(address, theirs, process)
    if missing := missing_walls():
        log.warning("The kernel offers no %s: children that read files do without", missing)
    return address


def _place() -> str:
    """Return a folder for the socket: the usual one, unless its name is longer than one may be."""
    usual = tempfile.gettempdir()
    return usual if len(usual) <= LONGEST else "/tmp"  # noqa: S108  # a folder within it is ours


def _environment() -> dict[str, str]:
    given = {name: os.environ[name] for name in GIVEN if name in os.environ}
    path = os.pathsep.join(filter(None, sys.path))
    return {**given, "LANG": "C.UTF-8", "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


def _connection(address: str) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(address)
    except (ConnectionRefusedError, FileNotFoundError):
        connection.close()
        return None
    return connection
