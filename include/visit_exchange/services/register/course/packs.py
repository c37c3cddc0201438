"""Packs in the register: numbered, reserved, published once."""

from datetime import datetime

from sqlalchemy import Select, select

from visit_exchange.services.register.audit import PIPELINE, AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import PackRow
from visit_exchange.visits.records import Pack


class PacksPart(AuditPart):
    """What the register knows of packs."""

    def next_pack(
        self, visit_id: str, fingerprint: str, *, kind: str = "returns", is_final: bool = False
    ) -> Pack:
        """Return the pack to make of these inputs.

        When the newest pack of the kind has the same fingerprint, that one comes back: it is there
        already (``published_at`` set), or still to be finished after a crash. Otherwise a new
        number is reserved, so a number never stands for two contents.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            newest = session.scalar(_packs(visit_id, kind).limit(1))
            if newest is not None and newest.fingerprint == fingerprint:
                return pack_record(newest)
            row = PackRow(
                visit_id=visit_id,
                kind=kind,
                version=newest.version + 1 if newest else 1,
                fingerprint=fingerprint,
                is_final=is_final,
            )
            session.add(row)
            return pack_record(row)

    def record_pack(self, pack: Pack, manifest_sha256: str, *, at: datetime) -> Pack:
        """Record that the manifest is written and the pack published; again changes nothing."""
        with self._transaction() as session:
            key = (pack.visit_id, pack.kind, pack.version)
            row = session.get_one(PackRow, key, with_for_update=True)
            if row.published_at is None:
                row.published_at, row.manifest_sha256 = utc(at), manifest_sha256
                detail = {"kind": row.kind, "version": row.version}
                write_audit(
                    session, row.visit_id, "pack published", by=PIPELINE, at=at, detail=detail
                )
            return pack_record(row)

    def packs(self, visit_id: str, kind: str = "returns") -> tuple[Pack, ...]:
        """Return the published packs of one kind, oldest first."""
        query = _packs(visit_id, kind).where(PackRow.published_at.is_not(None))
        with self._transaction() as session:
            return tuple(pack_record(row) for row in session.scalars(query))[::-1]


def _packs(visit_id: str, kind: str) -> Select[PackRow]:
    of_kind = select(PackRow).where(PackRow.visit_id == visit_id, PackRow.kind == kind)
    return of_kind.order_by(PackRow.version.desc())


def pack_record(row: PackRow) -> Pack:
    """Return a pack as the register hands it out."""
    return Pack(
        visit_id=row.visit_id,
        kind=row.kind,
        version=row.version,
        fingerprint=row.fingerprint,
        is_final=row.is_final,
        manifest_sha256=row.manifest_sha256,
        published_at=row.published_at,
    )
