"""The board says when each kind of evidence is destroyed, and that a visit is held."""

from datetime import UTC, datetime

import pytest

from builders.visits import an_open_visit
from visit_exchange.journey.disposing.legal_hold import hold_visit
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023


def test_before_the_closing_it_says_what_the_days_are_counted_from(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)

    shown = visit_board(outside, visit.id)

    assert shown.hold is None
    assert [(each.kind, each.when, each.state) for each in shown.evidence][:2] == [
        ("keys", "90 days after: closed", "not counted yet"),
        ("tracking", "90 days after: closed", "not counted yet"),
    ]


def test_after_it_the_dates_and_a_hold_without_its_reason(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    hold_visit(outside, visit.id, "A complaint about an officer", by="ann")

    shown = visit_board(outside, visit.id)

    assert shown.hold == "On hold since Monday 3 April 2023, by ann"
    assert [(each.kind, each.when, each.state) for each in shown.evidence][-1] == (
        "packs",
        "Tuesday 2 April 2024",
        "held",
    )
