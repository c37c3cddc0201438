"""What a person must confirm before a visit is registered, and what is never registered."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from builders.visits import a_new_visit, a_visit
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.entry.doubts import check_confirmed, check_not_over, doubts
from visit_exchange.visits.visit import VisitStatus

MONDAY = date(2023, 3, 27)


def planned(notified: date = MONDAY) -> Timeline:
    return plan(load_framework("ap_thematic_2023"), notified)


@pytest.mark.parametrize(
    ("today", "doubt"),
    [
        (date(2022, 3, 27), None),  # Sunday, a year before to the day
        (date(2022, 3, 26), "is more than a year ahead"),  # Saturday
        (date(2023, 3, 27), None),
        (date(2023, 3, 29), None),  # Wednesday: two working days late
        (date(2023, 3, 30), "is more than 2 working days ago"),  # Thursday
    ],
)
def test_a_notification_date_far_away_is_questioned(today: date, doubt: str | None) -> None:
    found = doubts(a_new_visit(), planned(), today, ())
    assert [doubt in each for each in found if doubt] == ([True] if doubt else [])
    assert len(found) == (doubt is not None)


def test_the_question_shows_the_dates_that_follow_and_how_to_confirm_them() -> None:
    with pytest.raises(UserError) as asked:
        check_confirmed(doubts(a_new_visit(), planned(), date(2023, 4, 3), ()))

    told = str(asked.value)
    assert told.startswith("Nothing was changed.\nThe notification date Monday 27 March 2023")
    assert "5pm on Thursday 30 March 2023" in told
    assert told.endswith("“Dates are confirmed” in the form")
    check_confirmed(())


@pytest.mark.parametrize(
    ("other", "is_questioned"),
    [
        ({"notified": date(2023, 3, 20)}, True),  # Monday, a week before
        ({"notified": date(2023, 5, 5)}, True),  # Friday, less than six weeks after
        ({"notified": date(2023, 5, 8)}, False),  # Monday, six weeks after
        ({"notified": date(2023, 3, 20), "status": VisitStatus.CANCELLED}, False),
        ({"notified": date(2023, 3, 20), "is_rehearsal": True}, False),
        ({"notified": date(2023, 3, 20), "la_code": "998"}, False),
        ({"notified": date(2023, 3, 20), "framework": "area_send_full_2024"}, False),
    ],
)
def test_a_second_visit_of_its_kind_to_an_area_within_weeks_is_questioned(
    other: dict[str, Any], is_questioned: bool
) -> None:
    found = doubts(a_new_visit(), planned(), MONDAY, [a_visit(**other)])
    assert len(found) == is_questioned
    assert all("A visit of the same kind to Exampleshire is registered" in each for each in found)


@pytest.mark.parametrize(
    ("now", "is_over"),
    [
        # Tuesday, the last second of the day by which the summary note is sent
        (datetime(2023, 5, 2, 22, 59, 58, tzinfo=UTC), False),
        (datetime(2023, 5, 2, 22, 59, 59, tzinfo=UTC), True),
    ],
)
def test_a_visit_that_is_over_is_never_registered(now: datetime, is_over: bool) -> None:
    if not is_over:
        check_not_over(planned(), now)
        return
    with pytest.raises(UserError, match="Every date of a visit"):
        check_not_over(planned(), now)
