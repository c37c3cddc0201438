"""The clock of the visit that a rehearsal leaves open: quick at first, then as on the wall."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.kinds import Framework, load_framework
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.visit import NewVisit

NOTIFIED = date(2027, 3, 1)  # a Monday with no bank holiday near it
LANO_EMAIL = "second-lano@exampleshire.example"
CALL = time(9)
# The first days pass in a moment. Then time runs as it does on the wall: the returns close when the
# first visit has what it asked for, and the choice and what follows it are due hours later.
FIRST_DAYS = timedelta(seconds=10)
SHORTEST = timedelta(seconds=40)  # on an idle machine, where the answers take ten
LONGEST = timedelta(hours=1)


def as_begun(new: NewVisit, closes: datetime) -> NewVisit:
    """Return the visit as it is registered: on its own clock, and with a LANO from the start.

    Who is asked is known before anything is sent.
    """
    clock = first_days(load_framework(new.framework), new, closes)
    return replace(new, notified=NOTIFIED, lano_email=LANO_EMAIL, clock=clock)


def in_time(closes: datetime, now: datetime, stretched: float) -> datetime:
    """Return when the returns close: at ``closes``, unless that leaves no time for the answers."""
    soonest = now + FIRST_DAYS + SHORTEST * stretched
    return min(max(closes, soonest), now + LONGEST)


def first_days(framework: Framework, new: NewVisit, closes: datetime) -> RehearsalClock:
    """Return the clock of a visit whose first days pass in a moment and whose returns close then.

    ``closes`` is an instant of the wall's clock.
    """
    now, zone = datetime.now(UTC), ZoneInfo(framework.timezone)
    called = datetime.combine(NOTIFIED, CALL, zone).astimezone(UTC)
    timeline = plan(framework, NOTIFIED, on_site_days=new.on_site_days)
    due = timeline.milestone(framework.milestone_of("returns")).due
    soon = Anchor(now + FIRST_DAYS, due - (closes - now - FIRST_DAYS))
    return RehearsalClock((Anchor(now, called), soon))
