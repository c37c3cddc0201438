"""The link with which an authority uploads: issued at opening, replaced, revoked at closing."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from builders.uploads import answer_all, drop, providers
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import revoke_link, send_new_link, sender_of_link
from visit_exchange.journey.ending.closing import close_visit
from visit_exchange.journey.ending.deferring import cancel, defer
from visit_exchange.journey.pages.sent_files import STATES
from visit_exchange.journey.pages.upload_page import upload_page
from visit_exchange.journey.pages.upload_permits import FileToSend, permit_upload, upload_id
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.sender import Sender
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services
ORIGIN = "https://uploads.inspectorate.example"
LINK = re.compile(re.escape(ORIGIN) + r"/upload/#(\S{43})")
WEDNESDAY = datetime(2023, 3, 29, 12, tzinfo=UTC)
CONTENT = b"Provider name\nOak Centre\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()

Ends = Callable[[Outside, str], object]


def close_at_once(outside: Outside, visit_id: str) -> None:
    """Close a visit that stands before its selection."""
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        outside.register.move_visit(visit_id, status, by="pipeline", at=WEDNESDAY)
    close_visit(outside, visit_id)


@pytest.fixture
def online(outside: Outside, store: ObjectStore) -> Outside:
    """An outside with an upload page, whose signer is the store's administrator."""
    settings = outside.settings.model_copy(update={"upload_origin": ORIGIN})
    return replace(
        outside, settings=settings, signer=UploadSigner(store.client, store.name(Bucket.UPLOADS))
    )


@pytest.fixture
def visit(online: Outside) -> Visit:
    """An open visit whose request has gone out."""
    opened = an_open_visit(online, WEDNESDAY)
    send_request(online, opened.id)
    return opened


def token_in(mail: MailRecorder, visit: Visit) -> str:
    """Return the token of the newest link that the LANO was sent."""
    return [str(found) for m in mail.to(visit.lano_email) for found in LINK.findall(m.text)][-1]


def test_the_request_mail_has_a_link_that_works(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    assert sender_of_link(online, token_in(mail, visit)).visit.id == visit.id


def test_the_token_is_kept_nowhere(online: Outside, visit: Visit, mail: MailRecorder) -> None:
    token = token_in(mail, visit)
    kept = online.store.get(Bucket.REPLIES, f"{visit.id}/request/request.txt").decode()
    assert ORIGIN not in kept
    assert token not in repr(online.register.audit(visit.id))
    assert online.register.sender_of_upload_link(token) is None, "only its hash is known"


def test_a_request_that_is_tried_again_leaves_the_link_that_was_mailed(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    token = token_in(mail, visit)
    send_request(online, visit.id)
    assert sender_of_link(online, token).visit.id == visit.id


def test_without_a_page_the_request_speaks_of_no_link(outside: Outside, mail: MailRecorder) -> None:
    opened = an_open_visit(outside, WEDNESDAY)
    send_request(outside, opened.id)
    [request] = mail.to(opened.lano_email)
    assert "browser" not in request.text
    assert "3. Upload your files to s3://" in request.text


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (lambda outside, visit: cancel(outside, visit, "Flood", by="dana"), "was cancelled"),
        (close_at_once, "has closed"),
    ],
)
def test_who_had_the_last_link_is_told_why_it_works_no_longer(
    online: Outside, visit: Visit, mail: MailRecorder, ends: Ends, told: str
) -> None:
    old = token_in(mail, visit)
    send_new_link(online, visit.id, by="dana")
    newest = token_in(mail, visit)
    ends(online, visit.id)

    with pytest.raises(PermissionError, match=told):
        sender_of_link(online, newest)
    for other in (old, "x" * 43):  # a link that was replaced may be in other hands
        with pytest.raises(PermissionError, match="A newer one may have been sent"):
            sender_of_link(online, other)


def test_while_a_visit_is_deferred_its_page_says_so_and_no_date_stands(
    online: Outside, visit: Visit
) -> None:
    before = upload_page(online, Sender(visit))
    assert before.stopped == ""
    assert any("30 March 2023" in each.due for each in before.asked)

    defer(online, visit.id, "Flood", by="dana")

    shown = upload_page(online, Sender(online.register.visit(visit.id)))
    assert shown.stopped == (
        "This visit is deferred. There is no deadline now, and we will mail you the new dates. "
        "You can still send files: they count when the visit is resumed."
    )
    assert {each.due for each in shown.asked} == {"No deadline now"}
    assert not any(each.is_late for each in shown.asked)
    assert "Dates for your calendar" in {each.title for each in before.downloads}
    assert "Dates for your calendar" not in {each.title for each in shown.downloads}


