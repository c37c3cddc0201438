"""What waits for somebody of the data team, decided from a dossier."""

from builders.dossiers import MORNING, a_dossier, an_upload, mailed
from visit_exchange.journey.receiving.review_queue import waiting_uploads
from visit_exchange.journey.upload import OUR_FAULT
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import Decision, DocumentReview
from visit_exchange.visits.uploads.submission import SubmissionStatus

HELD = DocumentReview("999-ap-20230327/2", 2, {"reference": 1}, MORNING, None, None, None)
DECIDED = DocumentReview(HELD.submission_id, 2, {}, MORNING, Decision.RELEASED, "No child", "dana")
FAILED = {"status": SubmissionStatus.WITHHELD, "reason": OUR_FAULT, "sha256": "same"}


def why(dossier: Dossier) -> list[tuple[int, str]]:
    return [(each.number, each.why) for each in waiting_uploads(dossier)]


def test_a_document_waits_until_it_is_decided() -> None:
    told = "May identify a child: 1 × reference"
    assert why(a_dossier(document_reviews=(HELD,))) == [(2, told)]
    assert why(a_dossier(document_reviews=(DECIDED,))) == []


def test_a_file_waits_for_the_scanner_once_the_team_was_told_and_until_it_is_screened() -> None:
    received = an_upload(status=SubmissionStatus.RECEIVED)
    told = mailed(f"{received.id}/scan-team")
    assert why(a_dossier(submissions=(received,), mails=told)) == [
        (1, "The virus scanner does not answer")
    ]
    assert why(a_dossier(submissions=(received,))) == []
    assert why(a_dossier(submissions=(an_upload(),), mails=told)) == []


def test_what_we_failed_to_check_waits_until_its_sender_sent_it_again_and_it_was_checked() -> None:
    failed = an_upload(1, **FAILED)
    waits = [(1, "We failed to check it")]
    again = an_upload(2, sha256="same", status=SubmissionStatus.MUST_FIX)
    unread = an_upload(2, sha256="same", status=SubmissionStatus.RECEIVED)
    others = an_upload(2, sha256="same", sender="icb")
    before = an_upload(0, sha256="same")

    assert why(a_dossier(submissions=(failed,))) == waits
    assert why(a_dossier(submissions=(failed, again))) == []
    for other in (unread, others, before, an_upload(2)):
        assert why(a_dossier(submissions=(failed, other))) == waits


def test_what_its_sender_has_to_mend_waits_for_nobody_here() -> None:
    photo = an_upload(status=SubmissionStatus.WITHHELD, reason="We do not take pictures")
    assert why(a_dossier(submissions=(photo,))) == []
