"""When each file is dropped, on the wall's clock."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehearsal.expectations import Drop
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.visit import VisitMilestone

# What is played beside a visit does nothing so shortly before the visit's next file.
SOON = timedelta(seconds=8)


@dataclass(frozen=True)
class Planned:
    """A file and the wall instant (UTC) at which it is dropped."""

    at: datetime
    drop: Drop


@dataclass(frozen=True)
class Dropped:
    """The file that was dropped last, and when (UTC) the store had it."""

    planned: Planned
    at: datetime

    def keeps_waiting(self, other: Planned, now: datetime) -> bool:
        """Return whether a file planned for later has to wait for the next second.

        The store tells when a file came in whole seconds. After an outage many files are due at
        once, and of two in one second the later could seem to have come first.
        """
        return other.at > self.planned.at and now.replace(microsecond=0) <= self.at


def copies_what_waits(drop: Drop, dropped: Iterable[Drop], answered: Container[str]) -> bool:
    """Return whether a file is a copy of one that has no answer yet; ``answered`` are labels.

    What comes of the copy would depend on which of the two is looked at first.
    """
    originals = (each for each in dropped if each.content == drop.content)
    return any(each.expected.label not in answered for each in originals)


def leaves_room(planned: Sequence[Planned], now: datetime) -> bool:
    """Return whether the next file, of those planned in the order of time, is some seconds away."""
    return not planned or planned[0].at - now >= SOON


def schedule(
    drops: Iterable[Drop], milestones: Iterable[VisitMilestone], clock: VisitClock
) -> list[Planned]:
    """Return the drops in the order of time."""
    due: Mapping[str, datetime] = {milestone.id: milestone.due for milestone in milestones}
    planned = [
        Planned(clock.wall_time(due[drop.expected.milestone] + drop.expected.offset), drop)
        for drop in drops
    ]
    return sorted(planned, key=lambda each: each.at)


def due_of(label: str, due: datetime, own_due: Mapping[str, datetime]) -> datetime:
    """Return when a file is due: with all others at ``due``, or with the child whom it names.

    ``own_due`` are the days of those who took another's place late, by code.
    """
    return max([due, *(own for code, own in own_due.items() if code in label)])
