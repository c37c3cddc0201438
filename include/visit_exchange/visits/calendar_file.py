"""A visit's timeline as a calendar file (.ics) that any calendar can open."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import TRANSP

from visit_exchange.visits.following import unsettled_by
from visit_exchange.visits.framework_of import framework_of
from visit_exchange.visits.saying import is_whole_day
from visit_exchange.visits.visit import Visit, VisitMilestone


def timeline_ics(
    visit: Visit, milestones: Sequence[VisitMilestone], *, made_at: datetime | None = None
) -> bytes:
    """Return the milestones as calendar entries, in the framework's local time.

    An entry keeps its UID for ever, so that opening a newer file moves it. ``made_at`` tells
    calendars which file is newer; without it the notification date does.
    """
    framework = framework_of(visit)
    stamp = made_at or milestones[0].due
    calendar = Calendar.new(
        uid=f"{visit.id}@visit-exchange", name=f"{framework.title}: {visit.la_name}"
    )
    unsettled = unsettled_by(framework, {})
    for milestone in milestones:
        if framework.milestone(milestone.id).only_after:
            continue
        note = ", provisional" if milestone.id in unsettled else ""
        calendar.add_component(
            Event.new(
                uid=f"{visit.id}-{milestone.id}@visit-exchange",
                summary=f"{milestone.title} ({visit.la_name}{note})",
                description=framework.title,
                start=_start(milestone, ZoneInfo(framework.timezone)),
                stamp=stamp,
                sequence=int(milestone.adjusted) + 2 * (visit.timeline - 1),
                transparency=TRANSP.TRANSPARENT,
            )
        )
    year = visit.notified.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))
    return bytes(calendar.to_ical())


def _start(milestone: VisitMilestone, zone: ZoneInfo) -> date | datetime:
    local = milestone.due.astimezone(zone)
    return local.date() if is_whole_day(milestone.local) else local
