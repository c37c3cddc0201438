"""When it is told that the register is away, of which nothing can be noted in it."""

from datetime import UTC, datetime

import pytest

from visit_exchange.journey.upkeep.telling import is_told_now
from visit_exchange.services.airflow_watch import Run, RunState

LAST = datetime(2026, 11, 26, 7, 55, tzinfo=UTC)  # Thursday, in winter: London's time


@pytest.mark.parametrize(
    ("before", "hour", "minute", "is_told"),
    [
        (None, 14, 5, True),
        ("success", 14, 5, True),
        ("failed", 14, 5, False),
        ("failed", 7, 55, False),
        ("failed", 8, 5, True),
        ("failed", 8, 15, False),
    ],
)
def test_the_first_look_tells_of_it_and_then_one_each_morning(
    before: RunState | None, hour: int, minute: int, is_told: bool
) -> None:
    run = Run("reconcile", "before", before, LAST, LAST) if before else None
    assert is_told_now(run, datetime(2026, 11, 26, hour, minute, tzinfo=UTC)) is is_told
