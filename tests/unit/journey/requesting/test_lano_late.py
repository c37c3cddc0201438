"""When it is told that nobody has entered a LANO: at 5pm on the notification day, not before."""

from datetime import UTC, datetime

import pytest

from builders.visits import a_visit
from visit_exchange.journey.requesting.notifying import is_lano_late


@pytest.mark.parametrize(
    ("lano", "now", "is_late"),
    [
        ("", datetime(2023, 3, 27, 15, 59, tzinfo=UTC), False),  # Monday, a minute to 5pm in London
        ("", datetime(2023, 3, 27, 16, 0, tzinfo=UTC), True),
        ("", datetime(2023, 3, 29, 9, 0, tzinfo=UTC), True),  # Wednesday
        ("lano@exampleshire.example", datetime(2023, 3, 29, 9, 0, tzinfo=UTC), False),
    ],
)
def test_a_lano_is_late_at_the_end_of_the_notification_day(
    lano: str, now: datetime, is_late: bool
) -> None:
    assert is_lano_late(a_visit(lano_email=lano), now) is is_late
