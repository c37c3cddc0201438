"""One more thing is asked for during a visit: with a reason, a date, and the usual checking."""

from datetime import UTC, date, datetime

import pytest

from builders.uploads import attending, child, send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.missing import missing_items
from visit_exchange.journey.ending.deferring import defer
from visit_exchange.journey.ending.resuming import resume
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.requesting import asking
from visit_exchange.journey.requesting.asking import ask, look_for_missing
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.services.outside import Outside
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

FRIDAY = datetime(
    2023, 3, 31, 8, tzinfo=UTC
)  # Friday 31 March 2023, 9am in London: returns are shut
MONDAY_5PM = datetime(2023, 4, 3, 16, tzinfo=UTC)  # Monday 3 April 2023, 5pm in London
LANO, LEAD, TEAM = "lano@exampleshire.example", "lead@inspectorate.example", "data-team@example.org"
TITLE = "Minutes of the placement panel"
WHY = "Three children moved without a recorded decision, and no item shows who decided"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    visit = an_open_visit(outside, FRIDAY)
    send_request(outside, visit.id)
    return visit


@pytest.fixture
def asked(outside: Outside, visit: Visit) -> Visit:
    """The visit, asked for minutes by Monday 3 April 2023."""
    ask(outside, visit.id, TITLE, WHY, "2023-04-03", by="j.smith")
    return outside.register.visit(visit.id)


def test_the_authority_is_asked_with_the_reason_and_the_date(
    outside: Outside, asked: Visit, mail: MailRecorder
) -> None:
    request = mail.to(LANO)[-1]
    assert request.subject == f"{asked.id}: one more item by 5pm on Monday 3 April 2023"
    assert all(part in request.text for part in (TITLE, WHY, "Extra 1"))
    checklist = outside.store.get(Bucket.REPLIES, f"{asked.id}/request/checklist.xlsx")
    assert read_checklist(checklist, framework_of(asked)) is not None
    [entry] = [e for e in outside.register.audit(asked.id) if e.act == "extra item asked for"]
    assert (entry.by, entry.detail["item"]) == ("j.smith", "extra_1")


def test_it_is_an_item_of_this_visit_alone(outside: Outside, asked: Visit) -> None:
    other = an_open_visit(outside, FRIDAY, notified=date(2023, 3, 28))

    assert framework_of(asked).items[-1].title == TITLE
    assert len(framework_of(asked).items) == len(framework_of(other).items) + 1
    shown = visit_board(outside, asked.id)
    assert (shown.items[-1].number, shown.items[-1].state) == ("Extra 1", "Missing")
    assert shown.deadlines[-1].when == "5pm on Monday 3 April 2023"


def test_it_is_known_by_its_title_in_time_by_its_own_date_and_in_the_pack(
    outside: Outside, asked: Visit
) -> None:
    send(outside, asked, "list.xlsx", attending(child("AP-0001")))
    answered = send(outside, asked, "Minutes of the placement panel.docx", word("Panel", "We met."))

    assert answered.status is SubmissionStatus.ACCEPTED
    assert [item.item for item in answered.items] == ["extra_1"]
    assert answered.late_by is None  # though the returns closed the day before
    publish_pack(outside, asked.id)
    manifest = outside.store.get(Bucket.PACKS, f"{asked.id}/v001/{MANIFEST}").decode()
    assert "extra_1" in manifest


def test_what_has_not_come_by_its_date_is_told_once(
    outside: Outside, asked: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.sent.clear()
    assert look_for_missing(outside) == 0
    monkeypatch.setattr(asking, "visit_now", lambda visit: MONDAY_5PM)

    assert (look_for_missing(outside), look_for_missing(outside)) == (1, 0)

    assert {sent.to for sent in mail.sent} == {LANO, LEAD, TEAM}
    assert visit_board(outside, asked.id).warnings == ("Extra item 1: 1 item missing",)


def test_it_still_stands_when_the_visit_is_resumed(outside: Outside, asked: Visit) -> None:
    defer(outside, asked.id, "A flood", by="j.bloggs")
    day = date(2023, 5, 15)  # Monday 15 May 2023
    resume(outside, asked.id, day, "It is dry", agreed={}, by="j.bloggs")

    again = outside.register.visit(asked.id)
    assert "extra_1" in {item.id for item in missing_items(outside.register.dossier(again.id))}
    due = {one.id: one.local for one in outside.register.milestones(asked.id)}
    assert due["extra_1"] == due["returns"] == "2023-05-18T17:00:00+01:00"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": " "}, "Enter what you ask for"),
        ({"title": "x" * 101}, "must be 100 characters or fewer"),
        ({"reason": ""}, "Enter why it is necessary and not available already"),
        ({"due": "soon"}, "must be a real date"),
        ({"due": "2023-03-31T08:59"}, "must be in the future"),
        ({"like": "99"}, "must be like one of the documents"),
    ],
)
def test_what_is_asked_must_be_whole(
    outside: Outside, visit: Visit, changed: dict[str, str], why: str
) -> None:
    entered = {"title": TITLE, "reason": WHY, "due": "2023-04-03"} | changed
    with pytest.raises(UserError, match=why):
        ask(outside, visit.id, **entered, by="j.smith")
    assert outside.register.visit(visit.id).extra == ()


def test_what_is_asked_for_already_is_not_asked_again(outside: Outside, asked: Visit) -> None:
    with pytest.raises(UserError, match="asked for already, as item Extra 1"):
        ask(outside, asked.id, TITLE, WHY, "2023-04-04", by="j.smith")


def test_nothing_is_asked_while_a_visit_is_deferred(outside: Outside, visit: Visit) -> None:
    defer(outside, visit.id, "A flood", by="j.bloggs")
    with pytest.raises(UserError, match="is deferred: nothing more can be asked for"):
        ask(outside, visit.id, TITLE, WHY, "2023-04-03", by="j.smith")
