"""What the register tells a monitor: counts and times of real visits, and none of rehearsals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from builders.visits import a_new_visit
from visit_exchange.journey.requesting.registering import register_rehearsal, register_visit
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.uploads.submission import Upload
from visit_exchange.visits.watch.measures import Measures
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, Trouble

pytestmark = pytest.mark.services

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # Tuesday 24 November 2026
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visit(outside: Outside) -> str:
    """A real visit, notified on Monday 23 November 2026, whose returns are due on Thursday."""
    new = replace(a_new_visit(date(2026, 11, 23)), clock=RealClock())
    return register_visit(outside, new, by="data team")


def upload(register: Register, visit: str, size: int, received: datetime) -> str:
    sent = Upload(f"{visit}/{size} {received:%H%M%S}.xlsx", "version", size, received)
    return register.receive(visit, sent, received)[0].id


def test_an_empty_register_has_nothing_to_tell(register: Register) -> None:
    assert register.measures(NOON) == Measures(deadlines={"1 day": 0, "7 days": 0})


def test_replies_are_told_by_size_and_by_how_long_they_took(register: Register, visit: str) -> None:
    for size, seconds in ((5_000, 4), (5_000, 90), (5_000_000, 400)):
        came = NOON - 60 * MINUTE + timedelta(seconds=seconds)
        one = upload(register, visit, size, came)
        register.record_reply(one, at=came + timedelta(seconds=seconds))

    told = register.measures(NOON).replies

    assert told.keys() == {"under 100 kB", "under 10 MB"}
    assert (told["under 100 kB"].count, told["under 100 kB"].seconds) == (2, 94)
    assert {s: n for s, n in told["under 100 kB"].within.items() if s in (5, 60, 120)} == {
        5: 1,
        60: 1,
        120: 2,
    }


def test_uploads_without_an_answer_are_counted_and_those_that_no_task_has(
    register: Register, visit: str
) -> None:
    given, _ = (upload(register, visit, 10, NOON - minutes * MINUTE) for minutes in (3, 2))
    register.give_to("batch", [given], until=NOON + MINUTE)

    told = register.measures(NOON)

    assert (told.unanswered, told.queued, told.oldest_unanswered) == (2, 1, 3 * MINUTE)


def test_deadlines_ahead_are_those_of_visits_that_go_on(register: Register, visit: str) -> None:
    told = register.measures(NOON)
    thursday_5pm = datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert told.next_deadline == thursday_5pm - NOON
    assert told.deadlines["1 day"] == 0
    assert told.deadlines["7 days"] >= 1
    assert told.visits == {"registered": 1}


def test_mails_that_wait_and_those_refused_are_counted(register: Register, visit: str) -> None:
    lane = Lane(Channel.MAIL, visit, "lano@exampleshire.example")
    for key in ("first", "second"):
        register.post(key, lane, visit, b"sealed", at=NOON - 7 * MINUTE)
    register.refuse(register.waiting_mails()[0].number, Trouble.REFUSED, "550", at=NOON)

    told = register.measures(NOON)

    assert (told.mails_waiting, told.mails_refused, told.oldest_mail) == (1, 1, 7 * MINUTE)


def test_a_rehearsal_is_not_counted(outside: Outside) -> None:
    visit = register_rehearsal(outside, a_new_visit(date(2026, 11, 23)), day_seconds=60, by="team")
    upload(outside.register, visit, 10, NOON)
    told = outside.register.measures(NOON)
    assert (told.visits, told.unanswered, told.next_deadline) == ({}, 0, None)


def test_nothing_of_it_names_a_visit(register: Register, visit: str) -> None:
    upload(register, visit, 10, NOON)
    assert visit not in repr(register.measures(NOON))
    with register._transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM submissions")) == 1
