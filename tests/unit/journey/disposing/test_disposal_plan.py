"""What of a visit is to be destroyed when, decided from its dossier."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.dossiers import a_dossier, acts
from builders.visits import a_visit
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023, the visit closes
CLOSED = ("visit moved", {"from": "tracking_closed", "to": "closed"})
CANCELLED = ("visit moved", {"from": "open", "to": "cancelled", "why": "The wrong authority"})
HELD, LIFTED = ("hold set", {"reason": "A complaint"}), ("hold lifted", {"reason": "It is closed"})
NEVER = 3650


def states(dossier: Dossier, days: int) -> set[str]:
    """How the kinds of evidence stand so many days and an hour after Monday."""
    now = MONDAY + timedelta(days=days, hours=1)
    return {each.state for each in disposal_plan(dossier, now)}


@pytest.mark.parametrize(
    ("told", "status", "days", "state"),
    [
        ([], VisitStatus.OPEN, NEVER, "not counted yet"),
        ([CLOSED], VisitStatus.CLOSED, 13, "to come"),
        ([CLOSED], VisitStatus.CLOSED, 365, "due"),
        ([CLOSED, HELD], VisitStatus.CLOSED, 365, "legal hold"),
        ([CLOSED, HELD, LIFTED], VisitStatus.CLOSED, 365, "due"),
        ([CANCELLED], VisitStatus.CANCELLED, 13, "to come"),
        ([CANCELLED], VisitStatus.CANCELLED, 365, "due"),
        ([CLOSED], VisitStatus.DEFERRED, NEVER, "not counted yet"),
    ],
    ids=["open", "before", "after", "held", "lifted", "just cancelled", "cancelled", "deferred"],
)
def test_retention_counts_from_the_closing_or_the_cancelling(
    told: list[tuple[str, dict[str, object]]], status: VisitStatus, days: int, state: str
) -> None:
    dossier = a_dossier(a_visit(status=status), audit=acts(*told, at=MONDAY))
    assert states(dossier, days) == {state}


def test_two_weeks_after_the_visit_nobody_needs_the_references_of_codes() -> None:
    dossier = a_dossier(a_visit(status=VisitStatus.CLOSED), audit=acts(CLOSED, at=MONDAY))
    planned = disposal_plan(dossier, MONDAY + timedelta(days=14, hours=1))
    assert [each.kind for each in planned if each.state == "due"] == [Evidence.CROSSWALK]


def test_after_ninety_days_the_key_the_tracking_and_the_staging_are_due() -> None:
    dossier = a_dossier(a_visit(status=VisitStatus.CLOSED), audit=acts(CLOSED, at=MONDAY))
    planned = disposal_plan(dossier, MONDAY + timedelta(days=90, hours=1))
    due = {each.kind for each in planned if each.state == "due"}
    assert due == {Evidence.KEYS, Evidence.CROSSWALK, Evidence.TRACKING, Evidence.STAGING}


def test_what_is_destroyed_is_not_due_again() -> None:
    gone = [("evidence destroyed", {"kind": kind.value}) for kind in Evidence]
    audit = acts(CLOSED, *gone, at=MONDAY)
    assert states(a_dossier(a_visit(status=VisitStatus.CLOSED), audit=audit), 365) == {"destroyed"}
