"""What becomes of an upload: answered once, staged under codes only, by the time that it came."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from builders.uploads import (
    PROVIDER,
    UPN,
    answer_all,
    answer_one,
    attending,
    child,
    drop,
    providers,
    screened,
    send,
    workbook,
)
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.intake import (
    check_upload,
    hand_over,
    reply,
    screen_upload,
)
from visit_exchange.journey.receiving.opening import gather
from visit_exchange.journey.staging.shelf import whole_frames
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023, 10am in London
LANO = "lano@exampleshire.example"
DATA_TEAM = "data-team@example.org"
CHILDREN = attending(child("AP-0001"), child("AP-0002", Age=15))
WRONG_AGE = attending(child("AP-0001", Age=35), child("AP-0002"))
HILL_FARM = PROVIDER | {"Provider name": "Hill Farm", "URN": 999002}
SOUND = providers(PROVIDER)
SOUND_LATER = providers(PROVIDER, HILL_FARM)
WRONG = providers(PROVIDER, HILL_FARM | {"State maintained or independent": "Blue"})
# As S3 stamps it: whole seconds.
A_SECOND = 1.1


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def staged(outside: Outside, visit: Visit) -> tuple[str, ...]:
    return outside.store.keys(Bucket.STAGING, visit.id)


def reply_files(outside: Outside, visit: Visit, number: int) -> set[str]:
    folder = f"{visit.id}/{number:04d}/"
    return {key.removeprefix(folder) for key in outside.store.keys(Bucket.REPLIES, folder)}


# --- lists


def test_a_sound_list_is_accepted_and_answered_with_one_mail(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    submission = send(outside, visit, "list.xlsx", CHILDREN)

    assert submission.status is Status.ACCEPTED
    assert [(item.item, item.rows) for item in submission.items] == [("currently_attending", 2)]
    assert submission.answered_at is not None
    assert reply_files(outside, visit, 1) == {
        "reply.html",
        "reply.xlsx",
        "answer.json",
        "mail.json",
        "child-codes.xlsx",
    }
    [told] = mail.sent
    assert told.to == LANO


def test_children_are_staged_under_their_codes_alone(outside: Outside, visit: Visit) -> None:
    rows = [child("AP-0001") | {"UPN": UPN}, child("AP-0002") | {"UPN": UPN}]

    send(outside, visit, "list.xlsx", attending(*rows))

    content = b"".join(outside.store.get(Bucket.STAGING, key) for key in staged(outside, visit))
    assert content
    assert b"AP-0001" not in content
    assert UPN.encode() not in content
    frame = whole_frames(outside, visit)["currently_attending"]
    assert frame["reference"].str.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}").all()
    assert "AP-0001" not in frame.to_csv()
    assert UPN not in frame.to_csv()


def test_columns_that_identify_children_are_told_to_the_data_team_by_kind(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:

    send(outside, visit, "list.xlsx", attending(child("AP-0001") | {"UPN": UPN}))

    [breach] = mail.to(DATA_TEAM)
    assert breach.subject == f"Breach contained: {visit.id}/1"
    assert UPN not in breach.text


def test_a_list_with_a_mistake_must_be_fixed_and_nothing_of_it_is_staged(
    outside: Outside, visit: Visit
) -> None:
    submission = send(outside, visit, "list.xlsx", WRONG_AGE)

    assert submission.status is Status.MUST_FIX
    assert [item.must_fix for item in submission.items] == [1]
    assert staged(outside, visit) == ()
    assert "child-codes.xlsx" not in reply_files(outside, visit, 1)


def test_of_two_lists_in_a_workbook_the_sound_one_is_used(outside: Outside, visit: Visit) -> None:
    both = workbook({"Currently attending": [child("AP-0001", Age=35)], "Providers": [PROVIDER]})

    submission = send(outside, visit, "both.xlsx", both)

    assert submission.status is Status.MUST_FIX
    assert {item.item: item.status for item in submission.items} == {
        "currently_attending": Status.MUST_FIX,
        "alternative_providers": Status.ACCEPTED,
    }
    assert set(outside.register.dossier(visit.id).accepted_items()) == {"alternative_providers"}
    assert set(whole_frames(outside, visit)) == {"alternative_providers"}


def test_a_version_much_shorter_than_the_last_is_a_question_and_is_used(
    outside: Outside, visit: Visit
) -> None:
    many = [PROVIDER | {"Provider name": f"Hill Farm {n}", "URN": 999100 + n} for n in range(24)]
    send(outside, visit, "providers.xlsx", providers(*many))

    shorter = send(outside, visit, "providers again.xlsx", providers(*many[:11]))

    assert shorter.status is Status.ACCEPTED_WITH_QUERIES
    told = {count.rule for count in outside.register.problem_counts(shorter.id)}
    assert "X-05" in told
    assert len(whole_frames(outside, visit)["alternative_providers"]) == 11


def test_a_correction_counts_by_when_it_was_sent_not_by_when_we_looked(
    outside: Outside, visit: Visit
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    time.sleep(A_SECOND)
    drop(outside, visit, "list.xlsx", SOUND_LATER)  # the same name: a new version of the object

    for submission in reversed(find_uploads(outside)):
        check_upload(outside, screened(outside, submission))

    newest, _ = outside.register.dossier(visit.id).accepted_items()["alternative_providers"]
    assert newest.number == 2
    assert len(whole_frames(outside, visit)["alternative_providers"]) == 2


# --- the same again


def test_the_same_bytes_under_another_name_were_seen_before(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "list.xlsx", SOUND)

    again = send(outside, visit, "Copy of list (2).xlsx", SOUND)

    assert again.status is Status.SEEN_BEFORE
    assert "your upload 1" in (again.reason or "")
    assert reply_files(outside, visit, 2) == {"reply.html", "answer.json", "mail.json"}


def test_the_same_bytes_that_must_be_fixed_are_told_so_in_full_again(
    outside: Outside, visit: Visit
) -> None:
    first = send(outside, visit, "list.xlsx", WRONG)
    again = send(outside, visit, "list.xlsx", WRONG)

    assert (again.status, again.items) == (Status.MUST_FIX, first.items)


def test_the_same_bytes_in_one_batch_are_taken_once(outside: Outside, visit: Visit) -> None:
    drop(outside, visit, "a.xlsx", SOUND)
    drop(outside, visit, "b.xlsx", SOUND)

    assert [each.status for each in answer_all(outside)] == [Status.ACCEPTED, Status.SEEN_BEFORE]


def test_a_copy_of_what_is_still_being_looked_at_is_looked_at_too(
    outside: Outside, visit: Visit
) -> None:
    """Two tasks have them at once, and what must be fixed in the first is not "in use"."""
    drop(outside, visit, "a.xlsx", WRONG)
    drop(outside, visit, "b.xlsx", WRONG)
    first, second = find_uploads(outside)

    screened(outside, first)
    assert screened(outside, second).submission.status is Status.SCREENED


def test_the_first_version_again_counts_though_the_second_has_no_answer_yet(
    outside: Outside, visit: Visit
) -> None:
    for name, content in (("a.xlsx", SOUND), ("b.xlsx", SOUND_LATER), ("c.xlsx", SOUND)):
        drop(outside, visit, name, content)
        time.sleep(A_SECOND)
    first, second, third = find_uploads(outside)

    for upload in (first, third, second):
        answer_one(outside, upload)

    newest, _ = outside.register.dossier(visit.id).accepted_items()["alternative_providers"]
    assert newest.number == 3


def test_an_older_version_that_is_sent_again_is_taken(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "list.xlsx", SOUND)
    time.sleep(A_SECOND)
    send(outside, visit, "list 2.xlsx", SOUND_LATER)
    time.sleep(A_SECOND)

    again = send(outside, visit, "list 3.xlsx", SOUND)

    assert again.status is Status.ACCEPTED
    newest, _ = outside.register.dossier(visit.id).accepted_items()["alternative_providers"]
    assert newest.number == 3


def test_the_same_bytes_of_another_visit_are_news(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "list.xlsx", SOUND)
    other = an_open_visit(outside, MONDAY, la_code="998")

    assert send(outside, other, "list.xlsx", SOUND).status is Status.ACCEPTED


# --- late


@pytest.mark.parametrize(
    ("after_due", "late_by"),
    [
        (timedelta(0), None),  # received at 17:00:00 for 17:00:00
        (timedelta(seconds=1), timedelta(seconds=1)),
        (timedelta(hours=26), timedelta(hours=26)),
    ],
)
def test_late_is_after_the_instant_of_the_deadline(
    outside: Outside, visit: Visit, after_due: timedelta, late_by: timedelta | None
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    [submission] = find_uploads(outside)
    due = outside.register.submission(submission).received_at - after_due
    outside.register.adjust_milestone(
        visit.id, "returns", due, "Agreed by telephone", by="data team", at=MONDAY
    )

    [answered] = answer_all(outside)

    assert answered.status is Status.ACCEPTED
    assert answered.late_by == late_by


def test_what_comes_after_the_visit_is_closed_is_set_aside(outside: Outside, visit: Visit) -> None:
    for status in ("RETURNS_CLOSED", "TRACKING_CLOSED", "CLOSED"):
        outside.register.move_visit(visit.id, VisitStatus[status], by="pipeline", at=MONDAY)

    assert send(outside, visit, "list.xlsx", SOUND).status is Status.SET_ASIDE
    assert staged(outside, visit) == ()


# --- what goes no further


def test_the_data_team_is_told_once_of_an_upload_that_belongs_to_no_visit(
    outside: Outside, mail: MailRecorder
) -> None:
    outside.store.put(Bucket.UPLOADS, "999-ap-20230403/Ada Ashgrove.xlsx", SOUND)

    assert find_uploads(outside) == []
    assert find_uploads(outside) == []

    [told] = mail.sent
    assert told.to == DATA_TEAM
    assert "Ashgrove" not in told.subject + told.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)),
        ("empty.xlsx", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_held_with_the_way_out(
    outside: Outside, visit: Visit, mail: MailRecorder, name: str, content: bytes
) -> None:
    submission = send(outside, visit, name, content)

    assert submission.status is Status.WITHHELD
    assert "upload" in (submission.reason or "").casefold()
    assert (submission.reason or "x") in mail.to(LANO)[0].text.replace("\n", " ")
    [told] = mail.to(DATA_TEAM)
    assert told.subject == f"Upload withheld: {submission.id}"


def test_a_file_that_we_fail_to_check_is_held_and_both_are_told(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    [submission] = find_uploads(outside)
    screened(outside, submission)

    for _ in range(2):  # as it is when the task is cleared
        reply(outside, hand_over(outside, gather(outside, submission)))

    assert outside.register.submission(submission).status is Status.WITHHELD
    assert "fault of ours" in mail.to(LANO)[0].text
    assert [len(mail.to(LANO)), len(mail.to(DATA_TEAM))] == [1, 1]
    assert find_uploads(outside) == []


# --- again


@pytest.mark.parametrize("content", [SOUND, WRONG, b""], ids=["accepted", "must fix", "withheld"])
def test_every_step_may_be_done_again(
    outside: Outside, visit: Visit, mail: MailRecorder, content: bytes
) -> None:
    drop(outside, visit, "list.xlsx", content)
    [submission] = find_uploads(outside)
    steps = (screen_upload, check_upload, reply)
    for step in steps:
        step(outside, gather(outside, submission))
    once = (
        outside.register.submission(submission),
        outside.register.audit(visit.id),
        staged(outside, visit),
        reply_files(outside, visit, 1),
        list(mail.sent),
    )

    for step in (*steps, *steps):
        step(outside, gather(outside, submission))

    assert find_uploads(outside) == []
    assert once == (
        outside.register.submission(submission),
        outside.register.audit(visit.id),
        staged(outside, visit),
        reply_files(outside, visit, 1),
        mail.sent,
    )


def test_a_step_that_was_cut_off_before_the_register_moved_tells_nothing_twice(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(outside, visit, "list.xlsx", SOUND)
    [submission] = find_uploads(outside)
    at_hand = screened(outside, submission)
    with monkeypatch.context() as crash:
        crash.setattr(type(outside.register), "move_submission", _cut_off)
        with pytest.raises(ConnectionError):
            check_upload(outside, at_hand)
    before = staged(outside, visit), reply_files(outside, visit, 1)

    reply(outside, check_upload(outside, gather(outside, submission)))

    assert (staged(outside, visit), reply_files(outside, visit, 1)) == before
    assert len(mail.sent) == 1


def _cut_off(*_: object, **__: object) -> None:
    raise ConnectionError
