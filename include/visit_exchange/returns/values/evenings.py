"""Dates that a program saved as the evening before: 23:00 where the clock was an hour ahead."""

import re
from collections.abc import Sequence
from datetime import datetime

CLOCK = re.compile(r"\d[t ,]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?: ?([ap])m)?", re.I)
MIDNIGHT = 24 * 60
LAST_MINUTE = MIDNIGHT - 1
EARLIEST = 20 * 60


def perhaps_day_early(cells: Sequence[object]) -> frozenset[object]:
    """Return the cells whose day may be one too early.

    None when some cell has another time of day: then the times are real.
    """
    minutes = {cell: told for cell in set(cells) if (told := _minutes(cell)) is not None}
    evenings = frozenset(cell for cell, told in minutes.items() if _is_evening(told))
    others = (told for cell, told in minutes.items() if cell not in evenings)
    return frozenset() if any(told % MIDNIGHT for told in others) else evenings


def _minutes(cell: object) -> int | None:
    """Return the minutes since midnight, rounded; None for a day without a time."""
    if isinstance(cell, datetime):
        return round((cell.hour * 3600 + cell.minute * 60 + cell.second) / 60)
    if not isinstance(cell, str) or (match := CLOCK.search(cell)) is None:
        return None
    hours, minutes, seconds, half = match.groups()
    hour = int(hours) % 12 + (12 if half.lower() == "p" else 0) if half else int(hours)
    return round((hour * 3600 + int(minutes) * 60 + float(seconds or 0)) / 60)


def _is_evening(minutes: int) -> bool:
    whole_hour = minutes % 60 == 0 and EARLIEST <= minutes < MIDNIGHT
    return whole_hour or minutes in (LAST_MINUTE, MIDNIGHT)
