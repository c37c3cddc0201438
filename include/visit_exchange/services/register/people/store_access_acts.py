"""What was done about the credentials of a visit: the audit knows whose, never what they are."""

from datetime import datetime

from visit_exchange.services.register.audit import AuditPart, write_audit
from visit_exchange.services.register.course.visits import visit_row


class StoreAccessActsPart(AuditPart):
    """Writes down who issued, saw and revoked access to the object store."""

    def note_store_access(
        self, visit_id: str, act: str, who: str, *, by: str, at: datetime
    ) -> None:
        """Add an act (``issued``, ``shown``, ``revoked``) on the credentials of ``who``."""
        with self._transaction() as session:
            visit_row(session, visit_id)
            write_audit(session, visit_id, f"store access {act}", by=by, at=at, detail={"for": who})
