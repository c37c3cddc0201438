"""What a visit needs, and how soon, at moments of its journey."""

from datetime import UTC, datetime

import pytest

from builders.dossiers import MORNING, a_dossier, an_upload, chosen
from builders.visits import a_visit
from visit_exchange.journey.pages.board.needs import Need, Urgency, needs_of, urgency_of
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import DocumentReview
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, Trouble, WaitingMail

WEDNESDAY = datetime(2023, 3, 29, 15, 59, tzinfo=UTC)  # 4:59pm, a day and a minute before
THURSDAY = datetime(2023, 3, 30, 16, 0, tzinfo=UTC)  # Thursday 30 March 2023, 5pm: returns are due
FRIDAY = datetime(2023, 3, 31, 16, 0, tzinfo=UTC)  # Friday 31 March 2023, 5pm: the selection is due
EVERYTHING = tuple(item.id for item in a_dossier().framework.items)


def an_open_one(**known: object) -> Dossier:
    status = known.pop("status", VisitStatus.OPEN)
    return a_dossier(a_visit(status=status), **({"inspectors": ("j.smith",)} | known))


def said(dossier: Dossier, now: datetime) -> list[tuple[Urgency, str]]:
    return [(need.urgency, need.what) for need in needs_of(dossier, now)]


def test_a_visit_in_its_course_needs_nobody() -> None:
    assert said(an_open_one(), MORNING) == []
    assert urgency_of(an_open_one(), ()) is Urgency.IN_HAND


@pytest.mark.parametrize(
    ("now", "urgency", "what"),
    [
        (THURSDAY.replace(hour=15, minute=59), Urgency.SOON, "missing, due 5pm on Thursday 30"),
        (THURSDAY, Urgency.NOW, "missing since 5pm on Thursday 30 March 2023"),
    ],
    ids=["a minute before", "at the deadline"],
)
def test_what_is_missing_wants_somebody_a_day_before_and_from_the_deadline(
    now: datetime, urgency: Urgency, what: str
) -> None:
    first = needs_of(an_open_one(), now)[0]
    assert first.urgency is urgency
    assert what in first.what


def test_more_than_a_day_before_it_does_not() -> None:
    assert said(an_open_one(), WEDNESDAY) == []


def test_no_selection_wants_the_inspectors() -> None:
    complete = an_open_one(submissions=(an_upload(1, *EVERYTHING),))
    assert said(complete, FRIDAY)[0] == (Urgency.NOW, "No children selected")
    assert (
        said(an_open_one(submissions=complete.submissions, selection=chosen("K7QF")), FRIDAY) == []
    )


def test_a_document_that_waits_leads_to_its_decision() -> None:
    upload = an_upload(4)
    waits = DocumentReview(upload.id, 4, {"reference": 1}, MORNING, None, None, None)
    [need] = needs_of(an_open_one(submissions=(upload,), document_reviews=(waits,)), MORNING)
    assert need == Need(
        Urgency.NOW,
        "Upload 4: May identify a child: 1 × reference",
        "upload 4 to decide on",
        "Look at the upload, then release or refuse it.",
        "release",
        4,
    )


def test_a_mail_that_was_refused_wants_its_address_mended() -> None:
    lane = Lane(Channel.MAIL, "999-ap-20230327", "lano@exampleshire.example")
    refused = WaitingMail(3, "999-ap-20230327/request", lane, MORNING, trouble=Trouble.REFUSED)
    assert said(an_open_one(waiting_mails=(refused,)), MORNING) == [(Urgency.NOW, "1 mail refused")]


def test_an_open_visit_without_inspectors_wants_some() -> None:
    assert said(an_open_one(inspectors=()), MORNING) == [(Urgency.NOW, "No inspectors named")]


def test_an_open_visit_without_a_lano_wants_one() -> None:
    visit = a_visit(status=VisitStatus.OPEN, lano_email="")
    [need] = needs_of(a_dossier(visit, inspectors=("j.smith",)), MORNING)
    assert (need.what, need.act) == ("No LANO nominated", "role")


@pytest.mark.parametrize(
    ("status", "urgency"),
    [
        (VisitStatus.REGISTERED, Urgency.WAITS),
        (VisitStatus.DEFERRED, Urgency.WAITS),
        (VisitStatus.CANCELLED, Urgency.OVER),
    ],
)
def test_a_visit_that_does_not_go_on_is_missing_nothing(
    status: VisitStatus, urgency: Urgency
) -> None:
    stopped = an_open_one(status=status, inspectors=())
    assert said(stopped, THURSDAY) == []
    assert urgency_of(stopped, ()) is urgency


def test_what_is_only_aimed_at_after_a_visit_wants_nobody() -> None:
    closed = an_open_one(status=VisitStatus.CLOSED)
    assert said(closed, datetime(2024, 3, 1, tzinfo=UTC)) == []  # its summary note is an aim
