"""When each file is dropped, on the wall's clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rehearsal.expectations import Drop
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.visit import VisitMilestone


@dataclass(frozen=True)
class Planned:
    """A file and the wall instant (UTC) at which it is dropped."""

    at: datetime
    drop: Drop


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
