"""An upload is late when it came after the first deadline of what it answers, to the second."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from builders.dossiers import a_dossier, an_upload
from visit_exchange.journey.deadlines.lateness import late_by
from visit_exchange.journey.upload import AtHand, Opened
from visit_exchange.visits.records import Selection
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

THURSDAY_5PM = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
SECOND = timedelta(seconds=1)
DOSSIER = a_dossier()
TRACKING_DUE = DOSSIER.milestone_for("tracking").due
OWN_DUE = TRACKING_DUE + timedelta(days=2)
EARLY = TRACKING_DUE - timedelta(days=1)
OWN = {"4M7J": OWN_DUE, "9PLC": EARLY}
SELECTED = Selection("v", ("K7QF", "4M7J", "9PLC"), "lead", THURSDAY_5PM, own_due=OWN)


def late(at: datetime, *items: str, name: str = "a.xlsx", status: VisitStatus) -> timedelta | None:
    visit = replace(DOSSIER.visit, status=status)
    dossier = replace(DOSSIER, visit=visit, selection=SELECTED)
    at_hand = AtHand(dossier, an_upload(received_at=at))
    opened = Opened(at_hand, DOSSIER.framework, name, b"")
    answered = [SubmittedItem(item, SubmissionStatus.ACCEPTED) for item in items]
    return late_by(DOSSIER.milestones, opened, answered)


@pytest.mark.parametrize(
    ("at", "items", "name", "status", "by"),
    [
        (THURSDAY_5PM, ["impact"], "a.docx", VisitStatus.OPEN, None),
        (THURSDAY_5PM + SECOND, ["impact"], "a.docx", VisitStatus.OPEN, SECOND),
        (THURSDAY_5PM + SECOND, ["impact"], "a.docx", VisitStatus.DEFERRED, None),
        (THURSDAY_5PM + SECOND, [], "photo.png", VisitStatus.OPEN, SECOND),
        (THURSDAY_5PM + SECOND, [], "tracking/photo.png", VisitStatus.OPEN, None),
        (TRACKING_DUE + SECOND, ["chronology:K7QF"], "tracking/a.docx", VisitStatus.OPEN, SECOND),
        (THURSDAY_5PM + SECOND, ["tracking-checklist"], "tracking/a", VisitStatus.OPEN, None),
        (TRACKING_DUE + SECOND, ["tracking-checklist"], "a.xlsx", VisitStatus.OPEN, SECOND),
        (TRACKING_DUE + SECOND, ["chronology:4M7J"], "tracking/a.docx", VisitStatus.OPEN, None),
        (TRACKING_DUE, ["chronology:9PLC"], "tracking/a.docx", VisitStatus.OPEN, None),
        (OWN_DUE + SECOND, ["chronology:4M7J"], "tracking/a.docx", VisitStatus.OPEN, SECOND),
        (THURSDAY_5PM + SECOND, ["impact", "chronology:K7QF"], "a", VisitStatus.OPEN, SECOND),
    ],
    ids=[
        "at the instant it is in time",
        "a second after",
        "no deadline stands while the visit is deferred",
        "what answers nothing is due with the folder it lies in",
        "there later",
        "tracking has a deadline of its own",
        "the checklist of the selected children is due with what is said of them",
        "and late when that is",
        "a child who took another's place has more time",
        "a deadline of its own that is before that of all does not count",
        "and a deadline",
        "the first deadline of several counts",
    ],
)
def test_how_late_an_upload_is(
    at: datetime, items: list[str], name: str, status: VisitStatus, by: timedelta | None
) -> None:
    assert late(at, *items, name=name, status=status) == by
