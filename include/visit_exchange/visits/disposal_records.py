"""What the register hands out about the end of evidence. Times are aware UTC instants."""

from dataclasses import dataclass
from datetime import datetime

# The kind of what is destroyed early: it is about a child who is tracked no longer.
UNTRACKED = "no longer tracked"


@dataclass(frozen=True)
class Hold:
    """A legal hold: while it stands nothing of the visit is destroyed. ``at`` is visit time."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Destroyed:
    """A thing that was, or is about to be, destroyed; known by hash.

    ``key_hash`` is the SHA-256 of an object's key; of a visit's key, that of the sealed file.
    ``sha256`` is of the content where the register knew it. ``destroyed_at`` is the wall's time.
    """

    kind: str
    place: str
    key_hash: str
    version_id: str
    size: int
    is_marker: bool = False
    sha256: str | None = None
    destroyed_at: datetime | None = None


@dataclass(frozen=True)
class Certificate:
    """A certificate of disposal. ``body`` is JSON, ``sha256`` of it."""

    visit_id: str
    number: int
    body: str
    sha256: str
