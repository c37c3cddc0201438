"""The timetable of meetings as a calendar file (.ics): the same UIDs, higher sequences."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import STATUS

from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.meeting.meetings import Slot, Timetable
from visit_exchange.visits.visit import Visit


def meetings_ics(visit: Visit, timetable: Timetable, *, made_at: datetime) -> bytes:
    """Return what stands, so that opening it adds and moves meetings."""
    return _calendar(visit, timetable.standing, made_at, "PUBLISH")


def cancelled_meetings_ics(visit: Visit, timetable: Timetable, *, made_at: datetime) -> bytes:
    """Return what takes cancelled meetings out of calendars; nothing when none is to go."""
    gone = [each for each in timetable.news if each.is_cancelled]
    return _calendar(visit, gone, made_at, "CANCEL") if gone else b""


def _calendar(visit: Visit, slots: Iterable[Slot], stamp: datetime, method: str) -> bytes:
    name = f"Meetings of the visit to {visit.la_name}"
    calendar = Calendar.new(uid=f"{visit.id}-meetings@visit-exchange", name=name, method=method)
    for slot in slots:
        calendar.add_component(_event(visit, slot, stamp))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(visit: Visit, slot: Slot, stamp: datetime) -> Event:
    # What was kept has an offset, which is no time zone that a calendar would know.
    starts = slot.starts.astimezone(ZoneInfo(framework_of(visit).timezone))
    return Event.new(
        uid=f"{visit.id}-meeting-{slot.id}@visit-exchange",
        summary=f"{slot.title}{f' ({slot.child})' if slot.child else ''}: {visit.la_name}",
        description=f"{slot.how.capitalize()}. With: {', '.join(slot.roles)}.",
        location=slot.place or None,
        start=starts,
        end=starts + timedelta(minutes=slot.minutes),
        stamp=stamp,
        sequence=slot.sequence,
        status=STATUS.CANCELLED if slot.is_cancelled else None,
        organizer=f"mailto:{visit.lead_inspector_email}",
    )
