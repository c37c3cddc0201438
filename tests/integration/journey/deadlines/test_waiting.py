"""How long a task waits for a deadline, and what it waits for besides the hour."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.uploads import PROVIDER, answer_all, drop, providers
from builders.visits import a_new_visit, an_open_visit
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.deadlines.waiting import (
    pass_milestone,
    seconds_to_wait,
    uploads_waiting,
)
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services

THURSDAY_5PM = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
MINUTE = timedelta(minutes=1)
LIST = providers(PROVIDER)


@pytest.mark.parametrize(
    ("now", "least", "most"),
    [
        (THURSDAY_5PM - timedelta(days=2), 60, 60),  # it looks at the register once a minute
        (THURSDAY_5PM - MINUTE / 2, 28, 30),
        (THURSDAY_5PM, 0, 0),
        (THURSDAY_5PM + timedelta(days=3), 0, 0),
    ],
)
def test_it_waits_until_the_deadline_and_looks_each_minute(
    outside: Outside, now: datetime, least: float, most: float
) -> None:
    visit = an_open_visit(outside, now)

    assert least <= seconds_to_wait(outside, visit.id, "returns") <= most


def test_a_reminder_is_due_hours_before(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - timedelta(hours=24))

    assert seconds_to_wait(outside, visit.id, "returns", hours_before=24) == 0
    assert seconds_to_wait(outside, visit.id, "returns", hours_before=23) == 60


def test_an_adjustment_is_obeyed_while_it_waits(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - MINUTE / 2)
    assert seconds_to_wait(outside, visit.id, "returns") <= 30

    adjust(outside, visit.id, "returns", THURSDAY_5PM + 5 * MINUTE, "A power cut", by="data team")
    assert seconds_to_wait(outside, visit.id, "returns") == 60

    adjust(outside, visit.id, "returns", THURSDAY_5PM - MINUTE / 4, "It is back", by="data team")
    assert seconds_to_wait(outside, visit.id, "returns") <= 15


def test_a_milestone_is_passed_once(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM)
    pass_milestone(outside, visit.id, "returns")
    first = outside.register.milestone(visit.id, "returns").reached_at

    time.sleep(0.01)
    pass_milestone(outside, visit.id, "returns")

    assert first is not None
    assert outside.register.milestone(visit.id, "returns").reached_at == first


# --- settled: what came in time has its answer first


def test_it_waits_for_the_answers_to_what_came_in_time(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - timedelta(seconds=3))
    # S3 tells whole seconds: three are enough to tell before from after.
    drop(outside, visit, "list.xlsx", LIST)
    time.sleep(3.1)
    assert seconds_to_wait(outside, visit.id, "returns") == 0

    assert seconds_to_wait(outside, visit.id, "returns", settled=True) == 1
    answer_all(outside)

    assert seconds_to_wait(outside, visit.id, "returns", settled=True) == 0


def test_it_does_not_wait_for_what_came_late(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM + MINUTE)
    drop(outside, visit, "list.xlsx", LIST)

    assert len(uploads_waiting(outside)) == 1
    assert seconds_to_wait(outside, visit.id, "returns", settled=True) == 0


def test_it_does_not_wait_for_another_visits_uploads(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM)
    other = an_open_visit(outside, THURSDAY_5PM - MINUTE, la_code="998")
    drop(outside, other, "list.xlsx", LIST)

    assert seconds_to_wait(outside, visit.id, "returns", settled=True) == 0


def test_it_does_not_wait_for_ever(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - timedelta(hours=1))
    drop(outside, visit, "list.xlsx", LIST)
    [upload] = outside.store.uploads(f"{visit.id}/")

    def waits(minutes_after: int) -> float:
        due = visit.clock.visit_time(upload.received_at) - timedelta(minutes=minutes_after)
        outside.register.adjust_milestone(
            visit.id, "returns", due, "A test", by="data team", at=THURSDAY_5PM
        )
        return seconds_to_wait(outside, visit.id, "returns", settled=True)

    assert waits(0) == 1
    assert waits(11) == 0


# --- a rehearsal


def test_a_rehearsal_waits_by_its_own_clock_and_looks_each_second(outside: Outside) -> None:
    new = a_new_visit(date(2023, 3, 27))

    slow = register_rehearsal(outside, new, day_seconds=60, by="demo")
    assert seconds_to_wait(outside, slow, "returns") == 1

    # Three days and eight hours of 0.05 seconds each: past before the next line.
    fast = register_rehearsal(
        outside, a_new_visit(date(2023, 3, 27), la_code="998"), day_seconds=0.05, by="demo"
    )
    time.sleep(0.25)
    assert seconds_to_wait(outside, fast, "returns") == 0
    assert outside.register.visit(fast).is_rehearsal
