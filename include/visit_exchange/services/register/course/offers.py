"""Offers of information in the register."""

from datetime import datetime

from sqlalchemy import func, select

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import OfferRow
from visit_exchange.visits.people.offers import Offer


class OffersPart(AuditPart):
    """What the register knows of offers."""

    def add_offer(
        self, visit_id: str, sender: str, title: str, reason: str, *, by: str, at: datetime
    ) -> int:
        """Keep an offer; return its number."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            last = select(func.max(OfferRow.number)).where(OfferRow.visit_id == visit_id)
            number = (session.scalar(last) or 0) + 1
            row = OfferRow(visit_id=visit_id, number=number, sender=sender, title=title)
            row.reason, row.offered_at = reason, utc(at)
            session.add(row)
            detail = {"number": number, "sender": sender, "why": reason}
            write_audit(session, visit_id, "information offered", by=by, at=at, detail=detail)
            return number

    def decide_offer(
        self, visit_id: str, number: int, decided: str, why: str, *, by: str, at: datetime
    ) -> None:
        """Record what was decided on an offer that nobody has decided on; else UserError."""
        with self._transaction() as session:
            row = session.get_one(OfferRow, (visit_id, number), with_for_update=True)
            _offer(row).check_open()
            row.decided, row.why = decided, why
            detail = {"number": number, "why": why}
            write_audit(session, visit_id, f"offer {decided}", by=by, at=at, detail=detail)

    def offers(self, visit_id: str) -> tuple[Offer, ...]:
        """Return the offers of a visit, oldest first."""
        query = select(OfferRow).where(OfferRow.visit_id == visit_id).order_by(OfferRow.number)
        with self._transaction() as session:
            return tuple(_offer(row) for row in session.scalars(query))


def _offer(row: OfferRow) -> Offer:
    return Offer(row.number, row.sender, row.title, row.reason, row.decided, row.why)
