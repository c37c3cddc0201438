"""What time it is for a visit: the one place where a running step looks at the wall's clock."""

from datetime import UTC, datetime

from visit_exchange.visits.visit import Visit


def wall_now() -> datetime:
    """Return the wall's time, UTC."""
    return datetime.now(UTC)


def visit_now(visit: Visit) -> datetime:
    """Return the present instant in the visit's own time, UTC."""
    return visit.clock.visit_time(wall_now())
