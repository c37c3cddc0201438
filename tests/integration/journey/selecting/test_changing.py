"""Inspectors change the choice of children: until the deadline, with a reason, and it is told."""

from datetime import UTC, datetime

import pytest

from builders.uploads import attending, child, send
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.selecting.changing import (
    NO_REASON,
    NOT_TOLD,
    TELLS_AUTHORITY,
    TOO_LATE,
    change_choice,
)
from visit_exchange.journey.selecting.selection import codes_in_lists, select
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services
FRIDAY = datetime(2023, 3, 31, 8, tzinfo=UTC)  # Friday 31 March 2023; children are due at 5pm
AFTER_FIVE = datetime(2023, 3, 31, 17, tzinfo=UTC)
WHY = "One has left the area"


def chosen_visit(outside: Outside, now: datetime) -> tuple[Visit, list[str]]:
    """Return a visit of which the first of four children is selected, and all four codes."""
    visit = an_open_visit(outside, now)
    add_inspector(outside, visit.id, "inspector", by="data team")
    send(outside, visit, "a.xlsx", attending(*(child(f"AP-{n:04}") for n in range(1, 5))))
    close_returns(outside, visit.id)
    visit = outside.register.visit(visit.id)
    codes = sorted(codes_in_lists(outside, visit))
    select(outside, visit, codes[:1], by="inspector")
    return visit, codes


def test_another_choice_counts_and_the_authority_is_asked_again(
    outside: Outside, airflow: AirflowRecorder
) -> None:
    visit, codes = chosen_visit(outside, FRIDAY)
    change_choice(outside, visit.id, codes[1:3], by="inspector", reason=f" {WHY}\n")
    stands = outside.register.selection(visit.id)
    assert stands is not None
    assert stands.codes == tuple(codes[1:3])
    assert airflow.cleared == [(visit.run_id, TELLS_AUTHORITY)]
    last = outside.register.audit(visit.id)[-1]
    assert (last.by, last.detail) == ("inspector", {"children": 2, "why": WHY})


@pytest.mark.parametrize(
    ("now", "by", "reason", "refused"),
    [
        (FRIDAY, "inspector", " ", NO_REASON),
        (FRIDAY, "somebody else", WHY, "You are not an inspector"),
        (AFTER_FIVE, "inspector", WHY, TOO_LATE),
    ],
)
def test_a_change_that_may_not_be_leaves_the_choice_as_it_is(
    outside: Outside,
    airflow: AirflowRecorder,
    now: datetime,
    by: str,
    reason: str,
    refused: str,
) -> None:
    visit, codes = chosen_visit(outside, now)
    with pytest.raises(UserError, match=refused.split(".", maxsplit=1)[0]):
        change_choice(outside, visit.id, codes[1:3], by=by, reason=reason)
    stands = outside.register.selection(visit.id)
    assert stands is not None
    assert (stands.codes, airflow.cleared) == (tuple(codes[:1]), [])


def test_a_change_while_airflow_is_away_is_kept_and_told_when_it_is_confirmed_again(
    outside: Outside, airflow: AirflowRecorder
) -> None:
    visit, codes = chosen_visit(outside, FRIDAY)
    airflow.is_down = True
    with pytest.raises(UserError, match=NOT_TOLD.split(",")[0]):
        change_choice(outside, visit.id, codes[1:3], by="inspector", reason=WHY)
    airflow.is_down = False
    change_choice(outside, visit.id, codes[1:3], by="inspector", reason=WHY)
    assert airflow.cleared == [(visit.run_id, TELLS_AUTHORITY)]
