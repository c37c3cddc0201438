"""How the exchange fares, in the register: what is not well, and who gave a sign of life."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import NullPool, create_engine, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.services.refusals import register_refusals
from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.tables import FindingRow, SignOfLifeRow
from visit_exchange.visits.watch.findings import Finding, KnownFinding

ANSWERS_WITHIN = 10  # seconds


class UpkeepPart(AuditPart):
    """What the register knows of the exchange itself. Every instant is the wall's."""

    def check(self) -> None:
        """Raise ServiceError unless the database answers, within some seconds.

        By a connection of its own: one that is open waits for ever for a server that hangs.
        """
        asked = {"connect_timeout": ANSWERS_WITHIN}
        engine = create_engine(self._engine.url, poolclass=NullPool, connect_args=asked)
        with register_refusals(), engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def known_findings(self) -> tuple[KnownFinding, ...]:
        """Return every finding, those that are over too, by how long it lasts."""
        query = select(FindingRow).order_by(FindingRow.since, FindingRow.key)
        with self._transaction() as session:
            return tuple(_record(row) for row in session.scalars(query))

    def record_findings(
        self, found: Sequence[Finding], mended: Sequence[str], *, at: datetime
    ) -> None:
        """Write down what is not well now, and which of it was mended; the rest is over."""
        now = utc(at)
        over = update(FindingRow).where(
            FindingRow.over_at.is_(None), FindingRow.key.not_in([each.key for each in found])
        )
        with self._transaction() as session:
            session.execute(over.values(over_at=now))
            for each in found:
                _write(session, each, now)
            is_mended = update(FindingRow).where(FindingRow.key.in_(mended))
            session.execute(is_mended.values(mended_at=now))

    def findings_told(
        self, lasting: Sequence[str], over: Sequence[str] = (), *, at: datetime
    ) -> None:
        """Write down which findings a mail told of, and which it told to be over."""
        now = utc(at)
        with self._transaction() as session:
            for keys, told_at in ((lasting, now), (over, None)):
                told = update(FindingRow).where(FindingRow.key.in_(keys))
                session.execute(told.values(told_at=told_at))

    def sign_of_life(self, part: str, *, at: datetime) -> None:
        """Write down that a part lives."""
        row = insert(SignOfLifeRow).values(part=part, at=utc(at))
        newest = row.on_conflict_do_update(index_elements=["part"], set_={"at": row.excluded.at})
        with self._transaction() as session:
            session.execute(newest)

    def signs_of_life(self) -> Mapping[str, datetime]:
        """Return when each part last said that it lives."""
        with self._transaction() as session:
            return {row.part: row.at for row in session.scalars(select(SignOfLifeRow))}


def _write(session: Session, found: Finding, now: datetime) -> None:
    """Add a finding, or renew its words; one that was over begins anew."""
    row = session.get(FindingRow, found.key)
    if row is None:
        row = FindingRow(key=found.key, since=now)
        session.add(row)
    elif row.over_at is not None:
        row.since, row.told_at, row.over_at = now, None, None
    row.what, row.to_do = found.what, found.do


def _record(row: FindingRow) -> KnownFinding:
    return KnownFinding(
        row.key, row.what, row.to_do, row.since, row.told_at, row.mended_at, row.over_at
    )
