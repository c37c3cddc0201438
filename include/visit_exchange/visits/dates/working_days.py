"""The one calendar: which days count as working days in England, and steps along them."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import holidays

IsWorkingDay = Callable[[date], bool]
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day_in_england(day: date) -> bool:
    """Say whether ``day`` is Monday to Friday and no bank holiday in England."""
    return day.weekday() < SATURDAY and day not in _bank_holidays()


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday in England that ``day`` is; empty when it is none."""
    return str(_bank_holidays().get(day) or "")


def calendar_version() -> str:
    """Return which calendar decides, as stored beside every deadline computed with it."""
    return f"holidays {version('holidays')} GB-ENG"


def working_days_after(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """Return the ``count``-th working day after ``day``; ``day`` itself is not counted."""
    return _step(day, count, ONE_DAY, is_working_day)


def working_days_before(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """Return the ``count``-th working day before ``day``; ``day`` itself is not counted."""
    return _step(day, count, -ONE_DAY, is_working_day)


def rolled_forward(day: date, is_working_day: IsWorkingDay) -> date:
    """Return ``day``, or the next working day when it is none."""
    return day if is_working_day(day) else working_days_after(day, 1, is_working_day)


def _step(day: date, count: int, stride: timedelta, is_working_day: IsWorkingDay) -> date:
    while count:
        day += stride
        count -= is_working_day(day)
    return day


@cache
def _bank_holidays() -> holidays.HolidayBase:
    # The package works out each year when it is first asked about.
    return holidays.country_holidays("GB", subdiv="ENG")
