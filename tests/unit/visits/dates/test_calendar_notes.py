"""What the calendar does to a visit's dates, said before it is registered."""

from datetime import date

import pytest

from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.calendar_notes import CalendarNotes, calendar_notes
from visit_exchange.visits.dates.timeline import plan

AP = load_framework("ap_thematic_2023")


def notes(notified: date) -> CalendarNotes:
    return calendar_notes(AP, plan(AP, notified), {})


def test_a_monday_without_bank_holidays_has_nothing_to_say() -> None:
    assert notes(date(2023, 2, 27)) == CalendarNotes()  # Monday 27 February 2023


def test_bank_holidays_are_named_and_what_they_move() -> None:
    said = notes(date(2023, 4, 3))  # Monday 3 April 2023: Good Friday is in its week
    assert said.lines[0].startswith(
        "Friday 7 April 2023 (Good Friday), Monday 10 April 2023 (Easter Monday)"
    )
    assert " and Monday 8 May 2023 (" in said.lines[0]
    assert said.of["selection"] == "without bank holidays Friday 7 April 2023"
    assert "returns" not in said.of, "Thursday 6 April 2023, as ever"


def test_one_bank_holiday_is_spoken_of_as_one() -> None:
    [line] = notes(date(2023, 8, 14)).lines  # Monday 14 August 2023
    assert line == (
        "Monday 28 August 2023 (Late Summer Bank Holiday) is a bank holiday: it counts as no "
        "working day."
    )


@pytest.mark.parametrize(
    ("notified", "weekday"),
    [(date(2023, 2, 28), "Tuesday"), (date(2023, 3, 2), "Thursday")],
)
def test_a_notification_that_is_not_on_a_monday_is_said_to_be_none(
    notified: date, weekday: str
) -> None:
    assert notes(notified).lines[0].startswith(f"The notification is on a {weekday}, not on a")


def test_on_a_tuesday_the_lists_are_due_on_another_weekday_than_the_guidance_names() -> None:
    assert notes(date(2023, 2, 28)).of["returns"] == "after a call on a Monday, a Thursday"
