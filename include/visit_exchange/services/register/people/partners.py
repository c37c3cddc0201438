"""Partners of visits in the register: whom inspectors ask besides the authority."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import PartnerRow
from visit_exchange.visits.acts import PARTNER_CHANGED
from visit_exchange.visits.people.partners import Partner, no_partner


class PartnersPart(AuditPart):
    """What the register knows of the partners of visits."""

    def partners(self, visit_id: str) -> tuple[Partner, ...]:
        """Return every partner of a visit, by id; those that were removed too."""
        query = select(PartnerRow).where(PartnerRow.visit_id == visit_id).order_by(PartnerRow.id)
        with self._transaction() as session:
            return tuple(partner_record(row) for row in session.scalars(query))

    def partner(self, visit_id: str, partner_id: str) -> Partner:
        """Return one partner; UserError when the visit has none of this id."""
        with self._transaction() as session:
            return partner_record(_row(session, visit_id, partner_id))

    def add_partner(self, partner: Partner, *, by: str, at: datetime) -> None:
        """Record a partner, and in the audit whom it stands for and what it is asked."""
        with self._transaction() as session:
            visit_row(session, partner.visit_id, lock=True)
            session.add(
                PartnerRow(
                    visit_id=partner.visit_id,
                    id=partner.id,
                    kind=partner.kind,
                    name=partner.name,
                    email=partner.email,
                    items=list(partner.items),
                )
            )
            detail = {"partner": partner.id, "kind": partner.kind, "items": list(partner.items)}
            write_audit(session, partner.visit_id, "partner added", by=by, at=at, detail=detail)

    def change_partner(
        self, visit_id: str, partner_id: str, email: str, *, by: str, at: datetime
    ) -> Partner:
        """Write to another address of a partner from now on; the audit does not say which."""
        with self._transaction() as session:
            row = _row(session, visit_id, partner_id, lock=True)
            row.email = email
            detail = {"partner": partner_id}
            write_audit(session, visit_id, PARTNER_CHANGED, by=by, at=at, detail=detail)
            return partner_record(row)

    def remove_partner(self, visit_id: str, partner_id: str, *, by: str, at: datetime) -> None:
        """Record that a partner may send no more; again changes nothing."""
        with self._transaction() as session:
            row = _row(session, visit_id, partner_id, lock=True)
            if row.removed_at is None:
                row.removed_at = utc(at)
                detail = {"partner": partner_id}
                write_audit(session, visit_id, "partner removed", by=by, at=at, detail=detail)


def _row(session: Session, visit_id: str, partner_id: str, *, lock: bool = False) -> PartnerRow:
    row = session.get(PartnerRow, (visit_id, partner_id), with_for_update=lock or None)
    if row is None:
        raise no_partner(visit_id, partner_id)
    return row


def partner_record(row: PartnerRow) -> Partner:
    """Return a partner as the register hands it out."""
    return Partner(
        visit_id=row.visit_id,
        id=row.id,
        kind=row.kind,
        name=row.name,
        email=row.email,
        items=tuple(row.items),
        is_removed=row.removed_at is not None,
    )
