"""What the register knows of holds, of what was destroyed, and of the certificates of it."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from visit_exchange.services.register.audit import (
    PIPELINE,
    AuditPart,
    utc,
    write_audit,
)
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import CertificateRow, DestroyedRow
from visit_exchange.visits.acts import (
    DESTROYED,
    HELD,
    KEY_DESTROYED,
    LIFTED,
    hold_in,
    kinds_destroyed_in,
)
from visit_exchange.visits.disposal_records import Certificate, Destroyed, Hold

CERTIFIED = "disposal certified"


class DisposalsPart(AuditPart):
    """What the register knows of the end of evidence."""

    def hold(self, visit_id: str) -> Hold | None:
        """Return the legal hold on a visit; None when there is none."""
        return hold_in(self.audit(visit_id))

    def record_hold(self, visit_id: str, reason: str, *, lift: bool, by: str, at: datetime) -> None:
        """Set or lift a hold; ``reason`` is in words that name no child."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            act = LIFTED if lift else HELD
            write_audit(session, visit_id, act, by=by, at=at, detail={"reason": reason})

    def list_for_destruction(self, visit_id: str, things: Sequence[Destroyed]) -> None:
        """Write down what is about to be destroyed.

        What was destroyed before and is back (a restored backup) is destroyed and certified anew.
        """
        if not things:
            return
        rows = [{"visit_id": visit_id, **vars(thing), "destroyed_at": None} for thing in things]
        with self._transaction() as session:
            listed = insert(DestroyedRow).values(rows)
            again = {"destroyed_at": None, "certificate": None}
            same = ["visit_id", "place", "key_hash", "version_id"]
            session.execute(listed.on_conflict_do_update(index_elements=same, set_=again))

    def record_destruction(self, visit_id: str, kind: str, *, at: datetime) -> None:
        """Record that everything of a kind that was written down is gone.

        The first time of a kind is recorded though there was nothing of it; again changes nothing.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            gone = update(DestroyedRow).where(
                DestroyedRow.visit_id == visit_id,
                DestroyedRow.kind == kind,
                DestroyedRow.destroyed_at.is_(None),
            )
            done = session.scalars(
                gone.values(destroyed_at=utc(at)).returning(DestroyedRow.size)
            ).all()
            if done or kind not in self.kinds_destroyed(visit_id):
                detail = {"kind": kind, "objects": len(done), "bytes": sum(done)}
                write_audit(session, visit_id, DESTROYED, by=PIPELINE, at=at, detail=detail)

    def record_key_destroyed(self, visit_id: str, *, at: datetime) -> None:
        """Record that the visit's key is gone: no restored backup brings it back."""
        if not self.key_was_destroyed(visit_id):
            with self._transaction() as session:
                write_audit(session, visit_id, KEY_DESTROYED, by=PIPELINE, at=at)

    def kinds_destroyed(self, visit_id: str) -> frozenset[str]:
        """Return the kinds of evidence of a visit that were destroyed."""
        return kinds_destroyed_in(self.audit(visit_id))

    def certify(
        self,
        visit_id: str,
        write: Callable[[int, Sequence[Destroyed]], str],
        *,
        at: datetime,
    ) -> Certificate | None:
        """Keep a certificate of everything that was destroyed and has none; None if there is none.

        ``write`` returns its text from its number and what was destroyed.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            query = select(DestroyedRow).where(
                DestroyedRow.visit_id == visit_id,
                DestroyedRow.destroyed_at.is_not(None),
                DestroyedRow.certificate.is_(None),
            )
            rows = session.scalars(query.order_by(DestroyedRow.number)).all()
            if not rows:
                return None
            highest = select(func.max(CertificateRow.number)).filter_by(visit_id=visit_id)
            number = (session.scalar(highest) or 0) + 1
            body = write(number, [_destroyed(row) for row in rows])
            digest = hashlib.sha256(body.encode()).hexdigest()
            session.add(
                CertificateRow(
                    visit_id=visit_id, number=number, body=body, sha256=digest, made_at=utc(at)
                )
            )
            session.flush()
            for row in rows:
                row.certificate = number
            detail = {"certificate": number, "sha256": digest, "things": len(rows)}
            write_audit(session, visit_id, CERTIFIED, by=PIPELINE, at=at, detail=detail)
            return Certificate(visit_id, number, body, digest)

    def has_uncertified(self, visit_id: str) -> bool:
        """Return whether something of a visit was destroyed that no certificate lists."""
        query = select(DestroyedRow.number).where(
            DestroyedRow.visit_id == visit_id,
            DestroyedRow.destroyed_at.is_not(None),
            DestroyedRow.certificate.is_(None),
        )
        with self._transaction() as session:
            return session.scalar(query.limit(1)) is not None

    def certificates(self, visit_id: str) -> tuple[Certificate, ...]:
        """Return the certificates of a visit by number."""
        query = select(CertificateRow).where(CertificateRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(CertificateRow.number))
            return tuple(Certificate(visit_id, row.number, row.body, row.sha256) for row in rows)


def _destroyed(row: DestroyedRow) -> Destroyed:
    return Destroyed(
        kind=row.kind,
        place=row.place,
        key_hash=row.key_hash,
        version_id=row.version_id,
        size=row.size,
        is_marker=row.is_marker,
        sha256=row.sha256,
        destroyed_at=row.destroyed_at,
    )
