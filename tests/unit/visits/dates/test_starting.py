"""A visit may be opened from midnight of its notification date on, by its own clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.dossiers import acts
from builders.visits import a_visit
from visit_exchange.visits.acts import is_announced_in
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dates.starting import has_come
from visit_exchange.visits.dates.timetable import CALL, Timetable

MONDAY = date(2023, 3, 27)  # British Summer Time began the day before


@pytest.mark.parametrize(
    ("now", "come"),
    [
        (datetime(2023, 3, 24, 9, tzinfo=UTC), False),  # Friday
        (datetime(2023, 3, 26, 22, 59, 59, tzinfo=UTC), False),  # a second before midnight
        (datetime(2023, 3, 26, 23, tzinfo=UTC), True),  # midnight in London
        (datetime(2023, 3, 29, 9, tzinfo=UTC), True),  # Wednesday: a morning was missed
    ],
)
def test_the_day_is_the_local_one(now: datetime, come: bool) -> None:
    assert has_come(a_visit(MONDAY), now) is come


def test_the_clock_is_the_visits_own() -> None:
    wall, monday = datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2023, 3, 27, 9, tzinfo=UTC)
    hour = timedelta(hours=1)
    clock = RehearsalClock((Anchor(wall, monday), Anchor(wall + hour, monday + 24 * hour)))
    visit = a_visit(MONDAY, clock=clock)

    assert has_come(visit, wall)
    assert not has_come(visit, wall - timedelta(hours=12))


def test_a_run_that_is_started_too_early_waits_for_the_call() -> None:
    midnight = datetime(2023, 3, 26, 23, tzinfo=UTC)
    visit = a_visit(MONDAY)
    table = Timetable({visit.id: visit}, {(visit.id, "notification"): midnight})
    assert table.wall_due(visit.id, CALL) == midnight


@pytest.mark.parametrize(
    ("moved", "announced"),
    [
        ((), False),
        (("deferred",), False),
        (("deferred", "cancelled"), False),
        (("open",), True),
        (("open", "deferred"), True),  # it was told, so it is told of the deferral too
    ],
)
def test_an_authority_knows_of_a_visit_once_it_was_opened(
    moved: tuple[str, ...], announced: bool
) -> None:
    audit = acts(*(("visit moved", {"to": to, "why": "A flood"}) for to in moved))
    assert is_announced_in(audit) is announced
