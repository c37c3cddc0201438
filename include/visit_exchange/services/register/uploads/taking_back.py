"""Uploads that their senders take back, and the dates that files bring with them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.tables import DocumentReviewRow, FileDateRow, SubmissionRow
from visit_exchange.services.register.uploads.submission_rows import submission_record
from visit_exchange.visits.acts import UPLOAD_TAKEN_BACK
from visit_exchange.visits.records import Decision
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    Submission,
    SubmissionStatus,
    check_submission_move,
)

TAKEN_BACK = SubmissionStatus.TAKEN_BACK
NO_LONGER_ASKED = "Its sender has taken it back."


class TakingBackPart(AuditPart):
    """What the register knows of what is no longer to be used, and of files' own dates."""

    def take_back(self, submission_id: str, *, who: str, by: str, at: datetime) -> Submission:
        """Let an upload be used no longer; what it answered is kept, as taken back.

        ``who`` is the job title of who did so, ``at`` visit time. A document on which a person
        was to decide waits no more. UserError when it may not move so; again changes nothing.
        """
        with self._transaction() as session:
            row = session.get(SubmissionRow, submission_id, with_for_update=True)
            if row is None:
                raise UserError(f"No upload {submission_id} is known. Check the id")
            was = SubmissionStatus(row.status)
            if was is not TAKEN_BACK:
                check_submission_move(was, TAKEN_BACK)
                used = ", ".join(
                    i.item for i in submission_record(row).items if i.status in ACCEPTED
                )
                row.status = TAKEN_BACK.value
                for item in row.items:
                    item.status = TAKEN_BACK.value
                _end_review(session, submission_id, by, at)
                detail = {"submission": row.id, "from": was.value, "used": used, "who": who}
                write_audit(session, row.visit_id, UPLOAD_TAKEN_BACK, by=by, at=at, detail=detail)
            return submission_record(row)

    def keep_file_date(self, visit_id: str, key_hash: str, modified: datetime) -> None:
        """Keep when a file was last changed where it was sent from; ``key_hash`` is of its key."""
        row = {"visit_id": visit_id, "key_hash": key_hash, "modified_at": utc(modified)}
        with self._transaction() as session:
            session.execute(insert(FileDateRow).values(row).on_conflict_do_nothing())

    def file_dates(self, visit_id: str) -> dict[str, datetime]:
        """Return those dates of a visit's files by the hash of their keys."""
        query = select(FileDateRow).where(FileDateRow.visit_id == visit_id)
        with self._transaction() as session:
            return {row.key_hash: row.modified_at for row in session.scalars(query)}


def _end_review(session: Session, submission_id: str, by: str, at: datetime) -> None:
    review = session.get(DocumentReviewRow, submission_id, with_for_update=True)
    if review is not None and review.decision is None:
        review.decision, review.reason = Decision.REFUSED.value, NO_LONGER_ASKED
        review.decided_by, review.decided_at = by, utc(at)
