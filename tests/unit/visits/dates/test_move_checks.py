"""A deadline keeps its place among the others, and falls on a working day, or it is confirmed."""

from datetime import UTC, datetime

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.move_checks import check_move, what_a_move_overrides

# Returns are due at 5pm on Thursday 30 March 2023, the selection a working day later.


@pytest.mark.parametrize(
    ("moved", "to", "told"),
    [
        ("returns", datetime(2023, 3, 31, 11, tzinfo=UTC), []),  # Friday noon
        ("returns", datetime(2023, 3, 31, 16, tzinfo=UTC), []),  # with the selection, 5pm
        ("returns", datetime(2023, 3, 31, 17, tzinfo=UTC), ["would be after"]),
        ("selection", datetime(2023, 3, 30, 15, tzinfo=UTC), ["would be before"]),
        ("tracking", datetime(2023, 4, 7, 16, tzinfo=UTC), ["Friday 7 April 2023 is not"]),
        # A Sunday after the on-site days: passes seven others, of which three end together
        ("returns", datetime(2023, 4, 23, 16, tzinfo=UTC), ["Sunday"] + ["would be after"] * 7),
        ("survey_closes", datetime(2033, 4, 22, 16, tzinfo=UTC), ["more than a year later"]),
        ("extra_1", datetime(2023, 4, 20, 16, tzinfo=UTC), []),  # Thursday
        ("extra_1", datetime(2023, 4, 22, 16, tzinfo=UTC), ["Saturday"]),
    ],
)
def test_a_move_says_what_it_overrides(moved: str, to: datetime, told: list[str]) -> None:
    kind = load_framework("ap_thematic_2023")
    found = what_a_move_overrides(kind, its_milestones(a_visit()), moved, to)
    assert len(found) == len(told)
    assert all(part in line for part, line in zip(told, found, strict=True))


def test_it_is_refused_until_it_is_confirmed() -> None:
    told = ["Sunday 23 April 2023 is not a working day"]
    with pytest.raises(UserError, match="To override this, give --yes"):
        check_move(told, confirmed=False)
    check_move(told, confirmed=True)
    check_move([], confirmed=False)
