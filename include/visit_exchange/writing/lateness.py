"""How late something came, in words."""

from datetime import timedelta

from visit_exchange.writing.counted import count


def lateness(late_by: timedelta | None) -> str | None:
    """Return ``Received 2 hours 5 minutes after the deadline.``, None when it came in time."""
    return f"Received {duration(late_by)} after the deadline." if late_by else None


def duration(length: timedelta) -> str:
    """Return the two largest units; what is under a minute is called so."""
    minutes, hours = length.seconds // 60 % 60, length.seconds // 3600
    parts = [(length.days, "day"), (hours, "hour"), (minutes, "minute")]
    said = [count(number, unit) for number, unit in parts if number]
    return " ".join(said[:2]) or "less than a minute"
