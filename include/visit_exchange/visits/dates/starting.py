"""Whether the day has come on which a visit may be told of."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_day


def local_today(visit: Visit, now: datetime) -> date:
    """Return the visit's own local day at the wall instant ``now``."""
    zone = ZoneInfo(framework_of(visit).timezone)
    return visit.clock.visit_time(now).astimezone(zone).date()


def has_come(visit: Visit, now: datetime) -> bool:
    """Say whether a visit's notification date has come, by its own clock, at the wall's ``now``."""
    return visit.notified <= local_today(visit, now)


def check_has_come(visit: Visit, now: datetime) -> None:
    """Raise UserError, which names the day, unless a visit's notification date has come."""
    if not has_come(visit, now):
        raise UserError(
            f"{visit.id} is notified on {say_day(visit.notified)}: it is not opened before that day"
        )
