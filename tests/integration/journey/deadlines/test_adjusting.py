"""A deadline is moved with a reason: audited, told to both sides, and obeyed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.deadlines.waiting import pass_milestone
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.requesting.opening import open_visit
from visit_exchange.journey.requesting.registering import register_visit, visits_to_start
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

WEDNESDAY = datetime(2023, 3, 29, 9, tzinfo=UTC)  # Wednesday 29 March 2023, 10am in London
FRIDAY_NOON = datetime(2023, 3, 31, 12)  # as somebody types it: no time zone  # noqa: DTZ001
LANO, LEAD, TEAM = "lano@exampleshire.example", "lead@inspectorate.example", "data-team@example.org"

THURSDAY_FIVE = datetime(2023, 3, 30, 16, tzinfo=UTC)


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit on its Wednesday."""
    return an_open_visit(outside, WEDNESDAY)


def test_a_time_without_a_zone_is_local_time(outside: Outside, visit: Visit) -> None:
    moved = adjust(outside, visit.id, "returns", FRIDAY_NOON, "A flood", by="data team")

    assert moved.local == "2023-03-31T12:00:00+01:00"
    assert moved.due == datetime(2023, 3, 31, 11, tzinfo=UTC)
    assert moved.adjusted


def test_both_sides_are_told_once_and_the_audit_keeps_who_and_why(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    adjust(outside, visit.id, "returns", FRIDAY_NOON, "A flood", by="data team")

    assert {sent.to for sent in mail.sent} == {LANO, LEAD}
    assert len(mail.sent) == 2
    assert all("midday on Friday 31 March 2023" in sent.text for sent in mail.sent)
    assert all("Reason: A flood" in sent.text for sent in mail.sent)
    [kept] = outside.register.adjustments(visit.id)
    assert (kept.milestone, kept.reason, kept.made_by) == ("returns", "A flood", "data team")
    assert kept.was == datetime(2023, 3, 30, 16, tzinfo=UTC)


def test_a_second_adjustment_is_told_too(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    adjust(outside, visit.id, "returns", FRIDAY_NOON, "A flood", by="data team")
    later = FRIDAY_NOON + timedelta(hours=3)
    adjust(outside, visit.id, "returns", later, "More rain", by="data team")

    assert ["3pm on Friday" in sent.text for sent in mail.to(LANO)] == [False, True]


@pytest.mark.parametrize(
    ("milestone", "to", "reason", "why"),
    [
        ("returns", FRIDAY_NOON, " ", "Enter a reason"),
        ("returns", WEDNESDAY - timedelta(minutes=1), "A flood", "must be in the future"),
        ("lunch", FRIDAY_NOON, "A flood", "lunch"),
        ("returns", FRIDAY_NOON + timedelta(days=2), "A flood", "Sunday 2 April 2023 is not"),
        ("returns", THURSDAY_FIVE, "A flood", "that is when it is due already"),
        ("returns", THURSDAY_FIVE.replace(year=9999), "A flood", "2099 or before"),
    ],
    ids=[
        "no reason",
        "past",
        "no such",
        "a Sunday after the selection",
        "the same",
        "a typed year",
    ],
)
def test_what_cannot_be_done_changes_nothing(
    outside: Outside,
    visit: Visit,
    mail: MailRecorder,
    milestone: str,
    to: datetime,
    reason: str,
    why: str,
) -> None:
    before = outside.register.milestones(visit.id)

    with pytest.raises(UserError, match=why):
        adjust(outside, visit.id, milestone, to, reason, by="data team")

    assert outside.register.milestones(visit.id) == before
    assert outside.register.adjustments(visit.id) == ()
    assert mail.sent == []


def test_a_deadline_that_has_come_is_not_moved_any_more(outside: Outside, visit: Visit) -> None:
    pass_milestone(outside, visit.id, "returns")

    with pytest.raises(UserError, match="is past"):
        adjust(outside, visit.id, "returns", FRIDAY_NOON, "A flood", by="data team")


# --- before the notification date: nobody outside hears of it


@pytest.fixture
def to_come(outside: Outside) -> Visit:
    """A visit that is notified on Monday 27 March 2023, on the Friday before."""
    friday = datetime(2023, 3, 24, 9, tzinfo=UTC)
    new = replace(a_new_visit(), clock=clock_at(friday))
    return outside.register.visit(register_visit(outside, new, by="data team"))


@pytest.mark.parametrize(
    ("milestone", "to"),
    [("returns", FRIDAY_NOON), ("notification", FRIDAY_NOON - timedelta(days=2))],
)
def test_a_move_before_notification_is_told_to_the_inspectorate_alone(
    outside: Outside, to_come: Visit, mail: MailRecorder, milestone: str, to: datetime
) -> None:
    adjust(outside, to_come.id, milestone, to, "A strike", by="data team")

    assert [sent.to for sent in mail.sent] == [LEAD, TEAM]
    assert all("Reason: A strike" in sent.text for sent in mail.sent)


def test_moving_the_notification_moves_the_start_and_every_date_after_it(
    outside: Outside, to_come: Visit
) -> None:
    wednesday = FRIDAY_NOON - timedelta(days=2)

    adjust(outside, to_come.id, "notification", wednesday, "A strike", by="data team")

    moved = outside.register.visit(to_come.id)
    shown = {one.id: (one.local, one.adjusted) for one in outside.register.milestones(to_come.id)}
    assert moved.notified == wednesday.date()
    assert shown["notification"] == ("2023-03-29T00:00:00+01:00", True)
    assert shown["returns"] == ("2023-04-03T17:00:00+01:00", False)  # Monday, 3 working days on
    assert "Wednesday 29 March 2023" in visit_board(outside, to_come.id).deadlines[0].when
    on_monday = outside.register.visits_to_start(datetime.now(UTC) + timedelta(days=3))
    on_wednesday = outside.register.visits_to_start(datetime.now(UTC) + timedelta(days=5))
    assert (on_monday, on_wednesday) == ((), (moved,))


def test_a_notification_that_cannot_be_is_refused_and_changes_nothing(
    outside: Outside, to_come: Visit
) -> None:
    thursday = datetime(2023, 3, 23, tzinfo=UTC)
    with pytest.raises(UserError, match="must be today or in the future"):
        adjust(outside, to_come.id, "notification", thursday, "A strike", by="data team")
    with pytest.raises(UserError, match="Enter a reason"):
        adjust(outside, to_come.id, "notification", FRIDAY_NOON, " ", by="data team")
    assert outside.register.visit(to_come.id) == to_come


def test_a_visit_is_not_opened_before_its_day(outside: Outside, to_come: Visit) -> None:
    assert visits_to_start(outside) == []
    with pytest.raises(UserError, match="is notified on Monday 27 March 2023"):
        open_visit(outside, to_come.id)
    assert outside.register.visit(to_come.id) == to_come
