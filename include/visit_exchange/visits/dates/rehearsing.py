"""The clock of a rehearsal: a whole visit in minutes, its quiet days shorter still."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dates.timeline import Timeline
from visit_exchange.visits.dates.working_days import IsWorkingDay, is_working_day_in_england

# The call comes when the office opens: nobody rehearses the night before.
CALL = time(9, 0)
ONE_DAY = timedelta(days=1)
# Nothing is exchanged on a weekend, or between the tracking deadline and the end of the visit.
QUIET_SHARE = 0.1
# People need time for what is due, even where the guidance gives them an afternoon.
SHORTEST_SHARE = 0.9
# All that follows a visit comes within this part of a working day.
AFTERWARDS_SHARE = 0.5


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
    that, until the midnight after the visit and its survey have ended. The time before each
    deadline for something is stretched to nearly ``day_seconds`` where it is shorter, and all that
    follows the visit passes in half of that.
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
    dues = sorted({timeline.milestone(each).due for each in asked})
    one_day = timedelta(seconds=day_seconds)
    clock = _with_time_for_each(RehearsalClock(tuple(anchors)), dues, one_day * SHORTEST_SHARE)
    after = max(milestone.due for milestone in timeline.milestones) + ONE_DAY
    return _with_afterwards(clock, after, one_day * AFTERWARDS_SHARE)


def _with_time_for_each(
    clock: RehearsalClock, dues: list[datetime], shortest: timedelta
) -> RehearsalClock:
    """Return the clock on which at least ``shortest`` passes before each of ``dues``."""
    for since, until in pairwise([clock.anchors[0].visit, *dues]):
        if clock.wall_time(until) - clock.wall_time(since) < shortest:
            clock = _stretched(clock, since, until, shortest)
    return clock


def _stretched(
    clock: RehearsalClock, since: datetime, until: datetime, length: timedelta
) -> RehearsalClock:
    """Return the clock on which ``since`` to ``until`` takes ``length``; what follows is later."""
    first = clock.wall_time(since)
    taken = clock.wall_time(until) - first

    def wall(visit: datetime) -> datetime:
        was = clock.wall_time(visit)
        if visit >= until:
            return was + length - taken
        return was if visit <= since else first + (was - first) * (length / taken)

    instants = sorted({since, until, *(anchor.visit for anchor in clock.anchors)})
    return RehearsalClock(tuple(Anchor(wall(each), each) for each in instants))


def _with_afterwards(clock: RehearsalClock, after: datetime, takes: timedelta) -> RehearsalClock:
    """Return the clock on which all that follows a visit, until ``after``, takes ``takes``."""
    last = clock.anchors[-1]
    if after <= last.visit + ONE_DAY:
        return clock
    return RehearsalClock((*clock.anchors, Anchor(last.wall + takes, after)))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _local_day(local: str) -> date:
    return datetime.fromisoformat(local).date()


def _instant(day: date, at: time, timezone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)
