"""A deferred visit begins again on a working day to come."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.deferring import reason_given
from visit_exchange.journey.ending.resuming import new_timeline
from visit_exchange.visits.visit import VisitStatus

WEDNESDAY = datetime(2023, 3, 29, 9, tzinfo=UTC)  # Wednesday 29 March 2023
MONDAY = date(2023, 5, 15)  # Monday 15 May 2023
DEFERRED, OPEN = VisitStatus.DEFERRED, VisitStatus.OPEN


@pytest.mark.parametrize("day", [MONDAY, date(2023, 3, 29)], ids=["in May", "today"])
def test_it_begins_again_on_the_new_date(day: date) -> None:
    timeline = new_timeline(a_visit(status=DEFERRED), day, {}, WEDNESDAY)
    assert timeline.milestones[0].local.startswith(day.isoformat())


@pytest.mark.parametrize(
    ("known", "day", "why"),
    [
        ({}, date(2023, 3, 28), "must be in the future. For this visit it is Wednesday 29 March"),
        # The clock of a rehearsal begins at 9am: it would be put back.
        ({"is_rehearsal": True}, date(2023, 3, 29), "must be in the future"),
        ({}, date(2023, 5, 8), "is not a working day"),  # Monday 8 May 2023, the coronation
        ({"status": OPEN}, MONDAY, "is open: only a deferred visit can be resumed"),
        ({"status": VisitStatus.CANCELLED}, MONDAY, "only a deferred visit can be resumed"),
    ],
    ids=["past", "rehearsal today", "bank holiday", "open", "cancelled"],
)
def test_it_does_not_begin_again_otherwise(known: dict[str, Any], day: date, why: str) -> None:
    visit = a_visit(**{"status": DEFERRED, **known})
    with pytest.raises(UserError, match=why):
        new_timeline(visit, day, {}, WEDNESDAY)


def test_it_needs_a_reason_that_names_nobody() -> None:
    assert reason_given(a_visit(), " A flood ") == "A flood"
    with pytest.raises(UserError, match="Enter a reason"):
        reason_given(a_visit(), "  ")
    with pytest.raises(UserError, match="must name nobody"):
        reason_given(a_visit(), "Mrs Okafor is ill")
