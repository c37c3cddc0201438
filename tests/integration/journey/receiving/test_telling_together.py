"""What came together is told in one mail; nothing is told twice, and nothing is forgotten."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from builders.uploads import (
    PROVIDER,
    answer_all,
    attending,
    child,
    drop,
    providers,
    screened,
    send,
)
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.journey.pages.matching import use_for, words_for
from visit_exchange.journey.receiving import intake, telling
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.telling import tell_what_is_left
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services
MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
SOUND = providers(PROVIDER)
WRONG = attending(child("AP-0001", Age=35))
# The headings of a list as nobody knows them, with the field that each is.
NAMED = {
    "provider": "Haus",
    "urn": "Nummer",
    "sector": "Wem",
    "registered": "Gemeldet",
    "virtual": "Fern",
    "offers_outreach": "Geht hin",
    "offer": "Was",
}


def strange(name: str, urn: int) -> bytes:
    """Return a list of one provider under those headings."""
    cells = (name, urn, "State maintained", "Registered", "No", "No", "Core subjects")
    return providers(dict(zip(NAMED.values(), cells, strict=True)))


STRANGE = strange("Oak Centre", 999001)


@pytest.fixture
def visit(outside: Outside, mail: MailRecorder) -> Visit:
    """A visit that opened on Monday morning, whose request has gone out."""
    opened = an_open_visit(outside, MONDAY)
    send_request(outside, opened.id)
    mail.sent.clear()
    return opened


def test_files_that_came_together_are_told_in_one_mail_with_a_line_each(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    drop(outside, visit, "Zebedee Plumstead.xlsx", SOUND)
    drop(outside, visit, "list.xlsx", WRONG)

    answer_all(outside)

    [told] = mail.to(visit.lano_email)
    assert told.subject == f"{visit.id}: 2 files checked, 1 to correct, 1 accepted"
    assert "Must fix" in told.text
    lines = [line for line in told.text.splitlines() if line.startswith("- ")]
    assert [line.partition(": ")[0] for line in lines] == ["- Your upload 2", "- Your upload 1"]
    assert "Plumstead" not in told.text
    assert all(each.told_at for each in outside.register.submissions(visit.id))


def test_a_file_that_comes_later_has_a_mail_of_its_own(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(outside, visit, "first.xlsx", SOUND)
    send(outside, visit, "second.xlsx", WRONG)

    subjects = [each.subject for each in mail.to(visit.lano_email)]
    assert [each.partition(":")[0] for each in subjects] == ["Your upload 1", "Your upload 2"]


def test_what_nobody_came_to_tell_is_told_by_the_sweep_once(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    with monkeypatch.context() as crash:
        crash.setattr(intake, "tell_sender", _cut_off)
        with pytest.raises(ConnectionError):
            answer_all(outside)
    assert mail.to(visit.lano_email) == []

    assert [tell_what_is_left(outside), tell_what_is_left(outside)] == [1, 0]

    assert len(mail.to(visit.lano_email)) == 1


def test_whose_next_file_is_about_to_be_answered_the_sweep_leaves_alone_for_ten_minutes(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    drop(outside, visit, "other.xlsx", WRONG)
    first, _second = find_uploads(outside)
    intake.reply(outside, intake.check_upload(outside, screened(outside, first)))

    assert tell_what_is_left(outside) == 0
    monkeypatch.setattr(telling, "LONGEST", timedelta(0))
    assert tell_what_is_left(outside) == 1
    assert len(mail.to(visit.lano_email)) == 1


def test_a_file_whose_columns_were_named_is_answered_anew_and_told_again(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    first = send(outside, visit, "anbieter.xlsx", STRANGE)
    assert first.status is Status.MUST_FIX
    own = {"alternative_providers": words_for(Sender(visit), "alternative_providers", NAMED)}

    number = use_for(outside, Sender(visit), first.upload.key_hash, own)

    assert number == first.number
    assert find_uploads(outside) == [first.id]
    [again] = answer_all(outside)
    assert again.status in (Status.ACCEPTED, Status.ACCEPTED_WITH_QUERIES)
    assert (again.upload, again.sha256) == (first.upload, hashlib.sha256(STRANGE).hexdigest())
    assert len(mail.to(visit.lano_email)) == 2

    more = send(outside, visit, "anbieter 2.xlsx", strange("Elm Centre", 999002))
    assert more.status is again.status, "what was said is remembered for the next version"
    told = " ".join(str(each.detail) for each in outside.register.audit(visit.id)).casefold()
    assert "haus" not in told


def _cut_off(*_: object, **__: object) -> None:
    raise ConnectionError
