"""What is measured of the exchange: counts, ages and times. Nothing of a visit by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Bytes below which an upload counts as of this size.
SIZES = {"under 100 kB": 100_000, "under 1 MB": 1_000_000, "under 10 MB": 10_000_000}
LARGEST = "10 MB and more"
# Seconds below which a reply counts.
WITHIN = (5, 10, 30, 60, 120, 300, 600, 1800, 3600)
# The sign of life that a finished backup gives.
BACKUP = "backup"
# How far ahead deadlines are counted.
AHEAD = {"1 day": timedelta(days=1), "7 days": timedelta(days=7)}


@dataclass(frozen=True)
class Replies:
    """Replies to uploads of one size: how many came within each of ``WITHIN``, and the seconds."""

    within: Mapping[int, int]
    count: int
    seconds: float


@dataclass(frozen=True)
class Measures:
    """The exchange at an instant of the wall. Rehearsals count in none of them.

    ``visits`` are by status, ``replies`` by size of the upload, ``deadlines`` by how far ahead.
    Ages are since the oldest, None where there is none. ``queued`` uploads are given to no task.
    """

    visits: Mapping[str, int] = field(default_factory=dict)
    replies: Mapping[str, Replies] = field(default_factory=dict)
    unanswered: int = 0
    queued: int = 0
    oldest_unanswered: timedelta | None = None
    deadlines: Mapping[str, int] = field(default_factory=dict)
    next_deadline: timedelta | None = None
    mails_waiting: int = 0
    mails_refused: int = 0
    oldest_mail: timedelta | None = None
    last_backup: timedelta | None = None


def age(since: datetime | None, now: datetime) -> timedelta | None:
    """Return how long ago something was; None when there is nothing."""
    return None if since is None else max(timedelta(), now - since)
