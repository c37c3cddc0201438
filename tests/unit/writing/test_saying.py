"""Days and times in words."""

from datetime import UTC, date, datetime, time

import pytest

from visit_exchange.writing.dates_in_words import (
    is_whole_day,
    say_day,
    say_moment,
    say_time,
    say_when,
)


def test_a_day_is_said_with_its_weekday_and_no_leading_zero() -> None:
    assert say_day(date(2023, 2, 6)) == "Monday 6 February 2023"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0, 30), "12:30am"),
        (time(9, 5), "9:05am"),
        (time(11, 0), "11am"),
        (time(12, 0), "midday"),
        (time(12, 15), "12:15pm"),
        (time(17, 0), "5pm"),
    ],
)
def test_a_time_is_said_in_twelve_hours(at: time, said: str) -> None:
    assert say_time(at) == said


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("2023-03-30T17:00:00+01:00", "5pm on Thursday 30 March 2023"),
        ("2023-04-12T00:00:00+01:00", "Wednesday 12 April 2023"),
        ("2023-04-17T23:59:59+01:00", "the end of Monday 17 April 2023"),
    ],
)
def test_a_milestone_is_said_as_people_mean_it(local: str, said: str) -> None:
    assert say_when(local) == said


def test_only_the_ends_of_a_day_stand_for_the_day() -> None:
    assert is_whole_day("2023-04-12T00:00:00+01:00")
    assert not is_whole_day("2023-04-12T00:00:01+01:00")


def test_a_moment_is_told_to_the_minute_as_the_clock_on_the_wall_has_it() -> None:
    noon = datetime(2023, 3, 28, 11, 0, 42, 5, tzinfo=UTC)  # in British summer time
    assert say_moment(noon, "Europe/London") == "midday on Tuesday 28 March 2023"
