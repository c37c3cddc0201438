"""Keeps the secrets of issued credentials until they are handed over: sealed, never in clear.

They are sealed with a key that is derived from the visit's own, so that who has the folder alone
has nothing, and destroying the visit's key destroys them too.
"""

import json
import os
import re
import secrets
from pathlib import Path
from typing import Protocol

from visit_exchange.errors import UserError
from visit_exchange.privacy.sealing import CannotUnseal, seal, unseal
from visit_exchange.services.store_access.keeper import Credential

PURPOSE = "store credentials"


class VisitKeys(Protocol):
    """What is needed of the key ring."""

    def key(self, visit_id: str) -> bytes:
        """Return the visit's key."""


class SealedCredentials:
    """The credentials of each visit, a file each, in a folder for its owner alone."""

    def __init__(self, folder: Path, keys: VisitKeys) -> None:
        """``folder`` is made when the first credential comes; ``keys`` seals and opens."""
        self._folder = folder
        self._keys = keys

    def __repr__(self) -> str:
        return "SealedCredentials()"

    def keep(self, visit_id: str, who: str, credential: Credential) -> None:
        """Keep a credential instead of any earlier one; whole or not at all."""
        pair = json.dumps([credential.access_key, credential.secret_key]).encode()
        path = self._path(visit_id, who)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(seal(self._keys.key(visit_id), PURPOSE, pair))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def find(self, visit_id: str, who: str) -> Credential | None:
        """Return the credential, or None when none is kept.

        UserError when it cannot be opened: it was changed, or the visit's key is another.
        """
        try:
            sealed = self._path(visit_id, who).read_bytes()
        except FileNotFoundError:
            return None
        try:
            access_key, secret_key = json.loads(unseal(self._keys.key(visit_id), PURPOSE, sealed))
        except CannotUnseal:
            raise UserError(
                f"The credential of {who} for visit {visit_id} cannot be opened. Issue it again: "
                f"visit-exchange access issue {visit_id} --for {who}"
            ) from None
        return Credential(access_key, secret_key)

    def forget(self, visit_id: str, who: str) -> None:
        """Remove the credential; again, it changes nothing."""
        self._path(visit_id, who).unlink(missing_ok=True)

    def _path(self, visit_id: str, who: str) -> Path:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", visit_id):
            raise ValueError("a visit id has small letters, digits and hyphens only")
        return self._folder / visit_id / f"{who}.sealed"
