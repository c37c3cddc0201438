"""Which days count, and steps along them."""

from datetime import date

import pytest

from visit_exchange.visits.dates.working_days import (
    calendar_version,
    is_working_day_in_england,
    rolled_forward,
    working_days_after,
    working_days_before,
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2023-02-06", True),  # an ordinary Monday
        ("2023-02-11", False),  # Saturday
        ("2023-02-12", False),  # Sunday
        ("2023-04-07", False),  # Good Friday
        ("2023-04-10", False),  # Easter Monday
        ("2023-05-08", False),  # Monday, coronation
        ("2022-06-03", False),  # Friday, platinum jubilee
        ("2022-09-19", False),  # Monday, state funeral
        ("2022-12-27", False),  # Tuesday, in place of Sunday 25 December
        ("2023-03-17", True),  # Friday, St Patrick's Day: a holiday in Northern Ireland only
        ("2023-11-30", True),  # Thursday, St Andrew's Day: a holiday in Scotland only
        ("2023-08-07", True),  # first Monday of August: a holiday in Scotland only
    ],
)
def test_a_working_day_is_monday_to_friday_and_no_bank_holiday_in_england(
    day: str, works: bool
) -> None:
    assert is_working_day_in_england(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        ("2023-02-06", 0, "2023-02-06"),
        ("2023-02-06", 3, "2023-02-09"),  # Monday to Thursday
        ("2023-02-10", 1, "2023-02-13"),  # Friday to Monday
        ("2023-04-06", 1, "2023-04-11"),  # Maundy Thursday to the Tuesday after Easter
        ("2024-12-24", 1, "2024-12-27"),  # Christmas Eve to Friday
        ("2023-02-11", 1, "2023-02-13"),  # from a Saturday
    ],
)
def test_steps_forward_pass_over_weekends_and_bank_holidays(
    day: str, count: int, after: str
) -> None:
    stepped = working_days_after(date.fromisoformat(day), count, is_working_day_in_england)
    assert stepped == date.fromisoformat(after)


def test_steps_backward_are_the_same_road() -> None:
    tuesday = date(2023, 4, 11)
    assert working_days_before(tuesday, 1, is_working_day_in_england) == date(2023, 4, 6)


def test_a_day_rolls_forward_only_when_it_is_no_working_day() -> None:
    assert rolled_forward(date(2023, 5, 1), is_working_day_in_england) == date(2023, 5, 2)
    assert rolled_forward(date(2023, 5, 2), is_working_day_in_england) == date(2023, 5, 2)


def test_the_calendar_is_the_callers() -> None:
    def every_day(day: date) -> bool:
        return True

    assert working_days_after(date(2023, 2, 10), 1, every_day) == date(2023, 2, 11)


def test_the_calendar_version_names_package_and_country() -> None:
    assert calendar_version().startswith("holidays 0.")
    assert calendar_version().endswith(" GB-ENG")


def test_the_calendar_reaches_at_least_three_years_past_its_release() -> None:
    # Christmas Day is a Monday in 2028: a calendar that stops short would call it a working day.
    assert not is_working_day_in_england(date(2028, 12, 25))
