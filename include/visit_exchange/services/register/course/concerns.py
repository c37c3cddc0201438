"""Concerns in the register, which cannot read them: only their number and their state are plain.

The audit says who did what to which number, and nothing of what it is about.
"""

from datetime import datetime

from sqlalchemy import func, select

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import ConcernRow
from visit_exchange.visits.people.concerns import ConcernEntry


class ConcernsPart(AuditPart):
    """What the register knows of concerns."""

    def open_concern(self, visit_id: str, content: bytes, *, by: str, at: datetime) -> int:
        """Keep a new concern, sealed; return its number."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            last = select(func.max(ConcernRow.number)).where(ConcernRow.visit_id == visit_id)
            number = (session.scalar(last) or 0) + 1
            row = ConcernRow(visit_id=visit_id, number=number, content=content)
            row.opened_by, row.opened_at = by, utc(at)
            session.add(row)
            detail = {"concern": number}
            write_audit(session, visit_id, "concern recorded", by=by, at=at, detail=detail)
            return number

    def rewrite_concern(
        self,
        visit_id: str,
        number: int,
        content: bytes,
        act: str,
        *,
        by: str,
        at: datetime,
        closes: bool = False,
    ) -> None:
        """Keep a concern with what was added to it; ``act`` is the audit's word for that."""
        with self._transaction() as session:
            row = session.get_one(ConcernRow, (visit_id, number), with_for_update=True)
            row.content = content
            if closes:
                row.closed_by, row.closed_at = by, utc(at)
            write_audit(session, visit_id, act, by=by, at=at, detail={"concern": number})

    def read_concern(self, visit_id: str, number: int, *, by: str, at: datetime) -> bytes | None:
        """Return a concern, sealed, and write down who reads it; None when there is none."""
        with self._transaction() as session:
            row = session.get(ConcernRow, (visit_id, number))
            if row is None:
                return None
            write_audit(session, visit_id, "concern read", by=by, at=at, detail={"concern": number})
            return row.content

    def concerns(self, visit_id: str) -> tuple[ConcernEntry, ...]:
        """Return the concerns of a visit by number, without what they are about."""
        query = select(ConcernRow).where(ConcernRow.visit_id == visit_id)
        with self._transaction() as session:
            return tuple(
                ConcernEntry(r.number, r.opened_by, r.opened_at, r.closed_by, r.closed_at)
                for r in session.scalars(query.order_by(ConcernRow.number))
            )
