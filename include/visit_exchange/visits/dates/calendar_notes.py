"""What the calendar does to a visit's dates: bank holidays, and a notification not on a Monday."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.plan_checks import Agreed
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.dates.working_days import SATURDAY, bank_holiday
from visit_exchange.writing.dates_in_words import say_day

ONE_DAY = timedelta(days=1)
MONDAY = 0


@dataclass(frozen=True)
class CalendarNotes:
    """What is to be said of all dates, in lines, and of single ones, by milestone."""

    lines: tuple[str, ...] = ()
    of: Mapping[str, str] = field(default_factory=dict)


def calendar_notes(framework: Framework, timeline: Timeline, agreed: Agreed) -> CalendarNotes:
    """Return what the calendar does to the dates of a visit; nothing where it does nothing."""
    days = {one.id: _local_day(one.local) for one in timeline.milestones}
    moved = _moved(framework, timeline, agreed, days)
    shifted = _shifted(framework, timeline, agreed, days)
    lines = (*_call_day(timeline.notified), *_holidays(timeline.notified, max(days.values())))
    return CalendarNotes(lines, shifted | moved)


def _call_day(notified: date) -> Iterator[str]:
    if notified.weekday() != MONDAY:
        yield (
            f"The notification is on a {notified:%A}, not on a Monday. Days are counted from it "
            "all the same."
        )


def _holidays(first: date, last: date) -> Iterator[str]:
    found = [(day, bank_holiday(day)) for day in _between(first, last)]
    named = [f"{say_day(day)} ({name})" for day, name in found if name]
    if named:
        are = "is a bank holiday: it counts" if len(named) == 1 else "are bank holidays: they count"
        *others, last_one = named
        listed = f"{', '.join(others)} and {last_one}" if others else last_one
        yield f"{listed} {are} as no working day."


def _moved(
    framework: Framework, timeline: Timeline, agreed: Agreed, days: Mapping[str, date]
) -> dict[str, str]:
    """Say which dates bank holidays move."""
    without = _days(framework, timeline.notified, timeline.on_site_days, agreed)
    return {
        name: f"without bank holidays {say_day(without[name])}"
        for name, day in days.items()
        if without.get(name, day) != day
    }


def _shifted(
    framework: Framework, timeline: Timeline, agreed: Agreed, days: Mapping[str, date]
) -> dict[str, str]:
    """Say which dates for which the guidance names a weekday fall on another one."""
    monday = timeline.notified - ONE_DAY * timeline.notified.weekday()
    usual = _days(framework, monday, timeline.on_site_days, agreed)
    return {
        rule.id: f"after a call on a Monday, a {usual[rule.id]:%A}"
        for rule in framework.milestones
        if rule.weekday is not None
        and rule.id in usual
        and usual[rule.id].weekday() != days[rule.id].weekday()
    }


def _days(
    framework: Framework, notified: date, on_site_days: int, agreed: Agreed
) -> Mapping[str, date]:
    """Return the days of a visit in a year without bank holidays; none where it has none."""
    try:
        planned = plan(
            framework,
            notified,
            on_site_days=on_site_days,
            agreed=agreed,
            is_working_day=lambda day: day.weekday() < SATURDAY,
        )
    except UserError:
        return {}
    return {one.id: _local_day(one.local) for one in planned.milestones}


def _local_day(local: str) -> date:
    return date.fromisoformat(local[: len("2027-03-15")])


def _between(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY
