"""What came of the uploads of a visit: the accepted items, repeats, counts and what is not held."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from visit_exchange.returns.problems import Severity
from visit_exchange.returns.submission import (
    ACCEPTED,
    Submission,
    SubmittedItem,
)
from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.models import NotHeldRow, ProblemCountRow, SubmissionRow
from visit_exchange.services.register.records import ProblemCount
from visit_exchange.services.register.submission_rows import submission_record

NEWEST_FIRST = (SubmissionRow.received_at.desc(), SubmissionRow.number.desc())


class AnswersPart(AuditPart):
    """What the register knows of the content of uploads."""

    def accepted_items(self, visit_id: str) -> dict[str, tuple[Submission, SubmittedItem]]:
        """Return, for each item, the newest accepted version by upload time."""
        query = select(SubmissionRow).where(SubmissionRow.visit_id == visit_id)
        newest: dict[str, tuple[Submission, SubmittedItem]] = {}
        with self._transaction() as session:
            for row in session.scalars(query.order_by(*NEWEST_FIRST)):
                submission = submission_record(row)
                for item in submission.items:
                    if item.status in ACCEPTED:
                        newest.setdefault(item.item, (submission, item))
        return newest

    def problem_counts(self, submission_id: str) -> tuple[ProblemCount, ...]:
        """Return how often each rule failed in an upload."""
        query = select(ProblemCountRow).where(ProblemCountRow.submission_id == submission_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(ProblemCountRow.position))
            return tuple(
                ProblemCount(row.rule, Severity(row.severity), row.field, row.count) for row in rows
            )

    def declare_not_held(self, visit_id: str, items: Iterable[str], submission_id: str) -> None:
        """Record the items that the authority says it does not hold, and where it said so.

        The newest declaration of an item stands; whether one was sent after all is known from
        ``accepted_items``.
        """
        rows = [
            {"visit_id": visit_id, "item": item, "submission_id": submission_id}
            for item in sorted(set(items))
        ]
        if not rows:
            return
        declared = insert(NotHeldRow).values(rows)
        declared = declared.on_conflict_do_update(
            index_elements=["visit_id", "item"],
            set_={"submission_id": declared.excluded.submission_id},
        )
        with self._transaction() as session:
            session.execute(declared)

    def not_held(self, visit_id: str) -> dict[str, str]:
        """Return the items declared as not held, each with the id of the upload that said so."""
        query = select(NotHeldRow).where(NotHeldRow.visit_id == visit_id)
        with self._transaction() as session:
            return {row.item: row.submission_id for row in session.scalars(query)}
