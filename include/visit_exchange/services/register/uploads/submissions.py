"""Uploads in the register: received once, answered once, known without their names."""

from datetime import datetime

from psycopg2.errors import LockNotAvailable
from sqlalchemy import Select, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from visit_exchange.errors import BusyError, UserError
from visit_exchange.services.register.audit import PIPELINE, AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import SubmissionRow
from visit_exchange.services.register.uploads.found_out import write_found
from visit_exchange.services.register.uploads.sealed import Sealed, keep_sealed
from visit_exchange.services.register.uploads.submission_rows import submission_record
from visit_exchange.visits.records import Answer
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    Upload,
    UploadIdentity,
    check_submission_move,
)

# One visit that is being changed for long, as while its keys are made, holds up no other's uploads.
SOON = text("SET LOCAL lock_timeout = '2s'")


class SubmissionsPart(AuditPart):
    """What the register knows of uploads."""

    def receive(
        self,
        visit_id: str,
        upload: Upload,
        received_at: datetime,
        *,
        sealed_key: bytes | None = None,
    ) -> tuple[Submission, bool]:
        """Record an upload; the second value is True only the first time it is received.

        ``received_at`` is in visit time, ``sealed_key`` the upload's key in the store, which may
        say who a child is. Of several who receive the same upload at once, one records it.
        UserError when there is no such visit, BusyError when somebody is changing it for long.
        """
        with self._transaction() as session:
            _lock(session, visit_id)
            if known := session.scalar(_by_identity(upload.identity)):
                return submission_record(known), False
            row = _new_row(session, visit_id, upload, received_at)
            session.add(row)
            detail = {"submission": row.id, "number": row.number}
            write_audit(
                session, visit_id, "upload received", by=PIPELINE, at=received_at, detail=detail
            )
            session.flush()
            if sealed_key is not None:
                keep_sealed(session, row, Sealed.UPLOAD_KEY, sealed_key)
            return submission_record(row), True

    def submission(self, submission_id: str) -> Submission:
        """Return one upload; UserError when there is none."""
        with self._transaction() as session:
            return submission_record(_row(session, submission_id))

    def submissions(self, visit_id: str) -> tuple[Submission, ...]:
        """Return the uploads of a visit by number."""
        query = select(SubmissionRow).where(SubmissionRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(SubmissionRow.number))
            return tuple(submission_record(row) for row in rows)

    def answered_identities(self, visit_id: str | None = None) -> frozenset[UploadIdentity]:
        """Return which uploads (of one visit, or of all) have had their answer."""
        query = select(SubmissionRow.key_hash, SubmissionRow.version_id)
        query = query.where(SubmissionRow.answered_at.is_not(None))
        if visit_id is not None:
            query = query.where(SubmissionRow.visit_id == visit_id)
        with self._transaction() as session:
            return frozenset(UploadIdentity(*found) for found in session.execute(query))

    def move_submission(
        self,
        submission_id: str,
        to: SubmissionStatus,
        *,
        at: datetime,
        answer: Answer | None = None,
        by: str = PIPELINE,
    ) -> Submission:
        """Move an upload and write all that was found out; UserError when it may not move so.

        ``at`` is in visit time. An upload that is there already stays as it is: a task that is
        tried again does no harm.
        """
        with self._transaction() as session:
            row = _row(session, submission_id, lock=True)
            was = SubmissionStatus(row.status)
            if was == to:
                return submission_record(row)
            check_submission_move(was, to)
            row.status = to.value
            write_found(session, row, answer or Answer(), at)
            detail = {"submission": row.id, "from": was.value, "to": to.value}
            write_audit(session, row.visit_id, "upload moved", by=by, at=at, detail=detail)
            return submission_record(row)

    def answer_again(
        self,
        submission_id: str,
        to: SubmissionStatus,
        answer: Answer,
        *,
        at: datetime,
        by: str = PIPELINE,
    ) -> Submission:
        """Write what an answered upload comes to since more is known of it; its items are these.

        ``at`` is in visit time. UserError when it may not move so; the same again is not audited.
        """
        with self._transaction() as session:
            row = _row(session, submission_id, lock=True)
            was, before = SubmissionStatus(row.status), submission_record(row)
            if was != to:
                check_submission_move(was, to)
            row.status, row.items = to.value, []
            session.flush()
            write_found(session, row, answer, at)
            if (was, before.items) != (to, answer.items):
                items = ", ".join(item.item for item in answer.items)
                detail = {"submission": row.id, "from": was.value, "to": to.value, "items": items}
                write_audit(session, row.visit_id, "upload placed", by=by, at=at, detail=detail)
            return submission_record(row)

    def record_reply(self, submission_id: str, *, at: datetime) -> None:
        """Record that the sender has its answer. Again changes nothing; ``at`` is visit time."""
        with self._transaction() as session:
            row = _row(session, submission_id, lock=True)
            if row.answered_at is None:
                row.answered_at = utc(at)
                detail = {"submission": row.id}
                write_audit(
                    session, row.visit_id, "upload answered", by=PIPELINE, at=at, detail=detail
                )

    def record_reply_place(self, submission_id: str, reply_prefix: str) -> None:
        """Record where in the replies bucket the reply to an upload lies."""
        with self._transaction() as session:
            _row(session, submission_id, lock=True).reply_prefix = reply_prefix


def _lock(session: Session, visit_id: str) -> None:
    """Let the numbers of one visit count up without gaps or doubles."""
    session.execute(SOON)
    try:
        visit_row(session, visit_id, lock=True)
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            raise BusyError(f"{visit_id} is being changed") from None
        raise


def _row(session: Session, submission_id: str, *, lock: bool = False) -> SubmissionRow:
    row = session.get(SubmissionRow, submission_id, with_for_update=lock or None)
    if row is None:
        raise UserError(f"No upload {submission_id} is known. Check the id")
    return row


def _by_identity(identity: UploadIdentity) -> Select[SubmissionRow]:
    return select(SubmissionRow).where(
        SubmissionRow.key_hash == identity.key_hash,
        SubmissionRow.version_id == identity.version_id,
    )


def _new_row(
    session: Session, visit_id: str, upload: Upload, received_at: datetime
) -> SubmissionRow:
    highest = select(func.max(SubmissionRow.number)).where(SubmissionRow.visit_id == visit_id)
    number = (session.scalar(highest) or 0) + 1
    return SubmissionRow(
        id=f"{visit_id}/{number}",
        visit_id=visit_id,
        number=number,
        key_hash=upload.identity.key_hash,
        name_hash=upload.name_hash,
        version_id=upload.version_id,
        size=upload.size,
        received_at=utc(received_at),
        status=SubmissionStatus.RECEIVED.value,
        sender=upload.sender,
    )
