"""The clock of a rehearsal: a whole visit in minutes, its quiet days shorter still."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from visit_exchange.visits.clock import Anchor, RehearsalClock
from visit_exchange.visits.framework import load_framework
from visit_exchange.visits.timeline import Timeline
from visit_exchange.visits.working_days import IsWorkingDay, is_working_day_in_england

# The call comes when the office opens: nobody rehearses the night before.
CALL = time(9, 0)
ONE_DAY = timedelta(days=1)
# Nothing is exchanged on a weekend, or between the tracking deadline and the end of the visit.
QUIET_SHARE = 0.1


def rehearsal_clock(
    timeline: Timeline,
    *,
    started: datetime,
    day_seconds: float,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> RehearsalClock:
    """Return the clock of a rehearsal that starts at the wall instant ``started``.

    It is then 9am local time on the notification day. Each working day up to the day on which
    the last information is due takes ``day_seconds`` for 24 hours, every other day a tenth of
    that, until the midnight after the visit and its survey have ended.
    """
    framework = load_framework(timeline.framework)
    asked = {*framework.roles.values()} - {
        framework.milestone_of("end"),
        framework.survey_milestone,
    }
    busy_until = max(_local_day(timeline.milestone(each).local) for each in asked)
    last_day = max(_local_day(timeline.milestone(each).local) for each in framework.roles.values())
    anchors = [Anchor(started, _instant(timeline.notified, CALL, framework.timezone))]
    for day, next_day in pairwise(_days(timeline.notified, last_day + ONE_DAY)):
        is_busy = day <= busy_until and is_working_day(day)
        pace = timedelta(seconds=day_seconds * (1 if is_busy else QUIET_SHARE))
        midnight = _instant(next_day, time(0), framework.timezone)
        wall = anchors[-1].wall + (midnight - anchors[-1].visit) / ONE_DAY * pace
        anchors.append(Anchor(wall, midnight))
    return RehearsalClock(tuple(anchors))


def day_seconds_of(clock: RehearsalClock) -> float:
    """Return how many seconds a working day of a rehearsal takes: its first day is one."""
    first, second = clock.anchors[:2]
    return (second.wall - first.wall) / (second.visit - first.visit) * ONE_DAY.total_seconds()


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _local_day(local: str) -> date:
    return datetime.fromisoformat(local).date()


def _instant(day: date, at: time, timezone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)
