"""How long a task waits for a deadline, and what it waits for besides the hour."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.uploads import PROVIDER, answer_all, drop, providers
from builders.visits import a_new_visit, an_open_visit
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.deadlines.waiting import (
    has_unanswered,
    pass_milestone,
    timetable,
    uploads_waiting,
)
from visit_exchange.journey.ending.deferring import cancel
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.timetable import is_settled
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

THURSDAY_5PM = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIST = providers(PROVIDER)


def left(outside: Outside, run_id: str, role: str, hours_before: int = 0) -> timedelta | None:
    """How long a run waits for a milestone; None when it goes no further."""
    due = timetable(outside).wall_due(run_id, role, hours_before)
    return None if due is None else due - datetime.now(UTC)


def settled(outside: Outside, visit: Visit, held_up: timedelta = timedelta(0)) -> bool:
    """Whether nothing that came in time for the returns waits for its answer."""
    due = timetable(outside).wall_due(visit.run_id, "returns")
    assert due is not None
    return is_settled(uploads_waiting(outside), visit.run_id, due, held_up)


def due_after_upload(outside: Outside, visit: Visit, after: timedelta) -> None:
    """Let the returns be due so long after the one upload came, whatever time it is now."""
    [upload] = outside.store.uploads(f"{visit.id}/")
    due = visit.clock.visit_time(upload.received_at) + after
    outside.register.adjust_milestone(
        visit.id, "returns", due, "A test", by="data team", at=THURSDAY_5PM
    )


def test_one_look_says_what_every_visit_waits_for(outside: Outside) -> None:
    early = an_open_visit(outside, THURSDAY_5PM - 2 * HOUR)
    late = an_open_visit(outside, THURSDAY_5PM + MINUTE, la_code="998")

    table = timetable(outside)

    due = {each.id: table.wall_due(each.run_id, "returns") for each in (early, late)}
    assert due == {
        each.id: each.clock.wall_time(outside.register.milestone(each.id, "returns").due)
        for each in (early, late)
    }
    assert HOUR < (left(outside, early.id, "returns") or MINUTE) <= 2 * HOUR
    assert (left(outside, late.id, "returns") or MINUTE) < timedelta(0)


def test_a_reminder_is_due_hours_before(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - 24 * HOUR)

    assert (left(outside, visit.id, "returns", hours_before=24) or MINUTE) <= timedelta(0)
    assert (left(outside, visit.id, "returns", hours_before=23) or MINUTE) > HOUR / 2


def test_an_adjustment_is_obeyed_while_it_waits(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - HOUR / 2)
    assert (left(outside, visit.id, "returns") or MINUTE) <= HOUR / 2

    adjust(outside, visit.id, "returns", THURSDAY_5PM + 5 * HOUR, "A power cut", by="data team")
    assert (left(outside, visit.id, "returns") or MINUTE) > 5 * HOUR

    adjust(outside, visit.id, "returns", THURSDAY_5PM - HOUR / 4, "It is back", by="data team")
    assert (left(outside, visit.id, "returns") or MINUTE) <= HOUR / 4


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
    visit = an_open_visit(outside, THURSDAY_5PM - HOUR)
    drop(outside, visit, "list.xlsx", LIST)
    due_after_upload(outside, visit, timedelta(0))

    assert not settled(outside, visit)
    answer_all(outside)
    assert settled(outside, visit)


def test_it_does_not_wait_for_what_came_late(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM + MINUTE)
    drop(outside, visit, "list.xlsx", LIST)

    assert len(uploads_waiting(outside)) == 1
    assert settled(outside, visit)


def test_it_does_not_wait_for_another_visits_uploads(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM)
    other = an_open_visit(outside, THURSDAY_5PM - MINUTE, la_code="998")
    drop(outside, other, "list.xlsx", LIST)

    assert settled(outside, visit)


def test_it_does_not_wait_for_ever(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - timedelta(hours=1))
    drop(outside, visit, "list.xlsx", LIST)

    due_after_upload(outside, visit, timedelta(0))
    assert not settled(outside, visit, held_up=10 * MINUTE)
    assert settled(outside, visit, held_up=11 * MINUTE)


def test_the_watcher_counts_each_upload_of_running_visits_once(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - MINUTE)
    other = an_open_visit(outside, THURSDAY_5PM - MINUTE, la_code="998")
    an_open_visit(outside, THURSDAY_5PM - MINUTE, la_code="997")
    for each, name in ((visit, "a.xlsx"), (other, "b.xlsx"), (visit, "a.xlsx")):
        drop(outside, each, name, LIST)
    outside.store.put(Bucket.UPLOADS, "999-ap-20230403/stray.xlsx", LIST)

    waiting = uploads_waiting(outside)
    assert sorted(each.visit_id for each in waiting) == [other.id, visit.id, visit.id]
    answer_all(outside)
    drop(outside, visit, "c.xlsx", LIST)
    assert [each.visit_id for each in uploads_waiting(outside)] == [visit.id]


def test_what_an_ended_visit_left_without_an_answer_is_still_waited_for(outside: Outside) -> None:
    visit = an_open_visit(outside, THURSDAY_5PM - MINUTE)
    drop(outside, visit, "a.xlsx", LIST)
    find_uploads(outside)
    assert has_unanswered(outside, visit.id)

    cancel(outside, visit.id, "The inspectorate withdrew it", by="data team")
    assert [each.visit_id for each in uploads_waiting(outside)] == [visit.id]
    answer_all(outside)
    assert uploads_waiting(outside) == frozenset()
    assert not has_unanswered(outside, visit.id)


# --- a rehearsal


def test_a_rehearsal_waits_by_its_own_clock(outside: Outside) -> None:
    new = a_new_visit(date(2023, 3, 27))

    # Three days and eight hours of a minute each, and of 0.05 seconds each: one is past at once.
    slow = register_rehearsal(outside, new, day_seconds=60, by="demo")
    other = a_new_visit(date(2023, 3, 27), la_code="998")
    fast = register_rehearsal(outside, other, day_seconds=0.05, by="demo")
    time.sleep(0.25)

    assert timetable(outside).has_short_days
    assert MINUTE < (left(outside, slow, "returns") or MINUTE) < 5 * MINUTE
    assert (left(outside, fast, "returns") or MINUTE) <= timedelta(0)
