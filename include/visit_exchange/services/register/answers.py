"""What came of the uploads of a visit: the accepted items, repeats, counts and what is not held."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, literal, select, tuple_
from sqlalchemy.orm import Session

from visit_exchange.kinds.severity import Severity
from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.submission_rows import submission_record
from visit_exchange.services.register.tables import (
    NotHeldRow,
    ProblemCountRow,
    SubmissionItemRow,
    SubmissionRow,
)
from visit_exchange.services.register.visits import visit_row
from visit_exchange.visits.records import ProblemCount
from visit_exchange.visits.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    SubmittedItem,
)

Version = tuple[Submission, SubmittedItem]
Accepted = dict[str, Version]
NEWEST_FIRST = (SubmissionRow.received_at.desc(), SubmissionRow.number.desc())


# A kind of document about one child is written with a colon between them; an item has none.
_IS_OF_A_CHILD = NotHeldRow.item.contains(":")


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

        Each comes with the id of the upload that said so.
        """
        query = select(NotHeldRow).where(
            NotHeldRow.visit_id == visit_id, NotHeldRow.sender == sender
        )
        with self._transaction() as session:
            return {row.item: row.submission_id for row in session.scalars(query)}


def declare_not_held(session: Session, upload: SubmissionRow, items: Iterable[str]) -> None:
    """Record which items a sender says in an upload that it does not hold.

    The declaration of the newest checklist stands as a whole: what an older one said and this one
    does not is to come again. Whether an item was sent after all is known from ``accepted_items``.
    """
    # Of two checklists that are recorded at once, the second sees the first.
    visit_row(session, upload.visit_id, lock=True)
    if _has_newer(session, upload, CHECKLIST_ITEM):
        return
    mine = {"visit_id": upload.visit_id, "sender": upload.sender}
    session.execute(delete(NotHeldRow).filter_by(**mine).where(~_IS_OF_A_CHILD))
    session.add_all(
        NotHeldRow(**mine, submission_id=upload.id, item=item) for item in sorted(set(items))
    )


def declare_of_children(session: Session, upload: SubmissionRow, items: Mapping[str, bool]) -> None:
    """Record what the authority says of selected children: not held, or (True) does not apply.

    The items are kinds of documents by child (``plans:CODE``); the newest declaration stands as a
    whole.
    """
    visit_row(session, upload.visit_id, lock=True)
    if _has_newer(session, upload, TRACKING_CHECKLIST):
        return
    mine = {"visit_id": upload.visit_id, "sender": upload.sender}
    session.execute(delete(NotHeldRow).filter_by(**mine).where(_IS_OF_A_CHILD))
    session.add_all(
        NotHeldRow(**mine, submission_id=upload.id, item=item, does_not_apply=applies_not)
        for item, applies_not in sorted(items.items())
    )


def _has_newer(session: Session, upload: SubmissionRow, checklist: str) -> bool:
    """Return whether a checklist of this kind that was sent later has been taken."""
    order = tuple_(SubmissionRow.received_at, SubmissionRow.number)
    later = (
        select(SubmissionRow.id)
        .join(SubmissionItemRow, SubmissionItemRow.submission_id == SubmissionRow.id)
        .where(
            SubmissionRow.visit_id == upload.visit_id,
            SubmissionRow.sender == upload.sender,
            SubmissionItemRow.item == checklist,
            SubmissionItemRow.status.in_([status.value for status in ACCEPTED]),
            order > tuple_(literal(upload.received_at), literal(upload.number)),
        )
    )
    return session.scalar(later.limit(1)) is not None
