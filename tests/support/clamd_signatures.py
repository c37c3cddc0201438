"""Signatures for clamd that know the EICAR test file and nothing else, with a date of choice.

``python clamd_signatures.py FOLDER`` writes them, made now; it imports nothing but Python's own.
"""

import hashlib
import io
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

# Parted, so that no scanner stops this source.
EICAR_MARK = b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + EICAR_MARK


def signature() -> bytes:
    """Return the one signature, which bears no date."""
    return b"Eicar-Test:0:*:" + EICAR_MARK.hex().encode() + b"\n"


def database(made: datetime) -> bytes:
    """Return an unsigned database; clamd takes its date from the header."""
    body = signature()
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


if __name__ == "__main__":
    (Path(sys.argv[1]) / "daily.cud").write_bytes(database(datetime.now(UTC)))
