"""Seals with AES-256-GCM under a wrapping key in a file, or in Airflow's secrets backend.

Both hold one wrapping key a line, in base64: the first seals, every one opens. Only a rotation
that is under way has two.
"""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from visit_exchange.services.key_ring.errors import NoKey
from visit_exchange.services.key_ring.whole_files import write_whole
from visit_exchange.services.key_ring.wrapping import Sealed, not_opened

WRAPPING_BYTES = 32
NONCE_BYTES = 12
KIND = "local:"


class LocalWrapping:
    """Wrapping keys that this machine reads. Its repr says nothing of them."""

    def __init__(self, read: Callable[[], str], where: str) -> None:
        """``read`` returns the lines; it is called each time, so a rotation is seen at once."""
        self._read = read
        self._where = where

    def __repr__(self) -> str:
        return "LocalWrapping()"

    def current(self) -> str:
        """Return the fingerprint of the wrapping key that seals now."""
        return fingerprint(self.keys()[0])

    def knows(self, wrapped_by: str) -> bool:
        """Say whether it was sealed by a key of this kind."""
        return wrapped_by.startswith(KIND)

    def seal(self, visit_id: str, key: bytes) -> Sealed:
        """Return the key, sealed for its visit."""
        wrapping, nonce = self.keys()[0], secrets.token_bytes(NONCE_BYTES)
        data = nonce + AESGCM(wrapping).encrypt(nonce, key, visit_id.encode())
        return Sealed(fingerprint(wrapping), data)

    def open(self, visit_id: str, sealed: Sealed) -> bytes:
        """Return the key; NoKey when no wrapping key at hand opens it for this visit."""
        fitting = [key for key in self.keys() if fingerprint(key) == sealed.wrapped_by]
        nonce, data = sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:]
        try:
            return AESGCM(fitting[0]).decrypt(nonce, data, visit_id.encode())
        except (IndexError, InvalidTag, ValueError):
            raise not_opened(visit_id, sealed.wrapped_by) from None

    def keys(self) -> tuple[bytes, ...]:
        """Return the wrapping keys, the one that seals first."""
        try:
            lines = self._read().split()
            found = tuple(base64.b64decode(line, validate=True) for line in lines)
        except (OSError, UnicodeDecodeError, binascii.Error):
            raise NoKey(f"There is no wrapping key at {self._where}. {_HOW}") from None
        if not found or {len(key) for key in found} != {WRAPPING_BYTES}:
            raise NoKey(f"What is at {self._where} is no wrapping key. {_HOW}")
        return found


class WrappingFile(LocalWrapping):
    """A file with wrapping keys, which a rotation can write."""

    def __init__(self, path: Path) -> None:
        """``path`` is read at every use and may be missing until then."""
        super().__init__(path.read_text, str(path))
        self.path = path

    def create(self) -> None:
        """Make the first wrapping key; FileExistsError when there is one."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path, _lines((new_wrapping_key(),)), replace=False)

    def add(self) -> None:
        """Put a new wrapping key before the one that is there; the old one still opens."""
        self._write((new_wrapping_key(), *self.keys()))

    def drop_old(self) -> None:
        """Keep the newest wrapping key alone."""
        self._write(self.keys()[:1])

    def _write(self, keys: tuple[bytes, ...]) -> None:
        write_whole(self.path, _lines(keys), replace=True)


def new_wrapping_key() -> bytes:
    """Return a fresh wrapping key."""
    return secrets.token_bytes(WRAPPING_BYTES)


def fingerprint(wrapping: bytes) -> str:
    """Return the name of a wrapping key, from which it cannot be worked out."""
    return KIND + hashlib.sha256(b"visit-exchange wrapping key" + wrapping).hexdigest()[:16]


def _lines(keys: tuple[bytes, ...]) -> bytes:
    return b"".join(base64.b64encode(key) + os.linesep.encode() for key in keys)


_HOW = (
    "Restore it from its backup. If no visit has a key yet, make one with: visit-exchange keys init"
)
