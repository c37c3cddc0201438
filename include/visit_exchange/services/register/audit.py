"""The append-only audit, and the connection that the other parts of the register share."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import local
from weakref import WeakSet

from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.orm import Session

from visit_exchange.services.register.tables import AuditRow
from visit_exchange.visits.acts import KEY_DESTROYED
from visit_exchange.visits.records import AuditEntry

# Who did it when nobody in particular did.
PIPELINE = "visit-exchange"
LOCK = text("SELECT pg_advisory_lock(hashtextextended(:what, 0))")
LOCK_TO_THE_END = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")
TRY_LOCK = text("SELECT pg_try_advisory_lock(hashtextextended(:what, 0))")
LET_GO = text("SELECT pg_advisory_unlock(hashtextextended(:what, 0))")
MOST_CONNECTIONS = 5  # of one process
PENDING = "acts that are written when the rest of the transaction is"
_ENGINES: WeakSet[Engine] = WeakSet()


def _forget_connections() -> None:
    """Let a forked child make its own connections, and leave its parent's alone."""
    for engine in _ENGINES:
        engine.dispose(close=False)


os.register_at_fork(after_in_child=_forget_connections)


class AuditPart:
    """Opens transactions and writes the audit in them."""

    def __init__(self, url: str) -> None:
        """``url`` is any PostgreSQL URL; nothing is connected until the first call."""
        address = make_url(url).set(drivername="postgresql+psycopg2")
        self._engine = create_engine(
            address,
            pool_size=MOST_CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,  # a server that was started again is not noticed by who asks
            connect_args={"options": "-c timezone=UTC"},
            hide_parameters=True,  # an error says the statement, not what was written
        )
        self._joined = local()
        _ENGINES.add(self._engine)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def close(self) -> None:
        """Close the connections of this process; the next call opens new ones."""
        self._engine.dispose()

    def audit(self, visit_id: str) -> tuple[AuditEntry, ...]:
        """Return what was done on a visit, oldest first."""
        with self._transaction() as session:
            rows = session.scalars(
                select(AuditRow).where(AuditRow.visit_id == visit_id).order_by(AuditRow.id)
            )
            return tuple(audit_record(row) for row in rows)

    def key_was_destroyed(self, visit_id: str) -> bool:
        """Return whether the key of a visit was destroyed: then it stays so after any restore."""
        of_visit = (AuditRow.visit_id == visit_id, AuditRow.act == KEY_DESTROYED)
        with self._transaction() as session:
            return session.scalar(select(AuditRow.id).where(*of_visit).limit(1)) is not None

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """Do ``what`` while nobody else does it, on any machine; others wait for their turn.

        The lock goes with its connection, so a process that is killed leaves none behind. Within
        ``together`` it is held to the end of that: who comes next sees what was written.
        """
        if self.is_together:
            self._joined.session.execute(LOCK_TO_THE_END, {"what": what})
            yield
            return
        with self._engine.connect() as connection:
            connection.execute(LOCK, {"what": what})
            connection.detach()
            yield

    @contextmanager
    def if_free(self, what: str) -> Iterator[bool]:
        """Hold ``what`` while it is worked on; False when another process holds it.

        The lock goes with its connection, so a process that is killed leaves none behind.
        """
        which = {"what": what}
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            is_ours = bool(connection.scalar(TRY_LOCK, which))
            try:
                yield is_ours
            finally:
                # Closing the connection would let go of it too, but some moments later.
                if is_ours:
                    connection.execute(LET_GO, which)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let everything that this thread writes meanwhile happen whole or not at all.

        Acts are in the audit only when it ends. Within another it is part of that.
        """
        if self.is_together:
            yield
            return
        later: list[Callable[[], object]] = []
        with self._transaction() as session:
            self._joined.session, self._joined.later = session, later
            try:
                yield
            finally:
                self._joined.session = None
        for what in later:
            what()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let this thread write at once meanwhile, whatever becomes of a ``together`` around it.

        Only before that has written anything: its own locks would be waited for.
        """
        session = getattr(self._joined, "session", None)
        later = getattr(self._joined, "later", [])
        self._joined.session = None
        try:
            yield
        finally:
            self._joined.session, self._joined.later = session, later

    def afterwards(self, what: Callable[[], object]) -> None:
        """Do ``what`` when the present ``together`` is written, and never if it is not; else now.

        A process that is killed between the two does it never: something else must make it good.
        """
        if self.is_together:
            self._joined.later.append(what)
        else:
            what()

    @property
    def is_together(self) -> bool:
        """Whether this thread is in the middle of what happens whole or not at all."""
        return getattr(self._joined, "session", None) is not None

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        if self.is_together:
            session: Session = self._joined.session
            yield session
            session.flush()
            session.expire_all()  # the next look sees what was written, as in one of its own
            return
        with Session(self._engine) as session, session.begin():
            yield session
            # Last of all: the chain's lock is held from here until the transaction ends.
            session.flush()
            session.add_all(session.info.pop(PENDING, ()))


def write_audit(
    session: Session,
    visit_id: str,
    act: str,
    *,
    by: str,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one act in the transaction of the act itself. ``detail`` holds ids and counts only."""
    row = AuditRow(visit_id=visit_id, act=act, by=by, at=utc(at), detail=dict(detail or {}))
    session.info.setdefault(PENDING, []).append(row)


def utc(at: datetime) -> datetime:
    """Return the instant in UTC; ValueError when it does not know its timezone."""
    if at.tzinfo is None:
        raise ValueError("the register takes only instants that know their timezone")
    return at.astimezone(UTC)


def audit_record(row: AuditRow) -> AuditEntry:
    """Return an act as the register hands it out."""
    return AuditEntry(row.id, row.visit_id, row.at, row.by, row.act, row.detail, row.written_at)
