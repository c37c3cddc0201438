"""Which inspectors belong to a visit, by their logins."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import InspectorRow


class InspectorsPart(AuditPart):
    """What the register knows of the inspectors of visits. Each change is audited, with the login.

    Adding one who is there, or removing one who is not, changes nothing and returns False.
    """

    def inspectors(self, visit_id: str) -> tuple[str, ...]:
        """Return the logins of a visit's inspectors; UserError when there is no such visit."""
        query = select(InspectorRow.login).where(InspectorRow.visit_id == visit_id)
        with self._transaction() as session:
            visit_row(session, visit_id)
            return tuple(session.scalars(query.order_by(InspectorRow.login)))

    def every_inspector(self) -> tuple[str, ...]:
        """Return the logins of everybody who is an inspector of some visit, each once."""
        query = select(InspectorRow.login).distinct().order_by(InspectorRow.login)
        with self._transaction() as session:
            return tuple(session.scalars(query))

    def visits_of_inspector(self, login: str) -> frozenset[str]:
        """Return the ids of the visits that an inspector belongs to."""
        query = select(InspectorRow.visit_id).where(InspectorRow.login == login)
        with self._transaction() as session:
            return frozenset(session.scalars(query))

    def tracks(self, visit_id: str, login: str) -> bool:
        """Return whether an inspector of a visit follows its selected children."""
        with self._transaction() as session:
            row = session.get(InspectorRow, (visit_id, login))
            return row is not None and row.tracks

    def trackers(self, visit_id: str) -> tuple[str, ...]:
        """Return the logins of those who follow a visit's selected children."""
        query = select(InspectorRow.login).where(
            InspectorRow.visit_id == visit_id, InspectorRow.tracks
        )
        with self._transaction() as session:
            return tuple(session.scalars(query.order_by(InspectorRow.login)))

    def let_track(self, visit_id: str, login: str, *, may: bool, by: str, at: datetime) -> bool:
        """Put an inspector into the team that follows the selected children, or take them out."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            row = session.get(InspectorRow, (visit_id, login))
            if row is None or row.tracks is may:
                return False
            row.tracks = may
            act = "inspector tracks" if may else "inspector no longer tracks"
            _audit(session, visit_id, act, login, by, at)
            return True

    def add_inspector(self, visit_id: str, login: str, *, by: str, at: datetime) -> bool:
        """Add an inspector to a visit."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            if session.get(InspectorRow, (visit_id, login)):
                return False
            session.add(InspectorRow(visit_id=visit_id, login=login))
            _audit(session, visit_id, "inspector added", login, by, at)
            return True

    def remove_inspector(self, visit_id: str, login: str, *, by: str, at: datetime) -> bool:
        """Take an inspector off a visit."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            row = session.get(InspectorRow, (visit_id, login))
            if row is None:
                return False
            session.delete(row)
            _audit(session, visit_id, "inspector removed", login, by, at)
            return True


def _audit(session: Session, visit_id: str, act: str, login: str, by: str, at: datetime) -> None:
    write_audit(session, visit_id, act, by=by, at=at, detail={"login": login})
