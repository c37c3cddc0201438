"""Which providers inspectors plan to visit, in the register: names of settings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, select

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import ProviderVisitsRow
from visit_exchange.visits.records import ProviderChoice


class ProviderVisitsPart(AuditPart):
    """What the register knows of the providers chosen for sampling visits."""

    def record_providers(
        self, visit_id: str, names: Sequence[str], *, by: str, at: datetime, reason: str = ""
    ) -> bool:
        """Record the providers to visit; return whether that is new. The audit counts them."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            newest = session.scalar(_newest(visit_id))
            if newest is not None and newest.names == list(names):
                return False
            row = ProviderVisitsRow(visit_id=visit_id, names=list(names), made_by=by)
            row.made_at = utc(at)
            session.add(row)
            session.flush()
            detail = {"providers": len(names), **({"why": reason} if reason else {})}
            write_audit(session, visit_id, "providers selected", by=by, at=at, detail=detail)
            return True

    def note_arranged(
        self, visit_id: str, act: str, detail: Mapping[str, object], *, by: str, at: datetime
    ) -> None:
        """Note in the audit that something of the visit was arranged; ids and counts only."""
        with self._transaction() as session:
            write_audit(session, visit_id, act, by=by, at=at, detail=dict(detail))

    def providers(self, visit_id: str) -> ProviderChoice | None:
        """Return the choice of providers that counts; None while there is none."""
        with self._transaction() as session:
            newest = session.scalar(_newest(visit_id))
            return provider_record(newest) if newest else None


def _newest(visit_id: str) -> Select[ProviderVisitsRow]:
    of_visit = select(ProviderVisitsRow).where(ProviderVisitsRow.visit_id == visit_id)
    return of_visit.order_by(ProviderVisitsRow.number.desc()).limit(1)


def provider_record(row: ProviderVisitsRow) -> ProviderChoice:
    """Return a choice of providers as the register hands it out."""
    return ProviderChoice(row.number, tuple(row.names))
