"""The mail sink as a part of the stack."""

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from local_stack.home import SELF
from local_stack.part import Part


def mail_part(folder: Path, port: int, log: Path, environment: Mapping[str, str]) -> Part:
    """Return the part that keeps every mail in ``folder``."""
    options = ("--port", str(port), "--folder", str(folder))
    return Part(
        name="mail",
        command=(sys.executable, "-m", "local_stack.mail.mail_sink", *options),
        environment=environment,
        log=log,
        address=f"{SELF}:{port}",
        is_well=lambda: _listens(port),
        prepare=lambda: folder.mkdir(mode=0o700, parents=True, exist_ok=True),
    )


def _listens(port: int) -> bool:
    try:
        socket.create_connection((SELF, port), timeout=2).close()
    except OSError:
        return False
    return True