def test_a_new_link_takes_the_place_of_the_old(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    old = token_in(mail, visit)
    assert send_new_link(online, visit.id, by="data team") == visit.lano_email
    new = token_in(mail, visit)
    assert new != old
    assert sender_of_link(online, new).visit.id == visit.id
    with pytest.raises(PermissionError, match="This link does not work"):
        sender_of_link(online, old)


@pytest.mark.parametrize("token", ["", "wrong", "x" * 43])
def test_a_wrong_token_is_told_what_a_revoked_one_is(
    online: Outside, visit: Visit, mail: MailRecorder, token: str
) -> None:
    standing = token_in(mail, visit)
    revoke_link(online, visit, by="data team")
    for each in (standing, token):
        with pytest.raises(PermissionError, match="This link does not work"):
            sender_of_link(online, each)


def test_closing_the_visit_revokes_its_link(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        online.register.move_visit(visit.id, status, by="pipeline", at=WEDNESDAY)
    close_visit(online, visit.id)
    with pytest.raises(PermissionError):
        sender_of_link(online, token_in(mail, visit))
    with pytest.raises(UserError, match="works only while it is open"):
        send_new_link(online, visit.id, by="data team")
    acts = [e.act for e in online.register.audit(visit.id) if "link" in e.act]
    assert acts == ["upload link issued", "upload link revoked"]


def test_a_permitted_file_is_answered_on_the_page(online: Outside, visit: Visit) -> None:
    permitted = permit_upload(
        online, Sender(visit), FileToSend(len(CONTENT), SHA256, name="list.csv")
    )
    httpx.put(
        permitted.url, content=CONTENT, headers=permitted.headers, timeout=60
    ).raise_for_status()
    [sent] = upload_page(online, Sender(visit)).sent
    assert (sent.id, sent.name, sent.state, sent.is_waiting) == (
        upload_id(permitted),
        "list.csv",
        "Being checked",
        True,
    )
    answer_all(online)
    [sent] = upload_page(online, Sender(visit)).sent
    assert (sent.number, sent.is_waiting) == (1, False)
    assert sent.lines[0].startswith("Your upload 1: Accepted")
    assert "http" not in "".join(sent.lines)
    assert "s3://" not in "".join(sent.lines)
    page = next(each for each in sent.downloads if each.title == "Our reply")
    got = httpx.get(page.url, timeout=60).raise_for_status()
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1" in got.text


def test_the_page_says_what_is_asked_and_offers_the_request(online: Outside, visit: Visit) -> None:
    page = upload_page(online, Sender(visit))
    assert {each.state for each in page.asked} == {"Not started"}
    assert page.asked[0].due == "5pm on Thursday 30 March 2023"
    assert [each.title for each in page.downloads] == [
        "Templates for the lists",
        "Checklist of the items",
        "Dates for your calendar",
    ]
    assert "http" not in repr(page.downloads), "an address is a permission"


def test_what_was_due_and_has_not_come_is_late(online: Outside) -> None:
    friday = datetime(2023, 3, 31, 16, 30, tzinfo=UTC)  # half past five in London
    late = an_open_visit(online, friday, notified=datetime(2023, 3, 27, tzinfo=UTC).date())
    asked = upload_page(online, Sender(late)).asked
    assert {(each.due, each.is_late) for each in asked} == {
        ("5pm on Thursday 30 March 2023", True),
    }


def test_what_inspectors_and_other_authorities_sent_is_not_shown(
    online: Outside, visit: Visit
) -> None:
    other = an_open_visit(online, WEDNESDAY, notified=datetime(2023, 3, 28, tzinfo=UTC).date())
    drop(online, visit, "from-inspectors/ticks.xlsx", b"theirs")
    drop(online, other, "list.xlsx", providers({"Provider name": "Oak Centre"}))
    assert upload_page(online, Sender(visit)).sent == ()


@pytest.mark.parametrize(
    ("length", "told"),
    [(0, "The file is empty"), (MOST_BYTES + 1, "larger than 100 megabytes")],
)
def test_a_file_of_the_wrong_size_is_not_permitted(
    online: Outside, visit: Visit, length: int, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        permit_upload(online, Sender(visit), FileToSend(length, SHA256))


def test_a_file_about_selected_children_goes_to_its_own_folder(
    online: Outside, visit: Visit
) -> None:
    permitted = permit_upload(online, Sender(visit), FileToSend(1, SHA256, tracking=True))
    assert permitted.key.startswith(f"{visit.id}/tracking/")


def test_every_state_of_an_upload_has_words() -> None:
    assert set(STATES) == set(SubmissionStatus)
