"""What senders do at the page's desk: files checked and not sent, and columns that they name."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.tables import (
    OwnHeadingsRow,
    ProblemCountRow,
    SubmissionRow,
)
from visit_exchange.services.register.uploads.submission_rows import submission_record
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    UploadIdentity,
    check_submission_move,
)

AGAIN = SubmissionStatus.SCREENED


class DeskPart(AuditPart):
    """What the register knows of files that were only checked, and of senders' own headings."""

    def note_checked(
        self, visit_id: str, sender: str, verdict: str, *, by: str, at: datetime
    ) -> None:
        """Write down that a file was checked and not sent: what it came to, and no more."""
        detail = {"sender": sender, "verdict": verdict}
        with self._transaction() as session:
            write_audit(session, visit_id, "file checked, not sent", by=by, at=at, detail=detail)

    def keep_own_headings(
        self,
        visit_id: str,
        sender: str,
        list_id: str,
        content: bytes,
        *,
        columns: int,
        by: str,
        at: datetime,
    ) -> None:
        """Keep what a sender calls the columns of a list, sealed, in place of what it said before.

        ``columns`` is how many it named.
        """
        row = {"visit_id": visit_id, "sender": sender, "list_id": list_id}
        kept = insert(OwnHeadingsRow).values(row | {"content": content, "said_at": utc(at)})
        changed = {"content": kept.excluded.content, "said_at": kept.excluded.said_at}
        detail = {"sender": sender, "list": list_id, "columns": columns}
        with self._transaction() as session:
            session.execute(
                kept.on_conflict_do_update(
                    index_elements=["visit_id", "sender", "list_id"], set_=changed
                )
            )
            write_audit(session, visit_id, "columns matched", by=by, at=at, detail=detail)

    def check_again(self, identity: UploadIdentity, *, by: str, at: datetime) -> Submission:
        """Let an answered upload wait for another answer: its sender has said more of it.

        What of it is in use stays so until then. One that waits already stays as it is; UserError
        when it may not be checked again.
        """
        query = select(SubmissionRow).where(
            SubmissionRow.key_hash == identity.key_hash,
            SubmissionRow.version_id == identity.version_id,
        )
        with self._transaction() as session:
            row = session.scalars(query.with_for_update()).one()
            if row.answered_at is not None:
                check_submission_move(SubmissionStatus(row.status), AGAIN)
                detail = {"submission": row.id, "from": row.status, "to": AGAIN.value}
                row.status, row.answered_at, row.told_at = AGAIN.value, None, None
                row.batch, row.batch_until, row.tries = None, None, 0
                row.problem_counts = []
                write_audit(session, row.visit_id, "upload moved", by=by, at=at, detail=detail)
            return submission_record(row)

    def rules_failed(self, visit_id: str) -> dict[str, frozenset[str]]:
        """Return which rules failed in each upload of a visit, by the upload's id."""
        query = (
            select(ProblemCountRow.submission_id, ProblemCountRow.rule)
            .join(SubmissionRow, SubmissionRow.id == ProblemCountRow.submission_id)
            .where(SubmissionRow.visit_id == visit_id)
        )
        found = defaultdict[str, set[str]](set)
        with self._transaction() as session:
            for upload, rule in session.execute(query):
                found[upload].add(rule)
        return {upload: frozenset(rules) for upload, rules in found.items()}

    def untold(self) -> dict[tuple[str, str], datetime]:
        """Return the visits and senders with an answered upload of which nobody was told yet.

        Each with the oldest answer (visit time).
        """
        oldest = func.min(SubmissionRow.answered_at)
        query = select(SubmissionRow.visit_id, SubmissionRow.sender, oldest).where(
            SubmissionRow.answered_at.is_not(None), SubmissionRow.told_at.is_(None)
        )
        by_sender = query.group_by(SubmissionRow.visit_id, SubmissionRow.sender)
        with self._transaction() as session:
            return {(visit, sender): at for visit, sender, at in session.execute(by_sender) if at}

    def record_told(self, uploads: tuple[str, ...], *, at: datetime) -> None:
        """Record that the senders of uploads were told of the answers; ``at`` is the wall's."""
        told = update(SubmissionRow).where(SubmissionRow.id.in_(uploads))
        with self._transaction() as session:
            session.execute(told.values(told_at=utc(at)))


def own_headings_of(session: Session, visit_id: str) -> dict[tuple[str, str], bytes]:
    """Return what the senders of a visit call their columns, sealed, by sender and list."""
    query = select(OwnHeadingsRow).where(OwnHeadingsRow.visit_id == visit_id)
    return {(row.sender, row.list_id): row.content for row in session.scalars(query)}
