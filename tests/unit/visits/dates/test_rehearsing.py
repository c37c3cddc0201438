"""A rehearsal's clock: busy days at full length, quiet ones at a tenth."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.clock import RehearsalClock, clock_from_json
from visit_exchange.visits.dates.rehearsing import rehearsal_clock
from visit_exchange.visits.dates.timeline import Timeline, plan

AP = load_framework("ap_thematic_2023")
STARTED = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
ORDINARY = plan(AP, date(2023, 2, 6))  # Monday; tracking is due on Monday 13 February


def rehearsed(timeline: Timeline = ORDINARY) -> RehearsalClock:
    """Return a clock on which a busy day takes 24 seconds, an hour of it one second."""
    return rehearsal_clock(timeline, started=STARTED, day_seconds=24)


def visit(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_it_starts_at_nine_on_the_notification_day() -> None:
    assert rehearsed().visit_time(STARTED) == visit("2023-02-06T09:00+00:00")


def test_nine_is_local_time() -> None:
    summer = plan(AP, date(2023, 6, 12))  # Monday
    assert rehearsed(summer).visit_time(STARTED) == visit("2023-06-12T08:00+00:00")


@pytest.mark.parametrize(
    ("instant", "seconds"),
    [
        ("2023-02-06T17:00+00:00", 8),  # Monday 5pm, eight hours on
        ("2023-02-09T17:00+00:00", 80),  # returns, Thursday 5pm
        ("2023-02-11T00:00+00:00", 111),  # the end of Friday
        ("2023-02-13T00:00+00:00", 115.8),  # the weekend took 4.8 seconds
        ("2023-02-13T17:00+00:00", 132.8),  # tracking, Monday 5pm, a busy day again
        ("2023-02-14T00:00+00:00", 139.8),
        ("2023-02-24T00:00+00:00", 163.8),  # ten quiet days up to the end
    ],
)
def test_days_take_their_share(instant: str, seconds: float) -> None:
    assert rehearsed().wall_time(visit(instant)) == STARTED + timedelta(seconds=seconds)


def test_a_bank_holiday_is_quiet() -> None:
    easter = plan(AP, date(2023, 4, 3))  # Monday; tracking is due on Wednesday 12 April
    clock = rehearsed(easter)
    friday = visit("2023-04-06T23:00+00:00")  # Good Friday starts, in summer time
    taken = clock.wall_time(friday + timedelta(days=1)) - clock.wall_time(friday)
    assert taken == timedelta(seconds=2.4)


def test_the_day_on_which_clocks_change_keeps_the_same_pace() -> None:
    clock = rehearsed(plan(AP, date(2023, 3, 20)))  # clocks go forward on Sunday 26 March
    days = {b.visit - a.visit for a, b in pairwise(clock.anchors[1:-1])}  # the last is afterwards
    assert days == {timedelta(hours=23), timedelta(hours=24)}


def test_every_milestone_after_the_start_falls_in_order_inside_the_rehearsal() -> None:
    walls = [rehearsed().wall_time(milestone.due) for milestone in ORDINARY.milestones[1:]]
    assert walls == sorted(walls)
    assert walls[0] > STARTED
    assert walls[-1] <= rehearsed().anchors[-1].wall


def test_the_register_gets_the_same_clock_back() -> None:
    assert clock_from_json(rehearsed().to_json()) == rehearsed()


SEND = plan(load_framework("area_send_full_2024"), date(2026, 11, 23))  # a Monday


@pytest.mark.parametrize(
    ("instant", "seconds"),
    [
        ("2026-11-24T11:00+00:00", 26),  # lists, Tuesday 11am, as long as its hours
        ("2026-11-24T17:00+00:00", 47.6),  # selection, six hours later, gets nine tenths of a day
        ("2026-11-27T17:00+00:00", 119.6),  # the rest, Friday 5pm
        ("2026-12-12T00:00+00:00", 160.2),  # the end of the last on-site day, Friday 11 December
        ("2027-03-18T23:59:59+00:00", 172.2),  # the day after the last date that follows
    ],
)
def test_people_have_time_for_a_deadline_on_the_same_day(instant: str, seconds: float) -> None:
    assert rehearsed(SEND).wall_time(visit(instant)) == STARTED + timedelta(seconds=seconds)


def test_on_a_stretched_clock_time_goes_on_both_ways() -> None:
    clock = rehearsed(SEND)
    noon = visit("2026-11-24T12:00+00:00")  # between the two deadlines of that day
    assert abs(clock.visit_time(clock.wall_time(noon)) - noon) < timedelta(seconds=1)


@pytest.mark.parametrize(("day_seconds", "is_quick"), [(24, True), (86_400, False)])
def test_a_rehearsal_in_real_days_is_not_quick(day_seconds: float, is_quick: bool) -> None:
    assert rehearsal_clock(ORDINARY, started=STARTED, day_seconds=day_seconds).is_quick == is_quick
