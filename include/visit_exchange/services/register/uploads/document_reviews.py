"""What names a child, in the register: prints of names, breaches, documents that wait."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.services.register.audit import PIPELINE, AuditPart, utc, write_audit
from visit_exchange.services.register.tables import (
    AuditRow,
    DocumentReviewRow,
    NamePrintRow,
    SubmissionRow,
)
from visit_exchange.visits.records import Decision, DocumentReview


class DocumentReviewPart(AuditPart):
    """What the register knows of documents that name a child, and of contained breaches."""

    def name_prints(self, visit_id: str) -> frozenset[str]:
        """Return the prints of all names that are known of a visit's children."""
        with self._transaction() as session:
            return prints_of_names(session, visit_id)

    def hold_for_decision(
        self, submission_id: str, found: Mapping[str, int], *, at: datetime
    ) -> None:
        """Record that a person has to decide on a document; again changes nothing.

        When something else is found in it than before, a decision that was made is to make anew.
        """
        with self._transaction() as session:
            hold_for_decision(session, _submission(session, submission_id), found, at)

    def document_reviews(self, visit_id: str) -> tuple[DocumentReview, ...]:
        """Return the documents on which a person decides or has decided, by number of upload."""
        query = (
            select(DocumentReviewRow, SubmissionRow.number)
            .join(SubmissionRow, SubmissionRow.id == DocumentReviewRow.submission_id)
            .where(DocumentReviewRow.visit_id == visit_id)
            .order_by(SubmissionRow.number)
        )
        with self._transaction() as session:
            return tuple(review_record(row, number) for row, number in session.execute(query))

    def decide(
        self, submission_id: str, decision: Decision, reason: str, *, by: str, at: datetime
    ) -> None:
        """Record what a person decided and why; UserError when it is decided already."""
        with self._transaction() as session:
            row = session.get(DocumentReviewRow, submission_id, with_for_update=True)
            if row is None:
                raise UserError(f"Nobody has to decide on upload {submission_id}")
            if row.decision is not None:
                raise UserError(f"Upload {submission_id} is {row.decision} already")
            row.decision, row.reason = decision.value, reason
            row.decided_by, row.decided_at = by, utc(at)
            detail = {"submission": submission_id, "found": row.found, "reason": reason}
            act = f"withheld document {decision.value}"
            write_audit(session, row.visit_id, act, by=by, at=at, detail=detail)


def prints_of_names(session: Session, visit_id: str) -> frozenset[str]:
    """Return the prints of all names that are known of a visit's children."""
    query = select(NamePrintRow.print).where(NamePrintRow.visit_id == visit_id)
    return frozenset(session.scalars(query))


def remember_names(session: Session, visit_id: str, prints: Iterable[str]) -> None:
    """Keep the prints of listed children's names; those that are there stay."""
    rows = [{"visit_id": visit_id, "print": each} for each in sorted(prints)]
    if rows:
        session.execute(insert(NamePrintRow).values(rows).on_conflict_do_nothing())


def record_breach(
    session: Session, upload: SubmissionRow, where: str, kinds: Mapping[str, int], at: datetime
) -> None:
    """Write into the audit what kinds of identifier were contained where, how often; once."""
    act = "breach contained"
    if not _is_audited(session, upload.visit_id, act, upload.id, where):
        detail = {"submission": upload.id, "where": where, "kinds": dict(kinds)}
        write_audit(session, upload.visit_id, act, by=PIPELINE, at=at, detail=detail)


def hold_for_decision(
    session: Session, upload: SubmissionRow, found: Mapping[str, int], at: datetime
) -> None:
    """Record that a person has to decide on a document, unless this very thing is recorded."""
    row = session.get(DocumentReviewRow, upload.id, with_for_update=True)
    if row is not None and row.found == dict(found):
        return
    row = row or DocumentReviewRow(submission_id=upload.id, visit_id=upload.visit_id)
    row.found, row.withheld_at = dict(found), utc(at)
    row.decision = row.reason = row.decided_by = row.decided_at = None
    session.add(row)
    session.flush()
    detail = {"submission": upload.id, "found": dict(found)}
    write_audit(session, upload.visit_id, "document withheld", by=PIPELINE, at=at, detail=detail)


def _submission(session: Session, submission_id: str) -> SubmissionRow:
    row = session.get(SubmissionRow, submission_id)
    if row is None:
        raise UserError(f"No upload {submission_id} is known. Check the id")
    return row


def _is_audited(session: Session, visit_id: str, act: str, submission_id: str, where: str) -> bool:
    query = select(AuditRow.id).where(
        AuditRow.visit_id == visit_id,
        AuditRow.act == act,
        AuditRow.detail["submission"].astext == submission_id,
        AuditRow.detail["where"].astext == where,
    )
    return session.scalar(query.limit(1)) is not None


def review_record(row: DocumentReviewRow, number: int) -> DocumentReview:
    """Return a document review, and the number of its upload, as the register hands it out."""
    return DocumentReview(
        submission_id=row.submission_id,
        number=number,
        found=row.found,
        withheld_at=row.withheld_at,
        decision=Decision(row.decision) if row.decision else None,
        reason=row.reason,
        decided_by=row.decided_by,
    )
