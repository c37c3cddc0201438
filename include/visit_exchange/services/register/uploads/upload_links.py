"""Upload links in the register: the hash of each token, never the token."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import UploadLinkRow


class UploadLinksPart(AuditPart):
    """What the register knows of upload links. At most one of each sender works.

    ``sender`` is the id of a partner; empty for the authority.
    """

    def issue_upload_link(
        self, visit_id: str, token_hash: str, *, by: str, at: datetime, sender: str = ""
    ) -> None:
        """Record a new link (SHA-256 of its token, hex); the one that stood no longer works."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            replaced = _revoke(session, visit_id, sender, at)
            row = UploadLinkRow(token_hash=token_hash, visit_id=visit_id, sender=sender)
            row.issued_at = utc(at)
            session.add(row)
            detail = {"replaced": replaced} | _named(sender)
            write_audit(session, visit_id, "upload link issued", by=by, at=at, detail=detail)

    def revoke_upload_link(self, visit_id: str, *, by: str, at: datetime, sender: str = "") -> bool:
        """Revoke the link that stands; False when there is none."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            revoked = _revoke(session, visit_id, sender, at)
            if revoked:
                detail = _named(sender)
                write_audit(session, visit_id, "upload link revoked", by=by, at=at, detail=detail)
            return bool(revoked)

    def sender_of_upload_link(self, token_hash: str) -> tuple[str, str] | None:
        """Return visit and sender that a standing link is for; None for any other."""
        query = select(UploadLinkRow.visit_id, UploadLinkRow.sender).where(
            UploadLinkRow.token_hash == token_hash, UploadLinkRow.revoked_at.is_(None)
        )
        with self._transaction() as session:
            found = session.execute(query).first()
            return (found.visit_id, found.sender) if found else None

    def visit_of_last_link(self, token_hash: str) -> str | None:
        """Return the visit that a link was for if its sender had none after it, working or not."""
        given = select(UploadLinkRow).where(UploadLinkRow.token_hash == token_hash)
        with self._transaction() as session:
            row = session.scalar(given)
            if row is None:
                return None
            later = select(UploadLinkRow.token_hash).where(
                UploadLinkRow.visit_id == row.visit_id,
                UploadLinkRow.sender == row.sender,
                UploadLinkRow.issued_at > row.issued_at,
            )
            return None if session.scalar(later.limit(1)) else row.visit_id


def _named(sender: str) -> dict[str, object]:
    return {"partner": sender} if sender else {}


def _revoke(session: Session, visit_id: str, sender: str, at: datetime) -> int:
    """Revoke what stands; return how many links that was."""
    standing = (
        UploadLinkRow.visit_id == visit_id,
        UploadLinkRow.sender == sender,
        UploadLinkRow.revoked_at.is_(None),
    )
    revoking = update(UploadLinkRow).where(*standing).values(revoked_at=utc(at))
    return len(session.scalars(revoking.returning(UploadLinkRow.token_hash)).all())
