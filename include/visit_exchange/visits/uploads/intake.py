"""What has come to visits, and what of it has no answer yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from visit_exchange.visits.uploads.submission import UploadIdentity


@dataclass(frozen=True)
class Unanswered:
    """An upload that is received and has no answer yet.

    ``tries`` counts those that came to nothing. Until ``batch_until`` (wall time) it belongs to the
    task that answers ``batch``; both are None when it was given to none. ``came_at`` is when it
    came (wall time), where the store does not say: since it was restored.
    """

    id: str
    visit_id: str
    upload: UploadIdentity
    tries: int = 0
    batch: str | None = None
    batch_until: datetime | None = None
    came_at: datetime | None = None

    def is_free(self, now: datetime) -> bool:
        """Return whether it belongs to no task at the wall instant ``now``."""
        return self.batch_until is None or self.batch_until <= now


@dataclass(frozen=True)
class Intake:
    """What the register knows of the visits that are running, and of what others have left.

    ``known`` counts the uploads of each of them, answered or not; a visit without any has 0.
    """

    known: Mapping[str, int]
    unanswered: tuple[Unanswered, ...]

    def of(self, visit_id: str) -> "Intake":
        """Return what it says of one visit."""
        known = {visit: number for visit, number in self.known.items() if visit == visit_id}
        return Intake(known, tuple(each for each in self.unanswered if each.visit_id == visit_id))
