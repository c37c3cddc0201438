"""What the numbers over time consist of: counts of visits, items and uploads, times in words."""

from dataclasses import dataclass, field
from datetime import timedelta

from visit_exchange.writing.counted import count
from visit_exchange.writing.lateness import duration

MINUTE = 60


@dataclass(frozen=True)
class Month:
    """The visits of one kind that were notified in a month (``2023-03``), and how they stand."""

    kind: str
    month: str
    visits: int
    over: int
    stopped: int


@dataclass(frozen=True)
class OfItem:
    """How an item came in the visits in which it is due: counts of visits.

    What does not apply counts as not held.

    ``first_time`` of ``sent`` were taken as they first came.
    """

    kind: str
    number: str
    title: str
    due: int = 0
    in_time: int = 0
    late: int = 0
    not_held: int = 0
    not_come: int = 0
    sent: int = 0
    first_time: int = 0

    @property
    def timely(self) -> str:
        """The share that came in time or was said not to be held in time, in per cent."""
        return share(self.in_time + self.not_held, self.due)

    @property
    def accepted_first(self) -> str:
        """The share that was taken as it first came, in per cent."""
        return share(self.first_time, self.sent)


@dataclass(frozen=True)
class Replies:
    """How long uploads of one kind of visit, received in one month, waited for their answer."""

    kind: str
    month: str
    uploads: int
    median: timedelta
    slowest_tenth: timedelta
    longest: timedelta

    @property
    def in_words(self) -> tuple[str, str, str]:
        """The three times in words."""
        return took(self.median), took(self.slowest_tenth), took(self.longest)


@dataclass(frozen=True)
class RuleCount:
    """How often one rule failed: in how many uploads of a kind of visit, in how many cells.

    ``field`` is the column's id, empty for what is about rows or sheets; ``severity`` is as the
    reply has it.
    """

    kind: str
    rule: str
    field: str
    severity: str
    uploads: int
    cells: int


@dataclass(frozen=True)
class Numbers:
    """All of it, for a page and for a CSV."""

    months: tuple[Month, ...] = ()
    items: tuple[OfItem, ...] = ()
    replies: tuple[Replies, ...] = ()
    rules: tuple[RuleCount, ...] = field(default=())


def took(length: timedelta) -> str:
    """Return how long an answer took, under a minute in seconds."""
    seconds = round(length.total_seconds())
    return duration(length) if seconds >= MINUTE else count(seconds, "second")


def share(part: int, whole: int) -> str:
    """Return a share as ``75%``; empty where there is nothing to share."""
    return f"{round(100 * part / whole)}%" if whole else ""
