"""The timeline's own rules: what it refuses, and that any kind of visit is only data."""

from datetime import date

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.visits.dates.timeline import notification_for, plan

AP = load_framework("ap_thematic_2023")
MONDAY = date(2023, 2, 6)


def with_milestones(*milestones: dict[str, object]) -> Framework:
    """Return the AP framework with other deadlines between notification and on-site days."""
    rules = {rule.id: rule.model_dump() for rule in AP.milestones}
    changed = {
        str(milestone["id"]): milestone | {"title": "", "source": ""} for milestone in milestones
    }
    return Framework.model_validate(
        AP.model_dump() | {"milestones": list((rules | changed).values())}
    )


def test_a_visit_is_not_notified_on_a_bank_holiday() -> None:
    with pytest.raises(UserError) as refusal:
        plan(AP, date(2023, 5, 8))
    assert str(refusal.value) == (
        "Monday 8 May 2023 is not a working day. "
        "Notify on Friday 5 May 2023 or Tuesday 9 May 2023 instead."
    )


def test_a_visit_does_not_start_on_site_at_a_weekend() -> None:
    with pytest.raises(UserError) as refusal:
        notification_for(AP, date(2023, 2, 18))
    assert str(refusal.value) == (
        "Saturday 18 February 2023 is not a working day. "
        "Start on site on Monday 20 February 2023 instead."
    )


@pytest.mark.parametrize("days", [0, 5])
def test_on_site_days_have_bounds(days: int) -> None:
    with pytest.raises(UserError, match="On-site days must be from 1 to 4"):
        plan(AP, MONDAY, on_site_days=days)


def test_on_site_days_default_to_the_frameworks() -> None:
    assert plan(AP, MONDAY) == plan(AP, MONDAY, on_site_days=4)


def test_the_calendar_is_passed_in() -> None:
    def without_thursday_9_february(day: date) -> bool:
        return day.weekday() < 5 and day != date(2023, 2, 9)

    timeline = plan(AP, MONDAY, is_working_day=without_thursday_9_february)
    assert timeline.milestone("returns").local == "2023-02-10T17:00:00+00:00"


def test_the_calendar_version_travels_with_the_timeline() -> None:
    assert plan(AP, MONDAY).calendar.endswith("GB-ENG")


def test_a_deadline_can_be_eleven_the_next_morning() -> None:
    framework = with_milestones({"id": "returns", "working_days": 1, "at": "11:00"})
    assert plan(framework, MONDAY).milestone("returns").local == "2023-02-07T11:00:00+00:00"


@pytest.mark.parametrize(
    ("notified", "friday_of_week_1"),
    [
        (date(2023, 2, 6), "2023-02-10"),  # Monday
        (date(2023, 2, 8), "2023-02-10"),  # Wednesday
        (date(2023, 2, 9), "2023-02-17"),  # Thursday: an early call for the week that follows
        (date(2023, 2, 10), "2023-02-17"),  # Friday
    ],
)
def test_week_1_is_the_week_after_an_early_call(notified: date, friday_of_week_1: str) -> None:
    framework = with_milestones({"id": "returns", "weekday": "friday", "week": 1})
    assert plan(framework, notified).milestone("returns").local.startswith(friday_of_week_1)


def test_a_named_weekday_rolls_past_a_bank_holiday() -> None:
    framework = with_milestones({"id": "returns", "weekday": "friday", "week": 1})
    # Monday 3 April 2023: Friday is Good Friday, the next working day is Tuesday.
    assert plan(framework, date(2023, 4, 3)).milestone("returns").local.startswith("2023-04-11")
