"""What came of the uploads of a visit: the accepted items, repeats, counts and what is not held."""

from sqlalchemy import select

from visit_exchange.kinds.severity import Severity
from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import NotHeldRow, ProblemCountRow, SubmissionRow
from visit_exchange.services.register.uploads.submission_rows import submission_record
from visit_exchange.visits.records import ProblemCount
from visit_exchange.visits.uploads.statements import Says
from visit_exchange.visits.uploads.submission import ACCEPTED, Submission, SubmittedItem

Version = tuple[Submission, SubmittedItem]
Accepted = dict[str, Version]
NEWEST_FIRST = (SubmissionRow.received_at.desc(), SubmissionRow.number.desc())


class AnswersPart(AuditPart):
    """What the register knows of the content of uploads."""

    def accepted_of_every_sender(self, visit_id: str) -> dict[str, Accepted]:
        """Return, for each sender and item, the newest accepted version; the authority's first."""
        query = select(SubmissionRow).where(SubmissionRow.visit_id == visit_id)
        newest: dict[str, Accepted] = {"": {}}
        with self._transaction() as session:
            for row in session.scalars(query.order_by(*NEWEST_FIRST)):
                submission = submission_record(row)
                for item in submission.items:
                    if item.status in ACCEPTED:
                        of_sender = newest.setdefault(submission.sender, {})
                        of_sender.setdefault(item.item, (submission, item))
        return dict(sorted(newest.items()))

    def problem_counts(self, submission_id: str) -> tuple[ProblemCount, ...]:
        """Return how often each rule failed in an upload."""
        query = select(ProblemCountRow).where(ProblemCountRow.submission_id == submission_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(ProblemCountRow.position))
            return tuple(
                ProblemCount(row.rule, Severity(row.severity), row.field, row.count) for row in rows
            )

    def not_held(self, visit_id: str, sender: str = "") -> dict[str, str]:
        """Return the items that a sender (the authority, if none is named) does not hold.

        Each comes with the id of the upload that said so; it is empty where the page did. What does
        not apply is among them.
        """
        query = select(NotHeldRow).where(
            NotHeldRow.visit_id == visit_id,
            NotHeldRow.sender == sender,
            NotHeldRow.says != Says.WILL_SEND.value,
        )
        with self._transaction() as session:
            return {row.item: row.submission_id or "" for row in session.scalars(query)}
