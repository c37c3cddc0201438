"""Reads dossiers: all that the register knows of visits, in one transaction.

The number of queries is the same for one visit and for all of them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, subqueryload

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.course.visits import no_visit
from visit_exchange.services.register.dossier_records import put_together
from visit_exchange.services.register.reading_by_visit import ReadingByVisit
from visit_exchange.services.register.tables import InspectorRow, VisitRow
from visit_exchange.services.register.uploads.sealed import under_seal
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import UnderSeal
from visit_exchange.visits.visit import VisitStatus

# What the audit says of each upload on its way.
UPLOAD_STEPS = ("upload received", "upload moved", "upload placed", "upload answered")


class DossiersPart(AuditPart):
    """What the register knows of whole visits."""

    def dossier(self, visit_id: str) -> Dossier:
        """Return all that is known of a visit; UserError when there is none."""
        with self._one_instant() as session:
            return _one_dossier(session, visit_id)

    def dossier_and_seals(self, visit_id: str) -> tuple[Dossier, UnderSeal]:
        """Return the same with what opens only with the visit's key, read at the same instant."""
        with self._one_instant() as session:
            return _one_dossier(session, visit_id), under_seal(session, visit_id)

    def dossiers(
        self,
        *,
        inspector: str | None = None,
        without: Collection[VisitStatus] = (),
        brief: bool = False,
    ) -> tuple[Dossier, ...]:
        """Return all that is known of every visit, by notification date.

        With ``inspector`` (a login) only of that inspector's visits; none that stand ``without``.
        What is ``brief`` leaves out of the audit the steps of single uploads, by which nothing is
        decided: of many visits they are most of it.
        """
        conditions = [VisitRow.status.not_in([each.value for each in without])]
        if inspector is not None:
            own = select(InspectorRow.visit_id).where(InspectorRow.login == inspector)
            conditions.append(VisitRow.id.in_(own))
        with self._one_instant() as session:
            return _dossiers(session, *conditions, brief=brief)

    @contextmanager
    def _one_instant(self) -> Iterator[Session]:
        """Open a transaction that sees the register as it is now, whatever is written meanwhile."""
        seen = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._transaction() as session:
            if not self.is_together:
                session.connection(execution_options=seen)
            yield session


def _one_dossier(session: Session, visit_id: str) -> Dossier:
    found = _dossiers(session, VisitRow.id == visit_id)
    if not found:
        raise no_visit(visit_id)
    return found[0]


def _dossiers(
    session: Session, *conditions: ColumnElement[bool], brief: bool = False
) -> tuple[Dossier, ...]:
    wanted = select(VisitRow).where(*conditions).order_by(VisitRow.notified, VisitRow.id)
    with_parts = wanted.options(subqueryload(VisitRow.extra), subqueryload(VisitRow.people))
    rows = session.scalars(with_parts).all()
    return put_together(rows, ReadingByVisit(session, rows), UPLOAD_STEPS if brief else ())
