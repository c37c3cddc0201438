"""A real clamd with signatures of our own: it knows the EICAR test file and nothing else."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from clamd_signatures import database, signature
from visit_exchange.services.malware import MalwareScanner


@contextmanager
def running_clamd(folder: Path, made: datetime | None) -> Iterator[MalwareScanner]:
    """Yield the scanner of a clamd whose signatures are of ``made``; None: they bear no date."""
    signatures = folder / "signatures"
    signatures.mkdir(parents=True)
    if made is None:
        (signatures / "local.ndb").write_bytes(signature())
    else:
        (signatures / "daily.cud").write_bytes(database(made))
    place = folder / "clamd.sock"
    process = subprocess.Popen([_program(), "--foreground", f"--config-file={_config(folder)}"])
    try:
        _wait_for(place, process)
        yield MalwareScanner(str(place), oldest=timedelta(days=3))
    finally:
        process.terminate()
        process.wait(30)


def _program() -> str:
    program = shutil.which("clamd", path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin")
    assert program, "clamd is not installed. On Debian: apt-get install clamav-daemon"
    return program


def _config(folder: Path) -> Path:
    config = folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {folder / 'clamd.sock'}\n"
        f"DatabaseDirectory {folder / 'signatures'}\n"
        f"LogFile {folder / 'clamd.log'}\n"
        "StreamMaxLength 1M\n"
    )
    return config


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking, suppress(OSError):
        asking.settimeout(5)
        asking.connect(str(path))
        asking.sendall(b"zPING\0")
        return asking.recv(16).startswith(b"PONG")
    return False


def _wait_for(place: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while not _answers(place):
        assert process.poll() is None, "clamd ended at once"
        assert time.monotonic() < deadline, "clamd does not answer"
        time.sleep(0.05)
