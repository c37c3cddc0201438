"""Upload links in the register: the hash of each token, never the token."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visit_exchange.services.register.access_models import UploadLinkRow
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.visits import visit_row


class UploadLinksPart(AuditPart):
    """What the register knows of upload links. At most one of a visit works."""

    def issue_upload_link(self, visit_id: str, token_hash: str, *, by: str, at: datetime) -> None:
        """Record a new link (SHA-256 of its token, hex); the one that stood works no longer."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            replaced = _revoke(session, visit_id, at)
            row = UploadLinkRow(token_hash=token_hash, visit_id=visit_id, issued_at=utc(at))
            session.add(row)
            write_audit(
                session, visit_id, "upload link issued", by=by, at=at, detail={"replaced": replaced}
            )

    def revoke_upload_link(self, visit_id: str, *, by: str, at: datetime) -> bool:
        """Revoke the link that stands; False when there is none."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            revoked = _revoke(session, visit_id, at)
            if revoked:
                write_audit(session, visit_id, "upload link revoked", by=by, at=at)
            return bool(revoked)

    def visit_of_upload_link(self, token_hash: str) -> str | None:
        """Return the id of the visit that a standing link is for; None for any other."""
        query = select(UploadLinkRow.visit_id).where(
            UploadLinkRow.token_hash == token_hash, UploadLinkRow.revoked_at.is_(None)
        )
        with self._transaction() as session:
            return session.scalar(query)


def _revoke(session: Session, visit_id: str, at: datetime) -> int:
    """Revoke what stands; return how many links that was."""
    standing = (UploadLinkRow.visit_id == visit_id, UploadLinkRow.revoked_at.is_(None))
    revoking = update(UploadLinkRow).where(*standing).values(revoked_at=utc(at))
    return len(session.scalars(revoking.returning(UploadLinkRow.token_hash)).all())
