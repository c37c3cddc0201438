"""Instants that people type: hours that there are, in years in which a visit can be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.writing.dates_in_words import say_when

LAST_YEAR = 2099


def check_year(day: date) -> None:
    """Raise UserError for a year that can only be a slip: no calendar counts on from it."""
    if day.year > LAST_YEAR:
        raise UserError(f"The year must be {LAST_YEAR} or before, not {day.year}")


def typed_instant(typed: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant that was typed, in local time unless it names a zone of its own.

    UserError for an hour that the clocks leave out as they go forward.
    """
    check_year(typed)
    if typed.tzinfo:
        return typed
    instant = typed.replace(tzinfo=zone)
    if instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
        said = say_when(typed.isoformat())
        raise UserError(f"There is no {said}: the clocks go forward in that hour")
    return instant
