"""The register after a restore: what it knows of a store whose versions have new ids."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import PIPELINE, AuditPart, utc, write_audit
from visit_exchange.services.register.tables import (
    CertificateRow,
    DestroyedRow,
    OutboxRow,
    SentMailRow,
    SubmissionRow,
    VisitRow,
)
from visit_exchange.services.register.upkeep.disposals import CERTIFIED
from visit_exchange.visits.acts import DESTROYED, KEY_DESTROYED
from visit_exchange.visits.disposal_records import Certificate
from visit_exchange.visits.uploads.submission import UploadIdentity

RESTORED = "restored from a backup"


class RestoringPart(AuditPart):
    """What is written into the register when a backup has been laid back."""

    def map_versions(
        self, now_known_as: Mapping[UploadIdentity, tuple[str, datetime]], *, stray: str
    ) -> int:
        """Let uploads be known by the version ids that a restored store has given them.

        With each comes the instant (of the wall) at which it came first. Nobody answers them now.
        ``stray`` begins the keys of mails that are about one upload. Return how many are known.
        """
        known = 0
        with self._transaction() as session:
            for was, (version, came_at) in now_known_as.items():
                rows = update(SubmissionRow).where(
                    SubmissionRow.key_hash == was.key_hash,
                    SubmissionRow.version_id == was.version_id,
                )
                free = {"batch": None, "batch_until": None, "tries": 0}
                new = {"version_id": version, "came_at": utc(came_at)} | free
                if session.scalar(rows.values(new).returning(SubmissionRow.id)):
                    known += 1
                else:
                    _rename_mail(session, f"{stray}{was.key_hash}/", was.version_id, version)
        return known

    def note_when_it_came(self, submission_id: str, at: datetime) -> None:
        """Note when (by the wall) an upload came that was received after a restore."""
        row = update(SubmissionRow).where(SubmissionRow.id == submission_id)
        with self._transaction() as session:
            session.execute(row.values(came_at=utc(at)))

    def take_certificate(self, certificate: Certificate, sent_as: str, *, at: datetime) -> bool:
        """Take a certificate of what was destroyed after the backup; False when it is known.

        All that it lists counts as destroyed, and the key if it is among it. ``sent_as`` is the
        key of its mail, which has gone out. ``at`` is the wall's time.
        """
        told = json.loads(certificate.body)
        with self._transaction() as session:
            known = session.get(CertificateRow, (certificate.visit_id, certificate.number))
            if known is not None or session.get(VisitRow, certificate.visit_id) is None:
                return False
            _add_certificate(session, certificate, told)
            session.flush()
            _add_things(session, certificate, told["things"])
            session.add(
                SentMailRow(key=sent_as, visit_id=certificate.visit_id, sent_to="", sent_at=utc(at))
            )
            _add_acts(session, certificate, [each["kind"] for each in told["kinds"]], at)
            return True

    def bury_key(self, visit_id: str, *, at: datetime) -> None:
        """Record that a visit's key was destroyed, unless that is known."""
        if not self.key_was_destroyed(visit_id):
            with self._transaction() as session:
                detail = {"why": RESTORED}
                write_audit(session, visit_id, KEY_DESTROYED, by=PIPELINE, at=at, detail=detail)

    def record_restore(self, backup_of: datetime, *, at: datetime) -> None:
        """Write into the audit of every visit that it was restored, and from when."""
        detail = {"backup_of": utc(backup_of).isoformat()}
        with self._transaction() as session:
            for visit in session.scalars(select(VisitRow.id).order_by(VisitRow.id)):
                write_audit(session, visit, RESTORED, by=PIPELINE, at=at, detail=detail)


def _rename_mail(session: Session, stray: str, was: str, version: str) -> None:
    """Let what was told of an upload that belongs to no visit, or waits, count for its new id."""
    old, new = f"{stray}{was}", f"{stray}{version}"
    for row in (SentMailRow, OutboxRow):
        renamed = update(row).where(row.key.startswith(old, autoescape=True))
        session.execute(renamed.values(key=func.replace(row.key, old, new)))


def _add_certificate(session: Session, certificate: Certificate, told: Mapping[str, str]) -> None:
    row = CertificateRow(**vars(certificate), made_at=datetime.fromisoformat(told["made_at"]))
    session.add(row)


def _add_things(
    session: Session, certificate: Certificate, things: Sequence[Mapping[str, object]]
) -> None:
    own = {"visit_id": certificate.visit_id, "certificate": certificate.number}
    same = ["visit_id", "place", "key_hash", "version_id"]
    for thing in things:
        at = {"destroyed_at": datetime.fromisoformat(str(thing["destroyed_at"]))}
        listed = insert(DestroyedRow).values({**thing, **own, **at})
        session.execute(listed.on_conflict_do_update(index_elements=same, set_=own | at))


def _add_acts(
    session: Session, certificate: Certificate, kinds: Sequence[str], at: datetime
) -> None:
    number, visit = certificate.number, certificate.visit_id
    for kind in kinds:
        detail: dict[str, object] = {"kind": kind, "why": RESTORED}
        write_audit(session, visit, DESTROYED, by=PIPELINE, at=at, detail=detail)
    detail = {"certificate": number, "sha256": certificate.sha256, "why": RESTORED}
    write_audit(session, visit, CERTIFIED, by=PIPELINE, at=at, detail=detail)
