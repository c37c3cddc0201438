"""What seals the keys of visits: an interface, and a sealed key as it lies on disk."""

import base64
import json
from dataclasses import dataclass
from typing import Protocol

from visit_exchange.services.key_ring.errors import NoKey


@dataclass(frozen=True)
class Sealed:
    """A sealed key. ``wrapped_by`` names the wrapping key (no secret), ``data`` is ciphertext."""

    wrapped_by: str
    data: bytes

    def to_bytes(self) -> bytes:
        """Return what is written to disk."""
        data = base64.b64encode(self.data).decode()
        return json.dumps({"sealed": 1, "wrapped_by": self.wrapped_by, "data": data}).encode()

    @classmethod
    def from_bytes(cls, stored: bytes, visit_id: str) -> "Sealed":
        """Return what was written; NoKey when it is something else."""
        try:
            found = json.loads(stored)
            return cls(str(found["wrapped_by"]), base64.b64decode(found["data"], validate=True))
        except (ValueError, KeyError, TypeError):
            raise NoKey(
                f"The key of visit {visit_id} is damaged. Restore it from the backup"
            ) from None


class Wrapping(Protocol):
    """A wrapping key, wherever it is kept. A key is sealed for its visit and opens for no other."""

    def current(self) -> str:
        """Return the name under which this seals now; NoKey when there is no wrapping key."""

    def knows(self, wrapped_by: str) -> bool:
        """Say whether a key wrapped under this name is ours to open."""

    def seal(self, visit_id: str, key: bytes) -> Sealed:
        """Return the key, sealed."""

    def open(self, visit_id: str, sealed: Sealed) -> bytes:
        """Return the key that was sealed; NoKey when it cannot be opened for this visit."""


def not_opened(visit_id: str, wrapped_by: str) -> NoKey:
    """Return the error for a key that the wrapping keys at hand do not open."""
    return NoKey(
        f"The key of visit {visit_id} was sealed by the wrapping key {wrapped_by}, which does not "
        "open it here. Restore that wrapping key, or the whole of one backup"
    )
