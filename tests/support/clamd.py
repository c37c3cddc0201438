"""A real clamd with signatures of our own: it knows the EICAR test file and nothing else."""

import hashlib
import io
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from visit_exchange.services.malware import MalwareScanner

# Parted, so that no scanner stops this source.
EICAR_MARK = b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + EICAR_MARK


@contextmanager
def running_clamd(folder: Path, made: datetime | None) -> Iterator[MalwareScanner]:
    """Yield the scanner of a clamd whose signatures are of ``made``; None: they bear no date."""
    signatures = folder / "signatures"
    signatures.mkdir(parents=True)
    if made is None:
        (signatures / "local.ndb").write_bytes(_signature())
    else:
        (signatures / "daily.cud").write_bytes(_database(made))
    socket = folder / "clamd.sock"
    process = subprocess.Popen([_program(), "--foreground", f"--config-file={_config(folder)}"])
    try:
        _wait_for(socket, process)
        yield MalwareScanner(str(socket), oldest=timedelta(days=3))
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


def _signature() -> bytes:
    return b"Eicar-Test:0:*:" + EICAR_MARK.hex().encode() + b"\n"


def _database(made: datetime) -> bytes:
    """Return an unsigned database; clamd takes its date from the header."""
    body = _signature()
    about = _header(made, b"").strip() + b"\n"
    about += f"daily.ndb:{len(body)}:{hashlib.sha256(body).hexdigest()}\n".encode()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in (("COPYING", b"x"), ("daily.info", about), ("daily.ndb", body)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return _header(made, out.getvalue()) + out.getvalue()


def _header(made: datetime, content: bytes) -> bytes:
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    parts = (f"{made:%d %b %Y %H-%M +0000}", "27000", "1", "90", digest, "x", "test")
    return f"ClamAV-VDB:{':'.join(parts)}:{int(made.timestamp())}".ljust(512).encode()


def _wait_for(socket: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while not socket.exists():
        assert process.poll() is None, "clamd ended at once"
        assert time.monotonic() < deadline, "clamd does not answer"
        time.sleep(0.05)
