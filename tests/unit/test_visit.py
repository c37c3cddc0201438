"""How a visit may move."""

from itertools import pairwise

import pytest

from visit_exchange.errors import UserError
from visit_exchange.visits.visit import VISIT_MOVES, VisitStatus, check_visit_move

JOURNEY = list(VisitStatus)


def test_a_visit_goes_through_every_status_in_order() -> None:
    for current, to in pairwise(JOURNEY):
        check_visit_move(current, to)


def test_tracking_closes_even_without_a_selection() -> None:
    check_visit_move(VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED)


@pytest.mark.parametrize("current", VisitStatus)
def test_no_visit_goes_back_or_stays(current: VisitStatus) -> None:
    for earlier in JOURNEY[: JOURNEY.index(current) + 1]:
        with pytest.raises(UserError, match=f"that is {current.value} cannot become"):
            check_visit_move(current, earlier)


def test_every_status_has_its_moves_and_only_disposal_is_the_end() -> None:
    assert set(VISIT_MOVES) == set(VisitStatus)
    assert [status for status, moves in VISIT_MOVES.items() if not moves] == [VisitStatus.DISPOSED]


def test_a_visit_has_reached_every_status_up_to_its_own_and_none_after_it() -> None:
    for place, current in enumerate(JOURNEY):
        assert all(current.has_reached(earlier) for earlier in JOURNEY[: place + 1])
        assert not any(current.has_reached(later) for later in JOURNEY[place + 1 :])
