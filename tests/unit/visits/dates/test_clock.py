"""Real and rehearsed time: one clock converts both ways and survives the register."""

from datetime import UTC, datetime, timedelta

import pytest

from visit_exchange.visits.dates.clock import Anchor, RealClock, RehearsalClock, clock_from_json

WALL = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
MONDAY = datetime(2023, 2, 6, 9, 0, tzinfo=UTC)
# The first day takes a minute, the second ten seconds.
CLOCK = RehearsalClock(
    (
        Anchor(WALL, MONDAY),
        Anchor(WALL + timedelta(seconds=60), MONDAY + timedelta(days=1)),
        Anchor(WALL + timedelta(seconds=70), MONDAY + timedelta(days=2)),
    )
)


@pytest.mark.parametrize(
    ("seconds", "visit"),
    [
        (-3600, MONDAY - timedelta(hours=1)),  # real speed before the rehearsal
        (0, MONDAY),
        (30, MONDAY + timedelta(hours=12)),
        (60, MONDAY + timedelta(days=1)),
        (65, MONDAY + timedelta(days=1, hours=12)),
        (70, MONDAY + timedelta(days=2)),
        (3670, MONDAY + timedelta(days=2, hours=1)),  # real speed after it
    ],
)
def test_the_two_times_convert_both_ways(seconds: float, visit: datetime) -> None:
    wall = WALL + timedelta(seconds=seconds)
    assert CLOCK.visit_time(wall) == visit
    assert CLOCK.wall_time(visit) == wall


def test_real_time_is_wall_time() -> None:
    assert RealClock().visit_time(WALL) == RealClock().wall_time(WALL) == WALL


@pytest.mark.parametrize("clock", [RealClock(), CLOCK])
def test_a_clock_comes_back_from_the_register_as_it_was(clock: RealClock | RehearsalClock) -> None:
    assert clock_from_json(clock.to_json()) == clock


@pytest.mark.parametrize(
    "anchors",
    [
        (),
        (Anchor(WALL, MONDAY),),
        (Anchor(WALL, MONDAY), Anchor(WALL, MONDAY + timedelta(days=1))),
        (Anchor(WALL, MONDAY), Anchor(WALL + timedelta(days=1), MONDAY)),
    ],
)
def test_a_clock_that_stands_still_is_refused(anchors: tuple[Anchor, ...]) -> None:
    with pytest.raises(ValueError, match="two or more anchors in increasing order"):
        RehearsalClock(anchors)
