"""What senders say of what they do not send: one statement of each item, the newest."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, delete, literal, select, tuple_
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import (
    NotHeldRow,
    SubmissionItemRow,
    SubmissionRow,
)
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import ACCEPTED, CHECKLIST_ITEM, TRACKING_CHECKLIST

# A kind of document about one child is written with a colon between them; an item has none.
_IS_OF_A_CHILD = NotHeldRow.item.contains(":")


class StatementsPart(AuditPart):
    """What the register knows of what was said on the upload page."""

    def state(self, visit_id: str, statement: Statement, *, by: str) -> None:
        """Record what a sender says of an item on its page, in place of what it said before."""
        key = {"visit_id": visit_id, "item": statement.item, "sender": statement.sender}
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            session.execute(delete(NotHeldRow).filter_by(**key))
            row = NotHeldRow(**key, says=statement.says.value, who=statement.who)
            row.said_at = utc(statement.said_at)
            session.add(row)
            detail = {"item": statement.item, "says": statement.says.value, "who": statement.who}
            write_audit(
                session, visit_id, "said on the page", by=by, at=statement.said_at, detail=detail
            )


def declare_not_held(session: Session, upload: SubmissionRow, items: Iterable[str]) -> None:
    """Record which items a sender says in a checklist that it does not hold.

    A checklist speaks of every item: what was said before it, and it does not say, is to come
    again. What was said on the page after it came stands. Whether an item was sent after all is
    known from ``accepted_items``.
    """
    said = dict.fromkeys(items, Says.NOT_HELD)
    _declare(session, upload, said, CHECKLIST_ITEM, ~_IS_OF_A_CHILD)


def declare_of_children(session: Session, upload: SubmissionRow, items: Mapping[str, bool]) -> None:
    """Record what the authority says of selected children: not held, or (True) does not apply.

    The items are kinds of documents by child (``plans:CODE``); else as for other items.
    """
    said = {i: Says.DOES_NOT_APPLY if none else Says.NOT_HELD for i, none in items.items()}
    _declare(session, upload, said, TRACKING_CHECKLIST, _IS_OF_A_CHILD)


def statement_record(row: NotHeldRow) -> Statement:
    """Return a row as the record that leaves the register."""
    return Statement(
        row.item, row.sender, Says(row.says), row.said_at, row.submission_id or "", row.who
    )


def _declare(
    session: Session,
    upload: SubmissionRow,
    said: Mapping[str, Says],
    checklist: str,
    spoken_of: ColumnElement[bool],
) -> None:
    # Of two checklists that are recorded at once, the second sees the first.
    visit_row(session, upload.visit_id, lock=True)
    if _has_newer(session, upload, checklist):
        return
    mine = {"visit_id": upload.visit_id, "sender": upload.sender}
    older = NotHeldRow.said_at <= upload.received_at
    session.execute(delete(NotHeldRow).filter_by(**mine).where(spoken_of, older))
    later = set(session.scalars(select(NotHeldRow.item).filter_by(**mine).where(spoken_of)))
    when = {"submission_id": upload.id, "said_at": upload.received_at}
    session.add_all(
        NotHeldRow(**mine, **when, item=item, says=says.value)
        for item, says in sorted(said.items())
        if item not in later
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
