"""What tasks wait for: the deadlines of every visit that goes on, as the register has them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from visit_exchange.visits.dates.clock import RehearsalClock
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import STOPPED, Visit, visit_of_run

# A deadline does not wait for ever on an upload that cannot be answered: its answer then follows.
SETTLE_WITHIN = timedelta(minutes=10)
# What a run that was started too early waits for.
CALL = "call"
# What the request waits for: a LANO, or the end of a visit that never had one.
NOMINATED = "nominated"


@dataclass(frozen=True)
class Timetable:
    """Visits by id, and their milestones' instants (visit time) by visit and milestone."""

    visits: Mapping[str, Visit]
    due: Mapping[tuple[str, str], datetime]

    @cached_property  # asked by a thousand that wait, at every look
    def has_short_days(self) -> bool:
        """Whether a visit is rehearsed in short days, so that all are looked at more often."""
        clocks = [visit.clock for visit in self.visits.values()]
        return any(isinstance(clock, RehearsalClock) and clock.is_quick for clock in clocks)

    def wall_due(self, run_id: str, role: str, hours_before: int = 0) -> datetime | None:
        """Return the wall instant that a run of ``visit`` waits for; None when it goes no further.

        It is that of its milestone of the role, ``hours_before`` earlier in visit time.
        """
        visit = self.visits.get(visit_of_run(run_id))
        if visit is None or visit.status in STOPPED or visit.run_id != run_id:
            return None
        due = self.due[visit.id, _milestone(visit, role)]
        return visit.clock.wall_time(due - timedelta(hours=hours_before))


def _milestone(visit: Visit, role: str) -> str:
    """Return the milestone that a task waits for: every kind of visit begins with its call.

    A visit whose LANO is nominated waits no longer than that; else until its end.
    """
    framework = framework_of(visit)
    if role == CALL or (role == NOMINATED and visit.lano_email):
        return framework.milestones[0].id
    return framework.milestone_of("end" if role == NOMINATED else role)


@dataclass(frozen=True)
class Waits:
    """An upload that has no answer yet, received at an instant of the wall.

    ``is_given``: a task has it to answer.
    """

    visit_id: str
    version_id: str
    received_at: datetime
    is_given: bool = False


def is_settled(waiting: Iterable[Waits], run_id: str, due: datetime, held_up: timedelta) -> bool:
    """Return whether nothing that came to a visit in time for ``due`` waits for its answer.

    ``waiting`` is all that waits, ``due`` an instant of the wall. A deadline is ``held_up`` for
    ``SETTLE_WITHIN`` at most: time in which answers were possible, not time since it fell.
    """
    if held_up > SETTLE_WITHIN:
        return True
    visit_id = visit_of_run(run_id)
    return not any(each.visit_id == visit_id and each.received_at <= due for each in waiting)
