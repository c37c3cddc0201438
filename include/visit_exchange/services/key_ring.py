"""One secret key per visit, in a folder that only the pipeline can read.

Without its key a visit's pseudonyms cannot be made; once it is destroyed they cannot be made again.
"""

import os
import re
import secrets
from pathlib import Path

from visit_exchange.errors import UserError

KEY_BYTES = 32


class NoKey(UserError):
    """The visit has no key: nothing of it may be treated or published."""


class KeyRing:
    """The keys in a folder. Its repr says where it is, never what is in it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when it is missing, for its owner alone."""
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def __repr__(self) -> str:
        return "KeyRing()"

    def create(self, visit_id: str) -> bytes:
        """Return the visit's key, made now unless it is there already.

        NoKey when it was destroyed: a destroyed key is never made again.
        """
        if self._tombstone(visit_id).exists():
            raise NoKey(f"The key of visit {visit_id} was destroyed. It cannot be made again")
        self._write_once(self._path(visit_id), secrets.token_bytes(KEY_BYTES))
        return self.key(visit_id)

    def has(self, visit_id: str) -> bool:
        """Return whether the visit has a key."""
        return self._path(visit_id).exists()

    def key(self, visit_id: str) -> bytes:
        """Return the visit's key (32 bytes); NoKey when there is none."""
        try:
            key = self._path(visit_id).read_bytes()
        except FileNotFoundError:
            raise NoKey(f"Visit {visit_id} has no key. It is made when the visit opens") from None
        if len(key) != KEY_BYTES:
            raise NoKey(f"The key of visit {visit_id} is damaged. Restore it from the backup")
        return key

    def destroy(self, visit_id: str) -> None:
        """Overwrite and remove the visit's key, and remember that it is gone."""
        path = self._path(visit_id)
        # The tombstone first: after a crash between the two, no new key takes the old one's place.
        self._tombstone(visit_id).touch(mode=0o600)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()

    def _write_once(self, path: Path, key: bytes) -> None:
        # Written aside and linked into place: whoever reads sees a whole key or none, and of two
        # who create at once the first wins.
        aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()

    def _path(self, visit_id: str) -> Path:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", visit_id):
            raise ValueError("a visit id has small letters, digits and hyphens only")
        return self._folder / f"{visit_id}.key"

    def _tombstone(self, visit_id: str) -> Path:
        return self._path(visit_id).with_suffix(".destroyed")
