"""Somebody is chosen for a child who left: who may be, and by when what is asked is due."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.tracking.replacing import check_replacement, own_deadlines, rules_for
from visit_exchange.visits.records import BY_AUTHORITY, Selection

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2023, 3, 31, 17, tzinfo=LONDON)
DUE = datetime(2023, 4, 3, 17, tzinfo=LONDON)  # Monday 3 April 2023, 5pm
TUESDAY = datetime(2023, 4, 4, 9, tzinfo=LONDON)
THURSDAY = datetime(2023, 4, 6, 12, tzinfo=LONDON)  # Maundy Thursday 6 April 2023
STAYS, LEFT, NEW = "K7QM-2XWD", "4HTR-9PLC", "9MWX-3KDT"
WITHOUT = Selection("999-ap-20230327", (STAYS,), BY_AUTHORITY, FRIDAY, declined=(LEFT,))
CHOSEN = Selection("999-ap-20230327", (STAYS,), "inspector", FRIDAY)


@pytest.mark.parametrize("is_late", [False, True])
def test_somebody_else_is_taken_beside_those_who_take_part(is_late: bool) -> None:
    check_replacement([STAYS, NEW], WITHOUT, is_late=is_late)


@pytest.mark.parametrize(
    ("chosen", "is_late", "refused"),
    [
        ([STAYS, LEFT], False, f"{LEFT} declined or withdrew"),
        ([NEW], True, f"{STAYS} takes part"),
    ],
    ids=["who left", "who takes part, after the deadline"],
)
def test_a_child_who_left_is_not_taken_again_and_nobody_is_dropped_late(
    chosen: list[str], is_late: bool, refused: str
) -> None:
    with pytest.raises(UserError, match=refused):
        check_replacement(chosen, WITHOUT, is_late=is_late)


def test_until_the_deadline_others_may_be_exchanged_too() -> None:
    check_replacement([NEW], WITHOUT, is_late=False)


def test_who_left_may_leave_fewer_than_the_fewest() -> None:
    rules = load_framework("area_send_full_2024").selection
    assert (rules.fewest, rules_for(rules, WITHOUT).fewest) == (3, 1)
    assert rules_for(rules, CHOSEN) is rules
    assert rules_for(rules, None) is rules


@pytest.mark.parametrize(
    ("now", "own"),
    [
        (FRIDAY, {}),
        (TUESDAY, {NEW: datetime(2023, 4, 5, 17, tzinfo=LONDON)}),
        (THURSDAY, {NEW: datetime(2023, 4, 11, 17, tzinfo=LONDON)}),
    ],
    ids=["the deadline of all is as late", "Wednesday", "Tuesday after Easter"],
)
def test_who_takes_a_place_has_a_working_day(now: datetime, own: dict[str, datetime]) -> None:
    assert own_deadlines([STAYS, NEW], WITHOUT, now=now, due=DUE, days=1) == own


def test_a_choice_in_which_nobody_left_has_no_deadline_of_its_own() -> None:
    assert own_deadlines([NEW], CHOSEN, now=TUESDAY, due=DUE, days=1) == {}
    assert own_deadlines([NEW], None, now=TUESDAY, due=DUE, days=1) == {}
