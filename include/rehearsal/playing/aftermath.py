"""What the data team records after a visit, and whether what follows from it was worked out."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rehearsal.people.script import Afterwards, Recorded
from visit_exchange.journey.ending.events import record, what_follows
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.dates.following import Standing, standing
from visit_exchange.visits.kind_of import framework_of

NOON = time(12, 0)


def day_to_record(outside: Outside, visit_id: str, one: Recorded) -> date:
    """Return the day on which an event happens, as the visit's milestones stand now."""
    zone = ZoneInfo(framework_of(outside.register.visit(visit_id)).timezone)
    due = outside.register.milestone(visit_id, one.day_of).due
    return due.astimezone(zone).date() + timedelta(days=one.days)


def wall_of(outside: Outside, visit_id: str, day: date) -> datetime:
    """Return the wall instant of noon on a day of the visit."""
    visit = outside.register.visit(visit_id)
    clock: VisitClock = visit.clock
    zone = ZoneInfo(framework_of(visit).timezone)
    return clock.wall_time(datetime.combine(day, NOON, zone))


def record_one(outside: Outside, visit_id: str, one: Recorded, day: date) -> None:
    """Record an event as the data team does."""
    record(outside, visit_id, one.event, day, by="rehearsal")


def judge_afterwards(outside: Outside, visit_id: str, afterwards: Afterwards) -> list[str]:
    """Return a sentence for everything recorded that is not done, or has no day."""
    visit = outside.register.visit(visit_id)
    framework, happened = framework_of(visit), outside.register.happened(visit_id)
    now = visit.clock.visit_time(datetime.now(ZoneInfo("UTC")))
    follows = {one.id: one for one in what_follows(outside, visit)}
    recorded = [one.event for one in afterwards.recorded]
    return [
        *(f"{event} was recorded and is not known" for event in recorded if event not in happened),
        *(
            f"{event} was recorded and is not shown as done"
            for event in recorded
            if event in follows
            and standing(framework, follows[event], happened, now) is not Standing.DONE
        ),
        *(f"{event} has no day" for event in afterwards.dated if event not in follows),
    ]
