"""Which packs inspectors have opened, and the audit of everything that they read of them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.tables import OpenedPackRow

OPENED = "opened"


class OpeningsPart(AuditPart):
    """What the register knows of what inspectors read."""

    def note_opened(
        self, visit_id: str, *, by: str, at: datetime, detail: Mapping[str, object]
    ) -> None:
        """Write down who saw what: ``detail`` names it by kind, version and number alone."""
        with self._transaction() as session:
            write_audit(session, visit_id, OPENED, by=by, at=at, detail=detail)

    def note_written(
        self, visit_id: str, number: int, *, by: str, at: datetime, is_removed: bool = False
    ) -> None:
        """Write down that an inspector wrote a note, or removed it: its number alone."""
        act = "note removed" if is_removed else "note written"
        with self._transaction() as session:
            write_audit(session, visit_id, act, by=by, at=at, detail={"number": number})

    def remember_opened(
        self, visit_id: str, login: str, kind: str, version: int, *, at: datetime
    ) -> None:
        """Remember that somebody has opened a version; again, the first time stays."""
        row = {"visit_id": visit_id, "login": login, "kind": kind, "version": version}
        once = insert(OpenedPackRow).values(**row, opened_at=utc(at)).on_conflict_do_nothing()
        with self._transaction() as session:
            session.execute(once)

    def versions_opened(self, visit_id: str, login: str, kind: str) -> dict[int, datetime]:
        """Return which versions of a kind of pack somebody has opened, and when first."""
        query = select(OpenedPackRow).where(
            OpenedPackRow.visit_id == visit_id,
            OpenedPackRow.login == login,
            OpenedPackRow.kind == kind,
        )
        with self._transaction() as session:
            return {row.version: row.opened_at for row in session.scalars(query)}
