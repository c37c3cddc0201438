"""A visit's timeline as a calendar file (.ics) that any calendar can open."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from visit_exchange.visits.following import unsettled_by
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import is_whole_day


def timeline_ics(
    visit: Visit, milestones: Sequence[VisitMilestone], *, made_at: datetime | None = None
) -> bytes:
    """Return the milestones as calendar entries, in the framework's local time.

    An entry keeps its UID for ever, so that opening a newer file moves it. ``made_at`` tells
    calendars which file is newer; without it the notification date does.
    """
    return _calendar(visit, milestones, made_at or milestones[0].due, "PUBLISH")


def cancelled_ics(visit: Visit, milestones: Sequence[VisitMilestone], *, at: datetime) -> bytes:
    """Return what takes the entries after ``at`` out of the calendars that hold them.

    Those of a resumed visit come back with its new dates: their sequence is higher still.
    """
    to_come = [milestone for milestone in milestones if milestone.due > at]
    return _calendar(visit, to_come, at, "CANCEL")


def _calendar(
    visit: Visit, milestones: Sequence[VisitMilestone], stamp: datetime, method: str
) -> bytes:
    framework = framework_of(visit)
    calendar = Calendar.new(
        uid=f"{visit.id}@visit-exchange",
        name=f"{framework.title}: {visit.la_name}",
        method=method,
    )
    unsettled = unsettled_by(framework, {})
    for milestone in milestones:
        if framework.milestone(milestone.id).only_after:
            continue
        note = ", provisional" if milestone.id in unsettled else ""
        is_cancelled = method == "CANCEL"
        calendar.add_component(
            Event.new(
                uid=f"{visit.id}-{milestone.id}@visit-exchange",
                summary=f"{milestone.title} ({visit.la_name}{note})",
                description=framework.title,
                start=_start(milestone, ZoneInfo(framework.timezone)),
                stamp=stamp,
                sequence=_sequence(visit, 2 if is_cancelled else int(milestone.adjusted)),
                status=STATUS.CANCELLED if is_cancelled else None,
                organizer=f"mailto:{visit.lead_inspector_email}",
                transparency=TRANSP.TRANSPARENT,
            )
        )
    year = visit.notified.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))
    return bytes(calendar.to_ical())


def _sequence(visit: Visit, change: int) -> int:
    """Every timeline has three: as first told (0), with an entry moved (1), cancelled (2)."""
    return 3 * (visit.timeline - 1) + change


def _start(milestone: VisitMilestone, zone: ZoneInfo) -> date | datetime:
    local = milestone.due.astimezone(zone)
    return local.date() if is_whole_day(milestone.local) else local
