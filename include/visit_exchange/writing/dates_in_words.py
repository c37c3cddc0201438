"""Days and times as people say them, in GOV.UK style: "5pm on Thursday 30 March 2023"."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

START_OF_DAY = time(0, 0)
END_OF_DAY = time(23, 59, 59)


def say_day(day: date) -> str:
    """Return ``Thursday 30 March 2023``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def say_time(at: time) -> str:
    """Return ``5pm``, ``9:30am`` or ``midday``."""
    if at == time(12, 0):
        return "midday"
    hour = at.hour % 12 or 12
    minutes = f":{at:%M}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def say_when(local: str) -> str:
    """Return a milestone's ``local`` in words.

    A milestone at the start of a day is that day; one at its end is ``the end of`` that day.
    """
    instant = datetime.fromisoformat(local)
    if is_whole_day(local):
        ends = instant.time() == END_OF_DAY
        return f"the end of {say_day(instant)}" if ends else say_day(instant)
    return f"{say_time(instant.time())} on {say_day(instant)}"


def say_moment(at: datetime, timezone: str) -> str:
    """Return an instant to the minute, as clocks of a timezone show it: ``9:30am on Monday …``."""
    local = at.astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0)
    return f"{say_time(local.time())} on {say_day(local)}"


def is_whole_day(local: str) -> bool:
    """Say whether a milestone's ``local`` stands for a day (its start or end), not a time of it."""
    return datetime.fromisoformat(local).time() in (START_OF_DAY, END_OF_DAY)
