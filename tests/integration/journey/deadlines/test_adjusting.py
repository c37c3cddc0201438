"""A deadline is moved with a reason: audited, told to both sides, and obeyed."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.deadlines.waiting import pass_milestone
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

WEDNESDAY = datetime(2023, 3, 29, 9, tzinfo=UTC)  # Wednesday 29 March 2023, 10am in London
FRIDAY_NOON = datetime(2023, 3, 31, 12)  # as somebody types it: no time zone  # noqa: DTZ001
LANO, LEAD = "lano@exampleshire.example", "lead@inspectorate.example"


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
    ],
    ids=["no reason", "past", "no such milestone"],
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
