"""The notification of a visit to come may move to a working day that is not past."""

from datetime import date
from typing import Any

import pytest

from builders.dossiers import a_dossier
from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.moving_notification import check_may_move, moved_timeline
from visit_exchange.visits.visit import VisitStatus

FRIDAY = date(2023, 3, 24)  # The notification is on Monday 27 March 2023


@pytest.mark.parametrize("to", [FRIDAY, date(2023, 3, 28)], ids=["today", "Tuesday"])
def test_it_moves_to_today_or_a_later_day(to: date) -> None:
    check_may_move(a_visit(), to, FRIDAY)


@pytest.mark.parametrize(
    ("known", "to", "why"),
    [
        ({}, date(2023, 3, 23), "must be today or in the future. For this visit it is Friday 24"),
        ({"status": VisitStatus.OPEN}, date(2023, 3, 29), "is open: its notification cannot be"),
        ({"is_rehearsal": True}, date(2023, 3, 29), "rehearse again instead"),
    ],
    ids=["past", "open", "rehearsal"],
)
def test_it_does_not_move_otherwise(known: dict[str, Any], to: date, why: str) -> None:
    with pytest.raises(UserError, match=why):
        check_may_move(a_visit(**known), to, FRIDAY)


def test_a_day_that_is_no_working_day_cannot_be_planned() -> None:
    with pytest.raises(UserError, match="Saturday 25 March 2023 is not a working day"):
        moved_timeline(a_dossier(), date(2023, 3, 25), {})
