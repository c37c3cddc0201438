"""The public keys that seal the outbox: one for each visit, and one of the house."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import OutboxKeyRow


class OutboxKeysPart(AuditPart):
    """What the register knows of who can open what lies in the outbox."""

    def outbox_key(self, name: str) -> bytes | None:
        """Return the public key of this name; None when none is kept."""
        with self._transaction() as session:
            row = session.get(OutboxKeyRow, name)
            return row.public if row else None

    def keep_outbox_key(self, name: str, public: bytes) -> None:
        """Keep the public key of a visit, or of the house; again changes nothing."""
        kept = insert(OutboxKeyRow).values(name=name, public=public)
        with self._transaction() as session:
            session.execute(kept.on_conflict_do_nothing())

    def forget_outbox_key(self, name: str) -> None:
        """Forget a public key: nothing is sealed with it any more."""
        with self._transaction() as session:
            session.execute(delete(OutboxKeyRow).where(OutboxKeyRow.name == name))
