"""How a visit may move."""

from itertools import pairwise

import pytest

from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.visits.visit import (
    STOPPED,
    VISIT_MOVES,
    VisitStatus,
    check_visit_move,
    visit_of_run,
)

JOURNEY = [status for status in VisitStatus if status not in STOPPED]


def test_a_visit_goes_through_every_status_in_order() -> None:
    for current, to in pairwise(JOURNEY):
        check_visit_move(current, to)


def test_tracking_closes_even_without_a_selection() -> None:
    check_visit_move(VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED)


@pytest.mark.parametrize("current", JOURNEY)
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


UNDER_WAY = JOURNEY[: JOURNEY.index(VisitStatus.CLOSED)]


@pytest.mark.parametrize("current", UNDER_WAY)
def test_a_visit_that_has_not_closed_can_be_deferred_or_cancelled(current: VisitStatus) -> None:
    check_visit_move(current, VisitStatus.DEFERRED)
    check_visit_move(current, VisitStatus.CANCELLED)


@pytest.mark.parametrize("current", [VisitStatus.CLOSED, VisitStatus.DISPOSED])
@pytest.mark.parametrize("to", sorted(STOPPED))
def test_a_visit_that_has_closed_cannot_be_stopped(current: VisitStatus, to: VisitStatus) -> None:
    with pytest.raises(UserError, match=f"that is {current.value} cannot become {to.value}"):
        check_visit_move(current, to)


def test_a_deferred_visit_begins_again_or_is_cancelled() -> None:
    assert VISIT_MOVES[VisitStatus.DEFERRED] == {VisitStatus.REGISTERED, VisitStatus.CANCELLED}


def test_a_cancelled_visit_can_only_be_disposed_of() -> None:
    assert VISIT_MOVES[VisitStatus.CANCELLED] == {VisitStatus.DISPOSED}


@pytest.mark.parametrize("stopped", sorted(STOPPED))
def test_beside_the_journey_nothing_is_reached(stopped: VisitStatus) -> None:
    assert stopped.has_reached(stopped)
    assert not any(stopped.has_reached(status) for status in JOURNEY)
    assert not any(status.has_reached(stopped) for status in JOURNEY)


def test_a_run_is_named_after_its_visit_and_numbered_once_it_was_resumed() -> None:
    first, second = a_visit(), a_visit(timeline=2)
    assert (first.run_id, second.run_id) == ("999-ap-20230327", "999-ap-20230327~2")
    assert visit_of_run(first.run_id) == visit_of_run(second.run_id) == first.id
