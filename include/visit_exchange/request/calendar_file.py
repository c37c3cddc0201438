"""A visit's timeline as a calendar file (.ics) that any calendar can open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from icalendar.enums import STATUS, TRANSP

from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.following import unsettled_by
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Adjustment, Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import is_whole_day

# An entry begins at its deadline, which is what people read first, and is long enough to be seen.
LENGTH = timedelta(minutes=15)
# Somebody is at work when it rings: a day before an hour, at 9am on the day before a whole day.
DAY_BEFORE = timedelta(days=-1)
MORNING_BEFORE = timedelta(hours=-15)
# Sequences of a timeline: each is higher than all of the timeline before.
OF_A_TIMELINE = 1000


def timeline_ics(
    visit: Visit,
    milestones: Sequence[VisitMilestone],
    moves: Sequence[Adjustment] = (),
    *,
    made_at: datetime | None = None,
) -> bytes:
    """Return the milestones as calendar entries, in the framework's local time.

    An entry keeps its UID for ever, so that opening a newer file moves it; ``moves`` are the
    adjustments so far, each of which raises its sequence. ``made_at`` tells calendars which file
    is newer; without it the last move does, or the notification date.
    """
    stamp = made_at or max([milestones[0].due, *(each.made_at for each in moves)])
    return _calendar(visit, milestones, moves, stamp, "PUBLISH")


def cancelled_ics(
    visit: Visit,
    milestones: Sequence[VisitMilestone],
    moves: Sequence[Adjustment] = (),
    *,
    at: datetime,
) -> bytes:
    """Return what takes the entries after ``at`` out of the calendars that hold them.

    Those of a resumed visit come back with its new dates: their sequence is higher still.
    """
    to_come = [milestone for milestone in milestones if milestone.due > at]
    return _calendar(visit, to_come, moves, at, "CANCEL")


def sequence(visit: Visit, milestone: str, moves: Iterable[Adjustment], *, cancelled: bool) -> int:
    """Return the sequence of an entry: raised by each move, by a cancellation, by a resumption."""
    moved = sum(each.milestone == milestone for each in moves)
    return OF_A_TIMELINE * (visit.timeline - 1) + 2 * moved + int(cancelled)


def _calendar(
    visit: Visit,
    milestones: Sequence[VisitMilestone],
    moves: Sequence[Adjustment],
    stamp: datetime,
    method: str,
) -> bytes:
    framework, is_cancelled = framework_of(visit), method == "CANCEL"
    calendar = Calendar.new(
        uid=f"{visit.id}@visit-exchange",
        name=f"{framework.title}: {visit.la_name}",
        method=method,
    )
    for milestone in milestones:
        if not framework.milestone(milestone.id).only_after:
            number = sequence(visit, milestone.id, moves, cancelled=is_cancelled)
            ends = _end(milestone, milestones, framework)
            entry = _entry(visit, milestone, ends, stamp, number, is_cancelled=is_cancelled)
            calendar.add_component(entry)
    year = visit.notified.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))
    return bytes(calendar.to_ical())


def _entry(
    visit: Visit,
    milestone: VisitMilestone,
    end: date | datetime,
    stamp: datetime,
    number: int,
    *,
    is_cancelled: bool,
) -> Event:
    framework = framework_of(visit)
    note = ", provisional" if milestone.id in unsettled_by(framework, {}) else ""
    entry = Event.new(
        uid=f"{visit.id}-{milestone.id}@visit-exchange",
        summary=f"{milestone.title} ({visit.la_name}{note})",
        description=framework.title,
        start=_start(milestone, ZoneInfo(framework.timezone)),
        end=end,
        stamp=stamp,
        sequence=number,
        status=STATUS.CANCELLED if is_cancelled else None,
        organizer=f"mailto:{visit.lead_inspector_email}",
        transparency=TRANSP.TRANSPARENT,
    )
    if not is_cancelled:
        entry.add_component(_alarm(milestone))
    return entry


def _end(
    milestone: VisitMilestone, milestones: Sequence[VisitMilestone], framework: Framework
) -> date | datetime:
    """Return when an entry ends: on site it lasts until the evening of the last on-site day."""
    zone = ZoneInfo(framework.timezone)
    start = _start(milestone, zone)
    if isinstance(start, datetime):
        return start + LENGTH
    last = start
    if milestone.id == framework.on_site.milestone:
        days = (e.due.astimezone(zone).date() for e in milestones if _is_last_day(framework, e))
        last = max([start, *days])
    return last + timedelta(days=1)


def _is_last_day(framework: Framework, milestone: VisitMilestone) -> bool:
    rule = framework.milestone(milestone.id)
    return rule.last_on_site_day and milestone.id != framework.survey_milestone


def _alarm(milestone: VisitMilestone) -> Alarm:
    alarm, whole_day = Alarm(), is_whole_day(milestone.local)
    alarm.add("action", "DISPLAY")
    alarm.add("description", milestone.title)
    alarm.add("trigger", MORNING_BEFORE if whole_day else DAY_BEFORE)
    return alarm


def _start(milestone: VisitMilestone, zone: ZoneInfo) -> date | datetime:
    local = milestone.due.astimezone(zone)
    return local.date() if is_whole_day(milestone.local) else local
