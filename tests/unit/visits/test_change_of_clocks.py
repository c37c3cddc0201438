"""A visit across Sunday 25 October 2026, when the clocks go back an hour at 2am.

A frozen clock is moved on minute by minute, through the hour that there is twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.journey.upkeep.deciding import findings
from visit_exchange.journey.upkeep.seen import AirflowSeen, Seen
from visit_exchange.kinds import load_framework
from visit_exchange.services.airflow_watch import Run
from visit_exchange.visits.dates.timetable import Timetable, Waits, is_settled
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.visits.watch.findings import Area

LONDON = ZoneInfo("Europe/London")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
KIND = load_framework("ap_thematic_2023")
# Notified on Monday 19 October 2026; on site from Monday 2 November.
VISIT = replace(a_visit(date(2026, 10, 19)), status=VisitStatus.OPEN)
DUE = {milestone.id: milestone.due for milestone in its_milestones(VISIT)}
TABLE = Timetable({VISIT.id: VISIT}, {(VISIT.id, name): due for name, due in DUE.items()})
CHANGE = datetime(2026, 10, 25, 1, tzinfo=UTC)


def minutes(first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield every minute of the wall, the last one too."""
    now = first
    while now <= last:
        yield now
        now += MINUTE


@pytest.mark.parametrize("role", sorted(KIND.roles))
def test_a_wait_ends_once_at_the_hour_that_people_were_told(role: str) -> None:
    due = TABLE.wall_due(VISIT.run_id, role)
    assert due is not None
    waits = [
        now for now in minutes(due - 2 * HOUR, due + 2 * HOUR) if (due - now).total_seconds() > 0
    ]
    assert len(waits) == 120
    told = {m.id: m.local for m in its_milestones(VISIT)}[KIND.milestone_of(role)]
    assert datetime.fromisoformat(told) == due
    assert due.astimezone(LONDON).utcoffset() == (HOUR if due < CHANGE else timedelta())


def test_deadlines_on_both_sides_are_at_five_by_the_clock_on_the_wall() -> None:
    five = {
        name: due.astimezone(UTC).hour
        for name, due in DUE.items()
        if due.astimezone(LONDON).hour == 17
    }
    assert five["returns"] == 16  # Thursday 22 October
    assert five["tracking"] == 17  # after the change


def test_a_reminder_a_day_before_comes_24_hours_before() -> None:
    """So on the day of the change it comes an hour earlier or later by the clock, and once."""
    due, soon = (TABLE.wall_due(VISIT.run_id, "tracking", hours) for hours in (0, 24))
    assert due is not None
    assert soon is not None
    assert due - soon == 24 * HOUR


@pytest.mark.parametrize(
    ("came", "is_in_time"),
    [
        (CHANGE - 31 * MINUTE, True),  # half past one, the first time
        (CHANGE + 29 * MINUTE, True),  # half past one less a minute, the second time
        (CHANGE + 31 * MINUTE, False),
    ],
)
def test_what_came_in_the_hour_that_there_is_twice_is_judged_by_the_instant(
    came: datetime, is_in_time: bool
) -> None:
    """A deadline that was moved to the second half past one."""
    due = CHANGE + 30 * MINUTE
    waiting = [Waits(VISIT.id, "a version", came)]
    assert is_settled(waiting, VISIT.run_id, due, timedelta()) is not is_in_time


def test_no_morning_is_missed_and_none_is_there_twice() -> None:
    """`start_visits` runs at 8am in London: at 7 UTC on Saturday, at 8 UTC on Sunday."""
    runs = tuple(
        Run("start_visits", str(at), "success", at)
        for day in (25, 24)
        for at in [datetime(2026, 10, day, 8, tzinfo=LONDON).astimezone(UTC)]
    )
    assert [run.due_at.hour for run in runs] == [8, 7]
    missed = set()
    for now in minutes(CHANGE - 24 * HOUR, CHANGE + 22 * HOUR):
        past = tuple(run for run in runs if run.due_at <= now)
        looked = Seen(now, airflow=AirflowSeen(mornings=past))
        missed |= {each.what for each in findings(looked) if each.area is Area.MORNING}
    assert missed == set()
