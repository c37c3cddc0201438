"""Who is told of which uploads, and in which mail: decided from a dossier and a listing."""

from datetime import datetime, timedelta

import pytest

from builders.dossiers import MORNING, a_dossier, an_upload, mailed
from visit_exchange.journey.receiving.telling import to_tell
from visit_exchange.journey.receiving.telling_mails import summary
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus, Upload

NOW = MORNING + timedelta(hours=2)  # Tuesday 28 March 2023, 11am
KEY = "999-ap-20230327/{}.xlsx"


def listed(number: int, minutes_ago: float = 1, folder: str = "") -> Upload:
    key = f"999-ap-20230327/{folder}{number}.xlsx"
    return Upload(key, "v1", 1000, NOW - timedelta(minutes=minutes_ago))


def answered(upload: Upload, number: int, minutes_ago: float = 0.5, **more: object) -> Submission:
    at = NOW - timedelta(minutes=minutes_ago)
    return an_upload(number, upload=upload.identity, answered_at=at, **more)


def told(*uploads: Submission, listing: tuple[Upload, ...], now: datetime = NOW) -> list[int]:
    dossier = a_dossier(submissions=uploads)
    return [each.number for each in to_tell(dossier, "", listing, now)]


ONE, TWO, THREE = (listed(number) for number in (1, 2, 3))


def test_a_file_alone_is_told_at_once() -> None:
    assert told(answered(ONE, 1), listing=(ONE,)) == [1]


def test_nothing_is_told_while_another_file_of_the_sender_waits() -> None:
    waits = an_upload(2, upload=TWO.identity, status=SubmissionStatus.SCREENED)
    assert told(answered(ONE, 1), waits, listing=(ONE, TWO)) == []


def test_nor_while_one_lies_in_the_bucket_that_is_not_received_yet() -> None:
    assert told(answered(ONE, 1), listing=(ONE, TWO)) == []


def test_the_last_answer_tells_of_all_together() -> None:
    uploads = (answered(ONE, 1), answered(TWO, 2), answered(THREE, 3))
    assert told(*uploads, listing=(ONE, TWO, THREE)) == [1, 2, 3]


def test_what_was_told_is_not_told_again() -> None:
    assert told(answered(ONE, 1, told_at=NOW), answered(TWO, 2), listing=(ONE, TWO)) == [2]
    assert told(answered(ONE, 1, told_at=NOW), listing=(ONE,)) == []


@pytest.mark.parametrize("minutes_ago", [10, 60])
def test_a_file_that_has_waited_for_ten_minutes_holds_up_no_mail(minutes_ago: float) -> None:
    old = listed(2, minutes_ago)
    assert told(answered(ONE, 1), listing=(ONE, old)) == [1]


def test_no_answer_waits_for_longer_than_ten_minutes_for_its_mail() -> None:
    assert told(answered(ONE, 1, minutes_ago=9.9), listing=(ONE, TWO)) == []
    assert told(answered(ONE, 1, minutes_ago=10), listing=(ONE, TWO)) == [1]


def test_a_file_that_waits_for_the_scanner_holds_up_no_mail() -> None:
    waits = an_upload(2, upload=TWO.identity, status=SubmissionStatus.RECEIVED)
    mails = mailed(f"{waits.id}/scan-team")
    dossier = a_dossier(submissions=(answered(ONE, 1), waits), mails=mails)
    assert [each.number for each in to_tell(dossier, "", (ONE, TWO), NOW)] == [1]


def test_senders_do_not_wait_for_each_other() -> None:
    theirs = listed(2, folder="partners/icb/")
    assert told(answered(ONE, 1), listing=(ONE, theirs)) == [1]
    dossier = a_dossier(submissions=(answered(ONE, 1), answered(theirs, 2, sender="icb")))
    assert [each.number for each in to_tell(dossier, "icb", (theirs, ONE), NOW)] == [2]


def test_the_summary_counts_what_there_is_to_do_first() -> None:
    statuses = (
        SubmissionStatus.ACCEPTED,
        SubmissionStatus.ACCEPTED_WITH_QUERIES,
        SubmissionStatus.SEEN_BEFORE,
        SubmissionStatus.SET_ASIDE,
        SubmissionStatus.MUST_FIX,
        SubmissionStatus.MUST_FIX,
    )
    uploads = [an_upload(n, status=status) for n, status in enumerate(statuses)]
    assert summary(uploads) == "2 to correct, 1 not used, 2 accepted, 1 sent before"
