"""Titles and reasons that people type name nobody: mails, checklists and the audit repeat them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.disposing.legal_hold import hold_visit
from visit_exchange.journey.ending.deferring import cancel, defer
from visit_exchange.journey.ending.resuming import resume
from visit_exchange.journey.requesting.asking import ask
from visit_exchange.journey.requesting.offering import decline_offer, offer
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

FRIDAY = datetime(2023, 3, 31, 8, tzinfo=UTC)
MONDAY = datetime(2023, 4, 3, 12, tzinfo=UTC)
NEXT_MONDAY = date(2023, 4, 10)
TITLE, WHY = "Minutes of the joint commissioning group", "It shows who decided"
NAMING = "Kayleigh’s mother asked for it"
Act = Callable[[Outside, str], object]


@pytest.fixture
def visit(outside: Outside) -> Visit:
    return an_open_visit(outside, FRIDAY)


@pytest.mark.parametrize(
    "act",
    [
        lambda outside, visit: ask(outside, visit, NAMING, WHY, "2023-04-03", by="dana"),
        lambda outside, visit: ask(outside, visit, TITLE, NAMING, "2023-04-03", by="dana"),
        lambda outside, visit: offer(outside, visit, NAMING, WHY, by="dana"),
        lambda outside, visit: offer(outside, visit, TITLE, NAMING, by="dana"),
        lambda outside, visit: defer(outside, visit, NAMING, by="dana"),
        lambda outside, visit: cancel(outside, visit, NAMING, by="dana"),
        lambda outside, visit: resume(outside, visit, NEXT_MONDAY, NAMING, agreed={}, by="dana"),
        lambda outside, visit: hold_visit(outside, visit, NAMING, by="dana"),
        lambda outside, visit: adjust(outside, visit, "returns", MONDAY, NAMING, by="dana"),
    ],
    ids=["item", "why", "offer", "why it", "defer", "cancel", "resume", "hold", "adjust"],
)  # fmt: skip
def test_nothing_is_done_or_told_for_a_reason_that_names_somebody(
    act: Act, outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    before = (outside.register.visit(visit.id), len(outside.register.audit(visit.id)))
    mail.sent.clear()
    with pytest.raises(UserError, match="must name nobody"):
        act(outside, visit.id)
    assert (outside.register.visit(visit.id), len(outside.register.audit(visit.id))) == before
    assert not mail.sent


def test_an_offer_is_declined_for_a_reason_that_names_nobody(
    outside: Outside, visit: Visit
) -> None:
    number = offer(outside, visit.id, TITLE, WHY, by="dana")
    with pytest.raises(UserError, match="The reason must name nobody"):
        decline_offer(outside, visit.id, number, NAMING, by="dana")
    assert not outside.register.offers(visit.id)[0].decided


def test_the_authoritys_own_name_is_nobodys(outside: Outside, visit: Visit) -> None:
    hold_visit(outside, visit.id, f"{visit.la_name} asks us to keep it", by="dana")
    assert outside.register.hold(visit.id)
